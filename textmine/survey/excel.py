"""Workbooks: .xlsx, .xls, .xlsb and .ods."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textmine.errors import InputError
from textmine.survey.cells import cell_text
from textmine.survey.sheets import Merged, choose_sheet, find_head, merged_cells, width
from textmine.survey.surveyxact import assemble, is_surveyxact, sheet_parts
from textmine.survey.table import Table, from_rows

# Stream of an encrypted workbook, in the directory of its container.
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

Rows = list[list[str]]


def read_workbook(data: bytes, file: Path) -> Table:
    """Read the first sheet that holds a table, or a SurveyXact export with its sheets of labels.

    Parameters
    ----------
    data : bytes
        The whole workbook.
    file : Path
        Named in errors.

    Raises
    ------
    InputError
        If the workbook is damaged, encrypted or empty.
    """
    if _ENCRYPTED in data:
        raise _protected(file)
    book = open_workbook(data, file)
    if is_surveyxact(book.sheet_names):
        return _surveyxact(book, file)
    sheets = {name: _rows(book, name, file) for name in worksheets(book)}
    heads = {name: head for name, rows in sheets.items() if (head := find_head(rows, merged(book, name, file)))}
    tables = {name: width(sheets[name]) for name, head in heads.items() if len(sheets[name]) > head.last + 1}
    if not tables:
        problem = "the workbook has column names but no rows under them" if heads else "the workbook is empty"
        raise InputError(problem, "Export it again with the answers", file=file)
    name, notes = choose_sheet(tables, hidden(book))
    rows, head = sheets[name], heads[name]
    empty = Table("excel", file, {}, [], sheet=name, notes=(*notes, *head.notes()))
    under = rows[head.last + 1 :]
    return from_rows(empty, head.names(rows), under, first_row=head.last + 2)


def open_workbook(data: bytes, file: Path) -> Any:
    """Open a workbook from its bytes; damaged and protected ones are refused."""
    from python_calamine import load_workbook

    with refusing(file):
        return load_workbook(io.BytesIO(data))


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """Turn what calamine raises for damaged workbooks into errors for the user."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except BaseException as error:
        # A panic of the Rust library is no Exception, and its class cannot be imported.
        if not isinstance(error, CalamineError) and type(error).__name__ != "PanicException":
            raise
        if isinstance(error, PasswordError):
            raise _protected(file) from error
        raise InputError(
            f"the workbook cannot be read ({error})",
            "Open it in Excel and save it as .xlsx or CSV",
            file=file,
        ) from error


def _protected(file: Path) -> InputError:
    return InputError("the workbook is protected with a password", "Save a copy without one", file=file)


def worksheets(book: Any) -> list[str]:
    """Names of the sheets with cells, the visible ones first."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    sheets = [sheet for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    # Hidden sheets hold lists for drop-downs; they count when there is nothing else.
    return [sheet.name for sheet in sorted(sheets, key=lambda s: s.visible != SheetVisibleEnum.Visible)]


def hidden(book: Any) -> list[str]:
    """Names of the sheets that the user of the workbook does not see."""
    from python_calamine import SheetVisibleEnum

    return [sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]


def merged(book: Any, name: str, file: Path) -> Merged:
    """Merged cells of a sheet."""
    with refusing(file):
        return merged_cells(book.get_sheet_by_name(name))


def _rows(book: Any, name: str, file: Path) -> Rows:
    with refusing(file):
        # Empty rows and columns at the top count, so that rows are numbered as Excel numbers them.
        values = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    rows = [[cell_text(value) for value in row] for row in values]
    # Blank rows of a one-column sheet are as blank as any other.
    return [row if any(row) else [] for row in rows]


def _surveyxact(book: Any, file: Path) -> Table:
    parts = sheet_parts(book.sheet_names)
    pieces = [_rows(book, name, file) for name in parts.dataset]
    # Wide exports are cut into several sheets with the same respondents.
    height = max(len(piece) for piece in pieces)
    widths = [max(map(len, piece), default=0) for piece in pieces]
    dataset = [
        [cell for piece, width in zip(pieces, widths, strict=True) for cell in _row(piece, i, width)]
        for i in range(height)
    ]
    table = Table("surveyxact", file, {}, [], sheet=", ".join(parts.dataset))
    return assemble(table, dataset, _rows(book, parts.structure, file), _rows(book, parts.labels, file))


def _row(piece: Rows, i: int, width: int) -> list[str]:
    row = piece[i] if i < len(piece) else []
    return row + [""] * (width - len(row))
