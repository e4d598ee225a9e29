"""Names of people, organisations and places: a classifier over the words around each word.

A multinomial logistic regression over hashed features, one decision a word, after Ratnaparkhi (1996), *A maximum
entropy model for part-of-speech tagging*; name lists, titles and two dictionaries are among the features. The weights
are made by ``models/build/names.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain, islice

import numpy as np
import numpy.typing as npt

from textmine.language.clean import without_surrogates
from textmine.privacy.hashing import summed
from textmine.privacy.word_features import MIN_LETTERS, PASSING, Part, listed, names_in, parts_of, traits_of, words_of

KINDS = ("O", "PERSON", "ORGANISATION", "PLACE")
BUCKETS = 2**19
CHUNK = 2000
MOST_KEPT = 50_000
CERTAIN = 0.5
"""Least probability that a word is part of a person's name where it is in the name lists and is no ordinary word."""


@dataclass(frozen=True)
class Word:
    """A word of a text: code points, end-exclusive, and its probabilities (4,) in the order of ``KINDS``."""

    start: int
    end: int
    text: str
    probabilities: npt.NDArray[np.float64]


@dataclass(frozen=True)
class NameModel:
    """What the tagger has learnt.

    Attributes
    ----------
    coefficients : float array (BUCKETS, 4)
        In half precision's steps.
    intercepts : float array (4,)
    common_words : frozenset of str
        Words that the corpora's writers typed in small letters: whatever else they are, they are ordinary words.
    kept : dict
        Sums of coefficients that were made before.
    """

    coefficients: npt.NDArray[np.float64]
    intercepts: npt.NDArray[np.float64]
    common_words: frozenset[str]
    kept: dict[Part, list[float]] = field(default_factory=dict, compare=False, repr=False)


@cache
def shipped_model() -> NameModel:
    """The model that ships, ``models/names``."""
    from textmine.resources import shipped

    words = shipped("models/names/common_words.txt").read_text(encoding="utf-8").split()
    with np.load(shipped("models/names/weights.npz"), allow_pickle=False) as stored:
        coefficients, intercepts = (stored[name].astype(np.float64) for name in ("coefficients", "intercepts"))
    return NameModel(np.ascontiguousarray(coefficients.T), intercepts, frozenset(words))


def _is_plainly_a_name(word: str, common_words: frozenset[str]) -> bool:
    _, lists, case = traits_of(word, common_words)
    if "-" in word:
        # «Gammel-Kåre», «Olsen-huset»
        parts = [part for part in word.split("-") if part.istitle() and part.casefold() not in common_words]
        return any(part.casefold() in listed(own) for part in parts for own in ("given_names", "surnames"))
    given, surname, place, _, common = (flag == "1" for flag in lists)
    return case in "Aa" and (given or surname) and not (place or common) and len(word) > MIN_LETTERS


def _scores(text: str, tokens: Sequence[re.Match[str]], model: NameModel) -> npt.NDArray[np.float64]:
    """Scores (n, 4) of all words, made for some words at a time: names of features take much memory."""
    rows = parts_of(text, tokens, model.common_words)
    chunks = iter(lambda: list(islice(rows, CHUNK)), [])
    return np.vstack([_scores_of_parts(chunk, model) for chunk in chunks]) + model.intercepts


def _scores_of_parts(rows: Sequence[Sequence[Part]], model: NameModel) -> npt.NDArray[np.float64]:
    """Sums of the coefficients of each word's parts: (n, 4).

    Coefficients of half precision add up without rounding, so that neither their order nor what is kept matters.
    """
    parts = [part for row in rows for part in row]
    scores = [model.kept.get(part, []) for part in parts]
    fresh = [place for place, score in enumerate(scores) if not score]
    if fresh:
        if len(model.kept) > MOST_KEPT:
            model.kept.clear()
        sums = summed([names_in(parts[place]) for place in fresh], model.coefficients).tolist()
        for place, score in zip(fresh, sums, strict=True):
            scores[place] = score
            if parts[place][0] != PASSING:
                model.kept[parts[place]] = score
    numbers = np.fromiter(chain.from_iterable(scores), dtype=np.float64)
    return np.asarray(numbers.reshape(len(rows), -1, len(KINDS)).sum(axis=1))


def tag(text: str, model: NameModel | None = None) -> list[Word]:
    """Words of a text with how likely each is part of a name, by kind; by default by the model that ships."""
    model = model or shipped_model()
    # Feature names are hashed as UTF-8, which has no lone surrogates.
    tokens = words_of(without_surrogates(text))
    if not tokens:
        return []
    scores = _scores(text, tokens, model)
    scores -= scores.max(axis=1, keepdims=True)
    odds = np.exp(scores)
    probabilities = odds / odds.sum(axis=1, keepdims=True)
    person = KINDS.index("PERSON")
    for row, token in zip(probabilities, tokens, strict=True):
        if _is_plainly_a_name(token[0], model.common_words):
            row[person] = max(row[person], CERTAIN)
    return [Word(t.start(), t.end(), t[0], p) for t, p in zip(tokens, probabilities, strict=True)]
