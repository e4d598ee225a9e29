"""Text tables: CSV, TSV and the like, with the separator and the quoting found by themselves."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from textmine.errors import InputError
from textmine.survey.decode import encoding_note
from textmine.survey.table import Table, from_rows

# In case of a tie the first wins: Norwegian spreadsheets write semicolons.
SEPARATORS = (";", "\t", ",", "|")
# Decoding has refused zero bytes, so this one never splits anything.
NO_SEPARATOR = "\0"
_SAMPLE_ROWS = 200
_SAMPLE_CHARACTERS = 500_000
_EXCEL_HINT = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def read_delimited(text: str, file: Path, *, encoding: str) -> Table:
    """Read a text table whose first row that is not blank names the columns.

    Parameters
    ----------
    text : str
        The decoded file.
    file : Path
        Named in errors.
    encoding : str
        Recorded in the table.

    Raises
    ------
    InputError
        If a row has more or fewer fields than the header, or a quote is never closed.
    """
    # One answer may be longer than csv's default of 131,072 characters; the file is in memory already.
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    hint = excel_hint(text)
    separator = hint or find_separator(text)
    rows = parse(text, separator, file)
    head = 1 if hint else 0
    while head < len(rows) and not any(map(str.strip, rows[head])):
        head += 1
    if head == len(rows):
        raise InputError("the file is empty", "Export it again with the answers", file=file)
    width = len(rows[head])
    rows[head + 1 :] = [fitted(row, width) for row in rows[head + 1 :]]
    _check_widths(text, rows, head, separator, file)
    if separator == NO_SEPARATOR:
        check_whole_lines(rows[head:], file)
    shown = "" if separator == NO_SEPARATOR else separator
    notes = tuple(encoding_note(encoding))
    empty = Table("csv", file, {}, [], encoding=encoding, separator=shown, notes=notes)
    return from_rows(empty, rows[head], rows[head + 1 :], first_row=head + 2)


def fitted(row: list[str], width: int) -> list[str]:
    """Drop the empty fields behind the last column that a separator at the end of the line makes."""
    return row[:width] if len(row) > width and not any(map(str.strip, row[width:])) else row


def check_whole_lines(rows: Sequence[Sequence[str]], file: Path) -> None:
    """Refuse a table of one column whose every field, unquoted, is a row of a table.

    Raises
    ------
    InputError
        If each line is in quotation marks as a whole.
    """
    lines = [row[0] for row in rows if row and row[0].strip()]
    for separator in SEPARATORS:
        # Commas are too common in prose, where no field in them is quoted.
        split = all(separator in line and (separator != "," or '"' in line) for line in lines)
        if not split or len(lines) <= 2:
            continue
        widths = {len(next(csv.reader([line], delimiter=separator), [])) for line in lines}
        if len(widths) == 1 and 1 not in widths:
            raise InputError(
                "every line is in quotation marks as a whole, so that the columns are not told apart",
                "Export it again, or remove the first and the last quotation mark of each line",
                file=file,
            )


def excel_hint(text: str) -> str:
    """Separator that a first line ``sep=;`` tells Excel, or an empty string."""
    hint = _EXCEL_HINT.match(text)
    return hint[1] if hint else ""


def find_separator(text: str) -> str:
    """Find the separator under which most rows have as many fields as the first one."""
    sample = text[:_SAMPLE_CHARACTERS]
    scores = {separator: _score(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return best if scores[best] > (0.0, 0) else NO_SEPARATOR


def _score(sample: str, separator: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=separator)
    try:
        widths = [len(row) for row in islice((row for row in reader if row), _SAMPLE_ROWS)]
    except csv.Error:
        return (0.0, 0)
    if not widths:
        return (0.0, 0)
    header, rows = widths[0], widths[1:]
    if header > 1:
        return (sum(width == header for width in rows) / max(len(rows), 1), header)
    # A title stands where the header should be: take the rows' separator, so that the error names them.
    # Commas are too common in prose to conclude anything from.
    titled = separator != "," and len(rows) > 1 and len(set(rows)) == 1
    return (0.0, rows[0] if titled and rows[0] > 1 else 0)


def parse(text: str, separator: str, file: Path) -> list[list[str]]:
    """Split a text table into rows of fields; a blank line is a row without fields."""
    try:
        return list(_reader(text, separator))
    except csv.Error as error:
        rows = _unquoted(text, separator)
        if rows is None:
            raise _broken_quote(text, separator, file) from error
        return rows


def _unquoted(text: str, separator: str) -> list[list[str]] | None:
    """Rows of a file whose program never quotes, where a comment may begin with a quotation mark."""
    try:
        rows = list(_reader(text, separator, quoting=csv.QUOTE_NONE))
    except csv.Error:
        return None
    quotes = any(len(cell) > 1 and cell[0] == cell[-1] == '"' for row in rows for cell in row)
    return None if quotes or len({len(row) for row in rows if row}) > 1 else rows


def _reader(text: str, separator: str, quoting: int = csv.QUOTE_MINIMAL) -> Iterator[list[str]]:
    # newline="" keeps line breaks inside an answer as they are.
    lines = io.StringIO(text, newline="")
    return csv.reader(lines, delimiter=separator, strict=True, quoting=quoting)  # type: ignore[arg-type]  # a number to typeshed


def _broken_quote(text: str, separator: str, file: Path) -> InputError:
    row = sum(1 for _ in _until_error(_reader(text, separator))) + 1
    return InputError(
        "a quotation mark opens a field here and is not closed at the end of it",
        'Write quotation marks inside a quoted field twice (""), or save the file as .xlsx',
        file=file,
        row=row,
    )


def _until_error(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    except csv.Error:
        return


def _check_widths(text: str, rows: list[list[str]], head: int, separator: str, file: Path) -> None:
    width = len(rows[head])
    wrong = next((i for i, row in enumerate(rows) if i > head and row and len(row) != width), None)
    if wrong is None:
        return
    line = _line_of(text, separator, wrong)
    at = f" (line {line} in a text editor)" if line != wrong + 1 else ""
    raise wrong_width(len(rows[wrong]), width, separator, file, wrong + 1, at)


def wrong_width(fields: int, width: int, separator: str, file: Path, row: int, at: str = "") -> InputError:
    """What is said of a row with more or fewer fields than the header."""
    return InputError(
        f"{fields} fields where the header has {width}{at}",
        f"Put quotation marks around fields that hold {_shown(separator)} or a line break,"
        " remove lines above the header, or save the file as .xlsx",
        file=file,
        row=row,
    )


def _line_of(text: str, separator: str, index: int) -> int:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for _ in islice(reader, index):
        pass
    return reader.line_num + 1


def _shown(separator: str) -> str:
    return {"\t": "a tab", NO_SEPARATOR: "a separator"}.get(separator, repr(separator))
