from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.quotes.coverage import around_their_mean, greedy_cover, quotas

GROUPS = st.lists(st.sampled_from("abcd"), min_size=1, max_size=30)


@given(GROUPS, st.integers(1, 40), st.sampled_from(["proportional", "even"]))
def test_quotas_give_every_place_away_and_no_group_more_than_it_has(values, n, how) -> None:
    given_ = quotas(values, n, how)
    assert sum(given_.values()) == min(n, len(values))
    assert all(given_[name] <= values.count(name) for name in given_)


@given(GROUPS, st.integers(1, 30))
def test_proportional_quotas_are_within_one_of_the_share(values, n) -> None:
    total = min(n, len(values))
    given_ = quotas(values, n, "proportional")
    assert all(abs(given_[name] - total * values.count(name) / len(values)) < 1 for name in given_)


def test_even_quotas_fill_small_groups_first() -> None:
    assert quotas(["a"] * 10 + ["b"], 5, "even") == {"a": 4, "b": 1}


def test_greedy_choice_is_near_the_best_choice() -> None:
    from itertools import combinations

    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(14, 3))
    similarity = 1 / (1 + np.linalg.norm(vectors[:, None] - vectors[None], axis=2))
    who = [str(n) for n in range(14)]
    chosen = greedy_cover(similarity, np.ones(14), 3, [who], [])

    def covered(rows: tuple[int, ...] | list[int]) -> float:
        return float(similarity[:, list(rows)].max(axis=1).sum() - similarity.min() * 14)

    best = max(covered(rows) for rows in combinations(range(14), 3))
    assert covered(chosen) >= (1 - 1 / np.e) * best


def test_a_quota_that_leaves_nobody_is_given_up() -> None:
    similarity = np.eye(3)
    chosen = greedy_cover(similarity, np.ones(3), 3, [["x", "y", "z"], ["a", "a", "a"]], [{"a": 1}])
    assert sorted(chosen) == [0, 1, 2]


def test_a_refused_row_is_never_chosen() -> None:
    chosen = greedy_cover(np.eye(4), np.ones(4), 4, [list("wxyz")], [], lambda row: row != 2)
    assert sorted(chosen) == [0, 1, 3]


def test_rows_all_alike_stay_as_they_are() -> None:
    rows = np.ones((3, 2), dtype=np.float32) / np.sqrt(2).astype(np.float32)
    assert around_their_mean(rows) == pytest.approx(rows)
