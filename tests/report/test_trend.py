from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.report.trend import adjusted, cochran_armitage, difference_interval


def test_agrestis_worked_example_of_drinking_and_malformation() -> None:
    """Agresti (2002), *Categorical Data Analysis*, 2nd ed., table 3.5: z² = 6.57, P = 0.010."""
    malformed = [48, 38, 5, 1, 1]
    normal = [17066, 14464, 788, 126, 37]
    trend = cochran_armitage(malformed, [a + b for a, b in zip(malformed, normal, strict=True)], [0, 0.5, 1.5, 4, 7])
    assert trend.z**2 == pytest.approx(6.57, abs=0.005)
    assert trend.p == pytest.approx(0.0104, abs=0.0001)


def test_newcombes_worked_example() -> None:
    """Newcombe (1998), table II, example (a): 56/70 and 48/80, method 10: 0.0524 to 0.3339."""
    from textmine.themes.waves import share_of

    first, second = share_of(56, 70), share_of(48, 80)
    found = difference_interval((first.share, first.low, first.high), (second.share, second.low, second.high))
    assert found == pytest.approx((0.2, 0.0524, 0.3339), abs=0.0001)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), min_size=2, max_size=6))
def test_turning_the_groups_around_turns_the_sign(groups) -> None:
    mentions, sizes = [min(a, b) for a, b in groups], [b for _, b in groups]
    one, other = cochran_armitage(mentions, sizes), cochran_armitage(mentions[::-1], sizes[::-1])
    assert one.z == pytest.approx(-other.z, abs=1e-9)
    assert one.p == pytest.approx(other.p)


@pytest.mark.parametrize(("mentions", "sizes"), [([0, 0], [5, 5]), ([5, 5], [5, 5]), ([1], [5]), ([0, 0], [0, 0])])
def test_where_there_is_nothing_to_test_p_is_one(mentions, sizes) -> None:
    assert cochran_armitage(mentions, sizes).p == 1


def test_many_tests_are_adjusted() -> None:
    assert adjusted([0.01, 0.04, 0.03, 0.5]) == pytest.approx([0.04, 0.0533333, 0.0533333, 0.5])
    assert len(adjusted([])) == 0
