"""Themes that the same respondents mention."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from textmine.report.context import Context
from textmine.report.document import Chapter, Chart, Column, Grid, Paragraph, Table, Value
from textmine.report.material import ReportTheme
from textmine.report.tally import ALL

PAIRS = 15
MOST_THEMES = 12


def together(context: Context, pairs: int = PAIRS) -> Chapter | None:
    """The chapter «together»: the pairs that most respondents mention; none where no pair may be shown."""
    say, total = context.say, context.tally.total
    shown = [theme for theme in context.tally.themes if not total.cells[theme.id, ALL].suppressed]
    both = _respondents(context, shown)
    hidden = _hidden(context, shown, both)
    rows = _rows(context, shown, both, hidden)[:pairs]
    if not rows:
        return None
    columns = (
        Column(say("theme")),
        Column(say("other_theme")),
        Column(say("both"), "count"),
        Column(say("expected"), "number"),
        Column(say("ratio"), "number"),
    )
    table = Table(say("together_caption"), columns, tuple(rows), say("together_note"))
    largest = sorted(range(len(shown)), key=lambda row: (-both[row, row], row))[:MOST_THEMES]
    largest = [row for row in largest if both[row, row] > 0]
    values = tuple(
        tuple(None if hidden[row, column] else float(both[row, column] / both[row, row]) for column in largest)
        for row in largest
    )
    drawn = Grid(tuple(context.names[shown[row].id] for row in largest), values)
    chart = Chart(say("together_chart"), say("together_alternative", n=len(largest)), drawn)
    return Chapter("together", say("together"), (Paragraph(say("together_lead")), chart, table))


def _respondents(context: Context, themes: list[ReportTheme]) -> npt.NDArray[np.int64]:
    """Respondents who mention both of two themes: (k, k), on the diagonal those who mention one."""
    import pandas as pd

    tally = context.tally
    said = tally.mentions.merge(tally.told[["response_id", "respondent"]], on="response_id")
    table = pd.crosstab(said["respondent"], said["theme_id"]).clip(upper=1)
    table = table.reindex(columns=[theme.id for theme in themes], fill_value=0)
    mentioned = table.to_numpy(dtype=np.int64)
    return np.asarray(mentioned.T @ mentioned)


def _hidden(context: Context, themes: list[ReportTheme], both: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Pairs (k, k) of which few mention both, one and not the other, or neither, which the totals would give away.

    Neither: of all respondents, and of those who mention a theme above both.
    """
    one = np.diag(both)
    either = one[:, np.newaxis] + one - both
    differences = [both, one[:, np.newaxis] - both, one - both]
    differences.append(context.tally.told["respondent"].nunique() - either)
    for number, theme in enumerate(themes):
        below = np.array([theme.id in context.tally.lineage[other.id] for other in themes], dtype=np.bool_)
        differences.append(np.where(below[:, np.newaxis] & below, one[number] - either, 0))
    small = [(counts > 0) & (counts < context.material.threshold) for counts in differences]
    result = np.logical_or.reduce(small)
    np.fill_diagonal(result, False)
    return np.asarray(result)


def _rows(
    context: Context, themes: list[ReportTheme], both: npt.NDArray[np.int64], hidden: npt.NDArray[np.bool_]
) -> list[tuple[Value, ...]]:
    """Pairs of themes that are not one above the other, the most mentioned first."""
    n, above = context.tally.told["respondent"].nunique(), context.tally.lineage
    found = []
    for a, b in combinations(range(len(themes)), 2):
        kin = themes[b].id in above[themes[a].id] or themes[a].id in above[themes[b].id]
        if both[a, b] and not kin and not hidden[a, b]:
            expected = both[a, a] * both[b, b] / n
            found.append((-int(both[a, b]), a, b, float(expected)))
    name = context.names
    return [
        (name[themes[a].id], name[themes[b].id], -count, expected, -count / expected)
        for count, a, b, expected in sorted(found)
    ]
