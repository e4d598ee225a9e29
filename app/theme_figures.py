"""What pages show about themes and is worked out from every statement, once for each change of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.meaning import encoder
from app.session import Session
from textmine.coding.portrait import Portrait, portraits
from textmine.store import Project

if TYPE_CHECKING:
    import pandas as pd


def standing(session: Session) -> pd.DataFrame:
    """What stands for each statement and theme; not to be changed."""
    return _standing(session.project, str(session.project.place), session.project.glances.last_change())


def theme_portraits(session: Session) -> dict[str, Portrait]:
    """Representative, borderline and odd statements of each theme."""
    return _portraits(session.project, str(session.project.place), session.project.glances.last_change())


@st.cache_resource(show_spinner=False, max_entries=2)
def _standing(_project: Project, place: str, change: int) -> pd.DataFrame:  # noqa: ARG001 - the cache reads them
    return _project.glances.standing()


@st.cache_resource(show_spinner=False, max_entries=2)
def _portraits(_project: Project, place: str, change: int) -> dict[str, Portrait]:
    stands = _standing(_project, place, change)
    # A person's word counts; where nobody has coded a theme yet, what the model suggests shows it.
    decided = stands[stands["status"] == "accepted"]
    suggested = stands[(stands["status"] == "suggested") & ~(stands["confidence"] < 0.5)]
    members = {theme: list(own) for theme, own in suggested.groupby("theme_id")["statement_id"]}
    members |= {theme: list(own) for theme, own in decided.groupby("theme_id")["statement_id"]}
    ids, vectors = _project.meaning.vectors(encoder())
    return portraits(ids, vectors, members, n=8)
