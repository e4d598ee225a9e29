from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

import app.meaning
import app.theme_figures
from app.i18n import TEXTS
from tests.app.conftest import EVIL, OpenApp, answers, change_tab, shown
from tests.conftest import HOUSING, WAITING, ToyEncoder
from textmine.coding import Wording
from textmine.coding.operations import define, rename
from textmine.coding.parting import SuggestedPart, suggest_parts
from textmine.store import Project


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(app.meaning, "load_encoder", ToyEncoder)
    yield


@pytest.fixture
def coded(filled: Project) -> Project:
    """The project with its statements coded by what they are about."""
    for row in filled.statements().itertuples():
        if row.text in (*HOUSING, *WAITING):
            filled.codings.set(row.statement_id, "T1" if row.text in HOUSING else "T2", "admin")
    return filled


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def operation(page: AppTest, name: str) -> AppTest:
    change_tab(page).button_group(key="themes_operation").set_value(name).run()
    assert not page.exception
    return page


@pytest.mark.usefixtures("coded")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_is_drawn_in_every_language(open_app: OpenApp, language: str) -> None:
    page = open_app("themes")
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    assert page.title[0].value == TEXTS["themes_title"][language]
    assert page.tabs[0].label == TEXTS["themes_tab_statements"][language]


def test_the_tree_shows_each_theme_with_what_is_coded_and_suggested(coded: Project, open_app: OpenApp) -> None:
    one = coded.statements()["statement_id"].iloc[-1]
    rows = pd.DataFrame([(one, "T2", 0.7)], columns=["statement_id", "theme_id", "confidence"])
    coded.codings.set(one, "T1", "admin", "rejected")
    coded.suggestions.write(rows, "h", "admin")
    tree = open_app("themes").radio(key="themes_chosen")
    counts = {name: coded.glances.tallies()[name] for name in ("T1", "T2")}
    assert [option.split("[")[-1] for option in tree.options] == [
        f"{counts[name].accepted} / {counts[name].suggested}]" for name in ("T1", "T2")
    ]
    assert counts["T2"].suggested == 1


@pytest.mark.usefixtures("coded")
def test_representative_statements_belong_to_the_theme(open_app: OpenApp) -> None:
    page = open_app("themes")
    page.radio(key="themes_chosen").set_value("T2").run()
    text = shown(page)
    assert any(each in text for each in WAITING)
    assert not any(each in text for each in HOUSING)


def test_names_and_meaning_are_saved_together(coded: Project, open_app: OpenApp) -> None:
    page = open_app("themes")
    page.text_input(key="themes_field_T1_name_nn").set_value("Bustad")
    page.text_area(key="themes_field_T1_definition_nb").set_value("Om bolig")
    page.text_area(key="themes_field_T1_include").set_value("venteliste\n\nleie").run()
    press(page, "themes_save_T1")
    theme = coded.codebook().theme("T1")
    assert theme.names == Wording(nb="Bolig", nn="Bustad")
    assert theme.definition.nb == "Om bolig"
    assert theme.include == ("venteliste", "leie")


@pytest.mark.usefixtures("coded")
def test_what_was_typed_is_kept_while_another_theme_is_looked_at(open_app: OpenApp) -> None:
    page = open_app("themes")
    page.text_input(key="themes_field_T1_name_nb").set_value("Husvære").run()
    page.radio(key="themes_chosen").set_value("T2").run()
    page.radio(key="themes_chosen").set_value("T1").run()
    assert page.text_input(key="themes_field_T1_name_nb").value == "Husvære"
    press(page, "themes_discard_T1")
    assert page.text_input(key="themes_field_T1_name_nb").value == "Bolig"


def test_who_saves_second_is_told_what_stands_and_loses_nothing(coded: Project, open_app: OpenApp) -> None:
    page = open_app("themes")
    page.text_area(key="themes_field_T1_definition_nb").set_value("Min definisjon").run()
    coded.coders.add("ola", "reviewer", by="admin")
    coded.codebooks.apply(define(coded.codebook(), "T1", definition=Wording(nb="Hans definisjon")), "ola")
    press(page, "themes_save_T1")
    told = page.warning[-1].value
    assert "ola" in told
    assert "Hans definisjon" in told
    assert coded.codebook().theme("T1").definition.nb == "Hans definisjon"
    assert page.text_area(key="themes_field_T1_definition_nb").value == "Min definisjon"
    press(page, "themes_save_T1")
    assert coded.codebook().theme("T1").definition.nb == "Min definisjon"


def test_a_merge_tells_what_it_does_before_it_is_done(coded: Project, open_app: OpenApp) -> None:
    page = open_app("themes")
    before = coded.glances.tallies()
    # Who does not ask for it does not wait until it is counted.
    assert f"{before['T1'].accepted} kodinger" not in shown(page)
    change_tab(page)
    assert f"{before['T1'].accepted} kodinger" in shown(page)
    assert coded.codebook().theme("T1").is_active
    press(page, "themes_merge_do")
    assert coded.codebook().theme("T1").merged_into == "T2"
    assert coded.glances.tallies()["T2"].accepted == before["T1"].accepted + before["T2"].accepted


