"""The coding queue of a project: the next statement for a coder, lent to her so that no one else gets it meanwhile."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any, Literal

import sqlalchemy as sa

from textmine.errors import InputError
from textmine.store.changes import Change
from textmine.store.database import Database
from textmine.store.responses import statement_keys
from textmine.store.search import Filters, matching
from textmine.store.tables import batch, batch_item, coding, lease, reading, response, skip, statement

Mode = Literal["uncertain", "verify", "disagreement", "search", "batch"]
UNRANKED = 1_000_000_000
_MINUTES = 20
_TRIES = 50


@dataclass(frozen=True)
class Next:
    """A statement to code, with the response around it.

    ``version`` is the statement's, for `Boundaries`; ``until`` is when the loan ends, None in a batch, where every
    coder has her own statements.
    """

    statement_id: str
    response_id: str
    start: int
    end: int
    text: str
    context: str
    response_text: str
    language: str
    wave: str
    question: str
    respondent: str
    attributes: dict[str, str]
    version: int
    until: datetime | None


class Queue:
    """What to code next."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def next_statement(
        self,
        coder: str,
        mode: Mode = "uncertain",
        *,
        theme: str | None = None,
        query: str = "",
        filters: Filters | None = None,
        batch: int | None = None,
        leave_out: Collection[str] = (),
        minutes: float = _MINUTES,
    ) -> Next | None:
        """The next statement for a coder; the same one again until she codes or skips it.

        Parameters
        ----------
        coder : str
        mode : {"uncertain", "verify", "disagreement", "search", "batch"}
            By the order of `set_order`; suggestions of ``theme`` to accept or reject, the surest first; what coders
            disagree on; what fits ``query``; or the coder's own statements of the open ``batch``.
        theme, query, batch : optional
            For those modes.
        filters : Filters, optional
            Only statements that fit, in any mode but batch.
        leave_out : collection of str
            Statements not to give, such as those that the coder has before her in other windows.
        minutes : float
            How long the statement is hers.

        Returns
        -------
        Next or None
            None where nothing is left, or others have what is left.
        """
        self._demand(coder)
        if mode == "batch":
            return self._next_of_batch(coder, batch, leave_out)
        wanted = _candidates(mode, theme).where(*matching(query, filters or Filters(), self._db.dialect, coder))
        if leave_out:
            wanted = wanted.where(statement.c.statement_id.not_in(sorted(leave_out)))

        def attempt() -> tuple[bool, Next | None]:
            with self._db.transaction() as connection:
                now = self._db.clock()
                free = _free(wanted, coder, now)
                found = connection.execute(free.with_for_update(of=statement, skip_locked=True)).scalar_one_or_none()
                if found is None:
                    # What is free may all be locked by a write that is about to end, such as a new order.
                    found = connection.execute(free.with_for_update(of=statement)).scalar_one_or_none()
                if found is None:
                    return True, None
                until = now + timedelta(minutes=minutes)
                return _lend(connection, found, coder, now, until), _read(connection, found, until)

        for _ in range(_TRIES):
            got, found = self._db.insist(attempt)
            if got:
                return found
        return None

    def lend(self, coder: str, statement_id: str, *, minutes: float = _MINUTES) -> Next | None:
        """A statement that a coder asks for by its id, coded or not; None while somebody else has it.

        Raises
        ------
        InputError
            If the project has no such statement, or it was cut otherwise.
        """
        self._demand(coder)

        def attempt() -> Next | None:
            with self._db.transaction() as connection:
                now = self._db.clock()
                key = statement_keys(connection, [statement_id])[statement_id]
                until = now + timedelta(minutes=minutes)
                return _read(connection, key, until) if _lend(connection, key, coder, now, until) else None

        return self._db.insist(attempt)

    def skip(self, coder: str, statement_id: str) -> None:
        """Pass over a statement: the coder does not get it again, and others may."""
        self._demand(coder)

        def attempt() -> None:
            with self._db.transaction() as connection:
                key = statement_keys(connection, [statement_id])[statement_id]
                connection.execute(
                    _insert(connection, skip).values(coder=coder, statement=key).on_conflict_do_nothing()
                )
                connection.execute(sa.delete(lease).where(lease.c.statement == key, lease.c.coder == coder))

        self._db.insist(attempt)

    def bring_back(self, coder: str) -> None:
        """Give a coder again what she has skipped."""

        def attempt() -> None:
            with self._db.transaction() as connection:
                connection.execute(sa.delete(skip).where(skip.c.coder == coder))

        self._db.insist(attempt)

    def release(self, coder: str) -> None:
        """End a coder's loans, such as when she leaves."""

        def attempt() -> None:
            with self._db.transaction() as connection:
                connection.execute(sa.delete(lease).where(lease.c.coder == coder))

        self._db.insist(attempt)

    def set_order(self, statement_ids: Sequence[str], coder: str, *, why: str = "") -> None:
        """Put the statements that wait in this order, as `textmine.coding.queue.rank` gave it; others come last."""

        def work(change: Change) -> None:
            keys = statement_keys(change.connection, statement_ids)
            change.connection.execute(sa.update(statement).values(place=UNRANKED))
            places = [{"row": keys[name], "to": place} for place, name in enumerate(dict.fromkeys(statement_ids))]
            if places:
                query = sa.update(statement).where(statement.c.id == sa.bindparam("row"))
                change.connection.execute(query.values(place=sa.bindparam("to")), places)
            change.about(n=len(places), why=why)
            change.note()

        self._db.write(coder, "queue.order", work, undoable=False)

    def _next_of_batch(self, coder: str, number: int | None, leave_out: Collection[str]) -> Next | None:
        if number is None:
            raise InputError("no batch was named", "Say which batch to code")
        done = sa.exists().where(
            reading.c.statement == batch_item.c.statement, reading.c.coder == coder, ~reading.c.removed
        )
        query = (
            sa.select(batch_item.c.statement)
            .join(batch)
            .join(statement)
            .where(batch_item.c.batch == number, batch_item.c.coder == coder, batch.c.state == "open", ~done)
            .where(~batch.c.removed, ~statement.c.removed, statement.c.statement_id.not_in(sorted(leave_out)))
            .order_by(batch_item.c.position)
            .limit(1)
        )
        with self._db.read() as connection:
            found = connection.execute(query).scalar_one_or_none()
            return None if found is None else _read(connection, found, None)

    def _demand(self, coder: str) -> None:
        self._db.demand(coder, "code")


