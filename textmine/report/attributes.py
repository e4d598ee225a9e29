"""Which columns of a survey are groups to compare, and which are numbers to cut into groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

MOST_GROUPS = 12
FEWEST_NUMBERS = 8
"""A column of numbers with fewer different ones than this is a column of groups."""
_DIGITS = 3


def as_numbers(values: pd.Series[str]) -> npt.NDArray[np.float64]:
    """Numbers, with Norwegian decimal commas too; NaN where there is none."""
    import pandas as pd

    text = values.astype(str).str.replace(r"[\s\u00a0]", "", regex=True).str.replace(",", ".", regex=False)
    return np.asarray(pd.to_numeric(text, errors="coerce"), dtype=np.float64)


def kinds_of(responses: pd.DataFrame, columns: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Columns with 2 to 12 groups, and columns of numbers; the others are neither."""
    groups, numbers = [], []
    for name in columns:
        given = responses[name].astype(str).str.strip()
        given = given[given != ""]
        different = given.nunique()
        if different >= FEWEST_NUMBERS and np.isfinite(as_numbers(given)).all():
            # 0301 is a name of a municipality: there is no more of anything in 5001.
            if not given.str.match(r"0\d").any():
                numbers.append(name)
        elif 2 <= different <= MOST_GROUPS:
            groups.append(name)
    return tuple(groups), tuple(numbers)


def quantile_groups(
    values: npt.NDArray[np.float64], n: int, least: int = 1
) -> tuple[npt.NDArray[np.int64], list[float]]:
    """Cut numbers into at most n groups of about the same size; equal numbers stay together.

    Parameters
    ----------
    values : ndarray of float (m,)
    n : int
    least : int
        A limit that fewer rows than this have is somebody's own number and is rounded to three digits.

    Returns
    -------
    (ndarray of int (m,), list of float)
        Group of each number, -1 for NaN, and the limit of each group but the last, which it includes.
    """
    known = np.isfinite(values)
    groups = np.full(len(values), -1, dtype=np.int64)
    if not known.any():
        return groups, []
    own = values[known]
    exact = np.unique(np.quantile(own, np.arange(1, n) / n, method="inverted_cdf"))
    rounded = {float(cut) if (own == cut).sum() >= least else float(f"{cut:.{_DIGITS}g}") for cut in exact}
    cuts: list[float] = []
    for cut in sorted(rounded):
        # Every group has somebody in it, also when rounding has moved a limit.
        if own.max() > cut and ((own <= cut) & (own > (cuts[-1] if cuts else -np.inf))).any():
            cuts.append(cut)
    groups[known] = np.searchsorted(cuts, own, side="left")
    return groups, cuts
