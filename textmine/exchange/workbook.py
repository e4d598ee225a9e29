"""Tables as sheets of an Excel workbook: numbers as numbers, and nothing that runs as a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textmine.errors import InputError
from textmine.exchange.characters import printable

if TYPE_CHECKING:
    import pandas as pd

_ROWS, _COLUMNS, _CELL = 1_048_576, 16_384, 32_767
_WIDTHS = {"text": 60, "definition": 60, "include": 40, "exclude": 40, "theme": 30}
_WIDTH = 14


def workbook(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    """An .xlsx file with a sheet a table; the same tables give the same bytes.

    Parameters
    ----------
    sheets : mapping of str to DataFrame
        Missing values become empty cells.

    Raises
    ------
    InputError
        If a table or a text is larger than Excel takes.
    """
    import xlsxwriter

    for name, table in sheets.items():
        _check(name, table)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"author": "textmine", "created": datetime(1980, 1, 1)})
    bold = book.add_format({"bold": True})
    for name, table in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, printable(str(column)), bold)
            sheet.set_column(place, place, _WIDTHS.get(str(column), _WIDTH))
        for number, row in enumerate(table.itertuples(index=False, name=None), start=1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value)
        if len(table):
            sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    book.close()
    return stream.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, printable(value))
    elif value == value:  # NaN is not equal to itself
        sheet.write(row, column, value)


def _check(name: str, table: pd.DataFrame) -> None:
    remedy = "Export as CSV instead"
    if len(table) >= _ROWS or len(table.columns) > _COLUMNS:
        raise InputError(f"{name}: {len(table)} rows and {len(table.columns)} columns are too many for Excel", remedy)
    for column in table.columns:
        texts = [str(column), *(value for value in table[column] if isinstance(value, str))]
        if max(map(_length, texts)) > _CELL:
            raise InputError(
                f"{name}: a text is longer than Excel's {_CELL} characters", remedy, column=str(column)[:80]
            )


def _length(text: str) -> int:
    """Length as Excel counts it: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)
