from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction import FeatureHasher

from textmine.privacy.hashing import buckets, summed
from textmine.privacy.tagger import BUCKETS, shipped_model, tag
from textmine.privacy.word_features import features, words_of

ANSWERS = (
    "Dr. Khan på Os var flink, men Kari Aasens mor fikk ikkje svar. Ho heter Olsen-Berg.",
    "BUP SVARER IKKE",
    "a a a b\n- Solveig, 14 år?",
    "Kari",
)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(NAMES, min_size=1, max_size=30))
def test_names_have_the_buckets_they_were_learnt_in(names: list[str]) -> None:
    hasher = FeatureHasher(BUCKETS, input_type="string", alternate_sign=False)
    assert buckets(names, BUCKETS).tolist() == hasher.transform([[name] for name in names]).indices.tolist()


def test_no_names_and_very_long_names_have_buckets() -> None:
    assert buckets([], BUCKETS).tolist() == []
    long = FeatureHasher(BUCKETS, input_type="string", alternate_sign=False).transform([["x" * 9999]])
    assert buckets(["", "x" * 9999], BUCKETS).tolist()[1] == long.indices[0]


def test_a_feature_named_twice_counts_twice() -> None:
    coefficients = np.arange(12, dtype=np.float64).reshape(6, 2)
    once, twice = summed([["x"], ["x", "x"]], coefficients)
    assert (2 * once).tolist() == twice.tolist()


@pytest.mark.parametrize("text", ANSWERS)
def test_words_are_judged_by_the_sum_of_their_features(text: str) -> None:
    model = replace(shipped_model(), kept={})
    rows = list(features(text, words_of(text), model.common_words))
    hasher = FeatureHasher(BUCKETS, input_type="string", alternate_sign=False)
    scores = hasher.transform(rows) @ model.coefficients + model.intercepts
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    expected = odds / odds.sum(axis=1, keepdims=True)
    for _ in range(2):  # the second time from what was kept
        found = np.array([word.probabilities for word in tag(text, model)])
        plain = found[:, 1] == expected[:, 1]  # a listed name is never less likely than a half
        assert (found[plain] == expected[plain]).all()
        assert (found[~plain, 1] == 0.5).all()


def test_what_is_kept_has_a_limit_that_changes_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.privacy.tagger.MOST_KEPT", 40)
    model = replace(shipped_model(), kept={})
    for text in ANSWERS * 2:
        found = [word.probabilities.tolist() for word in tag(text, model)]
        assert found == [word.probabilities.tolist() for word in tag(text)]
    assert len(model.kept) < 400


def test_coefficients_add_up_without_rounding() -> None:
    coefficients = shipped_model().coefficients
    assert (coefficients.astype(np.float16) == coefficients).all()


def test_redaction_does_not_import_scikit_learn() -> None:
    code = "import sys, textmine as tm; tm.redact('Kari bur i Oslo'); print('sklearn' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
