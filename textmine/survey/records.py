"""Records of other programs: .json, .jsonl and .parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from textmine.errors import InputError
from textmine.survey.cells import cell_text
from textmine.survey.names import unique_names
from textmine.survey.table import Table

_LINES = (".jsonl", ".ndjson")


def read_json(text: str, file: Path, *, encoding: str) -> Table:
    """Read a list of records, or one record a line.

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
        If the text is not JSON, not records, or cut inside a character.
    """
    if file.suffix.lower() in _LINES:
        return _read_lines(text, file, encoding)
    try:
        records = json.loads(text, object_pairs_hook=_record)
    except (ValueError, RecursionError) as error:
        # Records on lines of their own, in a file that is called .json.
        if text.lstrip().startswith("{") and "\n" in text.strip():
            return _read_lines(text, file, encoding)
        raise _not_json(error, file, getattr(error, "lineno", None)) from error
    if isinstance(records, dict):
        # One record, or records under a heading such as "data".
        lists = [value for value in records.values() if _is_records(value)]
        # Columns or tables of another shape would be read as one respondent with long answers.
        other = not lists and all(isinstance(value, list | dict) for value in records.values())
        records = lists[0] if len(lists) == 1 else None if other else [records]
    if not _is_records(records):
        raise InputError("the file is not a list of records", 'Write it as [{"text": "..."}, ...]', file=file)
    return _from_records("json", file, records, range(1, len(records) + 1), encoding)


def read_parquet(file: Path) -> Table:
    """Read the columns of a Parquet file.

    Raises
    ------
    InputError
        If the file is damaged or empty.
    """
    from pyarrow import ArrowException, parquet

    try:
        arrow = parquet.read_table(file)
        for name, numbers in numbered_labels(arrow.schema, arrow.num_rows).items():
            arrow = arrow.append_column(name, [list(numbers)])
        # pandas writes its row labels beside the data.
        kept = [name for name in arrow.column_names if not name.startswith("__index_level_")]
        columns = {
            name: cells(arrow.column(original).to_pylist())
            for name, original in zip(unique_names(kept), kept, strict=True)
        }
    except (ArrowException, OSError, ValueError) as error:
        raise InputError(
            f"the Parquet file cannot be read ({error})", "Write it again, or export CSV", file=file
        ) from error
    if not arrow.num_rows:
        raise InputError("the file holds no rows", "Export it again with the answers", file=file)
    return Table("parquet", file, columns, list(range(1, arrow.num_rows + 1)))


def numbered_labels(schema: Any, rows: int) -> dict[str, range]:
    """Labels of a Parquet file's rows, by name, where pandas keeps only their first, last and step."""
    labels = (schema.pandas_metadata or {}).get("index_columns", ())
    ranges = [label for label in labels if isinstance(label, dict) and {"name", "start", "stop", "step"} <= set(label)]
    found = {label["name"]: range(label["start"], label["stop"], label["step"]) for label in ranges}
    # In a part of a table they are still those of the whole.
    fitting = {name: numbers for name, numbers in found.items() if len(numbers) == rows}
    return {name: numbers for name, numbers in fitting.items() if name not in (None, *schema.names)}


def _read_lines(text: str, file: Path, encoding: str) -> Table:
    records, numbers = [], []
    # Only "\n": an answer may hold the other characters that str.splitlines breaks at.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, object_pairs_hook=_record)
        except (ValueError, RecursionError) as error:
            raise _not_json(error, file, number) from error
        if not isinstance(record, dict):
            raise InputError("the line is not a record", 'Write {"text": "..."}', file=file, row=number)
        records.append(record)
        numbers.append(number)
    return _from_records("jsonl", file, records, numbers, encoding)


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice!r} stands twice in a record")
    return record


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(record, dict) for record in value)


def _not_json(error: Exception, file: Path, row: int | None) -> InputError:
    reason = getattr(error, "msg", str(error))
    return InputError(f"the file is not JSON: {reason}", "Export it again, or export CSV", file=file, row=row)


def _from_records(kind: str, file: Path, records: list[dict[str, Any]], numbers: Iterable[int], encoding: str) -> Table:
    keys = list(dict.fromkeys(key for record in records for key in record))
    if not keys:
        raise InputError("the records are empty", "Export them again with the answers", file=file)
    columns = {
        name: cells(record.get(key) for record in records) for name, key in zip(unique_names(keys), keys, strict=True)
    }
    rows = list(numbers)
    _check_characters(columns, rows, file)
    return Table(kind, file, columns, rows, encoding=encoding)


def cells(values: Iterable[object]) -> list[str]:
    """Write values of a record or an Arrow column as cells of a table."""
    return [_nested(value) if isinstance(value, list | dict) else cell_text(value) for value in values]


def _nested(value: list[Any] | dict[str, Any]) -> str:
    """Choices become ``a; b``; anything deeper stays JSON."""
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return "; ".join(cell_text(item) for item in value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _check_characters(columns: Mapping[str, list[str]], rows: list[int], file: Path) -> None:
    # JSON can spell half of an emoji (\\ud83d), which no file and no database can hold.
    for name, cells in columns.items():
        for cell, row in zip(cells, rows, strict=True):
            if not cell.isascii() and any("\ud800" <= character <= "\udfff" for character in cell):
                raise InputError(
                    "the cell holds half a character (a lone surrogate)",
                    "Export it again as UTF-8",
                    file=file,
                    row=row,
                    column=name,
                )
