from __future__ import annotations

import numpy as np
import pytest
from sklearn import manifold
from threadpoolctl import threadpool_limits

from tests.conftest import COMMENTS, ToyEncoder, python
from textmine.themes import projection
from textmine.themes.cluster import unit_rows
from textmine.themes.projection import project


def vectors_of(n: int, dimensions: int = 20) -> np.ndarray:
    return unit_rows(np.random.default_rng(0).normal(size=(n, dimensions)))


@pytest.mark.parametrize("n", [1, 2, 4, 5, 6, 17, 60])
def test_the_map_is_finite_and_fits_its_frame(n: int) -> None:
    points = project(vectors_of(n))
    assert points.shape == (n, 2)
    assert points.dtype == np.float32
    assert np.isfinite(points).all()
    assert np.abs(points).max() <= 1


def test_the_map_is_the_same_every_time() -> None:
    vectors = vectors_of(40)
    np.testing.assert_array_equal(project(vectors, 3), project(vectors, 3))


def test_the_map_fills_its_frame() -> None:
    np.testing.assert_allclose(np.abs(project(vectors_of(40))).max(axis=0), 1)


def test_points_beyond_the_landmarks_are_placed_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "LANDMARKS", 25)
    vectors = vectors_of(80)
    points = project(vectors)
    assert points.shape == (80, 2)
    assert np.isfinite(points).all()
    assert np.abs(points).max() <= 1
    np.testing.assert_array_equal(points, project(vectors))


def test_equal_vectors_beyond_the_landmarks_land_on_the_same_spot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projection, "LANDMARKS", 20)
    vectors = vectors_of(60)
    picked = set(np.linspace(0, 59, 20).astype(int))
    first, second = [row for row in range(60) if row not in picked][:2]
    vectors[second] = vectors[first]
    points = project(vectors)
    np.testing.assert_array_equal(points[first], points[second])


def test_texts_of_one_theme_lie_nearer_each_other_than_those_of_another(toy: ToyEncoder) -> None:
    points = project(toy.encode(COMMENTS))
    housing, waiting = points[:6], points[6:11]
    within = np.linalg.norm(housing[:, None] - housing[None], axis=2).mean()
    across = np.linalg.norm(housing[:, None] - waiting[None], axis=2).mean()
    assert within < across


def test_two_different_vectors_repeated_still_make_a_finite_map() -> None:
    points = project(np.repeat(vectors_of(2), 5, axis=0))
    assert np.isfinite(points).all()
    assert np.abs(points).max() <= 1


def test_the_number_of_cores_does_not_change_what_the_map_is_made_of(monkeypatch: pytest.MonkeyPatch) -> None:
    class FirstTwo:
        """Stands for t-SNE, which is slow on as many rows as this takes."""

        def __init__(self, **_: object) -> None: ...

        def fit_transform(self, reduced: np.ndarray) -> np.ndarray:
            return reduced[:, :2]

    monkeypatch.setattr(manifold, "TSNE", FirstTwo)
    vectors = vectors_of(600, 384)
    with threadpool_limits(1):
        alone = project(vectors)
    with threadpool_limits(2):
        np.testing.assert_array_equal(project(vectors), alone)


@pytest.mark.parametrize("row", ["np.zeros(8)", "np.eye(8)[0]"])
def test_identical_vectors_make_a_finite_map(row: str) -> None:
    # In a process of its own: a crash would take the whole test run with it.
    code = f"""
import numpy as np
from textmine.themes.projection import project
points = project(np.tile({row}, (8, 1)).astype(np.float32))
assert points.shape == (8, 2) and np.isfinite(points).all()
"""
    finished = python(code)
    assert finished.returncode == 0, finished.stderr
