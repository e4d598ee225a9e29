"""A project's database: reads, and writes that happen whole with their log entry, or not at all."""

from __future__ import annotations

import os
import random
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from typing import TypeVar

import sqlalchemy as sa

from textmine.errors import InputError, StoreError
from textmine.store import schema
from textmine.store.backup import before_migration
from textmine.store.changes import Change
from textmine.store.engine import WRITING, failure_of, is_busy, is_read_only, is_transient, make_engine
from textmine.store.places import Place
from textmine.store.rights import Right, demand
from textmine.store.tables import coder as coder_table
from textmine.store.turns import turn

_PATIENCE = 60.0
"""Seconds that a write tries again while others are in the way."""
_PAUSE = 0.02
Result = TypeVar("Result")


class Database:
    """Connections to one project.

    Parameters
    ----------
    place : Place
    create : bool
        Whether to make the project where there is none.
    clock : callable
        Gives the time, with time zone.
    """

    def __init__(
        self, place: Place, *, create: bool = False, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self.place = place
        self.clock = clock
        self.migration_backup = None
        if place.file is not None and not place.file.exists():
            if not create:
                raise schema.missing(place)
            _touch(place)
        self.engine = make_engine(place)
        try:
            with self.read() as connection:
                at = schema.current(connection, place)
            # Only now: a file of another program is left as it is.
            if at is not None or create:
                self.insist(self._use_wal)
            if at != schema.HEAD:
                with self._writing() as connection:
                    self.migration_backup = schema.prepare(
                        connection, place, create=create, back_up=lambda step: before_migration(place, connection, step)
                    )
        except BaseException:
            self.engine.dispose()
            raise

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A connection whose reads all see the same moment of the project (SQLite), or each its own (PostgreSQL)."""
        try:
            with self.engine.connect() as connection:
                yield connection
        except sa.exc.DBAPIError as error:
            raise failure_of(error.orig, self.place) from error

    def write(
        self,
        coder: str,
        action: str,
        work: Callable[[Change], Result],
        *,
        right: Right | None = "code",
        undoable: bool = True,
    ) -> Result:
        """Run ``work`` in one transaction together with its log entry.

        Parameters
        ----------
        coder : str
            Id of who does it.
        action : str
            What the log calls it, such as ``coding.save``.
        work : callable
            Reads and writes through the Change it is given; it is run again if others were in the way, so it must
            do nothing that a rollback leaves.
        right : str or None
            What the coder's role must allow.
        undoable : bool
            Whether the coder can undo it.

        Raises
        ------
        StoreError
            If the database would not do it; then nothing was changed.
        """

        def attempt() -> Result:
            with self._writing() as connection:
                if right is not None:
                    demand(coder, role_of(connection, coder), right)
                change = Change(connection, coder, action, self.clock())
                result = work(change)
                change.finish(undoable=undoable)
                return result

        return self.insist(attempt)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    def demand(self, coder: str, right: Right) -> None:
        """Refuse what a coder's role does not allow."""
        with self.read() as connection:
            demand(coder, role_of(connection, coder), right)

    def insist(self, attempt: Callable[[], Result]) -> Result:
        """Run a transaction, and again while others are in its way."""
        give_up = time.monotonic() + _PATIENCE
        while True:
            try:
                return attempt()
            except _InTheWayError as error:
                if time.monotonic() > give_up:
                    raise StoreError(str(error)) from error
                time.sleep(random.uniform(0, _PAUSE))  # noqa: S311 - spreads those who wait; nothing secret

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        try:
            with (
                turn(self.place),
                self.engine.connect().execution_options(**{WRITING: True}) as connection,
                connection.begin(),
            ):
                yield connection
        except sa.exc.DBAPIError as error:
            failure = failure_of(error.orig, self.place)
            raise _InTheWayError(str(failure)) if is_transient(error) else failure from error

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """A write transaction without a log entry, for what nobody decided: leases and ranks."""
        with self._writing() as connection:
            yield connection

    def _use_wal(self) -> None:
        if self.place.file is None:
            return
        try:
            with closing(self.engine.raw_connection()) as connection:
                connection.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.Error as error:
            if is_busy(error):
                raise _InTheWayError(str(failure_of(error, self.place))) from error
            # What can only be read is read as it is; whoever writes will be told.
            if not is_read_only(error):
                raise failure_of(error, self.place) from error
        except sa.exc.DBAPIError as error:
            raise failure_of(error.orig, self.place) from error


class _InTheWayError(Exception):
    """A transaction gave way to another one and can be run again."""


def role_of(connection: sa.Connection, coder: str) -> str:
    """A coder's role; an InputError where the project has nobody of that id."""
    found = connection.execute(
        sa.select(coder_table.c.role).where(coder_table.c.id == coder, ~coder_table.c.removed)
    ).scalar_one_or_none()
    if found is None:
        raise InputError(f"the project has no coder {coder!r}", "Add the coder first")
    return str(found)


def _touch(place: Place) -> None:
    """Make the file so that only its owner can read it: answers are personal data."""
    if place.file is None:
        return
    try:
        os.close(os.open(place.file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise StoreError(f"{place}: the project cannot be made here ({error.strerror}).") from error
