"""Settings of the project, and its backups."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from app.components.conflict import problem
from app.components.numbers import decimal
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


def backups(session: Session) -> None:
    """Draw the backups on this server, and take a new one."""
    st.markdown(session.say("administration_backup_help"))
    folder = session.project.place.folder / "backups"
    if st.button(session.say("administration_make_backup"), type="primary", key="administration_make_backup"):
        _back_up(session, folder)
    files = sorted(folder.glob("*.backup"), reverse=True) if folder.is_dir() else []
    st.subheader(session.say("administration_backups"))
    if not files:
        st.caption(session.say("administration_no_backups"))
        return
    rows = [(file.name, f"{decimal(file.stat().st_size / 1e6, session.language, 1)} MB") for file in files]
    columns = {
        "file": st.column_config.TextColumn(session.say("administration_file")),
        "size": st.column_config.TextColumn(session.say("administration_size")),
    }
    st.dataframe(pd.DataFrame(rows, columns=list(columns)), column_config=columns, hide_index=True, width="content")
    if not session.may_export:
        st.caption(session.say("administration_no_export"))
        return
    chosen = st.selectbox(session.say("administration_file"), [file.name for file in files], key="administration_file")
    path = folder / chosen
    st.download_button(
        session.say("administration_download"), path.read_bytes, path.name, "application/vnd.sqlite3", on_click="ignore"
    )


def _back_up(session: Session, folder: Path) -> None:
    name = session.project.place.file.stem if session.project.place.file else "project"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        session.project.back_up(folder / f"{name}-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.backup")
    except (TextmineError, OSError) as error:
        problem(session, error if isinstance(error, TextmineError) else TextmineError(str(error)))
