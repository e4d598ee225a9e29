"""The demo's 2020 coded on the page Ny runde with what 2016-2019 taught, audited, and most of a theme found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.i18n import TEXTS
from tests.browser.conftest import PATIENCE, Server, Visit, served
from textmine.jobs.demo_project import _coded, fill_with_demo
from textmine.jobs.wave_audit import sample_of
from textmine.jobs.wave_run import runs_of
from textmine.resources import shipped
from textmine.store import Project, open_project
from textmine.survey.corpus import read_survey

PANDEMIC = re.compile(r"korona|pandemi|smitte|covid", re.IGNORECASE)


def say(key: str, **values: object) -> str:
    return TEXTS[key]["nb"].format(**values)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo as the app fills it: 2016-2019 coded, 2020 not."""
    file = tmp_path_factory.mktemp("demo") / "p.textmine"
    with open_project(file, create=True) as made:
        made.coders.ensure("kari")
        fill_with_demo(made, "kari")
    return file


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[Server]:
    with served("--project", project, "--coder", "kari") as running:
        yield running


def code_sample_as_gold(project: Project) -> None:
    """Code the whole sample as the demo's gold has it."""
    survey = read_survey(shipped("corpora/demo"))
    frame = project.statements()
    themes = {each.id: f"T{number}" for number, each in enumerate(survey.themes, start=1)}
    gold = {name: themes[theme] for name, theme in _coded(survey, frame[frame["wave"] == "2020"])}
    sample = sample_of(project, runs_of(project)[0])
    assert sample is not None
    while found := project.next_statement("kari", "batch", batch=sample.batch):
        own = gold.get(found.statement_id)
        project.codings.save(found.statement_id, [] if own is None else [own], "kari")


def test_the_demos_last_wave_is_coded_audited_and_most_of_a_theme_is_found(
    visit: Visit, server: Server, project: Path
) -> None:
    page = visit.page
    page.set_default_timeout(PATIENCE)
    visit.open(f"{server.address}/new_wave")
    page.get_by_role("heading", name=say("new_wave_title"), level=1).wait_for()
    page.get_by_role("button", name=say("new_wave_train"), exact=True).click()
    page.get_by_text("Modellen er trent: 22 temaer").wait_for(timeout=3 * PATIENCE)
    visit.settle()
    page.get_by_role("button", name=say("new_wave_run"), exact=True).click()
    page.get_by_role("tab", name=say("new_wave_tab_drift")).wait_for(timeout=3 * PATIENCE)
    visit.settle()
    with open_project(project) as opened:
        run = runs_of(opened)[0]
        assert (run.wave, run.finished) == ("2020", True)
        texts = opened.statements().set_index("statement_id")["text"]
        proposed = [texts[name] for each in run.findings()["proposals"] for name in each["statements"]]
    assert any(PANDEMIC.search(text) for text in proposed)
    page.get_by_role("tab", name=say("new_wave_tab_themes")).click()
    visit.settle()
    visit.picture("new_wave_demo_1_themes")
    page.get_by_role("tab", name=say("new_wave_tab_audit")).click()
    page.get_by_role("spinbutton", name=say("new_wave_sample_n")).fill("1000")
    page.get_by_role("button", name=say("new_wave_draw"), exact=True).click()
    page.get_by_role("button", name=say("new_wave_code_blind")).wait_for()
    assert page.get_by_text(say("new_wave_promise_title")).count() == 0
    with open_project(project) as opened:
        code_sample_as_gold(opened)
    visit.open(f"{server.address}/new_wave")
    page.get_by_role("tab", name=say("new_wave_tab_audit")).click()
    page.get_by_role("button", name=say("new_wave_close"), exact=True).click()
    page.get_by_text(say("new_wave_promise_title")).wait_for()
    page.get_by_text(re.compile("Finn minst 80.* av utsagnene|Å love 80.* krever minst 11")).first.wait_for()
    visit.settle()
    visit.picture("new_wave_demo_2_promise")
    assert visit.violations() == []
    assert visit.exceptions() == 0
    assert visit.complaints == []
    assert visit.hosts() == {"127.0.0.1"}
