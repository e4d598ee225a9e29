"""Bokmål forms of nynorsk words, by which the encoder reads both standards alike.

    python -m models.build.nynorsk_words --pairs train.tsv.gz

Four sources, the surest first: `nynorsk_by_hand.tsv`; words that stand in each other's place in aligned sentences, in
the definitions of `corpora/training`, which were written in both standards, and in its bokmål answers and what Apertium
(Debian: apertium-nno-nob) makes of them; and, for words of the dictionaries of
simplemma and of the corpora's nynorsk answers, endings and stems exchanged as in those, where that gives a word that
bokmål has. A word that bokmål writers use as often is left as it is, but for forms in -a, which bokmål has beside
others.
"""

from __future__ import annotations

import argparse
import gzip
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from models.build.data import ROOT, read_surveys, training_names
from models.build.translate import in_nynorsk
from textmine.encode.standards import WORD, WORDS_FILE

TARGET = ROOT / "models" / "encoder" / WORDS_FILE
BY_HAND = Path(__file__).with_name("nynorsk_by_hand.tsv")
_RARER = 5
_SHORTEST = 4


@dataclass
class Counts:
    """What stands for a nynorsk word in bokmål, and how often each word is written in either standard."""

    stands_for: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    bokmal: Counter[str] = field(default_factory=Counter)
    nynorsk: Counter[str] = field(default_factory=Counter)

    def add_pair(self, bokmal: str, nynorsk: str) -> None:
        """Count the words of a text in both standards: where as many words differ, they stand for each other."""
        left, right = words(bokmal), words(nynorsk)
        self.bokmal.update(left)
        self.nynorsk.update(right)
        for kind, a, b, c, d in SequenceMatcher(None, right, left, autojunk=False).get_opcodes():
            if kind == "equal" or (kind == "replace" and b - a == d - c):
                for own, other in zip(right[a:b], left[c:d], strict=True):
                    self.stands_for[own][other] += 1

    def is_nynorsk(self, word: str) -> bool:
        """Whether the word is much rarer in bokmål."""
        in_nynorsk = self.nynorsk[word] / self.nynorsk.total()
        return in_nynorsk >= _RARER * self.bokmal[word] / self.bokmal.total()


def words(text: str) -> list[str]:
    """Words in small letters."""
    return [found.group().lower() for found in WORD.finditer(text)]


