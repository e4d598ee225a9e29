from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from app.i18n import TEXTS
from tests.conftest import COMMENTS, EMPTY_ANSWERS, ROOT, WAITING, ToyEncoder, responses_of
from textmine.discover import Discovery, discover
from textmine.report.files import write_discovery

EVIL = "<script>alert(1)</script>"
Open = Callable[[Path], AppTest]


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Run the app on a discovery's folder, as ``textmine app --discovery FOLDER`` does."""

    def start(folder: Path) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["main.py", "--discovery", str(folder)])
        return AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=120).run()

    return start


@pytest.fixture
def page(open_app: Open, toy_folder: Path) -> AppTest:
    shown = open_app(toy_folder)
    assert not shown.exception
    return shown


def shown_texts(page: AppTest) -> list[str]:
    """The list of statements, which is the last table of the page."""
    return page.dataframe[len(page.dataframe) - 1].value["text"].tolist()


def dots(page: AppTest) -> int:
    """Number of dots on the map."""
    (chart,) = page.get("plotly_chart")
    traces = json.loads(chart.proto.spec)["data"]
    return sum(len(trace["customdata"]) for trace in traces if "customdata" in trace)


def elements(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from elements(child)


def choose_theme(page: AppTest, row: int) -> AppTest:
    page.session_state["themes"] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    return page.run()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_is_drawn_in_every_language(page: AppTest, language: str) -> None:
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert [title.value for title in page.title] == [TEXTS["themes"][language]]
    headings = [heading.value for heading in page.subheader]
    assert headings == [TEXTS[key][language] for key in ("themes", "discovery_map", "statements")]
    assert page.text_input(key="query").label == TEXTS["search"][language]


def test_bokmaal_is_the_first_language(page: AppTest) -> None:
    assert page.selectbox(key="language").value == "nb"
    assert page.title[0].value == "Temaer"


def test_the_summary_says_how_many_statements_of_how_many_responses(page: AppTest) -> None:
    summary = "15 utsagn fra 15 av 19 svar i 3 temaer. 2 utsagn uten innhold er lagt til side."
    assert summary in [caption.value for caption in page.caption]


def test_every_theme_is_listed_with_respondents_and_share(page: AppTest, toy_discovery: Discovery) -> None:
    table = page.dataframe[0].value
    assert table["theme"].tolist() == [theme.name for theme in toy_discovery.model.themes_]
    assert table["respondents"].tolist() == [6, 5, 4]
    assert table["share"].tolist() == pytest.approx([0.4, 1 / 3, 4 / 15], abs=1e-4)


def test_the_list_and_the_map_show_every_statement_that_says_something_the_clearest_first(page: AppTest) -> None:
    table = page.dataframe[1].value
    assert sorted(table["text"]) == sorted(COMMENTS)
    assert table["probability"].is_monotonic_decreasing
    assert dots(page) == len(COMMENTS)


def test_a_wave_filters_list_and_map(page: AppTest, toy_discovery: Discovery) -> None:
    page.button_group(key="waves").set_value(["2023"]).run()
    statements = toy_discovery.statements
    expected = statements[(statements["wave"] == "2023") & ~statements["abstained"]]["text"]
    assert not page.exception
    assert sorted(shown_texts(page)) == sorted(expected)
    assert dots(page) == len(expected)


def test_a_written_standard_filters_list_and_map(page: AppTest, toy_discovery: Discovery) -> None:
    page.button_group(key="standards").set_value(["nn"]).run()
    statements = toy_discovery.statements
    expected = statements[(statements["language"] == "nn") & ~statements["abstained"]]["text"]
    assert not page.exception
    assert sorted(shown_texts(page)) == sorted(expected)
    assert 0 < dots(page) == len(expected) < len(COMMENTS)


@pytest.mark.parametrize("query", ["PSYKOLOG", "  psykolog "])
def test_a_search_filters_whatever_its_case(page: AppTest, query: str) -> None:
    page.text_input(key="query").set_value(query).run()
    assert sorted(shown_texts(page)) == sorted(WAITING)
    assert dots(page) == len(WAITING)


@pytest.mark.parametrize("query", ["(", "[a", "\\", "finnes ikke", EVIL])
def test_a_search_without_hits_says_so_and_is_no_pattern(page: AppTest, query: str) -> None:
    page.text_input(key="query").set_value(query).run()
    assert not page.exception
    assert [info.value for info in page.info] == [TEXTS["discovery_nothing"]["nb"]]
    assert shown_texts(page) == []
    assert "0 utsagn vises" in [caption.value for caption in page.caption]


def test_filters_narrow_each_other_and_stay_when_the_language_changes(page: AppTest) -> None:
    page.text_input(key="query").set_value("psykolog").run()
    page.button_group(key="waves").set_value(["2023"]).run()
    both = shown_texts(page)
    assert 0 < len(both) < len(WAITING)
    page.selectbox(key="language").set_value("en").run()
    assert not page.exception
    assert shown_texts(page) == both


def test_choosing_a_theme_shows_its_keywords_representative_texts_and_statements(
    page: AppTest, toy_discovery: Discovery
) -> None:
    choose_theme(page, 1)
    theme = toy_discovery.model.themes_[1]
    assert not page.exception
    assert [text.value for text in page.text] == [
        f"Nøkkelord: {', '.join(theme.keywords)}",
        *(f"– {example}" for example in theme.representative),
    ]
    assert sorted(shown_texts(page)) == sorted(WAITING)
    assert dots(page) == len(WAITING)


def test_a_selection_on_the_map_is_what_the_list_shows(page: AppTest, toy_discovery: Discovery) -> None:
    few = toy_discovery.statements.head(3)
    points = [{"customdata": statement} for statement in few["statement_id"]]
    page.session_state["map"] = {"selection": {"points": points, "point_indices": [], "box": [], "lasso": []}}
    page.run()
    assert not page.exception
    assert sorted(shown_texts(page)) == sorted(few["text"])


def test_one_wave_and_one_standard_need_no_filter(open_app: Open, toy: ToyEncoder, tmp_path: Path) -> None:
    texts = ["Vi mangler boliger til unge", "Kommunen mangler egnede boliger", "Unge får ikke boliger her"]
    write_discovery(discover(responses_of(texts, ["2024"] * 3), toy), tmp_path / "d", "t")
    page = open_app(tmp_path / "d")
    assert not page.exception
    assert len(page.get("button_group")) == 0
    assert sorted(shown_texts(page)) == sorted(texts)


def test_the_report_can_be_downloaded(page: AppTest) -> None:
    (button,) = page.get("download_button")
    assert button.proto.label == TEXTS["discovery_report"]["nb"]


def test_a_new_run_into_the_same_folder_is_seen(
    open_app: Open, toy: ToyEncoder, toy_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(toy_folder, tmp_path / "d")
    assert len(shown_texts(open_app(tmp_path / "d"))) == len(COMMENTS)
    write_discovery(discover(responses_of(WAITING), toy), tmp_path / "d", "t")
    assert sorted(shown_texts(open_app(tmp_path / "d"))) == sorted(WAITING)


# Folders that hold no discovery


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("damage", ["missing", "no model", "no tables", "damaged model", "damaged tables"])
def test_a_folder_that_cannot_be_opened_is_an_error_in_words(
    open_app: Open, toy_folder: Path, tmp_path: Path, damage: str, language: str
) -> None:
    folder = tmp_path / "d"
    if damage != "missing":
        shutil.copytree(toy_folder, folder)
    if damage == "no model":
        shutil.rmtree(folder / "model")
    elif damage == "no tables":
        (folder / "statements.csv").unlink()
    elif damage == "damaged model":
        (folder / "model" / "themes.json").write_text("{", encoding="utf-8")
    elif damage == "damaged tables":
        (folder / "statements.csv").write_bytes(b"\xff\xfe\x00tull")
    page = open_app(folder)
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert [error.value for error in page.error] == [TEXTS["discovery_cannot_open"][language]]
    (detail,) = [text.value for text in page.text]
    assert str(folder) in detail
    assert not page.dataframe


def test_a_discovery_without_its_report_is_shown_all_the_same_or_refused_in_words(
    open_app: Open, toy_folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(toy_folder, tmp_path / "d", ignore=shutil.ignore_patterns("report.html"))
    page = open_app(tmp_path / "d")
    assert not page.exception


# Survey text that tries to be more than text


@pytest.fixture
def attacked(open_app: Open, toy: ToyEncoder, tmp_path: Path) -> AppTest:
    """The page of a discovery where every text, theme name and keyword holds a script, with a theme chosen."""
    texts = [f"{EVIL} {text}" for text in COMMENTS] + list(EMPTY_ANSWERS)
    found = discover(responses_of(texts), toy, n_themes=3)
    for theme in found.model.themes_:
        object.__setattr__(theme, "name", f"{EVIL} {theme.id}")
        object.__setattr__(theme, "keywords", (EVIL,))
    found.statements["theme"] = [f"{EVIL} {theme}" if theme >= 0 else "" for theme in found.statements["theme_id"]]
    write_discovery(found, tmp_path / "d", EVIL)
    return choose_theme(open_app(tmp_path / "d"), 0)


def test_survey_text_reaches_the_page_only_as_text_and_table_cells(attacked: AppTest) -> None:
    assert not attacked.exception
    holders = {element.type for element in elements(attacked._tree) if EVIL in str(getattr(element, "proto", ""))}
    assert holders == {"text", "dataframe"}
    assert any(EVIL in text for text in shown_texts(attacked))


def test_no_element_of_the_page_is_allowed_to_hold_html(attacked: AppTest) -> None:
    kinds = [element.type for element in elements(attacked._tree)]
    # The app's own style sheet is the only one.
    (style,) = attacked.get("html")
    assert style.proto.body == f"<style>{(ROOT / 'app' / 'style.css').read_text(encoding='utf-8')}</style>"
    assert "iframe" not in kinds
    allowed = [element for element in elements(attacked._tree) if getattr(element, "allow_html", False)]
    assert allowed == []


def test_hover_boxes_of_the_map_hold_escaped_text(attacked: AppTest) -> None:
    (chart,) = attacked.get("plotly_chart")
    assert EVIL not in chart.proto.spec
    labels = [text for trace in json.loads(chart.proto.spec)["data"] for text in trace.get("text", [])]
    assert labels
    assert all(text.startswith("&lt;script&gt;") for text in labels)


def test_a_wave_is_shown_as_text_and_not_as_markdown(open_app: Open, toy: ToyEncoder, tmp_path: Path) -> None:
    picture = "![x](http://example.com/x.png)"
    waves = [picture if n % 2 else "2024" for n in range(len(COMMENTS))]
    write_discovery(discover(responses_of(COMMENTS, waves), toy), tmp_path / "d", "t")
    page = open_app(tmp_path / "d")
    assert not page.exception
    assert picture not in page.button_group(key="waves").options


def test_the_slider_shows_coarser_and_finer_themes(page: AppTest, toy_discovery: Discovery) -> None:
    assert page.slider(key="cut").value == len(toy_discovery.model.themes_)
    for wanted in (2, 6):
        page.slider(key="cut").set_value(wanted).run()
        assert not page.exception
        assert len(page.dataframe[0].value) == wanted
        assert len(shown_texts(page)) == len(COMMENTS)


def test_a_theme_that_was_chosen_is_let_go_when_the_themes_are_cut_otherwise(page: AppTest) -> None:
    choose_theme(page, 2)
    page.slider(key="cut").set_value(1).run()
    assert not page.exception
    assert len(shown_texts(page)) == len(COMMENTS)
