"""MASI: how far two sets of themes are from each other.

Passonneau (2006), *Measuring Agreement on Set-valued Items (MASI) for Semantic and Pragmatic Annotation*, LREC.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt

_OVERLAPPING, _SUBSET = 1 / 3, 2 / 3


def masi_distance(one: Collection[str], other: Collection[str]) -> float:
    """1 - J·M: 0 for equal sets, 1 for sets that share nothing.

    J is the Jaccard coefficient; M is 1 for equal sets, 2/3 where one holds the other, 1/3 where they only overlap.
    Two empty sets are equal; an empty set and another share nothing.
    """
    first, second = set(one), set(other)
    if first == second:
        return 0.0
    shared = len(first & second)
    if not shared:
        return 1.0
    monotonic = _SUBSET if first <= second or second <= first else _OVERLAPPING
    return 1 - monotonic * shared / len(first | second)


def masi_distances(sets: npt.NDArray[np.bool_], others: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """MASI distance of every row of ``sets`` (m, themes) to every row of ``others`` (n, themes): float32 (m, n)."""
    first, second = sets.astype(np.float32), others.astype(np.float32)
    return _distance(first @ second.T, first.sum(axis=1)[:, None], second.sum(axis=1)[None, :])


def masi_of_pairs(sets: npt.NDArray[np.bool_], others: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
    """MASI distance of each row of ``sets`` (n, themes) to the same row of ``others``: float32 (n,)."""
    return _distance((sets & others).sum(axis=1), sets.sum(axis=1), others.sum(axis=1))


def _distance(shared: npt.NDArray[Any], one: npt.NDArray[Any], other: npt.NDArray[Any]) -> npt.NDArray[np.float32]:
    """Distance from the sizes of what is shared and of the two sets."""
    union = one + other - shared
    monotonic = np.where((shared == one) | (shared == other), np.float32(_SUBSET), np.float32(_OVERLAPPING))
    monotonic[shared == union] = 1
    # An empty set is part of every set, but shares nothing with it: J is 0 there, and 1 for two empty ones.
    jaccard = np.where(union > 0, shared, 1) / np.maximum(union, 1)
    return np.asarray(1 - monotonic * jaccard, dtype=np.float32)
