"""The discovery behind a project's draft themes: its hierarchy, kept so that themes can be cut coarser or finer.

What it drafted stands in the database with everything else, so that undo takes it along. The model itself, which is
large and follows from the answers, lies as files in the folder beside the project, as vectors do.
"""

from __future__ import annotations

import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.coding.changes import Change as CodebookChange
from textmine.coding.changes import Edit
from textmine.coding.codebook import Codebook, Theme
from textmine.coding.codebook_json import codebook_from_dict, theme_from_dict, theme_to_dict
from textmine.coding.redraft import Drafted, Reason, decided
from textmine.errors import InputError, StoreError
from textmine.store.changes import Change, conflict
from textmine.store.codebooks import read_draft, working_version, write_edits
from textmine.store.coding_rows import coding_query
from textmine.store.database import Database
from textmine.store.suggestions import write_suggestions
from textmine.store.tables import codebook, coding, quote, setting, statement, theme

if TYPE_CHECKING:
    import pandas as pd

    from textmine.themes import ThemeModel

_NAME = "discovery"
Moves = Mapping[tuple[str, str], tuple[str, float | None]]
"""Statement and theme of a suggestion, to its new theme and confidence."""


@dataclass(frozen=True)
class Kept:
    """What the database knows of the discovery.

    Attributes
    ----------
    key : str
        Names the model's files; another discovery has another one.
    model : str
        Coder id of its suggestions.
    n_themes : int
        How many themes were asked for last.
    drafted : Drafted
    version : int
        For `Discoveries.regroup`.
    """

    key: str
    model: str
    n_themes: int
    drafted: Drafted
    version: int


class Discoveries:
    """Writes what was discovered, and what a coarser or finer cut makes of it."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def kept(self) -> Kept | None:
        """What is known of the last discovery; None where there was none, or it was undone."""
        query = sa.select(setting.c.value, setting.c.version).where(setting.c.id == _NAME, ~setting.c.removed)
        with self._db.read() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _kept(row.value, row.version)

    def decided(self, kept: Kept) -> dict[str, Reason]:
        """Which of its themes people have decided on, and how."""
        with self._db.read() as connection:
            return _decided(connection, kept)

    def suggested(self, kept: Kept, themes: Sequence[str]) -> list[tuple[str, str, float | None]]:
        """Statement, theme and confidence of what it suggests for some themes, in the order of the statements."""
        own = (coding.c.coder == kept.model, coding.c.theme.in_(sorted(themes)))
        with self._db.read() as connection:
            rows = connection.execute(coding_query(*own).order_by(statement.c.id, coding.c.theme))
            return [(row.statement_id, row.theme_id, row.confidence) for row in rows]

    def write(
        self,
        new: Codebook,
        frame: pd.DataFrame,
        key: str,
        coder: str,
        *,
        nodes: Mapping[str, int],
        details: Mapping[str, Any],
        looked: Sequence[str],
    ) -> str:
        """Write drafted themes, suggestions and what is kept of the discovery, in one transaction.

        Parameters
        ----------
        new : Codebook
            The drafted themes.
        frame, looked
            As in `textmine.store.suggestions.Suggestions.write`.
        key : str
        coder : str
        nodes : mapping of theme id to int
            Where in the hierarchy each theme lies.
        details : mapping
            What else to keep about the model; ``name`` is what to call it.

        Returns
        -------
        str
            The model's coder id.
        """

        def work(change: Change) -> str:
            draft = read_draft(change.connection)
            write_edits(change, [Edit(draft.get(each.id), each) for each in new.themes])
            model = write_suggestions(change, frame, key, details, looked)
            drafted = Drafted(nodes, {each.id: each for each in new.themes})
            change.put(setting, {"id": _NAME}, {"value": _plain(key, model, len(nodes), drafted)})
            change.about(themes=sorted(nodes))
            return model

        return self._db.write(coder, "discovery.write", work, right="review")

    def regroup(
        self, kept: Kept, operation: CodebookChange, moves: Moves, drafted: Drafted, n_themes: int, coder: str
    ) -> None:
        """Carry out a coarser or finer cut: themes, the discovery's suggestions, and what is kept, together.

        Codings of persons are not touched. A suggestion for a theme that goes out of use and has no move goes too.

        Raises
        ------
        ConflictError
            If the discovery or one of the themes was changed since.
        InputError
            If a person has decided on one of the themes since.
        """
        old = [edit.theme_id for edit in operation.edits if edit.before is not None and edit.before.is_active]

        def work(change: Change) -> None:
            # Held, so that nobody decides on a theme while it goes out of use.
            change.rows(theme, [edit.theme_id for edit in operation.edits])
            row = change.rows(setting, [_NAME])[_NAME]
            if row["removed"] or row["version"] != kept.version:
                raise conflict(change.connection, setting, row, called="discovery")
            if taken := sorted(set(old) & _decided(change.connection, kept).keys()):
                raise InputError(
                    f"somebody has worked with the theme {taken[0]!r} meanwhile", "Look at the preview again"
                )
            write_edits(change, operation.edits)
            moved = _move(change, kept.model, old, moves)
            change.update(setting, row, {"value": _plain(kept.key, kept.model, n_themes, drafted)})
            change.about(themes=sorted(operation.theme_ids), suggestions=moved)

        self._db.write(coder, "codebook.regroup", work, right="review")

    def keep_model(self, key: str, model: ThemeModel, statement_ids: Sequence[str]) -> None:
        """Write a model and the statements it was fitted on to the project's folder, in the place of an earlier one."""
        above = self._db.place.folder / _NAME
        part = above / f".{uuid.uuid4().hex}"
        try:
            # As personal as the answers themselves.
            self._db.place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            model.save(part)
            (part / "statements.json").write_text(json.dumps(list(statement_ids)), encoding="utf-8")
            for earlier in above.iterdir():
                if earlier != part:
                    shutil.rmtree(earlier)
            part.rename(above / key)
        except OSError as error:
            shutil.rmtree(part, ignore_errors=True)
            raise StoreError(f"{above}: the discovery cannot be kept here ({error.strerror}).") from error

    def load_model(self, kept: Kept) -> tuple[ThemeModel, list[str]] | None:
        """The model and the ids of its statements; None where its files are not on this machine."""
        from textmine.themes import ThemeModel

        folder: Path = self._db.place.folder / _NAME / kept.key
        if not folder.is_dir():
            return None
        return ThemeModel.load(folder), json.loads((folder / "statements.json").read_text(encoding="utf-8"))


