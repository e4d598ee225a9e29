"""What the name tagger sees of a word: its letters, case and lists, those of the words around it, and titles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Any

from textmine.language.wordlists import phrase_list

Traits = tuple[str, str, str]
Part = tuple[Any, ...]
"""Some of a word's features: which they are, and what they are about."""
_WORD = re.compile(r"\w+(?:['’´-]\w+)*['’´]?|[^\w\s]")
OPENS = frozenset('.!?…:«"•–—-(*')
_MOSTLY = 0.6
MIN_LETTERS = 2
_BEFORE_THE_TEXT = ("^", "00000", "^")
_BEHIND_THE_TEXT = ("$", "00000", "$")
_ROLE = re.compile(
    r"\w{2,}(?:leg|pleiar|pleier|lærar|lærer|leiar|leder|rådgivar|rådgiver|rådgjevar|terapeut|konsulent|behandlar|behandler"
    r"|arbeidar|arbeider|prest|sjef|meister|mester|trenar|trener|sjåfør|vakt|assistent|psykolog|handsamar|forstander"
    r"|forstandar|rettleiar|veileder|kontakt|student|elev)(?:en|an|a|n|e)?"
)
_PRONOUNS = frozenset(("han", "hun", "ho", "hu", "henne", "hennes", "hennar", "ham", "hans", "hennes"))
_PRONOUN_REACH = 9


@cache
def listed(name: str) -> frozenset[str]:
    """A word list in small letters."""
    return frozenset(entry.casefold() for entry in phrase_list(name))


@lru_cache(maxsize=20_000)
def in_dictionary(word: str) -> bool:
    """Whether a word in small letters is in a bokmål or a nynorsk dictionary."""
    import simplemma

    return any(simplemma.is_known(word, lang=language) for language in ("nb", "nn"))


@lru_cache(maxsize=20_000)
def traits_of(word: str, common_words: frozenset[str]) -> Traits:
    """Small letters, membership in the lists (given name, surname, place, dictionary, common words), and case."""
    small = word.casefold()
    forms = {small, stem(word)}
    parts = small.split("-")
    given, surnames = listed("given_names"), listed("surnames")
    member = (
        bool(forms & given) or all(part in given for part in parts),
        bool(forms & surnames) or (len(parts) > 1 and parts[-1] in surnames),
        bool(forms & listed("places")),
        in_dictionary(small),
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
    is_name = bare in listed("given_names") or bare in listed("surnames")
    return bare if bare != small and is_name and len(bare) > MIN_LETTERS else small


def features(text: str, tokens: Sequence[re.Match[str]], common_words: frozenset[str]) -> Iterator[list[str]]:
    """Names of the features of each word, one word after the other."""
    for parts in parts_of(text, tokens, common_words):
        yield [name for part in parts for name in names_in(part)]


def parts_of(text: str, tokens: Sequence[re.Match[str]], common_words: frozenset[str]) -> Iterator[list[Part]]:
    """What each word's features are made of; the same parts come again and again."""
    traits = [traits_of(token[0], common_words) for token in tokens]
    letters = [c for c in text if c.isalpha()]
    loud = bool(letters) and sum(c.isupper() for c in letters) > _MOSTLY * len(letters)
    small = {word for word, _, case in traits if case == "l"}
    padded = [_BEFORE_THE_TEXT] * 3 + traits + [_BEHIND_THE_TEXT] * 3
    pronouns = [i for i, (word, _, _) in enumerate(traits) if word in _PRONOUNS]
    for i, (word, lists, kind) in enumerate(traits):
        opens = i == 0 or tokens[i - 1][0] in OPENS or "\n" in text[tokens[i - 1].end() : tokens[i].start()]
        case = kind + ("s" if opens else "") + ("C" if loud else "")
        following = bisect_right(pronouns, i)
        spoken_of = following < len(pronouns) and pronouns[following] - i < _PRONOUN_REACH
        earlier, before, _, behind = padded[i + 1 : i + 5]
        yield [
            ("own", traits[i], case, word in small and kind != "l"),
            *(("near", step, padded[i + 3 + step]) for step in (-3, -2, -1, 1, 2)),
            ("next", -1, before, lists, case),
            ("next", 1, behind, lists, case),
            ("pronoun", spoken_of, case, lists),
            (PASSING, earlier[0], before[0], behind[0], case),
        ]


def names_in(part: Part) -> list[str]:
    """Names of the features of a part of a word's."""
    kind, *about = part
    return _NAMES[kind](*about)


def _own_features(traits: Traits, case: str, seen_small: bool) -> list[str]:
    word, lists, _ = traits
    return [
        f"w={word}",
        f"l={lists}",
        f"c={case}",
        f"l={lists} c={case}",
        f"w={word} c={case}",
        *(f"x={word[-n:]}" for n in (1, 2, 3, 4)),
        *(f"p={word[:n]}" for n in (3, 4)),
        f"small={seen_small} c={case}",
        f"n={min(len(word), 12)} c={case}",
        f"hyphen={'-' in word} c={case} {_first_part_is_a_name(word)}",
    ]


def _near_features(step: int, traits: Traits) -> list[str]:
    word, lists, kind = traits
    return [f"{step}w={word}", f"{step}c={kind}", f"{step}l={lists}{kind}", f"{step}x={word[-3:]}"]


def _next_features(step: int, traits: Traits, own_lists: str, case: str) -> list[str]:
    word, lists, kind = traits
    return [
        f"{step}w={word} c={case}",
        f"{step}w={word} l={own_lists} c={case}",
        f"{step}l={lists}{kind} l={own_lists} c={case}",
        f"{step}t={_is_title(word)} l={own_lists} c={case}",
    ]


def _pronoun_features(spoken_of: bool, case: str, lists: str) -> list[str]:
    return [f"pronoun={spoken_of} c={case} l={lists}"]


def _between_features(earlier: str, before: str, behind: str, case: str) -> list[str]:
    title = [f"title.={_is_title(earlier)} c={case}"] if before == "." else []  # «Dr. Khan»
    return [*title, f"{before}_{behind}", f"{earlier}_{before}_", f"{before}_{behind} c={case}"]


PASSING = "between"
"""The part that hardly ever comes again: what stands on both sides of a word."""
_NAMES: dict[str, Callable[..., list[str]]] = {
    "own": _own_features,
    "near": _near_features,
    "next": _next_features,
    "pronoun": _pronoun_features,
    PASSING: _between_features,
}


@lru_cache(maxsize=20_000)
def _first_part_is_a_name(word: str) -> bool:
    """Whether a word is made with a name: «Kari-huset»."""
    first, hyphen, _ = word.partition("-")
    return bool(hyphen) and (first in listed("given_names") or first in listed("surnames"))


@lru_cache(maxsize=20_000)
def _is_title(word: str) -> bool:
    return word in listed("role_titles") or _ROLE.fullmatch(word) is not None
