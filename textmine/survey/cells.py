"""Values of many kinds of files as the text of one cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

# Whole numbers above this are not exact in a 64-bit float.
_EXACT = 1e15
_WHOLE = re.compile(r"[-+]?\d+(?:\.0)?")
# What programs write where they have no value. In an answer it stays as it was written.
NO_VALUE = frozenset({"nan", "NaN", "NaT", "<NA>", "#N/A"})


def cell_text(value: object) -> str:
    """Write a value of a spreadsheet, statistics file or JSON as text.

    Whole numbers lose their ``.0``, dates become ISO 8601, bytes are UTF-8, and nothing (None, NaN, NaT) is an empty
    string.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if value is None or value != value:  # NaN and NaT are the values that differ from themselves
        return ""
    if isinstance(value, bool):
        return str(value).upper()  # as spreadsheets show it
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(float(value))
    if isinstance(value, dt.datetime):
        return (value.date() if value.time() == dt.time() else value).isoformat()
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def are_whole(distinct: Iterable[str]) -> bool:
    """Whether the cells that are filled in are whole numbers, with or without ``.0``."""
    return all(_WHOLE.fullmatch(stripped) for cell in distinct if (stripped := cell.strip()))


def padded(cell: str, width: int) -> str:
    """Write an official code with all its digits; what is no number stays as it is."""
    digits = cell.strip().removesuffix(".0")
    return digits.zfill(width) if digits.isdecimal() else cell
