from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.errors import InputError
from textmine.themes.change import differences_by, holm, share_table, wave_changes
from textmine.themes.waves import Share, statement_shares, suppressed_sizes


def wave(name: str, mentions: dict[int, int], people: int = 100, prefix: str = "") -> pd.DataFrame:
    """A wave in which so many of the people mention each theme; everybody says something about theme 99."""
    rows = [(f"{prefix or name}-{n}", 99, name) for n in range(people)]
    rows += [(f"{prefix or name}-{n}", theme, name) for theme, count in mentions.items() for n in range(count)]
    return pd.DataFrame(rows, columns=["response_id", "theme_id", "wave"])


def kinds(statements: pd.DataFrame, **waves: str) -> dict[int, str]:
    return {change.theme_id: change.kind for change in wave_changes(statements, **waves)}


def test_themes_are_new_growing_steady_shrinking_or_gone() -> None:
    before, after = {1: 10, 2: 40, 3: 30, 4: 30}, {0: 30, 1: 40, 2: 10, 3: 31}
    assert kinds(pd.concat([wave("2023", before), wave("2024", after)])) == {
        0: "new",
        1: "growing",
        2: "shrinking",
        3: "steady",
        4: "vanished",
        99: "steady",
    }


def test_a_change_comes_with_counts_denominators_interval_and_test() -> None:
    change = wave_changes(pd.concat([wave("2023", {1: 56}, 70), wave("2024", {1: 48}, 80)]))[0]
    assert (change.earlier.count, change.earlier.out_of, change.later.count, change.later.out_of) == (56, 70, 48, 80)
    assert change.difference == pytest.approx(-0.2)
    # Newcombe (1998), table II, example (a), method 10: 56/70 and 48/80 give 0.0524 to 0.3339.
    assert (change.low, change.high) == pytest.approx((-0.3339, -0.0524), abs=5e-5)
    assert change.p == pytest.approx(0.0088, abs=5e-3)


def test_a_single_chance_finding_among_many_themes_is_no_finding() -> None:
    # 20 of 100 against 33 of 100 has p = 0.054; 20 against 35 has p = 0.027, which is nothing among 20 themes.
    before = dict.fromkeys(range(20), 20)
    after = {**before, 0: 35}
    statements = pd.concat([wave("2023", before), wave("2024", after)])
    change = wave_changes(statements)[0]
    assert change.p < 0.05 < change.p_adjusted
    assert set(kinds(statements).values()) == {"steady"}


def test_the_last_two_waves_are_compared_unless_others_are_named() -> None:
    statements = pd.concat([wave("2022", {1: 60}), wave("2023", {1: 10}), wave("2024", {1: 10})])
    assert kinds(statements)[1] == "steady"
    assert kinds(statements, earlier="2022", later="2024")[1] == "shrinking"


def test_people_who_answer_both_waves_are_compared_with_themselves() -> None:
    # The same 100 people, 12 of whom take theme 1 up and none let it go: nothing for strangers, much for a panel.
    panel = pd.concat([wave("2023", {1: 40}, prefix="p"), wave("2024", {1: 52}, prefix="p")])
    strangers = pd.concat([wave("2023", {1: 40}), wave("2024", {1: 52})])
    assert wave_changes(panel)[0].p == pytest.approx(2 * 0.5**12)
    assert wave_changes(strangers)[0].p > 0.05


@pytest.mark.parametrize(("earlier", "later"), [(None, None), ("2023", "2029"), ("2022", "2023")])
def test_a_wave_that_is_not_there_is_refused(earlier: str | None, later: str | None) -> None:
    with pytest.raises(InputError):
        wave_changes(wave("2023", {1: 10}), earlier, later)


def test_row_order_does_not_matter() -> None:
    statements = pd.concat([wave("2023", {1: 10, 2: 40}), wave("2024", {1: 40, 2: 41})])
    assert wave_changes(statements.sample(frac=1, random_state=1)) == wave_changes(statements)


def test_small_counts_are_not_printed() -> None:
    statements = pd.concat([wave("2023", {1: 3, 2: 40}), wave("2024", {1: 60, 2: 41})])
    table = share_table(wave_changes(statements)).set_index("theme_id")
    assert set(table.loc[1]) == {""}
    assert table.loc[2, "earlier"] == 40


def test_attributes_are_compared_likewise() -> None:
    statements = pd.concat([wave("a", {1: 50, 2: 20}), wave("b", {1: 20, 2: 21}), wave("c", {1: 22, 2: 19})])
    statements["size"] = statements["wave"]
    found = {contrast.theme_id: contrast for contrast in differences_by(statements, "size")}
    assert (found[1].differs, found[2].differs, found[99].differs) == (True, False, False)
    assert {value: share.count for value, share in found[1].shares.items()} == {"a": 50, "b": 20, "c": 22}


def test_answers_without_the_attribute_are_left_out() -> None:
    statements = pd.concat([wave("a", {1: 50}), wave("b", {1: 20}), wave("", {1: 100})])
    statements["size"] = statements["wave"].replace({"": None})
    found = differences_by(statements, "size")[0]
    assert set(found.shares) == {"a", "b"}
    assert differences_by(statements[statements["size"] == "a"], "size") == []


def test_holm_is_the_textbook_example() -> None:
    # p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") in R.
    np.testing.assert_allclose(holm([0.01, 0.04, 0.03, 0.005]), [0.03, 0.06, 0.06, 0.02])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_holm_never_lowers_a_p_value_nor_changes_their_order(p: list[float]) -> None:
    adjusted = holm(p)
    assert (adjusted >= np.array(p)).all()
    assert (adjusted <= 1).all()
    assert (np.diff(adjusted[np.argsort(p, kind="stable")]) >= 0).all()


def test_shares_of_statements_have_an_interval_over_people() -> None:
    # Ten people; one of them wrote half of everything, about theme 1.
    rows = [("talker", 1)] * 18 + [(f"p{n}", n % 2) for n in range(9) for _ in range(2)]
    frame = pd.DataFrame(rows, columns=["response_id", "theme_id"])
    share = statement_shares(frame)[1]
    assert (share.count, share.out_of) == (26, 36)
    assert share.low < share.share < share.high
    alone = statement_shares(frame.assign(response_id=[f"r{n}" for n in range(len(frame))]))[1]
    assert share.high - share.low > 1.5 * (alone.high - alone.low)


def test_shares_of_statements_do_not_depend_on_row_order_and_ignore_what_says_nothing() -> None:
    frame = pd.DataFrame([(f"p{n % 7}", n % 3 - 1) for n in range(40)], columns=["response_id", "theme_id"])
    assert statement_shares(frame.iloc[::-1]) == statement_shares(frame)
    assert set(statement_shares(frame)) == {0, 1}
    assert statement_shares(frame[frame["theme_id"] < 0]) == {}


def test_few_people_behind_many_statements_are_suppressed() -> None:
    rows = [("a", 1)] * 30 + [(f"p{n}", 2) for n in range(30)]
    shares = statement_shares(pd.DataFrame(rows, columns=["response_id", "theme_id"]))
    assert (shares[1].suppressed, shares[2].suppressed) == (True, False)
    assert isinstance(shares[1], Share)


def test_sizes_under_the_threshold_are_suppressed() -> None:
    assert suppressed_sizes(pd.Series({3: 4, 7: 5, 9: 50})).to_dict() == {3: True, 7: False, 9: False}
