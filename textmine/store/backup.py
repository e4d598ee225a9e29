"""Backups while others work, each one ZIP file whatever the database; restoring them to a file or to PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from textmine.errors import InputError, StoreError
from textmine.store import archive, schema
from textmine.store.engine import APPLICATION_ID, WRITING, failure_of, make_engine
from textmine.store.places import Place, place_of

_AT_ONCE = 5000


def back_up(place: Place, target: Path) -> Path:
    """Copy a project as it is at this moment to one ZIP file, while others go on working.

    The database goes into it as a SQLite file, and `textmine.store.archive.PARTS` of what lies beside it.

    Parameters
    ----------
    place : Place
    target : Path
        The file to write; must not exist.

    Raises
    ------
    InputError
        If the file exists already, or there is no project.
    StoreError
        If the copy could not be written or is not whole; then nothing is left of it.
    """
    if target.exists():
        raise InputError("exists already", "Choose another name: a backup never overwrites a file", file=target)
    with _whole(target) as temporary, _scratch(target) as copy:
        copy_database(place, copy)
        archive.pack(copy, place.folder, temporary)
    return target


def copy_database(place: Place, target: Path) -> None:
    """Copy the database of a project to a SQLite file, which is a project of its own, and check the copy."""
    with _reported(place):
        if place.file is not None:
            _copy_file(place.file, target)
        else:
            engine = make_engine(place)
            try:
                with engine.connect().execution_options(isolation_level="REPEATABLE READ") as source, source.begin():
                    _copy_to_file(source, place, target)
            finally:
                engine.dispose()
        check_file(target, target)


def restore(backup: Path, place: Place) -> None:
    """Make a project out of a backup.

    Parameters
    ----------
    backup : Path
        A file that `back_up` wrote, or a project file, as backups were before they took along what lies beside it.
    place : Place
        A file that does not exist, or an empty PostgreSQL database.

    Raises
    ------
    InputError
        If the backup is none or a newer textmine made it, or there is something at the place already.
    StoreError
        If the backup is damaged, or the project cannot be written; then nothing is left of it.
    """
    if not backup.is_file():
        raise InputError("does not exist", "Give the path of a backup", file=backup)
    if place.file is not None and place.file.exists():
        raise InputError("exists already", "Restore to another name, and rename it when it is right", file=place.file)
    # An address of SQLite has to be absolute.
    backup = backup.absolute()
    if not archive.is_archive(backup):
        _restore_database(backup, place, told=backup)
        return
    archive.refuse_standing(place.folder)
    with _room(place) as room:
        database = archive.unpack(backup, room)
        moved = archive.move(room, place.folder)
        try:
            _restore_database(database, place, told=backup)
        except BaseException:
            for folder in moved:
                shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                place.folder.rmdir()
            raise


def _restore_database(database: Path, place: Place, told: Path) -> None:
    """Make a project's database out of a copy; ``told`` is the file that the user knows it by."""
    with _reported(place_of(told)):
        check_file(database, told)
        _refuse_newer(database, told)
    if place.file is not None:
        with _reported(place), _whole(place.file) as temporary:
            _copy_file(database, temporary)
        return
    source, target = make_engine(place_of(database)), make_engine(place)
    try:
        with _reported(place), source.connect() as old, target.begin() as new:
            if schema.current(new, place) is not None:
                raise InputError(f"{place} holds a project already", "Restore to an empty database")
            step = schema.current(old, place_of(told))
            schema.upgrade_to(new, str(step))
            _copy_tables(old, new)
            _set_sequences(new)
    finally:
        source.dispose()
        target.dispose()


def _refuse_newer(database: Path, told: Path) -> None:
    """Refuse a backup that the project made of it could not be opened from."""
    engine = make_engine(place_of(database))
    try:
        with engine.connect() as connection:
            schema.refuse_newer(str(schema.current(connection, place_of(told))), place_of(told))
    finally:
        engine.dispose()


def before_migration(place: Place, connection: sa.Connection, step: str) -> Path:
    """Back up a project that is about to be migrated, beside it, and say where."""
    folder = place.file.parent if place.file else place.folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = place.file.name if place.file else "project"
    numbers = (f"-{number}" if number else "" for number in range(10_000))
    target = next(path for n in numbers if not (path := folder / f"{name}.before-{step}{n}.backup").exists())
    with _reported(place), _whole(target) as temporary:
        if place.file is not None:
            _copy_file(place.file, temporary)
        else:
            _copy_to_file(connection, place, temporary)
        check_file(temporary, target)
    return target


