from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.privacy import redact
from textmine.quotes.masking import mask, mask_statement

TEXT = "Kari Aasen ringte. Hun og Per Moen svarte på 91 23 45 67, men Kari kom ikke."


def test_spans_point_at_the_same_things_in_both_texts() -> None:
    found = mask(TEXT)
    assert found.redacted == redact(TEXT).text
    kinds = [(TEXT[a:b], found.redacted[c:d]) for (a, b, _), (c, d, _) in zip(*_spans(found), strict=True)]
    assert kinds == [
        ("Kari Aasen", "[NAVN 1]"),
        ("Per Moen", "[NAVN 2]"),
        ("91 23 45 67", "[TELEFON]"),
        ("Kari", "[NAVN 1]"),
    ]


def _spans(found):
    return found.original_spans, found.redacted_spans


def test_a_statement_keeps_the_numbers_its_people_have_in_the_response() -> None:
    start = TEXT.index("Hun og")
    found = mask_statement(TEXT, start, len(TEXT))
    assert found.original == TEXT[start:]
    assert found.redacted == "Hun og [NAVN 2] svarte på [TELEFON], men [NAVN 1] kom ikke."


def test_a_mention_cut_by_the_statement_is_masked_in_both_parts() -> None:
    cut = TEXT.index("Aasen")
    assert "Kari" not in mask_statement(TEXT, 0, cut).redacted
    assert "Aasen" not in mask_statement(TEXT, cut, len(TEXT)).redacted


@given(st.text(alphabet="Kari Aasen 9123456@.no[]\n", max_size=60))
def test_what_is_not_masked_is_untouched(text: str) -> None:
    found = mask(text)
    left = [text[a:b] for a, b in _between(found.original_spans, len(text))]
    assert left == [found.redacted[a:b] for a, b in _between(found.redacted_spans, len(found.redacted))]


def _between(spans, length: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for start, end, _ in spans for edge in (start, end)), length]
    return list(zip(edges[::2], edges[1::2], strict=True))


@pytest.mark.parametrize(("text", "share"), [("", 0.0), ("Boliger", 0.0), ("91 23 45 67", 1.0)])
def test_the_masked_share_counts_characters(text: str, share: float) -> None:
    assert mask(text).masked_share == pytest.approx(share)
