"""What the public estimators and encoders take as texts, and what they refuse in one line."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from textmine.classify import ThemeClassifier
from textmine.encode import Encoder, load_encoder
from textmine.errors import InputError
from textmine.themes import ThemeModel

TEXTS = [
    "Køene er lange ved laderen.",
    "Prisen er altfor høy.",
    "Eg må stå i kø.",
    "Prisane er for høge.",
    "Lang kø i påsken.",
    "Dyrt å lade.",
]
LABELS = [{"queue"}, {"price"}] * 3
NOT_LISTS = [
    "Det er lang kø.",
    b"bytes",
    None,
    3,
    {"text": "Det er lang kø."},
    {"Det er lang kø.", "Prisen er høy."},
    pd.DataFrame({"text": TEXTS}),
    np.array([TEXTS]),
    np.array("Det er lang kø."),
]
ids = [type(value).__name__ + str(i) for i, value in enumerate(NOT_LISTS)]


class Lengths:
    """Encodes a text as the numbers of some of its letters."""

    def __init__(self, letters: str = "køpris") -> None:
        self.letters, self.id, self.dimension = letters, f"letters:{letters}", len(letters)

    def encode(self, texts: Any, show_progress_bar: bool = False) -> npt.NDArray[np.float32]:  # noqa: ARG002 - an encoder takes it
        counts = np.array([[1 + text.count(c) for c in self.letters] for text in texts], dtype=np.float32)
        return counts / np.linalg.norm(counts.reshape(-1, self.dimension), axis=1, keepdims=True)


@pytest.fixture(scope="module")
def themes() -> ThemeModel:
    return ThemeModel(2, encoder=Lengths()).fit(TEXTS)


@pytest.fixture(scope="module")
def classifier() -> ThemeClassifier:
    return ThemeClassifier(encoder=Lengths(), min_examples=1).fit(TEXTS, LABELS)


@pytest.mark.parametrize("texts", NOT_LISTS, ids=ids)
def test_what_is_no_list_of_texts_is_refused_in_one_line(
    texts: Any, themes: ThemeModel, classifier: ThemeClassifier, encoder: Encoder
) -> None:
    calls: list[Callable[[], object]] = [
        lambda: encoder.encode(texts),
        lambda: ThemeModel(encoder=Lengths()).fit(texts),
        lambda: themes.predict(texts),
        lambda: themes.novelty(texts),
        lambda: classifier.predict(texts),
        lambda: ThemeClassifier(encoder=Lengths()).fit(texts, LABELS),
    ]
    for call in calls:
        with pytest.raises(InputError, match=r"where a list of texts is expected\. (Put it in|Give) a list") as error:
            call()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("labels", [None, 3, "queue", np.eye(6, dtype=int), dict(enumerate(LABELS))])
def test_labels_that_are_no_list_are_refused(labels: Any) -> None:
    with pytest.raises(InputError, match="where a list of labels is expected"):
        ThemeClassifier(encoder=Lengths(), min_examples=1).fit(TEXTS, labels)


@pytest.mark.parametrize("groups", [3, "aabbcc", {1, 2, 3}])
def test_groups_that_are_no_list_are_refused(groups: Any) -> None:
    with pytest.raises(InputError, match="where a list of groups is expected"):
        ThemeClassifier(encoder=Lengths(), min_examples=1).fit(TEXTS, LABELS, groups)


@pytest.mark.parametrize("missing", [None, math.nan, pd.NA, pd.NaT], ids=str)
def test_a_missing_text_says_nothing(missing: object, themes: ThemeModel, encoder: Encoder) -> None:
    fitted = ThemeModel(2, encoder=Lengths()).fit(pd.Series([*TEXTS, missing], dtype=object))
    assert fitted.labels_.tolist() == [*themes.labels_.tolist(), -1]
    assert themes.predict([missing]).tolist() == [-1]
    np.testing.assert_array_equal(encoder.encode([missing]), encoder.encode([""]))


def test_texts_may_come_one_at_a_time(themes: ThemeModel, classifier: ThemeClassifier) -> None:
    assert (themes.predict(iter(TEXTS)) == themes.labels_).all()
    once = ThemeClassifier(encoder=Lengths(), min_examples=1).fit(iter(TEXTS), iter(LABELS))
    assert once.predict(iter(TEXTS)) == classifier.predict(TEXTS)


def test_a_model_fitted_again_uses_the_encoder_that_was_named_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.encode.estimator.load_encoder", Lengths)
    themes = ThemeModel(2, encoder="kø").fit(TEXTS)
    assert themes.set_params(encoder="prisé").fit(TEXTS).encoder_id_ == "letters:prisé"
    classifier = ThemeClassifier(encoder="kø", min_examples=1).fit(TEXTS, LABELS)
    assert classifier.set_params(encoder="prisé").fit(TEXTS, LABELS).encoder_id_ == "letters:prisé"


@pytest.mark.parametrize("encoder", [3, None, ""])
def test_an_encoder_that_is_none_is_refused(encoder: Any) -> None:
    for call in (
        lambda: load_encoder(encoder),
        lambda: ThemeModel(encoder=encoder).fit(TEXTS),
        lambda: ThemeClassifier(encoder=encoder, min_examples=1).fit(TEXTS, LABELS),
    ):
        with pytest.raises(InputError, match=r'encoder.*Give "default", a name or a folder'):
            call()


@pytest.mark.parametrize("seed", [-1, "a", 1.5])
def test_a_seed_that_is_none_is_refused(seed: Any) -> None:
    with pytest.raises(InputError, match="random_state is"):
        ThemeModel(2, random_state=seed, encoder=Lengths()).fit(TEXTS).assess()


@pytest.mark.parametrize("name", ["novel_share", "abstain_share"])
def test_a_share_that_is_no_number_is_refused(name: str) -> None:
    with pytest.raises(InputError, match=f"{name} is 'half'"):
        ThemeClassifier(encoder=Lengths(), min_examples=1, **{name: "half"}).fit(TEXTS, LABELS)


def test_vectors_without_numbers_are_refused() -> None:
    none = np.zeros((len(TEXTS), 0))
    with pytest.raises(InputError, match="embeddings have shape"):
        ThemeModel(encoder=Lengths()).fit(TEXTS, embeddings=none)
    with pytest.raises(InputError, match="embeddings have shape"):
        ThemeClassifier(encoder=Lengths(), min_examples=1).fit(TEXTS, LABELS, embeddings=none)
