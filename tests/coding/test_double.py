from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.examples import NOON, coding
from textmine.coding.codings import accepted_themes
from textmine.coding.double import Adjudication, Batch, adjudications, allocate, draw, settle
from textmine.errors import InputError

IDS = [f"s{n}" for n in range(100)]
PAIR = ("kari", "ola")


@given(st.permutations(IDS), st.integers(0, 5))
def test_a_draw_hangs_on_the_seed_and_not_on_the_order(order: list[str], seed: int) -> None:
    strata = {statement: statement[-1] for statement in IDS}
    assert draw(order, 20, PAIR, seed=seed) == draw(IDS, 20, PAIR, seed=seed)
    assert draw(order, 20, PAIR, seed=seed, strata=strata) == draw(IDS, 20, PAIR, seed=seed, strata=strata)
    assert draw(IDS, 20, PAIR, seed=seed).statement_ids != draw(IDS, 20, PAIR, seed=seed + 1).statement_ids


def test_a_draw_is_without_repeats_and_at_most_all_there_are() -> None:
    assert len(set(draw(IDS, 30, PAIR).statement_ids)) == 30
    assert sorted(draw(IDS, 1000, PAIR).statement_ids) == sorted(IDS)
    assert draw([], 5, PAIR).statement_ids == ()


def test_every_statement_is_drawn_about_as_often() -> None:
    times = Counter(statement for seed in range(400) for statement in draw(IDS, 25, PAIR, seed=seed).statement_ids)
    assert set(times) == set(IDS)
    assert all(60 <= times[statement] <= 145 for statement in IDS)  # 100 expected; five standard deviations are 43


def test_strata_get_their_share_and_the_smallest_is_not_forgotten() -> None:
    waves = {
        statement: "2024" if number < 60 else "2023" if number < 98 else "2022" for number, statement in enumerate(IDS)
    }
    drawn = Counter(waves[statement] for statement in draw(IDS, 20, PAIR, strata=waves).statement_ids)
    assert drawn == {"2024": 12, "2023": 7, "2022": 1}
    with pytest.raises(InputError, match="no stratum"):
        draw([*IDS, "t"], 5, PAIR, strata=waves)


@given(st.dictionaries(st.text("abcdef", min_size=1, max_size=2), st.integers(0, 40), max_size=8), st.integers(0, 100))
def test_shares_add_up_and_no_stratum_gives_more_than_it_has(sizes: dict[str, int], n: int) -> None:
    given_out = allocate(sizes, n)
    some = [size for size in sizes.values() if size]
    assert sum(given_out.values()) == min(n, sum(some))
    assert all(0 <= number <= sizes[stratum] for stratum, number in given_out.items())
    if n >= len(some):
        assert len(given_out) == len(some)
        assert all(given_out.values())


@pytest.mark.parametrize(("n", "coders"), [(0, PAIR), (5, ("kari",)), (5, ("kari", "kari"))])
def test_a_batch_for_nobody_is_refused(n: int, coders: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="cannot be drawn"):
        draw(IDS, n, coders)


BATCH = Batch(("s1", "s2", "s3"), PAIR)
CODINGS = [
    coding("s1", "a"),
    coding("s1", "a", "ola"),
    coding("s2", "a", memo="tja"),
    coding("s2", "b"),
    coding("s2", "b", "ola"),
    coding("s2", "b", "model:1", "suggested"),
    coding("s3", "c"),
    coding("s9", "a", "ola"),
]


def test_an_open_batch_is_blind() -> None:
    assert {each.coder for each in BATCH.visible_to("kari", CODINGS) if each.statement_id != "s9"} == {"kari"}
    assert CODINGS[-1] in BATCH.visible_to("kari", CODINGS)
    assert [each.statement_id for each in BATCH.visible_to("eva", CODINGS)] == ["s9"]
    assert replace(BATCH, closed=True).visible_to("kari", CODINGS) == CODINGS


def test_sides_lie_beside_each_other_and_what_differs_comes_first() -> None:
    assert adjudications(BATCH, CODINGS) == [
        Adjudication(
            "s2",
            {"kari": frozenset("ab"), "ola": frozenset("b")},
            agreed=frozenset("b"),
            disputed=frozenset("a"),
            memos={"kari": ("tja",)},
        ),
        Adjudication("s1", {"kari": frozenset("a"), "ola": frozenset("a")}, frozenset("a"), frozenset(), {}),
    ]


def test_who_looked_and_put_nothing_on_a_statement_is_a_side() -> None:
    found = {each.statement_id: each for each in adjudications(BATCH, CODINGS, {"ola": ["s3", "s9"], "eva": ["s3"]})}
    assert found["s3"].sides == {"kari": frozenset("c"), "ola": frozenset()}
    assert found["s3"].disputed == {"c"}


def test_what_is_settled_stands_and_the_sides_stay() -> None:
    (first, _) = adjudications(BATCH, CODINGS)
    settled = settle(first, ["a", "c"], "kari", codebook_version=1, time=NOON, memo="enige")
    assert {(each.theme_id, each.status, each.coder) for each in settled} == {
        ("a", "accepted", "adjudicated:kari"),
        ("b", "rejected", "adjudicated:kari"),
        ("c", "accepted", "adjudicated:kari"),
    }
    assert accepted_themes([*CODINGS, *settled])["s2"] == {"a", "c"}
    assert adjudications(BATCH, [*CODINGS, *settled])[0] == first
