"""Rows that together stand for all rows: facility location, with one row a respondent and quotas for groups.

The sum over all rows of the similarity to their nearest chosen row is submodular, so that choosing greedily comes close
to the best choice (Nemhauser, Wolsey & Fisher 1978, *Mathematical Programming* 14; under quotas Fisher, Nemhauser &
Wolsey 1978, *Mathematical Programming Study* 8).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors
from textmine.themes.cluster import unit_rows

Balance = Literal["proportional", "even"]
_DECIMALS = 9
"""A matrix product's last bits depend on its shape; rounded gains do not, so that ties fall the same way."""


def around_their_mean(vectors: Vectors) -> Vectors:
    """Unit vectors of what sets rows apart from the rows' mean: (m, d); on rows all alike, the rows themselves."""
    centred = vectors - vectors.mean(axis=0)
    return unit_rows(centred) if np.abs(centred).max(initial=0.0) > 1e-6 else vectors


def quotas(values: Sequence[str], n: int, how: Balance) -> dict[str, int]:
    """How many of n rows each group gets: by largest remainder of its share, or as evenly as its size allows.

    Parameters
    ----------
    values : sequence of str, length m
        Group of each row.
    n : int
    how : "proportional" or "even"

    Returns
    -------
    dict of str to int
        The values sum to n, or to m where there are fewer rows than n.
    """
    sizes = Counter(values)
    names = sorted(sizes, key=lambda name: (-sizes[name], name))
    if how == "proportional":
        ideal = {name: min(n, len(values)) * sizes[name] / len(values) for name in names}
        given = {name: int(ideal[name]) for name in names}
        left = min(n, len(values)) - sum(given.values())
        for name in sorted(names, key=lambda name: given[name] - ideal[name])[:left]:
            given[name] += 1
        return given
    given = dict.fromkeys(names, 0)
    while sum(given.values()) < min(n, len(values)):
        open_groups = [name for name in names if given[name] < sizes[name]]
        given[min(open_groups, key=lambda name: given[name])] += 1
    return given


def greedy_cover(
    similarity: npt.NDArray[np.floating],
    weights: npt.NDArray[np.floating],
    n: int,
    blocks: Sequence[Sequence[str]],
    limits: Sequence[Mapping[str, int]],
    usable: Callable[[int], bool] = lambda _: True,
) -> list[int]:
    """Columns chosen one after the other, each adding most to what is covered.

    Parameters
    ----------
    similarity : ndarray (m, c)
        Of every row that is to be stood for with every candidate.
    weights : ndarray (m,)
        How often a row counts.
    n : int
    blocks : sequence of (c,) sequences
        The first says the candidates' respondents, of whom each is chosen once; each further one a group to balance.
    limits : sequence of mappings
        For each further block how many a group may have; given up from the last to the first where nothing else is
        left to choose.
    usable : callable
        Asked before a column is chosen; one it refuses is never chosen.
    """
    covered = np.full(len(similarity), similarity.min(initial=0.0))
    chosen: list[int] = []
    open_ = np.ones(similarity.shape[1], dtype=np.bool_)
    while len(chosen) < n and open_.any():
        gain = weights @ (np.maximum(similarity, covered[:, None]) - covered[:, None])
        allowed = _within(open_, blocks[1:], limits, chosen)
        best = int(np.where(allowed, gain.round(_DECIMALS), -np.inf).argmax())
        open_[best] = False
        if usable(best):
            chosen.append(best)
            covered = np.maximum(covered, similarity[:, best])
            open_ &= np.array([who != blocks[0][best] for who in blocks[0]])
    return chosen


def _within(
    open_: npt.NDArray[np.bool_],
    groups: Sequence[Sequence[str]],
    limits: Sequence[Mapping[str, int]],
    chosen: Sequence[int],
) -> npt.NDArray[np.bool_]:
    """Open candidates that no quota shuts out; a quota that would leave none is not asked."""
    allowed = open_
    for values, limit in zip(groups, limits, strict=True):
        used = Counter(values[row] for row in chosen)
        stricter = allowed & np.array([used[value] < limit.get(value, 0) for value in values])
        allowed = stricter if stricter.any() else allowed
    return allowed
