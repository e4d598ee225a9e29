"""The log of a project, and undo and redo, per coder and without limit."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.errors import InputError
from textmine.store.changes import Change, conflict
from textmine.store.codebooks import read_draft, refuse_lost_footing
from textmine.store.coders import demand_admin
from textmine.store.database import Database, role_of
from textmine.store.rights import demand, right_of
from textmine.store.tables import coder as coder_table
from textmine.store.tables import coding, log, statement, theme, undo_step

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ["id", "time", "coder", "action", "about", "undoes", "redoes"]


@dataclass(frozen=True)
class Step:
    """A log entry that was, or can be, undone or done again."""

    id: int
    action: str
    about: dict[str, Any]


class History:
    """Who did what, when."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def latest(self) -> int:
        """Number of the newest entry; 0 where nothing has been done. Whoever keeps what was read asks for this."""
        with self._db.read() as connection:
            return connection.execute(sa.select(sa.func.max(log.c.id))).scalar_one() or 0

    def count(self, *, coder: str | None = None) -> int:
        """How many entries there are, of one coder or of all."""
        query = sa.select(sa.func.count()).select_from(log)
        if coder is not None:
            query = query.where(log.c.coder == coder)
        with self._db.read() as connection:
            return connection.execute(query).scalar_one()

    def coders(self) -> set[str]:
        """Who has done something."""
        with self._db.read() as connection:
            return set(connection.execute(sa.select(log.c.coder).distinct()).scalars())

    def frame(self, *, coder: str | None = None, limit: int | None = None, offset: int = 0) -> pd.DataFrame:
        """One row an entry, the newest first: id, time, coder, action, about (JSON), undoes, redoes."""
        import pandas as pd

        query = sa.select(*(log.c[name] for name in _COLUMNS)).order_by(log.c.id.desc()).limit(limit).offset(offset)
        if coder is not None:
            query = query.where(log.c.coder == coder)
        with self._db.read() as connection:
            rows = connection.execute(query).all()
        frame = pd.DataFrame(rows, columns=_COLUMNS).astype({"undoes": "Int64", "redoes": "Int64"})
        frame["about"] = [json.dumps(row.about, ensure_ascii=False) for row in rows]
        return frame

    def changes(self, entry: int) -> list[dict[str, Any]]:
        """What one entry changed: row by row before and after, or runs of rows that came or went."""
        with self._db.read() as connection:
            found = connection.execute(sa.select(log.c.changes).where(log.c.id == entry)).scalar_one_or_none()
        if found is None:
            raise InputError(f"the log has no entry {entry}", "Look at textmine log")
        return list(found)

    def next_undo(self, coder: str) -> Step | None:
        """What `undo` would take back; None where there is nothing."""
        with self._db.read() as connection:
            return _step(connection, _stack(coder, undone=False))

    def next_redo(self, coder: str) -> Step | None:
        """What `redo` would do again; None where there is nothing."""
        with self._db.read() as connection:
            return _step(connection, _stack(coder, undone=True))

    def undo(self, coder: str, entry: int | None = None) -> Step | None:
        """Take back what a coder did last, or another of her entries.

        Returns
        -------
        Step or None
            What was taken back; None where there is nothing.

        Raises
        ------
        ConflictError
            If somebody has changed the same since; it says who and what, and nothing is done.
        TextmineError
            If the coder's role no longer allows it.
        """
        return self._move(coder, entry, back=True)

    def redo(self, coder: str, entry: int | None = None) -> Step | None:
        """Do again what a coder undid last; see `undo`."""
        return self._move(coder, entry, back=False)

    def _move(self, coder: str, entry: int | None, *, back: bool) -> Step | None:
        def work(change: Change) -> Step | None:
            where = _stack(coder, undone=not back)
            step = _step(change.connection, where if entry is None else where.where(undo_step.c.log == entry))
            if step is None:
                if entry is not None:
                    raise InputError(f"{coder} has no entry {entry} that could be taken back", "Look at textmine log")
                return None
            # Her role may be another one than when she did it.
            demand(coder, role_of(change.connection, coder), right_of(step.action))
            changes = change.connection.execute(sa.select(log.c.changes).where(log.c.id == step.id)).scalar_one()
            names = {each["table"] for each in changes}
            themes = change.find(theme) if theme.name in names else []
            book = read_draft(change.connection)
            change.replay(changes, back=back)
            _refuse_lost_work(change, changes)
            if theme.name in names:
                refuse_lost_footing(change, themes, book, read_draft(change.connection))
            if coder_table.name in names:
                demand_admin(change)
            if back:
                change.undoes = step.id
            else:
                change.redoes = step.id
            this = undo_step.c.log == step.id
            change.connection.execute(sa.update(undo_step).where(this).values(undone=back))
            change.about(action=step.action, **step.about)
            return step

        return self._db.write(coder, "undo" if back else "redo", work, undoable=False)


def _stack(coder: str, *, undone: bool) -> sa.Select[Any]:
    """Steps of a coder: those to undo with the newest first, those to redo with the one undone last first."""
    order = undo_step.c.log.asc() if undone else undo_step.c.log.desc()
    mine = (undo_step.c.coder == coder, undo_step.c.undone if undone else ~undo_step.c.undone)
    return sa.select(undo_step.c.log).where(*mine).order_by(order).limit(1).with_for_update()


def _step(connection: sa.Connection, query: sa.Select[Any]) -> Step | None:
    found = connection.execute(query).scalar_one_or_none()
    if found is None:
        return None
    row = connection.execute(sa.select(log.c.id, log.c.action, log.c.about).where(log.c.id == found)).one()
    return Step(row.id, row.action, row.about)


def _refuse_lost_work(change: Change, changes: list[dict[str, Any]]) -> None:
    """Refuse to take away statements or themes on which there are codings that stay behind."""
    gone = {statement.name: statement.c.id == coding.c.statement, theme.name: theme.c.id == coding.c.theme}
    for name in {each["table"] for each in changes} & gone.keys():
        table = statement if name == statement.name else theme
        left = (
            sa.select(coding)
            .join(table, gone[name])
            .where(table.c.removed, table.c.version == change.id, ~coding.c.removed, coding.c.person)
            .limit(1)
        )
        row = change.connection.execute(left).mappings().first()
        if row is not None:
            raise conflict(change.connection, coding, dict(row))
