"""Coarser and finer themes of one fit."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import COMMENTS, EMPTY_ANSWERS, ToyEncoder
from textmine.errors import InputError
from textmine.themes import ThemeModel
from textmine.themes.hierarchy import theme_linkage

TEXTS = [*COMMENTS, *EMPTY_ANSWERS]


@pytest.fixture(scope="module")
def fitted(toy: ToyEncoder) -> ThemeModel:
    return ThemeModel(3, encoder=toy).fit(TEXTS)


@given(n_themes=st.integers(1, 20))
def test_a_cut_is_what_a_fit_with_that_number_gives(toy: ToyEncoder, fitted: ThemeModel, n_themes: int) -> None:
    expected, model = ThemeModel(n_themes, encoder=toy).fit(TEXTS), fitted.cut(n_themes)
    assert model.themes_ == expected.themes_
    np.testing.assert_array_equal(model.labels_, expected.labels_)
    np.testing.assert_array_equal(model.predict(TEXTS), model.labels_)


def test_a_cut_leaves_the_model_it_was_made_from_alone(toy: ToyEncoder) -> None:
    model = ThemeModel(3, encoder=toy).fit(TEXTS)
    before = model.labels_.copy(), model.themes_
    model.cut(6)
    assert (model.n_themes, len(model.themes_)) == (3, 3)
    np.testing.assert_array_equal(model.labels_, before[0])
    assert model.themes_ == before[1]


def test_a_finer_cut_than_there_are_texts_is_one_theme_a_text(fitted: ThemeModel) -> None:
    assert len(fitted.cut(99).themes_) == len(COMMENTS)


@pytest.mark.parametrize("n_themes", [0, -2, 1.5, "many"])
def test_a_number_that_makes_no_sense_is_refused(fitted: ThemeModel, n_themes: object) -> None:
    with pytest.raises(InputError, match="n_themes is"):
        fitted.cut(n_themes)


@pytest.mark.parametrize("n_themes", [1, 2, 3, 7, len(COMMENTS)])
def test_the_tree_above_the_themes_joins_every_theme_once(fitted: ThemeModel, n_themes: int) -> None:
    linkage = theme_linkage(fitted.cut(n_themes))
    assert linkage.shape == (n_themes - 1, 4)
    assert sorted(linkage[:, :2].ravel()) == list(range(2 * n_themes - 2))
    assert n_themes == 1 or linkage[-1, 3] == n_themes


def test_the_themes_that_the_tree_joins_first_are_those_a_coarser_cut_joins(fitted: ThemeModel) -> None:
    fine, coarse = fitted.cut(4), fitted.cut(3)
    first, second = theme_linkage(fine)[0, :2].astype(int)
    joined = np.isin(fine.row_labels_, [first, second])
    assert len(set(coarse.row_labels_[joined])) == 1
