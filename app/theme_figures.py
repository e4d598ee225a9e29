"""What pages show about themes and is worked out from every statement, once for each change of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.meaning import encoder
from app.session import Session
from textmine.coding.changes import Change
from textmine.coding.checks import CodebookWarning, check_codebook
from textmine.coding.consequence import Consequence, consequences
from textmine.coding.parting import SuggestedPart, suggest_parts
from textmine.coding.portrait import Portrait, portraits
from textmine.errors import InputError
from textmine.store import Project
from textmine.store.glances import Tally

if TYPE_CHECKING:
    import pandas as pd


def standing(session: Session) -> pd.DataFrame:
    """What stands for each statement and theme; not to be changed."""
    return _standing(*_as_it_is(session.project))


def theme_portraits(session: Session) -> dict[str, Portrait]:
    """Representative, borderline and odd statements of each theme."""
    return _portraits(*_as_it_is(session.project))


def tallies(session: Session) -> dict[str, Tally]:
    """Statements of each theme that has any."""
    return _tallies(*_as_it_is(session.project))


def codebook_warnings(session: Session) -> list[CodebookWarning]:
    """What should be looked at in the codebook."""
    return _codebook_warnings(*_as_it_is(session.project))


def change_consequences(session: Session, change: Change) -> tuple[list[Consequence], list[Consequence]]:
    """What a change of the codebook would do to what people decided, and to what models suggest."""
    return _consequences(*_as_it_is(session.project), change)


def theme_texts(session: Session, theme_id: str) -> dict[str, str]:
    """Texts of the statements that anybody has put a theme on, by statement id; not to be changed."""
    return _theme_texts(*_as_it_is(session.project), theme_id)


def theme_parts(session: Session, theme_id: str, n: int) -> list[SuggestedPart]:
    """Groups that those statements fall into by themselves, at most n; none where they say nothing."""
    return _theme_parts(*_as_it_is(session.project), theme_id, n)


def _as_it_is(project: Project) -> tuple[Project, str, int]:
    """What the caches know a project by: where it lies, and the newest entry of its log."""
    return project, str(project.place), project.history.latest()


@st.cache_resource(show_spinner=False, max_entries=4)
def _consequences(
    _project: Project,
    place: str,  # noqa: ARG001 - the cache reads it
    last_change: int,  # noqa: ARG001 - the cache reads it
    change: Change,
) -> tuple[list[Consequence], list[Consequence]]:
    codings = _project.codings.values(themes=change.theme_ids)
    people = [each for each in codings if each.coder_kind != "model"]
    models = [each for each in codings if each.coder_kind == "model"]
    return consequences(change, people), consequences(change, models)


@st.cache_resource(show_spinner=False, max_entries=2)
def _theme_texts(_project: Project, place: str, change: int, theme_id: str) -> dict[str, str]:  # noqa: ARG001 - the cache reads them
    codings = _project.codings.values(themes=[theme_id])
    return _project.glances.texts({coding.statement_id for coding in codings if coding.status != "rejected"})


@st.cache_resource(show_spinner=False, max_entries=8)
def _theme_parts(_project: Project, place: str, change: int, theme_id: str, n: int) -> list[SuggestedPart]:
    texts = _theme_texts(_project, place, change, theme_id)
    ids, vectors = _project.meaning.vectors(encoder())
    row_of = {name: row for row, name in enumerate(ids)}
    own = [name for name in sorted(texts) if name in row_of]
    try:
        return suggest_parts(own, [texts[name] for name in own], vectors[[row_of[name] for name in own]], n)
    except InputError:
        return []


@st.cache_resource(show_spinner=False, max_entries=2)
def _tallies(_project: Project, place: str, change: int) -> dict[str, Tally]:  # noqa: ARG001 - the cache reads them
    return _project.glances.tallies()


@st.cache_resource(show_spinner=False, max_entries=2)
def _codebook_warnings(_project: Project, place: str, change: int) -> list[CodebookWarning]:
    stands = _standing(_project, place, change)
    accepted = stands[stands["status"] == "accepted"]
    sets: dict[str, set[str]] = {}
    for name, theme in zip(accepted["statement_id"], accepted["theme_id"], strict=True):
        sets.setdefault(name, set()).add(theme)
    # Until something is coded, every theme would have too few statements.
    return check_codebook(_project.codebook(), accepted=sets or None)


@st.cache_resource(show_spinner=False, max_entries=2)
def _standing(_project: Project, place: str, change: int) -> pd.DataFrame:  # noqa: ARG001 - the cache reads them
    return _project.glances.standing()


@st.cache_resource(show_spinner=False, max_entries=2)
def _portraits(_project: Project, place: str, change: int) -> dict[str, Portrait]:
    from textmine.report.reviewed import sure_suggestions

    stands = _standing(_project, place, change)
    # A person's word counts; where nobody has coded a theme yet, what the model suggests shows it.
    decided, suggested = stands[stands["status"] == "accepted"], stands[sure_suggestions(stands)]
    members = {theme: list(own) for theme, own in suggested.groupby("theme_id")["statement_id"]}
    members |= {theme: list(own) for theme, own in decided.groupby("theme_id")["statement_id"]}
    ids, vectors = _project.meaning.vectors(encoder())
    return portraits(ids, vectors, members, n=8)
