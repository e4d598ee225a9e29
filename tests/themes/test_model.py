from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.exceptions import NotFittedError

from tests.conftest import COMMENTS, EMPTY_ANSWERS, EVENINGS, HOUSING, WAITING, ToyEncoder
from textmine.encode import Encoder
from textmine.errors import InputError, ModelMismatchError
from textmine.language import is_uninformative, normalise
from textmine.themes import ThemeModel

WORDS = st.sampled_from(["bolig", "kø", "psykolog", "kveld", "helg", "øy", "vet", "ikke", "-", "😀", "\x00", "\ud800"])
ANY_ANSWER = st.one_of(
    st.lists(WORDS, max_size=5).map(" ".join),
    st.sampled_from([*COMMENTS, *EMPTY_ANSWERS]),
    st.text(st.characters(exclude_categories=()), max_size=12),
)
NEW_TEXTS = ["Det trengs flere boliger", "psykolog nå", "kveld", "noe helt annet", "vet ikke", "", "boliger boliger"]


@pytest.fixture(scope="module")
def fitted(toy: ToyEncoder) -> ThemeModel:
    return ThemeModel(3, encoder=toy).fit([*COMMENTS, *EMPTY_ANSWERS])


@settings(max_examples=60)
@given(answers=st.lists(ANY_ANSWER, min_size=1, max_size=14), n_themes=st.sampled_from(["auto", 1, 2, 5, 40]))
def test_every_informative_text_gets_a_theme_and_no_other_does(
    toy: ToyEncoder, answers: list[str], n_themes: int
) -> None:
    informative = np.array([not is_uninformative(text) for text in answers])
    assume(informative.any())
    model = ThemeModel(n_themes, encoder=toy).fit(answers)
    np.testing.assert_array_equal(model.labels_ >= 0, informative)
    assert set(model.labels_[informative]) == {theme.id for theme in model.themes_}
    np.testing.assert_array_equal(model.strengths_ > 0, informative)


@settings(max_examples=60)
@given(answers=st.lists(ANY_ANSWER, min_size=1, max_size=14), n_themes=st.sampled_from(["auto", 1, 2, 5, 40]))
def test_predicting_the_training_texts_gives_their_labels(toy: ToyEncoder, answers: list[str], n_themes: int) -> None:
    assume(not all(is_uninformative(text) for text in answers))
    model = ThemeModel(n_themes, encoder=toy).fit(answers)
    np.testing.assert_array_equal(model.predict(answers), model.labels_)
    np.testing.assert_allclose(model.predict_strength(answers), model.strengths_, atol=1e-8)


def test_one_by_one_gives_the_same_as_a_batch(fitted: ThemeModel) -> None:
    texts = [*COMMENTS, *NEW_TEXTS]
    np.testing.assert_array_equal([fitted.predict([text])[0] for text in texts], fitted.predict(texts))
    alone = [fitted.predict_strength([text])[0] for text in texts]
    np.testing.assert_allclose(alone, fitted.predict_strength(texts), atol=1e-9)


def test_one_by_one_batch_and_labels_agree_with_the_encoder_that_ships(encoder: Encoder) -> None:
    model = ThemeModel(3, encoder=encoder).fit(COMMENTS)
    np.testing.assert_array_equal(model.predict(COMMENTS), model.labels_)
    np.testing.assert_array_equal([model.predict([text])[0] for text in COMMENTS], model.labels_)


def test_texts_about_the_same_thing_share_a_theme(fitted: ThemeModel) -> None:
    for group in (HOUSING, WAITING, EVENINGS):
        assert len(set(fitted.predict(group))) == 1
    assert len({fitted.predict([group[0]])[0] for group in (HOUSING, WAITING, EVENINGS)}) == 3


def test_themes_are_numbered_from_zero_the_largest_first(fitted: ThemeModel) -> None:
    assert [theme.id for theme in fitted.themes_] == [0, 1, 2]
    assert [theme.size for theme in fitted.themes_] == [len(HOUSING), len(WAITING), len(EVENINGS)]


def test_no_texts_get_no_labels(fitted: ThemeModel) -> None:
    assert fitted.predict([]).shape == (0,)
    assert fitted.predict_strength([]).shape == (0,)
    assert fitted.novelty([]).shape == (0,)


