from __future__ import annotations

import re
import sys
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import textmine as tm
from tests.conftest import ROOT
from textmine.errors import InputError
from textmine.privacy import presidio
from textmine.privacy.entities import PLACEHOLDERS
from textmine.survey.corpus import DIRECT_IDENTIFIERS, QUASI_IDENTIFIERS, read_survey

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
    assert re.fullmatch(r"\[[^\]]+\]".join(map(re.escape, kept)), redaction.text, re.DOTALL)


@pytest.mark.parametrize("value", [None, float("nan"), ""])
def test_nothing_gives_nothing(value: object) -> None:
    assert tm.redact(value) == tm.Redaction("", [])


def test_a_number_is_read_as_text() -> None:
    assert tm.redact(91234567).text == "[TELEFON]"


def test_placeholders_keep_the_text_readable() -> None:
    assert tm.redact("Ring Kari Nordmann på 91 23 45 67.").text == "Ring [NAVN] på [TELEFON]."


def test_the_same_person_has_the_same_placeholder_and_another_person_another() -> None:
    redacted = tm.redact("Takk til Turid Aasen og Mohamed Hassan. Turid ringte, Hassans bror kom.").text
    assert redacted == "Takk til [NAVN 1] og [NAVN 2]. [NAVN 1] ringte, [NAVN 2] bror kom."


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
        ("Spør Stein i vaktrommet", "Stein i skoen er turnusen"),
    ],
)
def test_words_that_are_also_names_are_read_by_what_stands_around_them(name: str, word: str) -> None:
    assert any(e.type == "PERSON" for e in tm.redact(name).entities)
    assert not any(e.type == "PERSON" for e in tm.redact(word).entities)


def test_every_type_has_a_placeholder() -> None:
    assert set(PLACEHOLDERS) == {*DIRECT_IDENTIFIERS, *QUASI_IDENTIFIERS}


def test_formatted_identifiers_of_the_untouched_answers_are_all_found() -> None:
    formatted = {"NATIONAL_ID", "PHONE", "EMAIL"}
    for response in read_survey(ROOT / "corpora" / "privacy" / "test").responses:
        covered = [(e.start, e.end) for e in tm.redact(response.text).entities]
        for span in response.personal_data:
            if span.label in formatted:
                assert any(start <= span.start and span.end <= end for start, end in covered), response.text


def test_a_very_long_line_is_redacted() -> None:
    text = "vi mangler boliger og ring 91 23 45 67 " * 5_000
    assert len(tm.redact(text).entities) == 5_000


def test_presidio_is_asked_for_in_one_line_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "presidio_analyzer", None)
    with pytest.raises(InputError, match="Presidio is not installed"):
        presidio.recognizer()


def test_presidio_gets_its_own_kind_of_result(monkeypatch: pytest.MonkeyPatch) -> None:
    class EntityRecognizer:
        def __init__(self, supported_entities: list[str], supported_language: str) -> None:
            self.supported = (supported_entities, supported_language)

    class RecognizerResult(tuple[str, int, int, float]):
        def __new__(cls, *values: object) -> RecognizerResult:
            return super().__new__(cls, values)

    module = ModuleType("presidio_analyzer")
    vars(module).update(EntityRecognizer=EntityRecognizer, RecognizerResult=RecognizerResult)
    monkeypatch.setitem(sys.modules, "presidio_analyzer", module)
    recognizer = presidio.recognizer()
    found = recognizer.analyze("Ring 91 23 45 67 eller skriv til a@b.no", ["PHONE"])
    assert [tuple(result)[:3] for result in found] == [("PHONE", 5, 16)]
