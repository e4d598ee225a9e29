"""Ny runde: a wave coded with what was learnt before, what has changed, what is new, and how far it can be trusted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from app import data, wave_data
from app.components import job_status, wave_audit, wave_model, wave_promise, wave_review, wave_upload
from app.components.conflict import problem
from app.components.links import link
from app.components.numbers import percent, whole
from app.components.plain import plain
from app.components.wave_drift import drift
from app.session import Session
from textmine.errors import TextmineError
from textmine.jobs.background import Job, Progress
from textmine.jobs.wave_models import ProjectModel, models_of
from textmine.jobs.wave_run import WaveRun, run_of, runs_of
from textmine.jobs.worker import in_own_process

if TYPE_CHECKING:
    import pandas as pd

JOBS = ("import", "train", "wave")
TABS = ("drift", "audit", "review", "themes", "shares")


def show(session: Session) -> None:
    """Draw the page."""
    if words := st.session_state.pop("new_wave_said", ""):
        st.success(words)
    st.markdown(session.say("new_wave_help"))
    waves = session.project.figures.by_wave()
    if waves.empty:
        st.info(session.say("new_wave_empty"))
        link("import_data", session.say("new_wave_import"))
        return
    running = _jobs(session)
    try:
        model, run = _choices(session, waves, running)
        if run is not None and model is not None and run.finished and not running:
            _results(session, wave_data.results(session, run, model))
    except TextmineError as error:
        problem(session, error)


def _jobs(session: Session) -> bool:
    """Draw what runs and how the last job went; whether one runs."""
    jobs = data.jobs(session)
    for name in JOBS:
        job = jobs.get(name)
        if job is None:
            continue
        if job.status == "running":
            with st.container(border=True):
                job_status.follow(session, name)
                st.caption(session.say("new_wave_running"))
            return True
        # A run that was stopped stands below, with the way to go on; an import may have been begun on its own page.
        elsewhere = name == "import" and not wave_upload.imported_here(job)
        if not elsewhere and not (name == "wave" and job.status == "interrupted"):
            _ended(session, job)
    return False


def _ended(session: Session, job: Job) -> None:
    with st.container(border=True):
        words, button = st.columns([6, 1], vertical_alignment="center")
        with words:
            if job_status.ended(session, job):
                done = {name: value for name, value in job.result.items() if isinstance(value, int)}
                st.success(session.say(f"new_wave_done_{job.name}", **done))
        if button.button(session.say("new_wave_dismiss"), key=f"new_wave_dismiss_{job.name}"):
            data.jobs(session).forget(job.name)
            st.rerun()


def _choices(session: Session, waves: pd.DataFrame, running: bool) -> tuple[ProjectModel | None, WaveRun | None]:
    """Draw the choice of wave and model, and what can be done with them."""
    models, runs = models_of(session.project), runs_of(session.project)
    run = None
    with st.container(border=True):
        first, second, third = st.columns([3, 4, 3], gap="medium")
        with first:
            st.subheader(session.say("new_wave_step_wave"))
            wave = _wave(session, waves, runs)
            # Who may not import has no page for it either.
            if session.may("administer"):
                wave_upload.choose(session, running)
        with second:
            st.subheader(session.say("new_wave_step_model"))
            model = wave_model.choose(session, models, runs[0] if runs else None)
            if session.may("review"):
                _train(session, bool(models), running)
        if model is not None:
            run = run_of(session.project, wave, model.hash)
            with third:
                statements = int(waves.set_index("wave")["statements"].get(wave, 0))
                _run(session, wave, model, run, statements, running)
            wave_model.about(session, model, wave)
    if session.may("administer") and not running:
        wave_upload.read(session, partial(_start, session, "import"))
    return model, run


def _wave(session: Session, waves: pd.DataFrame, runs: list[WaveRun]) -> str:
    rows = {str(row["wave"]): row for row in waves.to_dict("records")}
    names = list(rows)
    wanted = wave_upload.imported_wave(names)
    if wanted is None and st.session_state.get("new_wave_wave") not in rows:
        wanted = runs[0].wave if runs and runs[0].wave in rows else names[-1]
    if wanted is not None:
        st.session_state["new_wave_wave"] = wanted

    def called(name: str) -> str:
        figures = {key: whole(int(rows[name][key]), session.language) for key in ("statements", "coded")}
        return session.say("new_wave_wave_called", wave=name or "–", **figures)

    label = session.say("new_wave_wave")
    return str(st.selectbox(label, names, format_func=called, key="new_wave_wave"))


def _train(session: Session, again: bool, running: bool) -> None:
    label = session.say("new_wave_train_again" if again else "new_wave_train")
    help_ = session.say("new_wave_train_help")
    kind = "secondary" if again else "primary"
    if st.button(label, type=kind, key="new_wave_train", disabled=running, help=help_):
        _begin(session, "train", {})


def _run(session: Session, wave: str, model: ProjectModel, run: WaveRun | None, statements: int, running: bool) -> None:
    st.subheader(session.say("new_wave_step_run"))
    stopped = run is not None and not run.finished and not running
    if stopped and run is not None:
        done, total = (whole(n, session.language) for n in (min(run.done, statements), statements))
        st.warning(session.say("new_wave_interrupted", done=done, total=total))
    elif run is not None and run.finished:
        when = datetime.fromisoformat(run.begun).astimezone()
        st.caption(plain(session.say("new_wave_was_run", when=f"{when:%d.%m.%Y %H:%M}", who=run.by)))
    elif not session.may("review"):
        st.caption(session.say("new_wave_not_run"))
    if not session.may("review"):
        return
    label = session.say("new_wave_go_on" if stopped else "new_wave_run_again" if run is not None else "new_wave_run")
    kind = "secondary" if run is not None and run.finished else "primary"
    if st.button(label, type=kind, key="new_wave_run", disabled=running):
        _begin(session, "wave", {"wave": wave, "model": model.hash})


def _start(session: Session, name: str, more: dict[str, Any], after: Callable[[], None] | None = None) -> Job | None:
    """Begin a job that calls ``after`` when it went well; None, and the reason on the page, where it cannot begin."""
    jobs = data.jobs(session)
    begun = in_own_process(name, {"project": session.address, "coder": session.coder, **more})

    def work(progress: Progress) -> dict[str, Any]:
        done = begun(progress)
        if after is not None:
            after()
        return done

    try:
        job = jobs.start(name, session.coder, work)
    except TextmineError as error:
        problem(session, error)
        return None
    for other in {*JOBS} - {name}:
        jobs.forget(other)
    return job


def _begin(session: Session, name: str, more: dict[str, Any]) -> None:
    if _start(session, name, more) is not None:
        st.rerun()


def _results(session: Session, found: wave_data.Results) -> None:
    lines = found.lines.values()
    if found.stale:
        st.warning(session.say("new_wave_stale"))
    counts = {
        "statements": len(lines),
        "coded": sum(bool(line.themes) for line in lines),
        # What says nothing needs no reading, and is not among what waits to be read.
        "abstained": sum(line.reason not in ("", "empty") for line in lines),
        "novel": sum(line.reason == "novel" for line in lines),
    }
    for column, (name, count) in zip(st.columns(len(counts)), counts.items(), strict=True):
        with column.container(border=True):
            st.metric(session.say(f"new_wave_n_{name}"), whole(count, session.language))
            st.caption(session.say("new_wave_of_all", share=percent(count / max(1, len(lines)), session.language)))
    audited = wave_data.audit(session, found)
    tabs = dict(zip(TABS, st.tabs([session.say(f"new_wave_tab_{name}") for name in TABS]), strict=True))
    with tabs["drift"]:
        drift(session, found)
    with tabs["audit"]:
        wave_audit.audit(session, found, audited)
        wave_promise.promise(session, found, audited)
    with tabs["review"]:
        wave_review.review(session, found, sampled=audited.sample is not None)
    with tabs["themes"]:
        wave_review.proposals(session, found)
    with tabs["shares"]:
        wave_audit.shares(session, found, audited)
