from __future__ import annotations

import pytest

from textmine.report.numbers import Numbers
from textmine.themes.waves import Share, share_of

S = "\N{NO-BREAK SPACE}"
NORWEGIAN, ENGLISH = Numbers("nb"), Numbers("en")


def test_norwegian_has_commas_and_a_space_before_the_sign() -> None:
    assert NORWEGIAN.percent(0.1234) == f"12,3{S}%"
    assert NORWEGIAN.count(1234567) == f"1{S}234{S}567"
    assert Numbers("nn").decimal(0.5, 2) == "0,50"


def test_english_has_points_and_no_space() -> None:
    assert ENGLISH.percent(0.1234) == "12.3%"
    assert ENGLISH.count(1234567) == "1,234,567"


@pytest.mark.parametrize(("value", "text"), [(0.05, "+5,0"), (-0.05, "−5,0"), (0.0, "0,0"), (-0.0001, "0,0")])
def test_differences_have_a_sign_unless_they_are_nothing(value: float, text: str) -> None:
    assert NORWEGIAN.points(value) == text


def test_a_share_is_printed_with_its_interval_or_not_at_all() -> None:
    assert NORWEGIAN.share(share_of(5, 15)) == f"33,3{S}% (15,2–58,3)"
    assert NORWEGIAN.share(Share(2, 15, 0.13, 0.0, 0.4, suppressed=True)) == ":"
    assert NORWEGIAN.share(share_of(0, 0)) == "–"


def test_small_p_values_are_not_printed_as_nothing() -> None:
    assert NORWEGIAN.p_value(0.00004) == "< 0,001"
    assert ENGLISH.p_value(0.0404) == "0.040"


def test_a_hidden_cell_is_the_symbol_of_suppression() -> None:
    assert NORWEGIAN.cell(None, "count") == ":"
    assert NORWEGIAN.cell("bolig", "text") == "bolig"
    assert NORWEGIAN.cell(3.25, "number") == "3,2"
