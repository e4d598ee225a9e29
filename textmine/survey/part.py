"""Rows of a file that is read in pieces as a table; the first piece tells the names of the columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textmine.survey.header import check_header, names_under, second_header
from textmine.survey.names import unique_names
from textmine.survey.table import Table, kept_rows


def headed(
    empty: Table, header: Sequence[str], part: list[list[str]], number: int
) -> tuple[Table, list[list[str]], int]:
    """The first rows without more names of columns, what is noted of them, and the row before the first of them."""
    notes = check_header(header, part, empty.file, number)
    names = names_under(part)
    if not names:
        notes += second_header(header, part, number + 1)
    return replace(empty, notes=(*empty.notes, *notes)), part[names:], number + names


def same_columns(empty: Table, header: Sequence[str], rows: Sequence[Sequence[str]], first_row: int) -> Table | None:
    """Rows as a table; unlike ``from_rows`` it keeps empty columns, so that every piece has the same."""
    kept, _ = kept_rows(header, rows)
    if not kept:
        return None
    width = len(header)
    columns = {
        name: [rows[i][place] if place < len(rows[i]) else "" for i in kept]
        for place, name in enumerate(unique_names(header[:width]))
    }
    return replace(empty, columns=columns, rows=[first_row + i for i in kept])
