"""The codebook of a project: one draft that is worked on, and published versions that never change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from textmine.coding.changes import Change as CodebookChange
from textmine.coding.changes import Edit, apply
from textmine.coding.codebook import Codebook, Theme
from textmine.coding.codebook_json import codebook_from_dict, codebook_to_dict, theme_from_dict, theme_to_dict
from textmine.coding.operations import publish
from textmine.coding.recoding import recode
from textmine.errors import InputError
from textmine.store.changes import Change, conflict
from textmine.store.coding_rows import read_values, write_values
from textmine.store.database import Database
from textmine.store.tables import codebook, coding, theme


class Codebooks:
    """Reads and changes the codebook."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self, version: int | None = None) -> Codebook:
        """The draft, or a published version.

        Raises
        ------
        InputError
            If there is no published version of that number.
        """
        with self._db.read() as connection:
            if version is None:
                return read_draft(connection)
            data = connection.execute(sa.select(codebook.c.data).where(codebook.c.id == version)).scalar_one_or_none()
        if data is None:
            raise InputError(f"the codebook has no published version {version}", "Choose one that is published")
        return codebook_from_dict(data)

    def published(self) -> list[dict[str, Any]]:
        """Published versions in order: version, note, coder, time."""
        query = sa.select(codebook.c.id.label("version"), codebook.c.note, codebook.c.coder, codebook.c.time)
        with self._db.read() as connection:
            return [dict(row) for row in connection.execute(query.order_by(codebook.c.id)).mappings()]

    def apply(self, operation: CodebookChange, coder: str) -> Codebook:
        """Carry out a change of the draft, codings included, and return the draft after it.

        Parameters
        ----------
        operation : textmine.coding.changes.Change
            From `textmine.coding.operations`; `textmine.coding.consequence` tells beforehand what it does.
        coder : str

        Raises
        ------
        ConflictError
            If somebody has changed one of the themes since the change was made; what was typed is in ``typed``.
        """

        def work(change: Change) -> Codebook:
            write_edits(change, operation.edits)
            draft = read_draft(change.connection)
            if operation.recodings:
                themes = sorted({name for rule in operation.recodings for name in (rule.theme_id, *rule.to)})
                # Held, so that nobody codes with a theme while its codings move.
                change.rows(theme, themes)
                write_values(
                    change, recode(read_values(change.connection, coding.c.theme.in_(themes)), operation.recodings)
                )
            change.about(themes=sorted(operation.theme_ids))
            return draft

        return self._db.write(coder, f"codebook.{operation.operation}", work, right="review")

    def put(self, new: Codebook, coder: str) -> Codebook:
        """Take over the themes of another codebook, such as an imported one: added or changed, none taken away."""
        with self._db.read() as connection:
            draft = read_draft(connection)
        edits = tuple(Edit(draft.get(each.id), each) for each in new.themes if draft.get(each.id) != each)
        change = CodebookChange("define", edits)
        apply(change, draft)
        return self.apply(change, coder)

    def publish(self, coder: str, note: str = "") -> Codebook:
        """Publish the draft as the next version; the draft goes on under the number after it.

        Raises
        ------
        InputError
            If no theme is in use, or nothing has changed since the last version.
        """

        def work(change: Change) -> Codebook:
            draft = read_draft(change.connection)
            if draft.version > 1 and working_version(change.connection) < draft.version:
                raise InputError(
                    "nothing has changed since the last version", "Change the codebook before you publish it"
                )
            done = publish(draft)
            change.connection.execute(
                sa.insert(codebook).values(
                    id=done.version,
                    data=codebook_to_dict(done),
                    note=note,
                    coder=coder,
                    time=change.now,
                    log=change.id,
                )
            )
            change.about(version=done.version, note=note)
            change.note()
            return done

        return self._db.write(coder, "codebook.publish", work, right="review", undoable=False)


def read_draft(connection: sa.Connection) -> Codebook:
    """The draft as it stands."""
    rows = connection.execute(sa.select(theme.c.id, theme.c.data, theme.c.removed).order_by(theme.c.id)).all()
    last = connection.execute(sa.select(sa.func.max(codebook.c.id))).scalar_one() or 0
    return Codebook(
        version=last + 1,
        themes=tuple(theme_from_dict(row.data) for row in rows if not row.removed),
        withdrawn=frozenset(row.id for row in rows if row.removed),
    )


def working_version(connection: sa.Connection) -> int:
    """Version of the codebook that coders have before them: the last published, or the draft if it differs."""
    last = connection.execute(sa.select(codebook.c.id, codebook.c.log).order_by(codebook.c.id.desc()).limit(1)).first()
    if last is None:
        return 1
    changed = connection.execute(sa.select(sa.exists().where(theme.c.version > last.log))).scalar_one()
    return int(last.id) + int(changed)


def write_edits(change: Change, edits: Sequence[Edit]) -> None:
    """Write what themes become; a ConflictError where somebody has changed one since."""
    rows = change.rows(theme, [edit.theme_id for edit in edits])
    for edit in edits:
        _write(change, rows.get(edit.theme_id), edit)


def _write(change: Change, row: Any, edit: Edit) -> None:
    standing = None if row is None or row["removed"] else theme_from_dict(row["data"])
    if standing == edit.after:
        return
    if standing != edit.before:
        typed = {} if edit.after is None else theme_to_dict(edit.after)
        raise conflict(change.connection, theme, row, typed=_differing(typed, edit.before))
    if row is None:
        change.insert(theme, {"id": edit.theme_id, "data": theme_to_dict(_there(edit.after))})
    elif edit.after is None:
        change.remove(theme, [row])
    else:
        change.update(theme, row, {"data": theme_to_dict(edit.after), "removed": False})


def _differing(typed: dict[str, Any], before: Theme | None) -> dict[str, Any]:
    """The fields that the coder changed."""
    old = {} if before is None else theme_to_dict(before)
    return {name: value for name, value in typed.items() if old.get(name) != value}


def _there(value: Theme | None) -> Theme:
    if value is None:
        raise InputError("a theme that is not there cannot be taken away", "Look at the codebook again")
    return value
