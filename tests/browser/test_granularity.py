"""Coarser and finer themes in the browser: seen, done, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.i18n import TEXTS
from tests.browser.conftest import PATIENCE, Server, Visit, served
from textmine.jobs.project import discover_project
from textmine.resources import shipped
from textmine.store import open_project
from textmine.survey.corpus import read_survey


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The demo survey, in which themes were discovered."""
    file = tmp_path / "survey.textmine"
    with open_project(file, create=True) as project:
        project.coders.ensure("kari")
        project.import_responses(read_survey(shipped("corpora/demo")).frame(), "kari", "svar.csv")
    discover_project(str(file), coder="kari")
    with served("--project", file, "--coder", "kari") as running:
        running.project = file  # type: ignore[attr-defined]
        yield running


def test_themes_are_cut_finer_after_a_look_and_the_log_takes_it_back(visit: Visit, server: Server) -> None:
    visit.open(server.address)
    visit.room(TEXTS["themes_title"]["nb"])
    visit.page.get_by_text(TEXTS["granularity_open"]["nb"]).click()
    visit.settle()
    with open_project(server.project) as project:  # type: ignore[attr-defined]
        before = project.codebook().themes
        slider = visit.page.get_by_role("slider")
        slider.focus()
        for _ in range(6):
            slider.press("ArrowRight")
        apply = visit.page.get_by_role("button", name=TEXTS["granularity_do"]["nb"])
        apply.wait_for(timeout=PATIENCE)
        visit.settle()
        visit.picture("granularity")
        assert visit.violations() == []
        assert project.codebook().themes == before
        apply.click()
        visit.page.get_by_text(TEXTS["granularity_done"]["nb"].split(":")[0]).wait_for(timeout=PATIENCE)
        visit.settle()
        assert visit.exceptions() == 0
        assert len(project.codebook().active) == len(before) + 6
        visit.picture("granularity_done")
        project.history.undo("kari")
        assert project.codebook().themes == before
    visit.page.reload()
    visit.settle()
    assert visit.exceptions() == 0