def _candidates(mode: Mode, theme: str | None) -> sa.Select[Any]:
    live = sa.select(statement.c.id).join(response)
    if mode in ("uncertain", "search"):
        return live.where(statement.c.waiting).order_by(statement.c.place, statement.c.id)
    if mode == "disagreement":
        disputed = (statement.c.disputed > 0, ~statement.c.removed, statement.c.batch.is_(None))
        return live.where(*disputed).order_by(statement.c.disputed.desc(), statement.c.id)
    if mode == "verify" and theme is not None:
        waits = (coding.c.theme == theme, coding.c.waiting)
        suggested = live.join(coding, coding.c.statement == statement.c.id).where(*waits)
        return suggested.order_by(coding.c.confidence.desc(), coding.c.id.desc())
    if mode == "verify":
        raise InputError("no theme was named", "Say which theme to verify")
    raise InputError(f"there is no queue {mode!r}", "Use uncertain, verify, disagreement, search or batch")


def _free(wanted: sa.Select[Any], coder: str, now: datetime) -> sa.Select[Any]:
    """The first candidate that nobody else has and the coder has not skipped."""
    taken = sa.exists().where(lease.c.statement == statement.c.id, lease.c.coder != coder, lease.c.expires > now)
    skipped = sa.exists().where(skip.c.statement == statement.c.id, skip.c.coder == coder)
    return wanted.where(~taken, ~skipped).limit(1)


def _lend(connection: sa.Connection, key: int, coder: str, now: datetime, until: datetime) -> bool:
    """Lend a statement; False where somebody got it in the very same moment."""
    values = {"coder": coder, "expires": until}
    query = _insert(connection, lease).values(statement=key, **values)
    free = sa.or_(lease.c.coder == coder, lease.c.expires <= now)
    query = query.on_conflict_do_update(index_elements=["statement"], set_=values, where=free)
    return connection.execute(query.returning(lease.c.statement)).first() is not None


def _insert(connection: sa.Connection, table: sa.Table) -> Any:
    # Only the dialect in use is imported: the other takes a while.
    return import_module(f"sqlalchemy.dialects.{connection.dialect.name}").insert(table)


def _read(connection: sa.Connection, key: int, until: datetime | None) -> Next:
    row = connection.execute(
        sa.select(
            statement.c.statement_id,
            response.c.response_id,
            statement.c.start,
            statement.c.end,
            statement.c.text,
            statement.c.context,
            response.c.text.label("response_text"),
            response.c.language,
            response.c.wave,
            response.c.question,
            response.c.respondent,
            response.c.attributes,
            statement.c.version,
        )
        .select_from(statement.join(response))
        .where(statement.c.id == key)
    ).one()
    return Next(**row._mapping, until=until)
