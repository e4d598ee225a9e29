"""Filters over the statements of a project."""

from __future__ import annotations

import streamlit as st

from app.components.coder_names import coder_name
from app.components.labels import theme_labels
from app.components.plain import plain
from app.session import Session
from textmine.store import Filters, Project

_MOST_VALUES = 200
_STATUSES = ("accepted", "rejected", "suggested")


def search_filters(session: Session, key: str = "search") -> Filters:
    """Draw them and return what they ask for."""
    project = session.project
    book = project.codebook()
    labels = theme_labels(session, book)
    with st.expander(session.say("filters_heading"), icon=":material/filter_list:"):
        first, second, third = st.columns(3)
        everything = session.say("filters_all")
        waves = first.multiselect(
            session.say("wave"), list(project.waves.frame()["wave"]), key=f"{key}_waves", placeholder=everything
        )
        languages = second.multiselect(
            session.say("standard"),
            ["nb", "nn", "other"],
            format_func=session.say,
            key=f"{key}_languages",
            placeholder=everything,
        )
        coded = third.selectbox(
            session.say("filters_coded"),
            [None, True, False],
            format_func=lambda value: session.say(f"filters_coded_{value}".lower()),
            key=f"{key}_coded",
        )
        first, second, third = st.columns(3)
        themes = first.multiselect(
            session.say("theme"),
            [theme.id for _, theme in book.tree()],
            format_func=lambda name: labels[name],
            key=f"{key}_themes",
            placeholder=everything,
        )
        coders = second.multiselect(
            session.say("coder"),
            _coders(session),
            format_func=lambda name: coder_name(session, name),
            key=f"{key}_coders",
            placeholder=everything,
        )
        statuses = third.multiselect(
            session.say("filters_status"),
            _STATUSES,
            format_func=lambda status: session.say(f"filters_status_{status}"),
            key=f"{key}_statuses",
            placeholder=everything,
        )
        attributes = _attributes(session, key)
    return Filters(
        waves=tuple(waves),
        languages=tuple(languages),
        attributes=attributes,
        themes=tuple(themes),
        coders=tuple(coders),
        statuses=tuple(statuses),
        coded=coded,
    )


def _coders(session: Session) -> list[str]:
    return list(session.project.coders.frame()["coder"])


def _attributes(session: Session, key: str) -> dict[str, tuple[str, ...]]:
    values = _values(session.project, str(session.project.place), session.project.glances.last_import())
    chosen: dict[str, tuple[str, ...]] = {}
    columns = st.columns(3)
    for number, (name, own) in enumerate(values.items()):
        picked = columns[number % 3].multiselect(
            plain(name), own, key=f"{key}_attribute_{name}", placeholder=session.say("filters_all")
        )
        if picked:
            chosen[name] = tuple(picked)
    return chosen


@st.cache_resource(show_spinner=False, max_entries=4)
def _values(_project: Project, place: str, change: int) -> dict[str, list[str]]:  # noqa: ARG001 - the cache reads them
    return _project.glances.attribute_values(_MOST_VALUES)
