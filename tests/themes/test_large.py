"""What holds for small surveys holds where texts are drawn together before the tree is grown."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ToyEncoder
from textmine.themes import ThemeModel, cluster

PLACES = ("skolen", "jobben", "legen", "bussen", "butikken", "kirken")
THINGS = ("lang ventetid", "dårlig luft", "for dyrt", "hyggelige folk", "kort åpningstid", "mye støy", "trangt")
TEXTS = tuple(f"{thing} på {place}" for place in PLACES for thing in THINGS)


@pytest.fixture(autouse=True)
def _few_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "MAX_LEAVES", 20)
    monkeypatch.setattr(cluster, "PROTOTYPES", 12)


@settings(max_examples=10)
@given(texts=st.permutations(TEXTS), copies=st.lists(st.sampled_from(TEXTS), max_size=30), seed=st.integers(0, 99))
def test_order_duplicates_and_seed_change_nothing(
    toy: ToyEncoder, texts: list[str], copies: list[str], seed: int
) -> None:
    expected = ThemeModel(5, encoder=toy).fit(TEXTS)
    rows = [*copies, *texts]
    model = ThemeModel(5, seed, toy).fit(rows)
    called = dict(zip(TEXTS, expected.labels_, strict=True))
    assert [called[text] for text in rows] == model.labels_.tolist()
    assert [theme.name for theme in model.themes_] == [theme.name for theme in expected.themes_]
    np.testing.assert_array_equal(model.centres_, expected.centres_)


def test_predicting_the_training_texts_gives_their_labels(toy: ToyEncoder) -> None:
    model = ThemeModel(5, encoder=toy).fit(TEXTS)
    assert model.tree_.n_leaves <= 12
    np.testing.assert_array_equal(model.predict(TEXTS), model.labels_)
    np.testing.assert_array_equal([model.predict([text])[0] for text in TEXTS], model.labels_)
