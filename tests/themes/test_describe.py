from __future__ import annotations

import numpy as np
import pytest

from textmine.themes.cluster import unit_rows
from textmine.themes.describe import Corpus, describe, evenly
from textmine.themes.keywords import theme_keywords, with_pairs

TEXTS = [f"boligen {ending}" for ending in ("er dyr", "er kald", "er trang", "er ny", "er fin")]
TEXTS += [f"bustaden {ending}" for ending in ("er dyr", "er kald", "er trang", "er ny", "er fin")]


def corpus(texts: list[str], languages: list[str]) -> Corpus:
    rows = unit_rows(np.random.default_rng(0).normal(size=(len(texts), 4)))
    return Corpus(texts, languages, rows, np.full(len(texts), 2))


def test_names_are_made_of_the_words_of_each_standard() -> None:
    found = corpus(TEXTS, ["nb"] * 5 + ["nn"] * 5)
    theme = describe(found, np.zeros(10, dtype=np.int64), found.rows[:1])[0][0]
    assert theme.names["nb"].startswith("bolig")
    assert theme.names["nn"].startswith("bustad")
    assert theme.size == 20
    assert (theme.source, theme.definition, theme.stability) == ("keywords", {}, None)


def test_a_standard_that_few_wrote_in_gets_the_words_of_all() -> None:
    found = corpus(TEXTS[:7], ["nb"] * 5 + ["nn"] * 2)
    theme = describe(found, np.zeros(7, dtype=np.int64), found.rows[:1])[0][0]
    assert theme.names["nn"] == theme.name


def test_a_theme_without_texts_is_described_as_empty() -> None:
    found = corpus(TEXTS, ["nb"] * 10)
    empty = describe(found, np.zeros(10, dtype=np.int64), found.rows[:2])[0][1]
    assert (empty.size, empty.name, empty.keywords, empty.representative) == (0, "", (), ())


@pytest.mark.parametrize(("n", "most", "expected"), [(3, 9, [0, 1, 2]), (9, 3, [0, 4, 8]), (1, 1, [0]), (5, 1, [0])])
def test_rows_are_picked_evenly(n: int, most: int, expected: list[int]) -> None:
    assert evenly(n, most).tolist() == expected


def test_words_that_keep_each_other_company_are_a_term() -> None:
    texts = [["lang", "ventetid"], ["lang", "ventetid"], ["lang", "ventetid", "kø"], ["dyr", "bolig"], ["lav", "lønn"]]
    assert with_pairs(texts)[0] == ["lang", "ventetid", "lang ventetid"]
    assert with_pairs(texts)[2] == ["lang", "ventetid", "kø", "lang ventetid"]
    assert with_pairs(texts)[3] == ["dyr", "bolig"]


def test_words_that_meet_by_chance_are_no_term() -> None:
    texts = [["bra", f"ord{n}"] for n in range(30)] + [["bra", "lege"]] * 3 + [["lege", f"x{n}"] for n in range(30)]
    assert not any(" " in term for text in with_pairs(texts) for term in text)


def test_keywords_hold_a_pair_or_its_words_but_not_both() -> None:
    terms = with_pairs([["lang", "ventetid"]] * 5 + [["bolig"]] * 5)
    assert theme_keywords(terms, np.array([0] * 5 + [1] * 5), 2)[0] == ["lang ventetid"]
    terms = with_pairs([["lang", "ventetid"]] * 5 + [["ventetid"]] * 5 + [["bolig"]] * 9)
    assert theme_keywords(terms, np.array([0] * 10 + [1] * 9), 2)[0] == ["ventetid", "lang"]
