"""Administrasjon: coders and roles, settings, backups, and the log with undo."""

from __future__ import annotations

import streamlit as st

from app.components import admin_backup, admin_coders, admin_log, admin_project
from app.components.plain import plain
from app.session import Session


def show(session: Session) -> None:
    """Draw the page."""
    message = st.session_state.pop("administration_message", None)
    if message:
        st.toast(plain(message))
    names = ("coders", "settings", "backup", "log")
    coders, settings, backup, log = st.tabs([session.say(f"administration_{name}") for name in names])
    with coders:
        admin_coders.show(session)
    with settings:
        admin_project.settings(session)
    with backup:
        admin_backup.show(session)
    with log:
        admin_log.show(session)
