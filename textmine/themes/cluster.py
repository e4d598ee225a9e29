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
PROTOTYPES = 1000
_FEWEST_PER_LANGUAGE = 10
_PASSES = 4
_BATCH = 4096


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
        return self.members(self.nodes(n_clusters))

    def nodes(self, n_clusters: int) -> tuple[int, ...]:
        """Nodes under which the clusters of a cut lie, in order; leaves are 0 .. n_leaves - 1, then come the merges."""
        wanted = max(1, min(n_clusters, self.n_leaves))
        # Not scipy's fcluster: of merges at equal height it takes all or none, and gives fewer clusters than asked for.
        merged = self.linkage[: self.n_leaves - wanted, :2].astype(np.int64)
        made = np.arange(self.n_leaves + len(merged))
        return tuple(np.setdiff1d(made, merged).tolist())

    def members(self, nodes: Sequence[int]) -> Labels:
        """Place in ``nodes`` of the one that each vector lies under: int (n,), -1 for none; no node below another."""
        owner = np.full(2 * self.n_leaves - 1, -1, dtype=np.int64)
        owner[list(nodes)] = np.arange(len(nodes))
        for merge in range(self.n_leaves - 2, -1, -1):
            node = self.n_leaves + merge
            if owner[node] >= 0:
                owner[self.linkage[merge, :2].astype(np.int64)] = owner[node]
        return np.asarray(owner[self.leaf_of], dtype=np.int64)

    def children(self, node: int) -> tuple[int, ...]:
        """The two nodes that a merge joined; none for a leaf."""
        if node < self.n_leaves:
            return ()
        first, second = self.linkage[node - self.n_leaves, :2].astype(np.int64).tolist()
        return first, second


def grow_tree(vectors: Vectors) -> Tree:
    """Grow the cluster tree of (n, d) vectors, which stand in an order that does not depend on the caller's rows."""
    from scipy.cluster.hierarchy import linkage

    if len(vectors) == 1:
        return Tree(np.empty((0, 4)), np.zeros(1, dtype=np.int64))
    if len(vectors) <= MAX_LEAVES:
        return Tree(linkage(vectors, method="ward"), np.arange(len(vectors)))
    centres, leaf_of = _prototypes(vectors)
    return Tree(linkage(centres, method="ward"), leaf_of)


def _prototypes(vectors: Vectors) -> tuple[Vectors, Labels]:
    """Means of small groups of vectors, and the group of each: mini-batch k-means.

    Sculley (2010), *Web-scale k-means clustering*, WWW. Its seed is fixed: rows stand in a canonical order already.
    """
    from sklearn.cluster import MiniBatchKMeans

    wanted = min(PROTOTYPES, MAX_LEAVES)
    spread = vectors[np.linspace(0, len(vectors) - 1, wanted).astype(int)]
    model = MiniBatchKMeans(wanted, init=spread, n_init=1, batch_size=_BATCH, max_iter=_PASSES, random_state=0,
                            max_no_improvement=None, reassignment_ratio=0)  # fmt: skip
    groups = model.fit_predict(vectors)
    used, leaf_of = np.unique(groups, return_inverse=True)
    return np.asarray(model.cluster_centers_[used], dtype=np.float32), np.asarray(leaf_of, dtype=np.int64)


def cluster_centres(rows: Vectors, clusters: Labels) -> Vectors:
    """Unit means of the clusters 0 .. k - 1."""
    sums = np.zeros((int(clusters.max()) + 1, rows.shape[1]))
    order = np.argsort(clusters, kind="stable")
    starts = np.searchsorted(clusters[order], np.arange(len(sums)))
    for cluster, block in enumerate(np.split(order, starts[1:])):
        sums[cluster] = rows[block].sum(axis=0, dtype=np.float64)
    return unit_rows(sums)


def cosines(rows: Vectors, centres: Vectors) -> npt.NDArray[np.float64]:
    """Cosines of unit rows with unit centres, rounded: a matrix product's last bits depend on its shape."""
    wide = centres.T.astype(np.float64)
    found = np.empty((len(rows), len(centres)))
    for start in range(0, len(rows), _BATCH):
        found[start : start + _BATCH] = rows[start : start + _BATCH].astype(np.float64) @ wide
    return np.round(found, 9, out=found)


def nearest(rows: Vectors, centres: Vectors) -> Labels:
    """The centre that each row is nearest to; the first of equals."""
    return np.asarray(cosines(rows, centres).argmax(axis=1), dtype=np.int64)


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
