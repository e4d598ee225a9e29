"""Every coefficient against worked examples that were published."""

from __future__ import annotations

from collections.abc import Sequence

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from textmine.coding.coefficients import MEASURES, nominal_agreement

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A, B and C; 0 stands for missing.
BINARY = ["0100000010", "1110010000"]
LETTERS = ["aabbdcccedda", "babbbccceddd"]
FOUR_OBSERVERS = ["123321412000", "123322412503", "033323422510", "123324412510"]
# Fleiss's kappa, the worked example with 14 raters, 10 subjects and 5 categories (Wikipedia, "Fleiss' kappa").
FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
# Fleiss (1971), table 1: depression, personality disorder, schizophrenia, neurosis, other. The first fifteen patients
# are the example of Gwet (2014), distrib.6raters in his R package irrCAC.
SIX_PSYCHIATRISTS = [
    [0, 0, 0, 6, 0],
    [0, 3, 0, 0, 3],
    [0, 1, 4, 0, 1],
    [0, 0, 0, 0, 6],
    [0, 3, 0, 3, 0],
    [2, 0, 4, 0, 0],
    [0, 0, 4, 0, 2],
    [2, 0, 3, 1, 0],
    [2, 0, 0, 4, 0],
    [0, 0, 0, 0, 6],
    [1, 0, 0, 5, 0],
    [1, 1, 0, 4, 0],
    [0, 3, 3, 0, 0],
    [1, 0, 0, 5, 0],
    [0, 2, 0, 3, 1],
    [0, 0, 5, 0, 1],
    [3, 0, 0, 1, 2],
    [5, 1, 0, 0, 0],
    [0, 2, 0, 4, 0],
    [1, 0, 2, 0, 3],
    [0, 0, 0, 0, 6],
    [0, 1, 0, 5, 0],
    [0, 2, 0, 1, 3],
    [2, 0, 0, 4, 0],
    [1, 0, 0, 4, 1],
    [0, 5, 0, 1, 0],
    [4, 0, 0, 0, 2],
    [0, 2, 0, 4, 0],
    [1, 0, 5, 0, 0],
    [0, 0, 0, 0, 6],
]


def rated(rows: Sequence[str], missing: str = "") -> np.ndarray:
    categories = sorted(set("".join(rows)) - set(missing))
    return np.array([[categories.index(mark) if mark in categories else -1 for mark in row] for row in rows])


def from_table(table: Sequence[Sequence[int]]) -> np.ndarray:
    """Two coders from a contingency table."""
    return np.array([(i, j) for i, row in enumerate(table) for j, n in enumerate(row) for _ in range(n)]).T


def from_counts(counts: Sequence[Sequence[int]]) -> np.ndarray:
    """Coders from how many put each unit in each category."""
    return np.array([np.repeat(range(len(row)), row) for row in counts]).T


@pytest.mark.parametrize(
    ("rows", "missing", "alpha"), [(BINARY, "", 0.095), (LETTERS, "", 0.692), (FOUR_OBSERVERS, "0", 0.743)]
)
def test_alpha_is_that_of_krippendorff_2011(rows: list[str], missing: str, alpha: float) -> None:
    assert nominal_agreement(rated(rows, missing))["alpha"] == pytest.approx(alpha, abs=0.0005)


def test_four_raters_with_missing_values_give_the_figures_of_gwet_2014() -> None:
    # cac.raw4raters of irrCAC: the data are Krippendorff's.
    found = nominal_agreement(rated(FOUR_OBSERVERS, "0"))
    assert found["percent"] == pytest.approx(0.8181818, abs=5e-8)
    assert found["ac1"] == pytest.approx(0.77544, abs=5e-6)
    assert found["fleiss"] == pytest.approx(0.76117, abs=5e-6)
    assert found["alpha"] == pytest.approx(0.74342, abs=5e-6)


def test_six_psychiatrists_give_the_kappa_of_fleiss_1971() -> None:
    found = nominal_agreement(from_counts(SIX_PSYCHIATRISTS))
    assert found["percent"] == pytest.approx(0.556, abs=0.0005)
    assert found["fleiss"] == pytest.approx(0.430, abs=0.0005)


def test_half_of_their_patients_give_the_figures_of_gwet_2014() -> None:
    found = nominal_agreement(from_counts(SIX_PSYCHIATRISTS[:15]))
    assert found["percent"] == pytest.approx(0.5511111, abs=5e-8)
    assert found["ac1"] == pytest.approx(0.4448007, abs=5e-8)
    assert found["fleiss"] == pytest.approx(0.4139265, abs=5e-8)
    assert found["alpha"] == pytest.approx(0.4204384, abs=5e-8)


