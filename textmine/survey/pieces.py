"""Large files as tables of some rows each, with the same columns in all of them."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from textmine.errors import InputError
from textmine.survey.decode import check_utf16, decode, encoding_note, one_byte, one_byte_encoding
from textmine.survey.delimited import (
    NO_SEPARATOR,
    check_whole_lines,
    excel_hint,
    find_separator,
    fitted,
    wrong_width,
)
from textmine.survey.excel import hidden, open_workbook, refusing, worksheets
from textmine.survey.header import check_header, names_under, second_header
from textmine.survey.names import unique_names
from textmine.survey.records import cells, numbered_labels
from textmine.survey.sheets import HEADER_WITHIN, Head, choose_sheet, find_head, merged_cells, width
from textmine.survey.surveyxact import find_folder, is_surveyxact
from textmine.survey.table import Table, cell_text, kept_rows

Kind = Literal["csv", "parquet", "excel", ""]
_DELIMITED = (".csv", ".tsv", ".txt", ".tab")
_EXCEL = (".xlsx", ".xlsm", ".xlsb")
_HEAD_BYTES = 1_000_000
_LONGEST_CELL = 100_000_000


def file_kind(file: Path) -> Kind:
    """How a file can be read in pieces; an empty string where it must be read whole."""
    with file.open("rb") as stream:
        head = stream.read(8)
    if find_folder(file) is not None or not head.strip():
        return ""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"PK\x03\x04"):
        return "excel" if file.suffix.lower() in _EXCEL and not _is_surveyxact(file) else ""
    return "csv" if file.suffix.lower() in _DELIMITED and not _is_foreign(file) else ""


def tables_of(file: Path, rows: int) -> Iterator[Table]:
    """Tables of at most ``rows`` rows; none where the file holds no rows.

    Raises
    ------
    InputError
        Where a row cannot be read.
    """
    kind = file_kind(file)
    if kind == "parquet":
        return _parquet(file, rows)
    return _excel(file, rows) if kind == "excel" else _delimited(file, rows)


def _is_foreign(file: Path) -> bool:
    """Whether the head is not text; the whole-file reader then says what it is."""
    with file.open("rb") as stream:
        head = stream.read(4096)
    text = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" not in head
    return not text or head.lstrip()[:1] == b"<" or head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"\x1f\x8b"))


# Text tables


def _delimited(file: Path, rows: int) -> Iterator[Table]:
    encoding = _encoding(file)
    with file.open("rb") as stream:
        head = stream.read(_HEAD_BYTES).decode(encoding, "ignore")
    hint = excel_hint(head)
    separator = hint or find_separator(head)
    quoting = _quoting(file, encoding, separator)
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    with file.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=separator, strict=True, quoting=quoting)  # type: ignore[arg-type]  # a number to typeshed
        if hint:
            next(reader)
        numbered = enumerate(reader, 2 if hint else 1)
        number, header = next(((n, row) for n, row in numbered if any(map(str.strip, row))), (0, []))
        if not header:
            return
        shown = "" if separator == NO_SEPARATOR else separator
        notes = tuple(encoding_note(encoding))
        empty = Table("csv", file, {}, [], encoding=encoding, separator=shown, notes=notes)
        first = True
        while part := [fitted(row, len(header)) for row in islice(reader, rows)]:
            for offset, row in enumerate(part, number + 1):
                if row and len(row) != len(header):
                    raise wrong_width(len(row), len(header), separator, file, offset)
            if first and separator == NO_SEPARATOR:
                check_whole_lines([header, *part], file)
            if first:
                empty, part, number = _headed(empty, header, part, number)
            first = False
            if table := _table(empty, header, part, number + 1):
                yield table
            number += len(part)


def _encoding(file: Path) -> str:
    """UTF-8 or UTF-16 where all of it is, else one with one byte a letter.

    Raises
    ------
    InputError
        If it is none of these from end to end.
    """
    with file.open("rb") as stream:
        if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            stream.seek(0)
            check_utf16(iter(lambda: stream.read(_HEAD_BYTES), b""), file)
            return "utf-16"
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        row = 1
        try:
            while block := stream.read(_HEAD_BYTES):
                if b"\0" in block:
                    decode(block, file)
                decoder.decode(block)
                row += block.count(b"\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            row += block.count(b"\n", 0, error.start)
            stream.seek(0)
            encoding = one_byte_encoding(iter(lambda: b"".join(stream.readlines(_HEAD_BYTES)), b""))
            stream.seek(0)
            # The last block tells whether the file was cut in the middle of a letter.
            while lines := stream.readlines(_HEAD_BYTES):
                one_byte(b"".join(lines), file, row, encoding)
            return encoding
    return "utf-8-sig"


def _quoting(file: Path, encoding: str, separator: str) -> int:
    """Whether quotation marks are quotes in this file, found by reading all of it.

    Raises
    ------
    InputError
        If they are, and one is never closed.
    """
    with file.open(encoding=encoding, newline="") as lines:
        reader = csv.reader(lines, delimiter=separator, strict=True)
        try:
            for _ in reader:
                pass
        except csv.Error as error:
            if _never_quotes(file, encoding, separator):
                return csv.QUOTE_NONE
            raise InputError(
                f"a quotation mark opens a field and is not closed at its end (line {reader.line_num} in an editor)",
                'Write quotation marks inside a quoted field twice (""), or save the file as .xlsx',
                file=file,
            ) from error
    return csv.QUOTE_MINIMAL


def _never_quotes(file: Path, encoding: str, separator: str) -> bool:
    """Whether the program that wrote the file never quotes, and a comment may begin with a quotation mark."""
    widths: set[int] = set()
    with file.open(encoding=encoding, newline="") as lines:
        for row in csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE):
            widths.add(len(row))
            if any(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in row):
                return False
    return len(widths - {0}) == 1


# Parquet and workbooks


def _parquet(file: Path, rows: int) -> Iterator[Table]:
    from pyarrow import ArrowException, parquet

    number = 0
    try:
        with parquet.ParquetFile(file) as stored:
            kept = [name for name in stored.schema_arrow.names if not name.startswith("__index_level_")]
            labels = numbered_labels(stored.schema_arrow, stored.metadata.num_rows)
            names = unique_names([*kept, *labels])
            for batch in stored.iter_batches(batch_size=rows, columns=kept):
                end = number + batch.num_rows
                values = [batch.column(original).to_pylist() for original in kept]
                values += [list(own[number:end]) for own in labels.values()]
                columns = {name: cells(own) for name, own in zip(names, values, strict=True)}
                yield Table("parquet", file, columns, list(range(number + 1, end + 1)))
                number = end
    except (ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"the Parquet file cannot be read ({error})", "Write it again, or export CSV", file=file
        ) from error


def _is_surveyxact(file: Path) -> bool:
    return is_surveyxact(open_workbook(file.read_bytes(), file).sheet_names)


def _excel(file: Path, rows: int) -> Iterator[Table]:
    """The sheet that ``read_workbook`` would choose; the workbook itself is held by calamine, packed."""
    book = open_workbook(file.read_bytes(), file)
    tops: dict[str, list[list[str]]] = {}
    heads: dict[str, Head] = {}
    for name in worksheets(book):
        with refusing(file):
            sheet = book.get_sheet_by_name(name)
            top = [_texts(row) for row in sheet.to_python(skip_empty_area=False, nrows=HEADER_WITHIN + 2)]
        head = find_head(top, merged_cells(sheet))
        if head is not None and len(top) > head.last + 1:
            tops[name], heads[name] = top, head
    if not heads:
        return
    name, notes = choose_sheet({name: width(top) for name, top in tops.items()}, hidden(book))
    notes += heads[name].notes()
    yield from _sheet(Table("excel", file, {}, [], sheet=name, notes=tuple(notes)), book, heads[name], rows)


def _sheet(empty: Table, book: Any, head: Head, rows: int) -> Iterator[Table]:
    with refusing(empty.file):
        sheet = book.get_sheet_by_name(empty.sheet)
        # Iterating skips empty rows above the data; they count in the header's place.
        values = iter(sheet.iter_rows())
        skipped = sheet.start[0] if sheet.start else 0
    top: list[list[str]] = [[]] * skipped + [_texts(next(values)) for _ in range(head.last - skipped + 1)]
    header, number, first = head.names(top), head.last + 1, True
    while part := [_texts(row) for row in islice(values, rows)]:
        if first:
            empty, part, number = _headed(empty, header, part, number)
        first = False
        if table := _table(empty, header, part, number + 1):
            yield table
        number += len(part)


def _headed(
    empty: Table, header: Sequence[str], part: list[list[str]], number: int
) -> tuple[Table, list[list[str]], int]:
    """The first rows without more names of columns, what is noted of them, and the row before the first of them."""
    notes = check_header(header, part, empty.file, number)
    names = names_under(part)
    if not names:
        notes += second_header(header, part, number + 1)
    return replace(empty, notes=(*empty.notes, *notes)), part[names:], number + names


def _texts(row: Sequence[object]) -> list[str]:
    return [cell_text(value).strip() if not isinstance(value, str) else value for value in row]


def _table(empty: Table, header: Sequence[str], rows: Sequence[Sequence[str]], first_row: int) -> Table | None:
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
