from __future__ import annotations

import json
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.examples import codebook, coding, theme
from textmine.coding.agreement import Agreement, Figure, agreement, label_sets
from textmine.coding.coefficients import MEASURES, nominal_agreement
from textmine.coding.masi import masi_distance
from textmine.errors import InputError

KARI = {"s1": {"a"}, "s2": {"a", "b"}, "s3": {"b"}, "s4": set(), "s5": {"a"}, "s6": {"c"}}
OLA = {"s1": {"a"}, "s2": {"a"}, "s3": {"b"}, "s4": {"b"}, "s5": {"c"}, "s6": {"c"}}
Sets = dict[str, dict[str, set[str]]]
SETS = st.dictionaries(
    st.sampled_from([f"s{n}" for n in range(8)]), st.sets(st.sampled_from("abc"), max_size=2), min_size=3, max_size=8
)


def plain_alpha(sets: Sets) -> float:
    """Krippendorff's alpha with MASI, as the definition says: all pairs one by one."""
    statements = sorted({statement for by in sets.values() for statement in by})
    units = [[by[statement] for by in sets.values() if statement in by] for statement in statements]
    units = [unit for unit in units if len(unit) > 1 and any(unit)]
    values = [value for unit in units for value in unit]
    observed = sum(masi_distance(*pair) / (len(unit) - 1) for unit in units for pair in permutations(unit, 2))
    expected = sum(masi_distance(*pair) for pair in permutations(values, 2)) / (len(values) - 1)
    return 1 - observed / expected if expected else float("nan")


def countable(sets: Sets) -> bool:
    return any(
        sum(statement in by for by in sets.values()) > 1 and any(by.get(statement) for by in sets.values())
        for statement in {statement for by in sets.values() for statement in by}
    )


def figures(found: Agreement) -> list[float]:
    rows = [*found.themes, found.pooled]
    every = [getattr(row, measure) for row in rows for measure in MEASURES] + [found.same_sets, found.masi]
    return [value for figure in every for value in (figure.value, figure.low, figure.high)]


def test_agreement_on_a_theme_is_that_of_its_presence_and_absence() -> None:
    found = agreement({"kari": KARI, "ola": OLA}, n_bootstrap=0)
    ratings = [[int("b" in by[statement]) for statement in sorted(KARI)] for by in (KARI, OLA)]
    row = found.themes[1]
    assert (row.theme_id, row.used) == ("b", 3)
    assert {measure: getattr(row, measure).value for measure in MEASURES} == pytest.approx(nominal_agreement(ratings))
    assert found.same_sets.value == pytest.approx(3 / 6)
    assert found.masi.value == pytest.approx(plain_alpha({"kari": KARI, "ola": OLA}), abs=1e-6)


def test_statements_that_nobody_coded_are_not_agreement() -> None:
    empty: dict[str, set[str]] = {f"tom{n}": set() for n in range(50)}
    without = agreement({"kari": KARI, "ola": OLA}, n_bootstrap=50)
    found = agreement({"kari": KARI | empty, "ola": OLA | empty}, n_bootstrap=50)
    assert figures(found) == pytest.approx(figures(without), nan_ok=True)
    assert (found.statements, found.left_out) == (6, 50)


def test_statements_that_only_one_coder_looked_at_are_not_counted() -> None:
    alone = {f"mer{n}": {"a"} for n in range(20)}
    found = agreement({"kari": KARI | alone, "ola": OLA}, n_bootstrap=20)
    assert figures(found) == pytest.approx(figures(agreement({"kari": KARI, "ola": OLA}, n_bootstrap=20)))


def test_all_themes_pooled_average_what_was_observed_and_what_was_expected() -> None:
    # De Vries et al. (2008): the pooled kappa is (mean po - mean pe) / (1 - mean pe).
    found = agreement({"kari": KARI, "ola": OLA}, n_bootstrap=0)
    observed, expected = [], []
    for name in "abc":
        one, other = (np.array([name in by[statement] for statement in KARI]) for by in (KARI, OLA))
        observed.append((one == other).mean())
        expected.append(one.mean() * other.mean() + (1 - one.mean()) * (1 - other.mean()))
    po, pe = np.mean(observed), np.mean(expected)
    assert found.pooled.cohen.value == pytest.approx((po - pe) / (1 - pe))
    assert found.pooled.percent.value == pytest.approx(po)


@given(SETS, SETS, SETS)
def test_alpha_over_sets_is_that_of_its_definition(one: dict, two: dict, three: dict) -> None:
    sets: Sets = {"kari": one, "ola": two, "per": three}
    if not countable(sets):
        with pytest.raises(InputError, match="looked at by two"):
            agreement(sets)
        return
    found = agreement(sets, n_bootstrap=0)
    assert found.masi.value == pytest.approx(plain_alpha(sets), abs=1e-5, nan_ok=True)


@given(SETS, SETS, st.randoms(use_true_random=False))
def test_the_order_of_coders_and_statements_does_not_matter(one: dict, two: dict, random: object) -> None:
    sets: Sets = {"kari": one, "ola": two}
    if not countable(sets):
        return
    mixed: Sets = {}
    for coder in ("ola", "kari"):
        statements = list(sets[coder])
        random.shuffle(statements)  # type: ignore[attr-defined]
        mixed[coder] = {statement: sets[coder][statement] for statement in statements}
    usual = figures(agreement(sets, n_bootstrap=30))
    assert figures(agreement(mixed, n_bootstrap=30)) == pytest.approx(usual, nan_ok=True)
    renamed = {"b": sets["kari"], "a": sets["ola"]}
    assert figures(agreement(renamed, n_bootstrap=30)) == pytest.approx(usual, nan_ok=True)


