"""The tree above the themes: which of them a coarser cut would join."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from textmine.themes.model import ThemeModel


def theme_linkage(model: ThemeModel) -> npt.NDArray[np.float64]:
    """Merges of the model's themes: (themes - 1, 4) as ``scipy.cluster.hierarchy`` writes it, leaf i being theme i.

    The top of ``model.tree_``, so that it shows what ``model.cut`` would do. Where themes are not its clusters (a
    codebook's themes are not, and a theme may have lost all its texts to others), Ward's method on the theme centres.
    """
    from scipy.cluster.hierarchy import linkage

    n = len(model.themes_)
    if n == 1:
        return np.empty((0, 4))
    place = _theme_of_cluster(model, n)
    if place is None:
        return np.asarray(linkage(model.centres_, method="ward"))
    top = _top(model.tree_.linkage, model.tree_.n_leaves, n)
    top[:, :2] = np.where(top[:, :2] < n, place[np.minimum(top[:, :2], n - 1).astype(int)], top[:, :2])
    return top


def _theme_of_cluster(model: ThemeModel, n: int) -> npt.NDArray[np.intp] | None:
    """Theme that most texts of each cluster of the cut have, or None where that is not one theme a cluster."""
    clusters = model.tree_.cut(n)
    counts = np.zeros((n, n))
    if clusters.max() + 1 != n:
        return None
    np.add.at(counts, (clusters, model.row_labels_), 1)
    themes = counts.argmax(axis=1)
    return themes if len(set(themes.tolist())) == n else None


def _top(tree: npt.NDArray[np.float64], n_leaves: int, n: int) -> npt.NDArray[np.float64]:
    """The last n - 1 merges of a tree, with the clusters they join renumbered as the cut into n numbers them."""
    kept = tree[n_leaves - n :].copy()
    joined = n_leaves + (n_leaves - n)
    nodes = [int(node) for node in np.unique(kept[:, :2]) if node < joined]
    # The cut numbers clusters by their topmost node, as np.unique sorts it.
    place = {node: number for number, node in enumerate(sorted(nodes))}
    for row in kept:
        row[:2] = [place[int(node)] if node < joined else node - joined + n for node in row[:2]]
    sizes = np.ones(2 * n - 1)
    for number, row in enumerate(kept):
        sizes[n + number] = row[3] = sizes[int(row[0])] + sizes[int(row[1])]
    return kept
