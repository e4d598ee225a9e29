"""Names of people, organisations and places: a classifier over the words around each word.

A multinomial logistic regression over hashed features, one decision a word, after Ratnaparkhi (1996), *A maximum
entropy model for part-of-speech tagging*; name lists, titles and two dictionaries are among the features. The weights
are made by ``models/build/names.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.language.wordlists import phrase_list

KINDS = ("O", "PERSON", "ORGANISATION", "PLACE")
BUCKETS = 2**19
_WORD = re.compile(r"\w+(?:['’´-]\w+)*['’´]?|[^\w\s]")
_OPENS = frozenset('.!?…:«"•–—-(*')
_MOSTLY = 0.6
MIN_LETTERS = 2
CHUNK = 2000
_SURROGATE = re.compile("[\ud800-\udfff]")
_BEFORE_THE_TEXT = ("^", "00000", "^")
_BEHIND_THE_TEXT = ("$", "00000", "$")
_ROLE = re.compile(
    r"\w{2,}(?:leg|pleiar|pleier|lærar|lærer|leiar|leder|rådgivar|rådgiver|rådgjevar|terapeut|konsulent|behandlar|behandler"
    r"|arbeidar|arbeider|prest|sjef|meister|mester|trenar|trener|sjåfør|vakt|assistent|psykolog|handsamar|forstander"
    r"|forstandar|rettleiar|veileder|kontakt|student|elev)(?:en|an|a|n|e)?"
)
_PRONOUNS = frozenset(("han", "hun", "ho", "hu", "henne", "hennes", "hennar", "ham", "hans", "hennes"))
_PRONOUN_REACH = 9
_CERTAIN = 0.5
"""Least probability that a word is part of a person's name where it is in the name lists and is no ordinary word."""


@dataclass(frozen=True)
class Word:
    """A word of a text: code points, end-exclusive, and its probabilities (4,) in the order of ``KINDS``."""

    start: int
    end: int
    text: str
    probabilities: npt.NDArray[np.float64]


@cache
def _names(name: str) -> frozenset[str]:
    return frozenset(entry.casefold() for entry in phrase_list(name))


@lru_cache(maxsize=20_000)
def _in_dictionary(word: str) -> bool:
    import simplemma

    return any(simplemma.is_known(word, lang=language) for language in ("nb", "nn"))


@dataclass(frozen=True)
class NameModel:
    """What the tagger has learnt.

    Attributes
    ----------
    coefficients : float array (BUCKETS, 4)
        In rows and of the hasher's type, so that no product copies them.
    intercepts : float array (4,)
    common_words : frozenset of str
        Words that the corpora's writers typed in small letters: whatever else they are, they are ordinary words.
    """

    coefficients: npt.NDArray[np.float64]
    intercepts: npt.NDArray[np.float64]
    common_words: frozenset[str]


@cache
def shipped_model() -> NameModel:
    """The model that ships, ``models/names``."""
    from textmine.resources import shipped

    words = shipped("models/names/common_words.txt").read_text(encoding="utf-8").split()
    with np.load(shipped("models/names/weights.npz"), allow_pickle=False) as stored:
        coefficients, intercepts = (stored[name].astype(np.float64) for name in ("coefficients", "intercepts"))
    return NameModel(np.ascontiguousarray(coefficients.T), intercepts, frozenset(words))


@lru_cache(maxsize=20_000)
def _traits(word: str, common_words: frozenset[str]) -> tuple[str, str, str]:
    """Small letters, membership in the lists (given name, surname, place, dictionary, common words), and case."""
    small = word.casefold()
    forms = {small, stem(word)}
    parts = small.split("-")
    given, surnames = _names("given_names"), _names("surnames")
    member = (
        bool(forms & given) or all(part in given for part in parts),
        bool(forms & surnames) or (len(parts) > 1 and parts[-1] in surnames),
        bool(forms & _names("places")),
        _in_dictionary(small),
        small in common_words,
    )
    return small, "".join(str(int(m)) for m in member), _case(word)


def _case(word: str) -> str:
    if not word[0].isalnum():
        return "p"
    if word[0].isdigit():
        return "d"
    if len(word) > 1 and word.isupper():
        return "a"
    return "A" if word[0].isupper() else "l"


def words_of(text: str) -> list[re.Match[str]]:
    """Words and single marks of a text."""
    return list(_WORD.finditer(text))


def stem(word: str) -> str:
    """A name without its genitive, in small letters: «Karis», «Mats'»; «Jonas» is a name as it stands."""
    small = word.casefold().rstrip("'’´")
    bare = small.removesuffix("s")
    listed = bare in _names("given_names") or bare in _names("surnames")
    return bare if bare != small and listed and len(bare) > MIN_LETTERS else small


