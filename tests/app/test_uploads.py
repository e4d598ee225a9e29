"""Whatever an uploaded file is called, it lies in a folder of its own beside the project, and nowhere else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data import _kept_name, drop_upload, keep_upload
from app.session import Session
from textmine.store import Project

NAMES = {
    "svar.csv": "svar.csv",
    "Svar 2024 (endelig).xlsx": "Svar 2024 (endelig).xlsx",
    "../../etc/passwd": "passwd",
    "C:\\Brukere\\kari\\svar.csv": "svar.csv",
    "..": "survey",
    ".": "survey",
    "": "survey",
    "...": "survey",
    "/": "survey",
    ".csv": "csv",
    "svar\x00.csv": "svar.csv",
    "svar\n\u202ecsv.exe": "svarcsv.exe",
    "æ" * 300 + ".xlsx": "æ" * 50 + ".xlsx",
}


@pytest.mark.parametrize(("name", "kept"), NAMES.items())
def test_a_file_keeps_its_name_as_far_as_it_is_one(filled: Project, name: str, kept: str) -> None:
    session = Session("p", filled, "admin", "admin", "nb")
    file = keep_upload(session, name, b"id;svar\n")
    uploads = filled.place.folder / "uploads"
    assert file.name == kept
    assert file.parent.parent == uploads
    assert file.read_bytes() == b"id;svar\n"
    assert file.parent.stat().st_mode & 0o077 == 0
    drop_upload(file)
    assert not list(uploads.iterdir())


@given(st.text())
def test_any_name_becomes_one_that_a_file_can_have(name: str) -> None:
    kept = _kept_name(name)
    assert kept not in ("", ".", "..")
    assert Path(kept).name == kept
    assert len(kept.encode("utf-8", "surrogatepass")) < 255


def test_a_file_of_today_is_left_when_another_comes(filled: Project) -> None:
    session = Session("p", filled, "admin", "admin", "nb")
    first = keep_upload(session, "a.csv", b"1")
    keep_upload(session, "b.csv", b"2")
    assert first.exists()
    assert first.stat().st_mtime <= time.time()
