"""Theme shares over waves: respondents who mention a theme, out of those who said anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.privacy.suppression import respondents, suppressed_cells

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Share:
    """A share with what it was computed from; ``low`` and ``high`` bound its 95 % Wilson interval.

    ``suppressed`` is true where the count must not be printed: so few respondents stand behind it, or behind one that
    it would give back.
    """

    count: int
    out_of: int
    share: float
    low: float
    high: float
    suppressed: bool = False


def share_of(count: int, out_of: int, suppressed: bool = False) -> Share:
    """A share with its Wilson interval (Wilson 1927, *JASA* 22); 0 with interval 0-1 where nobody was asked."""
    if out_of == 0:
        return Share(0, 0, 0.0, 0.0, 1.0, suppressed)
    from scipy.stats import binomtest

    interval = binomtest(count, out_of).proportion_ci(0.95, method="wilson")
    return Share(count, out_of, count / out_of, float(interval.low), float(interval.high), suppressed)


def shares_by(statements: pd.DataFrame, group: str) -> dict[tuple[int, str], Share]:
    """Share of respondents who mention each theme, within each value of a column.

    Parameters
    ----------
    statements : DataFrame
        With response_id, theme_id (-1 for uninformative) and the column ``group``.
    group : str
        A column of ``statements``, such as ``"wave"`` or ``"language"``.

    Returns
    -------
    dict of (theme_id, value) to Share
        The denominator is the respondents in that group with at least one informative statement. Small cells are
        suppressed, and others so that the theme's total does not give them back.
    """
    told = statements[statements["theme_id"] >= 0]
    out_of = told.groupby(group)["response_id"].nunique()
    table = respondents(told, "theme_id", group)
    counts = table.to_numpy()
    # A respondent may have several themes, so that only the sums over the groups are totals that somebody knows.
    hidden = suppressed_cells(counts, column_totals=False)
    return {
        (int(theme), value): share_of(int(counts[row, column]), int(out_of[value]), bool(hidden[row, column]))
        for row, theme in enumerate(table.index.to_numpy(dtype=int))
        for column, value in enumerate(table.columns.to_numpy())
    }
