from __future__ import annotations

from collections import defaultdict
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from textmine.errors import InputError
from textmine.privacy.suppression import SYMBOL, respondents, suppress, suppressed_cells, suppression

COUNTS = st.one_of(st.integers(0, 9), st.integers(0, 3), st.integers(0, 80))


def tables(rows: int, columns: int) -> st.SearchStrategy[np.ndarray]:
    def shaped(shape: tuple[int, int]) -> st.SearchStrategy[np.ndarray]:
        return st.lists(COUNTS, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]).map(
            lambda values: np.array(values).reshape(shape)
        )

    return st.tuples(st.integers(1, rows), st.integers(1, columns)).flatmap(shaped)


def attack(
    printed: pd.DataFrame,
    row_totals: bool,
    column_totals: bool,
    least: np.ndarray | None = None,
    most: np.ndarray | None = None,
) -> dict[tuple[int, int], tuple[float, float]]:
    """Least and greatest value of every hidden cell, from the printed table and the bounds that a reader knows."""
    cells = printed.to_numpy()
    height, width = cells.shape
    names = {(i, j): i * width + j for i in range(height) for j in range(width)}
    equations, sides = [], []

    def sums_to(parts: list[tuple[int, int]], total: tuple[int, int]) -> None:
        row = np.zeros(len(names))
        row[[names[part] for part in parts]] = 1
        row[names[total]] = -1
        equations.append(row)
        sides.append(0)

    if row_totals:
        for i in range(height):
            sums_to([(i, j) for j in range(width - 1)], (i, width - 1))
    if column_totals:
        for j in range(width):
            sums_to([(i, j) for i in range(height - 1)], (height - 1, j))
    least = np.zeros(cells.shape) if least is None else least
    most = np.full(cells.shape, np.inf) if most is None else most
    ends = zip(cells.ravel(), least.ravel(), most.ravel(), strict=True)
    bounds = [(low, high) if value == SYMBOL else (int(value), int(value)) for value, low, high in ends]
    found = {}
    for place, number in names.items():
        if cells[place] == SYMBOL:
            goal = np.eye(len(names))[number]
            system = {"A_eq": np.array(equations), "b_eq": sides} if equations else {}
            low = linprog(goal, **system, bounds=bounds)
            high = linprog(-goal, **system, bounds=bounds)
            assert low.status == 0
            assert high.status in (0, 3), "solved, or without an upper end"
            found[place] = (low.fun, np.inf if high.status == 3 else -high.fun)
    return found


@settings(deadline=None, max_examples=15)
@given(tables(4, 4), st.booleans(), st.booleans(), st.integers(3, 7))
def test_every_hidden_cell_keeps_as_many_values_as_the_threshold_one_of_them_not_small(
    counts: np.ndarray, row_totals: bool, column_totals: bool, threshold: int
) -> None:
    printed = suppress(pd.DataFrame(counts), threshold, row_totals, column_totals, label="alle")
    for low, high in attack(printed, row_totals, column_totals).values():
        assert high >= threshold - 1e-6
        assert high - low >= threshold - 1 - 1e-6


@given(tables(4, 4), st.booleans(), st.booleans())
@settings(deadline=None, max_examples=15)
def test_no_small_count_is_printed_not_even_as_a_total(
    counts: np.ndarray, row_totals: bool, column_totals: bool
) -> None:
    printed = suppress(pd.DataFrame(counts), 5, row_totals, column_totals, label="alle")
    shown = {int(value) for value in printed.to_numpy().ravel() if value != SYMBOL}
    assert shown.isdisjoint(range(1, 5))


@pytest.mark.parametrize("threshold", [3, 5])
def test_a_reader_who_knows_the_method_cannot_work_out_a_small_count(threshold: int) -> None:
    """All rows of three cells with totals under 15: what is printed leaves at least two values for each small count."""
    believed = defaultdict(list)
    for row in (row for row in product(range(15), repeat=3) if sum(row) < 15):
        printed = suppress(pd.DataFrame([row]), threshold, column_totals=False, label="alle")
        believed[tuple(printed.iloc[0])].append(row)
    for rows in believed.values():
        for column in range(3):
            values = {row[column] for row in rows}
            if any(0 < value < threshold for value in values):
                assert len(values) > 1, rows


@pytest.mark.parametrize("row", [[3, 200, 6], [3, 6, 200], [3, 7, 7]])
def test_the_hidden_partner_is_chosen_by_its_place_and_not_by_its_size(row: list[int]) -> None:
    """The smallest partner would say that nothing hidden is larger than what is printed: «: 5 :» with the total 14."""
    assert suppressed_cells(np.array([row]), column_totals=False).tolist() == [[True, True, False]]


@settings(deadline=None, max_examples=12)
@given(tables(3, 3))
def test_who_has_found_out_which_hidden_cells_are_small_still_has_two_values_for_each(counts: np.ndarray) -> None:
    printed = suppress(pd.DataFrame(counts), label="alle")
    if printed.iloc[-1, -1] == SYMBOL:
        return  # a small table, of which nothing that matters is printed
    whole = np.pad(counts, ((0, 1), (0, 1)))
    whole[:-1, -1], whole[-1, :-1], whole[-1, -1] = counts.sum(1), counts.sum(0), counts.sum()
    small = (whole > 0) & (whole < 5)
    found = attack(printed, True, True, np.where(small, 1, np.where(whole > 0, 5, 0)), np.where(small, 4, np.inf))
    for place in map(tuple, np.argwhere(small)):
        low, high = found[place]
        assert high - low >= 1 - 1e-6


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


def test_a_small_total_is_hidden_and_so_is_one_that_the_total_of_all_would_give_it_back_with() -> None:
    hidden = suppression(np.array([[2, 1], [10, 20], [30, 40]]))
    assert hidden.row_totals.tolist() == [True, True, False]
    assert not hidden.total


@settings(deadline=None)
@given(tables(3, 3))
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


@pytest.mark.parametrize("missing", [None, float("nan")])
def test_those_of_whom_the_group_is_not_known_are_a_group_of_their_own(missing: object) -> None:
    frame = pd.DataFrame({"response_id": ["a", "b"], "theme": [1, 1], "role": ["lege", missing]})
    assert respondents(frame, "theme", "role").to_dict("list") == {"": [1], "lege": [1]}
