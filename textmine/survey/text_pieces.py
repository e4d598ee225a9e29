"""Text tables too large for memory, some rows at a time."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

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
from textmine.survey.part import headed, same_columns
from textmine.survey.table import Table

_HEAD_BYTES = 1_000_000
_LONGEST_CELL = 100_000_000


def lines_of(file: Path, rows: int) -> Iterator[Table]:
    """Tables of at most ``rows`` rows; all of the file is read once before the first.

    Raises
    ------
    InputError
        If it is not text, or as ``read_delimited`` raises it.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    encoding = _encoding(file)
    with file.open("rb") as stream:
        head = stream.read(_HEAD_BYTES).decode(encoding, "ignore")
    hint = excel_hint(head)
    separator = hint or find_separator(head)
    quoting = _quoting(file, encoding, separator)
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
                empty, part, number = headed(empty, header, part, number)
            first = False
            if table := same_columns(empty, header, part, number + 1):
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
        try:
            for row in csv.reader(lines, delimiter=separator, quoting=csv.QUOTE_NONE):
                widths.add(len(row))
                if any(len(cell) > 1 and cell[0] == cell[-1] == '"' for cell in row):
                    return False
        except csv.Error:
            # A field longer than any answer.
            return False
    return len(widths - {0}) == 1
