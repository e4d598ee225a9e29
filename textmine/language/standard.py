"""Written standard of a text: bokmål, nynorsk or another language.

TF-IDF of character n-grams and multinomial logistic regression, after Cavnar & Trenkle (1994), *N-gram-based text
categorization*, with learnt weights. The weights are made by ``models/build/written_standard.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from textmine.language.clean import as_text, normalise

WrittenStandard = Literal["nb", "nn", "other"]
LANGUAGES: tuple[WrittenStandard, ...] = ("nb", "nn", "other")
BUCKETS = 2**18


@dataclass(frozen=True)
class LanguageGuess:
    """A written standard and the probability the model gives it."""

    language: WrittenStandard
    confidence: float


def ngram_counts(texts: Sequence[str]) -> Any:
    """Sublinear counts of hashed character n-grams (1-5) within words: sparse (n, BUCKETS)."""
    from sklearn.feature_extraction.text import HashingVectorizer

    hashing = HashingVectorizer(
        analyzer="char_wb", ngram_range=(1, 5), n_features=BUCKETS, norm=None, alternate_sign=False
    )
    counts = hashing.transform(normalise(str(text)) for text in texts)
    counts.data = 1 + np.log(counts.data)
    return counts


def weighted(counts: Any, idf: npt.NDArray[np.float32]) -> Any:
    """Counts times inverse document frequency, each row of unit length."""
    from sklearn.preprocessing import normalize

    return normalize(counts.multiply(idf).tocsr(), copy=False)


@cache
def _weights() -> tuple[npt.NDArray[np.float32], ...]:
    from textmine.resources import shipped

    with np.load(shipped("models/written_standard/weights.npz"), allow_pickle=False) as stored:
        return tuple(stored[name].astype(np.float32) for name in ("coefficients", "intercepts", "idf"))


def language_probabilities(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Probabilities of nb, nn and other: shape (n, 3), rows sum to 1."""
    coefficients, intercepts, idf = _weights()
    features = weighted(ngram_counts(texts), idf)
    scores = np.asarray(features @ coefficients.T, dtype=np.float64) + intercepts
    scores -= scores.max(axis=1, keepdims=True)
    exponentials = np.exp(scores)
    return np.asarray(exponentials / exponentials.sum(axis=1, keepdims=True))


def guess_languages(texts: Sequence[str]) -> list[LanguageGuess]:
    """Written standard and confidence of each text.

    Text without letters, and very short text the model is unsure of, is called bokmål by convention:
    nine Norwegian answers out of ten are, and «Bolig!» carries no evidence either way.
    """
    if not texts:
        return []
    guesses = []
    for text, row in zip(texts, language_probabilities(texts), strict=True):
        best = int(row.argmax())
        unsure = row[best] < 0.6 and len(str(text).split()) < 4
        if unsure or not any(c.isalpha() for c in str(text)):
            best = 0
        guesses.append(LanguageGuess(LANGUAGES[best], float(row[best])))
    return guesses


def detect_language(text: object) -> WrittenStandard:
    """Written standard of one text.

    Returns
    -------
    {"nb", "nn", "other"}
    """
    return guess_languages([as_text(text)])[0].language
