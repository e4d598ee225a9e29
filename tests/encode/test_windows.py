from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from textmine.encode.base import even_windows, weighted_unit_mean


@given(st.integers(1, 5000), st.integers(1, 600))
def test_windows_cover_everything_once_and_none_is_over_the_limit(length: int, limit: int) -> None:
    windows = list(even_windows(length, limit))
    assert [token for a, b in windows for token in range(a, b)] == list(range(length))
    assert max(b - a for a, b in windows) <= limit


@given(st.integers(1, 5000), st.integers(1, 600))
def test_windows_are_as_few_as_possible_and_nearly_equal(length: int, limit: int) -> None:
    sizes = [b - a for a, b in even_windows(length, limit)]
    assert len(sizes) == -(-length // limit)
    assert max(sizes) - min(sizes) <= 1


def test_an_empty_text_is_one_empty_window() -> None:
    assert list(even_windows(0, 10)) == [(0, 0)]


def test_the_mean_of_windows_is_weighted_by_their_tokens_and_of_unit_length() -> None:
    vectors = np.array([[1, 0], [0, 1]], dtype=np.float32)
    mean = weighted_unit_mean(vectors, [3, 4])
    np.testing.assert_allclose(mean, [0.6, 0.8], rtol=1e-6)
    assert mean.dtype == np.float32
