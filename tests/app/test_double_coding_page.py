from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from app.i18n import TEXTS
from tests.app.conftest import OpenApp, shown
from textmine.store import Project


@pytest.fixture
def team(filled: Project) -> Project:
    filled.coders.add("ola", "coder", by="admin")
    return filled


@pytest.fixture
def coded(team: Project) -> int:
    """A batch of four that both have coded and differ on twice."""
    number = team.batches.draw(4, ["admin", "ola"], "admin", name="Våren")
    for place, one in enumerate(team.batches.get(number).statement_ids):
        team.codings.save(one, ["T1"], "admin")
        team.codings.save(one, ["T1"] if place < 2 else ["T2"], "ola")
    return number


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("room", ["double_coding", "agreement"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_pages_are_drawn_in_every_language(open_app: OpenApp, language: str, room: str) -> None:
    page = open_app(room)
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert page.title[0].value == TEXTS[f"{room}_title"][language]


def test_a_batch_is_drawn_and_each_coder_sees_her_part(team: Project, open_app: OpenApp) -> None:
    page = open_app("double_coding")
    page.number_input(key="double_coding_n").set_value(5)
    next(button for button in page.button if button.label == TEXTS["double_coding_draw"]["nb"]).click().run()
    assert not page.exception
    frame = team.batches.frame()
    assert set(zip(frame["coder"], frame["statements"], strict=True)) == {("admin", 5), ("ola", 5)}
    other = open_app("double_coding", coder="ola")
    assert [button.key for button in other.button if str(button.key).startswith("double_coding_go")]


def test_a_batch_is_coded_blind(team: Project, open_app: OpenApp) -> None:
    number = team.batches.draw(3, ["admin", "ola"], "admin")
    team.codings.save(team.batches.get(number).statement_ids[0], ["T1"], "ola")
    page = open_app("coding")
    page.selectbox(key="coding_mode").set_value("batch").run()
    assert not page.exception
    assert page.session_state["coding_desk"].item.statement_id == team.batches.get(number).statement_ids[0]
    assert "ola" not in shown(page)


def test_differences_are_settled_side_by_side(team: Project, coded: int, open_app: OpenApp) -> None:
    page = open_app("double_coding")
    press(page, f"double_coding_close_{coded}")
    assert "Enige om 2 av 4" in shown(page)
    first = team.batches.adjudications(coded)[0].statement_id
    press(page, f"double_coding_take_{first}_ola")
    press(page, "double_coding_settle")
    assert {c.theme_id for c in team.codings.values(statements=[first]) if c.coder == "adjudicated:admin"} >= {"T2"}
    press(page, "double_coding_settle")
    assert TEXTS["double_coding_all_settled"]["nb"] in shown(page)


def test_agreement_comes_with_intervals_for_each_theme(team: Project, coded: int, open_app: OpenApp) -> None:
    team.batches.close(coded, "admin")
    page = open_app("agreement")
    assert not page.exception
    table = page.dataframe[0].value
    assert table["theme"].tolist() == ["Bolig", "Ventetid"]
    assert all("(" in cell and "–" in cell for cell in table["percent"])
    assert page.metric[0].value == "0,50"


@pytest.mark.usefixtures("filled")
def test_without_double_coding_agreement_says_what_to_do(open_app: OpenApp) -> None:
    assert [info.value for info in open_app("agreement").info] == [TEXTS["agreement_nothing"]["nb"]]


@pytest.mark.usefixtures("team")
def test_a_coder_neither_draws_nor_settles(open_app: OpenApp) -> None:
    page = open_app("double_coding", coder="ola")
    assert not page.tabs
    assert [info.value for info in page.info] == [TEXTS["double_coding_none"]["nb"]]
