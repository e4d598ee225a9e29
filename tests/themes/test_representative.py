from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from textmine.themes.cluster import unit_rows
from textmine.themes.representative import varied_central

CENTRE = np.array([1, 0, 0], dtype=np.float32)


@given(st.integers(0, 12), st.integers(1, 15), st.integers(0, 99))
def test_rows_are_distinct_and_as_many_as_asked_for_or_there_are(rows: int, n: int, seed: int) -> None:
    vectors = unit_rows(np.random.default_rng(seed).normal(size=(rows, 3)))
    chosen = varied_central(vectors, CENTRE, n)
    assert len(chosen) == len(set(chosen)) == min(n, rows)
    assert all(0 <= row < rows for row in chosen)


def test_the_most_central_row_comes_first() -> None:
    vectors = unit_rows(np.array([[1, 1, 0], [1, 0.1, 0], [0, 1, 0]]))
    assert varied_central(vectors, CENTRE, 3)[0] == 1


def test_a_near_copy_comes_after_a_row_that_shows_something_else() -> None:
    vectors = unit_rows(np.array([[1, 0.5, 0], [1, 0.51, 0], [1, -0.6, 0]]))
    assert varied_central(vectors, CENTRE, 2) == [0, 2]


def test_balance_of_one_asks_for_central_rows_only() -> None:
    vectors = unit_rows(np.array([[1, 0.5, 0], [1, 0.51, 0], [1, -0.6, 0]]))
    assert varied_central(vectors, CENTRE, 3, balance=1) == [0, 1, 2]


def test_copies_of_a_row_are_never_chosen_twice_as_the_same_row() -> None:
    vectors = unit_rows(np.ones((4, 3)))
    assert sorted(varied_central(vectors, CENTRE, 4)) == [0, 1, 2, 3]
