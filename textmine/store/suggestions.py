"""Suggestions of models: they stand beside what persons decided and never over it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from textmine.coding.codings import model_coder
from textmine.errors import InputError
from textmine.store.changes import Change, batched_sorted
from textmine.store.codebooks import read_draft, working_version
from textmine.store.coders import register_model
from textmine.store.database import Database
from textmine.store.responses import statement_keys
from textmine.store.tables import coding, reading

if TYPE_CHECKING:
    import pandas as pd


class Suggestions:
    """Writes what a model suggests."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def write(
        self,
        frame: pd.DataFrame,
        model_hash: str,
        coder: str,
        *,
        name: str = "",
        details: Mapping[str, Any] | None = None,
        looked: Iterable[str] = (),
    ) -> str:
        """Write one run of a model, in the place of what models suggested for these statements before.

        What persons accepted or rejected is not touched; where a person has decided about a theme on a statement the
        suggestion is kept, for agreement between person and model, but waits for nobody.

        Parameters
        ----------
        frame : DataFrame
            One row a suggestion: statement_id, theme_id, and confidence (0-1, may be missing).
        model_hash : str
            Identifies the model; the same model gets the same coder id.
        coder : str
            Who ran it.
        name : str
            What to call the model.
        details : mapping, optional
            What else to keep about it, as JSON.
        looked : iterable of str
            Statements that the model was run on, also those it suggests nothing for: what it is silent on counts
            when it is compared with a person, and its earlier suggestions for them go.

        Returns
        -------
        str
            The model's coder id.

        Raises
        ------
        InputError
            If a statement or theme is not in the project, a confidence is not from 0 to 1, or a pair occurs twice.
        """
        seen = list(looked)

        def work(change: Change) -> str:
            return write_suggestions(change, frame, model_hash, {"name": name or model_hash, **(details or {})}, seen)

        return self._db.write(coder, "suggestions.write", work, right="review")

    def coder_of(self, model_hash: str) -> str:
        """Coder id of a model."""
        return model_coder(model_hash)


def write_suggestions(
    change: Change, frame: pd.DataFrame, model_hash: str, details: Mapping[str, Any], looked: Sequence[str]
) -> str:
    """What `Suggestions.write` does, within a change; ``details`` has the model's ``name``."""
    rows = _checked(frame)
    keys = statement_keys(change.connection, [*(statement for statement, _, _ in rows), *looked])
    draft = read_draft(change.connection)
    if unknown := sorted({theme for _, theme, _ in rows if theme not in draft}):
        raise InputError(f"the codebook has no theme {unknown[0]!r}", "Add it before the model suggests it")
    model = register_model(change, model_hash, details)
    wanted = {(keys[statement], theme): confidence for statement, theme, confidence in rows}
    _replace(change, model, wanted, set(keys.values()))
    _note_looked(change, model, set(keys.values()))
    change.about(model=model, name=details["name"], suggestions=len(rows), statements=len(keys))
    return model


def _checked(frame: pd.DataFrame) -> list[tuple[str, str, float | None]]:
    for name in ("statement_id", "theme_id"):
        if name not in frame:
            raise InputError(
                "the column is missing from the suggestions", "Give statement_id and theme_id", column=name
            )
    raw = frame["confidence"].astype(float).tolist() if "confidence" in frame else [float("nan")] * len(frame)
    confidences = [None if value != value else value for value in raw]
    if any(value is not None and not 0 <= value <= 1 for value in confidences):
        raise InputError("a confidence is not from 0 to 1", "Give probabilities", column="confidence")
    rows = list(zip(frame["statement_id"].astype(str), frame["theme_id"].astype(str), confidences, strict=True))
    if len({row[:2] for row in rows}) < len(rows):
        raise InputError("a theme is suggested twice for a statement", "Give each pair once")
    return rows


def _replace(change: Change, model: str, wanted: Mapping[tuple[int, str], float | None], statements: set[int]) -> None:
    standing, gone = {}, []
    for some in batched_sorted(statements):
        for row in change.find(coding, coding.c.statement.in_(some), ~coding.c.person):
            key = (row["statement"], row["theme"])
            if row["coder"] == model and key in wanted:
                standing[key] = row
            elif not row["removed"]:
                gone.append(row["id"])
    change.remove_many(coding, gone)
    stamp = {"time": change.now, "codebook_version": working_version(change.connection)}
    again = [
        (row, {"confidence": wanted[key], "status": "suggested", "removed": False}) for key, row in standing.items()
    ]
    change.update_many(coding, again, stamp=stamp)
    fixed = {"coder": model, "person": False, "status": "suggested", "memo": "", "batch": None, **stamp}
    new = [
        {"statement": statement, "theme": theme, "confidence": confidence, **fixed}
        for (statement, theme), confidence in wanted.items()
        if (statement, theme) not in standing
    ]
    change.insert_many(coding, new)


def _note_looked(change: Change, model: str, statements: set[int]) -> None:
    known: set[int] = set()
    for some in batched_sorted(statements):
        found = change.find(reading, reading.c.statement.in_(some), reading.c.coder == model)
        known |= {row["statement"] for row in found}
    rows = [{"statement": key, "coder": model, "batch": None, "time": change.now} for key in sorted(statements - known)]
    change.insert_many(reading, rows)
