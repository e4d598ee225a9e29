"""Codings of a project: read as a frame or as values, written one statement or many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.coding.codebook_json import theme_from_dict
from textmine.coding.codings import Coding, CodingStatus
from textmine.errors import ConflictError, InputError
from textmine.store.changes import Change, Row, batched_sorted, conflict
from textmine.store.codebooks import working_version
from textmine.store.coding_rows import COLUMNS, coding_query, insert_all, read_values, visible_to
from textmine.store.database import Database
from textmine.store.tables import batch_item, coding, lease, reading, statement, theme

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Seen:
    """What a coder sees of one statement.

    Attributes
    ----------
    codings : tuple of Coding
        Those she may see: in an open batch only her own.
    finished : bool
        Whether she has coded the statement, if only with no theme.
    version : int
        For `Codings.save`: changes when her own codings of the statement change; 0 where she has none.
    """

    codings: tuple[Coding, ...]
    finished: bool
    version: int


class Codings:
    """Who put which theme on which statement."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def frame(
        self, status: CodingStatus | None = None, *, coder: str | None = None, seen_by: str | None = None
    ) -> pd.DataFrame:
        """One row a coding: COLUMNS.

        Parameters
        ----------
        status : {"suggested", "accepted", "rejected"}, optional
            Only these.
        coder : str, optional
            Only this coder's.
        seen_by : str, optional
            Leave out what is blind to this coder: the codings of others in open batches.
        """
        import pandas as pd

        where = []
        if status is not None:
            where.append(coding.c.status == status)
        if coder is not None:
            where.append(coding.c.coder == coder)
        if seen_by is not None:
            where.append(visible_to(seen_by))
        with self._db.read() as connection:
            rows = connection.execute(coding_query(*where).order_by(coding.c.id)).all()
        frame = pd.DataFrame(rows, columns=COLUMNS)
        return frame.astype({"confidence": float, "batch": "Int64"})

    def values(
        self, *, themes: Collection[str] | None = None, statements: Collection[str] | None = None
    ) -> list[Coding]:
        """Codings as values, for `textmine.coding`; of some themes or statements, or all."""
        where = []
        if themes is not None:
            where.append(coding.c.theme.in_(sorted(themes)))
        if statements is not None:
            where.append(statement.c.statement_id.in_(sorted(statements)))
        with self._db.read() as connection:
            return read_values(connection, *where)

    def seen(self, statement_id: str, coder: str) -> Seen:
        """What a coder sees of one statement."""
        with self._db.read() as connection:
            own = statement.c.statement_id == statement_id
            rows = read_values(connection, own, visible_to(coder))
            mine = connection.execute(_own_versions(own, coder)).all()
        return Seen(
            codings=tuple(rows),
            finished=any(row.read and not row.removed for row in mine),
            version=max((row.version for row in mine), default=0),
        )

    def save(
        self,
        statement_id: str,
        themes: Collection[str],
        coder: str,
        *,
        memos: Mapping[str, str] | None = None,
        version: int | None = None,
    ) -> None:
        """Say which themes a statement has: exactly these, or none of the codebook's.

        Themes that the coder had accepted and that are not named are taken away; what she rejected stays so unless
        it is named. The statement counts as coded by her, also with no theme.

        Parameters
        ----------
        statement_id : str
        themes : collection of str
        coder : str
        memos : mapping of theme id to str, optional
        version : int, optional
            From `seen`.

        Raises
        ------
        InputError
            If the statement or a theme is not there, or the statement is coded blind by others.
        ConflictError
            If ``version`` is given and the coder's codings have changed since, or somebody has cut the statement
            otherwise.
        """
        typed = {"themes": sorted(themes), "memos": dict(memos or {})}

        def work(change: Change) -> None:
            writer = Writer(change, [statement_id], typed)
            writer.check_themes(themes)
            own = writer.own(statement_id)
            if version is not None and version != writer.version(statement_id):
                raise writer.conflict(statement_id)
            for name in dict.fromkeys(themes):
                memo = (memos or {}).get(name)
                writer.put(statement_id, name, "accepted", memo)
            left = [row for row in own.values() if row["theme"] not in themes and row["status"] != "rejected"]
            change.remove(coding, [row for row in left if not row["removed"]])
            writer.finish(read=True)
            change.about(statement=statement_id, themes=sorted(themes))

        self._db.write(coder, "coding.save", work)

    def set(
        self,
        statement_ids: str | Sequence[str],
        theme_id: str,
        coder: str,
        status: CodingStatus = "accepted",
        memo: str | None = None,
    ) -> None:
        """Accept or reject one theme on one or many statements, in one change that is undone at once.

        Raises
        ------
        InputError
            If a statement or the theme is not there, or a statement is coded blind by others.
        """
        wanted = [statement_ids] if isinstance(statement_ids, str) else list(dict.fromkeys(statement_ids))
        if status not in ("accepted", "rejected"):
            raise InputError(f"a person does not write {status!r}", "Use accepted or rejected")

        def work(change: Change) -> None:
            writer = Writer(change, wanted, {"theme": theme_id, "status": status, "memo": memo})
            writer.check_themes([theme_id])
            for name in wanted:
                writer.put(name, theme_id, status, memo)
            writer.finish(read=status == "accepted")
            change.about(statements=wanted[:20], n=len(wanted), theme=theme_id, status=status)

        self._db.write(coder, f"coding.{status}", work)

    def remove(self, statement_id: str, theme_id: str, coder: str) -> None:
        """Take one's own theme off a statement; with no theme left, the statement counts as not coded by her."""

        def work(change: Change) -> None:
            writer = Writer(change, [statement_id], {"theme": theme_id})
            own = writer.own(statement_id)
            live = [row for row in own.values() if not row["removed"]]
            change.remove(coding, [row for row in live if row["theme"] == theme_id])
            if all(row["theme"] == theme_id or row["status"] != "accepted" for row in live):
                writer.unfinish(statement_id)
            change.about(statement=statement_id, theme=theme_id)

        self._db.write(coder, "coding.remove", work)


