from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.language import segment
from textmine.language.clauses import clause_cuts

WORDS = st.sampled_from(
    ["vi", "mangler", "boliger", "det", "er", "kø", "og", "men", "samt", ",", "så", "som", "i tillegg"]
)


@pytest.mark.parametrize(
    ("answer", "statements"),
    [
        ("Vi mangler boliger og det er lang kø", ["Vi mangler boliger", "det er lang kø"]),
        ("Vi har gode folk, men de slutter fort", ["Vi har gode folk", "de slutter fort"]),
        ("Me manglar bustader, og det er lang ventetid", ["Me manglar bustader", "det er lang ventetid"]),
        ("Vi mangler boliger, i tillegg er det lang kø", ["Vi mangler boliger", "er det lang kø"]),
        ("Vi mangler boliger, det er lang kø", ["Vi mangler boliger", "det er lang kø"]),
        ("Noen får hjelp mens andre må vente lenge", ["Noen får hjelp", "andre må vente lenge"]),
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
        "Vi mangler boliger og psykolog",
        "Bolig og jobb",
        "Vi mangler boliger, psykolog og fastlege",
        "Folk som bor alene og som ikke har familie",
        "Når pasienten kommer hjem, er det ingen der",
        "Rus og psykiatri må sees i sammenheng",
        "Vi venter og de ansatte kommer ikke",
        "De ansatte kommer ikke og vi venter",
    ],
)
def test_lists_and_subordinate_clauses_stay_together(answer: str) -> None:
    assert [s.text for s in segment(answer)] == [answer]


@given(st.lists(WORDS, max_size=25).map(" ".join))
def test_cuts_cover_the_stretch_from_its_start_to_its_end_in_order(text: str) -> None:
    cuts = list(clause_cuts(text, 0, len(text)))
    assert cuts[0][0] == 0
    assert cuts[-1][1] == len(text)
    edges = [edge for cut in cuts for edge in cut]
    assert edges == sorted(edges)


def test_cuts_stay_inside_the_stretch_they_are_given() -> None:
    text = "Vi mangler boliger og det er lang kø. Vi har gode folk og de er mange"
    assert [text[a:b] for a, b in clause_cuts(text, 0, 37)] == ["Vi mangler boliger", "det er lang kø."]
