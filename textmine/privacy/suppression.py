"""Small-cell suppression: which cells of a table of respondents must not be printed.

Primary suppression hides counts under a threshold, secondary suppression hides further cells so that totals do not give
the first ones back; an audit by linear programming shows that they do not (Hundepool et al. 2012, *Statistical
Disclosure Control*, chapter 4).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

SYMBOL = ":"
"""What stands in a suppressed cell (Statistics Norway's symbol)."""
THRESHOLD = 5
FLOOR = 3
"""A threshold lower than this protects nobody and is refused."""

Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


def respondents(frame: pd.DataFrame, rows: str, columns: str, respondent: str = "response_id") -> pd.DataFrame:
    """Table of unique respondents.

    Parameters
    ----------
    frame : DataFrame
        One row a statement or response.
    rows, columns, respondent : str
        Columns of ``frame``.

    Returns
    -------
    DataFrame of int
        One row a value of ``rows``, one column a value of ``columns``, sorted; 0 where nobody is.
    """
    import pandas as pd

    once = frame.drop_duplicates([rows, columns, respondent])
    return pd.crosstab(once[rows], once[columns])


def suppress(
    counts: pd.DataFrame, threshold: int = THRESHOLD, row_totals: bool = True, column_totals: bool = True
) -> pd.DataFrame:
    """Table for print: counts as text, ``SYMBOL`` in the suppressed cells.

    Parameters
    ----------
    counts : DataFrame of int
        Unique respondents a cell, without totals.
    threshold : int
        Counts from 1 to ``threshold - 1`` are suppressed; at least ``FLOOR``.
    row_totals, column_totals : bool
        Whether sums over a row, over a column, are printed or known from elsewhere.

    Raises
    ------
    InputError
        If the threshold is under ``FLOOR``.
    """
    hidden = suppressed_cells(counts.to_numpy(dtype=np.int64), threshold, row_totals, column_totals)
    return counts.astype(str).mask(hidden, SYMBOL)


def suppressed_cells(
    counts: Counts, threshold: int = THRESHOLD, row_totals: bool = True, column_totals: bool = True
) -> Mask:
    """Cells (r, c) that must not be printed: primary and secondary; see ``suppress``."""
    if threshold < FLOOR:
        raise InputError(f"a suppression threshold of {threshold} protects nobody", f"Use {FLOOR} or more")
    primary = (counts > 0) & (counts < threshold)
    hidden = primary.copy()
    lines = list(_lines(counts.shape, row_totals, column_totals))
    while True:
        exposed = next(_exposed(counts, hidden, primary, lines, threshold), None)
        if exposed is None:
            return hidden
        hidden[exposed] = True


def _lines(shape: tuple[int, ...], row_totals: bool, column_totals: bool) -> Iterator[Mask]:
    """Sets of cells with a known sum."""
    for axis, known in ((0, row_totals), (1, column_totals)):
        for number in range(shape[axis]) if known else ():
            line = np.zeros(shape, dtype=np.bool_)
            line[(number, slice(None)) if axis == 0 else (slice(None), number)] = True
            yield line


def _exposed(
    counts: Counts, hidden: Mask, primary: Mask, lines: list[Mask], threshold: int
) -> Iterator[tuple[int, int]]:
    """Cells to hide next: one in each line whose sum gives a hidden cell back."""
    for line in lines:
        if (hidden & line).sum() == 1:
            yield from _cheapest(counts, hidden, lines, line & ~hidden)
    for row, column in np.argwhere(primary):
        low, high = _feasible(counts, hidden, primary, lines, threshold, (int(row), int(column)))
        if high - low < 1:
            for line in lines:
                if line[row, column]:
                    yield from _cheapest(counts, hidden, lines, line & ~hidden)


def _cheapest(counts: Counts, hidden: Mask, lines: list[Mask], candidates: Mask) -> Iterator[tuple[int, int]]:
    """The candidate whose hiding costs least: not an empty one, none that must be protected in turn, a small one."""
    places = [(int(row), int(column)) for row, column in np.argwhere(candidates)]

    def cost(place: tuple[int, int]) -> tuple[bool, int, int, tuple[int, int]]:
        unprotected = sum(bool(line[place]) and not (line & hidden).any() for line in lines)
        return bool(counts[place] == 0), unprotected, int(counts[place]), place

    if places:
        yield min(places, key=cost)


def _feasible(
    counts: Counts, hidden: Mask, primary: Mask, lines: list[Mask], threshold: int, cell: tuple[int, int]
) -> tuple[float, float]:
    """Least and greatest value of a hidden cell that a reader who knows totals, method and threshold can prove."""
    from scipy.optimize import linprog

    places = [tuple(place) for place in np.argwhere(hidden)]
    known = [line for line in lines if (line & hidden).any()]
    if not known:
        return 1.0, float(threshold - 1)
    sums = np.array([[float(line[place]) for place in places] for line in known])
    totals = [int(counts[line & hidden].sum()) for line in known]
    bounds = [(1, threshold - 1) if primary[place] else (0, None) for place in places]
    goal = np.array([float(place == cell) for place in places])
    low = linprog(goal, A_eq=sums, b_eq=totals, bounds=bounds)
    high = linprog(-goal, A_eq=sums, b_eq=totals, bounds=bounds)
    # The true counts satisfy every constraint, so that both ends exist.
    return float(goal @ low.x), float(goal @ high.x)
