from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.coding.cut_mark import offset_of_mark
from textmine.errors import InputError

TEXT = "Mangler bolig og lang ventetid"


def test_the_bar_says_where_to_cut_counted_from_the_response() -> None:
    assert offset_of_mark(TEXT, "Mangler bolig | og lang ventetid", start=100) == 100 + TEXT.index(" og")


def test_spaces_and_line_breaks_that_a_text_field_changes_do_not_matter() -> None:
    assert TEXT[: offset_of_mark(TEXT, " Mangler   bolig|\nog lang ventetid ")] == "Mangler bolig"


def test_a_bar_that_is_part_of_the_text_is_not_the_mark() -> None:
    assert offset_of_mark("a | b c", "a | b | c") == len("a | b")


@pytest.mark.parametrize("marked", ["", TEXT, "Mangler | bolig | og lang ventetid"])
def test_none_or_several_bars_are_refused(marked: str) -> None:
    with pytest.raises(InputError, match="mark"):
        offset_of_mark(TEXT, marked)


def test_a_text_that_says_something_else_is_refused() -> None:
    with pytest.raises(InputError, match="changed"):
        offset_of_mark(TEXT, "Mangler bustad | og lang ventetid")


@given(st.text(min_size=2), st.data())
def test_the_cut_leaves_the_same_letters_on_each_side(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    offset = offset_of_mark(text, text[:place] + "|" + text[place:])
    letters = ["".join(part.split()) for part in (text[:offset], text[offset:])]
    if "|" not in text:
        assert letters == ["".join(part.split()) for part in (text[:place], text[place:])]
    else:
        assert "".join(letters) == "".join(text.split())
