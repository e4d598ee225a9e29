"""Connections: SQLite in WAL mode with immediate write transactions, PostgreSQL through psycopg; errors in one line."""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from textmine.errors import InputError, StoreError, TextmineError
from textmine.store.archive import is_archive
from textmine.store.places import Place

APPLICATION_ID = 0x544D_494E
"""Marks a SQLite file as a project of textmine («TMIN»)."""
_BUSY_MILLISECONDS = 30_000
WRITING = "textmine_writing"
"""Execution option of a connection whose transaction will write."""

_TRANSIENT_STATES = {"40001", "40P01", "23505", "55P03"}  # serialisation, deadlock, two inserted the same, lock
_SQLITE_PROBLEMS = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room and try again; what was saved before is safe"),
    sqlite3.SQLITE_READONLY: ("the project is read-only", "Ask for the right to write to the file and its folder"),
    sqlite3.SQLITE_IOERR: (
        "the disk would not take the data",
        "See that there is room and the disk is well, and try again; what was saved before is safe",
    ),
    sqlite3.SQLITE_CORRUPT: ("the project file is damaged", "Restore the latest backup with textmine restore"),
    sqlite3.SQLITE_CANTOPEN: ("the project file cannot be opened", "See that the folder exists and may be written to"),
    sqlite3.SQLITE_BUSY: ("others have been writing for too long", "Try again in a while"),
    sqlite3.SQLITE_PERM: ("the project file may not be used", "Ask for the right to read and write it"),
    sqlite3.SQLITE_AUTH: ("the project file may not be used", "Ask for the right to read and write it"),
}
_POSTGRESQL_PROBLEMS = {
    "53100": ("the server's disk is full", "Make room there and try again; what was saved before is safe"),
    "25006": ("the database is read-only", "Ask for the right to write to it"),
    "42501": ("the database may not be used in this way", "Ask its owner for the right to do this"),
    "57P01": ("the server is shutting down", "Try again when it is up"),
    "28P01": ("the password is wrong", "Check the address"),
    "3D000": ("the database does not exist", "Check the address, or have the database made"),
}


def make_engine(place: Place) -> sa.Engine:
    """Engine of a project; opens nothing yet."""
    if place.file is None:
        return sa.create_engine(place.url, pool_pre_ping=True)
    engine = sa.create_engine(place.url)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:
    # The driver's own transactions begin too late; ours begin in _begin_sqlite.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
    connection.execute("PRAGMA foreign_keys = ON")
    # Each commit reaches the disk, so that what is acknowledged survives a power cut too.
    connection.execute("PRAGMA synchronous = FULL")


def _begin_sqlite(connection: sa.Connection) -> None:
    # A transaction that takes the write lock first never fails half-way because another one wrote meanwhile.
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def is_transient(error: sa.exc.DBAPIError) -> bool:
    """Whether the same transaction may succeed if it is run again."""
    if isinstance(error.orig, sqlite3.Error):
        return is_busy(error.orig)
    return getattr(error.orig, "sqlstate", None) in _TRANSIENT_STATES


def is_busy(error: sqlite3.Error) -> bool:
    """Whether others are using a SQLite file in a way that ends."""
    return _sqlite_code(error) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_read_only(error: sqlite3.Error) -> bool:
    """Whether a SQLite file may be read but not written."""
    return _sqlite_code(error) == sqlite3.SQLITE_READONLY


def failure_of(cause: BaseException | None, place: Place) -> TextmineError:
    """What to tell the user about a failure of the database."""
    if isinstance(cause, sqlite3.Error):
        code = _sqlite_code(cause)
        if code == sqlite3.SQLITE_NOTADB:
            if place.file is not None and is_archive(place.file):
                return InputError("is a backup", "Make a project of it first, with textmine restore", file=place.file)
            return InputError("is not a project of textmine", "Give the path of a project file", file=place.file)
        problem = _SQLITE_PROBLEMS.get(code)
    else:
        problem = _POSTGRESQL_PROBLEMS.get(str(getattr(cause, "sqlstate", "")))
        if problem is None and type(cause).__name__ == "OperationalError":
            problem = ("the database cannot be reached", "Check the address and that the server is up")
    if problem is None:
        detail = " ".join(str(cause).split()) or "no reason given"
        problem = (f"the database refused ({detail})", "Nothing was changed")
    return StoreError(f"{place}: {problem[0]}. {problem[1]}.")


def _sqlite_code(error: sqlite3.Error) -> int:
    # The low byte is the kind; the rest says more than the user needs.
    return (getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
