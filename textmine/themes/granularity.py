"""What a coarser or finer cut of the hierarchy does to themes that people have begun to work with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.themes.cluster import Labels, Tree, cosines

if TYPE_CHECKING:
    from textmine.themes.model import ThemeModel

_MOST = 60


@dataclass(frozen=True)
class Regrouping:
    """How themes, named by the nodes of the tree that they lie at, come out of another cut.

    Attributes
    ----------
    nodes : tuple of int
        A cut of the whole tree after it, for `ThemeModel.cut_at`.
    splits : mapping of int to tuple of int
        A theme's node to the nodes it falls into.
    joins : mapping of int to tuple of int
        A node to the themes' nodes that it draws together.
    held : frozenset of int
        Fixed nodes that the cut would have split or joined.
    """

    nodes: tuple[int, ...]
    splits: Mapping[int, tuple[int, ...]]
    joins: Mapping[int, tuple[int, ...]]
    held: frozenset[int]


def finest(model: ThemeModel) -> int:
    """The largest number of themes worth asking for: twice as many as were found, 60 at least, where texts suffice.

    0 where themes are no nodes of the hierarchy, since they start from a codebook.
    """
    if not len(model.nodes_):
        return 0
    return min(model.tree_.n_leaves, max(_MOST, 2 * len(model.themes_)))


def regrouped(tree: Tree, current: Collection[int], fixed: Collection[int], n_themes: int) -> Regrouping:
    """Cut the tree into ``n_themes``, but not through nor above nodes that are fixed.

    Where the cut would join a fixed node with others, those others are joined as far as they lie in branches without
    one.

    Parameters
    ----------
    tree : Tree
    current : collection of int
        Nodes of the themes that may be split and joined; none below another.
    fixed : collection of int
        Nodes of the themes that stay as they are.
    n_themes : int
    """
    above = _parents(tree)
    blocked = {node for each in fixed for node in _up(above, each)}
    free: list[int] = []
    kept: set[int] = set()
    held: set[int] = set()
    for node in tree.nodes(n_themes):
        over = [each for each in (node, *_up(above, node)) if each in fixed]
        if over:
            kept.add(over[-1])
            held |= set(over) - {node}
            continue
        for part in _without(tree, node, set(fixed), blocked):
            if part in fixed:
                kept.add(part)
                held.add(part)
            else:
                free.append(part)
    splits: dict[int, list[int]] = {}
    joins: dict[int, list[int]] = {}
    for node in free:
        if (theme := next((each for each in _up(above, node) if each in current), None)) is not None:
            splits.setdefault(theme, []).append(node)
    for theme in sorted(current):
        if (into := next((each for each in _up(above, theme) if each in free), None)) is not None:
            joins.setdefault(into, []).append(theme)
    return Regrouping(tuple(sorted({*free, *kept})), _several(splits), _several(joins), frozenset(held))


def placed(
    model: ThemeModel, rows: Labels, nodes: Sequence[int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """The nearest of some of a cut's themes to some of its texts, and how clearly each belongs to it.

    Parameters
    ----------
    model : ThemeModel
    rows : ndarray of int (m,)
        Rows of ``texts_``.
    nodes : sequence of int
        Some of the model's ``nodes_``.

    Returns
    -------
    tuple of ndarray (m,)
        Nodes, and strengths among all themes of the cut, 0-1.
    """
    from textmine.themes.model import strength_of

    columns = np.array([np.flatnonzero(model.nodes_ == node)[0] for node in sorted(nodes)])
    similarities = cosines(model.rows_[rows], model.centres_)
    own = columns[similarities[:, columns].argmax(axis=1)]
    return model.nodes_[own], strength_of(similarities, own)


def _several(groups: Mapping[int, Sequence[int]]) -> dict[int, tuple[int, ...]]:
    return {node: tuple(sorted(others)) for node, others in groups.items() if len(others) > 1}


def _parents(tree: Tree) -> list[int]:
    """The node above each node; -1 for the root."""
    above = np.full(2 * tree.n_leaves - 1, -1, dtype=np.int64)
    for merge, pair in enumerate(tree.linkage[:, :2].astype(np.int64)):
        above[pair] = tree.n_leaves + merge
    return [int(node) for node in above]


def _up(above: Sequence[int], node: int) -> Iterator[int]:
    """The nodes over one, the nearest first."""
    while (node := above[node]) >= 0:
        yield node


def _without(tree: Tree, node: int, fixed: set[int], blocked: set[int]) -> Iterator[int]:
    """The largest branches of a node that hold no fixed node, and the fixed nodes between them."""
    stack = [node]
    while stack:
        at = stack.pop()
        if at in fixed or at not in blocked:
            yield at
        else:
            stack += tree.children(at)