def features(text: str, tokens: Sequence[re.Match[str]], common_words: frozenset[str]) -> Iterator[list[str]]:
    """Names of the features of each word, one word after the other."""
    traits = [_traits(token[0], common_words) for token in tokens]
    letters = [c for c in text if c.isalpha()]
    loud = bool(letters) and sum(c.isupper() for c in letters) > _MOSTLY * len(letters)
    small = {word for word, _, case in traits if case == "l"}
    padded = [_BEFORE_THE_TEXT] * 3 + traits + [_BEHIND_THE_TEXT] * 3
    pronouns = [i for i, (word, _, _) in enumerate(traits) if word in _PRONOUNS]
    for i in range(len(tokens)):
        opens = i == 0 or tokens[i - 1][0] in _OPENS or "\n" in text[tokens[i - 1].end() : tokens[i].start()]
        case = traits[i][2] + ("s" if opens else "") + ("C" if loud else "")
        following = bisect_right(pronouns, i)
        spoken_of = following < len(pronouns) and pronouns[following] - i < _PRONOUN_REACH
        yield [
            *_own_features(traits[i], case, small),
            *_context_features(padded, i + 3, case),
            f"pronoun={spoken_of} c={case} l={traits[i][1]}",
        ]


def _own_features(traits: tuple[str, str, str], case: str, small: set[str]) -> list[str]:
    word, lists, kind = traits
    return [
        f"w={word}",
        f"l={lists}",
        f"c={case}",
        f"l={lists} c={case}",
        f"w={word} c={case}",
        *(f"x={word[-n:]}" for n in (1, 2, 3, 4)),
        *(f"p={word[:n]}" for n in (3, 4)),
        f"small={word in small and kind != 'l'} c={case}",
        f"n={min(len(word), 12)} c={case}",
        f"hyphen={'-' in word} c={case} {_first_part_is_a_name(word)}",
    ]


@lru_cache(maxsize=20_000)
def _first_part_is_a_name(word: str) -> bool:
    """Whether a word is made with a name: «Kari-huset»."""
    first, hyphen, _ = word.partition("-")
    return bool(hyphen) and (first in _names("given_names") or first in _names("surnames"))


@lru_cache(maxsize=20_000)
def _is_title(word: str) -> bool:
    return word in _names("role_titles") or _ROLE.fullmatch(word) is not None


def _context_features(padded: Sequence[tuple[str, str, str]], i: int, case: str) -> list[str]:
    lists = padded[i][1]
    names = []
    for step in (-3, -2, -1, 1, 2):
        word, own, kind = padded[i + step]
        names += [f"{step}w={word}", f"{step}c={kind}", f"{step}l={own}{kind}", f"{step}x={word[-3:]}"]
        if abs(step) == 1:
            names += [
                f"{step}w={word} c={case}",
                f"{step}w={word} l={lists} c={case}",
                f"{step}l={own}{kind} l={lists} c={case}",
                f"{step}t={_is_title(word)} l={lists} c={case}",
            ]
    before, behind = padded[i - 1][0], padded[i + 1][0]
    if before == ".":  # «Dr. Khan»
        names.append(f"title.={_is_title(padded[i - 2][0])} c={case}")
    return [*names, f"{before}_{behind}", f"{padded[i - 2][0]}_{before}_", f"{before}_{behind} c={case}"]


def _is_plainly_a_name(word: str, common_words: frozenset[str]) -> bool:
    _, lists, case = _traits(word, common_words)
    if "-" in word:
        # «Gammel-Kåre», «Olsen-huset»
        parts = [part for part in word.split("-") if part.istitle() and part.casefold() not in common_words]
        return any(part.casefold() in _names(own) for part in parts for own in ("given_names", "surnames"))
    given, surname, place, _, common = (flag == "1" for flag in lists)
    return case in "Aa" and (given or surname) and not (place or common) and len(word) > MIN_LETTERS


def hashed(rows: Sequence[Sequence[str]]) -> Any:
    """Sparse matrix (n, BUCKETS) of feature names."""
    from sklearn.feature_extraction import FeatureHasher

    return FeatureHasher(BUCKETS, input_type="string", alternate_sign=False).transform(rows)


def _hashed_in_chunks(text: str, tokens: Sequence[re.Match[str]], common_words: frozenset[str]) -> Any:
    """Hashed features of all words, made for some words at a time: names of features take much memory."""
    from scipy.sparse import vstack

    rows = iter(features(text, tokens, common_words))
    return vstack([hashed(chunk) for chunk in iter(lambda: list(islice(rows, CHUNK)), [])], format="csr")


def tag(text: str, model: NameModel | None = None) -> list[Word]:
    """Words of a text with how likely each is part of a name, by kind; by default by the model that ships."""
    model = model or shipped_model()
    # Feature names are hashed as UTF-8, which has no lone surrogates.
    tokens = words_of(_SURROGATE.sub("\ufffd", text))
    if not tokens:
        return []
    hashed_words = _hashed_in_chunks(text, tokens, model.common_words)
    scores = np.asarray(hashed_words @ model.coefficients, dtype=np.float64) + model.intercepts
    scores -= scores.max(axis=1, keepdims=True)
    odds = np.exp(scores)
    probabilities = odds / odds.sum(axis=1, keepdims=True)
    person = KINDS.index("PERSON")
    for row, token in zip(probabilities, tokens, strict=True):
        if _is_plainly_a_name(token[0], model.common_words):
            row[person] = max(row[person], _CERTAIN)
    return [Word(t.start(), t.end(), t[0], p) for t, p in zip(tokens, probabilities, strict=True)]
