"""What follows from the codings about a statement, kept beside it so that the queue is quick.

``coded``: a person has coded it, if only to say that no theme fits. ``disputed``: how many themes some of those who
coded it accepted and others did not, unless somebody has settled it. ``batch``: the open batch it is coded blind in.
``waiting`` (statement): for a person to code it; (coding): a suggestion for a person to accept or reject.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from textmine.store.tables import batch, batch_item, coding, reading, statement

_SETTLED = "adjudicated:%"
_MODEL = "model:%"
_AT_ONCE = 500


def statements_of(connection: sa.Connection, table: sa.Table, identifier: Any, values: Mapping[str, Any]) -> set[int]:
    """Statements about which a row of this table says something."""
    if table is statement:
        return {identifier}
    if table is batch:
        query = sa.select(batch_item.c.statement).where(batch_item.c.batch == identifier)
        return set(connection.execute(query).scalars())
    if table is coding or table is reading:
        if "statement" in values:
            return {values["statement"]}
        return {connection.execute(sa.select(table.c.statement).where(table.c.id == identifier)).scalar_one()}
    return set()


def refresh(connection: sa.Connection, touched: Iterable[int], version: int | None = None) -> None:
    """Work out what is derived about some statements, and about all that a version of rows touches."""
    ordered = sorted(touched)
    for start in range(0, len(ordered), _AT_ONCE):
        for query in _OF_SOME:
            connection.execute(query, {"some": ordered[start : start + _AT_ONCE]})
    if version is not None:
        for query in _OF_VERSION:
            connection.execute(query, {"since": version})


def _coded() -> sa.ColumnElement[bool]:
    return sa.or_(
        sa.exists().where(reading.c.statement == statement.c.id, ~reading.c.removed, reading.c.coder.not_like(_MODEL)),
        sa.exists().where(
            coding.c.statement == statement.c.id, coding.c.person, ~coding.c.removed, coding.c.status == "accepted"
        ),
    )


def _disputed() -> sa.ScalarSelect[int]:
    readers = (
        sa.select(sa.func.count())
        .select_from(reading)
        .where(reading.c.statement == statement.c.id, ~reading.c.removed, reading.c.coder.not_like(_SETTLED))
        .where(reading.c.coder.not_like(_MODEL))
        .correlate(statement)
        .scalar_subquery()
    )
    settled = (
        sa.select(reading.c.id)
        .where(reading.c.statement == statement.c.id, ~reading.c.removed, reading.c.coder.like(_SETTLED))
        .correlate(statement)
        .exists()
    )
    by_theme = (
        sa.select(coding.c.theme)
        .where(
            coding.c.statement == statement.c.id,
            coding.c.person,
            ~coding.c.removed,
            coding.c.status == "accepted",
            ~settled,
        )
        .group_by(coding.c.theme)
        .having(sa.func.count() < readers)
        .correlate(statement)
        .subquery()
    )
    return sa.select(sa.func.count()).select_from(by_theme).scalar_subquery()


def _batch() -> sa.ScalarSelect[int | None]:
    return (
        sa.select(sa.func.max(batch.c.id))
        .select_from(batch_item.join(batch))
        .where(batch_item.c.statement == statement.c.id, batch.c.state == "open", ~batch.c.removed)
        .correlate(statement)
        .scalar_subquery()
    )


def _queries(which: sa.BindParameter[Any] | sa.CompoundSelect[Any]) -> tuple[sa.Update, ...]:
    """What works out all that is derived about some statements, built once: every save runs them."""
    some = statement.c.id.in_(which)
    decided = coding.alias("decided")
    by_person = sa.exists().where(
        decided.c.statement == coding.c.statement,
        decided.c.theme == coding.c.theme,
        decided.c.person,
        ~decided.c.removed,
        decided.c.status != "suggested",
    )
    waits = sa.and_(
        coding.c.status == "suggested",
        ~coding.c.removed,
        ~by_person,
        sa.exists().where(statement.c.id == coding.c.statement, ~statement.c.removed, statement.c.batch.is_(None)),
    )
    waiting = sa.and_(~statement.c.coded, ~statement.c.removed, statement.c.batch.is_(None))
    return (
        sa.update(statement).where(some).values(coded=_coded(), disputed=_disputed(), batch=_batch()),
        sa.update(statement).where(some).values(waiting=waiting),
        sa.update(coding).where(coding.c.statement.in_(which)).values(waiting=waits),
    )


_OF_SOME = _queries(sa.bindparam("some", expanding=True))
_OF_VERSION = _queries(
    sa.union(
        *(
            sa.select(column).where(table.c.version == sa.bindparam("since"))
            for table, column in (
                (coding, coding.c.statement),
                (reading, reading.c.statement),
                (statement, statement.c.id),
            )
        )
    )
)
