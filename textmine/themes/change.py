"""Which themes are new, growing, shrinking or gone between two waves, and which differ between groups of respondents.

Many themes are tested at once, so that p-values are corrected after Holm (1979), *A simple sequentially rejective
multiple test procedure*, Scandinavian Journal of Statistics 6: the chance of even one false alarm stays under 5 %.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError
from textmine.themes.waves import Share, shares_by

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["new", "growing", "steady", "shrinking", "vanished"]
ALPHA = 0.05


@dataclass(frozen=True)
class Change:
    """A theme's share in two waves.

    ``difference`` is later minus earlier with its 95 % interval (Newcombe 1998, *Statistics in Medicine* 17, method
    10). ``p`` is Fisher's exact test, or McNemar's where the same people answered both, and ``p_adjusted`` Holm's; only
    where that is under 5 % is a theme anything but steady.
    """

    theme_id: int
    earlier: Share
    later: Share
    difference: float
    low: float
    high: float
    p: float
    p_adjusted: float
    kind: Kind

    @property
    def suppressed(self) -> bool:
        """Whether a count behind the change must not be printed."""
        return self.earlier.suppressed or self.later.suppressed


@dataclass(frozen=True)
class Contrast:
    """A theme's share in each value of an attribute, with a test of whether they differ at all."""

    theme_id: int
    shares: dict[str, Share]
    p: float
    p_adjusted: float

    @property
    def differs(self) -> bool:
        """Whether the values differ, with all themes taken into account."""
        return self.p_adjusted < ALPHA


def holm(p_values: Sequence[float]) -> npt.NDArray[np.float64]:
    """P-values adjusted for being many: float (n,), in the order given."""
    p = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    adjusted = np.empty_like(p)
    adjusted[order] = np.minimum(steps, 1)
    return adjusted


def wave_changes(
    statements: pd.DataFrame,
    earlier: str | None = None,
    later: str | None = None,
    respondent: str = "response_id",
) -> list[Change]:
    """How each theme's share of respondents changed from one wave to another.

    Parameters
    ----------
    statements : DataFrame
        With theme_id, wave and the respondent's column.
    earlier, later : str, optional
        The waves to compare; the last two by default, in alphabetical order.
    respondent : str
        Where the same person answers in both waves, name the column that tells so: half of them or more makes the
        comparison one within persons, of those who answered both.

    Returns
    -------
    list of Change
        By theme id; every theme mentioned in either wave.

    Raises
    ------
    InputError
        If there are not two waves, or one that is named has no answer that says anything.
    """
    told = statements[(statements["theme_id"] >= 0) & (statements["wave"] != "")]
    waves = sorted(told["wave"].unique())
    if earlier is None or later is None:
        if len(waves) < 2:
            raise InputError("fewer than two waves have answers", "Name the column or value of the wave")
        earlier, later = waves[-2], waves[-1]
    for wave in (earlier, later):
        if wave not in waves:
            raise InputError(f"wave {wave!r} has no answers", f"Choose among {', '.join(waves) or 'none'}")
    shares = shares_by(told[told["wave"].isin([earlier, later])], "wave", respondent)
    pairs = _pairs(told, earlier, later, respondent)
    themes = sorted({theme for theme, _ in shares})
    both = [(shares[theme, earlier], shares[theme, later]) for theme in themes]
    if pairs is None:
        p = [_fisher(first, second) for first, second in both]
    else:
        p = [_mcnemar(*pairs.get(theme, (0, 0))) for theme in themes]
    return [
        _change(theme, first, second, own, adjusted)
        for theme, (first, second), own, adjusted in zip(themes, both, p, holm(p), strict=True)
    ]


