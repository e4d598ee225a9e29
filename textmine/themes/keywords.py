"""Keywords of themes: class-based TF-IDF over lemmas and over pairs of lemmas that keep each other company.

Grootendorst (2022), *BERTopic: Neural topic modeling with a class-based TF-IDF procedure*,
arXiv:2203.05794, eq. 1; with every text counting a word once, so that one long answer does not name a theme.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import numpy as np

from textmine.themes.cluster import Labels

_FEWEST_PAIRS = 3
_LEAST_ASSOCIATION = 0.3


def theme_keywords(lemmas: Sequence[Sequence[str]], labels: Labels, n_themes: int, n: int = 10) -> list[list[str]]:
    """The n most telling terms of each theme, best first.

    Parameters
    ----------
    lemmas : sequence of sequence of str, length m
        Terms of each text: content lemmas, or ``with_pairs`` of them.
    labels : ndarray of int (m,)
        Theme of each text; -1 is left out.
    n_themes : int
    n : int

    Returns
    -------
    list of list of str, length n_themes
        A word that is part of a better pair is left out.
    """
    counts = term_counts(lemmas, labels, n_themes)
    total: Counter[str] = Counter()
    for counter in counts:
        total.update(counter)
    average = sum(total.values()) / max(n_themes, 1)
    keywords = []
    for counter in counts:
        size = sum(counter.values())
        scores = {word: count / size * float(np.log(1 + average / total[word])) for word, count in counter.items()}
        # A word used once says little of a theme; it only fills up where nothing else is left.
        ranked = sorted(scores, key=lambda word: (counter[word] < 2, -scores[word], " " not in word, word))
        keywords.append(_without_parts(ranked)[:n])
    return keywords


def term_counts(lemmas: Sequence[Sequence[str]], labels: Labels, n_themes: int) -> list[Counter[str]]:
    """How many texts of each theme use each term; see ``theme_keywords``."""
    counts: list[Counter[str]] = [Counter() for _ in range(n_themes)]
    for words, label in zip(lemmas, labels, strict=True):
        if label >= 0:
            counts[label].update(dict.fromkeys(words, 1))
    return counts


def with_pairs(lemmas: Sequence[Sequence[str]]) -> list[list[str]]:
    """Lemmas of each text, and behind them the adjacent pairs that are terms of their own («lang ventetid»).

    A pair counts as a term where at least three texts have it and its normalised pointwise mutual information is 0.3 or
    more (Bouma 2009, *Normalized (pointwise) mutual information in collocation extraction*).

    Parameters
    ----------
    lemmas : sequence of sequence of str, length m
        Content lemmas of each text, in order of appearance.
    """
    words = Counter(itertools.chain.from_iterable(set(text) for text in lemmas))
    pairs = Counter(itertools.chain.from_iterable(set(itertools.pairwise(text)) for text in lemmas))
    n = max(1, len(lemmas))
    kept = {
        pair
        for pair, count in pairs.items()
        if count >= _FEWEST_PAIRS and pair[0] != pair[1] and _association(count, words[pair[0]], words[pair[1]], n)
    }
    return [[*text, *(" ".join(pair) for pair in itertools.pairwise(text) if pair in kept)] for text in lemmas]


def _association(together: int, first: int, second: int, n: int) -> bool:
    if together == n:
        return True
    information = np.log(together * n / (first * second))
    return bool(information / -np.log(together / n) >= _LEAST_ASSOCIATION)


def _without_parts(ranked: Sequence[str]) -> list[str]:
    """Terms without words that a better pair holds, and without pairs that hold a better word."""
    kept: list[str] = []
    taken: set[str] = set()
    for term in ranked:
        parts = set(term.split(" "))
        if not parts & taken:
            kept.append(term)
            taken |= parts
    return kept
