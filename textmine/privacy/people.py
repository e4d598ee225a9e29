"""Which mentions of people in one text are of the same person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from textmine.language.clean import compose
from textmine.privacy.word_features import stem

_MARKS = ".,'’´ "
_MOST_CANDIDATES = 50
"""People that a short mention is held against, so that a very long text takes linear time."""


def name_words(mention: str) -> frozenset[str]:
    """Words of a mention without genitive and marks, in small letters; an initial with its full stop, «k.»."""
    words = (word.strip(_MARKS) for word in compose(mention).text.replace(".", ". ").split())
    return frozenset(f"{word.casefold()}." if len(word) == 1 else stem(word) for word in words if word)


def is_genitive(mention: str) -> bool:
    """Whether a mention ends in the genitive: «Karis», «Kari Aasens», «Mats'», not «Jonas»."""
    words = compose(mention).text.split()
    return bool(words) and stem(words[-1]) != words[-1].casefold()


def same_people(mentions: Sequence[str]) -> list[int]:
    """Number of the person behind each mention, from 1 in order of first mention.

    Two mentions are of the same person where all words of one are among the other's («Kari» and «Kari Aasen»), or are
    their initials. So «Kari Aasen» joins «Kari» and «Aasen» wherever they stand, while «Per Aasen» is somebody else. A
    short mention that fits several people is of the one who was named last before it, or else of the first.
    """
    words = [name_words(mention) for mention in mentions]
    people = _People(words)
    latest: dict[int, int] = {}
    order: dict[int, int] = {}
    numbers = []
    for position, own in enumerate(words):
        person = max(people.fitting(own), key=lambda number: latest.get(number, -1))
        latest[person] = position
        numbers.append(order.setdefault(person, len(order) + 1))
    return numbers


class _People:
    """The fullest names of a text, by the words that point to them."""

    def __init__(self, mentions: Iterable[frozenset[str]]) -> None:
        self._names: list[frozenset[str]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        self._known: dict[frozenset[str], list[int]] = {}
        unique = list(dict.fromkeys(mentions))
        unique.sort(key=lambda words: (-sum(not _is_initial(word) for word in words), -len(words)))
        for words in unique:
            found = self._search(words)
            if not found:
                found = [len(self._names)]
                self._names.append(words)
                for word in words | {f"{word[0]}." for word in words}:
                    self._by_word[word].append(found[0])
            self._known[words] = found

    def fitting(self, words: frozenset[str]) -> list[int]:
        """Numbers of the people whom a mention may be of, at least one."""
        return self._known[words]

    def _search(self, words: frozenset[str]) -> list[int]:
        if not words or not all(word in self._by_word for word in words):
            return []
        fewest = min((self._by_word[word] for word in words), key=len)
        return [n for n in fewest if all(_points_to(word, self._names[n]) for word in words)][:_MOST_CANDIDATES]


def _is_initial(word: str) -> bool:
    return len(word) == 2 and word[1] == "."


def _points_to(word: str, name: frozenset[str]) -> bool:
    return word in name or (_is_initial(word) and any(other[0] == word[0] for other in name))
