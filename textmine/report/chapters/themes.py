"""The overview of all themes, and a section for each: definition, shares, chart, approved quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textmine.errors import InputError
from textmine.privacy import redact
from textmine.report.context import Context
from textmine.report.document import (
    Block,
    Chapter,
    Chart,
    Column,
    Drawing,
    Heading,
    Lines,
    Panel,
    Paragraph,
    Quotation,
    Row,
    Series,
    Table,
    Value,
)
from textmine.report.material import ReportTheme
from textmine.report.tally import ALL, ShareTable

MOST_LINES = 40


def overview(context: Context) -> Chapter:
    """The chapter «overview»: every theme with its statements, respondents and share."""
    say, total = context.say, context.tally.total
    statements = context.tally.coded["theme_id"].value_counts()
    rows: list[tuple[Value, ...]] = []
    for theme in context.tally.themes:
        share = total.cells[theme.id, ALL]
        hidden = share.suppressed
        counts = (None, None) if hidden else (int(statements.get(theme.id, 0)), share.count)
        rows.append((context.names[theme.id], *counts, share))
    columns = (
        Column(say("theme")),
        Column(say("statements"), "count"),
        Column(say("respondents"), "count"),
        Column(say("share"), "share"),
    )
    table = Table(say("overview_caption"), columns, tuple(rows), _out_of(context))
    lead = Paragraph(say("overview_lead"))
    ranked = sorted(context.tally.themes, key=lambda t: -_size(total, t))[:MOST_LINES]
    if _size(total, ranked[0]) <= 0:
        return Chapter("overview", say("overview"), (lead, table))
    drawn = Lines(tuple(Row(context.names[t.id], total.cells[t.id, ALL]) for t in ranked))
    largest = context.listed([context.names[t.id] for t in ranked[:3] if _size(total, t) > 0])
    chart = Chart(say("overview_chart"), say("overview_alternative", n=len(ranked), largest=largest), drawn)
    return Chapter("overview", say("overview"), (lead, chart, table))


def _size(total: ShareTable, theme: ReportTheme) -> float:
    share = total.cells[theme.id, ALL]
    return -1.0 if share.suppressed else share.share


def _out_of(context: Context) -> str:
    n = context.tally.total.out_of[ALL]
    return context.say("out_of", n=":" if n is None else context.numbers.count(n))


def themes(context: Context, only: Sequence[str] = (), quotes: int | None = None) -> Chapter:
    """The chapter «themes»: a section a theme.

    Raises
    ------
    InputError
        If ``only`` names a theme that is not there.
    """
    known = [theme.id for theme in context.tally.themes]
    if unknown := [name for name in only if name not in known]:
        remedy = f"Choose among {', '.join(known)}" if known else "Leave the option out"
        raise InputError(f"there is no theme {unknown[0]!r}", remedy)
    chosen = [theme for theme in context.tally.themes if not only or theme.id in only]
    blocks = [block for theme in chosen for block in _section(context, theme, quotes)]
    return Chapter("themes", context.say("themes"), tuple(blocks))


def _section(context: Context, theme: ReportTheme, quotes: int | None) -> Iterator[Block]:
    say, name = context.say, context.names[theme.id]
    yield Heading(name)
    if theme.parent in context.names:
        yield Paragraph(say("below", parent=context.names[theme.parent]), note=True)
    if definition := context.text(theme.definition):
        yield Paragraph(definition)
    total = context.tally.total.cells[theme.id, ALL]
    if total.suppressed:
        limit = context.material.threshold
        yield Paragraph(say("theme_hidden" if total.count < limit else "theme_telling", threshold=limit))
    else:
        share, n = context.numbers.share(total), context.numbers.count
        yield Paragraph(say("theme_lead", count=n(total.count), out_of=n(total.out_of), share=share))
        yield from _by_group(context, theme)
    yield from _quotes(context, theme, quotes)


def _by_group(context: Context, theme: ReportTheme) -> Iterator[Block]:
    """Chart and table of a theme by wave and attribute."""
    say, name = context.say, context.names[theme.id]
    several = len(context.waves) > 1
    parts = [(say("wave"), context.by_wave)] if several else []
    by_attribute = context.by_attribute
    parts += [(context.label(column), table) for column, table in by_attribute.items() if table.groups]
    if not parts:
        return
    drawn = _drawing(theme, context, parts)
    sections = context.listed([label for label, _ in parts])
    yield Chart(say("theme_chart", theme=name), say("theme_alternative", theme=name, sections=sections), drawn)
    rows: list[tuple[Value, ...]] = [
        (label, _mark(context, table, group), table.out_of[group], table.cells[theme.id, group])
        for label, table in parts
        for group in table.groups
    ]
    columns = (
        Column(say("division")),
        Column(say("group")),
        Column(say("respondents"), "count"),
        Column(say("share"), "share"),
    )
    notes = (break_note(context) if several else "", context.left_out(by_attribute.values()))
    yield Table(say("theme_caption", theme=name), columns, tuple(rows), " ".join(filter(None, notes)))


def _drawing(theme: ReportTheme, context: Context, parts: Sequence[tuple[str, ShareTable]]) -> Drawing:
    several = len(context.waves) > 1
    lines = Lines(
        tuple(
            Row(context.group(group), table.cells[theme.id, group], label)
            for label, table in parts[1 if several else 0 :]
            for group in table.groups
        )
    )
    if not several:
        return lines
    series = Series(
        tuple(Row(group, context.by_wave.cells[theme.id, group]) for group in context.waves), context.breaks
    )
    return Panel(series, lines) if lines.rows else series


def _mark(context: Context, table: ShareTable, group: str) -> str:
    """A group's name, with a mark behind a wave that breaks the series."""
    if table is not context.by_wave:
        return context.group(group)
    return f"{group} ‖" if context.waves.index(group) in context.breaks else group


def break_note(context: Context) -> str:
    """What ‖ means, with the waves' own notes; empty where the series is whole."""
    if not context.breaks:
        return ""
    broken = [context.waves[place] for place in context.breaks]
    notes = [context.text(wave.note) for wave in context.material.waves if wave.name in broken]
    return " ".join([context.say("break_mark"), *filter(None, notes)])


def _quotes(context: Context, theme: ReportTheme, most: int | None) -> Iterator[Block]:
    """Approved quotes; redacted once more, since an edit may have put something back."""
    quotes = context.material.quotes
    own = quotes[quotes["theme_id"].astype(str) == theme.id]
    for row in own.head(len(own) if most is None else most).to_dict("records"):
        source = ", ".join(context.group(str(value)) for value in row["attributes"].values())
        yield Quotation(redact(row["text"], quasi=False).text, source)
