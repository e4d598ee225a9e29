from __future__ import annotations

import pytest

import app.meaning
from app.i18n import TEXTS
from app.views.map import _chosen
from tests.app.conftest import EVIL, OpenApp, answers
from tests.conftest import ToyEncoder
from textmine.store import Project


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.meaning, "load_encoder", ToyEncoder)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_is_drawn_in_every_language(open_app: OpenApp, language: str) -> None:
    page = open_app("map")
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert page.title[0].value == TEXTS["map_title"][language]
    assert [info.value for info in page.info] == [TEXTS["map_choose"][language]]


def test_answers_reach_the_map_as_text(filled: Project, open_app: OpenApp) -> None:
    filled.import_responses(answers([EVIL], wave="2025"), "admin")
    (chart,) = open_app("map").get("plotly_chart")
    assert "<script>" not in chart.proto.spec
    assert "&lt;script&gt;" in chart.proto.spec or "\\u003cscript" not in chart.proto.spec


def test_an_empty_project_says_so(open_app: OpenApp) -> None:
    assert [info.value for info in open_app("map").info] == [TEXTS["map_empty"]["nb"]]


def test_a_selection_is_found_by_trace_and_place_and_nothing_else_is_believed() -> None:
    points = [{"curve_number": 1, "point_index": 0}, {"curve_number": 0, "point_index": 1}, {"curve_number": 9}, {}]
    assert _chosen({"selection": {"points": points}}, [[4, 5], [6]]) == [6, 5]
