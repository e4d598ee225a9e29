from __future__ import annotations

from pathlib import Path

import pytest

from app import data
from app.i18n import TEXTS
from tests.app.conftest import OpenApp, shown
from tests.conftest import ToyEncoder
from textmine.store import Project


@pytest.mark.usefixtures("filled")
def test_the_report_is_made_in_the_background_and_downloaded(
    open_app: OpenApp, project_file: Path, toy: ToyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textmine.jobs.project.load_encoder", lambda name="default": toy)  # noqa: ARG005
    page = open_app("report")
    assert not page.get("download_button")
    page.button(key="report_make").click().run()
    data._jobs(str(project_file), None).wait("report", 120)
    page.run()
    assert not page.exception
    (button,) = page.get("download_button")
    assert button.proto.label == TEXTS["report_download"]["nb"]
    report = project_file.with_name(f"{project_file.name}.files") / "reports" / "report.html"
    assert "boliger" in report.read_text(encoding="utf-8")


def test_a_role_that_may_not_take_data_out_gets_no_report(open_app: OpenApp, filled: Project) -> None:
    filled.coders.add("kari", "coder", by="admin")
    page = open_app("report", coder="kari")
    assert not page.exception
    assert TEXTS["report_no_export"]["nb"] in shown(page)
    assert not page.get("download_button")
    assert not page.button


def test_without_answers_there_is_nothing_to_report(open_app: OpenApp) -> None:
    page = open_app("report")
    assert TEXTS["report_empty"]["nb"] in shown(page)
