from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.examples import NOON
from textmine.coding.alike import LEVELS, alike, codings_for
from textmine.themes.cluster import unit_rows

IDS = [f"s{n}" for n in range(40)]
ANGLES = np.linspace(0, np.pi / 2, 40)
FAN = np.stack([np.cos(ANGLES), np.sin(ANGLES)], axis=1).astype(np.float32)
"""Each statement a little further from the first."""


def test_candidates_are_the_nearest_first_and_none_below_the_bound() -> None:
    found = alike(IDS, FAN, ["s0"], at_least=0.9)
    assert found.statement_ids == tuple(IDS[1 : len(found) + 1])
    assert min(found.similarities) >= 0.9
    assert FAN[len(found) + 1] @ FAN[0] < 0.9
    assert found.counts[0.9] == len(found) < found.counts[0.8]


def test_statements_near_any_of_several_are_found_but_not_those_left_out() -> None:
    found = alike(IDS, FAN, ["s0", "s39"], at_least=0.99, leave_out=["s1"])
    assert "s38" in found.statement_ids
    assert {"s0", "s1", "s39"}.isdisjoint(found.statement_ids)


def test_the_preview_shows_the_nearest_and_some_at_the_bound() -> None:
    found = alike(IDS, FAN, ["s0"], at_least=0.5, n_preview=6)
    assert found.preview[:3] == ("s1", "s2", "s3")
    assert len(found.preview) == len(set(found.preview)) == 6
    assert all(found.statement_ids.index(shown) >= len(found) - 12 for shown in found.preview[3:])
    assert alike(IDS, FAN, ["s0"], at_least=0.995, n_preview=6).preview == ("s1", "s2")


def test_nothing_is_like_an_unknown_statement() -> None:
    found = alike(IDS, FAN, ["gone"])
    assert (len(found), found.preview, found.counts) == (0, (), dict.fromkeys(LEVELS, 0))


@given(st.permutations(range(40)), st.integers(0, 9))
def test_the_order_of_the_input_does_not_matter(order: list[int], seed: int) -> None:
    vectors = unit_rows(np.random.default_rng(seed).normal(size=(40, 4)))
    mixed = alike([IDS[row] for row in order], vectors[order], ["s3"], at_least=0.2)
    straight = alike(IDS, vectors, ["s3"], at_least=0.2)
    assert mixed.statement_ids == straight.statement_ids
    assert (mixed.counts, mixed.preview) == (straight.counts, straight.preview)
    # A matrix product rounds its last bits by where a row stands, so the sixth decimal can fall either way.
    assert mixed.similarities == pytest.approx(straight.similarities, abs=2e-6)


def test_all_but_those_taken_out_are_coded() -> None:
    found = alike(IDS, FAN, ["s0"], at_least=0.99)
    made = codings_for(found, "bolig", "kari", codebook_version=2, time=NOON, leave_out=["s2"])
    assert [each.statement_id for each in made] == [name for name in found.statement_ids if name != "s2"]
    assert {(each.theme_id, each.status, each.codebook_version) for each in made} == {("bolig", "accepted", 2)}
