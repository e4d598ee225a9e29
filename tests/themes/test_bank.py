from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import ToyEncoder
from textmine.encode import Encoder
from textmine.resources import shipped
from textmine.themes import Theme, ThemeModel
from textmine.themes.bank import Bank, bank_texts, both_standards, propose_names, theme_bank
from textmine.themes.cluster import unit_rows

NAMES = [{"nb": "Bolig", "nn": "Bustad"}, {"nb": "Ventetid", "nn": "Ventetid"}, {"nb": "Bolig", "nn": "Bustad"}]
DEFINITIONS = [{"nb": f"Om {n['nb']}.", "nn": f"Om {n['nn']}."} for n in NAMES]
BANK = Bank(["a/bolig", "a/kø", "b/bolig"], NAMES, DEFINITIONS, np.eye(3, dtype=np.float32))


WORDS = [{"bolig": 3, "ventetid": 3}] * 2


def themes(n: int) -> list[Theme]:
    return [Theme(i, f"ord {i}", (f"ord {i}",), 5, ("tekst",), {"nb": f"ord {i}", "nn": f"ord {i}"}) for i in range(n)]


def test_a_close_entry_gives_names_and_definition_in_both_standards() -> None:
    named = propose_names(themes(1), np.array([[0.1, 0.99, 0]], dtype=np.float32), WORDS[:1], BANK)[0]
    assert (named.name, named.names) == ("Ventetid", {"nb": "Ventetid", "nn": "Ventetid"})
    assert named.definition == {"nb": "Om Ventetid.", "nn": "Om Ventetid."}
    assert named.source == "bank:a/kø"


def test_a_theme_that_nothing_is_close_to_keeps_its_keywords() -> None:
    before = themes(1)
    assert propose_names(before, unit_rows(np.ones((1, 3))), WORDS[:1], BANK, close_enough=0.6) == before


def test_two_themes_never_get_the_same_name_and_the_closer_one_gets_it() -> None:
    centres = unit_rows(np.array([[1, 0, 0.2], [1, 0, 0.0]]))
    first, second = propose_names(themes(2), centres, WORDS, BANK)
    assert (first.source, second.name) == ("keywords", "Bolig")


def test_without_a_bank_themes_stay_as_they_are() -> None:
    assert propose_names(themes(2), np.eye(2, dtype=np.float32), WORDS, None) == themes(2)


def test_a_survey_can_be_left_out() -> None:
    assert BANK.without("a").ids == ["b/bolig"]
    assert BANK.without("a").vectors.shape == (1, 3)


def test_the_vectors_that_ship_are_those_of_the_encoder_that_ships(encoder: Encoder) -> None:
    bank = theme_bank(encoder.id)
    assert bank is not None
    texts = bank_texts()
    n = len(texts) // 2
    assert bank.vectors.shape == (n, encoder.dimension)
    picked = [0, n // 2, n - 1]
    fresh = both_standards(encoder.encode([texts[row + half] for half in (0, n) for row in picked]))
    with np.load(shipped("corpora/theme_bank.npz")) as stored:
        np.testing.assert_allclose(stored["vectors"][picked], fresh, atol=2e-3)


def test_vectors_of_another_encoder_are_not_used(toy: ToyEncoder) -> None:
    assert theme_bank(toy.id) is None
    assert theme_bank(None) is None


@pytest.mark.parametrize("words", [{"ventetid": 1}, {"kø": 9}, {}])
def test_a_name_whose_words_the_theme_does_not_use_is_not_given(words: dict[str, int]) -> None:
    assert propose_names(themes(1), BANK.vectors[1:2], [words], BANK) == themes(1)


def test_a_name_with_a_word_from_another_world_is_not_given() -> None:
    bank = Bank(["p/x"], [{"nb": "Møtet med politiet", "nn": "Møtet med politiet"}], DEFINITIONS[:1], BANK.vectors[:1])
    assert propose_names(themes(1), BANK.vectors[:1], [{"møte": 9}], bank) == themes(1)
    assert propose_names(themes(1), BANK.vectors[:1], [{"møte": 9, "politi": 1}], bank)[0].source == "bank:p/x"


def test_the_demo_is_named_where_the_encoder_is_known(encoder: Encoder) -> None:
    texts = [f"{text} i {place}" for text in ("For lang ventetid", "Ventetiden er lang", "Altfor lang ventetid på time")
             for place in ("byen", "bygda", "kommunen", "fylket")]  # fmt: skip
    vectors = encoder.encode(texts)
    assert ThemeModel(1).fit(texts, vectors).themes_[0].source == "keywords"
    known = ThemeModel(1).fit(texts, vectors, encoder_id=encoder.id)
    assert known.themes_ == ThemeModel(1, encoder=encoder).fit(texts).themes_


def test_no_themes_get_no_names() -> None:
    assert propose_names([], np.empty((0, 3), dtype=np.float32), [], BANK) == []
