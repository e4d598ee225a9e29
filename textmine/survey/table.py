"""A survey file as columns of strings, before anyone has said which column is what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import compress
from pathlib import Path

from textmine.errors import InputError
from textmine.survey.cells import NO_VALUE, are_whole, padded
from textmine.survey.header import check_header, names_under, second_header
from textmine.survey.names import code_width, unique_names

REPEATED = "repeated rows of column names"


@dataclass(frozen=True)
class Table:
    """Cells of a survey file and what the file says about them.

    Attributes
    ----------
    kind : str
        ``csv``, ``excel``, ``spss``, ``stata``, ``parquet``, ``json``, ``jsonl`` or ``surveyxact``.
    file : Path
        The file or folder that was read.
    columns : mapping of str to list of str
        Cells by column name, in the order of the file; an empty string is an empty cell.
    rows : list of int
        Where each response stands: the row as a spreadsheet counts, or the number of the record.
    encoding, separator, sheet : str
        What was found, or an empty string.
    dropped : mapping of str to int
        Rows left out, by reason.
    aliases : mapping of str to str
        Other names for columns: variable names, or question texts.
    value_labels : mapping
        By column, what a code stands for.
    missing : mapping
        By column, the codes that mean that there is no answer.
    notes : tuple of str
        What the user should know of the file, a line each.
    """

    kind: str
    file: Path
    columns: Mapping[str, list[str]]
    rows: list[int]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    dropped: Mapping[str, int] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: Mapping[str, frozenset[str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def answers(self, name: str) -> list[str]:
        """Cells as the respondents left them; a code for a missing answer is an empty string."""
        cells, missing = self.columns[name], self.missing.get(name)
        return ["" if cell in missing else cell for cell in cells] if missing else cells

    def _known(self, name: str) -> list[str]:
        cells = self.answers(name)
        return cells if NO_VALUE.isdisjoint(cells) else ["" if cell in NO_VALUE else cell for cell in cells]

    def codes(self, name: str, *, whole: bool | None = None) -> list[str]:
        """Answers, with municipality and county numbers at their full length, and whole numbers without ``.0``.

        A program that has numbers and a blank cell writes 1 as 1.0. ``whole`` says whether the column holds whole
        numbers only, where these rows are not all of it.
        """
        cells, width = self._known(name), code_width(name)
        if width:
            return [padded(cell, width) for cell in cells]
        distinct = set(cells)
        pointed = any(cell.rstrip().endswith(".0") for cell in distinct)
        if not pointed or not (are_whole(distinct) if whole is None else whole):
            return cells
        return [cell.strip().removesuffix(".0") for cell in cells]

    def is_whole(self, name: str) -> bool:
        """Whether all that is filled in are whole numbers."""
        return are_whole(set(self._known(name)))

    def values(self, name: str) -> list[str]:
        """Answers as a reader should see them: the label of a code, the full municipality number."""
        labels = self.value_labels.get(name)
        if not labels:
            return self.codes(name)
        # A missing answer that has a label, "vet ikke", is a value of its own in a table.
        pairs = zip(self.columns[name], self.codes(name), strict=True)
        return [labels.get(cell, labels.get(code, code)) for cell, code in pairs]

    def names_of(self, name: str) -> list[str]:
        """Return the column's name and its aliases."""
        return [name, *(alias for alias, target in self.aliases.items() if target == name)]


def from_rows(table: Table, header: Sequence[str], rows: Sequence[Sequence[str]], *, first_row: int = 2) -> Table:
    """Fill an empty table with rows of equal length.

    Parameters
    ----------
    table : Table
        Kind, file, encoding and the like; its cells are replaced.
    header : sequence of str, shape (n_columns,)
        Column names as they stand in the file.
    rows : sequence of sequence of str, shape (n_rows, n_columns)
        Cells; a row without any cell is a blank line.
    first_row : int
        Where the first of the rows stands in the file.

    Raises
    ------
    InputError
        If no row holds anything, or the header is an answer.
    """
    notes = check_header(header, rows, table.file, first_row - 1)
    more_names = names_under(rows)
    rows, first_row = rows[more_names:], first_row + more_names
    if not more_names:
        notes += second_header(header, rows, first_row)
    kept, dropped = kept_rows(header, rows)
    if not kept:
        raise InputError(
            "the file has column names but no rows under them" if any(header) else "the file holds no table",
            "Export it again with the answers",
            file=table.file,
        )
    cells = [list(column) for column in zip(*(rows[i] for i in kept), strict=True)]
    named = zip(unique_names(header), header, cells, strict=True)
    # A separator at the end of every line, or an empty column before the table, is not a column.
    columns = {name: column for name, head, column in named if head.strip() or any(column)}
    return replace(
        table,
        columns=columns,
        rows=[first_row + i for i in kept],
        dropped=dropped | ({REPEATED: dropped.get(REPEATED, 0) + more_names} if more_names else {}),
        notes=(*table.notes, *notes),
    )


def kept_rows(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[list[int], dict[str, int]]:
    """Rows that hold an answer, and how many do not, by reason.

    Where files were joined, the header stands between the answers too.
    """
    names = list(header)
    several = sum(map(bool, names)) > 1
    blank = [_is_blank(row) for row in rows]
    again = [several and row == names for row in rows]
    kept = [i for i in range(len(rows)) if not blank[i] and not again[i]]
    counts = {"blank rows": sum(blank), REPEATED: sum(again)}
    return kept, {reason: count for reason, count in counts.items() if count}


def without_rows(table: Table, leave_out: Sequence[bool], reason: str) -> Table:
    """Leave rows out and record how many and why.

    Parameters
    ----------
    table : Table
        The file.
    leave_out : sequence of bool, shape (n_rows,)
        True for the rows to leave out.
    reason : str
        Why, as the user will read it.
    """
    n_dropped = sum(leave_out)
    if not n_dropped:
        return table
    kept = [not out for out in leave_out]
    return replace(
        table,
        columns={name: list(compress(cells, kept)) for name, cells in table.columns.items()},
        rows=list(compress(table.rows, kept)),
        dropped={**table.dropped, reason: n_dropped},
    )


def _is_blank(row: Sequence[str]) -> bool:
    # The only field of a one-column file may be an empty answer; a blank line has no field at all.
    return not row or (len(row) > 1 and not any(map(str.strip, row)))
