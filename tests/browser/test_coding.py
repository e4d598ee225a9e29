"""Koding and Kart in the real browser: the keyboard alone, two people at once, a lasso."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest

from tests.browser.conftest import SCREENSHOTS, served, settled
from tests.conftest import COMMENTS
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.store import Project, open_project

PATIENCE = 60_000
N = 60


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """A project of sixty one-statement answers and three themes, in which «kari» and «ola» work."""
    file = tmp_path_factory.mktemp("project") / "survey.textmine"
    texts = [COMMENTS[number % len(COMMENTS)] for number in range(N)]
    with open_project(file, create=True) as project:
        project.coders.ensure("kari")
        project.coders.add("ola", "coder", by="kari")
        frame = pd.DataFrame({"response_id": [f"{n:03}" for n in range(N)], "wave": "2024", "text": texts}, dtype=str)
        project.import_responses(frame, "kari", "svar.csv")
        themes = tuple(Theme(f"T{n}", Wording(nb=name)) for n, name in enumerate(("Bolig", "Kveld", "Ventetid"), 1))
        project.codebooks.put(Codebook(project.codebook().version, themes=themes), "kari")
        yield project


@pytest.fixture(scope="module")
def kari(project: Project) -> Iterator[str]:
    with served("--project", project.place.file, "--coder", "kari") as server:
        yield server.address


@pytest.fixture(scope="module")
def ola(project: Project) -> Iterator[str]:
    with served("--project", project.place.file, "--coder", "ola") as server:
        yield server.address


def at_the_desk(browser: Any, address: str) -> Any:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.goto(f"{address}/coding")
    told(page, 0)
    settled(page)
    return page


def told(page: Any, n: int) -> None:
    """Wait until the page says that so many statements are coded."""
    page.get_by_text(f"{n} kodet siden du åpnet siden").wait_for(timeout=PATIENCE)


def statement(page: Any) -> str:
    mark = page.locator("mark.current").first
    mark.wait_for(timeout=PATIENCE)
    return str(mark.inner_text())


def chosen(page: Any, name: str) -> None:
    page.locator('button[kind="primary"]', has_text=name).wait_for(timeout=PATIENCE)


def coded(project: Project, coder: str) -> list[tuple[str, str]]:
    frame = project.codings.frame("accepted", coder=coder)
    return list(zip(frame["statement_id"], frame["theme_id"], strict=True))


def test_twenty_statements_are_coded_by_keyboard_alone_and_undone(browser: Any, project: Project, kari: str) -> None:
    page = at_the_desk(browser, kari)
    themes = ("Bolig", "Kveld", "Ventetid")
    for number in range(20):
        page.keyboard.press(str(number % 3 + 1))
        chosen(page, themes[number % 3])
        page.keyboard.press("Enter")
        told(page, number + 1)
    rows = coded(project, "kari")
    assert len({one for one, _ in rows}) == 20
    assert [theme for _, theme in rows] == [f"T{number % 3 + 1}" for number in range(20)]
    for number in range(3):
        page.keyboard.press("u")
        told(page, 19 - number)
    assert coded(project, "kari") == rows[:17]
    page.keyboard.press("y")
    told(page, 18)
    assert coded(project, "kari") == rows[:18]
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "coding.png", full_page=True)
    page.close()


def test_a_memo_is_typed_and_left_by_keyboard(browser: Any, project: Project, kari: str) -> None:
    page = at_the_desk(browser, kari)
    page.keyboard.press("2")
    chosen(page, "Kveld")
    page.keyboard.press("m")
    page.keyboard.type("usikker 1 u x")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    told(page, 1)
    assert "usikker 1 u x" in set(project.codings.frame(coder="kari")["memo"])
    page.close()


def test_enter_on_a_button_that_was_clicked_saves_what_was_chosen(browser: Any, project: Project, kari: str) -> None:
    page = at_the_desk(browser, kari)
    before = len(coded(project, "kari"))
    page.get_by_role("button", name="Ventetid").first.click()
    chosen(page, "Ventetid")
    page.keyboard.press("Enter")
    told(page, 1)
    assert [theme for _, theme in coded(project, "kari")[before:]] == ["T3"]
    page.close()


def test_two_people_never_have_the_same_statement(browser: Any, project: Project, kari: str, ola: str) -> None:
    pages = {"kari": at_the_desk(browser, kari), "ola": at_the_desk(browser, ola)}
    before = {one for one, _ in coded(project, "kari")}
    for number in range(4):
        # As fast as it goes, so that both keys may come to the server at once.
        for page in pages.values():
            page.keyboard.press("1")
            page.keyboard.press("Enter")
        for page in pages.values():
            told(page, number + 1)
    own = {one for one, _ in coded(project, "kari")} - before
    others = {one for one, _ in coded(project, "ola")}
    assert len(own) == len(others) == 4
    assert own.isdisjoint(others)
    for page in pages.values():
        page.close()


def test_two_windows_of_one_person_never_have_the_same_statement(browser: Any, project: Project, kari: str) -> None:
    one, other = at_the_desk(browser, kari), at_the_desk(browser, kari)
    before = len({each for each, _ in coded(project, "kari")})
    for page in (one, other):
        page.keyboard.press("1")
        chosen(page, "Bolig")
    for page in (one, other):
        page.keyboard.press("Enter")
        told(page, 1)
    assert len({each for each, _ in coded(project, "kari")}) == before + 2
    one.close()
    other.close()


def test_a_refresh_gives_the_same_statement_and_keeps_what_was_saved(browser: Any, project: Project, kari: str) -> None:
    page = at_the_desk(browser, kari)
    page.keyboard.press("1")
    chosen(page, "Bolig")
    page.keyboard.press("Enter")
    told(page, 1)
    rows, text = coded(project, "kari"), statement(page)
    page.reload()
    told(page, 0)
    assert statement(page) == text
    assert coded(project, "kari") == rows
    page.close()


def test_a_lasso_on_the_map_makes_a_theme(browser: Any, project: Project, kari: str) -> None:
    # High enough for the whole page: a list that was opened closes when the page scrolls.
    page = browser.new_page(viewport={"width": 1400, "height": 1800})
    page.goto(f"{kari}/map")
    plot = page.locator(".js-plotly-plot .nsewdrag").first
    plot.wait_for(timeout=3 * PATIENCE)
    box = plot.bounding_box()
    corners = [(0.02, 0.02), (0.98, 0.02), (0.98, 0.98), (0.02, 0.98), (0.02, 0.03)]
    places = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in corners]
    page.mouse.move(*places[0])
    page.mouse.down()
    for x, y in places[1:]:
        page.mouse.move(x, y, steps=8)
    page.mouse.up()
    page.get_by_role("heading", name=f"Valgte utsagn: {N}").wait_for(timeout=PATIENCE)
    settled(page)
    page.get_by_role("combobox", name="Tema").click()
    page.get_by_role("option", name="Nytt tema").click()
    name = page.get_by_label("Navn på det nye temaet")
    name.fill("Alt mulig")
    name.press("Enter")
    settled(page)
    page.get_by_role("button", name=f"Kod {N}").click()
    page.get_by_text(f"{N} utsagn er kodet.").wait_for(timeout=PATIENCE)
    (made,) = [theme for theme in project.codebook().active if theme.name() == "Alt mulig"]
    assert project.glances.tallies()[made.id].accepted == N
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "map.png", full_page=True)
    page.close()
