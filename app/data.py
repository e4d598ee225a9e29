"""What pages read, kept once a server: by the folder's time of change, or by the newest entry of the project's log."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import streamlit as st

from app.session import Session
from textmine.jobs.background import Jobs

if TYPE_CHECKING:
    import pandas as pd

    from textmine.coding.agreement import Agreement
    from textmine.discover import Discovery
    from textmine.report.project_source import Choices
    from textmine.store.figures import Counts

# A survey that was uploaded and never imported is personal data that nobody looks after.
_KEPT_SECONDS = 24 * 3600
_LONGEST = 50
"""Signs of a file's name that are kept: a file system counts bytes, and a sign may take four."""


@dataclass(frozen=True)
class Figures:
    """Figures of a project at one moment."""

    counts: Counts
    waves: pd.DataFrame
    themes: pd.DataFrame


def figures(session: Session) -> Figures:
    """Figures of the project as it is now."""
    return _figures(session.address, session.project.history.latest(), session)


@st.cache_resource(show_spinner=False, max_entries=4)
def _figures(address: str, version: int, _session: Session) -> Figures:  # noqa: ARG001 - the cache reads them
    of = _session.project.figures
    return Figures(of.counts(), of.by_wave(), of.by_theme())


def agreement(session: Session, batch: int | None, coders: tuple[str, ...] = ()) -> Agreement:
    """How far coders agree, in a closed batch or in all, some coders or all of them."""
    return _agreement(session.address, session.project.history.latest(), batch, coders, session)


@st.cache_resource(show_spinner=False, max_entries=8)
def _agreement(
    address: str,  # noqa: ARG001 - the cache reads it
    version: int,  # noqa: ARG001 - the cache reads it
    batch: int | None,
    coders: tuple[str, ...],
    _session: Session,
) -> Agreement:
    return _session.project.agreement(coders or None, batch=batch)


def statements_for_quotes(session: Session) -> pd.DataFrame:
    """Every statement with its response and attributes; not to be changed."""
    glances = session.project.glances
    return _statements_for_quotes(session.address, f"{glances.statements_stamp()} {glances.last_import()}", session)


@st.cache_resource(show_spinner=False, max_entries=1)
def _statements_for_quotes(address: str, stamp: str, _session: Session) -> pd.DataFrame:  # noqa: ARG001 - the cache reads them
    from textmine.jobs.quoting import statements_for_quotes as read

    return read(_session.project)


def report_choices(session: Session) -> Choices:
    """What a report can be divided and weighted by."""
    return _report_choices(session.address, session.project.glances.last_import(), session)


@st.cache_resource(show_spinner=False, max_entries=4)
def _report_choices(address: str, version: int, _session: Session) -> Choices:  # noqa: ARG001 - the cache reads them
    from textmine.report.project_source import choices_of

    return choices_of(_session.project)


def jobs(session: Session) -> Jobs:
    """Long work in the project, whoever started it."""
    return _jobs(session.address, session)


@st.cache_resource(show_spinner=False)
def _jobs(address: str, _session: Session) -> Jobs:  # noqa: ARG001 - the cache reads it
    return Jobs(_session.project.place.folder / "jobs")


def keep_upload(session: Session, name: str, content: bytes) -> Path:
    """Write an uploaded survey beside the project until it is imported, for a day at most; returns the file."""
    uploads = session.project.place.folder / "uploads"
    for forgotten in uploads.glob("*/*"):
        if forgotten.stat().st_mtime < time.time() - _KEPT_SECONDS:
            drop_upload(forgotten)
    folder = uploads / uuid.uuid4().hex
    folder.mkdir(parents=True, mode=0o700)
    file = folder / _kept_name(name)
    file.write_bytes(content)
    return file


def _kept_name(name: str) -> str:
    """The last part of a file's name, as any file system takes it."""
    last = PurePosixPath("".join(sign for sign in name.replace("\\", "/") if sign.isprintable())).name
    stem, dot, suffix = last.rpartition(".") if "." in last.strip(".") else (last, "", "")
    return f"{stem.strip('. ')[:_LONGEST] or 'survey'}{dot}{suffix[:8]}"


def drop_upload(file: Path) -> None:
    """Take an uploaded survey away."""
    file.unlink(missing_ok=True)
    if file.parent.is_dir():
        file.parent.rmdir()


@st.cache_resource(show_spinner=False, max_entries=3)
def load_discovery(folder: str, changed: float) -> Discovery:  # noqa: ARG001 - the cache reads it
    """Discovery of a folder; ``changed`` is its time of change, so that a new run is seen."""
    from textmine.report.files import read_discovery

    return read_discovery(folder)


@st.cache_resource(show_spinner=False, max_entries=8)
def cut_discovery(folder: str, changed: float, n_themes: int) -> Discovery:
    """The discovery of a folder with coarser or finer themes."""
    from textmine.discover import recut

    return recut(load_discovery(folder, changed), n_themes)


@st.cache_data(show_spinner=False, max_entries=3)
def report_html(folder: str, changed: float) -> bytes | None:  # noqa: ARG001 - the cache reads it
    """The report that lies in a discovery's folder; None where it was taken away."""
    path = Path(folder) / "report.html"
    return path.read_bytes() if path.exists() else None


def folder_changed(folder: str) -> float:
    """Time of change of a discovery; 0 where it is missing."""
    path = Path(folder) / "statements.csv"
    return path.stat().st_mtime if path.exists() else 0.0
