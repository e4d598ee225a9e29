from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Collection
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sklearn.base import clone

from tests.classify.conftest import LABELS, LONGER, LONGER_LABELS, NEW_TEXTS, TEXTS, same
from tests.conftest import ToyEncoder
from textmine.classify import ThemeClassifier, decided_unseen
from textmine.classify.features import unit
from textmine.classify.novelty import Novelty
from textmine.errors import InputError, ModelMismatchError


def fitted(toy: ToyEncoder, texts: list[str], labels: list[object], **more: object) -> ThemeClassifier:
    return ThemeClassifier(toy, min_examples=3).fit(texts, labels, **more)


# What it gives


def test_new_texts_get_the_themes_of_texts_like_them(model: ThemeClassifier) -> None:
    assert model.predict(["Vi mangler flere boliger", "Lang ventetid for time hos psykolog"]) == [
        {"bolig"},
        {"ventetid"},
    ]


def test_probabilities_have_a_column_a_theme_and_lie_between_0_and_1(model: ThemeClassifier) -> None:
    table = model.predict_proba(NEW_TEXTS)
    assert list(table.columns) == ["bolig", "kveld", "ventetid"]
    assert table.shape == (len(NEW_TEXTS), 3)
    assert ((table >= 0) & (table <= 1)).all(axis=None)


def test_a_theme_is_given_from_its_threshold_on(model: ThemeClassifier) -> None:
    table = model.predict_proba(NEW_TEXTS)
    thresholds = model.thresholds_
    expected = [{theme for theme in table if row[theme] >= thresholds[theme]} for _, row in table.iterrows()]
    assert model.predict(NEW_TEXTS) == expected


def test_a_text_may_have_several_themes(toy: ToyEncoder) -> None:
    both = [f"{a} og {b}" for a, b in zip(LONGER[:24], reversed(LONGER), strict=False)]
    labels = [a | b for a, b in zip(LONGER_LABELS[:24], reversed(LONGER_LABELS), strict=False)]
    model = fitted(toy, LONGER + both, LONGER_LABELS + labels)
    assert model.predict(["Boliger mangler og lang ventetid hos psykolog"]) == [{"bolig", "ventetid"}]


def test_text_that_says_nothing_has_no_theme_and_is_not_new(model: ThemeClassifier) -> None:
    decided = model.decide(["vet ikke", "", "...", None, float("nan")])
    assert not decided.said.any()
    assert decided.probabilities.max() == 0
    assert decided.novelty.max() == 0
    assert decided.abstained.all()
    assert decided.reasons() == ["empty"] * 5


def test_text_unlike_the_training_texts_is_newer_than_they_are(model: ThemeClassifier) -> None:
    old, new = model.novelty(TEXTS), model.novelty(["Hunden spiste skostørrelse førti", "Katten ligger bak ovnen"])
    assert new.min() > np.quantile(old, 0.9)


def test_no_texts_give_empty_results(model: ThemeClassifier) -> None:
    assert model.predict([]) == []
    assert model.predict_proba([]).shape == (0, 3)
    assert model.novelty([]).shape == model.abstain([]).shape == (0,)


# The same whatever stands beside it


@hypothesis_settings(max_examples=15)
@given(texts=st.lists(st.sampled_from([*LONGER, *NEW_TEXTS]) | st.text(max_size=40), min_size=1, max_size=12))
def test_one_by_one_and_together_are_the_same_to_the_last_bit(model: ThemeClassifier, texts: list[str]) -> None:
    together = model.decide(texts)
    for row, text in enumerate(texts):
        alone = model.decide([text])
        for name in vars(together):
            np.testing.assert_array_equal(getattr(together, name)[row], getattr(alone, name)[0], err_msg=name)


@pytest.mark.parametrize("known", [range(60), range(0, 60, 2), ()], ids=["all known", "half known", "none known"])
def test_row_order_does_not_change_what_is_learnt(toy: ToyEncoder, known: Collection[int]) -> None:
    order = np.random.default_rng(1).permutation(len(LONGER))
    groups = [f"r{row % 20}" if row in known else None for row in range(len(LONGER))]
    first = fitted(toy, LONGER, LONGER_LABELS, groups=groups if known else None)
    second = fitted(
        toy,
        [LONGER[row] for row in order],
        [LONGER_LABELS[row] for row in order],
        groups=[groups[row] for row in order] if known else None,
    )
    same(first, second, NEW_TEXTS)


def test_duplicates_do_not_change_what_is_learnt(toy: ToyEncoder) -> None:
    same(fitted(toy, LONGER, LONGER_LABELS), fitted(toy, LONGER * 2, LONGER_LABELS * 2), NEW_TEXTS)


