"""Progress of long work, on the page that started it and in the sidebar of every other."""

from __future__ import annotations

import streamlit as st

from app import data
from app.access import recheck
from app.problems import in_words
from app.session import Session
from textmine.jobs.background import Job

_SECONDS = 1.0


def follow(session: Session, name: str, where: str = "page") -> None:
    """Draw a running job and keep drawing it; when it ends the whole page is drawn anew."""

    @st.fragment(run_every=_SECONDS, key=f"job_{where}_{name}")
    def watch() -> None:
        recheck(session)
        job = data.jobs(session).get(name)
        if job is None or job.status != "running":
            st.rerun(scope="app")
            return
        _draw(session, job)

    watch()


def sidebar(session: Session) -> None:
    """Draw what runs in the project, small, in the sidebar."""
    for job in data.jobs(session).running():
        with st.sidebar:
            follow(session, job.name, "sidebar")


def ended(session: Session, job: Job) -> bool:
    """Say how a job that has ended went, with a way to put the message away; returns whether it was done."""
    if job.status == "failed":
        st.error(session.say(f"job_failed_{job.name}"))
        st.text(in_words(job.problem, session.language))
    elif job.status == "interrupted":
        st.warning(session.say("job_interrupted"))
    return job.status == "done"


def _draw(session: Session, job: Job) -> None:
    share = job.done / job.total if job.total else 0.0
    label = session.say(f"job_{job.name}")
    label = f"{label}: {session.say(f'job_step_{job.step}')}" if job.step else f"{label} …"
    if job.total:
        label = f"{label} ({session.say('of', n=job.done, total=job.total)})"
    st.progress(share, text=label)
