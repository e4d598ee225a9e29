"""What a page imports before it is drawn for the first time, which whoever opens it waits for."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT

SLOW = {"sklearn", "scipy", "onnxruntime", "openpyxl", "docx", "matplotlib"}


@pytest.mark.parametrize("room", ["overview", "coding", "themes", "map", "search"])
def test_what_people_open_every_day_waits_for_no_large_library(room: str) -> None:
    # Of main.py all but the drawing, then the room.
    code = (
        "import sys; from app import access; from app.components import job_status; import app.navigation; "
        f"import app.views.{room}; print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    imported = set(told.stdout.split())
    assert f"app.views.{room}" in imported
    assert not SLOW & imported