def test_embeddings_at_hand_give_what_the_encoder_gives(toy: ToyEncoder, model: ThemeClassifier) -> None:
    same(model, fitted(toy, LONGER, LONGER_LABELS, embeddings=toy.encode(LONGER)), NEW_TEXTS)
    np.testing.assert_array_equal(model.novelty(TEXTS, toy.encode(TEXTS)), model.novelty(TEXTS))


def test_a_clone_is_unfitted_and_has_the_same_parameters(model: ThemeClassifier) -> None:
    copy = clone(model)
    assert copy.get_params() == model.get_params()
    with pytest.raises(Exception, match="not fitted"):
        copy.predict(["bolig"])


def test_another_encoder_by_name_is_loaded_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.encode.estimator.load_encoder", lambda name: ToyEncoder(f"{name}:1"))
    model = ThemeClassifier("en", min_examples=3).fit(LONGER, LONGER_LABELS)
    assert model.encoder_id_ == "en:1"
    assert model.set_params(encoder="to") is model
    with pytest.raises(ModelMismatchError, match="to:1"):
        model.predict(["bolig"])
    assert model.fit(LONGER, LONGER_LABELS).encoder_id_ == "to:1"


def test_a_fit_that_is_refused_leaves_what_was_learnt_before(toy: ToyEncoder, model: ThemeClassifier) -> None:
    again = fitted(toy, LONGER, LONGER_LABELS)
    for texts, labels, more in (
        (LONGER[:20], [{"x"}] * 20, {"embeddings": np.ones((3, 64))}),
        (LONGER[:20], [{"x"}] * 20, {"parents": {"x": "y", "y": "x"}}),
        (LONGER[:2], [{"x"}] * 2, {}),
    ):
        with pytest.raises(InputError):
            again.fit(texts, labels, **more)
        same(model, again, NEW_TEXTS)
    assert again.refused_ == model.refused_


def test_definitions_are_encoded_by_the_encoder_that_made_the_embeddings(toy: ToyEncoder) -> None:
    with pytest.raises(InputError, match="8 dimensions, the encoder 64"):
        fitted(toy, LONGER, LONGER_LABELS, embeddings=np.ones((len(LONGER), 8)), definitions={"bolig": "Et sted å bo"})


@pytest.mark.parametrize("kind", [list, tuple, set, frozenset, sorted, np.array, pd.Series])
def test_labels_may_be_any_collection_of_ids(toy: ToyEncoder, model: ThemeClassifier, kind: Callable[..., Any]) -> None:
    same(model, fitted(toy, LONGER, [kind(sorted(label)) for label in LONGER_LABELS]), NEW_TEXTS)


@pytest.mark.parametrize("missing", [None, pd.NA, float("nan"), np.float32("nan"), pd.NaT])
def test_a_missing_label_is_a_text_nobody_has_coded(toy: ToyEncoder, model: ThemeClassifier, missing: object) -> None:
    labels = pd.Series([*(next(iter(label)) for label in LONGER_LABELS), missing], dtype=object)
    same(model, fitted(toy, [*LONGER, "Noe som ingen har kodet"], labels), NEW_TEXTS)


def test_a_theme_without_a_definition_may_stand_among_the_definitions(toy: ToyEncoder, model: ThemeClassifier) -> None:
    same(model, fitted(toy, LONGER, LONGER_LABELS, definitions={"bolig": None}), NEW_TEXTS)
    assert fitted(toy, LONGER, LONGER_LABELS, definitions={"bolig": "Et hus \ud800"}).themes_ == model.themes_


def test_columns_of_a_table_are_taken_as_they_are(toy: ToyEncoder, model: ThemeClassifier) -> None:
    frame = pd.DataFrame({"text": LONGER, "labels": LONGER_LABELS}, index=range(100, 100 + len(LONGER)))
    same(model, fitted(toy, frame["text"], frame["labels"]), NEW_TEXTS)
    assert model.predict(frame["text"][:3]) == model.predict(LONGER[:3])


@pytest.mark.parametrize("text", ["   ", "\n\t", "\u200b", "👍", "👍🏽👍🏽", "?!", "﷽", "a" * 20_000, "\ud800"])
def test_odd_texts_are_decided_alone_and_together(model: ThemeClassifier, text: str) -> None:
    decided = model.decide([text, "Vi mangler flere boliger"])
    assert np.isfinite(decided.probabilities).all()
    assert np.isfinite(decided.novelty).all()
    assert decided.abstained[0]


