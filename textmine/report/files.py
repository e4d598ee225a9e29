"""Write results so that nothing half-written is ever left under a final name."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError, cause
from textmine.report.html import render_report
from textmine.report.tables import printed_theme_table, read_csv, write_csv

if TYPE_CHECKING:
    from textmine.discover import Discovery


DISCOVERY_FILES = ("responses.csv", "statements.csv", "themes.csv", "report.html")
"""What ``write_discovery`` writes beside the folder ``model``."""


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
    with _made_if_it_ends_well(path.parent, path):
        try:
            handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=path.suffix, dir=path.parent)
        except OSError as error:
            raise _unwritable(path, error) from error
        os.close(handle)
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
    with _made_if_it_ends_well(folder, folder):
        try:
            temporary = Path(tempfile.mkdtemp(prefix=".textmine-", dir=folder))
        except OSError as error:
            raise _unwritable(folder, error) from error
        try:
            yield temporary
            for entry in sorted(temporary.iterdir()):
                target = folder / entry.name
                if target.is_dir():
                    shutil.rmtree(target)
                elif entry.is_dir():
                    target.unlink(missing_ok=True)
                entry.replace(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)


@contextmanager
def _made_if_it_ends_well(folder: Path, result: Path) -> Iterator[None]:
    """Make the folder of a result and those above it; take away again what was made when the block fails."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(result, error) from error
    try:
        yield
    except BaseException:
        for place in missing:
            with suppress(OSError):
                place.rmdir()
        raise


def _unwritable(path: Path, error: OSError) -> InputError:
    return InputError(f"cannot be written ({error.strerror})", "Choose another place", file=path)


def _umask() -> int:
    value = os.umask(0)
    os.umask(value)
    return value


def write_discovery(discovery: Discovery, folder: str | Path, title: str) -> Path:
    """Write responses.csv, statements.csv, themes.csv, report.html and the model; return the report's path."""
    with folder_written_whole(folder) as temporary:
        write_csv(discovery.responses, temporary / "responses.csv")
        write_csv(discovery.statements, temporary / "statements.csv")
        write_csv(printed_theme_table(discovery), temporary / "themes.csv")
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
    from textmine.discover import STATEMENT_COLUMNS, Discovery
    from textmine.themes import ThemeModel
    from textmine.themes.model import UNINFORMATIVE

    folder = Path(folder)
    remedy = "Run textmine discover FILE --out DIR again"
    try:
        responses, statements = read_csv(folder / "responses.csv"), read_csv(folder / "statements.csv")
    except (OSError, ValueError) as error:
        raise InputError(f"no discovery can be read here ({cause(error)})", remedy, file=folder) from error
    model = ThemeModel.load(folder / "model")
    missing = {*STATEMENT_COLUMNS, "theme_id", "theme", "probability", "wave", "x", "y"} - set(statements)
    if missing:
        raise InputError(f"statements.csv lacks {', '.join(sorted(missing))}", remedy, file=folder)
    known = {UNINFORMATIVE, *(theme.id for theme in model.themes_)}
    numbers = statements[["theme_id", "probability", "x", "y"]]
    if not all(kind.kind in "if" for kind in numbers.dtypes) or not set(statements["theme_id"]) <= known:
        raise InputError("statements.csv holds themes or numbers that discover did not write", remedy, file=folder)
    statements["abstained"] = statements["theme_id"] < 0
    return Discovery(responses, statements, model, model.encoder_id_ or "", model.random_state)
