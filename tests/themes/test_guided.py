"""Themes that start from a codebook."""

from __future__ import annotations

import numpy as np
import pytest

from tests.conftest import COMMENTS, EMPTY_ANSWERS, EVENINGS, HOUSING, WAITING, ToyEncoder
from textmine.encode import Encoder
from textmine.errors import InputError
from textmine.themes.guided import GuidedThemeModel, Seed

TEXTS = [*COMMENTS, *EMPTY_ANSWERS]
HOMES = Seed("bolig", "Boliger", "Kommunen mangler boliger til unge og boliger med bemanning")
QUEUE = Seed("kø", "Ventetid", "Lang ventetid hos psykolog")
NIGHTS = Seed("kveld", "Kveld", "Tilbud på kveld og helg mangler")


def fitted(toy: ToyEncoder, *seeds: Seed, n_themes: object = "auto", texts: list[str] = TEXTS) -> GuidedThemeModel:
    return GuidedThemeModel(seeds, n_themes, encoder=toy, fits=0.1).fit(texts)


def test_definitions_alone_draw_the_statements_that_fit(toy: ToyEncoder) -> None:
    model = fitted(toy, HOMES, QUEUE, NIGHTS, n_themes=0)
    for theme, group in enumerate((HOUSING, WAITING, EVENINGS)):
        assert set(model.predict(group)) == {theme}


def test_what_fits_no_known_theme_forms_new_ones(toy: ToyEncoder) -> None:
    model = fitted(toy, QUEUE, n_themes=2)
    assert set(model.predict(WAITING)) == {0}
    assert not set(model.predict(HOUSING)) & set(model.predict(EVENINGS))
    assert 0 not in set(model.predict([*HOUSING, *EVENINGS]))


def test_known_themes_keep_the_codebooks_order_names_and_ids(toy: ToyEncoder) -> None:
    model = fitted(toy, NIGHTS, HOMES)
    assert [theme.source for theme in model.themes_[:2]] == ["seed:kveld", "seed:bolig"]
    assert [theme.name for theme in model.themes_[:2]] == ["Kveld", "Boliger"]
    assert model.themes_[1].definition["nb"] == HOMES.definition
    assert all(theme.source == "keywords" for theme in model.themes_[2:])


def test_a_known_theme_that_nobody_mentions_stays_with_no_texts(toy: ToyEncoder) -> None:
    themes = fitted(toy, QUEUE, HOMES, n_themes=0, texts=[WAITING[0]]).themes_
    assert [theme.source for theme in themes] == ["seed:kø", "seed:bolig"]
    assert sorted(theme.size for theme in themes) == [0, 1]
    assert () in [theme.representative for theme in themes]


def test_examples_draw_too(toy: ToyEncoder) -> None:
    vague = Seed("a", "Annet", "", (HOUSING[0], HOUSING[1], HOUSING[2]))
    model = fitted(toy, vague, QUEUE, NIGHTS, n_themes=0)
    assert set(model.predict(HOUSING[:4])) == {0}


def test_every_informative_text_has_a_theme_and_predicting_gives_the_labels(toy: ToyEncoder) -> None:
    model = fitted(toy, QUEUE, NIGHTS)
    assert (model.labels_ >= 0).tolist() == [True] * len(COMMENTS) + [False] * len(EMPTY_ANSWERS)
    np.testing.assert_array_equal(model.predict(TEXTS), model.labels_)
    np.testing.assert_array_equal([model.predict([text])[0] for text in TEXTS], model.labels_)


@pytest.mark.parametrize("rows", [list(range(15))[::-1], [4, 9, *range(15), 0, 0]])
def test_row_order_and_duplicates_change_nothing(toy: ToyEncoder, rows: list[int]) -> None:
    texts = [COMMENTS[row] for row in rows]
    expected = dict(zip(COMMENTS, fitted(toy, QUEUE, texts=list(COMMENTS)).labels_, strict=True))
    assert fitted(toy, QUEUE, texts=texts).labels_.tolist() == [expected[text] for text in texts]


def test_the_number_of_new_themes_can_be_cut_again(toy: ToyEncoder) -> None:
    model = fitted(toy, QUEUE, n_themes=1)
    finer = model.cut(3)
    assert len(model.themes_) == 2
    assert len(finer.themes_) == 4
    assert finer.themes_[0].source == "seed:kø"


def test_a_model_without_known_themes_is_refused(toy: ToyEncoder) -> None:
    with pytest.raises(InputError, match="no themes to start from"):
        fitted(toy)


@pytest.mark.parametrize("n_themes", [-1, 1.5, "many"])
def test_a_number_of_new_themes_that_makes_no_sense_is_refused(toy: ToyEncoder, n_themes: object) -> None:
    with pytest.raises(InputError, match="n_themes is"):
        fitted(toy, QUEUE, n_themes=n_themes)


def test_definitions_work_with_the_encoder_that_ships(encoder: Encoder) -> None:
    model = GuidedThemeModel((HOMES, QUEUE, NIGHTS), 0, encoder=encoder).fit(COMMENTS)
    expected = [0] * len(HOUSING) + [1] * len(WAITING) + [2] * len(EVENINGS)
    assert np.mean(model.labels_ == expected) > 0.8
