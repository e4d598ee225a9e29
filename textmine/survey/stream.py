"""Responses of a file too large for memory, some rows at a time: CSV, Parquet and Excel.

Columns, ids and missing answers are found as ``read_responses`` finds them, the columns from the first rows. Other
kinds of files (SPSS, Stata, JSON, SurveyXact) are read whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from textmine.errors import InputError
from textmine.survey.decode import garbled_note, is_garbled
from textmine.survey.formats import read_table
from textmine.survey.lookup import repeated
from textmine.survey.pieces import file_kind, tables_of
from textmine.survey.questback import without_codes
from textmine.survey.responses import has_letters, read_responses
from textmine.survey.roles import Roles, choose_roles
from textmine.survey.table import Table

if TYPE_CHECKING:
    import pandas as pd

_SAMPLE_ROWS = 2000


@dataclass(frozen=True)
class ResponseStream:
    """A file's responses, to be read as often as wanted.

    Attributes
    ----------
    file : Path
    text_column : str
    n_rows : int
        Responses in all.
    sha256 : str
        Of the file.
    notes : list of str
        What the user should know of how it is read.
    """

    file: Path
    text_column: str
    n_rows: int
    sha256: str
    notes: list[str]
    _read: Callable[[int], Iterator[pd.DataFrame]]

    def chunks(self, rows: int) -> Iterator[pd.DataFrame]:
        """Frames of ``rows`` responses (the last may be shorter) with response_id, wave and text."""
        return self._read(rows)

    def is_unchanged(self) -> bool:
        """Whether the file still is what ``sha256`` says."""
        try:
            return _sha256(self.file) == self.sha256
        except OSError:
            return False


def stream_responses(path: str | Path, text: str | None = None, id: str | None = None) -> ResponseStream:
    """Open a file and check all of it, holding a few rows at a time.

    Parameters
    ----------
    path : str or Path
    text, id : str, optional
        As for ``read_responses``.

    Raises
    ------
    InputError
        As ``read_responses`` raises it, before anything has been done with the rows.
    """
    file = Path(path)
    if not file.is_file() or not file_kind(file):
        return _read_whole(file, text, id)
    first = next(iter(tables_of(file, _SAMPLE_ROWS)), None)
    if first is None:
        read_table(file)  # tells what is wrong with it
        raise InputError("the file holds no rows", "Export it again with the answers", file=file)
    roles = choose_roles(without_codes(first), text, id, None, [])
    survey = _check(file, roles, whole=False)
    if survey.pointed:
        survey = _check(file, roles, whole=True)
    digest = _sha256(file)

    def read(rows: int) -> Iterator[pd.DataFrame]:
        return _frames(file, roles, rows, survey.waves_in_ids, survey.pointed)

    notes = [*first.notes, *repeated(first, roles.text), *garbled_note(survey.garbled)]
    return ResponseStream(file, roles.text, survey.n_rows, digest, notes, read)


@dataclass(frozen=True)
class _Checked:
    n_rows: int
    waves_in_ids: bool
    garbled: int
    pointed: bool


def _read_whole(file: Path, text: str | None, id: str | None) -> ResponseStream:
    frame = read_responses(file, text=text, id=id)[["response_id", "wave", "text"]]
    reading = frame.attrs["reading"]

    def read(rows: int) -> Iterator[pd.DataFrame]:
        return (frame.iloc[start : start + rows] for start in range(0, len(frame), rows))

    return ResponseStream(file, str(reading["text_column"]), len(frame), _sha256(file), reading["notes"], read)


def _check(file: Path, roles: Roles, whole: bool) -> _Checked:
    """Read everything once: broken rows, missing and repeated ids, and whether there is any text.

    ``whole`` says whether ids are whole numbers, and so are compared without ``.0``.
    """
    ids, keys, n_rows, spoken, garbled = [], [], 0, False, 0
    all_whole, pointed = bool(roles.id), False
    for table in map(without_codes, tables_of(file, _SAMPLE_ROWS)):
        n_rows += len(table.rows)
        texts = table.answers(roles.text)
        spoken = spoken or any(map(has_letters, texts))
        garbled += sum(map(is_garbled, texts))
        if roles.id:
            own = _ids(table, roles, whole)
            all_whole = all_whole and table.is_whole(roles.id)
            pointed = pointed or any(cell.rstrip().endswith(".0") for cell in table.columns[roles.id])
            ids.append(_hashes(own))
            keys.append(_hashes([f"{wave}-{cell}" for wave, cell in zip(_waves(table, roles), own, strict=True)]))
    if not spoken:
        raise InputError("the column holds no text", "Name another one with --text", file=file, column=roles.text)
    if not roles.id or _unique(ids):
        return _Checked(n_rows, waves_in_ids=False, garbled=garbled, pointed=pointed and all_whole)
    if roles.wave and _unique(keys):
        return _Checked(n_rows, waves_in_ids=True, garbled=garbled, pointed=pointed and all_whole)
    raise InputError(
        "the same id stands in several rows",
        'Correct the file, name another column with --id, or number the rows with --id ""',
        file=file,
        column=roles.id,
    )


def _hashes(values: list[str]) -> np.ndarray:
    """Eight bytes each: ten million ids take 80 MB."""
    digests = b"".join(hashlib.blake2b(value.encode("utf-8", "replace"), digest_size=8).digest() for value in values)
    return np.frombuffer(digests, dtype=np.uint64)


def _unique(parts: list[np.ndarray]) -> bool:
    every = np.sort(np.concatenate(parts))
    return not bool((every[1:] == every[:-1]).any())


def _ids(table: Table, roles: Roles, whole: bool) -> list[str]:
    ids = [cell.strip() for cell in table.codes(roles.id, whole=whole)]
    if "" in ids:
        raise InputError(
            "the response has no id",
            'Correct the file, name another column with --id, or number the rows with --id ""',
            file=table.file,
            row=table.rows[ids.index("")],
            column=roles.id,
        )
    return ids


def _waves(table: Table, roles: Roles) -> list[str]:
    if not roles.wave:
        return [roles.wave_value] * len(table.rows)
    return [value.strip().removesuffix(".0") for value in table.values(roles.wave)]


def _frames(file: Path, roles: Roles, rows: int, waves_in_ids: bool, whole: bool) -> Iterator[pd.DataFrame]:
    import pandas as pd

    records = chain.from_iterable(
        _records(table, roles, waves_in_ids, whole) for table in tables_of(file, _SAMPLE_ROWS)
    )
    number = 0
    while part := list(islice(records, rows)):
        frame = pd.DataFrame(part, columns=["response_id", "wave", "text"], dtype=str)
        if not roles.id:
            frame["response_id"] = [str(number + i) for i in range(1, len(part) + 1)]
        number += len(part)
        yield frame


def _records(table: Table, roles: Roles, waves_in_ids: bool, whole: bool) -> Iterator[tuple[str, str, str]]:
    table = without_codes(table)
    waves, texts = _waves(table, roles), table.answers(roles.text)
    ids = _ids(table, roles, whole) if roles.id else [""] * len(texts)
    if waves_in_ids:
        ids = [f"{wave}-{cell}" for wave, cell in zip(waves, ids, strict=True)]
    yield from zip(ids, waves, texts, strict=True)


def _sha256(file: Path) -> str:
    if file.is_dir():
        parts = "".join(f"{entry.name}:{_sha256(entry)}\n" for entry in sorted(file.iterdir()) if entry.is_file())
        return hashlib.sha256(parts.encode()).hexdigest()
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
