"""The codebook of a project: one draft that is worked on, and published versions that never change."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from textmine.coding.changes import Change as CodebookChange
from textmine.coding.changes import Edit, apply
from textmine.coding.codebook import Codebook, Theme
from textmine.coding.codebook_json import codebook_from_dict, codebook_to_dict, theme_from_dict, theme_to_dict
from textmine.coding.operations import publish
from textmine.coding.recoding import recode
from textmine.errors import InputError
from textmine.store.changes import Change, Row, conflict
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
            If somebody has changed one of the themes since the change was made, or one that they are put below or
            merged into; what was typed is in ``typed``.
        """
        return self._apply(operation, coder, checked=True)

    def _apply(self, operation: CodebookChange, coder: str, *, checked: bool) -> Codebook:
        def work(change: Change) -> Codebook:
            # Held, so that nobody takes away what a theme is put below or merged into.
            rows = change.find(theme)
            before = read_draft(change.connection)
            write_edits(change, operation.edits)
            draft = read_draft(change.connection)
            if checked:
                targets = {name for rule in operation.recodings for name in rule.to}
                typed = {name: text for edit in operation.edits for name, text in _typed(edit).items()}
                refuse_lost_footing(change, rows, before, draft, targets, typed)
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
        # What comes from elsewhere may have themes below retired ones; the checks warn of them.
        return self._apply(change, coder, checked=False)

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


def refuse_lost_footing(
    change: Change,
    rows: Sequence[Row],
    before: Codebook,
    after: Codebook,
    targets: Collection[str] = (),
    typed: Mapping[str, Any] | None = None,
) -> None:
    """Refuse a change that fits the codebook its coder saw, and not what others have made of it since.

    Parameters
    ----------
    change : Change
    rows : sequence of row
        All themes as they were before.
    before, after : Codebook
    targets : collection of str
        Themes that codings move to.
    typed : mapping, optional
        What the coder wants to write, for the ConflictError.

    Raises
    ------
    ConflictError
        If a theme would come to lie below one that is out of use or below itself, or codings would move to one that
        is out of use; it says who changed that one.
    """
    in_use = {each.id for each in after.active}
    lost = {**_without_footing(after), **{each: [each] for each in targets if each not in in_use}}
    standing = _without_footing(before)
    by_id = {row["id"]: row for row in rows}
    for name in sorted(lost.keys() - standing.keys()):
        # Neither the one whose change it is nor what she has just written is to blame.
        others = [by_id[each] for each in lost[name] if each in by_id and before.get(each) == after.get(each)]
        for row in sorted(others, key=lambda row: -row["version"]):
            raise conflict(change.connection, theme, row, typed=typed)
        raise InputError(f"the theme {name!r} would hang on one that is not in use", "Look at the codebook again")


def _without_footing(book: Codebook) -> dict[str, list[str]]:
    """Themes in use whose parent is not, or that lie below themselves, each with those it hangs on and itself."""
    in_use = {each.id for each in book.active}
    found = {}
    for each in book.active:
        line: list[str] = []
        name: str | None = each.id
        while name is not None and name not in line:
            line.append(name)
            name = above.parent if (above := book.get(name)) else None
        if name == each.id:
            found[each.id] = line
        elif each.parent is not None and each.parent not in in_use:
            found[each.id] = [each.id, each.parent]
    return found


def _write(change: Change, row: Any, edit: Edit) -> None:
    standing = None if row is None or row["removed"] else theme_from_dict(row["data"])
    if standing == edit.after:
        return
    if standing != edit.before:
        raise conflict(change.connection, theme, row, typed=_typed(edit))
    if row is None:
        change.insert(theme, {"id": edit.theme_id, "data": theme_to_dict(_there(edit.after))})
    elif edit.after is None:
        change.remove(theme, [row])
    else:
        change.update(theme, row, {"data": theme_to_dict(edit.after), "removed": False})


def _typed(edit: Edit) -> dict[str, Any]:
    """The fields that the coder changed."""
    new, old = ({} if each is None else theme_to_dict(each) for each in (edit.after, edit.before))
    return {name: value for name, value in new.items() if old.get(name) != value}


def _there(value: Theme | None) -> Theme:
    if value is None:
        raise InputError("a theme that is not there cannot be taken away", "Look at the codebook again")
    return value
