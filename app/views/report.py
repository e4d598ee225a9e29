"""Rapport: its chapters, language and formats chosen, made in the background, looked at and downloaded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from app import data
from app.access import to_take_out
from app.components import job_status
from app.components.conflict import problem
from app.components.report_plan import report_plan
from app.components.report_preview import report_preview
from app.components.upload_words import upload_words
from app.i18n import LANGUAGES
from app.session import Session
from textmine.errors import TextmineError
from textmine.jobs.worker import in_own_process
from textmine.report.plan import Plan, written_plan
from textmine.report.publish import FORMATS, bundled
from textmine.report.writers.template import check_template

_KEPT, _TEMPLATE, _TROUBLE = "report_kept_choice", "report_kept_template", "report_template_trouble"
_LARGEST_TEMPLATE = 20
"""Megabytes."""
_MIME = {
    "html": "text/html",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "application/zip",
}


def show(session: Session) -> None:
    """Draw the page."""
    st.markdown(session.say("report_help"))
    counts = session.project.counts()
    if not (counts.statements and session.project.codebook().active):
        st.info(session.say("report_empty"))
        return
    folder = session.project.place.folder / "reports"
    left, right = st.columns([5, 8], gap="large")
    with left:
        if session.may_export:
            _choose(session, folder)
        else:
            st.info(session.say("report_no_export"))
    with right:
        _made(session, folder)


def _choose(session: Session, folder: Path) -> None:
    choices = data.report_choices(session)
    plan = report_plan(session, choices)
    kept = st.session_state.setdefault(_KEPT, {"language": session.language, "formats": list(FORMATS), "weight": ""})
    for name, value in kept.items():
        st.session_state.setdefault(f"report_{name}", value)
    st.selectbox(session.say("report_language"), list(LANGUAGES), format_func=LANGUAGES.get, key="report_language")
    st.pills(
        session.say("report_formats"),
        FORMATS,
        selection_mode="multi",
        format_func=lambda name: session.say(f"report_format_{name}"),
        key="report_formats",
    )
    if choices.weights:
        if st.session_state["report_weight"] not in choices.weights:
            st.session_state["report_weight"] = ""
        st.selectbox(
            session.say("report_weight"),
            ["", *choices.weights],
            format_func=lambda name: name or session.say("report_weight_none"),
            key="report_weight",
        )
    _template(session)
    kept.update({name: st.session_state[f"report_{name}"] for name in kept})
    running = any(job.name == "report" for job in data.jobs(session).running())
    ready = bool(plan.chapters and kept["formats"])
    if not ready:
        st.caption(session.say("report_nothing_chosen"))
    if st.button(session.say("report_make"), type="primary", disabled=running or not ready, key="report_make"):
        _make(session, folder, plan, kept)


def _template(session: Session) -> None:
    with st.expander(session.say("report_template")):
        st.caption(session.say("report_template_help"))
        upload_words(session, _LARGEST_TEMPLATE, "report_template_upload")
        st.file_uploader(
            session.say("report_template_upload"),
            type=["docx"],
            max_upload_size=_LARGEST_TEMPLATE,
            key="report_template_upload",
            on_change=_keep_template,
            args=(session,),
        )
        if error := st.session_state.pop(_TROUBLE, None):
            problem(session, error)
        if file := _chosen_template():
            st.text(session.say("report_template_used", name=file.name))
            st.button(session.say("report_template_drop"), key="report_template_drop", on_click=_drop_template)


def _chosen_template() -> Path | None:
    file = st.session_state.get(_TEMPLATE)
    return Path(file) if file and Path(file).exists() else None


def _keep_template(session: Session) -> None:
    uploaded = st.session_state["report_template_upload"]
    if uploaded is None:
        return
    file = data.keep_upload(session, uploaded.name, uploaded.getvalue())
    try:
        check_template(file)
    except TextmineError as error:
        data.drop_upload(file)
        st.session_state[_TROUBLE] = error
        return
    _drop_template()
    st.session_state[_TEMPLATE] = str(file)


def _drop_template() -> None:
    if file := _chosen_template():
        data.drop_upload(file)
    st.session_state.pop(_TEMPLATE, None)


def _make(session: Session, folder: Path, plan: Plan, kept: Mapping[str, Any]) -> None:
    template = _chosen_template()
    arguments = {
        "project": session.address,
        "out": str(folder),
        "plan": written_plan(plan),
        "formats": [name for name in FORMATS if name in kept["formats"]],
        "language": kept["language"],
        "weight": kept["weight"],
        "template": str(template) if template else "",
    }
    try:
        data.jobs(session).start("report", session.coder, in_own_process("report", arguments))
    except TextmineError as error:
        problem(session, error)
        return
    st.rerun()


def _made(session: Session, folder: Path) -> None:
    """How the last report is coming along, and what there is of it."""
    job = data.jobs(session).get("report")
    if job is not None and job.status == "running":
        job_status.follow(session, "report")
        return
    if job is not None:
        job_status.ended(session, job)
    files = {name: file for name in FORMATS if (file := folder / f"report.{name}").exists()}
    if not files:
        st.info(session.say("report_none_yet"))
        return
    latest = max(file.stat().st_mtime for file in files.values())
    when = f"{datetime.fromtimestamp(latest).astimezone():%d.%m.%Y %H:%M}"
    st.caption(session.say("report_made", when=when))
    if job is not None and job.status == "done":
        _lacks(session, job.result)
    if session.may_export:
        _downloads(session, files)
    if "html" in files and st.toggle(session.say("report_preview"), value=True, key="report_preview"):
        report_preview(session, files["html"].read_text(encoding="utf-8"))


def _lacks(session: Session, result: Mapping[str, Any]) -> None:
    """What the report lacks, which it says itself, and that it has no quotes."""
    if lacks := result.get("lacks", {}).get(session.language):
        st.warning(session.say("report_lacks"))
        for lack in lacks:
            st.text(lack)
    if result.get("without_quotes"):
        st.info(session.say("report_without_quotes"))


def _downloads(session: Session, files: Mapping[str, Path]) -> None:
    with st.container(horizontal=True):
        for name, file in files.items():
            st.download_button(
                session.say(f"report_format_{name}"),
                to_take_out(session, partial(bundled, file) if name == "md" else file.read_bytes),
                f"{session.say('report_file')}.{'zip' if name == 'md' else name}",
                _MIME[name],
                icon=":material/download:",
                on_click="ignore",
                key=f"report_download_{name}",
            )
