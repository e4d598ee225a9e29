"""What the page Ny runde reads of a run, worked out once for each change of the project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from app.session import Session
from textmine.coding.crosswalk import Crosswalk, crosswalk
from textmine.jobs.wave_audit import Sample, Truth, realised_in, sample_of, shares_of, truth_of
from textmine.jobs.wave_models import ProjectModel
from textmine.jobs.wave_review import to_read
from textmine.jobs.wave_run import Said, WaveRun

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Results:
    """A finished run in the terms of the codebook in use.

    Attributes
    ----------
    run : WaveRun
    model : ProjectModel
    walk : Crosswalk
        From the codebook that the model learnt to the one in use.
    lines : dict of statement id to Said
    findings : dict
    readable : tuple of str
        Statements left to people that wait to be coded and are not being coded blind, in the order to read them.
    visible : frozenset of str
        Statements of the run that are not being coded blind.
    stale : bool
        Whether the statements of the wave are no longer those that were coded.
    """

    run: WaveRun
    model: ProjectModel
    walk: Crosswalk
    lines: dict[str, Said]
    findings: dict[str, Any]
    readable: tuple[str, ...]
    visible: frozenset[str]
    stale: bool


@dataclass(frozen=True)
class Audit:
    """What is known of a run by its sample; tables are missing until the sample is closed and some of it coded."""

    sample: Sample | None
    truth: Truth | None
    realised: pd.DataFrame | None
    shares: pd.DataFrame


def results(session: Session, run: WaveRun, model: ProjectModel) -> Results:
    """What a finished run found."""
    return _results(session.address, session.project.history.latest(), run, model, session)


@st.cache_resource(show_spinner=False, max_entries=4)
def _results(
    address: str,  # noqa: ARG001 - the cache reads it
    change: int,  # noqa: ARG001 - the cache reads it
    run: WaveRun,
    _model: ProjectModel,
    _session: Session,
) -> Results:
    project = _session.project
    walk = crosswalk(_model.codebook(), project.codebook())
    lines = {line.id: line.within(walk) for line in run.coded()}
    frame = project.statements()
    findings = run.findings()
    return Results(
        run,
        _model,
        walk,
        lines,
        findings,
        tuple(to_read(project, findings["review"])),
        frozenset(project.glances.statement_texts().keys() & lines.keys()),
        stale=set(frame["statement_id"][frame["wave"] == run.wave]) != lines.keys(),
    )


def audit(session: Session, found: Results) -> Audit:
    """What the audit sample of a run tells."""
    return _audit(session.address, session.project.history.latest(), found.run, found, session)


@st.cache_resource(show_spinner=False, max_entries=4)
def _audit(
    address: str,  # noqa: ARG001 - the cache reads it
    change: int,  # noqa: ARG001 - the cache reads it
    run: WaveRun,
    _found: Results,
    _session: Session,
) -> Audit:
    project, lines = _session.project, list(_found.lines.values())
    sample = sample_of(project, run)
    truth = truth_of(project, sample) if sample is not None and sample.closed else None
    realised = realised_in(lines, truth, project.codebook()) if truth is not None and truth.themes else None
    shares = shares_of(project, lines, _found.findings["adjusted"], _found.model.codebook(), sample, truth)
    return Audit(sample, truth, realised, shares)
