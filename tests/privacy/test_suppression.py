from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.errors import InputError
from textmine.privacy.suppression import SYMBOL, respondents, suppress, suppressed_cells

TABLES = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=2).map(np.array)


def consistent(counts: np.ndarray, hidden: np.ndarray) -> list[np.ndarray]:
    """Every table that a reader who knows all totals and the shown cells could believe in."""
    places = [tuple(place) for place in np.argwhere(hidden)]
    highest = int(counts.sum(axis=1).max())
    tables = []
    for values in product(range(highest + 1), repeat=max(0, len(places) - 1)):
        table = counts.copy()
        for place, value in zip(places, values, strict=False):
            table[place] = value
        if places:
            last = places[-1]
            table[last] = 0
            table[last] = counts[last[0]].sum() - table[last[0]].sum()
        if (table < 0).any() or (table.sum(0) != counts.sum(0)).any() or (table.sum(1) != counts.sum(1)).any():
            continue
        tables.append(table)
    return tables


def test_small_counts_are_suppressed_and_zero_is_not() -> None:
    counts = np.array([[0, 1, 4, 5, 20]])
    assert suppressed_cells(counts, row_totals=False, column_totals=False).tolist() == [
        [False, True, True, False, False]
    ]


def test_a_row_total_does_not_give_a_cell_back() -> None:
    hidden = suppressed_cells(np.array([[12, 3, 30]]), column_totals=False)
    assert hidden.tolist() == [[True, True, False]]


def test_row_and_column_totals_need_a_rectangle() -> None:
    counts = np.array([[10, 3, 20], [8, 9, 12], [30, 14, 7]])
    assert suppressed_cells(counts).tolist() == [[True, True, False], [True, True, False], [False, False, False]]


def test_two_ones_that_sum_to_two_protect_nobody() -> None:
    assert suppressed_cells(np.array([[10, 1, 1]]), column_totals=False).tolist() == [[True, True, True]]


@settings(deadline=None, max_examples=60)
@given(TABLES)
def test_no_small_cell_can_be_worked_out_from_the_totals(counts: np.ndarray) -> None:
    hidden = suppressed_cells(counts)
    small = (counts > 0) & (counts < 5)
    assert hidden[small].all()
    if hidden.all():
        return  # nothing is left to hide
    believed = consistent(counts, hidden)
    for place in map(tuple, np.argwhere(small)):
        assert len({int(table[place]) for table in believed}) > 1


@given(TABLES)
def test_a_table_without_small_cells_is_left_alone(counts: np.ndarray) -> None:
    assert not suppressed_cells(np.where(counts < 5, counts + 5, counts)).any()


def test_the_table_for_print_has_the_symbol_in_place_of_the_count() -> None:
    counts = pd.DataFrame({"2022": [10, 9], "2023": [3, 11]}, index=["bolig", "jobb"])
    printed = suppress(counts, column_totals=False)
    assert printed.to_dict("list") == {"2022": [SYMBOL, "9"], "2023": [SYMBOL, "11"]}
    assert SYMBOL == ":"


def test_the_threshold_can_be_set_but_not_under_three() -> None:
    counts = np.array([[3, 40]])
    assert not suppressed_cells(counts, threshold=3, row_totals=False, column_totals=False).any()
    with pytest.raises(InputError, match="threshold of 2"):
        suppressed_cells(counts, threshold=2)


def test_respondents_are_counted_once_however_much_they_write() -> None:
    frame = pd.DataFrame(
        {
            "response_id": ["a", "a", "b", "c"],
            "theme": ["bolig", "bolig", "bolig", "jobb"],
            "wave": ["1", "1", "1", "2"],
        }
    )
    counts = respondents(frame, "theme", "wave")
    assert counts.loc["bolig", "1"] == 2
    assert counts.loc["jobb", "1"] == 0
