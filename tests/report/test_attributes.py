from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.report.attributes import as_numbers, kinds_of, quantile_groups


def test_groups_and_numbers_are_told_apart() -> None:
    frame = pd.DataFrame(
        {
            "size": ["liten", "stor"] * 10,
            "staff": [f"{n},5" for n in range(20)],
            "grade": ["1", "2", "3", ""] * 5,
            "same": ["ja"] * 20,
            "municipality": [f"{301 + 200 * n:04}" for n in range(20)],
            "town": [f"by {n}" for n in range(20)],
            "empty": [""] * 20,
        }
    )
    assert kinds_of(frame, list(frame.columns)) == (("size", "grade"), ("staff",))


def test_norwegian_numbers_are_read() -> None:
    assert as_numbers(pd.Series(["1\N{NO-BREAK SPACE}234,5", "7", "", "x"]))[:2] == pytest.approx([1234.5, 7])
    assert np.isnan(as_numbers(pd.Series(["", "x"]))).all()


@given(st.lists(st.one_of(st.integers(0, 30).map(float), st.just(float("nan"))), max_size=60), st.integers(2, 6))
def test_quantile_groups_are_ordered_and_equal_numbers_stay_together(values, n) -> None:
    numbers = np.array(values, dtype=float)
    groups, cuts = quantile_groups(numbers, n)
    known = np.isfinite(numbers)
    assert (groups[~known] == -1).all()
    if known.any():
        assert len(cuts) < n
        assert set(groups[known]) == set(range(len(cuts) + 1))
        for number, group in zip(numbers[known], groups[known], strict=True):
            assert sum(number > cut for cut in cuts) == group


def test_a_limit_that_few_have_is_rounded_and_one_that_many_have_is_not() -> None:
    alone, cuts = quantile_groups(np.array([1234.0 + n for n in range(40)]), 2, least=5)
    assert cuts == [1250.0]
    assert sorted(set(alone)) == [0, 1]
    years = np.repeat([2019.0, 2021, 2022, 2023, 2024], 8)
    assert quantile_groups(years, 4, least=5)[1] == [2021.0, 2022.0, 2023.0]


def test_limits_that_are_rounded_alike_become_one() -> None:
    values = np.array([2019 + n / 100 for n in range(400)])
    groups, cuts = quantile_groups(values, 4, least=5)
    assert cuts == [2020.0]
    assert set(groups) == {0, 1}
