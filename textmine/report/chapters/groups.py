"""Themes by groups: waves, attributes, numbers cut at quantiles, and the two written standards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

import numpy as np

from textmine.errors import InputError
from textmine.report.attributes import as_numbers, quantile_groups
from textmine.report.chapters.themes import break_note
from textmine.report.context import Context
from textmine.report.document import Block, Chapter, Chart, Column, Heading, Pairs, Paragraph, Table, Value
from textmine.report.tally import ShareTable
from textmine.report.trend import adjusted, cochran_armitage, difference_interval
from textmine.themes.waves import Share

MOST_COLUMNS = 5
"""Groups in one table; more go into a table of their own, so that it fits a page."""
QUANTILES = 4
_FOUR_DIGITS = range(1000, 10_000)
"""Written in one, as years are."""


def waves(context: Context) -> Chapter | None:
    """The chapter «waves»; none where there is one wave."""
    if len(context.waves) < 2:
        return None
    marks = [f"{name} ‖" if place in context.breaks else name for place, name in enumerate(context.waves)]
    tables = _tables(context, context.say("waves_caption"), context.by_wave, marks, break_note(context))
    return Chapter("waves", context.say("waves"), tuple(tables))


def crosstab(context: Context, attributes: Sequence[str] = ()) -> Chapter | None:
    """The chapter «crosstab»: themes by each attribute with groups; none where there are no attributes."""
    chosen = _chosen(context.material.attributes, attributes)
    blocks: list[Block] = []
    for column in chosen:
        label, table = context.label(column), context.by_attribute[column]
        if not table.groups:
            continue
        blocks.append(Heading(label[:1].upper() + label[1:]))
        caption = context.say("crosstab_caption", attribute=label)
        labels = [context.group(group) for group in table.groups]
        blocks += _tables(context, caption, table, labels, context.left_out([table]))
    return Chapter("crosstab", context.say("crosstab"), tuple(blocks)) if blocks else None


def numbers(context: Context, attributes: Sequence[str] = (), quantiles: int = QUANTILES) -> Chapter | None:
    """The chapter «numbers»: themes by quantiles of each number attribute, with a test for trend."""
    blocks: list[Block] = []
    for column in _chosen(context.material.number_attributes, attributes):
        blocks += _by_number(context, column, quantiles)
    lead = Paragraph(context.say("numbers_lead"))
    return Chapter("numbers", context.say("numbers"), (lead, *blocks)) if blocks else None


def standards(context: Context) -> Chapter | None:
    """The chapter «standards»: bokmål beside nynorsk; none where only one of them is written."""
    if not {"nb", "nn"} <= set(context.tally.told["language"]):
        return None
    say, table = context.say, context.tally.by("language", ["nb", "nn"])
    rows: list[tuple[Value, ...]] = []
    for theme in context.tally.themes:
        nb, nn = table.row(theme.id)
        hidden = nb.suppressed or nn.suppressed
        points = (None,) * 3 if hidden else difference_interval(_ends(nn), _ends(nb))
        rows.append((context.names[theme.id], nb, nn, *points))
    columns = (
        Column(say("theme")),
        Column(_sized(context, table, "nb", say("nb")), "share"),
        Column(_sized(context, table, "nn", say("nn")), "share"),
        *(Column(say(key), "points") for key in ("difference", "from", "to")),
    )
    names = tuple(context.names[theme.id] for theme in context.tally.themes)
    pairs = tuple((table.cells[t.id, "nb"], table.cells[t.id, "nn"]) for t in context.tally.themes)
    chart = Chart(say("standards_chart"), say("standards_alternative"), Pairs(names, (say("nb"), say("nn")), pairs))
    caption = Table(say("standards_caption"), columns, tuple(rows), say("standards_note"))
    return Chapter("standards", say("standards"), (Paragraph(say("standards_lead")), chart, caption))


def _ends(share: Share) -> tuple[float, float, float]:
    return share.share, share.low, share.high


def _chosen(known: Sequence[str], wanted: Sequence[str]) -> Sequence[str]:
    """The wanted attributes, or all.

    Raises
    ------
    InputError
        If one is not there.
    """
    for name in wanted:
        if name not in known:
            remedy = f"Choose among {', '.join(known)}" if known else "Leave the option out"
            raise InputError(
                f"there is no attribute {name!r} with 2 to 12 groups, or numbers, for this chapter", remedy
            )
    return wanted or known


def _sized(context: Context, table: ShareTable, group: str, label: str) -> str:
    """A column's title with how many respondents are behind it."""
    n = table.out_of[group]
    space = "\N{NO-BREAK SPACE}"
    return f"{label} (n{space}={space}{':' if n is None else context.numbers.count(n)})"


