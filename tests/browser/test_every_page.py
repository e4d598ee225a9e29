"""Each page of the demo project as a visitor meets it: drawn, quiet, accessible, and in a picture to look at."""

from __future__ import annotations

import pytest

from app.i18n import TEXTS
from app.navigation import ROOMS


@pytest.fixture(scope="module")
def demo(browser, demo_address):
    from tests.browser.conftest import Visit

    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="nb-NO")
    visit = Visit(context.new_page())
    visit.open(demo_address)
    yield visit
    context.close()


@pytest.mark.parametrize("room", [room.name for room in ROOMS])
def test_a_page_is_drawn_without_errors_outside_requests_or_serious_breaches_of_accessibility(demo, room: str) -> None:
    demo.room(TEXTS[f"{room}_title"]["nb"])
    demo.picture(room)
    assert demo.exceptions() == 0
    assert demo.complaints == []
    assert demo.hosts() == {"127.0.0.1"}
    assert demo.violations() == []


def test_a_deep_link_leads_to_its_page_on_a_server_that_nobody_has_visited(browser, tmp_path) -> None:
    from tests.browser.conftest import Visit, served

    with served("--project", tmp_path / "p.textmine") as server:
        context = browser.new_context()
        visit = Visit(context.new_page())
        visit.open(f"{server.address}/administration?language=nn")
        visit.page.get_by_role("heading", name="Administrasjon", level=1).wait_for()
        assert visit.page.get_by_role("tab", name="Tryggingskopi").is_visible()
        visit.page.reload()
        visit.page.get_by_role("tab", name="Tryggingskopi").wait_for()
        visit.room(TEXTS["overview_title"]["nn"])
        assert visit.page.get_by_text(TEXTS["overview_welcome"]["nn"]).is_visible()
        context.close()