def test_embeddings_give_the_same_themes_as_their_encoder(toy: ToyEncoder, fitted: ThemeModel) -> None:
    texts = [*COMMENTS, *EMPTY_ANSWERS]
    model = ThemeModel(3).fit(texts, toy.encode([normalise(text) for text in texts]))
    assert model.themes_ == fitted.themes_
    np.testing.assert_array_equal(model.labels_, fitted.labels_)
    np.testing.assert_array_equal(model.predict(NEW_TEXTS, toy.encode(NEW_TEXTS)), fitted.predict(NEW_TEXTS))


@pytest.mark.parametrize("n_themes", [1, 2, 3, 5, 8, len(COMMENTS)])
def test_the_number_of_themes_is_honoured(toy: ToyEncoder, n_themes: int) -> None:
    model = ThemeModel(n_themes, encoder=toy).fit(COMMENTS)
    assert len(model.themes_) == n_themes
    assert set(model.labels_) == set(range(n_themes))


@pytest.mark.parametrize("n_themes", [1, 4, 10])
def test_the_number_of_themes_is_honoured_with_the_encoder_that_ships(encoder: Encoder, n_themes: int) -> None:
    assert len(ThemeModel(n_themes, encoder=encoder).fit(COMMENTS).themes_) == n_themes


def test_more_themes_than_texts_is_one_theme_a_text(toy: ToyEncoder) -> None:
    assert len(ThemeModel(99, encoder=toy).fit(COMMENTS).themes_) == len(COMMENTS)


def test_one_text_is_one_theme(toy: ToyEncoder) -> None:
    model = ThemeModel(encoder=toy).fit(["Vi mangler boliger"])
    assert model.labels_.tolist() == [0]
    assert model.themes_[0].size == 1
    assert model.themes_[0].representative == ("Vi mangler boliger",)
    assert model.predict(["Noe annet", "vet ikke"]).tolist() == [0, -1]


def test_a_text_that_is_its_themes_centre_is_not_new(toy: ToyEncoder) -> None:
    model = ThemeModel(encoder=toy).fit(["Vi mangler boliger"] * 3)
    np.testing.assert_allclose(model.novelty(["Vi mangler boliger"]), 0, atol=1e-6)


def test_two_texts_can_be_two_themes_or_one(toy: ToyEncoder) -> None:
    texts = ["Vi mangler boliger", "Lang ventetid"]
    assert sorted(ThemeModel(2, encoder=toy).fit(texts).labels_) == [0, 1]
    assert ThemeModel(1, encoder=toy).fit(texts).labels_.tolist() == [0, 0]


@pytest.mark.parametrize("n_themes", ["auto", 1, 5])
def test_identical_texts_are_one_theme_whatever_is_asked(toy: ToyEncoder, n_themes: int) -> None:
    model = ThemeModel(n_themes, encoder=toy).fit(["Vi mangler boliger"] * 7)
    assert model.labels_.tolist() == [0] * 7
    assert model.themes_[0].size == 7


def test_novelty_is_higher_for_what_the_themes_do_not_hold(fitted: ThemeModel) -> None:
    known, new = fitted.novelty(["Vi mangler boliger til unge", "qqq www zzz"])
    assert known < new <= 2


def test_the_frame_has_a_row_a_theme_and_shares_that_sum_to_one(fitted: ThemeModel) -> None:
    frame = fitted.to_frame()
    assert list(frame.columns) == ["theme_id", "theme", "size", "share", "keywords"]
    assert frame["size"].tolist() == [theme.size for theme in fitted.themes_]
    assert frame["share"].sum() == pytest.approx(1)
    assert frame["size"].sum() == len(COMMENTS)


def test_representative_texts_are_distinct_and_belong_to_their_theme(fitted: ThemeModel) -> None:
    for theme in fitted.themes_:
        assert len(set(theme.representative)) == len(theme.representative) == min(10, theme.size)
        assert set(fitted.predict(theme.representative)) == {theme.id}
        assert set(theme.representative) <= set(COMMENTS)


def test_duplicates_do_not_fill_the_representative_texts(toy: ToyEncoder) -> None:
    model = ThemeModel(1, encoder=toy).fit([*HOUSING, *[HOUSING[0]] * 20])
    assert sorted(model.themes_[0].representative) == sorted(HOUSING)


