from __future__ import annotations

import re
import unicodedata

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import textmine as tm
from textmine.privacy.entities import PLACEHOLDERS
from textmine.privacy.redact import redact_spans
from textmine.survey.corpus import DIRECT_IDENTIFIERS, QUASI_IDENTIFIERS

FRAGMENTS = st.sampled_from(
    [
        *(
            "Kari",
            "Nordmann",
            "kari@x.no",
            "91 23 45 67",
            "010190 12345",
            "Storgata 4",
            "14. mars",
            "bolig",
            "Bo",
            "bo",
        ),
        *(" ", ", ", "\n", ". ", "-", "'s ", "😀", "e\u0301", "\u200f", "שלום", "\x00", "\ud83d", "\ufeff", "İ"),
    ]
)
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=80), st.lists(FRAGMENTS, max_size=14).map("".join)
)


@settings(deadline=None)
@given(ANY_TEXT)
def test_offsets_give_back_every_mention_and_the_rest_of_the_text_is_untouched(text: str) -> None:
    redaction = tm.redact(text)
    position, kept = 0, []
    for entity in redaction.entities:
        assert position <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        assert 0 <= entity.score <= 1
        kept.append(text[position : entity.start])
        position = entity.end
    kept.append(text[position:])
    assert re.fullmatch(r"\[[^\]]+\]s?".join(map(re.escape, kept)), redaction.text, re.DOTALL)


@pytest.mark.parametrize("value", [None, float("nan"), "", pd.NA, pd.NaT])
def test_nothing_gives_nothing(value: object) -> None:
    assert tm.redact(value) == tm.Redaction("", [])


def test_a_number_is_read_as_text() -> None:
    assert tm.redact(91234567).text == "[TELEFON]"


def test_placeholders_keep_the_text_readable() -> None:
    assert tm.redact("Ring Kari Nordmann på 91 23 45 67.").text == "Ring [NAVN] på [TELEFON]."


def test_the_same_person_has_the_same_placeholder_and_another_person_another() -> None:
    redacted = tm.redact("Takk til Turid Aasen og Mohamed Hassan. Turid ringte, Hassans bror kom.").text
    assert redacted == "Takk til [NAVN 1] og [NAVN 2]. [NAVN 1] ringte, [NAVN 2]s bror kom."


def test_a_full_name_joins_the_mentions_before_it() -> None:
    assert tm.redact("Takk til Kari. Hils Nordmann! Kari Nordmann er best.").text == (
        "Takk til [NAVN]. Hils [NAVN]! [NAVN] er best."
    )


def test_the_genitive_stays_behind_the_placeholder() -> None:
    assert tm.redact("Karis kollega ringte").text == "[NAVN]s kollega ringte"


def test_a_redacted_text_is_left_alone() -> None:
    once = tm.redact("Karis kollega på 91 23 45 67, og Per Aasens").text
    assert tm.redact(once).text == once


# Latin letters and marks: names in the name lists have no others.
@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=0x36F), max_size=60))
@example("@\u00c0\u0300")
def test_letters_with_their_marks_apart_are_read_as_letters(text: str) -> None:
    apart = unicodedata.normalize("NFD", text)
    whole = unicodedata.normalize("NFC", apart)
    found, expected = tm.redact(apart).entities, tm.redact(whole).entities
    assert [(e.type, unicodedata.normalize("NFC", e.text)) for e in found] == [(e.type, e.text) for e in expected]
    assert all(apart[e.start : e.end] == e.text for e in found)


def test_a_name_is_masked_whole_where_its_ring_is_a_code_point_of_its_own() -> None:
    text = unicodedata.normalize("NFD", "Takk til Åse Bråthen på natta")
    assert unicodedata.normalize("NFC", tm.redact(text).text) == "Takk til [NAVN] på natta"


def test_nothing_invisible_hides_a_number() -> None:
    assert tm.redact("ring 91\u200b23\u00ad45\u206067").text == "ring [TELEFON]"


def test_parts_of_a_text_are_redacted_as_one() -> None:
    text = "Per Aasen ringte. Kari Berg svarte."
    entities = tm.redact(text).entities
    assert redact_spans(text, entities, [(0, 17), (18, 35), (4, 9)]) == [
        "[NAVN 1] ringte.",
        "[NAVN 2] svarte.",
        "[NAVN 1]",
    ]


def test_quasi_identifiers_are_told_apart_and_can_be_left() -> None:
    text = "Kari kom 14. mars 2022"
    everything, direct = tm.redact(text), tm.redact(text, quasi=False)
    assert {(e.type, e.direct) for e in everything.entities} == {("PERSON", True), ("DATE", False)}
    assert [e.type for e in direct.entities] == ["PERSON"]
    assert direct.text == "[NAVN] kom 14. mars 2022"


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Takk til Bo og Liv på natta", "Vi vil bo hjemme hele livet"),
        ("Læreren heter Dag Hole", "God dag! Veien er full av hull, dag etter dag"),
        ("Spør Stein i vaktrommet", "Det ligger stein i veien"),
        ("Vi bor i Os", "Det er godt for os"),
        ("Hils Vik fra meg", "Ei vik lenger inne"),
        ("Kommunen heter Time", "Det tar en time å komme fram"),
    ],
)
def test_words_that_are_also_names_are_read_by_what_stands_around_them(name: str, word: str) -> None:
    assert {e.type for e in tm.redact(name).entities} & {"PERSON", "PLACE"}
    assert not {e.type for e in tm.redact(word).entities} & {"PERSON", "PLACE"}


def test_every_type_has_a_placeholder() -> None:
    assert set(PLACEHOLDERS) == {*DIRECT_IDENTIFIERS, *QUASI_IDENTIFIERS}


def test_a_very_long_line_is_redacted() -> None:
    text = "vi mangler boliger og ring 91 23 45 67 " * 1_000
    assert len(tm.redact(text).entities) == 1_000


@pytest.mark.parametrize(
    "piece", ["a", "Kari ", "é", "9", "9 ", "@", "x@", ".", "Å\u030a", "\u202e", "\ud800", "\x00", "\n"]
)
def test_a_long_line_of_the_same_is_no_trouble(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    redaction = tm.redact(text)
    assert all(text[e.start : e.end] == e.text for e in redaction.entities)
