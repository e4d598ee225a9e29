"""What a reader of a table with hidden cells can work out: the interval of each hidden cell.

The table and its totals are linear equations, and the least and greatest value that a hidden cell can have are linear
programmes (Fischetti & Salazar 2001, *Solving the cell suppression problem on tabular data with linear constraints*,
Management Science 47 (7)). The equations of a table in two directions are those of a network, so that the ends of the
intervals are whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Cell = tuple[int, int]
Interval = tuple[float, float]
Floats = npt.NDArray[np.float64]
_TOLERANCE = 1e-6


@dataclass(frozen=True)
class Table:
    """Counts by cell (row, column), totals among them, and the lines: cells of which the last is the others' sum."""

    counts: dict[Cell, int]
    lines: tuple[tuple[Cell, ...], ...]
    shape: tuple[int, int]

    @cached_property
    def _lines_by_cell(self) -> dict[Cell, list[tuple[Cell, ...]]]:
        by_cell: dict[Cell, list[tuple[Cell, ...]]] = {cell: [] for cell in self.counts}
        for line in self.lines:
            for cell in line:
                by_cell[cell].append(line)
        return by_cell

    def lines_of(self, cell: Cell) -> list[tuple[Cell, ...]]:
        """Lines that a cell stands in."""
        return self._lines_by_cell[cell]

    def is_total(self, cell: Cell) -> bool:
        """Whether a cell is a sum of others."""
        return cell[0] == self.shape[0] or cell[1] == self.shape[1]


def table_with_totals(counts: npt.NDArray[np.int64], row_totals: bool, column_totals: bool) -> Table:
    """A table with the totals that are printed: of row i at (i, c), of column j at (r, j), of all at (r, c)."""
    rows, columns = counts.shape
    cells = {(i, j): int(counts[i, j]) for i in range(rows) for j in range(columns)}
    lines = []
    if row_totals:
        cells |= {(i, columns): int(counts[i].sum()) for i in range(rows)}
        lines += [tuple((i, j) for j in range(columns + 1)) for i in range(rows)]
    if column_totals:
        cells |= {(rows, j): int(counts[:, j].sum()) for j in range(columns)}
        lines += [tuple((i, j) for i in range(rows + 1)) for j in range(columns)]
    if row_totals and column_totals:
        cells[rows, columns] = int(counts.sum())
        lines += [tuple((rows, j) for j in range(columns + 1)), tuple((i, columns) for i in range(rows + 1))]
    return Table(cells, tuple(lines), (rows, columns))


class Audit:
    """Intervals of hidden cells; each set of cells that lines join is worked out once."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._known: dict[frozenset[Cell], Cell | None] = {}

    def exposed(self, hidden: set[Cell], threshold: int) -> Cell | None:
        """The first hidden cell of which a reader knows too much; None if there is none.

        Two readers know the totals and the printed cells. The first knows that empty cells are printed as empty, so
        that a hidden one has somebody in it: of every hidden cell ``threshold`` values must be left to him, one of them
        not small. The second has found out which hidden cells are small: two values of each must be left to him.
        """
        for part in self._parts(hidden):
            if part not in self._known:
                self._known[part] = self._exposed_in(part, threshold)
            if (cell := self._known[part]) is not None:
                return cell
        return None

    def _parts(self, hidden: set[Cell]) -> Iterable[frozenset[Cell]]:
        """Hidden cells in sets that share no line, the first cell's first."""
        left = set(hidden)
        for first in sorted(hidden):
            if first not in left:
                continue
            part, waiting = {first}, [first]
            while waiting:
                for line in self._table.lines_of(waiting.pop()):
                    joined = hidden.intersection(line) - part
                    part |= joined
                    waiting += joined
            left -= part
            yield frozenset(part)

    def _exposed_in(self, part: frozenset[Cell], threshold: int) -> Cell | None:
        cells = sorted(part)
        if part.issuperset(cell for own in cells for line in self._table.lines_of(own) for cell in line):
            return None  # nothing that is printed says anything about them
        system = self._equations(cells)
        counts = np.array([self._table.counts[cell] for cell in cells])
        small = (counts > 0) & (counts < threshold)
        first = np.minimum(counts, 1.0), np.full(len(cells), math.inf)
        second = (
            np.where(small, 1.0, np.where(counts > 0, threshold, 0.0)),
            np.where(small, threshold - 1.0, math.inf),
        )
        for number, cell in enumerate(cells):
            low, high = _extremes(*system, *first, number, threshold)
            if high < threshold - _TOLERANCE or high - low < threshold - 1 - _TOLERANCE:
                return cell
            low, high = _extremes(*system, *second, number, threshold) if small[number] else (0, threshold)
            if high - low < 1 - _TOLERANCE:
                return cell
        return None

    def _equations(self, cells: list[Cell]) -> tuple[Floats, Floats]:
        """Coefficients (lines, cells) and right-hand sides (lines,): what is printed of a line is known."""
        numbers = {cell: number for number, cell in enumerate(cells)}
        lines = dict.fromkeys(line for cell in cells for line in self._table.lines_of(cell))
        sums, totals = np.zeros((len(lines), len(cells))), np.zeros(len(lines))
        for row, line in enumerate(lines):
            for cell in line:
                sign = -1 if cell == line[-1] else 1
                if cell in numbers:
                    sums[row, numbers[cell]] = sign
                else:
                    totals[row] -= sign * self._table.counts[cell]
        return sums, totals


def _extremes(sums: Floats, totals: Floats, least: Floats, most: Floats, number: int, enough: float) -> Interval:
    """Least and greatest value of a cell; the greatest is not sought beyond what is ``enough`` above the least."""
    if len(sums) < 2:
        return _in_one_line(sums, totals, least, most, number)
    from scipy.optimize import linprog

    goal = np.zeros(sums.shape[1])
    goal[number] = 1.0
    bounds = list(zip(least.tolist(), most.tolist(), strict=True))
    # The true counts satisfy every equation, so that the least value exists.
    low = float(goal @ np.asarray(linprog(goal, A_eq=sums, b_eq=totals, bounds=bounds).x, dtype=np.float64))
    bounds[number] = (bounds[number][0], min(bounds[number][1], low + enough))
    high = float(goal @ np.asarray(linprog(-goal, A_eq=sums, b_eq=totals, bounds=bounds).x, dtype=np.float64))
    return low, high


def _in_one_line(sums: Floats, totals: Floats, least: Floats, most: Floats, number: int) -> Interval:
    """Least and greatest value of a cell with one equation or none."""
    low, high = float(least[number]), float(most[number])
    if not len(sums):
        return low, high
    sign = sums[0, number]
    others = np.delete(np.vstack([sums[0] * least, sums[0] * most]), number, axis=1)
    ends = sorted(sign * (totals[0] - end.sum()) for end in (others.max(axis=0), others.min(axis=0)))
    return max(low, float(ends[0])), min(high, float(ends[1]))
