from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.build.segmentation import measure
from tests.conftest import ROOT
from textmine.language import segment
from textmine.language.boundaries import features, joints
from textmine.survey.corpus import read_survey

WORDS = st.sampled_from(
    ["vi", "mangler", "boliger", "det", "er", "kø", "og", "men", "samt", ",", "så", "som", "i tillegg", ".", "\n"]
)


@pytest.mark.parametrize(
    ("answer", "statements"),
    [
        ("Vi mangler boliger og det er lang kø", ["Vi mangler boliger", "det er lang kø"]),
        ("Vi har gode folk, men de slutter fort", ["Vi har gode folk", "de slutter fort"]),
        ("Me manglar bustader, og det er lang ventetid", ["Me manglar bustader", "det er lang ventetid"]),
        ("Vi mangler boliger, det er lang kø", ["Vi mangler boliger", "det er lang kø"]),
        (
            "Vi mangler boliger og det er lang kø, men de ansatte er flinke",
            ["Vi mangler boliger", "det er lang kø", "de ansatte er flinke"],
        ),
    ],
)
def test_clauses_that_stand_alone_become_statements(answer: str, statements: list[str]) -> None:
    assert [s.text for s in segment(answer)] == statements


@pytest.mark.parametrize(
    "answer",
    [
        "Bolig og jobb",
        "Folk som bor alene og som ikke har familie",
        "Når pasienten kommer hjem, er det ingen der",
        "Rus og psykiatri må sees i sammenheng",
    ],
)
def test_pairs_and_subordinate_clauses_stay_together(answer: str) -> None:
    assert [s.text for s in segment(answer)] == [answer]


@pytest.mark.parametrize(
    ("answer", "statements"),
    [
        ("Mangler bolig og aktivitetstilbud", [("", "Mangler bolig"), ("Mangler", "aktivitetstilbud")]),
        ("Me manglar flinke folk og gode bustader.", [("", "Me manglar flinke folk"), ("Me manglar", "gode bustader")]),
        (
            "Vi mangler boliger, aktivitet og psykolog",
            [("", "Vi mangler boliger"), ("Vi mangler", "aktivitet"), ("Vi mangler", "psykolog")],
        ),
        ("Mangler kommuneoverlege og bolig for unge", [("", "Mangler kommuneoverlege og bolig for unge")]),
        ("Trenger hjelp og vi trenger det nå", [("", "Trenger hjelp og vi trenger det nå")]),
    ],
)
def test_shortcomings_that_share_a_verb_are_two_statements_and_the_second_knows_its_verb(
    answer: str, statements: list[tuple[str, str]]
) -> None:
    assert [(s.context, s.text) for s in segment(answer)] == statements


@given(st.lists(st.sampled_from(["Mangler", "og", "samt", ",", "bolig", "OG", "for lite"]), max_size=12).map(" ".join))
def test_lists_of_shortcomings_never_lose_a_word(answer: str) -> None:
    told = " ".join(statement.text for statement in segment(answer)).casefold()
    assert told.count("bolig") == answer.count("bolig")


def test_a_statement_in_context_reads_as_it_was_meant() -> None:
    assert [s.in_context for s in segment("Mangler bolig og jobb")] == ["Mangler bolig", "Mangler jobb"]


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_joints_lie_inside_the_text_in_order_and_each_has_features(text: str) -> None:
    found = joints(text)
    edges = [edge for joint in found for edge in (joint.start, joint.end)]
    assert edges == sorted(edges)
    assert all(0 < edge < len(text) for edge in edges)
    rows = features(text, found)
    assert len(rows) == len(found)
    assert all(rows)


def test_on_the_demo_neighbouring_themes_are_separated_and_statements_stay_whole() -> None:
    counts = measure([read_survey(ROOT / "corpora" / "demo")])
    assert counts.separated >= 0.9 * counts.neighbours
    assert counts.shattered <= 0.05 * counts.statements


@pytest.mark.parametrize("value", [None, float("nan")])
def test_a_missing_answer_has_no_statements(value: object) -> None:
    assert segment(value) == []


def test_a_number_is_read_as_text() -> None:
    assert [s.text for s in segment(12)] == ["12"]


def test_a_megabyte_on_one_line_is_cut_too() -> None:
    answer = "vi mangler boliger, og det er lang kø. " * 26_000
    statements = segment(answer)
    assert len(statements) >= 26_000
    assert all(answer[s.start : s.end] == s.text for s in statements)
