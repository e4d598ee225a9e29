"""What another cut does to themes, some of which have been decided on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COMMENTS, ToyEncoder
from textmine.errors import InputError
from textmine.themes import ThemeModel
from textmine.themes.cluster import Tree, grow_tree
from textmine.themes.granularity import finest, placed, regrouped
from textmine.themes.guided import GuidedThemeModel, Seed

LEAVES = 12


@pytest.fixture(scope="module")
def tree() -> Tree:
    rows = np.random.default_rng(0).normal(size=(LEAVES, 5))
    return grow_tree((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))


@pytest.fixture(scope="module")
def fitted(toy: ToyEncoder) -> ThemeModel:
    return ThemeModel(4, encoder=toy).fit(COMMENTS)


@given(n=st.integers(1, LEAVES))
def test_the_nodes_of_a_cut_are_its_clusters(tree: Tree, n: int) -> None:
    nodes = tree.nodes(n)
    assert len(nodes) == n
    np.testing.assert_array_equal(tree.members(nodes), tree.cut(n))


def test_a_node_that_is_not_asked_for_has_no_members(tree: Tree) -> None:
    first, *rest = tree.nodes(4)
    np.testing.assert_array_equal(tree.members(rest) < 0, tree.members([first]) == 0)


@given(before=st.integers(1, LEAVES), after=st.integers(1, LEAVES))
def test_where_nothing_is_decided_the_cut_is_the_one_asked_for(tree: Tree, before: int, after: int) -> None:
    found = regrouped(tree, tree.nodes(before), (), after)
    assert found.nodes == tree.nodes(after)
    changed = {*found.splits, *(node for joined in found.joins.values() for node in joined)}
    made = {*found.joins, *(node for parts in found.splits.values() for node in parts)}
    assert (set(tree.nodes(before)) - changed) | made == set(tree.nodes(after))
    assert not found.held
    assert not (found.splits and after < before)
    assert not (found.joins and after > before)


@given(before=st.integers(1, LEAVES), after=st.integers(1, LEAVES), data=st.data())
def test_what_is_decided_stays_and_every_text_keeps_one_theme(
    tree: Tree, before: int, after: int, data: st.DataObject
) -> None:
    fixed = data.draw(st.sets(st.sampled_from(tree.nodes(before))))
    current = set(tree.nodes(before)) - fixed
    found = regrouped(tree, current, fixed, after)
    assert fixed <= set(found.nodes)
    assert not fixed & found.splits.keys()
    assert not fixed & {node for joined in found.joins.values() for node in joined}
    members = tree.members(found.nodes)
    assert set(members.tolist()) == set(range(len(found.nodes)))
    assert (found.held == frozenset()) == (fixed <= set(tree.nodes(after)))


def test_a_cut_at_its_own_nodes_is_the_same_cut(fitted: ThemeModel) -> None:
    again = fitted.cut_at(sorted(fitted.nodes_))
    assert again.themes_ == fitted.themes_
    np.testing.assert_array_equal(again.labels_, fitted.labels_)


def test_nodes_that_leave_out_texts_or_hold_them_twice_are_refused(fitted: ThemeModel) -> None:
    nodes = fitted.tree_.nodes(4)
    root = 2 * fitted.tree_.n_leaves - 2
    for wrong in (nodes[1:], (*nodes, root)):
        with pytest.raises(InputError, match="no cut of the hierarchy"):
            fitted.cut_at(wrong)


def test_texts_are_placed_only_among_the_themes_that_are_named(fitted: ThemeModel) -> None:
    rows = np.arange(len(fitted.texts_))
    nodes, strengths = placed(fitted, rows, fitted.nodes_.tolist())
    np.testing.assert_array_equal(nodes, fitted.nodes_[fitted.row_labels_])
    np.testing.assert_array_equal(strengths[fitted.row_of_], fitted.strengths_)
    two = fitted.nodes_[:2].tolist()
    nodes, strengths = placed(fitted, rows, two)
    assert set(nodes.tolist()) == set(two)
    assert (strengths > 0).all() and (strengths <= 1).all()


def test_themes_that_start_from_a_codebook_are_not_cut_this_way(toy: ToyEncoder) -> None:
    guided = GuidedThemeModel([Seed("a", "boliger mangler")], 2, encoder=toy).fit(COMMENTS)
    assert finest(guided) == 0
    with pytest.raises(InputError, match="Use cut"):
        guided.cut_at([1, 2])


def test_no_finer_cut_is_offered_than_there_are_texts(fitted: ThemeModel) -> None:
    assert finest(fitted) == len(COMMENTS)
