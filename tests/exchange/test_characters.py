"""Text that every format can hold, and offsets that follow."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.exchange.characters import one_line, plain, plain_with_spans, printable

PIECES = st.lists(st.sampled_from(["a", "\u030a", "\r", "\n", "🏠", "\x00", "\ufeff", "å", "\u1112", "\u1161", " "]))


@given(PIECES, PIECES, PIECES)
def test_spans_of_whole_letters_hold_the_same_text_as_before(
    before: list[str], own: list[str], after: list[str]
) -> None:
    first, inside, last = ("".join(pieces) for pieces in (before, own, after))
    # With a letter at each end no joint lies inside one.
    text = f"{first}x{inside}y{last}"
    span = (len(first), len(first) + len(inside) + 1)
    result, [(start, end)] = plain_with_spans(text, [span])
    assert result == plain(text)
    assert plain(result[start:end]) == plain(f"x{inside}")


@given(st.text())
def test_printable_text_has_a_character_for_each_and_can_be_written(text: str) -> None:
    result = printable(text)
    assert len(result) == len(text)
    result.encode()
    assert not result.startswith("\ufeff")
    assert unicodedata.is_normalized("NFC", plain(text))


def test_a_span_that_cuts_a_letter_from_its_mark_takes_both() -> None:
    assert plain_with_spans("xa\u030ay", [(0, 2), (2, 4)]) == ("xåy", [(0, 2), (1, 3)])


@pytest.mark.parametrize(("text", "line"), [(" a\n\tb\x00 ", "a b\ufffd"), ("\ud800", "\ufffd"), ("", "")])
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line
