"""Written standard of a text: bokmål, nynorsk or another language.

TF-IDF of character n-grams, after Cavnar & Trenkle (1994), *N-gram-based text categorization*, and which words there
are, in two logistic regressions: nynorsk against bokmål, and other languages against both. The weights are made by
``models/build/written_standard.py``.
"""

from __future__ import annotations

import re
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
"""Of character n-grams."""
WORD_BUCKETS = 2**17
_WORD_WEIGHT = 0.15
_BREAK = re.compile(r"(?<=[.!?…])\s+|\n+")
# Letters of neither Norwegian nor any other Latin alphabet.
_FOREIGN = re.compile(r"[^\W\d_\u0041-\u024f\u02b0-\u02ff\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]{2}")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_MARKS = ".,:;!?…«»\"'()[]*–—-"
_FEWEST_WORDS = 4
_CLEARLY = 0.95
"""Least probability at which a part of a text counts as bokmål or nynorsk for the mark of a mixed text."""
_SURE_ENOUGH = 0.6


@dataclass(frozen=True)
class LanguageGuess:
    """A written standard and how sure the model is.

    ``confidence`` is the calibrated probability of ``language``. ``mixed`` is true where one part of the text is
    clearly bokmål and another clearly nynorsk; ``language`` is then the one with more words.
    """

    language: WrittenStandard
    confidence: float
    mixed: bool = False


def features(texts: Sequence[str], idf: npt.NDArray[np.float32]) -> Any:
    """Sparse (n, BUCKETS + WORD_BUCKETS) of the texts.

    N-grams are weighed by inverse document frequency and each row of them has unit length, so that they say how a text
    looks as a whole. A word weighs the same in a long text as in a short one: one «vart» decides, whatever else stands
    there.
    """
    from scipy.sparse import hstack
    from sklearn.preprocessing import normalize

    in_text, words = _words_in(texts)
    ngrams = normalize(_counts(in_text, words).multiply(idf).tocsr(), copy=False)
    return hstack([ngrams, _presence(in_text, words) * _WORD_WEIGHT], format="csr")


def ngram_counts(texts: Sequence[str]) -> Any:
    """Sublinear counts of hashed character n-grams (1-6) within words: sparse (n, BUCKETS)."""
    return _counts(*_words_in(texts))


def _words_in(texts: Sequence[str]) -> tuple[Any, list[str]]:
    """How often each different word is in each text, sparse, and the words: most come again and again."""
    from scipy.sparse import csr_matrix

    place: dict[str, int] = {}
    words = [[place.setdefault(word, len(place)) for word in normalise(str(text)).split()] for text in texts]
    ends = np.cumsum([0, *map(len, words)])
    used = np.fromiter((word for several in words for word in several), dtype=np.int64, count=ends[-1])
    return csr_matrix((np.ones(len(used)), used, ends), shape=(len(texts), len(place))), list(place)


def _counts(in_text: Any, words: list[str]) -> Any:
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction.text import HashingVectorizer

    # No n-gram goes across words, so that each word is taken apart once.
    hashing = HashingVectorizer(
        analyzer="char_wb", ngram_range=(1, 6), n_features=BUCKETS, norm=None, alternate_sign=False
    )
    counts = in_text @ hashing.transform(words) if words else csr_matrix((in_text.shape[0], BUCKETS))
    counts.sort_indices()
    counts.data = 1 + np.log(counts.data)
    return counts


def _presence(in_text: Any, words: list[str]) -> Any:
    """Ones where a hashed word is in a text, without the marks around it."""
    from scipy.sparse import csr_matrix
    from sklearn.feature_extraction import FeatureHasher

    if not words:
        return csr_matrix((in_text.shape[0], WORD_BUCKETS))
    hashing = FeatureHasher(WORD_BUCKETS, input_type="string", alternate_sign=False)
    present = in_text @ hashing.transform([word.strip(_MARKS).lower() or word] for word in words)
    present.data[:] = 1
    return present


@cache
def _weights() -> tuple[npt.NDArray[np.float32], ...]:
    from textmine.resources import shipped

    with np.load(shipped("models/written_standard/weights.npz"), allow_pickle=False) as stored:
        coefficients, *others = (
            stored[name].astype(np.float32) for name in ("coefficients", "intercepts", "idf", "temperatures")
        )
    # SciPy would copy what does not lie in memory row by row, at every text.
    return np.ascontiguousarray(coefficients.T), *others


def language_probabilities(texts: Sequence[str]) -> npt.NDArray[np.float64]:
    """Probabilities of nb, nn and other: shape (n, 3), rows sum to 1.

    Each of the two scores is calibrated by a temperature (Guo et al. 2017, *On calibration of modern neural networks*).
    """
    coefficients, intercepts, idf, temperatures = _weights()
    scores = np.asarray(features(texts, idf) @ coefficients, dtype=np.float64) + intercepts
    return probabilities(scores / temperatures.astype(np.float64))


def probabilities(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Probabilities of nb, nn and other (n, 3) from log odds (n, 2): nynorsk against bokmål, other against both."""
    from scipy.special import expit

    nynorsk, other = expit(scores).T
    return np.column_stack([(1 - other) * (1 - nynorsk), (1 - other) * nynorsk, other])


def guess_languages(texts: Sequence[str]) -> list[LanguageGuess]:
    """Written standard and confidence of each text.

    Text mostly in letters that are not Latin is another language. Text without a word of two letters, and very short
    text the model is unsure of, is called bokmål by convention: nine Norwegian answers out of ten are, and «Bolig!»
    carries no evidence either way.
    """
    if not texts:
        return []
    pieces = [_pieces(str(text)) for text in texts]
    rows = iter(language_probabilities([*texts, *(piece for several in pieces for piece in several)]))
    whole = [next(rows) for _ in texts]
    return [
        _guess(str(text), row, [(len(piece.split()), next(rows)) for piece in several])
        for text, row, several in zip(texts, whole, pieces, strict=True)
    ]


def _pieces(text: str) -> list[str]:
    """Sentences and lines of some length, where there are several: the parts that may differ in standard."""
    pieces = [piece for piece in _BREAK.split(text) if len(piece.split()) >= _FEWEST_WORDS]
    return pieces if len(pieces) > 1 else []


def _guess(
    text: str, row: npt.NDArray[np.float64], pieces: Sequence[tuple[int, npt.NDArray[np.float64]]]
) -> LanguageGuess:
    foreign = len(_FOREIGN.findall(text))
    if foreign and foreign > len(_LATIN.findall(text)):
        return LanguageGuess("other", 1.0)
    words = dict.fromkeys(LANGUAGES, 0)
    for length, own in pieces:
        if own.max() >= _CLEARLY:
            words[LANGUAGES[int(own.argmax())]] += length
    if words["nb"] and words["nn"]:
        language: WrittenStandard = "nn" if words["nn"] > words["nb"] else "nb"
        return LanguageGuess(language, float(row[LANGUAGES.index(language)]), mixed=True)
    best = int(row.argmax())
    unsure = row[best] < _SURE_ENOUGH and len(text.split()) < _FEWEST_WORDS
    if unsure or not _WORD.search(text):
        best = 0
    return LanguageGuess(LANGUAGES[best], float(row[best]))


def detect_language(text: object) -> WrittenStandard:
    """Written standard of one text.

    Returns
    -------
    {"nb", "nn", "other"}
    """
    return guess_languages([as_text(text)])[0].language