def test_novelty_of_many_texts_takes_no_table_of_all_by_all() -> None:
    rows = unit(np.random.default_rng(0).normal(size=(6000, 8)))
    novelty = Novelty(np.eye(8), rows[:3000], np.zeros(2), np.ones(2))
    tracemalloc.start()
    together = novelty.distance(rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6000 * 3000 * 8 / 2
    np.testing.assert_array_equal(together[4000:4003], novelty.distance(rows[4000:4003]))


# Little to learn from


def test_a_theme_with_too_little_is_named_and_the_others_are_learnt(toy: ToyEncoder) -> None:
    with pytest.warns(UserWarning, match=r"taxi \(2\)"):
        model = ThemeClassifier(toy).fit(
            [*LONGER, "Taxi er dyrt", "Taxi kommer ikke", "Taxi er dyrt"], [*LONGER_LABELS, *[{"taxi"}] * 3]
        )
    assert model.refused_ == {"taxi": 2}
    assert model.themes_ == ("bolig", "kveld", "ventetid")


def test_nothing_to_learn_from_is_refused_with_the_themes(toy: ToyEncoder) -> None:
    with pytest.raises(InputError, match=r"bolig \(2\)"):
        ThemeClassifier(toy).fit(TEXTS[:2], LABELS[:2])


@pytest.mark.parametrize("texts", [["vet ikke", ""], [None, None]])
def test_texts_that_say_nothing_are_refused(toy: ToyEncoder, texts: list[str]) -> None:
    with pytest.raises(InputError, match="says anything"):
        ThemeClassifier(toy).fit(texts, [{"a"}, {"b"}])


@pytest.mark.parametrize(
    ("texts", "labels"),
    [
        (LONGER[:24], [{"ett"}] * 24),
        (LONGER[:24], [{"ett"}] * 12 + [set()] * 12),
        (LONGER[:24], [{"ett"}] * 12 + [None] * 12),
        (LONGER[:10], [{"ett"}, {"to"}] * 5),
        ([*LONGER[:20], None, "", "vet ikke"], [{"ett"}] * 10 + [{"to"}] * 13),
        (["samme tekst her"] * 4 + LONGER[:10], [{"ett"}] * 9 + [{"to"}] * 5),
    ],
    ids=["one theme only", "one theme and none", "one theme and uncoded", "five each", "empty texts", "duplicates"],
)
def test_little_and_odd_data_train_and_predict(toy: ToyEncoder, texts: list[str], labels: list[object]) -> None:
    model = fitted(toy, texts, labels)
    decided = model.decide([*texts, *NEW_TEXTS])
    assert np.isfinite(decided.probabilities).all()
    assert np.isfinite(decided.novelty).all()
    assert decided.probabilities.shape[1] == len(model.themes_)


@pytest.mark.parametrize("groups", [None, ["a", "a", "b", "b", "c", "c"]])
def test_a_theme_for_each_text_trains_where_one_example_is_enough(toy: ToyEncoder, groups: list[str] | None) -> None:
    model = ThemeClassifier(toy, min_examples=1).fit(LONGER[:6], [{number} for number in range(6)], groups)
    assert model.themes_ == (0, 1, 2, 3, 4, 5)
    assert np.isfinite(model.predict_proba(NEW_TEXTS)).all(axis=None)


def test_everything_from_one_respondent_trains(toy: ToyEncoder) -> None:
    assert fitted(toy, LONGER, LONGER_LABELS, groups=["r1"] * len(LONGER)).predict(["Mangler boliger"]) == [{"bolig"}]


def test_ids_may_be_whole_numbers(toy: ToyEncoder) -> None:
    numbers = {"bolig": 1, "ventetid": 2, "kveld": 10}
    labels = [{numbers[theme] for theme in label} for label in LONGER_LABELS]
    model = fitted(toy, LONGER, labels)
    assert model.themes_ == (1, 2, 10)
    assert model.predict(["Vi mangler flere boliger"]) == [{1}]


def test_a_definition_helps_a_theme_with_few_examples(toy: ToyEncoder) -> None:
    texts, labels = [*LONGER[:45], *TEXTS[11:14]], [*LONGER_LABELS[:45], *LABELS[11:14]]
    few = [i for i, label in enumerate(labels) if label != {"kveld"}] + [45, 46, 47]
    texts, labels = [texts[i] for i in few], [labels[i] for i in few]
    plain = fitted(toy, texts, labels)
    helped = fitted(toy, texts, labels, definitions={"kveld": "Kveld. Åpningstider utenom arbeidstid, i ferier"})
    unseen = ["Åpningstider utenom arbeidstid"]
    assert helped.predict_proba(unseen)["kveld"][0] > plain.predict_proba(unseen)["kveld"][0]


# A tree of themes


def test_a_sub_theme_brings_the_theme_above_it(toy: ToyEncoder) -> None:
    parents = {"bolig": "tilbud", "kveld": "tilbud", "tilbud": None}
    labels = [label if label != {"kveld"} else {"kveld"} for label in LONGER_LABELS]
    model = fitted(
        toy, [*LONGER, "Tilbudet er godt", "Godt tilbud", "Bra tilbud"], [*labels, *[{"tilbud"}] * 3], parents=parents
    )
    table = model.predict_proba(LONGER)
    assert (table["tilbud"] >= table[["bolig", "kveld"]].max(axis=1)).all()
    assert all("tilbud" in found for found in model.predict(LONGER) if found & {"bolig", "kveld"})


def test_a_theme_above_that_nobody_has_put_on_a_text_itself_is_learnt_from_those_below_it(toy: ToyEncoder) -> None:
    parents = {"bolig": "tilbud", "kveld": "tilbud", "tilbud": "alt", "alt": None}
    model = fitted(toy, LONGER, LONGER_LABELS, parents=parents)
    assert model.themes_ == ("alt", "bolig", "kveld", "tilbud", "ventetid")
    assert model.predict(["Vi mangler flere boliger"]) == [{"bolig", "tilbud", "alt"}]
    assert model.counts_["tilbud"] == model.counts_["bolig"] + model.counts_["kveld"]


def test_themes_too_rare_for_themselves_are_enough_for_the_theme_above(toy: ToyEncoder) -> None:
    texts, labels = [*LONGER[:30], "Taxi er dyrt", "Buss er dyrt", "Tog er dyrt"], [*LONGER_LABELS[:30]]
    labels += [{"taxi"}, {"buss"}, {"tog"}]
    with pytest.warns(UserWarning, match=r"buss \(1\), taxi \(1\), tog \(1\)"):
        model = fitted(toy, texts, labels, parents=dict.fromkeys(("taxi", "buss", "tog"), "reise"))
    assert model.counts_["reise"] == 3


def test_the_errors_of_a_theme_above_count_what_its_sub_themes_bring(
    toy: ToyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As where the theme above has a higher threshold than those below it: here one that it never reaches by itself.
    monkeypatch.setattr("textmine.classify.training.fit_thresholds", lambda *_: np.array([0.0, 0.0, 99.0, 0.0]))
    model = fitted(toy, LONGER, LONGER_LABELS, parents={"bolig": "tilbud", "kveld": "tilbud"})
    assert model.themes_ == ("bolig", "kveld", "tilbud", "ventetid")
    said = decided_unseen(model, LONGER, LONGER_LABELS).said[:, 2].sum()
    assert said > 0
    assert model.errors_["tilbud"].found + model.errors_["tilbud"].made_up == said


def test_a_theme_above_itself_is_refused(toy: ToyEncoder) -> None:
    with pytest.raises(InputError, match="above itself"):
        fitted(toy, LONGER, LONGER_LABELS, parents={"bolig": "kveld", "kveld": "bolig"})


# What it refuses


@pytest.mark.parametrize(
    ("texts", "labels", "problem"),
    [
        (TEXTS, LABELS[:-1], "14 labels|15 texts"),
        (TEXTS[:3], [{"a"}, 1.5, {"b"}], "label 2"),
        (TEXTS[:2], [{"a"}, {("b",)}], "label 2"),
        (TEXTS[:2], np.array(["a", "b"], dtype="S"), "label 1 is"),
        ("en tekst", [{"a"}], "single text"),
    ],
)
def test_input_that_does_not_fit_is_refused(
    toy: ToyEncoder, texts: list[str], labels: list[object], problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        fitted(toy, texts, labels)


@pytest.mark.parametrize("parameters", [{"min_examples": 0}, {"novel_share": 1.0}, {"abstain_share": -0.1}])
def test_parameters_without_meaning_are_refused(toy: ToyEncoder, parameters: dict[str, float]) -> None:
    with pytest.raises(InputError, match=next(iter(parameters))):
        ThemeClassifier(toy, **parameters).fit(TEXTS, LABELS)


def test_vectors_of_another_encoder_are_refused(model: ThemeClassifier) -> None:
    with pytest.raises(ModelMismatchError, match="dimensions"):
        model.predict(["bolig"], np.ones((1, 3)))
    with pytest.raises(ModelMismatchError, match="64 dimensions, the model 8"):
        fitted(model.encoder, LONGER, LONGER_LABELS, embeddings=np.eye(len(LONGER), 8)).predict(["bolig"])
    other = clone(model)
    other.__dict__.update({k: v for k, v in vars(model).items() if k != "_loaded"})
    other.encoder = ToyEncoder("toy:2")
    with pytest.raises(ModelMismatchError, match="toy:2"):
        other.predict(["bolig"])
