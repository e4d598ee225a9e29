"""A wave that lies in a file: uploaded and read on the page itself, with the pieces of the page Import."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app import data
from app.components import import_columns, import_plan
from app.components.kept_file import KeptFile
from app.session import Session
from textmine.jobs.background import Job

if TYPE_CHECKING:
    from textmine.store import ImportPlan

_KEPT = KeptFile("new_wave")
_IMPORTED = "new_wave_kept_import"
Start = Callable[[dict[str, Any], Callable[[], None]], Job | None]


def choose(session: Session, running: bool) -> None:
    """Draw the way to a file, or the file that was chosen."""
    file = _KEPT.file()
    if file is None:
        _KEPT.ask(session, session.say("new_wave_upload"), disabled=running)
    else:
        st.text(file.name)
        st.button(session.say("import_data_other_file"), on_click=_KEPT.drop, key="new_wave_other_file")


def read(session: Session, start: Start) -> None:
    """Draw how the file is read and what its import will do; ``start`` begins the import, and drops the file after."""
    file = _KEPT.file()
    if file is None:
        return
    with st.container(border=True):
        st.subheader(session.say("import_data_understood"))
        responses = import_columns.choose(session, file)
        if responses is None:
            return
        if (responses["wave"].str.strip() == "").any():
            st.warning(session.say("new_wave_upload_no_wave"))
            return
        if plan := _KEPT.plan():
            _plan(session, file, plan, sorted(responses["wave"].unique())[-1], start)
        elif st.button(session.say("import_data_compare"), type="primary", key="new_wave_compare"):
            _KEPT.compare(session, file, responses)


def imported_here(job: Job) -> bool:
    """Whether an import was begun on this page, by who is at the screen."""
    return bool(st.session_state.get(_IMPORTED, ("", ""))[1] == job.started)


def imported_wave(waves: Collection[str]) -> str | None:
    """The wave that was imported last on this page, told once; None where it has not come yet."""
    wave, started = st.session_state.get(_IMPORTED, ("", ""))
    if not wave or wave not in waves:
        return None
    st.session_state[_IMPORTED] = ("", started)
    return str(wave)


def _plan(session: Session, file: Path, plan: ImportPlan, wave: str, start: Start) -> None:
    decided = import_plan.decide(session, plan)
    if decided is None:
        return
    shown = [plan.new, plan.changed_responses, len(plan.gone)]
    arguments = {"file": str(file), "columns": import_columns.as_arguments(), "shown": shown, **asdict(decided)}
    job = start(arguments, lambda: data.drop_upload(file))
    if job is None:
        return
    st.session_state[_IMPORTED] = (wave, job.started)
    _KEPT.forget()
    st.rerun()
