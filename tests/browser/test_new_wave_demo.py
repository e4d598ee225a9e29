"""The demo's 2020 coded on the page Ny runde with what 2016-2019 taught."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.i18n import TEXTS
from tests.browser.conftest import PATIENCE, Server, Visit, served
from textmine.jobs.demo_project import fill_with_demo
from textmine.jobs.wave_run import runs_of
from textmine.store import open_project


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


def test_the_demos_last_wave_is_coded_with_what_the_waves_before_it_taught(
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
        wave = opened.statements().query("wave == '2020'")["statement_id"]
        assert {line.id for line in run.coded()} == set(wave)
    visit.picture("new_wave_demo")
    assert visit.exceptions() == 0
    assert visit.complaints == []
    assert visit.hosts() == {"127.0.0.1"}
