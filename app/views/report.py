"""Rapport: today's report, made in the background and downloaded by those who may take data out."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import streamlit as st

from app import data
from app.components import job_status
from app.components.conflict import problem
from app.session import Session
from textmine.errors import TextmineError
from textmine.jobs.worker import in_own_process


def show(session: Session) -> None:
    """Draw the page."""
    st.markdown(session.say("report_help"))
    if not session.may_export:
        st.info(session.say("report_no_export"))
        return
    if not session.project.counts().statements:
        st.info(session.say("report_empty"))
        return
    job = data.jobs(session).get("report")
    if job is not None and job.status == "running":
        job_status.follow(session, "report")
        return
    if job is not None:
        job_status.ended(session, job)
    file = session.project.place.folder / "reports" / "report.html"
    if file.exists():
        _download(session, file)
    label = session.say("report_make_again" if file.exists() else "report_make")
    if st.button(label, type="secondary" if file.exists() else "primary", key="report_make"):
        _make(session, file)


def _download(session: Session, file: Path) -> None:
    made = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    st.caption(session.say("report_made", when=f"{made:%d.%m.%Y %H:%M}"))
    label = session.say("report_download")
    st.download_button(
        label, file.read_bytes, "report.html", "text/html", type="primary", on_click="ignore", key="report_download"
    )


def _make(session: Session, file: Path) -> None:
    work = in_own_process("report", {"project": session.address, "out": str(file)})
    try:
        data.jobs(session).start("report", session.coder, work)
    except TextmineError as error:
        problem(session, error)
        return
    st.rerun()
