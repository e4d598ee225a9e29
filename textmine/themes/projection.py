"""The 2-D map: a force layout of landmarks' nearest neighbours, the other points placed among the landmarks.

Tang, Liu, Zhang & Mei (2016), *Visualizing large-scale and high-dimensional data* (LargeVis), WWW: neighbours attract,
random others repel; started from principal components (Kobak & Linderman 2021, *Nature Biotechnology* 39), which keeps
the large-scale picture. Full batches in numpy: no compiler to wait for, and the same map every time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors

LANDMARKS = 1500
ROUNDS = 250
_NEIGHBOURS = 12
_NEGATIVES = 40
_COMPONENTS = 50
_PLACED_BY = 5
_SAME = 1e-6
_LONGEST_STEP = 4.0

Points = npt.NDArray[np.float64]


def project(vectors: Vectors, random_state: int = 0) -> npt.NDArray[np.float32]:
    """Coordinates of (n, d) unit vectors on a map: float32 (n, 2), each axis within [-1, 1].

    Equal vectors land on one spot, and neither row order nor duplicates move anything.

    Parameters
    ----------
    vectors : ndarray (n, d)
    random_state : int
        Seed of which others repel.
    """
    unique, back = _canonical(vectors)
    n = len(unique)
    if n < 5 or np.ptp(unique, axis=0).max() < _SAME:
        return _scaled(np.column_stack([np.arange(n), np.zeros(n)]))[back]
    picked = np.unique(np.linspace(0, n - 1, min(n, LANDMARKS)).astype(int))
    base = _layout(unique[picked], random_state)
    return _scaled(base if len(picked) == n else _placed(unique, picked, base))[back]


def _canonical(vectors: Vectors) -> tuple[Vectors, npt.NDArray[np.intp]]:
    """Different rows in an order of their own, and which of them each row is."""
    rows = np.ascontiguousarray(vectors, dtype=np.float32) + np.float32(0)  # minus zero is zero
    # Sorting on bytes: any order will do that does not depend on where a row stands.
    keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * rows.shape[1]))).ravel()
    _, first, back = np.unique(keys, return_index=True, return_inverse=True)
    return rows[first], back.ravel()


def _layout(vectors: Vectors, random_state: int) -> Points:
    """Force layout of a few vectors."""
    from threadpoolctl import threadpool_limits

    # On one thread: the order of additions, and with it the whole map, depends on the number of threads.
    with threadpool_limits(1):
        reduced = _principal(vectors)
        heads, tails = _edges(reduced)
    n = len(reduced)
    points = 10 * reduced[:, :2] / max(np.abs(reduced[:, :2]).max(), _SAME)
    if points.shape[1] < 2:
        points = np.column_stack([points, np.zeros(n)])
    random = np.random.default_rng(random_state)
    for step in range(ROUNDS):
        move = _attraction(points, heads, tails)
        others = random.integers(0, n, size=(n, _NEGATIVES))
        move += _repulsion(points, others) * (len(heads) / n * 5 / _NEGATIVES)
        points = points + (1 - step / ROUNDS) * np.clip(move / 5, -_LONGEST_STEP, _LONGEST_STEP)
    return np.asarray(points)


def _principal(vectors: Vectors) -> Points:
    """Scores on the first principal components, with a sign that does not depend on the library."""
    centred = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    values, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, np.argsort(-values, kind="stable")[:_COMPONENTS]]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    return np.asarray(centred @ axes)


def _edges(reduced: Points) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Pairs of neighbours, each once."""
    from sklearn.neighbors import NearestNeighbors

    k = min(_NEIGHBOURS, len(reduced) - 1)
    near = NearestNeighbors(n_neighbors=k).fit(reduced).kneighbors(return_distance=False)
    pairs = np.column_stack([np.repeat(np.arange(len(reduced)), k), near.ravel()])
    heads, tails = np.unique(np.sort(pairs, axis=1), axis=0).T
    return heads, tails


def _attraction(points: Points, heads: npt.NDArray[np.intp], tails: npt.NDArray[np.intp]) -> Points:
    difference = points[tails] - points[heads]
    pull = 2 * difference / (1 + (difference**2).sum(axis=1, keepdims=True))
    total = np.empty_like(points)
    for axis in (0, 1):
        total[:, axis] = np.bincount(heads, pull[:, axis], len(points)) - np.bincount(tails, pull[:, axis], len(points))
    return total


def _repulsion(points: Points, others: npt.NDArray[np.intp]) -> Points:
    difference = points[:, None] - points[others]
    squared = (difference**2).sum(axis=2, keepdims=True)
    return np.asarray((2 * difference / ((0.01 + squared) * (1 + squared))).sum(axis=1))


def _placed(vectors: Vectors, picked: npt.NDArray[np.intp], base: Points) -> Points:
    """Every vector's place: the landmarks' own, and for the rest a mean of their nearest landmarks'."""
    placed = np.empty((len(vectors), 2))
    landmarks = vectors[picked]
    for start in range(0, len(vectors), 4096):
        similarity = vectors[start : start + 4096] @ landmarks.T
        nearest = np.argpartition(-similarity, _PLACED_BY, axis=1)[:, :_PLACED_BY]
        weight = np.exp(10 * np.take_along_axis(similarity, nearest, axis=1))
        placed[start : start + 4096] = np.einsum("nk,nkd->nd", weight / weight.sum(1, keepdims=True), base[nearest])
    placed[picked] = base
    return placed


def _scaled(points: Points) -> npt.NDArray[np.float32]:
    centred = points - points.mean(axis=0)
    largest = np.abs(centred).max(axis=0)
    return np.asarray(centred / np.where(largest == 0, 1, largest), dtype=np.float32)
