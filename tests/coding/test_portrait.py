from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.coding.portrait import portraits


def circle(degrees: list[float]) -> np.ndarray:
    angles = np.radians(degrees)
    return np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)


IDS = ["a1", "a2", "a3", "between", "far", "b1", "b2", "b3"]
VECTORS = circle([0, 2, 4, 44, -80, 88, 90, 92])
MEMBERS = {"A": ["a1", "a2", "a3", "between", "far"], "B": ["b1", "b2", "b3"]}


def test_a_theme_shows_what_is_typical_what_is_near_another_and_what_does_not_fit() -> None:
    drawn = portraits(IDS, VECTORS, MEMBERS, n=1)["A"]
    assert drawn.representative[0] in {"a1", "a2", "a3"}
    assert drawn.borderline == ("between",)
    assert drawn.odd == ("far",)
    assert (drawn.size, drawn.neighbour) == (5, "B")


def test_a_theme_most_of_which_lies_nearer_to_another_is_shaky() -> None:
    ids = [f"s{number}" for number in range(12)]
    vectors = circle([0, 1, 2, 3, 90, 0.5, 1.5, 2.5, 3.5, 1, 2, 91])
    found = portraits(ids, vectors, {"spread": [*ids[:4], "s11", "s4"], "tight": ids[5:11]})
    assert found["spread"].is_shaky
    assert found["spread"].unclear == pytest.approx(4 / 6)
    assert not found["tight"].is_shaky


def test_a_statement_that_has_both_themes_is_borderline_to_neither() -> None:
    both = {"A": ["a1", "a2", "between"], "B": ["b1", "b2", "between"]}
    found = portraits(IDS, VECTORS, both, n=1)
    assert "between" not in found["A"].borderline + found["B"].borderline


def test_a_theme_alone_has_no_neighbour_and_is_not_shaky() -> None:
    alone = portraits(IDS, VECTORS, {"A": IDS, "B": [], "C": ["unknown"]})
    assert set(alone) == {"A"}
    assert (alone["A"].neighbour, alone["A"].unclear, alone["A"].is_shaky) == (None, 0.0, False)


def test_nothing_gives_nothing() -> None:
    assert portraits([], np.zeros((0, 2), np.float32), {}) == {}


@given(st.permutations(range(len(IDS))))
def test_the_order_of_statements_changes_nothing(order: list[int]) -> None:
    shuffled = portraits([IDS[row] for row in order], VECTORS[order], dict(reversed(MEMBERS.items())), n=2)
    assert shuffled == portraits(IDS, VECTORS, MEMBERS, n=2)
