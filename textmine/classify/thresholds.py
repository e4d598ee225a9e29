"""Where a probability becomes a theme, and where a decision becomes a person's."""

from __future__ import annotations

import numpy as np

from textmine.classify.examples import Member
from textmine.classify.features import Floats

_SHRINKAGE = 30.0
"""Codings at which a theme's own best threshold and the common one count the same."""
_DEFAULT = 0.0


def fit_thresholds(log_odds: Floats, member: Member) -> Floats:
    """Thresholds on log-odds, (k,): each theme's best by F1, drawn towards the best common one.

    A theme's own best is a maximum over few codings and jumps from sample to sample; a common one is steady but
    unfair to rare themes (Lipton et al. 2014, *Optimal thresholding of classifiers to maximize F1 measure*).

    Parameters
    ----------
    log_odds : ndarray (n, k)
        Out of fold.
    member : ndarray of bool (n, k)
    """
    k = member.shape[1]
    if not member.any():
        return np.full(k, _DEFAULT)
    grid = np.linspace(-4.0, 3.0, 71)
    f1 = np.stack([_f1(log_odds >= at, member) for at in grid])
    common = grid[_middle_best(f1.mean(axis=1))]
    own = np.array([grid[_middle_best(f1[:, theme])] for theme in range(k)])
    n = member.sum(axis=0)
    return np.asarray((n * own + _SHRINKAGE * common) / (n + _SHRINKAGE))


def _middle_best(values: Floats) -> int:
    """Place of the best value; the middle one of several equal."""
    best = np.flatnonzero(values >= values.max() - 1e-12)
    return int(best[len(best) // 2])


def _f1(said: Member, member: Member) -> Floats:
    """F1 of each theme, (k,); 0 where a theme is neither said nor there."""
    right = (said & member).sum(axis=0)
    return np.asarray(2 * right / np.maximum(said.sum(axis=0) + member.sum(axis=0), 1))


def doubt(probabilities: Floats, said: Member) -> Floats:
    """How unlikely the least likely theme given to each text is, (n,); 1 where none is given.

    The band around the thresholds is drawn on it. On the demo's first four waves, each left out in turn, it picked the
    texts to leave to people better than the expected number of wrong decisions (macro-F1 of the rest 0.74 and 0.72).
    """
    return np.asarray(1 - np.where(said, probabilities, 1.0).min(axis=1, initial=1.0) * said.any(axis=1))
