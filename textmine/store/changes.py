"""One change of a project: rows written together with the log entry that says who, when, what and the inverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from textmine.errors import ConflictError, InputError
from textmine.store import derived
from textmine.store.tables import EDITED, UtcTime, log, undo_step

Row = Mapping[str, Any]
_STAMPS = {"time", "codebook_version", "coder", "removed"}
_AT_ONCE = 500


class Change:
    """Writes rows and remembers how to take them back; made by `Database.write`.

    Parameters
    ----------
    connection : Connection
        In a write transaction.
    coder, action : str
        Who does what.
    now : datetime

    Attributes
    ----------
    id : int
        Id of the log entry; the ``version`` of every row it writes.
    """

    def __init__(self, connection: sa.Connection, coder: str, action: str, now: datetime) -> None:
        self.connection = connection
        self.coder = coder
        self.action = action
        self.now = now
        self.id = _next_log_id(connection)
        self.undoes: int | None = None
        self.redoes: int | None = None
        self._about: dict[str, Any] = {}
        self._changes: list[dict[str, Any]] = []
        self._touched: set[int] = set()
        self._bulk = False
        self._noted = False

    def about(self, **details: Any) -> None:
        """Say in the log what it was about, in words a reader knows: statement ids, theme ids, counts."""
        self._about |= details

    def note(self) -> None:
        """Have this in the log although no row that can be taken back was changed."""
        self._noted = True

    def rows(self, table: sa.Table, ids: Iterable[Any]) -> dict[Any, Row]:
        """Rows by id, held until the end of the transaction."""
        found: dict[Any, Row] = {}
        for some in batched_sorted(ids):
            query = sa.select(table).where(table.c.id.in_(some)).order_by(table.c.id).with_for_update()
            found |= {row["id"]: dict(row) for row in self.connection.execute(query).mappings()}
        return found

    def find(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> list[Row]:
        """Rows that fulfil conditions, held until the end of the transaction."""
        query = sa.select(table).where(*where).order_by(table.c.id).with_for_update()
        return [dict(row) for row in self.connection.execute(query).mappings()]

    def insert(self, table: sa.Table, values: Row) -> Any:
        """Write a new row and return its id."""
        new = {**values, "version": self.id, "removed": False}
        identifier = self.connection.execute(sa.insert(table).values(**new).returning(table.c.id)).scalar_one()
        self._record(table, identifier, {"removed": True}, {**values, "removed": False})
        return identifier

    def insert_many(self, table: sa.Table, rows: Sequence[Row]) -> list[Any]:
        """Write many new rows and return their ids in order; the log keeps only which they are."""
        if not rows:
            return []
        new = [{**row, "version": self.id, "removed": False} for row in rows]
        self.connection.execute(sa.insert(table), new)
        query = sa.select(table.c.id).where(table.c.version == self.id).order_by(table.c.id)
        ids = list(self.connection.execute(query).scalars())[-len(rows) :]
        self._changes.append({"table": table.name, "ranges": ranges_of(ids), "removed": False})
        self._bulk = True
        return ids

    def update(
        self, table: sa.Table, row: Row, values: Row, *, version: int | None = None, stamp: Row | None = None
    ) -> bool:
        """Change a row.

        Parameters
        ----------
        table : Table
        row : mapping
            As `rows` gave it.
        values : mapping
        version : int, optional
            The version the coder had before her.
        stamp : mapping
            Written too, if any value differs.

        Returns
        -------
        bool
            Whether anything differed.

        Raises
        ------
        ConflictError
            If the row has another version, and not already these values.
        """
        return bool(self.update_many(table, [(row, values)], version=version, stamp=stamp))

    def update_many(
        self,
        table: sa.Table,
        changes: Sequence[tuple[Row, Row]],
        *,
        version: int | None = None,
        stamp: Row | None = None,
    ) -> int:
        """Change many rows, each to its own values of the same columns; returns how many differed."""
        different = []
        for row, values in changes:
            new = {name: value for name, value in values.items() if row[name] != value}
            if not new:
                continue
            if version is not None and row["version"] != version:
                raise conflict(self.connection, table, row, typed=values)
            new |= stamp or {}
            self._record(table, row["id"], {name: row[name] for name in new}, new, row.get("statement"))
            different.append((row["id"], new))
        self._write(table, different)
        return len(different)

    def put(self, table: sa.Table, key: Row, values: Row, stamp: Row | None = None) -> bool:
        """Write the row with this key: make it, change it, or bring it back; says whether anything differed."""
        found = self.find(table, *(table.c[name] == value for name, value in key.items()))
        if found:
            return self.update(table, found[0], {**values, "removed": False}, stamp=stamp)
        self.insert(table, {**key, **values, **(stamp or {})})
        return True

    def remove(self, table: sa.Table, rows: Iterable[Row]) -> int:
        """Take rows away; they can be brought back. Returns how many were there."""
        return self.update_many(table, [(row, {"removed": True}) for row in rows])

    def remove_many(self, table: sa.Table, ids: Iterable[int]) -> None:
        """Take many rows away; the log keeps only which they are."""
        ordered = sorted(set(ids))
        for some in batched_sorted(ordered):
            query = sa.update(table).where(table.c.id.in_(some)).values(removed=True, version=self.id)
            self.connection.execute(query)
        if ordered:
            self._changes.append({"table": table.name, "ranges": ranges_of(ordered), "removed": True})
            self._bulk = True

    def touch(self, statements: Iterable[int]) -> None:
        """Have what is derived about these statements worked out again."""
        self._touched.update(statements)

    def replay(self, changes: Sequence[Mapping[str, Any]], *, back: bool) -> None:
        """Take back, or do again, the changes of another log entry.

        Raises
        ------
        ConflictError
            If a row is no longer as that entry left it.
        """
        for change in reversed(changes) if back else changes:
            table = EDITED[change["table"]]
            if "ranges" in change:
                self._replay_ranges(table, change["ranges"], removed=change["removed"] != back)
            else:
                self._replay_row(table, change, back=back)

    def finish(self, *, undoable: bool = True) -> None:
        """Write the log entry, unless nothing was changed."""
        if not (self._changes or self._noted):
            return
        derived.refresh(self.connection, self._touched, self.id if self._bulk else None)
        self.connection.execute(
            sa.insert(log).values(
                id=self.id,
                time=self.now,
                coder=self.coder,
                action=self.action,
                about=self._about,
                changes=self._changes,
                undoes=self.undoes,
                redoes=self.redoes,
            )
        )
        if undoable and self._changes:
            # What was undone before cannot be done again after something new.
            mine = undo_step.c.coder == self.coder
            self.connection.execute(sa.delete(undo_step).where(mine, undo_step.c.undone))
            self.connection.execute(sa.insert(undo_step).values(log=self.id, coder=self.coder, undone=False))

    def _record(self, table: sa.Table, identifier: Any, before: Row, after: Row, statement: int | None = None) -> None:
        """Remember one row; ``statement`` is the one it is about, where that is known without asking."""
        self._changes.append({"table": table.name, "id": identifier, "before": _plain(before), "after": _plain(after)})
        about = after if statement is None else {"statement": statement}
        self._touched.update(derived.statements_of(self.connection, table, identifier, about))

    def _write(self, table: sa.Table, rows: Sequence[tuple[Any, Row]]) -> None:
        grouped: dict[tuple[str, ...], list[dict[str, Any]]] = {}
        for identifier, new in rows:
            grouped.setdefault(tuple(sorted(new)), []).append({"row_id": identifier, **new})
        for names, parameters in grouped.items():
            values: dict[str, Any] = {name: sa.bindparam(name) for name in names}
            query = sa.update(table).where(table.c.id == sa.bindparam("row_id")).values(**values, version=self.id)
            self.connection.execute(query, parameters)

    def _replay_row(self, table: sa.Table, change: Mapping[str, Any], *, back: bool) -> None:
        expected, wanted = (change["after"], change["before"]) if back else (change["before"], change["after"])
        row = self.rows(table, [change["id"]]).get(change["id"])
        if row is None:
            raise InputError(f"{table.name} {change['id']} is no longer there", "Restore a backup")
        present = _plain({name: row[name] for name in expected})
        if any(present[name] != value for name, value in expected.items()):
            raise conflict(self.connection, table, row)
        new = {name: _typed(table, name, value) for name, value in wanted.items()}
        self._record(table, row["id"], {name: row[name] for name in new}, new)
        self._write(table, [(row["id"], new)])

    def _replay_ranges(self, table: sa.Table, ranges: Sequence[Sequence[int]], *, removed: bool) -> None:
        for first, last in ranges:
            within = table.c.id.between(first, last)
            # Also what the coder herself has since taken away or brought back: what came of that would be left over.
            others = sa.or_(
                table.c.removed == removed,
                ~table.c.version.in_(sa.select(log.c.id).where(log.c.coder == self.coder)),
            )
            other = self.connection.execute(sa.select(table).where(within, others).limit(1)).mappings().first()
            if other is not None:
                raise conflict(self.connection, table, dict(other))
            self.connection.execute(sa.update(table).where(within).values(removed=removed, version=self.id))
        self._changes.append({"table": table.name, "ranges": list(ranges), "removed": removed})
        self._bulk = True


def conflict(
    connection: sa.Connection, table: sa.Table, row: Row, typed: Row | None = None, called: str = ""
) -> ConflictError:
    """Say who changed a row last, when and what; ``called`` is what the reader knows it as."""
    entry = connection.execute(sa.select(log).where(log.c.id == row["version"])).mappings().one()
    fields: list[str] = []
    for change in entry["changes"]:
        if change["table"] == table.name and change.get("id") == row["id"]:
            fields = sorted(set(_fields(change["before"], change["after"])) - _STAMPS)
    what = entry["action"] + (f" ({', '.join(fields)})" if fields else "")
    return ConflictError(called or _called(table, row), entry["coder"], entry["time"], what, typed)


def _fields(before: Row, after: Row) -> list[str]:
    """What differs, within a theme's data too."""
    old, new = before.get("data"), after.get("data")
    if isinstance(old, dict) and isinstance(new, dict):
        return [name for name in old.keys() | new.keys() if old.get(name) != new.get(name)]
    return list(after)


def _called(table: sa.Table, row: Row) -> str:
    name = row["theme"] if table.name in ("coding", "quote") else row.get(f"{table.name}_id", row["id"])
    return f"{table.name} {name}"


def ranges_of(ids: Sequence[int]) -> list[list[int]]:
    """Runs of whole numbers, each as its first and last: 1, 2, 3, 7 gives [[1, 3], [7, 7]]."""
    runs: list[list[int]] = []
    for number in ids:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def batched_sorted(ids: Iterable[Any]) -> Iterable[Sequence[Any]]:
    """Ids in order, so that two transactions take them in the same one, some hundred at a time."""
    ordered = sorted(set(ids))
    return [ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE)]


def _next_log_id(connection: sa.Connection) -> int:
    if connection.dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence("log", "id")
        return int(connection.execute(sa.select(sa.func.nextval(sequence))).scalar_one())
    # Only one writes at a time, and the log only grows.
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(log.c.id), 0) + 1)).scalar_one())


def _plain(values: Row) -> dict[str, Any]:
    """Values as JSON keeps them."""
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}


def _typed(table: sa.Table, name: str, value: Any) -> Any:
    if isinstance(table.c[name].type, UtcTime) and value is not None:
        return datetime.fromisoformat(value)
    return value
