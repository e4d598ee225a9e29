from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

import app.meaning
from app.i18n import TEXTS
from tests.app.conftest import EVIL, OpenApp
from tests.conftest import ToyEncoder
from textmine.store import Project


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.meaning, "load_encoder", ToyEncoder)


def texts(page: AppTest) -> list[str]:
    return page.dataframe[0].value["text"].tolist()


def search(page: AppTest, query: str) -> AppTest:
    page.text_input(key="search_query").set_value(query).run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_is_drawn_in_every_language(open_app: OpenApp, language: str) -> None:
    page = open_app("search")
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert page.title[0].value == TEXTS["search_title"][language]


@pytest.mark.usefixtures("filled")
def test_words_find_what_holds_them(open_app: OpenApp) -> None:
    found = texts(search(open_app("search"), "psykolog"))
    assert found
    assert all("psykolog" in text.casefold() for text in found)


@pytest.mark.usefixtures("filled")
def test_meaning_gives_the_nearest_first(open_app: OpenApp) -> None:
    page = open_app("search")
    page.button_group(key="search_by").set_value("meaning").run()
    assert [info.value for info in page.info] == [TEXTS["search_meaning_empty"]["nb"]]
    table = search(page, "Lang ventetid hos psykolog").dataframe[0].value
    assert table["text"].iloc[0] == "Lang ventetid hos psykolog"
    assert table["similarity"].is_monotonic_decreasing


def test_filters_narrow_what_is_found(filled: Project, open_app: OpenApp) -> None:
    page = open_app("search")
    page.multiselect(key="search_waves").set_value(["2024"]).run()
    page.multiselect(key="search_attribute_size").set_value(["stor"]).run()
    assert not page.exception
    frame = filled.statements(attributes=True)
    wanted = frame[(frame["wave"] == "2024") & (frame["size"] == "stor")]
    assert texts(page) == wanted["text"].tolist()


def test_all_hits_are_coded_at_once_and_undone_at_once(filled: Project, open_app: OpenApp) -> None:
    page = search(open_app("search"), "psykolog")
    hits = len(texts(page))
    page.checkbox(key="search_take_all").check().run()
    page.selectbox(key="search_theme").set_value("T2").run()
    page.button(key="search_code").click().run()
    assert not page.exception
    assert len(filled.codings.frame("accepted")) == hits
    assert str(hits) in page.success[0].value
    filled.history.undo("admin")
    assert filled.codings.frame().empty


def test_hits_get_a_theme_of_their_own(filled: Project, open_app: OpenApp) -> None:
    page = search(open_app("search"), "kveld")
    page.checkbox(key="search_take_all").check().run()
    page.selectbox(key="search_theme").set_value("").run()
    page.text_input(key="search_name").set_value("Kveld").run()
    page.button(key="search_code").click().run()
    assert not page.exception
    (made,) = [theme for theme in filled.codebook().active if theme.name() == "Kveld"]
    assert set(filled.codings.frame()["theme_id"]) == {made.id}


@pytest.mark.usefixtures("filled")
def test_hits_are_taken_to_the_coding_queue(open_app: OpenApp) -> None:
    page = search(open_app("search"), "psykolog")
    assert TEXTS["search_one_by_one"]["nb"] in [button.label for button in page.button]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("query", [EVIL, '"', "(", "* OR 1=1 --"])
def test_any_query_is_only_words(open_app: OpenApp, query: str) -> None:
    search(open_app("search"), query)


def test_a_reader_finds_and_cannot_code(filled: Project, open_app: OpenApp) -> None:
    filled.coders.add("lese", "reader", by="admin")
    page = search(open_app("search", coder="lese"), "psykolog")
    assert texts(page)
    assert not [button for button in page.button if str(button.key).startswith("search_")]
