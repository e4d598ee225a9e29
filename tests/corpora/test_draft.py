from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.draft import convert, parse_line, parse_marks
from textmine.survey.corpus import Span, read_survey

PLAIN = st.text(st.characters(exclude_characters="{}[]\\", exclude_categories=("Cs",)), max_size=15)
PIECES = st.lists(st.tuples(st.sampled_from(["", "theme", "PERSON"]), PLAIN), max_size=8)


@pytest.mark.parametrize(
    ("marked", "text", "statements", "personal"),
    [
        ("ingen merker", "ingen merker", [], []),
        ("", "", [], []),
        ("{housing: for få boliger}.", "for få boliger.", [(0, 14, "housing")], []),
        ("{a: én} og {b_2: to}", "én og to", [(0, 2, "a"), (6, 8, "b_2")], []),
        ("ring [PERSON|Tordis]", "ring Tordis", [], [(5, 11, "PERSON")]),
        (
            "{a: [PERSON|Tordis] bor på [PLACE|Øya]}",
            "Tordis bor på Øya",
            [(0, 17, "a")],
            [(0, 6, "PERSON"), (14, 17, "PLACE")],
        ),
        ("[PLACE|{a: Øya}]", "Øya", [(0, 3, "a")], [(0, 3, "PLACE")]),
        (r"{a: én}\n{b: to}", "én\nto", [(0, 2, "a"), (3, 5, "b")], []),
        (r"{a: én\nto}", "én\nto", [(0, 5, "a")], []),
        ("😀 {a: 👍 bra}", "😀 👍 bra", [(2, 7, "a")], []),
        ("{a: {b: inni} ute}", "inni ute", [(0, 4, "b"), (0, 8, "a")], []),
    ],
)
def test_marks_become_text_and_offsets(marked: str, text: str, statements: list, personal: list) -> None:
    found_text, found_statements, found_personal = parse_marks(marked)
    assert found_text == text
    assert [(s["start"], s["end"], s["theme"]) for s in found_statements] == statements
    assert [(s["start"], s["end"], s["type"]) for s in found_personal] == personal


@pytest.mark.parametrize(
    ("marked", "problem"),
    [
        ("{a: ikke lukket", "opened and not closed"),
        ("[PERSON|ikke lukket", "opened and not closed"),
        ("ikke åpnet}", "closed without being opened"),
        ("ikke åpnet]", "closed without being opened"),
        ("{a: feil]", "closed without being opened"),
        ("[PERSON|feil}", "closed without being opened"),
        ("{a: [PERSON|krysset} her]", "closed without being opened"),
        ("{Stor: bokstav}", "closed without being opened"),
        ("[person|liten bokstav]", "closed without being opened"),
    ],
)
def test_marks_that_do_not_match_are_refused(marked: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        parse_marks(marked)


@given(PIECES)
def test_offsets_give_back_the_marked_words_for_any_text(pieces: list[tuple[str, str]]) -> None:
    forms = {"": "{}", "theme": "{{a: {}}}", "PERSON": "[PERSON|{}]"}
    text, statements, personal = parse_marks("".join(forms[kind].format(words) for kind, words in pieces))
    assert text == "".join(words for _, words in pieces)
    assert [text[s["start"] : s["end"]] for s in statements] == [words for kind, words in pieces if kind == "theme"]
    assert [text[s["start"] : s["end"]] for s in personal] == [words for kind, words in pieces if kind == "PERSON"]


def test_a_line_has_wave_language_attributes_and_text() -> None:
    assert parse_line("2020\tnn\tsize=liten;role=leder\t {a: bustad} = bra \n") == {
        "wave": 2020,
        "language": "nn",
        "size": "liten",
        "role": "leder",
        "text": "bustad = bra",
        "statements": [{"start": 0, "end": 6, "theme": "a"}],
    }


def test_a_line_without_attributes_or_marks_is_still_a_response() -> None:
    assert parse_line("2020\tnb\t\tvet ikke\n") == {
        "wave": 2020,
        "language": "nb",
        "text": "vet ikke",
        "statements": [],
    }


@pytest.mark.parametrize(
    "line", ["2020\tnb\tbare tre felt", "i fjor\tnb\t\ttekst", "2020\tnb\ta=1\tto\tmange", "2020\tnb\tuten\ttekst"]
)
def test_a_line_that_is_not_four_fields_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        parse_line(line)


def test_drafts_are_mixed_by_wave_and_the_result_can_be_read(tmp_path: Path) -> None:
    head = {"id": "prøve", "question": {"nb": "?"}, "attributes": {"size": ["liten"]}}
    theme = {"id": "a", "name": {"nb": "A"}, "definition": {"nb": "A."}}
    (tmp_path / "survey.yaml").write_text(json.dumps({**head, "themes": [theme]}), encoding="utf-8")
    first, second = tmp_path / "1.tsv", tmp_path / "2.tsv"
    first.write_text("2020\tnb\tsize=liten\t{a: en}\n\n2021\tnb\t\ten til\n", encoding="utf-8")
    second.write_text("2021\tnn\t\t[PERSON|Tordis]\n2020\tnn\t\tto\u2028linjer\n", encoding="utf-8")
    assert convert([first, second], tmp_path) == 4
    survey = read_survey(tmp_path)
    assert [(r.id, r.wave, r.text) for r in survey.responses] == [
        ("prøve-0001", "2020", "en"),
        ("prøve-0002", "2020", "to\u2028linjer"),
        ("prøve-0003", "2021", "Tordis"),
        ("prøve-0004", "2021", "en til"),
    ]
    assert survey.responses[0].statements == (Span(0, 2, "a"),)
    assert survey.responses[0].attributes == {"size": "liten"}
    assert survey.responses[2].personal_data == (Span(0, 6, "PERSON"),)
