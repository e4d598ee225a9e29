"""Agreement coefficients for nominal categories, from sums over units so that resampling is one matrix product.

Every coefficient is (po - pe) / (1 - pe), where po is observed agreement and pe what is expected by chance; they differ
in what they take chance to be.

- percent: po alone.
- Cohen (1960), *Educational and Psychological Measurement* 20: each coder's own distribution; over more than two coders
  the mean of all pairs (Light 1971, *Psychological Bulletin* 76).
- Fleiss (1971), *Psychological Bulletin* 76: one distribution for all coders; with ratings missing as in Gwet (2014),
  *Handbook of Inter-Rater Reliability*, 4th ed.
- Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*: as drawing two of all values without putting back.
- Gwet (2008), *British Journal of Mathematical and Statistical Psychology* 61: AC1, where chance agreement is only
  among ratings made at random; it does not fall to nought where nearly all units are in one category.
"""

from __future__ import annotations

from itertools import combinations
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Measure = Literal["percent", "cohen", "fleiss", "alpha", "ac1"]
MEASURES: tuple[Measure, ...] = ("percent", "cohen", "fleiss", "alpha", "ac1")
Array = npt.NDArray[np.float64]
Ratings = npt.NDArray[np.integer]
MISSING = -1
_NO_ROOM = 1e-9


class Parts(NamedTuple):
    """Observed and expected agreement; the last axis holds pairs of coders for Cohen's, and is 1 for others."""

    observed: Array
    expected: Array

    @property
    def value(self) -> Array:
        """The coefficient; NaN where all agreement is expected, as where only one category was ever used."""
        room = 1 - self.expected
        defined = room > _NO_ROOM
        values = np.where(defined, self.observed - self.expected, np.nan) / np.where(defined, room, 1)
        # The mean of the pairs that have a value.
        number = (~np.isnan(values)).sum(axis=-1)
        return np.asarray(np.where(number > 0, np.nansum(values, axis=-1), np.nan) / np.maximum(number, 1))

    @property
    def pooled(self) -> Parts:
        """Over the second last axis: De Vries et al. (2008), *Using pooled kappa*, Field Methods 20."""
        return Parts(self.observed.mean(axis=-2), self.expected.mean(axis=-2))


def nominal_agreement(ratings: npt.ArrayLike, n_categories: int | None = None) -> dict[Measure, float]:
    """All coefficients for one variable.

    Parameters
    ----------
    ratings : array of int (coders, units)
        Categories from 0; -1 where a coder did not rate a unit.
    n_categories : int, optional
        By default one more than the highest; only AC1 depends on it.

    Returns
    -------
    dict of measure to float
        NaN where a coefficient is not defined.
    """
    marks = np.asarray(ratings, dtype=np.int64)[:, :, None]
    categories = int(marks.max(initial=0)) + 1 if n_categories is None else n_categories
    sums = unit_terms(marks, categories).sum(axis=0)
    return {
        measure: float(parts.value[0]) for measure, parts in coefficients(sums, len(marks), max(categories, 2)).items()
    }


def unit_terms(ratings: Ratings, n_categories: int) -> Array:
    """What each unit adds to the sums that ``coefficients`` takes.

    Parameters
    ----------
    ratings : ndarray of int (coders, units, variables)
        Categories from 0; -1 for missing.
    n_categories : int
        At least 2 are taken.

    Returns
    -------
    ndarray (units, variables, terms)
    """
    categories = max(n_categories, 2)
    marked = ratings[..., None] == np.arange(categories)
    counts = marked.sum(axis=0).astype(np.float64)
    rated = counts.sum(axis=-1)
    pairable = rated >= 2
    same = (counts * (counts - 1)).sum(axis=-1) / np.where(pairable, rated * (rated - 1), 1)
    terms = [
        pairable[..., None],
        same[..., None],
        (rated >= 1)[..., None],
        counts / np.maximum(rated, 1)[..., None],
        (rated * same)[..., None],
        counts * pairable[..., None],
    ]
    for one, other in combinations(range(len(ratings)), 2):
        both = ((ratings[one] >= 0) & (ratings[other] >= 0))[..., None]
        equal = both & (ratings[one] == ratings[other])[..., None]
        terms += [both, equal, marked[one] & both, marked[other] & both]
    return np.concatenate(terms, axis=-1, dtype=np.float64)


def coefficients(sums: Array, n_coders: int, n_categories: int) -> dict[Measure, Parts]:
    """Observed and expected agreement from sums of ``unit_terms`` over units.

    Parameters
    ----------
    sums : ndarray (..., variables, terms)
    n_coders, n_categories : int
        As for ``unit_terms``.

    Returns
    -------
    dict of measure to Parts
        Arrays (..., variables, pairs or 1).
    """
    k = n_categories
    pairable, same, rated = (sums[..., place] for place in range(3))
    shares = _ratio(sums[..., 3 : 3 + k], rated[..., None])
    observed = _ratio(same, pairable)
    values = sums[..., 4 + k : 4 + 2 * k]
    total = values.sum(axis=-1)
    alpha_observed = _ratio(sums[..., 3 + k], total)
    alpha_expected = _ratio((values * (values - 1)).sum(axis=-1), total * (total - 1))
    fleiss = (shares**2).sum(axis=-1)
    ac1 = (shares * (1 - shares)).sum(axis=-1) / (k - 1)
    return {
        "percent": Parts(observed[..., None], np.zeros_like(observed)[..., None]),
        "cohen": _cohen(sums[..., 4 + 2 * k :], n_coders, k),
        "fleiss": Parts(observed[..., None], fleiss[..., None]),
        "alpha": Parts(alpha_observed[..., None], alpha_expected[..., None]),
        "ac1": Parts(observed[..., None], ac1[..., None]),
    }


def _cohen(sums: Array, n_coders: int, k: int) -> Parts:
    pairs = n_coders * (n_coders - 1) // 2
    by_pair = sums.reshape(*sums.shape[:-1], pairs, 2 + 2 * k)
    both, equal = by_pair[..., 0], by_pair[..., 1]
    one, other = by_pair[..., 2 : 2 + k], by_pair[..., 2 + k :]
    return Parts(_ratio(equal, both), _ratio((one * other).sum(axis=-1), both**2))


def _ratio(above: Array, below: Array) -> Array:
    """NaN where there is nothing to divide by."""
    some = below > 0
    return np.where(some, above, np.nan) / np.where(some, below, 1)
