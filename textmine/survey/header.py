"""Whether the row of column names holds names, and what else of names stands under it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from textmine.errors import InputError
from textmine.survey.names import (
    ID_NAMES,
    WAVE_NAMES,
    WEAK_ID_NAMES,
    YEAR_NAMES,
    hints_prose,
    is_personal,
    is_technical,
    normal,
)

_SAMPLE = 200
_KNOWN = frozenset({*ID_NAMES, *WEAK_ID_NAMES, *WAVE_NAMES, *YEAR_NAMES})
# Numbers, dates and addresses: what a column of them holds is never called so.
_VALUE = re.compile(
    r"[-+]?\d[\d ]*(?:[.,]\d+)?|\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?:[ T].*)?|\S+@\S+\.\w+|(?:true|false)", re.IGNORECASE
)
_VARIABLE = re.compile(r"[^\W\d]+_?\d+\w*|[^\W\d]\w*_\w+")
_ASKS = re.compile(
    r"(?i)(?:hva|kva|hvordan|korleis|hvorfor|kvifor|hvilken?|hvilket|hvilke|kva for|hvem|kven|hvor|kor|når|har|er|kan"
    r"|i hvilken|beskriv|skildr|skriv|fortell|fortel|what|how|why|which|please|describe)\b"
)
_SENTENCE = 3
_IMPORT_IDS = re.compile(r'\s*\{"ImportId"')
# Lines of a comment that an export has cut would also be rows of their own.
_TOO_LONG = 300


@dataclass(frozen=True)
class _Column:
    """The cell in the row of names, and what is filled in under it."""

    head: str
    cells: list[str]

    @property
    def holds_values(self) -> bool:
        return len(self.cells) > 1 and all(map(_VALUE.fullmatch, self.cells))

    @property
    def is_named(self) -> bool:
        """Whether the head can only be a name."""
        head = self.head
        if self.holds_values:
            return not _VALUE.fullmatch(head)
        if (
            normal(head) in _KNOWN
            or head.rstrip(" *)").endswith(("?", ":"))
            or _ASKS.match(head)
            or is_technical(head, "")
        ):
            return True
        short = len(head.split()) < _SENTENCE
        if short and (hints_prose([head]) or is_personal(head)):
            return True
        # An id such as A7 looks like a variable; those under it then do too.
        return bool(_VARIABLE.fullmatch(head)) and not any(map(_VARIABLE.fullmatch, self.cells))

    @property
    def recurs(self) -> bool:
        """Whether the head is one of the column's categories; a ticked choice is written as its own name.

        Questions may well be called by their numbers, and answered with some.
        """
        return (
            any(map(str.isalpha, self.head))
            and self.head in self.cells
            and 1 < len(set(self.cells)) <= len(self.cells) / 2
        )

    @property
    def says_something(self) -> bool:
        words = sum(len(cell.split()) for cell in self.cells) / max(1, len(self.cells))
        return words >= _SENTENCE and len(self.head.split()) >= _SENTENCE

    @property
    def ends(self) -> bool:
        """Whether the head is a whole sentence; the answers end one such as "Det beste med tilbudet er ..."."""
        whole = self.head.endswith((".", "!")) and not self.head.endswith("..")
        return whole and self.says_something and not hints_prose([self.head])


def check_header(header: Sequence[str], rows: Sequence[Sequence[str]], file: Path, row: int) -> list[str]:
    """Refuse a table whose first row is an answer; returns notes where it may be one.

    Parameters
    ----------
    header : sequence of str, shape (n_columns,)
        The row that is taken for the names of the columns.
    rows : sequence of sequence of str
        The rows under it; the first of them are looked at.
    file : Path
    row : int
        Where the header stands.

    Raises
    ------
    InputError
        If the header holds answers.
    """
    columns = _columns(header, rows[:_SAMPLE])
    if not columns or any(column.is_named for column in columns):
        return []
    valued = any(column.holds_values for column in columns)
    recurs = sum(column.recurs for column in columns)
    says = any(column.says_something for column in columns)
    if (valued and (says or recurs)) or (recurs and says) or recurs > 1 or all(column.ends for column in columns):
        raise InputError(
            "an answer stands here, where the names of the columns should be",
            "Put a row with the names of the columns above it, such as id and kommentar",
            file=file,
            row=row,
        )
    if all(column.says_something and not hints_prose([column.head]) for column in columns):
        return [f"row {row} is taken for the names of the columns: if it is an answer, put a row of names above it"]
    return []


def names_under(rows: Sequence[Sequence[str]]) -> int:
    """Count the rows under the header that name the columns again: Qualtrics writes questions and import ids."""
    return 2 if len(rows) > 1 and any(rows[1]) and all(_IMPORT_IDS.match(c) for c in rows[1] if c) else 0


def second_header(header: Sequence[str], rows: Sequence[Sequence[str]], row: int) -> list[str]:
    """Note a row under the header that looks like names too, as under merged cells; at most one line.

    Parameters
    ----------
    header : sequence of str, shape (n_columns,)
        The names of the columns.
    rows : sequence of sequence of str
        The rows under it, the suspected one first.
    row : int
        Where that one stands.
    """
    if not rows or max(map(len, rows[0]), default=0) > _TOO_LONG:
        return []
    columns = _columns(rows[0], rows[1:_SAMPLE])
    named = [column for column in columns if column.holds_values and column.is_named and len(column.cells) > 2]
    known = any(normal(column.head) in _KNOWN for column in columns)
    unsure = known or not all(map(str.strip, header))
    valued = sum(column.holds_values for column in columns)
    if len(named) == valued and (len(named) > 1 or (named and unsure)):
        return [
            f"row {row} looks like a second row of column names and is read as an answer: remove it if it is not one"
        ]
    return []


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[_Column]:
    """Columns with a head, and what is filled in under it."""
    under = [[row[place].strip() for row in rows if place < len(row)] for place in range(len(header))]
    return [
        _Column(head.strip(), [cell for cell in cells if cell])
        for head, cells in zip(header, under, strict=True)
        if head.strip()
    ]