def _plain(key: str, model: str, n_themes: int, drafted: Drafted) -> dict[str, Any]:
    themes = [{"node": node, "written": theme_to_dict(drafted.themes[name])} for name, node in drafted.nodes.items()]
    return {"key": key, "model": model, "n_themes": n_themes, "themes": themes}


def _kept(value: Mapping[str, Any], version: int) -> Kept:
    themes: dict[str, Theme] = {}
    nodes: dict[str, int] = {}
    for each in value["themes"]:
        written = theme_from_dict(each["written"])
        themes[written.id], nodes[written.id] = written, each["node"]
    return Kept(value["key"], value["model"], value["n_themes"], Drafted(nodes, themes), version)


def _decided(connection: sa.Connection, kept: Kept) -> dict[str, Reason]:
    names = list(kept.drafted.nodes)
    coded = sa.select(coding.c.theme).where(coding.c.theme.in_(names), coding.c.person, ~coding.c.removed).distinct()
    quoted = sa.select(quote.c.theme).where(quote.c.theme.in_(names), ~quote.c.removed).distinct()
    published = connection.execute(sa.select(codebook.c.data)).scalars()
    return decided(
        read_draft(connection),
        kept.drafted,
        coded=set(connection.execute(coded).scalars()),
        quoted=set(connection.execute(quoted).scalars()),
        published=[codebook_from_dict(data) for data in published],
    )


def _move(change: Change, model: str, old: Sequence[str], moves: Moves) -> int:
    """Take away what the model suggests for some themes and write what it suggests instead; says how many moved."""
    own = coding.c.coder == model
    query = sa.select(coding.c.id, coding.c.statement, statement.c.statement_id, coding.c.theme)
    query = query.select_from(coding.join(statement)).where(own, ~coding.c.removed, coding.c.theme.in_(old))
    standing = change.connection.execute(query).all()
    change.remove_many(coding, [row.id for row in standing])
    wanted = {
        (row.statement, to): confidence
        for row in standing
        for to, confidence in [moves.get((row.statement_id, row.theme), ("", None))]
        if to
    }
    earlier = change.find(coding, own, coding.c.theme.in_(sorted({to for _, to in wanted})))
    again = {(row["statement"], row["theme"]): row for row in earlier}
    stamp = {"time": change.now, "codebook_version": working_version(change.connection)}
    fixed = {"coder": model, "person": False, "status": "suggested", "memo": "", "batch": None, **stamp}
    back = [
        (row, {"confidence": wanted[key], "status": "suggested", "removed": False})
        for key, row in again.items()
        if key in wanted
    ]
    change.update_many(coding, back, stamp=stamp)
    new = [
        {"statement": key, "theme": to, "confidence": confidence, **fixed}
        for (key, to), confidence in wanted.items()
        if (key, to) not in again
    ]
    change.insert_many(coding, new)
    return len(wanted)
