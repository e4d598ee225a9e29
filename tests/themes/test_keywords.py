from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from textmine.themes.keywords import theme_keywords

WORDS = st.sampled_from(["bolig", "kø", "ærøya", "påske", "lege", "buss"])


def test_words_of_one_theme_come_before_words_of_all() -> None:
    lemmas = [["bolig", "tilbud"], ["bolig", "tilbud"], ["psykolog", "tilbud"], ["psykolog", "tilbud"]]
    first, second = theme_keywords(lemmas, np.array([0, 0, 1, 1]), 2)
    assert first == ["bolig", "tilbud"]
    assert second == ["psykolog", "tilbud"]


def test_a_long_answer_that_repeats_a_word_does_not_name_the_theme() -> None:
    lemmas = [["buss"] * 50, ["bolig"], ["bolig"], ["bolig"]]
    assert theme_keywords(lemmas, np.array([0, 0, 0, 0]), 1)[0][0] == "bolig"


def test_words_used_once_come_last() -> None:
    lemmas = [["buss", "bolig"], ["bolig"], ["tilbud"], ["tilbud"], ["bolig"]]
    keywords = theme_keywords(lemmas, np.array([0, 0, 1, 1, 1]), 2)
    assert keywords[0] == ["bolig", "buss"]
    assert keywords[1] == ["tilbud", "bolig"]


def test_texts_without_a_theme_do_not_count() -> None:
    assert theme_keywords([["bolig"], ["kø"]], np.array([0, -1]), 1) == [["bolig"]]


def test_a_theme_without_words_has_no_keywords() -> None:
    assert theme_keywords([[], ["bolig"]], np.array([0, 1]), 2) == [[], ["bolig"]]


def test_no_more_keywords_than_asked() -> None:
    lemmas = [[f"ord{letter}" for letter in "abcdefghijklmnop"]]
    assert len(theme_keywords(lemmas, np.array([0]), 1, n=4)[0]) == 4


@given(st.lists(st.lists(WORDS, max_size=5), min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_keywords_are_distinct_words_of_their_theme_and_row_order_does_not_matter(lemmas, random) -> None:
    labels = np.arange(len(lemmas)) % 2
    keywords = theme_keywords(lemmas, labels, 2)
    for theme in (0, 1):
        own = {word for words, label in zip(lemmas, labels, strict=True) if label == theme for word in words}
        assert set(keywords[theme]) == own
        assert len(keywords[theme]) == len(own)
    order = list(range(len(lemmas)))
    random.shuffle(order)
    assert theme_keywords([lemmas[i] for i in order], labels[order], 2) == keywords