def _tables(
    context: Context,
    caption: str,
    table: ShareTable,
    labels: Sequence[str],
    note: str,
    beside: Sequence[Column] = (),
    tests: Mapping[str, tuple[Value, ...]] | None = None,
) -> Iterator[Table]:
    """Themes by groups, in as many tables as the page needs; ``beside`` are columns of the last, ``tests`` their cells.

    Cells are given by theme.
    """
    number = max(1, -(-len(table.groups) // MOST_COLUMNS))
    for part, places in enumerate(np.array_split(np.arange(len(table.groups)), number), 1):
        own = [table.groups[place] for place in places]
        titles = [_sized(context, table, table.groups[place], labels[place]) for place in places]
        more, cells = (beside, tests or {}) if part == number else ((), {})
        rows: tuple[tuple[Value, ...], ...] = tuple(
            (context.names[theme.id], *(table.cells[theme.id, group] for group in own), *cells.get(theme.id, ()))
            for theme in context.tally.themes
        )
        columns = (Column(context.say("theme")), *(Column(title, "share") for title in titles), *more)
        yield Table(f"{caption} ({part}/{number})" if number > 1 else caption, columns, rows, note)


def _by_number(context: Context, column: str, quantiles: int) -> Iterator[Block]:
    say, label = context.say, context.label(column)
    numbers = as_numbers(context.tally.told[column])
    groups, cuts = quantile_groups(numbers, quantiles, context.material.threshold)
    if not cuts:
        return
    labels = _limits(context, cuts)
    table = context.tally.shares(np.array(["", *labels], dtype=object)[groups + 1], labels)
    trends = {theme.id: _trend(table, theme.id) for theme in context.tally.themes}
    known = {theme: trend for theme, trend in trends.items() if trend is not None}
    p_values = dict(zip(known, adjusted([p for _, p in known.values()]).tolist(), strict=True))
    tests = {theme: (known[theme][0], p_values[theme]) if theme in known else (None, None) for theme in trends}
    beside = (Column("z", "number"), Column(say("p_adjusted"), "p"))
    yield Heading(label[:1].upper() + label[1:])
    yield from _tables(
        context, say("numbers_caption", attribute=label), table, labels, say("numbers_note"), beside, tests
    )


def _limits(context: Context, cuts: Sequence[float]) -> list[str]:
    """Names of the quantile groups, by their limits."""
    text = [_limit(context, cut) for cut in cuts]
    say = context.say
    middle = [say("between", low=low, high=high) for low, high in pairwise(text)]
    return [say("up_to", high=text[0]), *middle, say("over", low=text[-1])]


def _limit(context: Context, cut: float) -> str:
    """A limit with the decimals that it has, so that no two limits are written alike."""
    if cut in _FOUR_DIGITS:
        return str(int(cut))
    exponent = Decimal(repr(cut)).normalize().as_tuple().exponent
    return context.numbers.decimal(cut, max(0, -exponent) if isinstance(exponent, int) else 0)


def _trend(table: ShareTable, theme: str) -> tuple[float, float] | None:
    """Score and P value of the trend over the groups, by effective numbers; None where a cell is hidden."""
    row = table.row(theme)
    if any(share.suppressed for share in row):
        return None
    sizes = [table.effective[group] for group in table.groups]
    trend = cochran_armitage([share.share * n for share, n in zip(row, sizes, strict=True)], sizes)
    return trend.z, trend.p
