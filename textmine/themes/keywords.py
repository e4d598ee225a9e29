"""Keywords of themes: class-based TF-IDF over lemmas.

Grootendorst (2022), *BERTopic: Neural topic modeling with a class-based TF-IDF procedure*,
arXiv:2203.05794, eq. 1; with every text counting a word once, so that one long answer does not name a theme.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from textmine.themes.cluster import Labels


def theme_keywords(lemmas: Sequence[Sequence[str]], labels: Labels, n_themes: int, n: int = 10) -> list[list[str]]:
    """The n most telling lemmas of each theme, best first.

    Parameters
    ----------
    lemmas : sequence of sequence of str, length m
        Content lemmas of each text.
    labels : ndarray of int (m,)
        Theme of each text; -1 is left out.
    n_themes : int
    n : int

    Returns
    -------
    list of list of str, length n_themes
    """
    counts: list[Counter[str]] = [Counter() for _ in range(n_themes)]
    for words, label in zip(lemmas, labels, strict=True):
        if label >= 0:
            counts[label].update(dict.fromkeys(words, 1))
    total: Counter[str] = Counter()
    for counter in counts:
        total.update(counter)
    average = sum(total.values()) / max(n_themes, 1)
    keywords = []
    for counter in counts:
        size = sum(counter.values())
        scores = {word: count / size * float(np.log(1 + average / total[word])) for word, count in counter.items()}
        # A word used once says little of a theme; it only fills up where nothing else is left.
        ranked = sorted(scores, key=lambda word: (counter[word] < 2, -scores[word], word))
        keywords.append(ranked[:n])
    return keywords
