"""Where the table is in a workbook: which sheet, and which rows name its columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from textmine.survey.lookup import listed

# Title rows above a header are few.
HEADER_WITHIN = 50
_LONGEST_NOTE = 10

_EXPLAINS = re.compile(
    r"(?i)\b(?:kodebok\w*|kodeliste\w*|codebook|variab\w+|forklaring\w*|les ?meg|readme|metadata|dokumentasjon|labels?"
    r"|lister|forside|framside)\b"
)

Grid = Sequence[Sequence[str]]
Merged = Sequence[tuple[tuple[int, int], tuple[int, int]]]


@dataclass(frozen=True)
class Head:
    """Rows of a sheet that name the columns, counted from 0; the answers begin under ``last``."""

    first: int
    last: int

    def names(self, rows: Grid) -> list[str]:
        """The lowest name over each column: above merged cells' parts stands what they have in common."""
        over = rows[self.first : self.last + 1]
        width = max(map(len, over), default=0)
        cells = [[row[place] for row in over if place < len(row) and row[place].strip()] for place in range(width)]
        return [found[-1] if found else "" for found in cells]

    def notes(self) -> list[str]:
        """A line where the names stand in several rows."""
        if self.first == self.last:
            return []
        return [f"the names of the columns are read from the rows {self.first + 1} to {self.last + 1}"]


def find_head(rows: Grid, merged: Merged = ()) -> Head | None:
    """Find the first row that fills more than half of the table's width; above it stand titles.

    Parameters
    ----------
    rows : sequence of sequence of str, shape (n_rows, n_columns)
        Rows from the top of a sheet, empty ones and empty columns included.
    merged : sequence of ((int, int), (int, int))
        First and last row and column of the cells that are merged.

    Returns
    -------
    Head or None
        ``None`` if every cell is empty.
    """
    top = rows[:HEADER_WITHIN]
    wide = width(top)
    first = next((i for i, row in enumerate(top) if 2 * filled(row) > wide), None)
    if first is None:
        return None
    first = _under_a_block(top, first, wide)
    return Head(first, _last(top, first, merged))


def _under_a_block(rows: Grid, first: int, wide: int) -> int:
    """The row under the empty one that ends a block of notes, where none of these is as wide as the table."""
    end = next((i for i in range(first, len(rows)) if not filled(rows[i])), len(rows))
    under = next((i for i in range(end, len(rows)) if filled(rows[i])), None)
    narrow = end - first <= _LONGEST_NOTE and all(filled(row) < wide for row in rows[first:end])
    return under if narrow and under is not None and filled(rows[under]) == wide else first


def _last(rows: Grid, first: int, merged: Merged) -> int:
    """The last of several rows of names: each part of a cell merged from side to side has its own name under it."""
    last = first
    while last + 1 < len(rows):
        below = rows[last + 1]
        spans = [(left, right) for (top, left), (_, right) in merged if top == last and right > left]
        if not spans or any(filled(below[left : right + 1]) <= right - left for left, right in spans):
            return last
        last += 1
    return last


def width(rows: Grid) -> int:
    """Cells of the fullest row near the top."""
    return max(map(filled, rows[:HEADER_WITHIN]), default=0)


def filled(row: Sequence[str]) -> int:
    """Cells that hold something."""
    return sum(bool(cell.strip()) for cell in row)


def choose_sheet(tables: Mapping[str, int], hidden: Sequence[str] = ()) -> tuple[str, list[str]]:
    """Choose the first sheet with answers, and note the others; at most one line.

    Parameters
    ----------
    tables : mapping of str to int
        Width of the table on each sheet that has one; not empty.
    hidden : sequence of str
        Sheets that the user of the workbook does not see.
    """
    # A cover sheet is one column of lines; a list of variables has several.
    wide = [name for name, cells in tables.items() if cells > 1]
    answers = [name for name in wide if not _EXPLAINS.search(name)]
    chosen = next(iter(answers or wide or tables))
    others = [name for name in answers if name != chosen and name not in hidden]
    if not others:
        return chosen, []
    return chosen, [f"the sheet {chosen} is read and not {listed(others)}: save those as files of their own"]


def merged_cells(sheet: Any) -> Merged:
    """Merged cells of a sheet of calamine; none where the kind of file does not tell."""
    return sheet.merged_cell_ranges or ()
