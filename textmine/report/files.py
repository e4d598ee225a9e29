"""Write results so that nothing half-written is ever left under a final name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.report.html import render_report
from textmine.report.tables import read_csv, theme_table, write_csv

if TYPE_CHECKING:
    from textmine.discover import Discovery


@contextmanager
def written_whole(path: str | Path) -> Iterator[Path]:
    """A temporary file beside ``path`` that takes its name when the block ends well, and vanishes otherwise.

    Raises
    ------
    InputError
        If the folder does not exist or cannot be written to.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError("is a folder", "Name a file to write to", file=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", "Choose another place", file=path) from error
    temporary = Path(name)
    try:
        yield temporary
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def folder_written_whole(folder: str | Path) -> Iterator[Path]:
    """A temporary folder whose entries replace those of the same name in ``folder`` when the block ends well.

    Other files in ``folder`` are left alone.
    """
    folder = Path(folder)
    if folder.exists() and not folder.is_dir():
        raise InputError("is a file", "Name a folder to write to", file=folder)
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".textmine-", dir=folder))
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", "Choose another place", file=folder) from error
    try:
        yield temporary
        for entry in sorted(temporary.iterdir()):
            target = folder / entry.name
            if target.is_dir():
                shutil.rmtree(target)
            entry.replace(target)
        made = False
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        if made:
            folder.rmdir()


def _umask() -> int:
    value = os.umask(0)
    os.umask(value)
    return value


def write_discovery(discovery: Discovery, folder: str | Path, title: str) -> Path:
    """Write responses.csv, statements.csv, themes.csv, report.html and the model; return the report's path."""
    with folder_written_whole(folder) as temporary:
        write_csv(discovery.responses, temporary / "responses.csv")
        write_csv(discovery.statements, temporary / "statements.csv")
        write_csv(theme_table(discovery), temporary / "themes.csv")
        (temporary / "report.html").write_bytes(render_report(discovery, title).encode("utf-8", "replace"))
        discovery.model.save(temporary / "model")
    return Path(folder) / "report.html"


def read_discovery(folder: str | Path) -> Discovery:
    """Read back what ``write_discovery`` wrote.

    Raises
    ------
    InputError
        If the folder holds no discovery, or one that was changed by hand beyond reading.
    """
    from textmine.discover import Discovery
    from textmine.themes import ThemeModel

    folder = Path(folder)
    remedy = "Run textmine discover FILE --out DIR again"
    try:
        responses, statements = read_csv(folder / "responses.csv"), read_csv(folder / "statements.csv")
    except (OSError, ValueError) as error:
        raise InputError(f"no discovery can be read here ({error})", remedy, file=folder) from error
    model = ThemeModel.load(folder / "model")
    missing = {"response_id", "text", "theme_id", "theme", "wave", "language", "x", "y"} - set(statements)
    if missing:
        raise InputError(f"statements.csv lacks {', '.join(sorted(missing))}", remedy, file=folder)
    statements["abstained"] = statements["theme_id"] < 0
    return Discovery(responses, statements, model, model.encoder_id_ or "", model.random_state)
