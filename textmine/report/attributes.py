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
            numbers.append(name)
        elif 2 <= different <= MOST_GROUPS:
            groups.append(name)
    return tuple(groups), tuple(numbers)


def quantile_groups(values: npt.NDArray[np.float64], n: int) -> tuple[npt.NDArray[np.int64], list[float]]:
    """Cut numbers into at most n groups of about the same size; equal numbers stay together.

    Returns
    -------
    (ndarray of int (m,), list of float)
        Group of each number, -1 for NaN, and the greatest number of each group but the last.
    """
    known = np.isfinite(values)
    groups = np.full(len(values), -1, dtype=np.int64)
    if not known.any():
        return groups, []
    cuts = np.unique(np.quantile(values[known], np.arange(1, n) / n, method="inverted_cdf"))
    cuts = cuts[cuts < values[known].max()]
    groups[known] = np.searchsorted(cuts, values[known], side="left")
    return groups, [float(cut) for cut in cuts]
