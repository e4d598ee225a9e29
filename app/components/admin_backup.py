"""Backups of the project: taken, listed, downloaded, and how to bring one back."""

from __future__ import annotations

import shlex
from datetime import datetime
from pathlib import Path

import pandas as pd
import streamlit as st

from app.access import to_take_out
from app.components.conflict import problem
from app.components.numbers import decimal
from app.session import Session
from textmine.errors import TextmineError

_KINDS = ("*.zip", "*.backup")
"""As they are written now, and as they were before they took along what lies beside the project."""
_MESSAGE = "administration_message"


def show(session: Session) -> None:
    """Draw the backups on this server, and take a new one."""
    st.markdown(session.say("administration_backup_help"))
    folder = session.project.place.folder / "backups"
    if st.button(session.say("administration_make_backup"), type="primary", key="administration_make_backup"):
        _back_up(session, folder)
    files = _files(folder)
    st.subheader(session.say("administration_backups"))
    if not files:
        st.caption(session.say("administration_no_backups"))
        return
    _table(session, files)
    chosen = st.selectbox(
        session.say("administration_file"), [file.name for file in files], width=480, key="administration_file"
    )
    path = next(file for file in files if file.name == chosen)
    if session.may_export:
        st.download_button(
            session.say("administration_download"),
            to_take_out(session, path.read_bytes),
            path.name,
            "application/zip" if path.suffix == ".zip" else "application/vnd.sqlite3",
            icon=":material/download:",
            on_click="ignore",
            key="administration_download",
        )
    else:
        st.caption(session.say("administration_no_export"))
    st.caption(session.say("administration_restore_help"))
    new = session.say("administration_restored_name")
    st.code(f"textmine restore {shlex.quote(str(path))} --project {new}", language=None, wrap_lines=True)


def _files(folder: Path) -> list[Path]:
    """The newest first."""
    files = [file for kind in _KINDS for file in folder.glob(kind)] if folder.is_dir() else []
    return sorted(files, key=lambda file: (file.stat().st_mtime, file.name), reverse=True)


def _table(session: Session, files: list[Path]) -> None:
    rows = [
        (
            file.name,
            f"{datetime.fromtimestamp(file.stat().st_mtime).astimezone():%d.%m.%Y %H:%M}",
            f"{decimal(file.stat().st_size / 1e6, session.language, 1)} MB",
        )
        for file in files
    ]
    columns = {
        "file": st.column_config.TextColumn(session.say("administration_file")),
        "time": st.column_config.TextColumn(session.say("administration_time")),
        "size": st.column_config.TextColumn(session.say("administration_size")),
    }
    st.dataframe(pd.DataFrame(rows, columns=list(columns)), column_config=columns, hide_index=True, width="content")


def _back_up(session: Session, folder: Path) -> None:
    name = session.project.place.file.stem if session.project.place.file else "project"
    target = folder / f"{name}-{datetime.now().astimezone():%Y-%m-%d-%H%M%S}.zip"
    try:
        with st.spinner(session.say("administration_backing_up")):
            # As personal as the answers themselves.
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            session.project.back_up(target)
    except (TextmineError, OSError) as error:
        problem(session, error if isinstance(error, TextmineError) else TextmineError(str(error)))
        return
    st.session_state[_MESSAGE] = session.say("administration_backed_up", name=target.name)
    st.rerun()