def differences_by(statements: pd.DataFrame, attribute: str, respondent: str = "response_id") -> list[Contrast]:
    """Whether each theme's share of respondents differs between the values of an attribute.

    Fisher's exact test for two values, Pearson's chi-square for more; Holm over the themes.

    Parameters
    ----------
    statements : DataFrame
        With theme_id, the respondent's column and ``attribute``; rows where that is missing or empty are left out.
    attribute, respondent : str

    Returns
    -------
    list of Contrast
        By theme id; empty where fewer than two values have answers.
    """
    known = statements[attribute].notna() & (statements[attribute].astype(str) != "") & (statements["theme_id"] >= 0)
    told = statements[known].copy()
    told[attribute] = told[attribute].astype(str)
    shares = shares_by(told, attribute, respondent)
    values = sorted({value for _, value in shares})
    if len(values) < 2:
        return []
    themes = sorted({theme for theme, _ in shares})
    rows = [{value: shares[theme, value] for value in values} for theme in themes]
    p = [_any_difference(list(row.values())) for row in rows]
    return [Contrast(t, r, own, float(a)) for t, r, own, a in zip(themes, rows, p, holm(p), strict=True)]


def _change(theme: int, first: Share, second: Share, p: float, adjusted: float) -> Change:
    difference = second.share - first.share
    low = difference - np.hypot(second.share - second.low, first.high - first.share)
    high = difference + np.hypot(second.high - second.share, first.share - first.low)
    kind: Kind = "steady"
    if adjusted < ALPHA and difference > 0:
        kind = "growing" if first.count else "new"
    elif adjusted < ALPHA and difference < 0:
        kind = "shrinking" if second.count else "vanished"
    return Change(theme, first, second, difference, float(low), float(high), p, float(adjusted), kind)


def _table(shares: Sequence[Share]) -> npt.NDArray[np.int64]:
    return np.array([[share.count, share.out_of - share.count] for share in shares])


def _fisher(first: Share, second: Share) -> float:
    from scipy.stats import fisher_exact

    return float(fisher_exact(_table([first, second])).pvalue)


def _any_difference(shares: Sequence[Share]) -> float:
    from scipy.stats import chi2_contingency

    if len(shares) == 2:
        return _fisher(*shares)
    table = _table(shares)
    # Where all or nobody mentions the theme, no value can differ from another.
    return 1.0 if not table.sum(axis=0).all() else float(chi2_contingency(table, correction=False).pvalue)


def _mcnemar(only_earlier: int, only_later: int) -> float:
    """Whether as many take a theme up as let it go: McNemar's exact test (1947, *Psychometrika* 12)."""
    from scipy.stats import binomtest

    changed = only_earlier + only_later
    return float(binomtest(only_earlier, changed).pvalue) if changed else 1.0


def _pairs(told: pd.DataFrame, earlier: str, later: str, respondent: str) -> dict[int, tuple[int, int]] | None:
    """Respondents in both waves who mention a theme in one only, or None where most people answered once."""
    people = [set(told.loc[told["wave"] == wave, respondent]) for wave in (earlier, later)]
    both = people[0] & people[1]
    if 2 * len(both) < min(map(len, people)):
        return None
    panel = told[told[respondent].isin(both)]
    mentions: dict[tuple[int, str], set[str]] = defaultdict(set)
    for theme, wave, person in zip(panel["theme_id"], panel["wave"], panel[respondent], strict=True):
        mentions[int(theme), wave].add(person)
    return {
        theme: (len(mentions[theme, earlier] - mentions[theme, later]),
                len(mentions[theme, later] - mentions[theme, earlier]))
        for theme in sorted({int(theme) for theme in panel["theme_id"]})
    }  # fmt: skip


def share_table(changes: Sequence[Change]) -> pd.DataFrame:
    """Changes as a table for print: suppressed counts, shares, differences and tests are empty.

    Columns: theme_id, earlier, earlier_of, later, later_of, difference, low, high, p_adjusted, kind.
    """
    import pandas as pd

    columns = ["theme_id", "earlier", "earlier_of", "later", "later_of", "difference", "low", "high", "p_adjusted"]
    rows = []
    for c in changes:
        figures: list[object] = [c.earlier.count, c.earlier.out_of, c.later.count, c.later.out_of]
        figures += [round(value, 6) for value in (c.difference, c.low, c.high, c.p_adjusted)]
        shown = [""] * len(figures) if c.suppressed else figures
        rows.append([c.theme_id, *shown, "" if c.suppressed else c.kind])
    return pd.DataFrame(rows, columns=[*columns, "kind"])
