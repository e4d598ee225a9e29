"""Whether two waves can be told apart by their vectors: a classifier two-sample test.

Lopez-Paz & Oquab (2017), *Revisiting classifier two-sample tests*; Rabanser et al. (2019), *Failing loudly*. The
classifier is ridge regression, whose predictions are linear in the labels: a permutation costs one product.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.classify.features import Floats
from textmine.encode import Vectors

_MOST = 1000
_FOLDS = 4
_PENALTY = 1.0


@dataclass(frozen=True)
class DomainTest:
    """How well a classifier tells the waves apart: 0.5 is not at all, 1 perfectly; ``p`` of no difference."""

    auc: float
    p: float
    permutations: int


def domain_test(
    old: Vectors,
    new: Vectors,
    old_respondents: Sequence[str],
    new_respondents: Sequence[str],
    permutations: int = 200,
    seed: int = 0,
) -> DomainTest:
    """Test whether two waves have the same distribution of vectors.

    Parameters
    ----------
    old, new : ndarray (n, d) and (m, d)
        At most 1,000 of each are used, drawn at random.
    old_respondents, new_respondents : sequence of str
        What one respondent said is kept on one side of every split, and permuted together.
    permutations : int
    seed : int

    Returns
    -------
    DomainTest
        With p 1 where there are too few respondents to test anything.
    """
    random = np.random.default_rng(seed)
    picks = [_pick(len(wave), random) for wave in (old, new)]
    X = np.concatenate([old[picks[0]], new[picks[1]]]).astype(np.float64)
    # As lists: a column of a table would be asked by its labels.
    before, after = list(old_respondents), list(new_respondents)
    owners = [f"0{before[row]}" for row in picks[0]] + [f"1{after[row]}" for row in picks[1]]
    names, respondent = np.unique(owners, return_inverse=True)
    is_new = np.array([name[0] == "1" for name in names])
    if min(is_new.sum(), (~is_new).sum()) < 2:
        return DomainTest(0.5, 1.0, 0)
    smoother = _smoother(X - X.mean(axis=0), _folds(is_new, random)[respondent])
    found = _auc(smoother, is_new[respondent])
    at_least = sum(_auc(smoother, random.permutation(is_new)[respondent]) >= found for _ in range(permutations))
    return DomainTest(found, (1 + at_least) / (1 + permutations), permutations)


def _pick(n: int, random: np.random.Generator) -> npt.NDArray[np.int64]:
    return np.arange(n) if n <= _MOST else np.sort(random.choice(n, _MOST, replace=False))


def _folds(is_new: npt.NDArray[np.bool_], random: np.random.Generator) -> npt.NDArray[np.int64]:
    """Fold of each respondent, the waves spread evenly."""
    fold = np.empty(len(is_new), dtype=np.int64)
    for side in (True, False):
        rows = random.permutation(np.flatnonzero(is_new == side))
        fold[rows] = np.arange(len(rows)) % _FOLDS
    return fold


def _smoother(X: Floats, fold: npt.NDArray[np.int64]) -> Floats:
    """Matrix that turns labels (n,) into the prediction of each from the other folds."""
    kernel = X @ X.T
    matrix = np.zeros_like(kernel)
    for number in np.unique(fold):
        test, train = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        if len(train):
            inside = kernel[np.ix_(train, train)] + _PENALTY * np.eye(len(train))
            matrix[np.ix_(test, train)] = np.linalg.solve(inside, kernel[np.ix_(train, test)]).T
    return matrix


def _auc(smoother: Floats, is_new: npt.NDArray[np.bool_]) -> float:
    from scipy.stats import rankdata

    ranks = rankdata(smoother @ np.where(is_new, 1.0, -1.0))
    positive = int(is_new.sum())
    negative = len(is_new) - positive
    if not positive or not negative:
        return 0.5
    return float((ranks[is_new].sum() - positive * (positive + 1) / 2) / (positive * negative))
