"""Of two options that read the same Streamlit takes the last, so themes and batches are told apart wherever chosen."""

from __future__ import annotations

import pytest

from app.components.labels import batch_labels, theme_labels
from app.session import Session
from tests.app.conftest import OpenApp, answers
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.store import Project

THEMES = (
    Theme("T1", Wording(nb="Bolig")),
    Theme("T2", Wording(nb="Ansatte")),
    Theme("T3", Wording(nb="Annet"), parent="T1"),
    Theme("T4", Wording(nb="Annet"), parent="T2"),
    Theme("T5", Wording(nb="Annet"), status="retired"),
    Theme("T6", Wording(nb="Likt")),
    Theme("T7", Wording(nb="Likt")),
)


@pytest.fixture
def alike(filled: Project) -> Project:
    filled.codebooks.put(Codebook(filled.codebook().version, themes=THEMES), "admin")
    return filled


def session_of(project: Project) -> Session:
    return Session("p", project, "admin", "admin", "nb")


def test_a_name_that_several_have_says_where_the_theme_lies(alike: Project) -> None:
    assert theme_labels(session_of(alike), alike.codebook()) == {
        "T1": "Bolig",
        "T2": "Ansatte",
        "T3": "Annet (Bolig)",
        "T4": "Annet (Ansatte)",
        "T5": "Annet (ute av bruk)",
        "T6": "Likt [T6]",
        "T7": "Likt [T7]",
    }


@pytest.mark.parametrize("theme", ["T3", "T4", "T6", "T7"])
def test_the_theme_that_was_chosen_is_the_one_that_is_coded(alike: Project, open_app: OpenApp, theme: str) -> None:
    page = open_app("search")
    page.text_input(key="search_query").set_value("boliger").run()
    page.checkbox(key="search_take_all").check().run()
    page.selectbox(key="search_theme").set_value(theme).run()
    page.button(key="search_code").click().run()
    assert not page.exception
    assert {coding.theme_id for coding in alike.codings.values()} == {theme}


def test_batches_of_the_same_name_are_told_apart(filled: Project) -> None:
    filled.coders.add("ola", "coder", by="admin")
    numbers = [
        filled.batches.draw(2, ["admin", "ola"], "admin", name=name) for name in ("Våren", "Våren", "Høsten", "")
    ]
    labels = batch_labels(session_of(filled), filled.batches.frame())
    assert [labels[number] for number in numbers] == [
        f"Våren (Utvalg {numbers[0]})",
        f"Våren (Utvalg {numbers[1]})",
        "Høsten",
        f"Utvalg {numbers[3]}",
    ]


def test_the_queue_of_one_theme_stays_with_it_while_its_suggestions_grow_fewer(
    filled: Project, open_app: OpenApp
) -> None:
    import pandas as pd

    ids = list(filled.statements()["statement_id"][:4])
    frame = pd.DataFrame({"statement_id": ids, "theme_id": "T2", "confidence": 0.9})
    filled.suggestions.write(frame, "abc", "admin")
    page = open_app("coding")
    page.selectbox(key="coding_mode").set_value("verify").run()
    page.selectbox(key="coding_theme").set_value("T2").run()
    for _ in range(2):
        page.button(key="coding_accept").click().run()
        page.run()
        assert not page.exception
        assert page.selectbox(key="coding_theme").value == "T2"


def test_the_themes_of_quotes_are_told_apart(alike: Project, open_app: OpenApp) -> None:
    assert alike.codebook().active
    page = open_app("quotes")
    options = page.selectbox(key="quotes_theme").options
    assert {"Annet (Bolig) (0)", "Annet (Ansatte) (0)", "Likt [T6] (0)", "Likt [T7] (0)"} <= set(options)
    assert len(set(options)) == len(options)


def test_the_themes_of_a_report_are_told_apart_and_its_attributes_keep_their_names(
    alike: Project, open_app: OpenApp
) -> None:
    alike.import_responses(answers(wave="2025").assign(T1=["ja", "nei"] * 7 + ["ja"]), "admin")
    page = open_app("report")
    themes = page.multiselect(key="report_only").options
    assert themes == ["Ansatte", "Annet (Ansatte)", "Bolig", "Annet (Bolig)", "Likt [T6]", "Likt [T7]"]
    assert "T1" in page.multiselect(key="report_crosstab_attributes").options
