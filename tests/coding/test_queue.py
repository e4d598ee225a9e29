from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.examples import codebook, coding, theme
from textmine.coding.codings import adjudicator
from textmine.coding.queue import (
    NEAR_COPY,
    disagreement_scores,
    in_order_of_search,
    rank,
    rank_rows,
    suggestion_scores,
    uncertainty,
)
from textmine.errors import InputError
from textmine.themes.cluster import unit_rows

NONE = float("nan")


def test_uncertainty_is_entropy_of_the_least_sure_theme() -> None:
    found = uncertainty([[0.5, 0.01], [0.0, 1.0], [0.25, NONE], [NONE, NONE]])
    assert found == pytest.approx([1, 0, 0.8112781, 1])
    with pytest.raises(InputError, match="0 to 1"):
        uncertainty([[1.5]])
    with pytest.raises(InputError, match="0 to 1"):
        uncertainty([0.5])


def test_what_a_person_settled_is_not_in_the_queue_and_silence_is_most_uncertain() -> None:
    some = [
        coding("s1", "a", "model:1", "suggested", confidence=0.9),
        coding("s1", "b", "model:1", "suggested", confidence=0.6),
        coding("s2", "a", "model:1", "suggested", confidence=0.5),
        coding("s2", "a"),
        coding("s3", "a", status="suggested"),
    ]
    found = suggestion_scores(["s1", "s2", "s3", "s4"], some)
    assert found == pytest.approx({"s1": 0.9709506, "s3": 1, "s4": 1})
    assert suggestion_scores(["s1", "s2", "s3", "s4"], some, "a") == pytest.approx({"s1": 0.4689956, "s3": 1})
    assert suggestion_scores(["s1", "s2"], some, "b") == pytest.approx({"s1": 0.9709506})


def test_disagreement_counts_those_who_decided_and_ends_with_adjudication() -> None:
    some = [
        coding("s1", "a"),
        coding("s1", "b", "ola"),
        coding("s2", "a"),
        coding("s2", "a", "ola"),
        coding("s3", "a"),
        coding("s3", "a", "ola", "rejected"),
        coding("s3", "a", adjudicator("eva")),
        coding("s4", "a"),
        coding("s4", "b"),
        coding("s4", "a", "ola"),
        coding("s4", "a", "model:1", "suggested"),
        coding("s5", "a"),
    ]
    assert disagreement_scores(some) == pytest.approx({"s1": 1, "s4": 1 - 2 / 3 / 2})
    only_a = codebook(theme("a"), theme("b", status="retired"))
    assert disagreement_scores(some, only_a) == {}


def test_without_vectors_the_order_is_by_score_and_then_by_id() -> None:
    scores = {"b": 0.5, "a": 0.5, "c": 0.9}
    assert rank(scores) == ["c", "a", "b"]
    assert rank(scores, n=2) == ["c", "a"]
    assert rank({}) == rank({}, {}) == []


def test_of_statements_with_one_vector_each_comes_once_before_any_comes_again() -> None:
    vectors = {"a1": np.eye(3)[0], "a2": np.eye(3)[0], "b": np.eye(3)[1], "c": np.eye(3)[2]}
    order = rank({"a1": 1.0, "a2": 0.99, "b": 0.1, "c": 0.1}, vectors)
    assert order[0] == "a1"
    assert order[-1] == "a2"
    assert rank({"a1": 1.0, "a2": 0.99, "b": 0.1}, vectors, diversity=0) == ["a1", "a2", "b"]


def spread(n: int, seed: int, groups: int = 8) -> tuple[dict[str, float], dict[str, np.ndarray]]:
    """Statements in groups of near-copies; whole groups have nearly the same score."""
    generator = np.random.default_rng(seed)
    centres = np.eye(groups)
    group = generator.integers(groups, size=n)
    vectors = unit_rows(centres[group] + generator.normal(scale=0.02, size=(n, groups)))
    names = [f"s{row:04}" for row in range(n)]
    return dict(zip(names, (group + generator.random(n)) / groups, strict=True)), dict(zip(names, vectors, strict=True))


@given(st.integers(0, 1400), st.integers(0, 50), st.floats(0, 1))
def test_every_statement_comes_exactly_once(n: int, seed: int, diversity: float) -> None:
    scores, vectors = spread(n, seed)
    order = rank(scores, vectors, diversity=diversity)
    assert sorted(order) == sorted(scores)


@given(st.integers(2, 700), st.integers(0, 50), st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(n: int, seed: int, random: object) -> None:
    scores, vectors = spread(n, seed)
    names = list(scores)
    random.shuffle(names)  # type: ignore[attr-defined]
    mixed = {name: scores[name] for name in names}
    assert rank(mixed, vectors) == rank(scores, vectors)


@pytest.mark.parametrize("diversity", [0.5, 0.05])
def test_near_copies_do_not_stand_in_a_row_while_others_wait(diversity: float) -> None:
    scores, vectors = spread(2000, 1, groups=40)
    by_score, order = rank(scores), rank(scores, vectors, diversity=diversity)[:1500]
    in_a_row = [sum(vectors[a] @ vectors[b] >= NEAR_COPY for a, b in pairwise(names)) for names in (by_score, order)]
    assert in_a_row[0] > 1500
    assert in_a_row[1] == 0


def test_diversity_does_not_keep_the_most_uncertain_waiting() -> None:
    scores, vectors = spread(3000, 2, groups=40)
    first = rank(scores, vectors, n=300)
    most = set(rank(scores)[: 300 + 512])
    assert set(first) <= most


def test_the_first_of_a_long_queue_are_the_same_as_of_a_queue_cut_short() -> None:
    scores, vectors = spread(1500, 3)
    assert rank(scores, vectors, n=700) == rank(scores, vectors)[:700]


def test_rows_of_arrays_are_ranked_as_statements_are() -> None:
    scores, vectors = spread(600, 4)
    names = sorted(scores, key=lambda name: (-scores[name], name))
    rows = rank_rows(
        np.array([scores[name] for name in names]), np.stack([vectors[name] for name in names]).astype(np.float32)
    )
    assert [names[row] for row in rows] == rank(scores, vectors)


def test_hits_of_a_search_keep_their_order_without_what_is_finished() -> None:
    assert in_order_of_search(["c", "a", "b", "a"], ["b"]) == ["c", "a"]