def test_fourteen_raters_give_the_kappa_of_the_worked_example() -> None:
    found = nominal_agreement(from_counts(FOURTEEN_RATERS))
    assert found["percent"] == pytest.approx(0.378, abs=0.0005)
    assert found["fleiss"] == pytest.approx(0.210, abs=0.0005)


def test_two_abstractors_give_the_figures_of_gwet_2014() -> None:
    # cont3x3abstractors of irrCAC.
    found = nominal_agreement(from_table([[13, 0, 0], [0, 20, 7], [0, 4, 56]]))
    assert found["percent"] == pytest.approx(0.89)
    assert found["cohen"] == pytest.approx(0.7964094, abs=5e-8)
    assert found["fleiss"] == pytest.approx(0.7962397, abs=5e-8)  # Scott's pi, which Fleiss's is for two coders
    assert found["alpha"] == pytest.approx(0.7972585, abs=5e-8)
    assert found["ac1"] == pytest.approx(0.8493305, abs=5e-8)


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # Cohen (1960), table 1, as frequencies of 200.
        ([[88, 10, 2], [14, 40, 6], [18, 10, 12]], 0.492),
        # The worked examples of Wikipedia, "Cohen's kappa": the same agreement, other margins.
        ([[20, 5], [10, 15]], 0.40),
        ([[45, 15], [25, 15]], 0.1304),
        ([[25, 35], [5, 35]], 0.2593),
    ],
)
def test_cohens_kappa_is_that_of_the_textbook_tables(table: list[list[int]], kappa: float) -> None:
    assert nominal_agreement(from_table(table))["cohen"] == pytest.approx(kappa, abs=0.0005)


def test_ac1_stays_high_where_kappa_falls_since_nearly_all_are_in_one_category() -> None:
    found = nominal_agreement(from_table([[118, 5], [2, 0]]))
    # The table of Gwet (2008): kappa -0.0234, AC1 0.9408.
    assert found["cohen"] == pytest.approx(-0.0234, abs=5e-5)
    assert found["ac1"] == pytest.approx(0.9408, abs=5e-5)


def test_kappa_over_more_than_two_coders_is_the_mean_of_pairs() -> None:
    ratings = rated(FOUR_OBSERVERS, "0")
    pairs = [nominal_agreement(ratings[[i, j]])["cohen"] for i in range(4) for j in range(i + 1, 4)]
    assert nominal_agreement(ratings)["cohen"] == pytest.approx(np.mean(pairs))


def test_what_is_not_defined_is_not_a_number() -> None:
    found = nominal_agreement([[0, 0, 0], [0, 0, 0]])
    assert found["percent"] == 1
    assert [np.isnan(found[measure]) for measure in ("cohen", "fleiss", "alpha")] == [True, True, True]
    assert all(np.isnan(value) for value in nominal_agreement([[0, -1], [-1, 1]]).values())


RATINGS = st.tuples(st.integers(2, 4), st.integers(1, 12)).flatmap(
    lambda shape: arrays(np.int64, shape, elements=st.integers(-1, 2))
)


@given(RATINGS, st.randoms(use_true_random=False))
def test_the_order_of_coders_and_units_does_not_matter(ratings: np.ndarray, random: object) -> None:
    coders, units = list(range(len(ratings))), list(range(ratings.shape[1]))
    random.shuffle(coders)  # type: ignore[attr-defined]
    random.shuffle(units)  # type: ignore[attr-defined]
    mixed = nominal_agreement(ratings[coders][:, units], 3)
    for measure, value in nominal_agreement(ratings, 3).items():
        assert mixed[measure] == pytest.approx(value, nan_ok=True)


@given(RATINGS)
def test_no_coefficient_is_above_one_and_full_agreement_is_one(ratings: np.ndarray) -> None:
    for value in nominal_agreement(ratings, 3).values():
        assert np.isnan(value) or value <= 1 + 1e-9
    same = np.repeat(ratings[:1], len(ratings), axis=0)
    assert all(np.isnan(value) or value == pytest.approx(1) for value in nominal_agreement(same, 3).values())


@given(RATINGS)
def test_alpha_is_that_of_the_krippendorff_package(ratings: np.ndarray) -> None:
    ours = nominal_agreement(ratings)["alpha"]
    pairable = ratings[:, (ratings >= 0).sum(axis=0) >= 2]
    if len(set(pairable[pairable >= 0])) < 2:
        assert np.isnan(ours)
        return
    theirs = krippendorff.alpha(np.where(ratings < 0, np.nan, ratings), level_of_measurement="nominal")
    assert ours == pytest.approx(theirs)


def test_every_measure_has_a_figure() -> None:
    assert tuple(nominal_agreement(rated(BINARY))) == MEASURES