def random_sets(n: int, agree: float, seed: int = 0) -> Sets:
    generator = np.random.default_rng(seed)
    truth = [set(generator.choice(list("abcd"), size=generator.integers(1, 3), replace=False)) for _ in range(n)]
    noise = [set(generator.choice(list("abcd"), size=1)) for _ in range(n)]
    other = [own if generator.random() < agree else wrong for own, wrong in zip(truth, noise, strict=True)]
    return {
        "kari": {f"s{row}": own for row, own in enumerate(truth)},
        "ola": {f"s{row}": own for row, own in enumerate(other)},
    }


def test_intervals_hold_the_estimate_narrow_with_more_statements_and_follow_the_seed() -> None:
    few, many = (agreement(random_sets(n, 0.7), n_bootstrap=300) for n in (40, 640))
    for figure in (few.pooled.alpha, many.pooled.alpha, many.masi, many.themes[0].cohen, many.same_sets):
        assert figure.low < figure.value < figure.high
    assert many.pooled.alpha.high - many.pooled.alpha.low < 0.5 * (few.pooled.alpha.high - few.pooled.alpha.low)
    assert agreement(random_sets(40, 0.7), n_bootstrap=300) == few
    assert agreement(random_sets(40, 0.7), n_bootstrap=300, seed=1).masi != few.masi


def test_respondents_with_many_like_statements_widen_the_interval() -> None:
    base = random_sets(60, 0.6)
    copied = {coder: {f"{s}-{n}": own for s, own in by.items() for n in range(8)} for coder, by in base.items()}
    respondents = {f"s{row}-{n}": f"r{row}" for row in range(60) for n in range(8)}
    loose = agreement(copied, n_bootstrap=300)
    clustered = agreement(copied, respondents=respondents, n_bootstrap=300)
    assert (clustered.statements, clustered.respondents, loose.respondents) == (480, 60, 480)
    assert clustered.masi.value == loose.masi.value
    assert clustered.masi.high - clustered.masi.low > 1.8 * (loose.masi.high - loose.masi.low)


def test_an_interval_covers_what_it_should() -> None:
    truth = agreement(random_sets(20_000, 0.7), n_bootstrap=0).pooled.alpha.value
    samples = [agreement(random_sets(80, 0.7, seed), n_bootstrap=200).pooled.alpha for seed in range(1, 61)]
    covered = sum(each.low <= truth <= each.high for each in samples)
    assert covered >= 50  # 95 % of 60 are 57; fewer than 50 would have a chance below 1 in 1,000


def test_full_agreement_is_one_and_no_resampling_gives_no_interval() -> None:
    found = agreement({"kari": KARI, "ola": KARI}, n_bootstrap=0)
    assert found.masi.value == found.pooled.alpha.value == found.pooled.cohen.value == found.same_sets.value == 1
    assert np.isnan([found.masi.low, found.masi.high]).all()


def test_where_one_theme_is_all_there_is_chance_corrected_figures_are_not_defined() -> None:
    same = {f"s{n}": {"a"} for n in range(5)}
    found = agreement({"kari": same, "ola": same}, n_bootstrap=20)
    assert np.isnan(found.themes[0].alpha.value)
    assert np.isnan(found.masi.value)
    assert found.themes[0].percent == Figure(1, 1, 1)


def test_a_person_and_a_model_are_compared_on_what_both_looked_at() -> None:
    some = [
        coding("s1", "a"),
        coding("s2", "b"),
        coding("s3", "a", status="rejected"),
        coding("s4", "a", status="suggested"),
        coding("s1", "a", "model:1", "suggested", confidence=0.9),
        coding("s2", "b", "model:1", "suggested", confidence=0.2),
        coding("s3", "a", "model:1", "suggested"),
        coding("s9", "a", "ola"),
    ]
    sets = label_sets(some, ["kari", "model:1"], looked={"kari": ["s5"]})
    assert sets == {
        "kari": {"s5": set(), "s1": {"a"}, "s2": {"b"}, "s3": set()},
        "model:1": {"s1": {"a"}, "s2": set(), "s3": {"a"}},
    }
    assert agreement(sets, n_bootstrap=0).same_sets.value == pytest.approx(1 / 3)
    book = codebook(theme("a"), theme("b", status="retired"))
    assert "s2" not in label_sets(some, ["kari"], codebook=book)["kari"]


def test_themes_asked_for_are_there_though_nobody_used_them() -> None:
    found = agreement({"kari": KARI, "ola": OLA}, themes=["b", "z"], n_bootstrap=0)
    assert [(row.theme_id, row.used) for row in found.themes] == [("b", 3), ("z", 0)]
    assert found.statements == 3


def test_the_result_can_be_written_as_json() -> None:
    found = agreement({"kari": KARI, "ola": OLA}, n_bootstrap=10)
    assert json.loads(json.dumps(found.to_dict()))["themes"][0]["theme_id"] == "a"


def test_agreement_needs_two_coders_and_a_statement_that_both_looked_at() -> None:
    with pytest.raises(InputError, match="two coders"):
        agreement({"kari": KARI})
    with pytest.raises(InputError, match="looked at by two"):
        agreement({"kari": KARI, "ola": {"t1": {"a"}}})
    with pytest.raises(InputError, match="looked at by two"):
        agreement({"kari": {}, "ola": {}})
