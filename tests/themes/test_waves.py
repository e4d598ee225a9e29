from __future__ import annotations

from math import sqrt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.themes.waves import Share, share_of, shares_by

Z = 1.959963984540054


def wilson(count: int, out_of: int) -> tuple[float, float]:
    """The textbook formula."""
    p = count / out_of
    centre = (p + Z**2 / (2 * out_of)) / (1 + Z**2 / out_of)
    half = Z / (1 + Z**2 / out_of) * sqrt(p * (1 - p) / out_of + Z**2 / (4 * out_of**2))
    return centre - half, centre + half


def test_a_share_comes_with_its_denominator_and_wilson_interval() -> None:
    share = share_of(8, 10)
    assert (share.count, share.out_of, share.share) == (8, 10, 0.8)
    assert (share.low, share.high) == pytest.approx((0.4902, 0.9433), abs=5e-5)


@pytest.mark.parametrize(("count", "low", "high"), [(0, 0.0, 0.2775), (10, 0.7225, 1.0)])
def test_the_interval_stays_within_zero_and_one_at_the_ends(count: int, low: float, high: float) -> None:
    share = share_of(count, 10)
    assert (share.low, share.high) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_the_textbook_one_and_holds_the_share(pair: tuple[int, int]) -> None:
    share = share_of(*pair)
    assert (share.low, share.high) == pytest.approx(wilson(*pair), abs=1e-9)
    assert -1e-12 <= share.low <= share.share + 1e-12
    assert share.share - 1e-12 <= share.high <= 1 + 1e-12


def test_nobody_asked_is_no_share_and_an_interval_that_says_nothing() -> None:
    assert share_of(0, 0) == Share(0, 0, 0.0, 0.0, 1.0)


def test_small_cells_and_the_one_that_a_total_would_give_back_are_suppressed() -> None:
    mentions = {"2022": 9, "2023": 8, "2024": 4}
    rows = [(f"{wave}-{n}", 0, wave) for wave, count in mentions.items() for n in range(count)]
    rows += [(f"{wave}+{n}", 1, wave) for wave in mentions for n in range(9)]
    shares = shares_by(pd.DataFrame(rows, columns=["response_id", "theme_id", "wave"]), "wave")
    assert {wave: share.suppressed for (theme, wave), share in shares.items() if theme == 0} == {
        "2022": False,
        "2023": True,
        "2024": True,
    }


def test_a_theme_that_everybody_in_a_wave_mentions_is_hidden_with_a_partner() -> None:
    groups = {"2021": (18, 0), "2022": (9, 9), "2023": (12, 18)}
    rows = [(f"{wave}-{n}", 0, wave) for wave, (first, _) in groups.items() for n in range(first)]
    rows += [(f"{wave}+{n}", 1, wave) for wave, (_, second) in groups.items() for n in range(second)]
    shares = shares_by(pd.DataFrame(rows, columns=["response_id", "theme_id", "wave"]), "wave")
    assert [(share.count, share.out_of) for share in (shares[0, "2021"], shares[0, "2022"])] == [(18, 18), (9, 18)]
    assert shares[0, "2021"].suppressed
    assert shares[0, "2022"].suppressed or shares[0, "2023"].suppressed


@pytest.fixture
def statements() -> pd.DataFrame:
    """Wave 2023: a (themes 0, 0, 1), b (0), c (nothing); wave 2024: d (1), e (1, 2), f (nothing, 0), g (nothing)."""
    rows = [
        *[("a", 0, "2023"), ("a", 0, "2023"), ("a", 1, "2023"), ("b", 0, "2023"), ("c", -1, "2023")],
        *[("d", 1, "2024"), ("e", 1, "2024"), ("e", 2, "2024"), ("f", -1, "2024"), ("f", 0, "2024"), ("g", -1, "2024")],
    ]
    return pd.DataFrame(rows, columns=["response_id", "theme_id", "wave"])


def test_shares_count_respondents_out_of_those_in_the_wave_who_said_something(statements: pd.DataFrame) -> None:
    shares = shares_by(statements, "wave")
    assert {key: (share.count, share.out_of) for key, share in shares.items()} == {
        (0, "2023"): (2, 2),
        (1, "2023"): (1, 2),
        (2, "2023"): (0, 2),
        (0, "2024"): (1, 3),
        (1, "2024"): (2, 3),
        (2, "2024"): (1, 3),
    }
    assert shares[1, "2024"].share == pytest.approx(2 / 3)


def test_shares_may_be_taken_within_any_column(statements: pd.DataFrame) -> None:
    statements["size"] = ["liten"] * 4 + ["stor"] * 7
    shares = shares_by(statements, "size")
    assert (shares[0, "liten"].count, shares[0, "liten"].out_of) == (2, 2)
    assert (shares[0, "stor"].count, shares[0, "stor"].out_of) == (1, 3)


def test_row_order_does_not_change_shares(statements: pd.DataFrame) -> None:
    assert shares_by(statements.iloc[::-1], "wave") == shares_by(statements, "wave")


def test_a_group_where_nobody_said_anything_has_no_shares(statements: pd.DataFrame) -> None:
    statements.loc[statements["wave"] == "2024", "theme_id"] = -1
    assert {wave for _, wave in shares_by(statements, "wave")} == {"2023"}
