"""Loads what the pages show, once a server."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

from textmine.discover import Discovery, discover


@st.cache_resource(show_spinner=False, max_entries=3)
def load_discovery(folder: str, changed: float) -> Discovery:  # noqa: ARG001 - the cache reads it
    """Discovery of a folder; ``changed`` is its time of change, so that a new run is seen."""
    from textmine.report.files import read_discovery

    return read_discovery(folder)


@st.cache_resource(show_spinner=False, max_entries=1)
def demo_discovery() -> Discovery:
    """Discovery of the demo survey, made on first use."""
    from textmine.encode import load_encoder
    from textmine.resources import shipped
    from textmine.survey.corpus import read_survey

    return discover(read_survey(shipped("corpora/demo")).frame(), load_encoder())


@st.cache_data(show_spinner=False, max_entries=3)
def report_html(folder: str, changed: float) -> bytes | None:  # noqa: ARG001 - the cache reads it
    """The report that lies in a discovery's folder; None where it was taken away."""
    path = Path(folder) / "report.html"
    return path.read_bytes() if path.exists() else None


def chosen_folder() -> str | None:
    """Folder named on the command line, or None for the demo."""
    return sys.argv[1] if len(sys.argv) > 1 else None


def folder_changed(folder: str) -> float:
    """Time of change of a discovery; 0 where it is missing."""
    path = Path(folder) / "statements.csv"
    return path.stat().st_mtime if path.exists() else 0.0
