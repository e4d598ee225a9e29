from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.language import comparison_key, is_uninformative, normalise

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
# Characters that normalise removes may stand between a letter and its combining mark.
INVISIBLE = "\u00ad\u200b\ufeff"


@given(ANY_TEXT.filter(lambda text: not set(text) & set(INVISIBLE)))
def test_normalising_twice_is_normalising_once(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize("mark", INVISIBLE)
def test_normalising_twice_is_normalising_once_with_invisible_characters(mark: str) -> None:
    once = normalise(f"a{mark}\u030a")
    assert normalise(once) == once


@given(ANY_TEXT)
def test_normal_text_can_be_written_as_utf8_and_has_single_spaces_and_no_control_characters(text: str) -> None:
    normal = normalise(text)
    normal.encode("utf-8")
    assert normal == " ".join(normal.split())
    assert not any(unicodedata.category(c) == "Cc" for c in normal)


@given(ANY_TEXT)
def test_space_around_a_text_does_not_matter(text: str) -> None:
    assert normalise(f" \n{text}\t ") == normalise(text)


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("  mye \t luft\r\n her ", "mye luft her"),
        ("pa\u030a \u00f8ya", "på øya"),
        ("NUL\x00byte", "NUL byte"),
        ("bolig\u00adbygging\u200b", "boligbygging"),
        ("\ud83d\ude00", "😀"),
        ("halv \ud83d", "halv \ufffd"),
        ("", ""),
    ],
)
def test_normal_form_of(text: str, normal: str) -> None:
    assert normalise(text) == normal


def test_letters_case_and_punctuation_are_kept_by_the_normal_form() -> None:
    assert normalise("Ærlig talt: 3 års kø på ØYA!") == "Ærlig talt: 3 års kø på ØYA!"


@pytest.mark.parametrize("text", ["Vet ikke", "vet ikke.", "VET  IKKE!", "«vet ikke»", "vet_ikke", "Vet ikke …"])
def test_comparison_key_ignores_case_space_and_punctuation(text: str) -> None:
    assert comparison_key(text) == "vet ikke"


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "\n", "-", "--", "...", "?", "😀", "👍👍", "123", "2024", "x", "/"),
        *("Vet ikke", "vet ikke.", "VET IKKE", "Jeg vet ikke", "Ingen kommentar", "Ingen kommentar!", "Nei", "Ja"),
        *("ikke aktuelt", "Ikke relevant", "Usikker", "Ingenting", "n/a", "se over", "Ingen mening"),
        *("Veit ikkje", "veit ikkje.", "Eg veit ikkje", "Inga meining", "Ingen kommentar", "ikkje aktuelt"),
        *("Ikkje relevant", "Inkje", "vanskeleg å seie", "same som over", "ønskjer ikkje å svare"),
    ],
)
def test_answers_that_say_nothing_are_uninformative_in_both_standards(text: str) -> None:
    assert is_uninformative(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Bolig", "Bustad", "Psykolog", "ventetid", "HELG", "Økonomi", "øy", "DPS", "Kø!"),
        *("Vet ikke hva vi skal gjøre med ventetida", "Veit ikkje kven eg skal ringje", "Nei til sentralisering"),
        *("Ingen tilbud i helgene", "Ingenting fungerer om kvelden", "Ikkje nok folk", "Ja, men det tar for lang tid"),
    ],
)
def test_single_words_and_sentences_that_begin_like_stock_phrases_are_informative(text: str) -> None:
    assert not is_uninformative(text)


@given(ANY_TEXT)
def test_space_and_punctuation_around_do_not_change_whether_a_text_is_informative(text: str) -> None:
    assert is_uninformative(f" {text} .") == is_uninformative(text)
