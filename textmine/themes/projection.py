"""The 2-D map: t-SNE of landmarks, the other points placed among their nearest landmarks.

van der Maaten & Hinton (2008), *Visualizing data using t-SNE*, JMLR 9; initialised by principal
components (Kobak & Berens 2019), which keeps the large-scale picture and makes it the same every time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors

LANDMARKS = 1500
_NEIGHBOURS = 5
_SAME = 1e-6


def project(vectors: Vectors, random_state: int = 0) -> npt.NDArray[np.float32]:
    """Coordinates of (n, d) unit vectors on a map: float32 (n, 2), each axis within [-1, 1]."""
    n = len(vectors)
    if n < 5 or np.ptp(vectors, axis=0).max() < _SAME:
        return _scaled(np.column_stack([np.arange(n), np.zeros(n)]))
    picked = np.unique(np.linspace(0, n - 1, min(n, LANDMARKS)).astype(int))
    base = _tsne(vectors[picked], random_state)
    if len(picked) == n:
        return _scaled(base)
    placed = np.empty((n, 2))
    for start in range(0, n, 4096):
        similarity = vectors[start : start + 4096] @ vectors[picked].T
        nearest = np.argpartition(-similarity, _NEIGHBOURS, axis=1)[:, :_NEIGHBOURS]
        weight = np.exp(10 * np.take_along_axis(similarity, nearest, axis=1))
        placed[start : start + 4096] = np.einsum("nk,nkd->nd", weight / weight.sum(1, keepdims=True), base[nearest])
    placed[picked] = base
    return _scaled(placed)


def _tsne(vectors: Vectors, random_state: int) -> npt.NDArray[np.float64]:
    from sklearn.decomposition import PCA
    from sklearn.manifold import TSNE
    from threadpoolctl import threadpool_limits

    components = min(50, len(vectors) - 1, vectors.shape[1])
    perplexity = min(30.0, (len(vectors) - 1) / 3)
    # On one thread: the order of additions, and with it the whole map, depends on the number of threads.
    with threadpool_limits(1):
        reduced = PCA(components, svd_solver="full", random_state=random_state).fit_transform(vectors)
        tsne = TSNE(perplexity=perplexity, init="pca", random_state=random_state, max_iter=500)
        return np.asarray(tsne.fit_transform(reduced), dtype=np.float64)


def _scaled(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
    centred = points - points.mean(axis=0)
    largest = np.abs(centred).max(axis=0)
    return np.asarray(centred / np.where(largest == 0, 1, largest), dtype=np.float32)
