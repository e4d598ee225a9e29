"""Neither row order nor duplicates may change what a text is called."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import COMMENTS, EMPTY_ANSWERS, ToyEncoder
from textmine.encode import Encoder
from textmine.themes import Theme, ThemeModel

TEXTS = (*COMMENTS, *EMPTY_ANSWERS)
N_THEMES = st.sampled_from(["auto", 2, 3, 7])


def without_size(theme: Theme) -> tuple[object, ...]:
    return theme.id, theme.name, theme.keywords, theme.representative


def called(model: ThemeModel, texts: list[str]) -> dict[str, tuple[int, float]]:
    """Label and strength of each text; fails if equal texts differ."""
    found: dict[str, tuple[int, float]] = {}
    for text, label, strength in zip(texts, model.labels_, model.strengths_, strict=True):
        assert found.setdefault(text, (label, strength)) == (label, strength)
    return found


@settings(max_examples=30)
@given(texts=st.permutations(TEXTS), n_themes=N_THEMES)
def test_the_order_of_rows_changes_nothing(toy: ToyEncoder, texts: list[str], n_themes: int) -> None:
    expected = ThemeModel(n_themes, encoder=toy).fit(TEXTS)
    model = ThemeModel(n_themes, encoder=toy).fit(texts)
    assert called(model, texts) == called(expected, list(TEXTS))
    assert model.themes_ == expected.themes_
    np.testing.assert_array_equal(model.centres_, expected.centres_)


@settings(max_examples=30)
@given(extra=st.lists(st.sampled_from(TEXTS), max_size=40), n_themes=N_THEMES)
def test_duplicates_change_nothing_but_sizes(toy: ToyEncoder, extra: list[str], n_themes: int) -> None:
    texts = [*extra, *TEXTS]
    expected = ThemeModel(n_themes, encoder=toy).fit(TEXTS)
    model = ThemeModel(n_themes, encoder=toy).fit(texts)
    assert called(model, texts) == called(expected, list(TEXTS))
    assert [without_size(theme) for theme in model.themes_] == [without_size(theme) for theme in expected.themes_]
    for theme in model.themes_:
        assert theme.size == (model.labels_ == theme.id).sum()


@pytest.mark.parametrize("variant", ["  Vi mangler boliger til unge ", "Vi mangler\nboliger til  unge"])
def test_texts_that_differ_only_in_spacing_count_as_equal(toy: ToyEncoder, variant: str) -> None:
    expected = ThemeModel(3, encoder=toy).fit(COMMENTS)
    model = ThemeModel(3, encoder=toy).fit([variant, *COMMENTS])
    assert model.labels_[0] == expected.labels_[0]
    np.testing.assert_array_equal(model.labels_[1:], expected.labels_)


def test_order_and_duplicates_change_nothing_with_the_encoder_that_ships(encoder: Encoder) -> None:
    expected = ThemeModel(4, encoder=encoder).fit(TEXTS)
    texts = [*TEXTS[::-1], *TEXTS[3:9]]
    model = ThemeModel(4, encoder=encoder).fit(texts)
    assert called(model, texts) == called(expected, list(TEXTS))
    assert [without_size(theme) for theme in model.themes_] == [without_size(theme) for theme in expected.themes_]
