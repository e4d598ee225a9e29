"""Large files as tables of some rows each, with the same columns in all of them."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from textmine.errors import InputError
from textmine.survey.cells import cell_text
from textmine.survey.excel import hidden, open_workbook, refusing, worksheets
from textmine.survey.names import unique_names
from textmine.survey.part import headed, same_columns
from textmine.survey.records import cells, numbered_labels
from textmine.survey.sheets import HEADER_WITHIN, Head, choose_sheet, find_head, merged_cells, width
from textmine.survey.surveyxact import find_folder, is_surveyxact
from textmine.survey.table import Table
from textmine.survey.text_pieces import lines_of

Kind = Literal["csv", "parquet", "excel", ""]
_DELIMITED = (".csv", ".tsv", ".txt", ".tab")
_EXCEL = (".xlsx", ".xlsm", ".xlsb")


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
    return _excel(file, rows) if kind == "excel" else lines_of(file, rows)


def _is_foreign(file: Path) -> bool:
    """Whether the head is not text; the whole-file reader then says what it is."""
    with file.open("rb") as stream:
        head = stream.read(4096)
    text = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" not in head
    return not text or head.lstrip()[:1] == b"<" or head.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8", b"\x1f\x8b"))


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
            empty, part, number = headed(empty, header, part, number)
        first = False
        if table := same_columns(empty, header, part, number + 1):
            yield table
        number += len(part)


def _texts(row: Sequence[object]) -> list[str]:
    return [cell_text(value).strip() if not isinstance(value, str) else value for value in row]
