"""Small-cell suppression: which cells of a table of respondents must not be printed.

Primary suppression hides counts under a threshold. Secondary suppression hides further cells until no hidden one can be
worked out from the totals: an audit (``textmine.privacy.audit``) finds the interval that totals and printed cells leave
each hidden cell, and as many values as the threshold must be left in it, one of them not small (Hundepool et al. 2012,
*Statistical Disclosure Control*, chapter 4; Fischetti & Salazar 2001, *Management Science* 47 (7)).

Further cells are chosen by where they stand and whether anybody is in them, not by how large they are: hiding the
smallest would tell a reader who knows the method that the hidden ones are no larger than the smallest printed one.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError
from textmine.privacy.audit import Audit, Cell, Table, table_with_totals

if TYPE_CHECKING:
    import pandas as pd

SYMBOL = ":"
"""What stands in a suppressed cell (Statistics Norway's symbol)."""
THRESHOLD = 5
FLOOR = 3
"""A threshold lower than this protects nobody and is refused."""
_COALITION = 1
_DOMINANT = 0.9
MISSING = ""
"""Group of those of whom it is not known which group they are in."""

Mask = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Suppressed:
    """What must not be printed: inner cells (r, c), row totals (r,), column totals (c,) and the total of all.

    A total that is not printed anyway is False.
    """

    cells: Mask
    row_totals: Mask
    column_totals: Mask
    total: bool


def groups(column: pd.Series[Any]) -> pd.Series[Any]:
    """Values of a column as groups, missing ones as a group of their own, ``MISSING``."""
    if not column.isna().any():
        return column
    return column.astype(object).where(column.notna(), MISSING).astype(str)


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
        One row a value of ``rows``, one column a value of ``columns``, sorted, missing values as a group of their own;
        0 where nobody is.
    """
    import pandas as pd

    once = frame.drop_duplicates([rows, columns, respondent])
    return pd.crosstab(groups(once[rows]), groups(once[columns]))


def suppress(
    counts: pd.DataFrame,
    threshold: int = THRESHOLD,
    row_totals: bool = True,
    column_totals: bool = True,
    label: str | None = None,
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
    label : str, optional
        Heading of the totals, which are then part of the result, suppressed where they must be. Without it the caller
        prints totals as ``suppression`` allows.

    Raises
    ------
    InputError
        If the threshold is under ``FLOOR``.
    """
    numbers = counts.to_numpy(dtype=np.int64)
    hidden = suppression(numbers, threshold, row_totals, column_totals)
    printed = counts.astype(str).mask(hidden.cells, SYMBOL)
    if label is None:
        return printed
    if row_totals:
        sums = numbers.sum(axis=1)
        printed[label] = [SYMBOL if own else str(n) for n, own in zip(sums, hidden.row_totals, strict=True)]
    if column_totals:
        sums = numbers.sum(axis=0)
        last = [SYMBOL if own else str(n) for n, own in zip(sums, hidden.column_totals, strict=True)]
        printed.loc[label] = last + ([SYMBOL if hidden.total else str(numbers.sum())] if row_totals else [])
    return printed


def nearly_all(counts: Counts, sizes: Counts, threshold: int = THRESHOLD) -> Mask:
    """Cells that say something of everybody in a group, so that knowing who is in it is enough to know it of them.

    Statistics Norway's rule on direct disclosure (SSBtools, ``FindDisclosiveCells``, a coalition of one): all, or all
    but one, who then knows it of the others. And the rule of thumb on group disclosure (Brandt et al. 2010, *Guidelines
    for the checking of output based on microdata research*): over 90 %, here only where fewer than the threshold are
    left, since what a hundred of a thousand do not share is said of nobody.

    Parameters
    ----------
    counts : int array (r, c)
        Unique respondents of group c who have r in common.
    sizes : int array (c,)
        Respondents in each group.
    threshold : int

    Returns
    -------
    bool array (r, c)
    """
    left = sizes - counts
    return np.asarray((counts > 0) & (left < threshold) & ((left <= _COALITION) | (counts > _DOMINANT * sizes)))


def suppressed_cells(
    counts: Counts, threshold: int = THRESHOLD, row_totals: bool = True, column_totals: bool = True
) -> Mask:
    """Inner cells (r, c) that must not be printed: primary and secondary; see ``suppression``."""
    return suppression(counts, threshold, row_totals, column_totals).cells


def suppression(
    counts: Counts,
    threshold: int = THRESHOLD,
    row_totals: bool = True,
    column_totals: bool = True,
    also: Mask | None = None,
) -> Suppressed:
    """All that must not be printed of a table and its totals.

    Parameters
    ----------
    counts : int array (r, c)
        Unique respondents a cell, without totals.
    threshold, row_totals, column_totals
        As for ``suppress``. With both kinds of totals the total of all is printed too.
    also : bool array (r, c), optional
        Inner cells that must not be printed for a reason that this table does not show.

    Raises
    ------
    InputError
        If the threshold is under ``FLOOR``.
    """
    if threshold < FLOOR:
        raise InputError(f"a suppression threshold of {threshold} protects nobody", f"Use {FLOOR} or more")
    rows, columns = counts.shape
    given = set() if also is None else {(int(row), int(column)) for row, column in np.argwhere(also)}
    hidden = _hidden(table_with_totals(counts, row_totals, column_totals), threshold, given)
    mask = np.zeros((rows + 1, columns + 1), dtype=np.bool_)
    for cell in hidden:
        mask[cell] = True
    return Suppressed(mask[:rows, :columns], mask[:rows, columns], mask[rows, :columns], bool(mask[rows, columns]))


def _hidden(table: Table, threshold: int, also: Set[Cell] = frozenset()) -> set[Cell]:
    """Cells, totals among them, that must not be printed."""
    hidden = {cell for cell, count in table.counts.items() if 0 < count < threshold} | also
    for line in table.lines:
        if line[-1] in hidden:
            # A hidden total is likely a small one, and with its empty cells printed the others could only be 1 and 1.
            hidden.update(line)
    audit = Audit(table)
    while exposed := _alone(table, hidden) or audit.exposed(hidden, threshold):
        hidden.add(_next_to_hide(table, hidden, exposed))
    return hidden


def _alone(table: Table, hidden: set[Cell]) -> Cell | None:
    """The first cell that is the only hidden one of a line, whose sum gives it back."""
    for line in table.lines:
        own = hidden.intersection(line)
        if len(own) == 1 and len(line) > 1:
            return own.pop()
    return None


def _next_to_hide(table: Table, hidden: set[Cell], exposed: Cell) -> Cell:
    """The cell that goes with an exposed one.

    It shares a sum with it, best one in which another cell is hidden too. Inner cells come before totals, those with
    somebody in them before empty ones, those that need no further protection before others.
    """
    lines = table.lines_of(exposed)
    lines = [line for line in lines if len(hidden.intersection(line)) == 1] or lines
    candidates = {cell for line in lines for cell in line} - hidden
    if not candidates:
        candidates = set(table.counts) - hidden

    def order(cell: Cell) -> tuple[bool, bool, int, int, Cell]:
        unprotected = sum(hidden.isdisjoint(line) for line in table.lines_of(cell))
        distance = abs(cell[0] - exposed[0]) + abs(cell[1] - exposed[1])
        return table.is_total(cell), table.counts[cell] == 0, unprotected, distance, cell

    return min(candidates, key=order)