def test_a_theme_is_put_below_another_and_taken_out_of_use_and_back(coded: Project, open_app: OpenApp) -> None:
    page = operation(open_app("themes"), "nest")
    page.selectbox(key="themes_parent").set_value("T2").run()
    press(page, "themes_nest_do")
    assert coded.codebook().theme("T1").parent == "T2"
    page.radio(key="themes_chosen").set_value("T1").run()
    press(operation(page, "retire"), "themes_retire_do")
    assert not coded.codebook().theme("T1").is_active
    page.toggle(key="themes_show_retired").set_value(True).run()
    page.radio(key="themes_chosen").set_value("T1").run()
    press(page, "themes_reinstate_do")
    assert coded.codebook().theme("T1").is_active


def test_a_theme_is_split_as_finely_as_the_slider_says(coded: Project, open_app: OpenApp) -> None:
    page = operation(open_app("themes"), "split")
    page.slider(key="themes_fine_T1").set_value(3).run()
    names = [field for field in page.text_input if str(field.key).startswith("themes_part_T1_3")]
    assert len(names) == 3
    told = [set(table.value["text"]) for table in page.dataframe]
    for number, field in enumerate(names):
        field.set_value(f"Del {number}")
    page.run()
    press(page, "themes_split_do")
    made = [theme for theme in coded.codebook().themes if theme.split_from == "T1"]
    assert sorted(theme.name() for theme in made) == ["Del 0", "Del 1", "Del 2"]
    assert sum(coded.glances.tallies()[theme.id].accepted for theme in made) > 0
    texts = coded.statements().set_index("statement_id")["text"]
    frame = coded.codings_frame("accepted")
    went = [set(texts[frame.loc[frame["theme_id"] == theme.id, "statement_id"]]) for theme in made]
    assert all(each in told for each in went), "what was said beforehand is what happened"


@pytest.mark.usefixtures("coded")
def test_who_names_the_parts_does_not_wait_for_them_to_be_found_again(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    found: list[int] = []

    def counted(*arguments: Any) -> list[SuggestedPart]:
        found.append(arguments[-1])
        return suggest_parts(*arguments)

    monkeypatch.setattr(app.theme_figures, "suggest_parts", counted)
    page = operation(open_app("themes"), "split")
    page.text_input(key="themes_part_T1_2_0").set_value("Noe eget").run()
    assert found == [2]
    page.slider(key="themes_fine_T1").set_value(3).run()
    assert found == [2, 3]


def test_a_new_theme_is_made(filled: Project, open_app: OpenApp) -> None:
    page = open_app("themes")
    form = next(field for field in page.text_input if field.label == TEXTS["themes_new_name"]["nb"])
    form.set_value("Kveld")
    next(button for button in page.button if button.label == TEXTS["themes_new_do"]["nb"]).click().run()
    assert not page.exception
    assert "Kveld" in {theme.name() for theme in filled.codebook().active}


def test_a_statement_that_does_not_belong_is_rejected(coded: Project, open_app: OpenApp) -> None:
    page = open_app("themes")
    page.button_group(key="themes_kind").set_value("borderline").run()
    button = next(button for button in page.button if str(button.key).startswith("themes_reject_T1_"))
    button.click().run()
    assert not page.exception
    assert len(coded.codings.frame("rejected")) == 1


def test_a_coder_reads_the_codebook_and_cannot_change_it(coded: Project, open_app: OpenApp) -> None:
    coded.coders.add("ola", "coder", by="admin")
    page = open_app("themes", coder="ola")
    assert [tab.label for tab in page.tabs] == [TEXTS[f"themes_tab_{n}"]["nb"] for n in ("statements", "meaning")]
    assert not [field for field in page.text_input if str(field.key).startswith("themes_field")]


def test_names_and_answers_are_never_markup(filled: Project, open_app: OpenApp) -> None:
    filled.import_responses(answers([EVIL], wave="2025"), "admin")
    evil = filled.statements().query("wave == '2025'")["statement_id"].iloc[0]
    filled.codings.set(evil, "T1", "admin")
    filled.codebooks.apply(rename(filled.codebook(), "T1", Wording(nb=EVIL)), "admin")
    page = open_app("themes")
    assert not page.exception
    assert "<script>" not in shown(page).replace("\\<", "")


def test_what_a_merge_tells_is_of_now_also_after_somebody_elses_coding(coded: Project, open_app: OpenApp) -> None:
    page = change_tab(open_app("themes"))
    before = coded.glances.tallies()["T1"].accepted
    coded.coders.add("ola", "coder", by="admin")
    coded.codings.set(coded.statements()["statement_id"].iloc[0], "T1", "ola")
    assert f"{before + 1} kodinger" in shown(page.run())
