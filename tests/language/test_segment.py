from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.language import Statement, segment

ANY_CHARACTER = st.characters(exclude_categories=())
FRAGMENTS = st.sampled_from(
    [
        *("bolig", "Vi mangler boliger", "det er for få", "de venter", "Psykolog", "på øya", "hjelp", "7", "2024"),
        *(" ", "  ", "\n", "\r\n", "\r", "\t", "\v", "\u2028", "\xa0", "\n\n- ", "\n• ", "\n1. ", " 2) ", "a) "),
        *(". ", "! ", "?", "…", "...", "; ", " - ", " – ", " / ", " // ", ", ", ": ", "•", "»", '"', ".", "-"),
        *(" og ", ", men ", " samt ", " så ", "bl.a. ", "f.eks. ", "jf. ", "Tlf. ", "kl. 08.00 ", "3. "),
        *(
            "😀",
            "👩‍👩‍👧",
            "e\u0301",
            "a\u030a",
            "\u200f",
            "שלום",
            "مرحبا",
            "\x00",
            "\ud83d",
            "\udc00",
            "\ufeff",
            "ﬁ",
            "İ",
        ),
    ]
)
ANY_TEXT = st.one_of(st.text(ANY_CHARACTER, max_size=80), st.lists(FRAGMENTS, max_size=14).map("".join))
# What may join two clauses, so that it lies between statements.
JOINTS = {"og", "men", "samt", "mens", "medan", "dessuten", "i", "tillegg", "for", "øvrig", "ellers", "elles", "så"}


def texts(answer: str) -> list[str]:
    return [statement.text for statement in segment(answer)]


@given(ANY_TEXT)
def test_offsets_give_back_the_text_of_every_statement(answer: str) -> None:
    assert all(answer[s.start : s.end] == s.text for s in segment(answer))


@given(ANY_TEXT)
def test_statements_come_in_order_and_do_not_overlap(answer: str) -> None:
    edges = [edge for s in segment(answer) for edge in (s.start, s.end)]
    assert edges == sorted(edges)
    assert all(0 <= s.start < s.end <= len(answer) for s in segment(answer))


@given(ANY_TEXT)
def test_statements_have_no_space_around_them_and_at_least_one_letter_or_digit(answer: str) -> None:
    for statement in segment(answer):
        assert statement.text == statement.text.strip()
        assert any(c.isalnum() for c in statement.text)


@given(ANY_TEXT)
def test_only_joining_words_and_list_letters_fall_between_statements(answer: str) -> None:
    position, between = 0, []
    for statement in segment(answer):
        between.append(answer[position : statement.start])
        position = statement.end
    between.append(answer[position:])
    words = {word.casefold() for gap in between for word in re.findall(r"[^\W\d_]+", gap)}
    assert words <= JOINTS | set("abcdefgh")


def test_offsets_count_code_points_not_bytes_or_utf16_units() -> None:
    assert segment("😀😀 Bra. Dyrt.") == [Statement(0, 7, "😀😀 Bra."), Statement(8, 13, "Dyrt.")]


@pytest.mark.parametrize("answer", ["", " ", "\n\n", "...", "- ; /", "😀", "\x00", "\u200f"])
def test_text_without_words_has_no_statements(answer: str) -> None:
    assert segment(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        "Tlf. 22 33 44 55 svarer ikke",
        "Ring tlf. 22 33 44 55 før timen",
        "Vi trenger bl.a. flere boliger",
        "Bl.a. mangler vi folk",
        "Det gjelder f.eks. ungdom",
        "F.eks. ungdom",
        "Vi har lite å tilby, jf. planen fra i fjor",
        "Åpent til kl. 08.00 hver dag",
        "Vaktbytte kl. 15.30",
        "De som trenger 3. linje, må reise langt",
        "Stengt fra 17. mai til 1. juni",
        "Avd. B. Hansen svarer",
        "Det koster ca. 1.500 kr. i året",
        "Legevakt og hjemmesykepleie osv. er ikke nok",
    ],
)
def test_abbreviations_numbers_dates_and_times_do_not_split(answer: str) -> None:
    assert texts(answer) == [answer]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(answer)
        for answer in ("3. linje må bli bedre", "17. mai er eneste åpne dag", "10. klasse får ingen hjelp")
    ],
)
def test_an_ordinal_that_opens_an_answer_is_part_of_it(answer: str) -> None:
    assert texts(answer) == [answer]


@pytest.mark.parametrize(
    "answer",
    [
        "Bolig. Jobb.",
        "Bolig! Jobb.",
        "Bolig? Jobb.",
        "Bolig … Jobb.",
        "«Bolig.» Jobb.",
        "Bolig.\nJobb.",
    ],
)
def test_sentences_are_statements(answer: str) -> None:
    assert [text.strip("«».!?… ") for text in texts(answer)] == ["Bolig", "Jobb"]


def test_a_sentence_mark_without_a_space_after_it_still_ends_the_sentence() -> None:
    assert texts("For dyrt!Men greie folk") == ["For dyrt!", "Men greie folk"]


def test_a_number_ends_a_sentence_where_a_new_one_follows() -> None:
    assert texts("Vi er 2. Det er for lite folk her.") == ["Vi er 2.", "Det er for lite folk her."]


def test_web_addresses_are_not_cut() -> None:
    assert texts("Se www.kommunen.no/rus.html for mer") == ["Se www.kommunen.no/rus.html for mer"]


@pytest.mark.parametrize(
    "answer",
    [
        "bolig\njobb",
        "bolig\r\njobb",
        "bolig\n\n\njobb",
        "- bolig\n- jobb",
        "• bolig\n• jobb",
        "– bolig\n– jobb",
        "* bolig\n* jobb",
        "· bolig · jobb",
        "1. bolig\n2. jobb",
        "1) bolig\n2) jobb",
        "1) bolig 2) jobb",
        "(1) bolig (2) jobb",
        "a) bolig\nb) jobb",
        "bolig; jobb",
        "bolig;jobb",
        "bolig - jobb",
        "bolig – jobb",
        "bolig / jobb",
        "bolig // jobb",
    ],
)
def test_lines_bullets_lists_and_separators_split(answer: str) -> None:
    assert texts(answer) == ["bolig", "jobb"]


@pytest.mark.parametrize("mark", ["\r", "\v", "\u2028", "\x85"])
def test_every_kind_of_line_break_splits(mark: str) -> None:
    assert texts(f"bolig{mark}jobb") == ["bolig", "jobb"]


@pytest.mark.parametrize("answer", ["lavterskel-tilbud", "og/eller bolig", "rus- og psykiatritjenesten", "24/7"])
def test_hyphens_and_slashes_inside_words_do_not_split(answer: str) -> None:
    assert texts(answer) == [answer]
