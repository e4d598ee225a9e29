"""Krippendorff's alpha over sets of themes, with MASI as the distance between two sets.

Krippendorff (2011), *Computing Krippendorff's Alpha-Reliability*, section D; Passonneau (2006), as in `masi`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from textmine.coding.masi import masi_distances, masi_of_pairs

if TYPE_CHECKING:
    from textmine.coding.coefficients import Ratings

Array = npt.NDArray[np.float64]
_ROWS_AT_A_TIME = 1024
_NO_ROOM = 1e-9


@dataclass(frozen=True)
class SetTerms:
    """What each unit adds to the sums behind alpha over sets.

    Attributes
    ----------
    units : ndarray (units, 4)
        Coders where at least two rated the unit, the distances between them as alpha sums them, whether two
        rated it, and the share of pairs with the very same set.
    used : sparse array (units, sets)
        How many coders gave the unit each of the different sets.
    sets : ndarray of bool (sets, themes)
    """

    units: Array
    used: Any
    sets: npt.NDArray[np.bool_]


def set_terms(ratings: Ratings) -> SetTerms:
    """Terms for 0/1 ratings of themes: int (coders, units, themes), -1 for a coder who did not rate the unit."""
    from scipy.sparse import csr_array

    present = ratings[:, :, 0] >= 0
    present &= present.sum(axis=0) >= 2
    coders, units = np.nonzero(present)
    sets, which = np.unique(ratings[coders, units] > 0, axis=0, return_inverse=True)
    which = which.ravel()
    chosen = np.full(present.shape, -1)
    chosen[coders, units] = which
    rated = present.sum(axis=0)
    distance, same = np.zeros(len(rated)), np.zeros(len(rated))
    for one in range(len(ratings)):
        for other in range(one + 1, len(ratings)):
            both = np.flatnonzero(present[one] & present[other])
            first, second = chosen[one, both], chosen[other, both]
            distance[both] += 2 * masi_of_pairs(sets[first], sets[second])
            same[both] += 2 * (first == second)
    others, pairs = np.maximum(rated - 1, 1), np.maximum(rated * (rated - 1), 1)
    used = csr_array((np.ones(len(units)), (units, which)), shape=(len(rated), len(sets)))
    return SetTerms(np.stack([rated, distance / others, rated >= 2, same / pairs], axis=1), used, sets)


def sums_of(terms: SetTerms, weights: Array) -> tuple[Array, Array]:
    """Sums over units, of ``terms.units`` and of ``terms.used``, for weights of the units: float (resamples, units)."""
    return weights @ terms.units, np.asarray((terms.used.T @ weights.T).T)


def set_alpha(sets: npt.NDArray[np.bool_], sums: Array, used: Array) -> Array:
    """Alpha from the sums of resamples, float (resamples,); NaN where everybody always gave the same set."""
    total = sums[:, 0]
    expected = np.zeros(len(sums))
    single = used.astype(np.float32)
    for start in range(0, len(sets), _ROWS_AT_A_TIME):
        block = slice(start, start + _ROWS_AT_A_TIME)
        expected += ((single @ masi_distances(sets, sets[block])) * used[:, block]).sum(axis=1)
    expected /= np.maximum(total * (total - 1), 1)
    defined = expected > _NO_ROOM
    observed = sums[:, 1] / np.maximum(total, 1)
    return np.asarray(np.where(defined, 1 - observed / np.where(defined, expected, 1), np.nan))


def same_sets(sums: Array) -> Array:
    """Share of statements, over pairs of coders, with the very same set of themes: float (resamples,)."""
    some = sums[:, 2] > 0
    return np.asarray(np.where(some, sums[:, 3], np.nan) / np.where(some, sums[:, 2], 1))
