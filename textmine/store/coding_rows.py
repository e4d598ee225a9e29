"""Rows of codings as values and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from textmine.coding.codings import Coding, kind_of
from textmine.coding.recoding import CodingChange
from textmine.store.changes import Change, Row, batched_sorted
from textmine.store.tables import coding, statement

COLUMNS = [
    "statement_id",
    "theme_id",
    "coder",
    "coder_kind",
    "status",
    "confidence",
    "memo",
    "codebook_version",
    "time",
    "batch",
    "version",
]
_ONE_BY_ONE = 200


def read_values(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Coding]:
    """Codings that fulfil conditions, as values in the order they were first written."""
    return [
        Coding(
            statement_id=row.statement_id,
            theme_id=row.theme_id,
            coder=row.coder,
            status=row.status,
            confidence=row.confidence,
            memo=row.memo,
            codebook_version=row.codebook_version,
            time=row.time,
        )
        for row in connection.execute(coding_query(*where).order_by(coding.c.id))
    ]


def write_values(change: Change, difference: CodingChange) -> None:
    """Write what a recoding or a correction of statements does to codings; new statements must be there already."""
    ids = {each.statement_id for each in (*difference.removed, *difference.added)}
    keys: dict[str, int] = {}
    rows: dict[tuple[int, str, str], Row] = {}
    for some in batched_sorted(ids):
        found = change.connection.execute(
            sa.select(statement.c.statement_id, statement.c.id).where(statement.c.statement_id.in_(some))
        ).all()
        keys |= {row.statement_id: row.id for row in found}
        within = coding.c.statement.in_([row.id for row in found])
        rows |= {(row["statement"], row["theme"], row["coder"]): row for row in change.find(coding, within)}
    added = {(keys[each.statement_id], each.theme_id, each.coder): each for each in difference.added}
    removed = {(keys[each.statement_id], each.theme_id, each.coder) for each in difference.removed} - added.keys()
    change.remove(coding, [rows[key] for key in sorted(removed)])
    change.update_many(coding, [(rows[key], _row_values(each)) for key, each in added.items() if key in rows])
    new = [
        {"statement": key[0], "theme": key[1], "coder": key[2], "batch": None, **_row_values(each)}
        for key, each in added.items()
        if key not in rows
    ]
    for row in new:
        row.pop("removed")
    insert_all(change, coding, new)


def insert_all(change: Change, table: sa.Table, rows: Sequence[Row]) -> None:
    """Write new rows about statements: few one by one, so that the log tells all of each, and many at once."""
    if len(rows) > _ONE_BY_ONE:
        change.insert_many(table, rows)
        change.touch({row["statement"] for row in rows})
    else:
        for row in rows:
            change.insert(table, row)


def _row_values(value: Coding) -> dict[str, Any]:
    return {
        "status": value.status,
        "confidence": value.confidence,
        "memo": value.memo,
        "codebook_version": value.codebook_version,
        "time": value.time,
        "person": kind_of(value.coder) != "model",
        "removed": False,
    }


def coding_query(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Query for codings that are there, of statements that are there, with COLUMNS."""
    kind = sa.case((~coding.c.person, "model"), (coding.c.coder.like("adjudicated:%"), "adjudication"), else_="person")
    return (
        sa.select(
            statement.c.statement_id,
            coding.c.theme.label("theme_id"),
            coding.c.coder,
            kind.label("coder_kind"),
            coding.c.status,
            coding.c.confidence,
            coding.c.memo,
            coding.c.codebook_version,
            coding.c.time,
            coding.c.batch,
            coding.c.version,
        )
        .select_from(coding.join(statement))
        .where(~coding.c.removed, ~statement.c.removed, *where)
    )


def visible_to(coder: str) -> sa.ColumnElement[bool]:
    """Condition: what is not blind to a coder, which others' codings in open batches are."""
    return sa.or_(statement.c.batch.is_(None), coding.c.coder == coder)
