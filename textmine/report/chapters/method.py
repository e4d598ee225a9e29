"""The method box: what was read, dropped and coded, by whom, how well, and with what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textmine.report.context import Context, without_identifiers
from textmine.report.document import Chapter, Column, Table
from textmine.report.material import Measured
from textmine.report.tally import ALL


def method(context: Context) -> Chapter:
    """The chapter «method»."""
    rows = tuple((label, text) for label, text in _facts(context) if text)
    columns = (Column(context.say("what")), Column(context.say("how")))
    table = Table(context.say("method_caption"), columns, rows)
    return Chapter("method", context.say("method"), (table,))


def _facts(context: Context) -> Iterator[tuple[str, str]]:
    material, say, number = context.material, context.say, context.numbers
    responses = material.responses
    empty = int((responses["text"].astype(str).str.strip() == "").sum())
    yield (
        say("read"),
        say(
            "read_text",
            responses=number.count(len(responses)),
            respondents=number.count(responses["respondent"].nunique()),
            empty=number.count(empty),
        ),
    )
    if material.waves:
        yield say("waves"), ", ".join(wave.name for wave in material.waves if wave.name)
    yield say("dropped"), "; ".join(f"{reason}: {number.count(n)}" for reason, n in material.method.dropped.items())
    yield from _coding(context)
    yield say("agreement"), "; ".join(_measured(context, figure) for figure in material.method.agreement)
    yield say("model_quality"), "; ".join(_measured(context, figure) for figure in material.method.model_quality)
    yield say("shares"), say("shares_text")
    if material.weight:
        effective = context.tally.total.effective[ALL]
        yield say("weights"), say("weights_text", column=context.label(material.weight), n=number.decimal(effective))
    if context.breaks:
        yield say("break"), say("break_text", waves=context.listed([context.waves[b] for b in context.breaks]))
    yield say("privacy"), say("privacy_text", threshold=material.threshold)
    yield say("versions"), "; ".join(f"{name} {value}" for name, value in material.method.versions.items())
    for note in material.method.notes:
        yield say("note"), context.text(note)


def _coding(context: Context) -> Iterator[tuple[str, str]]:
    material, say, number = context.material, context.say, context.numbers
    statements = material.statements
    informative = int(statements["informative"].astype(bool).sum())
    coded = context.tally.coded
    yield (
        say("statements"),
        say(
            "statements_text",
            statements=number.count(len(statements)),
            aside=number.count(len(statements) - informative),
            coded=number.count(coded["statement_id"].nunique()),
            share=number.percent(coded["statement_id"].nunique() / max(informative, 1)),
        ),
    )
    by_person = int(coded["by_person"].sum())
    if len(coded):
        yield (
            say("coded_by"),
            say(
                "coded_by_text",
                codings=number.count(len(coded)),
                person=number.percent(by_person / len(coded), 0),
                model=number.percent(1 - by_person / len(coded), 0),
            ),
        )
    codings = material.codings
    sizes = Counter(zip(codings["coder_kind"].astype(str), codings["coder"].astype(str), strict=True))
    coders = [f"{coder} ({say(kind)}): {number.count(n)}" for (kind, coder), n in sorted(sizes.items())]
    yield say("coders"), "; ".join(map(without_identifiers, coders))


def _measured(context: Context, figure: Measured) -> str:
    number = context.numbers
    text = f"{context.text(figure.name)} {number.decimal(figure.value, 2)}"
    if figure.low is not None and figure.high is not None:
        text += f" ({number.decimal(figure.low, 2)}–{number.decimal(figure.high, 2)})"
    of = context.text(figure.of)
    return f"{text}, {of}" if of else text
