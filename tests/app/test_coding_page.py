from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pandas as pd
import pytest
from streamlit.runtime.state import SessionStateProxy
from streamlit.testing.v1 import AppTest

import app.meaning
from app import coding_actions
from app.coding_desk import Desk, Fields
from app.i18n import TEXTS
from app.session import Session
from tests.app.conftest import EVIL, OpenApp, answers, elements, go, shown
from tests.conftest import ToyEncoder
from textmine.coding import Theme, Wording
from textmine.coding.operations import add, rename
from textmine.store import Project, open_project


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.meaning, "load_encoder", ToyEncoder)


@pytest.fixture
def suggested(filled: Project) -> Project:
    """The project with a suggestion for each of its first two statements."""
    first, second = filled.statements()["statement_id"][:2]
    rows = [(first, "T1", 0.9), (first, "T2", 0.2), (second, "T2", 0.6)]
    filled.suggestions.write(pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"]), "h", "admin")
    return filled


def press(page: AppTest, key: str) -> AppTest:
    """Press the button with this key, and see that nothing went wrong."""
    page.button(key=key).click().run()
    assert not page.exception
    return page


def confirm(page: AppTest, dialog: str, label: str) -> None:
    """Press a button of a dialog, which is only there in runs in which it is opened."""
    page.button(key=dialog).click()
    next(button for button in page.button if button.label == label).click().run()
    assert not page.exception


def at(page: AppTest) -> str:
    return page.session_state["coding_desk"].item.statement_id


def mine(project: Project, status: str = "accepted", coder: str = "admin") -> list[tuple[str, str]]:
    frame = project.codings.frame(status, coder=coder)
    return list(zip(frame["statement_id"], frame["theme_id"], strict=True))


def test_a_statement_comes_with_the_themes_on_keys_and_its_attributes(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    assert not page.exception
    assert at(page) == filled.statements()["statement_id"][0]
    buttons = {button.key: button.proto for button in page.button}
    assert [buttons[f"coding_theme_{name}"].shortcut for name in ("T1", "T2")] == ["1", "2"]
    assert buttons["coding_save"].shortcut == "enter"
    assert [box.proto.label for box in page.expander] == ["1 · Bolig", "2 · Ventetid"]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.usefixtures("filled")
def test_the_page_is_drawn_in_every_language(open_app: OpenApp, language: str) -> None:
    page = open_app("coding")
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert page.title[0].value == TEXTS["coding_title"][language]
    assert page.button(key="coding_save").label == TEXTS["coding_save_next"][language]


def test_choosing_themes_and_saving_writes_them_and_brings_the_next(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    press(press(page, "coding_theme_T1"), "coding_theme_T2")
    assert mine(filled) == []
    press(page, "coding_save")
    assert mine(filled) == [(first, "T1"), (first, "T2")]
    assert at(page) != first
    assert "Lagret: Bolig, Ventetid" in shown(page).replace("\\", "")


@pytest.fixture
def desk(filled: Project) -> Iterator[tuple[Desk, Session]]:
    """A desk with a statement drawn, outside a run: who asks for the session state is told that she must not."""
    session = Session("p", filled, "admin", "admin", "nb")
    desk = Desk()
    desk.carry_out(session, Fields({"mode": "uncertain"}))
    assert desk.item is not None
    desk.shown = desk.item.statement_id
    with pytest.MonkeyPatch.context() as patch:
        for name in ("__getitem__", "__setitem__", "__contains__", "__iter__"):
            patch.setattr(SessionStateProxy, name, _broken_off)
        yield desk, session


def _broken_off(*_: object) -> NoReturn:
    message = "here Streamlit may break the run off"
    raise AssertionError(message)


@pytest.mark.parametrize("together", [True, False])
def test_keys_pressed_faster_than_the_page_is_drawn_count_in_any_order(
    filled: Project, desk: tuple[Desk, Session], *, together: bool
) -> None:
    where, session = desk
    first = where.shown
    keys = [("conclude", coding_actions.save), ("choose", coding_actions.toggle, "T2")]
    for key in keys if together else keys[::-1]:
        where.intend(*key)
    where.carry_out(session, Fields({"mode": "uncertain"}, memo="usikker"))
    where.carry_out(session, Fields({"mode": "uncertain"}))
    assert mine(filled) == [(first, "T2")]
    assert list(filled.codings.frame(coder="admin")["memo"]) == ["usikker"]
    assert where.done == 1


def test_a_key_for_a_statement_that_is_not_on_the_desk_any_more_counts_for_none(
    filled: Project, desk: tuple[Desk, Session]
) -> None:
    where, session = desk
    first = where.shown
    where.intend("choose", coding_actions.toggle, "T1")
    where.intend("conclude", coding_actions.save)
    where.carry_out(session, Fields({"mode": "uncertain"}))
    # The page has not been drawn again: the coder still sees the first.
    where.intend("choose", coding_actions.toggle, "T2")
    where.intend("conclude", coding_actions.save)
    where.carry_out(session, Fields({"mode": "uncertain"}))
    assert mine(filled) == [(first, "T1")]
    assert where.chosen == []


def test_undo_is_done_whatever_is_on_the_desk(filled: Project, desk: tuple[Desk, Session]) -> None:
    where, session = desk
    first = where.shown
    where.intend("afterwards", coding_actions.undo)
    where.intend("conclude", coding_actions.save_none)
    where.carry_out(session, Fields({"mode": "uncertain"}))
    assert not filled.codings.seen(first, "admin").finished
    assert where.item is not None
    assert where.item.statement_id == first
    assert where.done == 0


def test_a_theme_pressed_twice_is_not_chosen(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    press(press(page, "coding_theme_T1"), "coding_theme_T1")
    press(page, "coding_save")
    assert mine(filled) == []
    assert TEXTS["coding_choose_first"]["nb"].split(",")[0] in "".join(w.value.replace("\\", "") for w in page.warning)


def test_no_theme_fits_counts_as_coded(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    press(page, "coding_none")
    assert filled.codings.seen(first, "admin").finished
    assert mine(filled) == []
    assert at(page) != first


def test_undo_takes_the_last_statement_back_and_shows_it_again(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    press(press(page, "coding_theme_T2"), "coding_save")
    press(page, "coding_undo")
    assert mine(filled) == []
    assert at(page) == first
    press(page, "coding_redo")
    assert mine(filled) == [(first, "T2")]


def test_quick_coding_saves_with_the_number_alone(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    page.toggle(key="coding_quick").set_value(True).run()
    press(page, "coding_theme_T1")
    assert mine(filled) == [(first, "T1")]
    assert at(page) != first


def test_what_is_skipped_comes_back_only_when_asked_for(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    press(page, "coding_skip")
    assert at(page) != first
    filled.queue.bring_back("admin")
    press(press(page, "coding_theme_T1"), "coding_save")
    assert at(page) == first


def test_suggestions_are_accepted_from_one_half(suggested: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    assert "**Bolig** · 90\u202f%" in shown(page)
    press(page, "coding_accept")
    assert mine(suggested) == [(first, "T1")]


def test_rejected_suggestions_are_not_shown_again(suggested: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    press(page, "coding_reject")
    assert set(mine(suggested, "rejected")) == {(first, "T1"), (first, "T2")}
    assert "90\u202f%" not in shown(page)
    assert at(page) == first


def test_the_queue_of_one_theme_asks_about_that_theme(suggested: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    page.selectbox(key="coding_mode").set_value("verify").run()
    page.selectbox(key="coding_theme").set_value("T2").run()
    first, second = suggested.statements()["statement_id"][:2]
    assert at(page) == second
    press(page, "coding_accept")
    assert mine(suggested) == [(second, "T2")]
    assert at(page) == first
    press(page, "coding_reject")
    assert mine(suggested, "rejected") == [(first, "T2")]
    assert [info.value for info in page.info] == [TEXTS["coding_queue_empty"]["nb"]]


@pytest.mark.usefixtures("filled")
def test_the_queue_of_a_search_gives_hits_only(open_app: OpenApp) -> None:
    page = open_app("coding")
    page.selectbox(key="coding_mode").set_value("search").run()
    assert [info.value for info in page.info] == [TEXTS["coding_queue_choose"]["nb"]]
    page.text_input(key="coding_query").set_value("psykolog").run()
    assert "psykolog" in page.session_state["coding_desk"].item.text.casefold()


def test_a_memo_is_saved_with_the_first_theme_and_never_lost(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    page.text_area(key=f"coding_memo_{first}").set_value("usikker").run()
    press(page, "coding_none")
    assert at(page) == first
    assert page.text_area(key=f"coding_memo_{first}").value == "usikker"
    press(press(page, "coding_theme_T2"), "coding_save")
    frame = filled.codings.frame(coder="admin")
    assert list(frame["memo"]) == ["usikker"]


def test_a_conflict_is_told_and_nothing_chosen_is_lost(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first = at(page)
    press(page, "coding_theme_T1")
    # The same coder in another place.
    filled.codings.save(first, ["T2"], "admin")
    press(page, "coding_save")
    assert mine(filled) == [(first, "T2")]
    assert at(page) == first
    told = page.warning[0].value
    assert "admin kom først" in told
    assert "Koding" in told
    assert "coding" not in told
    assert page.session_state["coding_desk"].chosen == ["T1"]
    press(page, "coding_save")
    assert mine(filled) == [(first, "T1")]


def test_neighbours_are_joined_and_the_joined_statement_is_shown(project_file: Path, open_app: OpenApp) -> None:
    with open_project(project_file, create=True) as project:
        project.coders.ensure("admin")
        project.import_responses(answers(["Vi mangler boliger. Lang ventetid hos psykolog."]), "admin")
        project.codebooks.apply(add(project.codebook(), Theme("", Wording(nb="Bolig"))), "admin")
        page = open_app("coding")
        assert page.button(key="coding_join_before").disabled
        press(page, "coding_join_after")
        assert list(project.statements()["text"]) == ["Vi mangler boliger. Lang ventetid hos psykolog."]
        assert at(page) == project.statements()["statement_id"][0]
        press(page, "coding_undo")
        assert len(project.statements()) == 2


def test_a_statement_is_cut_where_the_bar_is_put(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    first, text = at(page), page.session_state["coding_desk"].item.text
    press(page, "coding_cut")
    page.text_area(key=f"coding_marked_{first}").set_value(text.replace(" ", "|", 1))
    confirm(page, "coding_cut", TEXTS["coding_cut_do"]["nb"])
    assert not page.exception
    assert list(filled.statements()["text"][:2]) == text.split(" ", 1)


def test_all_like_this_are_coded_after_a_preview_and_undone_at_once(filled: Project, open_app: OpenApp) -> None:
    page = open_app("coding")
    press(page, "coding_theme_T1")
    press(page, "coding_alike")
    # The same words in the other wave are alike by any measure.
    like = [str(box.key).removeprefix("coding_like_T1_") for box in page.checkbox]
    assert like
    label = next(button.label for button in page.button if "«Bolig»" in button.label)
    confirm(page, "coding_alike", label)
    coded = {statement for statement, _ in mine(filled)}
    assert set(like) <= coded
    assert at(page) not in coded
    assert filled.history.undo("admin") is not None
    assert mine(filled) == []


def test_what_another_coder_has_before_her_is_not_given_out(filled: Project, open_app: OpenApp) -> None:
    filled.coders.add("ola", "coder", by="admin")
    page = open_app("coding")
    other = filled.next_statement("ola")
    assert other is not None
    assert other.statement_id != at(page)
    press(press(page, "coding_theme_T1"), "coding_save")
    assert at(page) not in {other.statement_id, mine(filled)[0][0]}


def test_a_reader_has_no_coding_page(filled: Project, open_app: OpenApp) -> None:
    filled.coders.add("lese", "reader", by="admin")
    page = open_app(coder="lese")
    with pytest.raises(ValueError, match="unpack"):
        go(page, "coding")


def test_an_empty_codebook_says_what_to_do(open_app: OpenApp) -> None:
    assert [info.value for info in open_app("coding").info] == [TEXTS["coding_no_codebook"]["nb"]]


def test_themes_and_answers_are_never_markup(filled: Project, open_app: OpenApp) -> None:
    filled.codebooks.apply(rename(filled.codebook(), "T1", Wording(nb=EVIL)), "admin")
    page = open_app("coding")
    assert not page.exception
    for element in elements(page._tree.root):
        proto = getattr(element, "proto", None)
        assert not getattr(proto, "allow_html", False)
    label = page.button(key="coding_theme_T1").label
    assert "\\<script\\>" in label
    assert "\\*\\*bold" in label
