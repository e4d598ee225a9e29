from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from textmine.errors import InputError
from textmine.report.material import Material, ReportTheme, ReportWave
from textmine.report.tally import ALL, Tally, counted_codings, in_order, weighted_share

THEMES = (ReportTheme("home", {"nb": "Bolig"}), ReportTheme("queue", {"nb": "Kø"}, order=1))


def material(n: int = 40, **changes: object) -> Material:
    """Respondents in two waves; every fourth mentions home, every second queue."""
    responses = pd.DataFrame(
        {
            "response_id": [f"r{i}" for i in range(n)],
            "respondent": [f"r{i}" for i in range(n)],
            "wave": ["2023" if i < n // 2 else "2024" for i in range(n)],
            "text": ["Noe"] * n,
            "language": ["nb"] * n,
            "weight": [str(1 + i % 2) for i in range(n)],
        }
    )
    statements = pd.DataFrame(
        {
            "response_id": responses["response_id"],
            "statement_id": responses["response_id"] + ".1",
            "text": "Noe",
            "informative": True,
        }
    )
    themes = [("home", i) for i in range(0, n, 4)] + [("queue", i) for i in range(0, n, 2)]
    codings = pd.DataFrame([coding(f"r{i}.1", theme) for theme, i in themes])
    quotes = pd.DataFrame(columns=["theme_id", "statement_id", "text", "attributes", "approved_by"])
    waves = (ReportWave("2023"), ReportWave("2024"))
    return replace(
        Material({"nb": "Undersøkelsen"}, responses, statements, codings, THEMES, waves, quotes),
        **changes,  # type: ignore[arg-type]
    )


def coding(statement: str, theme: str, kind: str = "person", status: str = "accepted") -> dict[str, object]:
    return {
        "statement_id": statement,
        "theme_id": theme,
        "coder": kind,
        "coder_kind": kind,
        "status": status,
        "confidence": 1.0,
    }


def counted(*codings: dict[str, object], suggestions: bool = True) -> list[tuple[str, str, bool]]:
    given = replace(
        material(4),
        codings=pd.DataFrame(list(codings)),
        counted=("accepted", "suggested") if suggestions else ("accepted",),
    )
    return list(counted_codings(given).itertuples(index=False, name=None))


def test_shares_are_of_respondents_who_said_something() -> None:
    given = material(40)
    silent = given.statements["response_id"].isin([f"r{i}" for i in range(1, 40, 4)])
    tally = Tally(replace(given, statements=given.statements.assign(informative=~silent)))
    share = tally.total.cells["home", ALL]
    assert (share.count, share.out_of) == (10, 30)


def test_a_respondent_counts_once_however_often_they_mention_a_theme() -> None:
    given = material(40)
    one = given.responses.assign(respondent=[f"p{i // 2}" for i in range(40)])
    share = Tally(replace(given, responses=one)).total.cells["queue", ALL]
    assert (share.count, share.out_of) == (20, 20)


def test_what_a_person_decided_goes_before_what_a_model_says() -> None:
    rejected = coding("r0.1", "home", status="rejected")
    suggested = coding("r0.1", "home", "model", "suggested")
    assert counted(rejected, suggested) == []
    assert counted(suggested) == [("r0.1", "home", False)]
    assert counted(suggested, coding("r0.1", "home")) == [("r0.1", "home", True)]
    assert counted(suggested, suggestions=False) == []


def test_themes_that_the_codebook_lacks_are_not_counted() -> None:
    assert counted(coding("r0.1", "gone")) == []


def test_mentioning_a_theme_is_mentioning_the_theme_above() -> None:
    themes = (ReportTheme("all", {"nb": "Alt"}), replace(THEMES[0], parent="all"), THEMES[1])
    tally = Tally(material(40, themes=themes))
    assert tally.total.cells["all", ALL].count == tally.total.cells["home", ALL].count == 10


def test_themes_stand_below_their_parents() -> None:
    themes = [ReportTheme("b", {}, order=1), ReportTheme("a", {}, parent="b"), ReportTheme("c", {}, parent="gone")]
    assert [theme.id for theme in in_order(themes)] == ["c", "b", "a"]


def test_small_cells_are_suppressed_and_cannot_be_worked_out() -> None:
    given = material(40)
    few = given.codings[~given.codings["statement_id"].isin([f"r{i}.1" for i in range(8, 20)])]
    table = Tally(replace(given, codings=few)).by("wave", ["2023", "2024"])
    assert table.cells["home", "2023"].count == 2
    assert table.cells["home", "2023"].suppressed
    assert table.cells["home", "2024"].suppressed
    assert not table.cells["queue", "2024"].suppressed or table.cells["queue", "2023"].suppressed


def test_a_group_of_few_respondents_is_hidden_with_all_its_cells() -> None:
    given = material(40)
    waves = ["2022"] * 3 + list(given.responses["wave"])[3:]
    table = Tally(replace(given, responses=given.responses.assign(wave=waves))).by("wave")
    assert table.out_of["2022"] is None
    assert all(table.cells[theme.id, "2022"].suppressed for theme in THEMES)
    assert list(table.out_of.values()).count(None) > 1


def test_weights_of_one_give_the_unweighted_share() -> None:
    plain = Tally(material()).total.cells["home", ALL]
    given = material()
    even = replace(given, responses=given.responses.assign(weight="1"), weight="weight")
    weighted = Tally(even).total.cells["home", ALL]
    assert (weighted.share, weighted.low, weighted.high) == pytest.approx((plain.share, plain.low, plain.high))


def test_weights_move_the_share_and_widen_the_interval() -> None:
    tally = Tally(material(weight="weight"))
    share = tally.total.cells["home", ALL]
    assert share.share == pytest.approx(10 / 60)
    assert (share.count, share.out_of) == (10, 40)
    assert tally.total.effective[ALL] == pytest.approx(60**2 / 100)


def test_kish_effective_size_sets_the_width_of_the_interval() -> None:
    wide = weighted_share(10, 40, 15.0, np.array([1.0, 2.0] * 20))
    narrow = weighted_share(10, 40, 15.0, np.full(40, 1.5))
    assert wide.share == narrow.share
    assert wide.high - wide.low > narrow.high - narrow.low


@pytest.mark.parametrize("bad", ["-1", "x", "", "inf"])
def test_a_bad_weight_is_pointed_at(bad: str) -> None:
    given = material()
    weights = ["1", bad, *["1"] * 38]
    with pytest.raises(InputError, match="row 3, column 'weight'"):
        replace(given, responses=given.responses.assign(weight=weights), weight="weight")


def test_weights_may_have_norwegian_commas() -> None:
    given = material()
    commas = replace(given, responses=given.responses.assign(weight="0,5"), weight="weight")
    assert Tally(commas).total.effective[ALL] == pytest.approx(40)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="statements lack informative"):
        given = material()
        replace(given, statements=given.statements.drop(columns="informative"))


def test_a_threshold_that_protects_nobody_is_refused() -> None:
    with pytest.raises(InputError, match="protects nobody"):
        material(threshold=2)
