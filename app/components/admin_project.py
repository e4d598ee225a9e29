"""Settings of the project."""

from __future__ import annotations

from typing import Any

import streamlit as st

from app.components.conflict import problem
from app.session import Session
from textmine.errors import TextmineError
from textmine.privacy.suppression import FLOOR
from textmine.store.rights import ROLES

_FIELDS = ("title", "suppression_threshold", "export_roles")
_BASE = "administration_settings_base"


def settings(session: Session) -> None:
    """Draw the settings; what somebody else has changed meanwhile is not overwritten."""
    with st.form("administration_settings", border=True):
        base = _base(session)
        values = {
            "title": st.text_input(
                session.say("administration_project_name"), base["title"][0], key="administration_title"
            ),
            "suppression_threshold": st.number_input(
                session.say("administration_threshold"),
                min_value=FLOOR,
                value=base["suppression_threshold"][0],
                help=session.say("administration_threshold_help"),
                key="administration_suppression_threshold",
            ),
            "export_roles": st.multiselect(
                session.say("administration_export_roles"),
                ROLES,
                base["export_roles"][0],
                format_func=lambda role: session.say(f"role_{role}"),
                placeholder=session.say("choose"),
                key="administration_export_roles",
            ),
        }
        pressed = st.form_submit_button(session.say("save"), type="primary")
    if pressed:
        _save(session, base, values)


def _base(session: Session) -> dict[str, tuple[Any, int]]:
    """Value and version of each setting when the user began to look at the form."""
    if "administration_title" not in st.session_state or _BASE not in st.session_state:
        store = session.project.settings
        st.session_state[_BASE] = {name: (store.get(name), store.version(name)) for name in _FIELDS}
    return st.session_state[_BASE]


def _save(session: Session, base: dict[str, tuple[Any, int]], values: dict[str, Any]) -> None:
    store = session.project.settings
    try:
        for name in _FIELDS:
            before, version = base[name]
            if values[name] != before:
                store.set(name, values[name], session.coder, version=version)
                base[name] = (values[name], store.version(name))
    except TextmineError as error:
        problem(session, error)
        st.button(session.say("administration_look_again"), on_click=_look_again)
        return
    st.success(session.say("administration_saved"))


def _look_again() -> None:
    for name in (_BASE, *(f"administration_{field}" for field in _FIELDS)):
        st.session_state.pop(name, None)