class Writer:
    """One coder's codings of some statements, within a change.

    Parameters
    ----------
    change : Change
    statement_ids : sequence of str
    typed : mapping
        What the coder wants to write, for a ConflictError.
    coder : str, optional
        Id that the codings get; by default that of who makes the change.

    Raises
    ------
    InputError
        If a statement is not there, or is coded blind by others.
    ConflictError
        If a statement was cut otherwise meanwhile.
    """

    def __init__(
        self, change: Change, statement_ids: Sequence[str], typed: Mapping[str, Any], coder: str | None = None
    ) -> None:
        self._change = change
        self._coder = coder or change.coder
        self._typed = typed
        self._statements: dict[str, Row] = {}
        for some in batched_sorted(statement_ids):
            for row in change.find(statement, statement.c.statement_id.in_(some)):
                self._statements[row["statement_id"]] = row
        for name in statement_ids:
            self._check(name)
        keys = [row["id"] for row in self._statements.values()]
        mine = _written_by(self._coder)
        self._codings: dict[int, dict[str, Row]] = {key: {} for key in keys}
        for some in batched_sorted(keys):
            for row in change.find(coding, coding.c.statement.in_(some), mine):
                self._codings[row["statement"]][row["theme"]] = row
        self._stamp = {"time": change.now, "codebook_version": working_version(change.connection)}
        self._new: list[Row] = []
        self._changed: list[tuple[Row, Row]] = []

    def own(self, statement_id: str) -> dict[str, Row]:
        """The coder's rows of a statement by theme, removed ones too."""
        return self._codings[self._statements[statement_id]["id"]]

    def version(self, statement_id: str) -> int:
        """What `Codings.seen` gives as the version."""
        own = statement.c.id == self._statements[statement_id]["id"]
        rows = self._change.connection.execute(_own_versions(own, self._coder)).all()
        return max((row.version for row in rows), default=0)

    def conflict(self, statement_id: str) -> ConflictError:
        """Who changed the coder's codings of a statement last."""
        latest = {"version": self.version(statement_id), "id": None}
        called = f"coding of {statement_id}"
        return conflict(self._change.connection, coding, latest, typed=self._typed, called=called)

    def check_themes(self, themes: Iterable[str]) -> None:
        """Refuse themes that nobody can code with."""
        wanted = sorted(set(themes))
        query = sa.select(theme.c.id, theme.c.data).where(theme.c.id.in_(wanted), ~theme.c.removed)
        # Held until the coding is written, so that a merge meanwhile takes it along.
        query = query.order_by(theme.c.id).with_for_update(read=True)
        found = {row.id: theme_from_dict(row.data) for row in self._change.connection.execute(query)}
        for name in wanted:
            if name not in found or not found[name].is_active:
                problem = "is retired" if name in found else "is not in the codebook"
                raise InputError(f"the theme {name!r} {problem}", "Choose one of the themes in use")

    def put(self, statement_id: str, name: str, status: str, memo: str | None) -> None:
        """Have one coding written by `finish`, unless it is there already as it should be."""
        row = self.own(statement_id).get(name)
        values: dict[str, Any] = {"status": status} if memo is None else {"status": status, "memo": memo}
        if row is not None:
            if row["removed"] and memo is None:
                values["memo"] = ""
            self._changed.append((row, {**values, "removed": False}))
            return
        place = self._statements[statement_id]
        new = {"memo": "", "confidence": None, "person": True, "batch": place["batch"], **values, **self._stamp}
        self._new.append({"statement": place["id"], "theme": name, "coder": self._coder, **new})

    def finish(self, *, read: bool) -> None:
        """Write the codings, and where ``read``, that the coder has been through the statements."""
        self._change.update_many(coding, self._changed, stamp=self._stamp)
        insert_all(self._change, coding, self._new)
        if not read:
            return
        stamp = {"time": self._change.now}
        places = {row["id"]: row for row in self._statements.values()}
        for some in batched_sorted(places):
            own = (reading.c.statement.in_(some), reading.c.coder == self._coder)
            known = {row["statement"]: row for row in self._change.find(reading, *own)}
            again = [(row, {"batch": places[key]["batch"], "removed": False}) for key, row in known.items()]
            self._change.update_many(reading, again, stamp=stamp)
            fresh = [
                {"statement": key, "coder": self._coder, "batch": places[key]["batch"], **stamp}
                for key in some
                if key not in known
            ]
            insert_all(self._change, reading, fresh)
            mine = (lease.c.statement.in_(some), lease.c.coder == self._change.coder)
            self._change.connection.execute(sa.delete(lease).where(*mine))

    def unfinish(self, statement_id: str) -> None:
        """Note that the coder has not coded the statement after all."""
        own = (reading.c.statement == self._statements[statement_id]["id"], reading.c.coder == self._coder)
        self._change.remove(reading, self._change.find(reading, *own))

    def _check(self, statement_id: str) -> None:
        row = self._statements.get(statement_id)
        if row is None:
            raise InputError(f"the project has no statement {statement_id!r}", "Choose one of the project's")
        if row["removed"]:
            raise conflict(self._change.connection, statement, row, typed=self._typed)
        if row["batch"] is not None:
            mine = (batch_item.c.batch == row["batch"], batch_item.c.coder == self._coder)
            if not self._change.connection.execute(sa.select(sa.exists().where(*mine))).scalar_one():
                problem = f"the statement {statement_id!r} is being coded blind by others"
                raise InputError(problem, "Wait until the batch is closed")


def _written_by(coder: str) -> sa.ColumnElement[bool]:
    """Whose coding it is, as no index has it: for one statement's, SQLite would go through all that a coder wrote."""
    return sa.func.coalesce(coding.c.coder, "") == coder


def _own_versions(own: sa.ColumnElement[bool], coder: str) -> sa.CompoundSelect[Any]:
    """Versions of one coder's codings and readings of a statement."""
    written = sa.select(coding.c.version, coding.c.removed, sa.literal(False).label("read"))
    read = sa.select(reading.c.version, reading.c.removed, sa.literal(True).label("read"))
    return sa.union_all(
        written.select_from(coding.join(statement)).where(own, _written_by(coder)),
        read.select_from(reading.join(statement)).where(own, reading.c.coder == coder),
    )
