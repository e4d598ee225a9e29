from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import SCREENSHOTS
from tests.conftest import HOUSING

PATIENCE = 60_000


@pytest.fixture(scope="module")
def page(browser, address):
    """The app as a reviewer sees it, with everything the page asked for and complained of."""
    opened = browser.new_page(viewport={"width": 1400, "height": 1000})
    opened.asked = []
    opened.complaints = []
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.on("websocket", lambda connection: opened.asked.append(connection.url))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.goto(address)
    opened.get_by_role("heading", name="Temaer", level=1).wait_for(timeout=PATIENCE)
    opened.locator(".js-plotly-plot .main-svg").first.wait_for(timeout=PATIENCE)
    yield opened
    opened.close()


def test_the_page_shows_its_title_the_map_and_the_tables(page) -> None:
    assert page.get_by_role("heading", name="Temaer", level=1).is_visible()
    plot = page.locator(".js-plotly-plot")
    assert plot.count() == 1
    box = plot.bounding_box()
    assert box["width"] > 300
    assert box["height"] > 300
    assert page.get_by_test_id("stDataFrame").count() == 2
    assert page.get_by_test_id("stException").count() == 0
    SCREENSHOTS.mkdir(exist_ok=True)
    picture = SCREENSHOTS / "themes.png"
    page.screenshot(path=picture, full_page=True)
    assert picture.stat().st_size > 10_000


def test_the_map_draws_a_dot_for_every_statement(page) -> None:
    drawn = "() => [...document.querySelector('.js-plotly-plot').data].map(trace => trace.x.length || trace.x.shape)"
    assert len(page.evaluate(drawn)) == 3
    assert "WebGL is not supported" not in page.content()


def test_the_page_asks_nobody_but_this_machine(page) -> None:
    hosts = {urlsplit(url).hostname for url in page.asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}


def test_the_page_has_no_script_errors(page) -> None:
    assert page.complaints == []


def test_a_search_and_another_language_change_what_is_shown(page) -> None:
    search = page.get_by_label("Søk i utsagn")
    search.fill("boliger")
    search.press("Enter")
    page.get_by_text(f"{len(HOUSING)} utsagn vises").wait_for(timeout=PATIENCE)
    page.get_by_role("combobox", name="Språk / Language").click()
    page.get_by_role("option", name="English").click()
    page.get_by_role("heading", name="Themes", level=1).wait_for(timeout=PATIENCE)
    page.get_by_text(f"{len(HOUSING)} statements shown").wait_for(timeout=PATIENCE)
    assert page.get_by_label("Search statements").input_value() == "boliger"
