"""The slider between coarser and finer themes, on the page of themes and on that of a discovery."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

import app.meaning
import textmine.jobs.project
from app.i18n import TEXTS, text
from tests.app.conftest import OpenApp, answers, shown
from tests.conftest import COMMENTS, ToyEncoder
from textmine.coding import Wording
from textmine.coding.operations import rename
from textmine.jobs.project import discover_project
from textmine.store import Project, open_project


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.meaning, "load_encoder", ToyEncoder)
    monkeypatch.setattr(textmine.jobs.project, "load_encoder", lambda _: ToyEncoder())


@pytest.fixture
def discovered(project_file) -> Iterator[Project]:
    """A project in which five themes were discovered; «admin» works in it."""
    with open_project(project_file, create=True) as project:
        project.coders.ensure("admin")
        project.import_responses(answers(COMMENTS), "admin", "svar.csv")
        discover_project(str(project_file), n_themes=5, coder="admin")
        yield project


def opened(open_app: OpenApp, coder: str = "admin") -> AppTest:
    page = open_app("themes", coder=coder)
    page.toggle(key="granularity_open").set_value(True).run()
    assert not page.exception
    return page


def slide(page: AppTest, to: int) -> AppTest:
    page.slider[0].set_value(to).run()
    assert not page.exception
    return page


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_would_happen_is_said_in_every_language_and_nothing_is_done(
    discovered: Project, open_app: OpenApp, language: str
) -> None:
    before = discovered.history.latest()
    page = opened(open_app)
    page.selectbox(key="language").set_value(language).run()
    slide(page, 3)
    told = shown(page)
    assert TEXTS["granularity_join"][language] in told
    assert TEXTS["granularity_change"][language].split("{")[0] in told
    assert TEXTS["granularity_retired"][language] in told
    assert discovered.history.latest() == before


def test_the_slider_begins_where_the_themes_are(discovered: Project, open_app: OpenApp) -> None:
    page = opened(open_app)
    assert page.slider[0].value == 5
    assert text("granularity_same", "nb", n=5) in shown(page)
    assert not [button for button in page.button if button.key == "granularity_do"]


def test_a_finer_cut_is_done_when_it_is_confirmed_and_undone_through_the_log(
    discovered: Project, open_app: OpenApp
) -> None:
    before = discovered.codebook().themes
    page = slide(opened(open_app), 8)
    page.button(key="granularity_do").click().run()
    assert not page.exception
    assert text("granularity_done", "nb", n=8) in shown(page).replace("\\", "")
    assert len(discovered.codebook().active) == 8
    assert page.slider[0].value == 8
    step = discovered.history.undo("admin")
    assert step is not None and step.action == "codebook.regroup"
    assert discovered.codebook().themes == before


def test_what_somebody_worked_with_is_named_and_stays(discovered: Project, open_app: OpenApp) -> None:
    discovered.codebooks.apply(rename(discovered.codebook(), "T1", Wording(nb="Mitt *tema*")), "admin")
    page = slide(opened(open_app), 1)
    assert "Mitt \\*tema\\* \\(endret\\)" in shown(page)
    page.button(key="granularity_do").click().run()
    assert discovered.codebook().theme("T1").is_active


def test_what_somebody_decides_meanwhile_stops_it(discovered: Project, open_app: OpenApp) -> None:
    page = slide(opened(open_app), 1)
    first = discovered.codings_frame("suggested").iloc[0]
    discovered.codings.set(first["statement_id"], first["theme_id"], "admin", "accepted")
    page.button(key="granularity_do").click().run()
    assert not page.exception
    assert discovered.codebook().theme(first["theme_id"]).is_active


def test_a_coder_has_no_slider(discovered: Project, open_app: OpenApp) -> None:
    discovered.coders.add("ola", "coder", by="admin")
    page = open_app("themes", coder="ola")
    assert not [toggle for toggle in page.toggle if toggle.key == "granularity_open"]


def test_where_the_hierarchy_lies_elsewhere_the_page_says_so(discovered: Project, open_app: OpenApp) -> None:
    shutil.rmtree(discovered.place.folder / "discovery")
    assert TEXTS["granularity_elsewhere"]["nb"] in shown(opened(open_app))


@pytest.mark.usefixtures("filled")
def test_a_codebook_that_nobody_discovered_has_no_slider(open_app: OpenApp) -> None:
    page = open_app("themes")
    assert not [toggle for toggle in page.toggle if toggle.key == "granularity_open"]