def count(pairs: Path) -> Counts:
    """Count the aligned sentences, and our corpora's definitions and answers."""
    counts = Counts()
    with gzip.open(pairs, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.add_pair(*line.rstrip("\n").split("\t")[:2])
    for survey in read_surveys(training_names(final=True)):
        for theme in survey.themes:
            counts.add_pair(theme.name["nb"], theme.name["nn"])
            counts.add_pair(theme.definition["nb"], theme.definition["nn"])
        frame = survey.statements()
        for text in frame.loc[frame["language"] == "nn", "text"]:
            counts.nynorsk.update(words(text))
        bokmal = frame.loc[frame["language"] == "nb", "text"].tolist()
        for text, translated in zip(bokmal, in_nynorsk(bokmal), strict=True):
            counts.add_pair(text, translated)
    return counts


def aligned(counts: Counts) -> dict[str, str]:
    """Words that mostly stand for one other word: seen twice, or once where they look alike."""
    found = {}
    for word, others in counts.stands_for.items():
        best, times = min(others.items(), key=lambda item: (-item[1], item[0]))
        if best == word or 2 * times < others.total():
            continue
        if not (counts.is_nynorsk(word) or is_radical(word, best)):
            continue
        if times >= 2 or SequenceMatcher(None, word, best).ratio() >= 0.6:
            found[word] = best
    return found


def is_radical(word: str, other: str) -> bool:
    """Whether the word is one of those in -a that bokmål allows beside -en, -et and -ene."""
    return word.endswith("a") and other.endswith(("en", "et", "ene"))


class Rewriting:
    """Exchanges of endings and stems that known words show, tried on words that are not known."""

    def __init__(self, known: dict[str, str], bokmal: set[str]) -> None:
        self._known, self._bokmal = known, bokmal
        self._endings = _exchanges((_ending(*pair) for pair in known.items()), 4)
        self._stems = _exchanges((_stem(*pair) for pair in known.items()), 2)

    def best(self, word: str) -> str | None:
        """The bokmål word that the most evidence speaks for; None where there is none."""
        scores: dict[str, int] = {}
        for text, evidence in self._other_endings(word):
            for candidate, more in self._other_stems(text):
                if candidate != word and candidate in self._bokmal:
                    scores[candidate] = max(scores.get(candidate, 0), evidence + more)
        return max(scores, key=lambda name: (scores[name], name)) if scores else None

    def _other_endings(self, word: str) -> Iterator[tuple[str, int]]:
        yield word, 0
        for place in range(1, len(word) - 1):
            for ending, times in self._endings.get(word[place:], ()):
                yield word[:place] + ending, times
            # The last part of a compound is a word that is known.
            if place >= 3 and len(word) - place >= _SHORTEST and word[place:] in self._known:
                yield word[:place] + self._known[word[place:]], 50 + len(word) - place

    def _other_stems(self, word: str) -> Iterator[tuple[str, int]]:
        yield word, 0
        for place in range(3, len(word)):
            for stem, times in self._stems.get(word[:place], ()):
                yield stem + word[place:], times + place
            if place >= _SHORTEST and word[:place] in self._known:
                yield self._known[word[:place]] + word[place:], 20 + place


def _ending(word: str, other: str) -> list[tuple[str, str]]:
    same = _shared(word, other)
    return [(word[k:], other[k:]) for k in range(max(2, same - 2), same + 1)] if same >= 2 else []


def _stem(word: str, other: str) -> list[tuple[str, str]]:
    same = _shared(word[::-1], other[::-1])
    cuts = [(word[: len(word) - k], other[: len(other) - k]) for k in range(max(0, same - 3), same + 1)]
    return [cut for cut in cuts if len(cut[0]) >= 3]


def _shared(one: str, other: str) -> int:
    return next((k for k, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _exchanges(found: Iterable[list[tuple[str, str]]], least: int) -> dict[str, list[tuple[str, int]]]:
    counts = Counter(pair for pairs in found for pair in pairs)
    kept: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for (own, other), times in sorted(counts.items()):
        if times >= least and own and own != other:
            kept[own].append((other, times))
    return kept


def dictionary(language: str) -> set[str]:
    """Word forms of simplemma's dictionary."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    forms = DefaultDictionaryFactory().get_dictionary(language)
    return {(form.decode() if isinstance(form, bytes) else form).lower() for form in forms}


def learn(pairs: Path) -> dict[str, str]:
    """Nynorsk word forms and their bokmål ones."""
    by_hand = dict(line.split("\t") for line in BY_HAND.read_text(encoding="utf-8").splitlines())
    counts = count(pairs)
    known = aligned(counts) | by_hand
    bokmal = dictionary("nb") | {word for word, times in counts.bokmal.items() if times >= 2}
    rewriting = Rewriting(known, bokmal)
    unknown = (dictionary("nn") | set(counts.nynorsk)) - bokmal - set(known)
    grown = {word: rewriting.best(word) for word in unknown if word.isalpha() and len(word) >= _SHORTEST}
    return {word: other for word, other in grown.items() if other} | known


def main() -> None:
    """Learn the table and write it beside the encoder that reads by it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, required=True, help="aligned sentences: bokmål, tab, nynorsk")
    table = learn(parser.parse_args().pairs)
    lines = "".join(f"{word}\t{other}\n" for word, other in sorted(table.items()))
    TARGET.write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
    print(f"{len(table):,} words, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
