"""Which reader a file needs, judged by its content before its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from textmine.errors import InputError
from textmine.survey.decode import decode
from textmine.survey.delimited import read_delimited
from textmine.survey.excel import read_workbook
from textmine.survey.records import read_json, read_parquet
from textmine.survey.statistics_files import read_statistics
from textmine.survey.surveyxact import find_folder, read_folder
from textmine.survey.table import Table

_DELIMITED = (".csv", ".tsv", ".txt", ".tab")
_EXCEL = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_STATISTICS = (".sav", ".zsav", ".por", ".dta")
_JSON = (".json", ".jsonl", ".ndjson")
TABULAR_SUFFIXES = (*_DELIMITED, *_EXCEL, *_STATISTICS, *_JSON, ".parquet")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_FOREIGN = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"{\\rtf", "a text document"),
    (b"SQLite format 3\0", "a database"),
)
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<table")
_SAVE_AS = "Export the answers as CSV or Excel (.xlsx)"


def read_table(path: str | Path) -> Table:
    """Read any survey file that textmine knows.

    Parameters
    ----------
    path : str or Path
        A file, or the folder of a SurveyXact export.

    Raises
    ------
    InputError
        If there is no such file, or it holds no table.
    """
    file = Path(path)
    try:
        return _read(file)
    except FileNotFoundError as error:
        raise InputError("there is no such file", "Check the path", file=file) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(
            f"the file cannot be opened ({reason})",
            "Close it elsewhere and check your rights to it",
            file=file,
        ) from error


def _read(file: Path) -> Table:
    if not file.exists():
        raise FileNotFoundError(file)
    folder = find_folder(file)
    if folder is not None:
        return read_folder(folder)
    if file.is_dir():
        raise InputError(
            "this is a folder without a SurveyXact export (dataset.csv, structure.csv, labels.csv)",
            "Name a file in it",
            file=file,
        )
    data = file.read_bytes()
    if not data.strip():
        raise InputError("the file is empty", "Export it again with the answers", file=file)
    suffix = file.suffix.lower()
    form = _binary_form(data, suffix)
    if form in _EXCEL:
        _check_archive(data, file)
        return read_workbook(data, file)
    if form in _STATISTICS:
        return read_statistics(file, form)
    if form == ".parquet":
        return read_parquet(file)
    return _read_text(data, suffix, file)


def _binary_form(data: bytes, suffix: str) -> str:
    """Suffix that the content deserves, or an empty string for what may be text."""
    if data.startswith((_ZIP, _OLE)):
        return ".xlsx"
    if data.startswith(b"PAR1"):
        return ".parquet"
    if data.startswith((b"$FL2", b"$FL3")):
        return ".sav"
    if data.startswith(b"<stata_dta>") or (suffix == ".dta" and 102 <= data[0] <= 115):
        return ".dta"
    return ".por" if suffix == ".por" else ""


def _check_archive(data: bytes, file: Path) -> None:
    """Tell a workbook from the other things that are zip files."""
    import io

    if not data.startswith(_ZIP):
        return
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except zipfile.BadZipFile as error:
        raise InputError("the file is a damaged workbook or archive", _SAVE_AS, file=file) from error
    if any(name.startswith("word/") for name in names):
        raise InputError("the file is a Word document, not a table", _SAVE_AS, file=file)
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise InputError("the file is a zip archive, not a table", "Unpack it and name a file in it", file=file)


def _read_text(data: bytes, suffix: str, file: Path) -> Table:
    foreign = next((what for magic, what in _FOREIGN if data.startswith(magic)), None)
    if foreign is not None:
        raise InputError(f"the file is {foreign}, not a table", _SAVE_AS, file=file)
    if data.lstrip()[:9].lower().startswith(_MARKUP):
        raise InputError(
            "the file is a web page or XML, not a table", "Open it in Excel and save it as .xlsx", file=file
        )
    if suffix not in TABULAR_SUFFIXES:
        raise InputError(
            f"files that end in {suffix!r} are not read" if suffix else "the file name has no ending",
            f"Use one of {' '.join(TABULAR_SUFFIXES)}",
            file=file,
        )
    if suffix in _STATISTICS or suffix == ".parquet":
        raise InputError(f"the content is not that of a {suffix} file", _SAVE_AS, file=file)
    text, encoding = decode(data, file)
    # Web services call text tables .xls, so that Excel opens them.
    if suffix in _JSON:
        return read_json(text, file, encoding=encoding)
    return read_delimited(text, file, encoding=encoding)
