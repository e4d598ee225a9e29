"""Bootstrap over clusters: how much a figure owes to which respondents happened to be in it.

Respondents are drawn with replacement, each with all her statements (Davison & Hinkley 1997, *Bootstrap Methods and
their Application*, section 3.8), since statements of one respondent are not independent.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_AT_A_TIME = 100


def cluster_weights(n_clusters: int, n_bootstrap: int, seed: int) -> Iterator[Array]:
    """How often each cluster is drawn in each resample: blocks of at most 100 rows, float (rows, n_clusters)."""
    generator = np.random.default_rng(seed)
    for start in range(0, n_bootstrap, _AT_A_TIME):
        rows = min(_AT_A_TIME, n_bootstrap - start)
        drawn = generator.integers(n_clusters, size=(rows, n_clusters))
        flat = drawn + np.arange(rows)[:, None] * n_clusters
        yield np.bincount(flat.ravel(), minlength=rows * n_clusters).reshape(rows, n_clusters).astype(np.float64)


def percentile_interval(resampled: Array, level: float) -> Array:
    """Bounds of the middle ``level`` of resampled figures (n_bootstrap, figures): float (2, figures).

    Resamples in which a figure is not defined do not count; NaN where that is more than half of them.
    """
    undefined = np.isnan(resampled).mean(axis=0) > 0.5 if len(resampled) else np.ones(resampled.shape[1], dtype=bool)
    bounds = np.full((2, resampled.shape[1]), np.nan)
    if not undefined.all():
        tail = (1 - level) / 2
        bounds[:, ~undefined] = np.nanquantile(resampled[:, ~undefined], [tail, 1 - tail], axis=0)
    return bounds