def test_keywords_keep_norwegian_letters(toy: ToyEncoder) -> None:
    texts = ["Færre søkere på Ærøya", "Søkere på Ærøya får påskeøl", "Ærøya har påskeøl og blåbær"]
    keywords = ThemeModel(1, encoder=toy).fit(texts).themes_[0].keywords
    assert {"ærøya", "påskeøl", "blåbær", "søker"} <= set(keywords)


def test_a_theme_without_content_words_is_named_by_a_text(toy: ToyEncoder) -> None:
    theme = ThemeModel(encoder=toy).fit(["slik er det nå og da"]).themes_[0]
    assert (theme.keywords, theme.name) == ((), "slik er det nå og da")


@pytest.mark.parametrize("random_state", [1, 2, 12345])
def test_the_seed_does_not_matter_on_small_data(toy: ToyEncoder, fitted: ThemeModel, random_state: int) -> None:
    model = ThemeModel(3, random_state, toy).fit([*COMMENTS, *EMPTY_ANSWERS])
    assert model.themes_ == fitted.themes_
    np.testing.assert_array_equal(model.labels_, fitted.labels_)


@pytest.mark.parametrize("n_themes", [0, -1, 2.5, "many", None, "3"])
def test_a_number_of_themes_that_makes_no_sense_is_refused(toy: ToyEncoder, n_themes: object) -> None:
    with pytest.raises(InputError, match="n_themes is") as caught:
        ThemeModel(n_themes, encoder=toy).fit(COMMENTS)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "embeddings",
    [
        np.zeros(len(COMMENTS)),
        np.zeros((len(COMMENTS) - 1, 4)),
        np.zeros((len(COMMENTS), 4, 2)),
        np.zeros((0, 4)),
        *(
            pytest.param(bad)
            for bad, why in (
                ([[1.0, 2.0], [1.0]], "rows of different length end in numpy's ValueError"),
                (np.full((len(COMMENTS), 4), np.nan), "missing numbers end in scipy's ValueError"),
                ([["a"]] * len(COMMENTS), "text for numbers ends in numpy's ValueError"),
            )
        ),
    ],
)
def test_embeddings_of_the_wrong_kind_are_refused(embeddings: object) -> None:
    with pytest.raises(InputError) as caught:
        ThemeModel(3).fit(COMMENTS, embeddings)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("texts", [[], [""], EMPTY_ANSWERS])
def test_texts_that_say_nothing_are_refused(toy: ToyEncoder, texts: list[str]) -> None:
    with pytest.raises(InputError, match="no text says anything"):
        ThemeModel(encoder=toy).fit(texts)


def test_another_encoder_is_refused_when_predicting(toy: ToyEncoder) -> None:
    model = ThemeModel(3, encoder=toy).fit(COMMENTS)
    model.encoder = ToyEncoder("toy:2")
    for method in (model.predict, model.predict_strength, model.novelty):
        with pytest.raises(ModelMismatchError, match="toy:1") as caught:
            method(NEW_TEXTS)
        assert "\n" not in str(caught.value)


def test_vectors_of_another_length_are_refused_when_predicting(fitted: ThemeModel) -> None:
    with pytest.raises(ModelMismatchError, match="dimensions"):
        fitted.predict(NEW_TEXTS, ToyEncoder(dimension=8).encode(NEW_TEXTS))


def test_a_model_that_is_not_fitted_says_so(toy: ToyEncoder) -> None:
    model = ThemeModel(encoder=toy)
    for call in (lambda: model.predict(COMMENTS), model.to_frame, lambda: model.save("nowhere")):
        with pytest.raises(NotFittedError):
            call()


def test_the_constructor_only_stores_and_a_clone_has_the_same_parameters(fitted: ThemeModel) -> None:
    assert ThemeModel("nonsense", -3, "no encoder").get_params() == {
        "n_themes": "nonsense",
        "random_state": -3,
        "encoder": "no encoder",
    }
    copy = clone(fitted)
    assert copy.get_params(deep=False) == fitted.get_params(deep=False)
    assert not hasattr(copy, "labels_")
    np.testing.assert_array_equal(copy.fit_predict([*COMMENTS, *EMPTY_ANSWERS]), fitted.labels_)
