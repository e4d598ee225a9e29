from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.language.lemmas import content_lemmas
from textmine.language.wordlists import word_list

WORDS = st.text("abcæøåéèòô", min_size=2, max_size=12)


def lemmas(text: str, language: str = "nb") -> list[str]:
    return content_lemmas([text], [language])[0]


@pytest.mark.parametrize(
    ("bokmaal", "nynorsk", "lemma"),
    [
        ("kommunene", "kommunane", "kommune"),
        ("Kommunen", "kommunen", "kommune"),
        ("pasienter", "pasientar", "pasient"),
        ("helgene", "helgane", "helg"),
        ("psykologene", "psykologane", "psykolog"),
    ],
)
def test_inflected_forms_of_both_standards_meet_in_one_lemma(bokmaal: str, nynorsk: str, lemma: str) -> None:
    assert content_lemmas([bokmaal, nynorsk], ["nb", "nn"]) == [[lemma], [lemma]]


@pytest.mark.parametrize(("word", "language", "lemma"), [("boligene", "nb", "bolig"), ("bustadene", "nn", "bustad")])
def test_words_of_one_standard_are_lemmatised_in_it(word: str, language: str, lemma: str) -> None:
    assert lemmas(word, language) == [lemma]


def test_words_with_norwegian_letters_stay_whole() -> None:
    assert lemmas("Blåbærsyltetøy, søppeltømming og køfri påskeøy") == [
        "blåbærsyltetøy",
        "søppeltømming",
        "køfri",
        "påskeøy",
    ]


@settings(max_examples=60)
@given(st.lists(WORDS, max_size=6))
def test_lemmas_are_made_of_letters_and_never_of_pieces_around_norwegian_ones(words: list[str]) -> None:
    for lemma in lemmas(" ".join(words)):
        assert len(lemma) > 1
        assert lemma.isalpha()
        assert lemma == lemma.casefold()
        assert lemma not in word_list("stop_words")


def test_every_unknown_word_with_norwegian_letters_comes_back_whole() -> None:
    words = ["zæzøzå", "øøzæ", "åzzæø"]
    assert lemmas(" ".join(words)) == words


def test_abbreviations_are_kept_and_case_folded() -> None:
    assert lemmas("DPS og BUP svarer ikke")[:2] == ["dps", "bup"]


@pytest.mark.parametrize("text", ["", "og i på", "123 456", "!!! ...", "😀", "\x00"])
def test_text_without_content_words_has_no_lemmas(text: str) -> None:
    assert lemmas(text) == []


def test_addresses_and_shortened_phrases_are_no_words() -> None:
    assert lemmas("Boliger, f.eks. hos kari.nordmann@example.no eller www.nordmann.example") == ["bolig"]


def test_stop_words_of_both_standards_are_left_out() -> None:
    assert lemmas("vi har ikke noe tilbud") == ["tilbud"]
    assert lemmas("me har ikkje noko tilbod", "nn") == ["tilbod"]


def test_words_that_surveys_need_are_no_stop_words() -> None:
    assert lemmas("kveld plass kontakt") == ["kveld", "plass", "kontakt"]


def test_other_languages_are_read_as_bokmaal() -> None:
    assert lemmas("kommunene", "other") == lemmas("kommunene", "nb")


def test_each_text_needs_a_language() -> None:
    with pytest.raises(ValueError, match="zip"):
        content_lemmas(["en", "to"], ["nb"])
