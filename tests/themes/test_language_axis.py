"""The written standard is taken out of the vectors, without breaking what holds for all themes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import ToyEncoder
from textmine.encode import Encoder
from textmine.language import detect_language
from textmine.themes import ThemeModel
from textmine.themes.cluster import language_axis

THINGS = (
    "psykolog",
    "fastlege",
    "støttekontakt",
    "dagsenter",
    "treffsted",
    "avlastning",
    "transport",
    "trening",
    "ferie",
    "data",
)
BOKMAAL = tuple(f"Jeg får ikke noe {thing} fra kommunen vår" for thing in THINGS)
NYNORSK = tuple(f"Eg får ikkje noko {thing} frå kommunen vår" for thing in THINGS)
TEXTS = (*BOKMAAL, *NYNORSK)
LANGUAGES = ["nb"] * len(BOKMAAL) + ["nn"] * len(NYNORSK)


@pytest.fixture(scope="module")
def fitted(toy: ToyEncoder) -> ThemeModel:
    return ThemeModel(5, encoder=toy).fit(TEXTS)


def test_the_examples_are_in_the_standards_they_stand_for() -> None:
    assert [detect_language(text) for text in TEXTS] == LANGUAGES


def test_the_axis_is_the_unit_direction_between_the_standards(toy: ToyEncoder) -> None:
    vectors = toy.encode(TEXTS)
    axis = language_axis(vectors, LANGUAGES)
    difference = vectors[10:].mean(axis=0) - vectors[:10].mean(axis=0)
    np.testing.assert_allclose(axis, difference / np.linalg.norm(difference), atol=1e-6)


@pytest.mark.parametrize("languages", [["nb"] * 20, ["nb"] * 11 + ["nn"] * 9, ["other"] * 20])
def test_too_few_texts_in_a_standard_give_no_axis(toy: ToyEncoder, languages: list[str]) -> None:
    assert not language_axis(toy.encode(TEXTS), languages).any()


def test_the_same_complaint_in_both_standards_gets_one_theme(fitted: ThemeModel) -> None:
    np.testing.assert_array_equal(fitted.predict(BOKMAAL), fitted.predict(NYNORSK))


def test_one_by_one_gives_exactly_the_batch_and_the_labels(fitted: ThemeModel) -> None:
    np.testing.assert_array_equal(fitted.predict(TEXTS), fitted.labels_)
    np.testing.assert_array_equal([fitted.predict([text])[0] for text in TEXTS], fitted.labels_)
    alone = [fitted.predict_strength([text])[0] for text in TEXTS]
    np.testing.assert_allclose(alone, fitted.predict_strength(TEXTS), atol=1e-6)


def test_the_axis_survives_saving_and_loading(toy: ToyEncoder, fitted: ThemeModel, tmp_path: Path) -> None:
    fitted.save(tmp_path)
    loaded = ThemeModel.load(tmp_path)
    loaded.encoder = toy
    np.testing.assert_array_equal(loaded.predict_strength(TEXTS), fitted.predict_strength(TEXTS))


@settings(max_examples=20)
@given(texts=st.permutations(TEXTS), copies=st.lists(st.sampled_from(TEXTS), max_size=30))
def test_order_and_duplicates_change_nothing(
    toy: ToyEncoder, fitted: ThemeModel, texts: list[str], copies: list[str]
) -> None:
    rows = [*copies, *texts]
    model = ThemeModel(5, encoder=toy).fit(rows)
    called = dict(zip(TEXTS, zip(fitted.labels_, fitted.strengths_, strict=True), strict=True))
    assert [called[text] for text in rows] == list(zip(model.labels_, model.strengths_, strict=True))
    np.testing.assert_array_equal(model.centres_, fitted.centres_)


def test_themes_of_the_encoder_that_ships_are_not_written_standards(encoder: Encoder) -> None:
    labels = ThemeModel(2, encoder=encoder).fit(TEXTS).labels_
    assert labels.tolist() != [labels[0]] * 10 + [1 - labels[0]] * 10
