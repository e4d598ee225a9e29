from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.quotes.editing import PROBLEMS, check_edit

QUOTE = "Vi mangler boliger til unge, og [NAVN] fra NAV sier at det ikke finnes penger."


def problems(edited: str, quote: str = QUOTE) -> list[tuple[str, str]]:
    return [(problem.key, problem.words) for problem in check_edit(quote, edited)]


@pytest.mark.parametrize(
    "edited",
    [
        QUOTE,
        "  Vi mangler boliger til unge,   og [NAVN] fra NAV sier at det ikke finnes penger. ",
        "[…] det ikke finnes penger.",
        "[...] det ikke finnes penger.",
        "Vi mangler boliger […] det ikke finnes penger.",
        "Vi mangler [egnede] boliger til unge, […] det ikke finnes penger.",
        "[…] boliger […] ikke finnes […]",
    ],
)
def test_shortening_and_bracketed_words_are_allowed(edited: str) -> None:
    assert problems(edited) == []


@pytest.mark.parametrize(
    ("edited", "problem"),
    [
        ("Vi mangler mange boliger […] det ikke finnes penger.", ("changed", "mange")),
        ("Vi mangler hus […] det ikke finnes penger.", ("changed", "hus")),
        ("Vi boliger til unge, […] det ikke finnes penger.", ("unmarked", "mangler")),
        ("mangler boliger […] det ikke finnes penger.", ("unmarked", "Vi")),
        ("[…] det ikke finnes", ("unmarked", "penger .")),
        ("[…] penger. […] Vi mangler […]", ("changed", "Vi mangler")),
        ("", ("empty", "")),
        ("[…] [noe annet]", ("empty", "")),
        ("Vi mangler [egnede boliger", ("bracket", "")),
        ("[…] det [Kari Aasen] ikke finnes penger.", ("personal_data", "Kari Aasen")),
        ("Vi [aldri] mangler […] ikke […]", ("negation_added", "aldri")),
    ],
)
def test_anything_else_is_pointed_at(edited: str, problem: tuple[str, str]) -> None:
    found = check_edit(QUOTE, edited)
    assert (found[0].key, found[0].words) == problem
    assert found[0].serious


def test_a_placeholder_cannot_be_taken_out_without_a_mark() -> None:
    edited = "Vi mangler boliger til unge, og fra NAV sier at det ikke finnes penger."
    assert problems(edited) == [("unmarked", "[NAVN]")]


def test_a_negation_left_out_is_a_warning() -> None:
    (found,) = check_edit(QUOTE, "[…] det […] finnes penger.")
    assert (found.key, found.words, found.serious) == ("negation_lost", "ikke", False)


def test_every_problem_has_words_in_three_languages() -> None:
    for texts in PROBLEMS.values():
        assert set(texts) == {"nb", "nn", "en"}
        assert all(texts.values())
        assert len({text.count("{words}") for text in texts.values()}) == 1


WORDS = st.lists(st.sampled_from(["bolig", "mangler", "her", "nå", "kø", ","]), min_size=1, max_size=12)


@given(WORDS, st.data())
def test_any_shortening_with_marks_is_allowed(words: list[str], data: st.DataObject) -> None:
    low = data.draw(st.integers(0, len(words) - 1))
    high = data.draw(st.integers(low + 1, len(words)))
    edited = " ".join(["[…]"] * (low > 0) + words[low:high] + ["[…]"] * (high < len(words)))
    assert check_edit(" ".join(words), edited) == []


@given(WORDS, st.integers(0, 11))
def test_any_word_put_in_without_brackets_is_found(words: list[str], place: int) -> None:
    edited = " ".join([*words[:place], "nytt", *words[place:]])
    assert any(problem.serious for problem in check_edit(" ".join(words), edited))
