from __future__ import annotations

import numpy as np
import pytest

from textmine.themes import cluster
from textmine.themes.cluster import cluster_centres, grow_tree, nearest, unit_rows
from textmine.themes.number import suggest_n_themes


def blobs(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Points around three far corners, and which corner each belongs to."""
    random = np.random.default_rng(seed)
    corner = np.arange(n) % 3
    points = np.eye(3)[corner] + random.normal(scale=0.02, size=(n, 3))
    return unit_rows(points), corner


def same_partition(a: np.ndarray, b: np.ndarray) -> bool:
    return len(set(zip(a, b, strict=True))) == len(set(a)) == len(set(b))


def test_a_cut_finds_the_clusters_that_are_there() -> None:
    vectors, corner = blobs(60)
    assert same_partition(grow_tree(vectors).cut(3), corner)


@pytest.mark.parametrize("n_clusters", [1, 2, 7, 30])
def test_a_cut_gives_as_many_clusters_as_asked_and_leaves_nothing_out(n_clusters: int) -> None:
    labels = grow_tree(blobs(30)[0]).cut(n_clusters)
    assert sorted(set(labels)) == list(range(n_clusters))
    assert len(labels) == 30


def test_finer_cuts_only_split_coarser_clusters() -> None:
    tree = grow_tree(blobs(40)[0])
    coarse, fine = tree.cut(4), tree.cut(9)
    assert len(set(zip(fine, coarse, strict=True))) == 9


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (99, 5)])
def test_a_cut_is_never_finer_than_the_leaves_nor_empty(asked: int, given: int) -> None:
    assert len(set(grow_tree(blobs(5)[0]).cut(asked))) == given


def test_one_vector_is_one_cluster() -> None:
    tree = grow_tree(np.ones((1, 4), dtype=np.float32))
    assert tree.n_leaves == 1
    assert tree.cut(3).tolist() == [0]


def test_many_vectors_are_drawn_together_first_and_none_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "MAX_LEAVES", 40)
    monkeypatch.setattr(cluster, "PROTOTYPES", 20)
    vectors, corner = blobs(300)
    tree = grow_tree(vectors)
    assert tree.n_leaves <= 20
    assert len(tree.leaf_of) == 300
    assert same_partition(tree.cut(3), corner)


def test_many_vectors_give_the_same_tree_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "MAX_LEAVES", 40)
    vectors, _ = blobs(300)
    first, second = grow_tree(vectors), grow_tree(vectors)
    np.testing.assert_array_equal(first.linkage, second.linkage)
    np.testing.assert_array_equal(first.leaf_of, second.leaf_of)


@pytest.mark.parametrize("n_clusters", range(1, 13))
def test_merges_of_equal_height_are_taken_one_at_a_time(n_clusters: int) -> None:
    assert len(set(grow_tree(np.eye(12, dtype=np.float32)).cut(n_clusters))) == n_clusters


def test_centres_are_unit_means_of_their_clusters() -> None:
    vectors, corner = blobs(30)
    expected = unit_rows(np.stack([vectors[corner == c].mean(axis=0) for c in range(3)]))
    np.testing.assert_allclose(cluster_centres(vectors, corner), expected, atol=1e-6)


def test_the_nearest_of_equally_near_centres_is_the_first() -> None:
    assert nearest(np.ones((2, 3), dtype=np.float32), np.eye(3, dtype=np.float32)).tolist() == [0, 0]


def test_unit_rows_have_length_one_and_zero_stays_zero() -> None:
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0]]))
    np.testing.assert_allclose(rows, [[0.6, 0.8], [0, 0]], rtol=1e-6)
    assert rows.dtype == np.float32


@pytest.mark.parametrize(
    ("n_texts", "fewest", "most"),
    [(1, 1, 1), (2, 1, 1), (3, 1, 1), (9, 2, 3), (275, 12, 22), (550, 18, 26), (10**6, 60, 60)],
)
def test_the_suggested_number_of_themes_is_what_codebooks_have(n_texts: int, fewest: int, most: int) -> None:
    assert fewest <= suggest_n_themes(n_texts) <= most


def test_the_suggested_number_of_themes_never_falls_with_more_texts_and_never_exceeds_them() -> None:
    suggested = [suggest_n_themes(n) for n in range(1, 3000)]
    assert suggested == sorted(suggested)
    assert all(1 <= number <= n for n, number in enumerate(suggested, start=1))
