"""Who works in the project, and in what role."""

from __future__ import annotations

import streamlit as st

from app.components.conflict import problem
from app.session import Session
from textmine.errors import TextmineError
from textmine.store.rights import ROLES

_SEEN = "administration_coders_seen"


def show(session: Session) -> None:
    """Draw the coders, a form to add or change one, and a way to take access away."""
    people = session.project.coders.frame().query("kind == 'person'")
    columns = {
        "coder": st.column_config.TextColumn(session.say("coder")),
        "name": st.column_config.TextColumn(session.say("administration_full_name")),
        "role": st.column_config.TextColumn(session.say("administration_role")),
    }
    table = people.assign(role=[session.say(f"role_{role}") for role in people["role"]])
    st.dataframe(table[list(columns)], column_config=columns, hide_index=True, key="administration_coders")
    left, right = st.columns(2, gap="large")
    # As the table stood when the user began to write.
    seen = st.session_state.get(_SEEN, {})
    st.session_state[_SEEN] = {row["coder"]: int(row["version"]) for row in people.to_dict("records")}
    with left:
        _add(session, seen)
    with right:
        _remove(session, [name for name in people["coder"] if name != session.coder])


def _add(session: Session, seen: dict[str, int]) -> None:
    with st.form("administration_add", border=True):
        name = st.text_input(
            session.say("administration_name"), help=session.say("administration_name_help"), key="administration_name"
        )
        full_name = st.text_input(session.say("administration_full_name"), key="administration_full_name")
        role = st.selectbox(
            session.say("administration_role"),
            ROLES,
            index=1,
            format_func=lambda role: session.say(f"role_{role}"),
            help=session.say("administration_role_help"),
            key="administration_role",
        )
        if not st.form_submit_button(session.say("administration_save_coder"), type="primary"):
            return
    who = name.strip().casefold()
    try:
        session.project.coders.add(who, role, by=session.coder, full_name=full_name.strip(), version=seen.get(who, 0))
    except TextmineError as error:
        problem(session, error)
        return
    said = session.say("administration_coder_saved", name=who, role=session.say(f"role_{role}"))
    _done(said)


def _remove(session: Session, names: list[str]) -> None:
    with st.form("administration_remove", border=True):
        name = st.selectbox(
            session.say("administration_remove_who"),
            names,
            index=None,
            placeholder=session.say("choose"),
            help=session.say("administration_remove_help"),
            key="administration_remove_who",
        )
        if not st.form_submit_button(session.say("administration_remove"), disabled=not names) or name is None:
            return
    try:
        session.project.coders.remove(name, session.coder)
    except TextmineError as error:
        problem(session, error)
        return
    _done(session.say("administration_removed", name=name))


def _done(message: str) -> None:
    st.session_state["administration_message"] = message
    st.rerun()
