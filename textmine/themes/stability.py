"""Which themes are shaky: how well each is found again when other people had answered.

Hennig (2007), *Cluster-wise assessment of cluster stability*, Computational Statistics & Data Analysis 52: the mean
Jaccard overlap of a cluster with its counterpart in clusterings of resampled data; counterparts are matched one to one
(the Hungarian method), so that a theme that falls together with another counts as lost.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors
from textmine.themes.cluster import Labels, cluster_centres, grow_tree, nearest

SHAKY = 0.35
"""A theme under this is worth a second look: fewer than half of its texts keep company in half of the resamples."""
_RESAMPLES = 20
_LARGEST = 1000
_SHARE = 0.7


def theme_stability(
    rows: Vectors, labels: Labels, n_themes: int, resamples: int = _RESAMPLES, random_state: int = 0
) -> npt.NDArray[np.float64]:
    """Stability of each theme: float (n_themes,), 0-1, in steps of 0.01.

    Parameters
    ----------
    rows : ndarray (n, d), unit vectors of different texts
    labels : ndarray of int (n,)
        Their themes.
    n_themes : int
    resamples : int
        Subsamples of 70 % of the texts, at most 1,000 of them.
    random_state : int
        Seed of the subsampling; labels do not depend on it.
    """
    random = np.random.default_rng(random_state)
    n = min(_LARGEST, max(1, round(_SHARE * len(rows))))
    if len(rows) < 3:
        return np.ones(n_themes)
    total, seen = np.zeros(n_themes), np.zeros(n_themes)
    for _ in range(resamples):
        sample = np.sort(random.choice(len(rows), n, replace=False))
        own = labels[sample]
        clusters = grow_tree(rows[sample]).cut(n_themes)
        again = nearest(rows[sample], cluster_centres(rows[sample], clusters))
        overlap = _matched_jaccard(own, again, n_themes)
        present = np.bincount(own, minlength=n_themes) > 0
        total += overlap * present
        seen += present
    return np.asarray(np.round(total / np.maximum(seen, 1), 2))


def _matched_jaccard(first: Labels, second: Labels, n_themes: int) -> npt.NDArray[np.float64]:
    """Jaccard overlap of each cluster of ``first`` with its counterpart in ``second``."""
    from scipy.optimize import linear_sum_assignment

    counts = np.zeros((n_themes, n_themes))
    np.add.at(counts, (first, second), 1)
    union = counts.sum(axis=1, keepdims=True) + counts.sum(axis=0) - counts
    overlap = counts / np.maximum(union, 1)
    rows, columns = linear_sum_assignment(-overlap)
    return np.asarray(overlap[rows, columns])
