"""Import: a file in, what was understood, what will happen, and themes found, each shown before anything is done."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from app import data
from app.components import import_columns, import_plan, job_status
from app.components.conflict import problem
from app.components.kept_file import KeptFile
from app.components.links import link
from app.components.numbers import whole
from app.components.plain import plain
from app.session import Session
from app.theme_figures import tallies
from textmine.errors import TextmineError
from textmine.jobs.background import Job, Progress
from textmine.jobs.worker import in_own_process

if TYPE_CHECKING:
    from textmine.store import ImportPlan

_KEPT = KeptFile("import_data")
_LARGEST = 10


def show(session: Session) -> None:
    """Draw the page."""
    jobs = data.jobs(session)
    ended = []
    for name in ("import", "discover"):
        job = jobs.get(name)
        if job is None:
            continue
        if job.status == "running":
            job_status.follow(session, name)
            st.caption(session.say("import_data_running"))
            return
        ended.append(job)
    if file := _KEPT.file():
        _file(session, file)
        return
    for job in ended:
        _ended(session, job)
    if session.project.counts().statements and not session.project.codebook().active:
        _find_themes(session)
    st.markdown(session.say("import_data_file_help"))
    _KEPT.ask(session, session.say("import_data_file"))


def _ended(session: Session, job: Job) -> None:
    """How the last import or discovery went, and where to go from there."""
    with st.container(border=True):
        if job_status.ended(session, job):
            if job.name == "import":
                _imported(session, job)
            else:
                _discovered(session, job)
        if st.button(session.say("import_data_dismiss"), key=f"import_data_dismiss_{job.name}"):
            data.jobs(session).forget(job.name)
            st.rerun()


def _imported(session: Session, job: Job) -> None:
    st.success(session.say("import_data_done", **job.result))
    st.caption(session.say("import_data_undo_hint"))
    if session.project.codebook().active and job.result["new"]:
        st.markdown(session.say("import_data_next"))
        link("new_wave", session.say("import_data_to_new_wave"))
        link("coding", session.say("import_data_to_coding"))


def _discovered(session: Session, job: Job) -> None:
    found = {name: job.result[name] for name in ("themes", "suggestions")}
    st.success(session.say("import_data_found", **found))
    counted = tallies(session)
    sized = [
        (tally.accepted + tally.suggested, plain(theme.name(session.language)))
        for theme in session.project.codebook().active
        if (tally := counted.get(theme.id))
    ]
    if sized:
        st.markdown(session.say("import_data_largest"))
        largest = sorted(sized, key=lambda each: (-each[0], each[1]))[:_LARGEST]
        st.markdown("\n".join(f"- {name} :gray[{whole(n, session.language)}]" for n, name in largest))
    st.markdown(session.say("import_data_next"))
    link("themes", session.say("import_data_to_themes"))
    link("coding", session.say("import_data_to_coding"))


def _find_themes(session: Session) -> None:
    with st.container(border=True):
        st.subheader(session.say("import_data_find"))
        st.markdown(session.say("import_data_find_help"))
        number = st.number_input(
            session.say("import_data_number"), min_value=0, max_value=500, value=0, width=240, key="import_data_number"
        )
        if st.button(session.say("import_data_find"), type="primary", key="import_data_find"):
            _start_discovery(session, int(number) or None)


def _start_discovery(session: Session, n_themes: int | None) -> None:
    work = in_own_process("discover", {"project": session.address, "n_themes": n_themes, "coder": session.coder})
    try:
        # How the import went has been told.
        data.jobs(session).forget("import")
        data.jobs(session).start("discover", session.coder, work)
    except TextmineError as error:
        problem(session, error)
        return
    st.rerun()


def _file(session: Session, file: Path) -> None:
    heading, other = st.columns([4, 1], vertical_alignment="bottom")
    heading.subheader(session.say("import_data_understood"))
    other.button(session.say("import_data_other_file"), on_click=_KEPT.drop, key="import_data_other_file")
    st.text(file.name)
    responses = import_columns.choose(session, file)
    if responses is None:
        return
    if plan := _KEPT.plan():
        _plan(session, file, plan)
    elif st.button(session.say("import_data_compare"), type="primary", key="import_data_compare"):
        _KEPT.compare(session, file, responses)


def _plan(session: Session, file: Path, plan: ImportPlan) -> None:
    decided = import_plan.decide(session, plan)
    if decided is None:
        return

    do_import = in_own_process(
        "import",
        {
            "project": session.address,
            "file": str(file),
            "columns": import_columns.as_arguments(),
            "coder": session.coder,
            "shown": [plan.new, plan.changed_responses, len(plan.gone)],
            **asdict(decided),
        },
    )

    def work(progress: Progress) -> dict[str, Any]:
        done = do_import(progress)
        data.drop_upload(file)
        return done

    try:
        data.jobs(session).forget("discover")
        data.jobs(session).start("import", session.coder, work)
    except TextmineError as error:
        problem(session, error)
        return
    _KEPT.forget()
    st.rerun()