def _copy_file(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"{source.as_uri()}?mode=ro", uri=True)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new, pages=1000)
        # One file that needs no other: what was in the write-ahead log is in it.
        new.execute("PRAGMA journal_mode = DELETE")


def _copy_to_file(source: sa.Connection, place: Place, target: Path) -> None:
    step = schema.current(source, place)
    if step is None:
        raise schema.missing(place)
    engine = sa.create_engine(sa.URL.create("sqlite", database=str(target)))
    try:
        with engine.execution_options(**{WRITING: True}).begin() as new:
            new.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            schema.upgrade_to(new, step)
            _copy_tables(source, new)
    finally:
        engine.dispose()


def _copy_tables(source: sa.Connection, target: sa.Connection) -> None:
    # Reflected, since an older project has other tables than this version of textmine.
    old, new = _reflected(source), _reflected(target)
    for table in old.sorted_tables:
        if table.name == "alembic_version" or table.name not in new.tables:
            continue
        into = new.tables[table.name]
        shared = [column for column in table.c if column.name in into.c and column.computed is None]
        rows = source.execute(sa.select(*shared), execution_options={"yield_per": _AT_ONCE}).mappings()
        for some in rows.partitions(_AT_ONCE):
            target.execute(sa.insert(into), [dict(row) for row in some])


def _reflected(connection: sa.Connection) -> sa.MetaData:
    metadata = sa.MetaData()

    @event.listens_for(metadata, "column_reflect")
    def _generic(inspector: Any, table: sa.Table, column: Any) -> None:  # noqa: ARG001 - SQLAlchemy gives them
        if type(column["type"]).__name__ != "TSVECTOR":
            column["type"] = column["type"].as_generic()

    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL TIME ZONE 'UTC'")
    # The full-text index fills itself.
    names = [name for name in sa.inspect(connection).get_table_names() if not name.startswith("statement_words")]
    metadata.reflect(connection, only=names)
    return metadata


def _set_sequences(connection: sa.Connection) -> None:
    """Let new rows get ids after those that were copied."""
    for table in _reflected(connection).sorted_tables:
        if "id" not in table.c or not isinstance(table.c.id.type, sa.Integer):
            continue
        sequence = sa.func.pg_get_serial_sequence(table.name, "id")
        highest = connection.execute(sa.select(sa.func.max(table.c.id))).scalar_one()
        if highest is not None:
            connection.execute(sa.select(sa.func.setval(sequence, highest)))


def check_file(file: Path, told: Path) -> None:
    """Refuse a file that is damaged, or no project; the error names ``told``."""
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        verdict = connection.execute("PRAGMA integrity_check").fetchone()[0]
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if verdict != "ok":
        raise StoreError(f"{told}: the project file is damaged ({verdict}). Use an earlier backup.")
    if not {"alembic_version", "log", "statement", "coding"} <= names:
        raise InputError("is not a project of textmine", "Give the path of a backup", file=told)


@contextmanager
def _whole(target: Path) -> Iterator[Path]:
    """A temporary path that takes the target's name when all went well, and vanishes otherwise."""
    with _scratch(target) as temporary:
        yield temporary
        with temporary.open("rb") as stream:
            os.fsync(stream.fileno())
        temporary.replace(target)


@contextmanager
def _scratch(target: Path) -> Iterator[Path]:
    """A file beside the target that only its owner can read, and that vanishes."""
    temporary = target.with_name(f".{target.name}.{uuid.uuid4().hex}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        yield temporary
    except OSError as error:
        raise StoreError(f"{target}: cannot be written ({error.strerror}).") from error
    finally:
        for path in (temporary, *(temporary.with_name(temporary.name + end) for end in ("-wal", "-shm", "-journal"))):
            with contextlib.suppress(OSError):
                path.unlink()


@contextmanager
def _room(place: Place) -> Iterator[Path]:
    """A folder where the project will lie that only its owner can read, and that vanishes."""
    above = place.folder.parent
    try:
        if place.file is None:
            above.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".textmine-", dir=above) as room:
            yield Path(room)
    except OSError as error:
        raise StoreError(f"{place}: cannot be written ({error.strerror}).") from error


@contextmanager
def _reported(place: Place) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise failure_of(error, place) from error
    except sa.exc.DBAPIError as error:
        raise failure_of(error.orig, place) from error
