"""Theme shares over waves or attributes: respondents who mention a theme, out of those who said anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textmine.privacy.suppression import groups, nearly_all, respondents, suppressed_cells, suppression

if TYPE_CHECKING:
    import pandas as pd

RESAMPLES = 2000


@dataclass(frozen=True)
class Share:
    """A share with what it was computed from; ``low`` and ``high`` bound its 95 % interval.

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


def shares_by(statements: pd.DataFrame, group: str, respondent: str = "response_id") -> dict[tuple[int, str], Share]:
    """Share of respondents who mention each theme, within each value of a column.

    Parameters
    ----------
    statements : DataFrame
        With theme_id (-1 for uninformative), the respondent's column and the column ``group``.
    group : str
        A column of ``statements``, such as ``"wave"`` or ``"language"``.
    respondent : str
        Column that tells who speaks; somebody who mentions a theme twice in a group counts once.

    Returns
    -------
    dict of (theme_id, value) to Share
        The denominator is the respondents in that group with at least one informative statement. Small cells are
        suppressed, those that nearly all of a group share too, and others so that the theme's total does not give them
        back.
    """
    told = statements[statements["theme_id"] >= 0]
    out_of = told.groupby(groups(told[group]))[respondent].nunique()
    table = respondents(told, "theme_id", group, respondent)
    counts = table.to_numpy()
    # A respondent may have several themes, so that only the sums over the groups are totals that somebody knows.
    sizes = np.asarray([out_of[value] for value in table.columns], dtype=np.int64)
    also = nearly_all(counts, sizes) if len(sizes) > 1 else None
    hidden = suppression(counts, column_totals=False, also=also).cells
    return {
        (int(theme), value): share_of(int(counts[row, column]), int(out_of[value]), bool(hidden[row, column]))
        for row, theme in enumerate(table.index.to_numpy(dtype=int))
        for column, value in enumerate(table.columns.to_numpy())
    }


def suppressed_sizes(counts: pd.Series[int]) -> pd.Series[bool]:
    """Which of several counts of respondents must not be printed, with the same index."""
    import pandas as pd

    column = np.asarray(counts, dtype=np.int64)[:, None]
    hidden = suppressed_cells(column, row_totals=False, column_totals=False)
    return pd.Series(hidden[:, 0], index=counts.index)


def statement_shares(
    statements: pd.DataFrame, respondent: str = "response_id", resamples: int = RESAMPLES, random_state: int = 0
) -> dict[int, Share]:
    """Share of the informative statements that each theme has.

    One person's statements hang together, so that the interval is the percentile bootstrap over respondents (Davison &
    Hinkley 1997, *Bootstrap methods and their application*, section 3.8), not over statements.

    Parameters
    ----------
    statements : DataFrame
        With theme_id and the respondent's column.
    respondent : str
    resamples : int
    random_state : int
        Seed of the resampling; row order does not matter.

    Returns
    -------
    dict of theme_id to Share
        Counts are statements; suppressed where fewer respondents stand behind them than may be printed.
    """
    import pandas as pd

    told = statements[statements["theme_id"] >= 0]
    if told.empty:
        return {}
    table = pd.crosstab(told[respondent].astype(str), told["theme_id"]).sort_index()
    counts = table.to_numpy(dtype=np.float64)
    drawn = np.random.default_rng(random_state).multinomial(
        len(counts), np.full(len(counts), 1 / len(counts)), size=resamples
    )
    shares = drawn @ counts
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1)
    low, high = np.percentile(shares, [2.5, 97.5], axis=0)
    behind = (counts > 0).sum(axis=0)[:, None]
    hidden = suppressed_cells(behind.astype(np.int64), row_totals=False, column_totals=False)[:, 0]
    total = int(counts.sum())
    return {
        int(theme): Share(
            int(own := counts[:, i].sum()), total, own / total, float(low[i]), float(high[i]), bool(hidden[i])
        )
        for i, theme in enumerate(table.columns)
    }
