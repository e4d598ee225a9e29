"""Theme shares over waves: respondents who mention a theme, out of those who said anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SUPPRESSION_THRESHOLD = 5
"""Counts of respondents under this are not printed."""


@dataclass(frozen=True)
class Share:
    """A share with what it was computed from; ``low`` and ``high`` bound its 95 % Wilson interval."""

    count: int
    out_of: int
    share: float
    low: float
    high: float

    @property
    def suppressed(self) -> bool:
        """True where so few respondents stand behind the count that it must not be printed."""
        return 0 < self.count < SUPPRESSION_THRESHOLD


def share_of(count: int, out_of: int) -> Share:
    """A share with its Wilson interval (Wilson 1927, *JASA* 22); 0 with interval 0-1 where nobody was asked."""
    if out_of == 0:
        return Share(0, 0, 0.0, 0.0, 1.0)
    from scipy.stats import binomtest

    interval = binomtest(count, out_of).proportion_ci(0.95, method="wilson")
    return Share(count, out_of, count / out_of, float(interval.low), float(interval.high))


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
        The denominator is the respondents in that group with at least one informative statement.
    """
    told = statements[statements["theme_id"] >= 0]
    out_of = told.groupby(group)["response_id"].nunique()
    counts = told.groupby(["theme_id", group])["response_id"].nunique()
    return {
        (int(theme), value): share_of(int(counts.get((theme, value), 0)), int(out_of[value]))
        for theme in sorted(told["theme_id"].unique())
        for value in sorted(out_of.index)
    }
