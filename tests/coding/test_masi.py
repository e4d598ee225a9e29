from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.coding.masi import masi_distance, masi_distances, masi_of_pairs

THEMES = "abcde"
SETS = st.sets(st.sampled_from(THEMES))


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        # Passonneau (2006), section 3: M is 1, 2/3, 1/3 or 0, and the metric is 1 - J * M.
        ("ab", "ab", 0),
        ("ab", "abcd", 1 - 2 / 3 * 2 / 4),
        ("abc", "bcd", 1 - 1 / 3 * 2 / 4),
        ("ab", "cd", 1),
        ("", "ab", 1),
        ("", "", 0),
    ],
)
def test_distances_are_those_of_the_paper(one: str, other: str, distance: float) -> None:
    assert masi_distance(one, other) == pytest.approx(distance)


@given(SETS, SETS)
def test_it_is_symmetric_bounded_and_nought_for_equal_sets_only(one: set[str], other: set[str]) -> None:
    distance = masi_distance(one, other)
    assert distance == masi_distance(other, one)
    assert 0 <= distance <= 1
    assert (distance == 0) == (one == other)
    assert (distance == 1) == (one != other and not one & other)


@given(st.lists(st.tuples(SETS, SETS), min_size=1, max_size=8))
def test_tables_of_distances_hold_the_distance_of_each_pair(pairs: list[tuple[set[str], set[str]]]) -> None:
    first, second = (np.array([[theme in pair[side] for theme in THEMES] for pair in pairs]) for side in (0, 1))
    expected = [masi_distance(*pair) for pair in pairs]
    assert masi_of_pairs(first, second) == pytest.approx(expected, abs=1e-6)
    assert np.diag(masi_distances(first, second)) == pytest.approx(expected, abs=1e-6)
    assert masi_distances(first, second) == pytest.approx(masi_distances(second, first).T)
