from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import COMMENTS, ToyEncoder
from textmine.themes import ThemeModel
from textmine.themes.cluster import unit_rows
from textmine.themes.stability import theme_stability


def two_tight_and_a_cloud() -> tuple[np.ndarray, np.ndarray]:
    """Two far corners, and points in between them that belong together by decree only."""
    random = np.random.default_rng(0)
    tight = np.repeat(np.eye(12)[:2], 30, axis=0) + random.normal(scale=0.02, size=(60, 12))
    cloud = random.normal(size=(40, 12))
    labels = np.repeat([0, 1, 2, 3], [30, 30, 20, 20])
    return unit_rows(np.concatenate([tight, cloud])), labels


def test_themes_that_are_there_are_stable_and_arbitrary_ones_are_not() -> None:
    stability = theme_stability(*two_tight_and_a_cloud(), 4)
    assert stability[:2].min() > 0.85
    assert stability[2:].max() < 0.7


def test_figures_lie_between_zero_and_one_and_are_the_same_every_time() -> None:
    rows, labels = two_tight_and_a_cloud()
    first = theme_stability(rows, labels, 4, random_state=5)
    assert ((first >= 0) & (first <= 1)).all()
    np.testing.assert_array_equal(first, theme_stability(rows, labels, 4, random_state=5))


@pytest.mark.parametrize("n", [1, 2])
def test_what_cannot_be_resampled_is_stable(n: int) -> None:
    assert theme_stability(np.eye(2, dtype=np.float32)[:n], np.arange(n), n).tolist() == [1.0] * n


def test_assessing_sets_the_figure_and_nothing_else(toy: ToyEncoder) -> None:
    model = ThemeModel(3, encoder=toy).fit(COMMENTS)
    labels = model.labels_.copy()
    assert [theme.stability for theme in model.themes_] == [None] * 3
    assert all(0 <= theme.stability <= 1 for theme in model.assess().themes_)
    np.testing.assert_array_equal(model.labels_, labels)
