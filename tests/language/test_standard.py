from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import HashingVectorizer

from textmine.language import detect_language, guess_languages, normalise
from textmine.language.standard import BUCKETS, LANGUAGES, language_probabilities, ngram_counts

BOKMAAL = (
    "Kommunen mangler boliger til unge som trenger hjelp i hverdagen.",
    "Vi får ikke beskjed når pasienter blir skrevet ut fra sykehuset.",
    "Jeg synes de ansatte gjør en fantastisk jobb.",
    "Vi trenger flere folk på kveldstid og i helgene.",
    "Barna mine har ikke noe å gjøre etter skolen.",
    "Samarbeidet med sykehuset fungerer bra.",
    "Det er for lang ventetid hos spesialisthelsetjenesten.",
)
NYNORSK = (
    "Kommunen manglar bustader til unge som treng hjelp i kvardagen.",
    "Vi får ikkje beskjed når pasientar blir skrivne ut frå sjukehuset.",
    "Eg synest dei tilsette gjer ein fantastisk jobb.",
    "Me treng fleire folk på kveldstid og i helgane.",
    "Borna mine har ikkje noko å gjere etter skulen.",
    "Samarbeidet med sjukehuset fungerer bra, men det tek for lang tid å få svar.",
    "Kvifor er det ingen som svarar på telefonen?",
)
OTHER = (
    "The municipality needs more housing for young people.",
    "We are not told when patients are sent home from hospital.",
    "There is nobody here in the evenings or at weekends.",
    "Vi får ikke noget at vide, når patienterne bliver udskrevet fra sygehuset.",
    "Der mangler hænder, og medarbejderne løber alt for hurtigt.",
    "Jeg har aldrig oplevet så dårlig en behandling af børn og unge.",
    "Kommunen saknar bostäder för unga som behöver hjälp.",
    "Vi får inte veta när patienter skrivs ut från sjukhuset.",
    "Jag tycker att personalen gör ett fantastiskt jobb.",
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=40)


@pytest.mark.parametrize("text", BOKMAAL)
def test_bokmaal_is_recognised(text: str) -> None:
    assert detect_language(text) == "nb"


@pytest.mark.parametrize("text", NYNORSK)
def test_nynorsk_is_recognised(text: str) -> None:
    assert detect_language(text) == "nn"


@pytest.mark.parametrize("text", OTHER)
def test_english_danish_and_swedish_are_other(text: str) -> None:
    assert detect_language(text) == "other"


@pytest.mark.parametrize("text", ["", "  ", "123", "😀", "...", "\x00", "\ud800"])
def test_text_without_letters_is_called_bokmaal(text: str) -> None:
    assert detect_language(text) == "nb"


def test_no_texts_give_no_guesses() -> None:
    assert guess_languages([]) == []


def test_one_by_one_and_together_give_the_same_guesses() -> None:
    texts = [*BOKMAAL, *NYNORSK, *OTHER, ""]
    alone = [guess_languages([text])[0] for text in texts]
    together = guess_languages(texts)
    assert [guess.language for guess in alone] == [guess.language for guess in together]
    np.testing.assert_allclose([g.confidence for g in alone], [g.confidence for g in together], atol=1e-9)


@settings(max_examples=50)
@given(st.lists(ANY_TEXT, min_size=1, max_size=4))
def test_probabilities_are_a_distribution_for_any_text(texts: list[str]) -> None:
    probabilities = language_probabilities(texts)
    assert probabilities.shape == (len(texts), len(LANGUAGES))
    assert (probabilities >= 0).all()
    np.testing.assert_allclose(probabilities.sum(axis=1), 1)


@settings(max_examples=50)
@given(ANY_TEXT)
def test_any_text_gets_one_of_the_three_languages(text: str) -> None:
    assert detect_language(text) in LANGUAGES


def test_an_answer_in_both_standards_is_marked_and_gets_the_one_with_more_words() -> None:
    mixed = f"{NYNORSK[1]} {BOKMAAL[0]} {NYNORSK[2]} {NYNORSK[4]}"
    guess = guess_languages([mixed])[0]
    assert (guess.language, guess.mixed) == ("nn", True)


def test_an_answer_in_one_standard_is_not_marked_as_mixed() -> None:
    assert [g.mixed for g in guess_languages([" ".join(BOKMAAL), " ".join(NYNORSK), " ".join(OTHER)])] == [False] * 3


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rosenborg vart nummer to på Lerkendal stadion.", "nn"),
        ("Rosenborg ble nummer to på Lerkendal stadion.", "nb"),
        ("Et bord på Kristiansand stasjon.", "nb"),
        ("Eit bord på Kristiansand stasjon.", "nn"),
    ],
)
def test_one_word_decides_among_names(text: str, language: str) -> None:
    assert detect_language(text) == language


@settings(max_examples=60)
@given(st.lists(st.text("abø .,-Å\n", max_size=20), min_size=1, max_size=4))
def test_ngrams_counted_word_by_word_are_those_of_the_whole_text(texts: list[str]) -> None:
    whole = HashingVectorizer(
        analyzer="char_wb", ngram_range=(1, 6), n_features=BUCKETS, norm=None, alternate_sign=False
    ).transform(normalise(text) for text in texts)
    whole.data = 1 + np.log(whole.data)
    assert abs(ngram_counts(texts) - whole).max() == 0


@pytest.mark.parametrize(
    "text",
    ["Очень длинная очередь", "队列太长了", "الطابور طويل جدا", "η ουρά είναι μεγάλη", "Черга до NAV"],
)
def test_text_in_another_script_is_another_language(text: str) -> None:
    assert detect_language(text) == "other"


@pytest.mark.parametrize("text", ["😀", "!!!", "42 °C", "Prisen er for høy, sa Иван.", "1ª kø µ"])
def test_signs_and_a_foreign_name_make_no_other_language(text: str) -> None:
    assert detect_language(text) == "nb"
