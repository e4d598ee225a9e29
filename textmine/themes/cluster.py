"""Clusters of unit vectors as a tree: Ward's method, on the vectors or on k-means prototypes of them.

Ward (1963), *Hierarchical grouping to optimize an objective function*, JASA 58. Nothing is an outlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors

Labels = npt.NDArray[np.int64]
MAX_LEAVES = 2500
"""Ward's method on n vectors takes n² memory; more vectors than this are first drawn together."""
_FEWEST_PER_LANGUAGE = 10


@dataclass(frozen=True)
class Tree:
    """A cluster tree that can be cut anywhere.

    Attributes
    ----------
    linkage : ndarray (leaves - 1, 4)
        As ``scipy.cluster.hierarchy`` writes it.
    leaf_of : ndarray of int (n,)
        The leaf each vector belongs to.
    """

    linkage: npt.NDArray[np.float64]
    leaf_of: Labels

    @property
    def n_leaves(self) -> int:
        """Largest number of clusters a cut can give."""
        return len(self.linkage) + 1

    def cut(self, n_clusters: int) -> Labels:
        """Cluster of each vector, 0 .. n_clusters - 1, when the tree is cut into ``n_clusters``."""
        from scipy.cluster.hierarchy import fcluster

        wanted = max(1, min(n_clusters, self.n_leaves))
        if self.n_leaves == 1:
            return np.zeros(len(self.leaf_of), dtype=np.int64)
        leaves = fcluster(self.linkage, wanted, criterion="maxclust") - 1
        return np.asarray(leaves[self.leaf_of], dtype=np.int64)


def grow_tree(vectors: Vectors, weights: npt.NDArray[np.float64] | None = None, random_state: int = 0) -> Tree:
    """Grow the cluster tree of (n, d) vectors.

    Parameters
    ----------
    vectors : ndarray (n, d)
        In an order that does not depend on the caller's row order.
    weights : ndarray (n,), optional
        How often each vector stands for a text; used by the k-means that comes first on large data.
    random_state : int
        Seed of that k-means.
    """
    from scipy.cluster.hierarchy import linkage

    if len(vectors) == 1:
        return Tree(np.empty((0, 4)), np.zeros(1, dtype=np.int64))
    if len(vectors) <= MAX_LEAVES:
        return Tree(linkage(vectors, method="ward"), np.arange(len(vectors)))
    from sklearn.cluster import MiniBatchKMeans

    prototypes = MiniBatchKMeans(
        n_clusters=MAX_LEAVES // 2, batch_size=4096, n_init=1, max_iter=20, random_state=random_state
    )
    leaf_of = prototypes.fit_predict(vectors, sample_weight=weights)
    used, leaf_of = np.unique(leaf_of, return_inverse=True)
    return Tree(linkage(prototypes.cluster_centers_[used], method="ward"), np.asarray(leaf_of, dtype=np.int64))


def language_axis(vectors: Vectors, languages: Sequence[str]) -> Vectors:
    """Unit direction from the bokmål texts' mean to the nynorsk texts' mean.

    Without it a theme is less often a written standard. Zeros where either has fewer than ten texts to
    tell the direction by.
    """
    nynorsk, bokmal = (np.array([language == name for language in languages]) for name in ("nn", "nb"))
    if min(nynorsk.sum(), bokmal.sum()) < _FEWEST_PER_LANGUAGE:
        return np.zeros(vectors.shape[1], dtype=np.float32)
    difference = vectors[nynorsk].mean(axis=0) - vectors[bokmal].mean(axis=0)
    axis: Vectors = unit_rows(difference[None])[0]
    return axis


def unit_rows(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Rows scaled to unit length; a zero row stays zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
