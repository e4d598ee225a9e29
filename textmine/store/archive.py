"""A backup as one ZIP file: the database, and the files beside the project that cannot be worked out again."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from textmine.errors import InputError, StoreError

PARTS = ("discovery", "models", "waves")
"""Folders beside a project that a backup takes along: the hierarchy of its themes, its models and their runs.

The others are vectors and maps, which are worked out again when they are asked for, reports, uploads and backups.
"""
DATABASE = "project.textmine"
_BESIDE = "files"
_MAGIC = b"PK\x03\x04"


def is_archive(file: Path) -> bool:
    """Whether a file begins as a backup does; a project file and the backups of old begin otherwise."""
    try:
        with file.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def pack(database: Path, folder: Path, target: Path) -> None:
    """Write a copy of a database, and what lies in the project's folder, to a ZIP file.

    Raises
    ------
    StoreError
        If a file was taken away meanwhile.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
        archive.write(database, DATABASE)
        for file in _kept(folder):
            try:
                archive.write(file, f"{_BESIDE}/{file.relative_to(folder).as_posix()}")
            except FileNotFoundError:
                raise StoreError(f"{folder}: a model or run was changed meanwhile. Take the backup again.") from None


def unpack(backup: Path, into: Path) -> Path:
    """Write what a backup holds to an empty folder and return the path of the database in it.

    Raises
    ------
    InputError
        If it holds anything that `pack` does not write, or no database.
    StoreError
        If it is damaged.
    """
    try:
        with zipfile.ZipFile(backup) as archive:
            names = archive.namelist()
            if len(set(names)) < len(names) or DATABASE not in names or not all(map(_is_ours, names)):
                raise InputError("is not a backup of textmine", "Give the path of a backup", file=backup)
            for name in names:
                target = into / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(name) as source, target.open("xb") as copy:
                    shutil.copyfileobj(source, copy)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise StoreError(f"{backup}: the backup is damaged ({error}). Use another backup.") from error
    return into / DATABASE


def refuse_standing(folder: Path) -> None:
    """Refuse a project's folder in which there is already what a backup would bring."""
    if any((folder / part).exists() for part in PARTS):
        raise InputError("holds models of another project", "Move this folder away, or restore elsewhere", file=folder)


def move(unpacked: Path, folder: Path) -> list[Path]:
    """Move what `unpack` wrote beside the database to a project's folder; returns the folders that are new there."""
    moved = []
    for part in PARTS:
        if (unpacked / _BESIDE / part).is_dir():
            # As personal as the answers themselves.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            moved.append((unpacked / _BESIDE / part).rename(folder / part))
    return moved


def _kept(folder: Path) -> Iterator[Path]:
    for part in PARTS:
        for file in sorted((folder / part).rglob("*")):
            # What begins with a dot is being written, or a run that has not ended.
            hidden = any(name.startswith(".") for name in file.relative_to(folder).parts)
            if not hidden and not file.is_symlink() and file.is_file():
                yield file


def _is_ours(name: str) -> bool:
    """Whether a name is one that `pack` gives: nothing that leads out of the folder."""
    parts = PurePosixPath(name).parts
    if name == DATABASE:
        return True
    plain = not any(part.startswith(".") for part in parts) and not set(name) & {"\\", ":", "\0"}
    return plain and len(parts) > 2 and parts[0] == _BESIDE and parts[1] in PARTS and "/".join(parts) == name
