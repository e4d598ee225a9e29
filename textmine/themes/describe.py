"""What a person reads of a theme: size, keywords, a name in both standards, and texts that show it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors
from textmine.language.lemmas import content_lemmas
from textmine.themes.cluster import Labels
from textmine.themes.keywords import term_counts, theme_keywords, with_pairs
from textmine.themes.representative import varied_central
from textmine.themes.values import Theme

MOST_READ = 5_000
"""Texts whose words and language are read; themes and names of more change little, and reading takes most time."""
_IN_NAME = 3
_REPRESENTATIVE = 10
_FEWEST_IN_STANDARD = 5


@dataclass(frozen=True, eq=False)
class Corpus:
    """Different texts in canonical order with what themes are described from.

    Attributes
    ----------
    texts : sequence of str, length n
    languages : sequence of str
        Written standards of the texts that ``evenly`` picks.
    rows : ndarray (n, d), rows of unit length
    counts : ndarray of int (n,)
        How often each text was given.
    """

    texts: Sequence[str]
    languages: Sequence[str]
    rows: Vectors
    counts: npt.NDArray[np.int64]

    @cached_property
    def terms(self) -> list[list[str]]:
        """Content lemmas of the texts that ``evenly`` picks, and pairs of them; reading them takes most of the time."""
        read = evenly(len(self.texts))
        return with_pairs(content_lemmas([self.texts[row] for row in read], list(self.languages)))


def evenly(n: int, most: int = MOST_READ) -> Labels:
    """Rows that words and languages are read from: all of n, or as many as that, evenly spread."""
    return np.unique(np.linspace(0, n - 1, min(n, most)).astype(np.int64))


def describe(corpus: Corpus, labels: Labels, centres: Vectors) -> tuple[list[Theme], list[Counter[str]]]:
    """Themes in order of id, named by their keywords, and how many texts of each use each term.

    Parameters
    ----------
    corpus : Corpus
    labels : ndarray of int (n,)
        Theme of each text.
    centres : ndarray (themes, d)
    """
    read, languages = evenly(len(labels)), np.array(corpus.languages)
    terms = corpus.terms
    keywords = theme_keywords(terms, labels[read], len(centres))
    by_standard = {}
    for standard in ("nb", "nn"):
        own = np.where(languages == standard, labels[read], -1)
        enough = np.bincount(own[own >= 0], minlength=len(centres)) >= _FEWEST_IN_STANDARD
        found = theme_keywords(terms, own, len(centres), _IN_NAME)
        by_standard[standard] = [
            words if ok and words else keywords[theme][:_IN_NAME]
            for theme, (words, ok) in enumerate(zip(found, enough, strict=True))
        ]
    sizes = np.bincount(labels, weights=corpus.counts, minlength=len(centres)).astype(int)
    themes = []
    for theme, words in enumerate(keywords):
        rows = np.flatnonzero(labels == theme)
        texts = tuple(
            corpus.texts[row] for row in rows[varied_central(corpus.rows[rows], centres[theme], _REPRESENTATIVE)]
        )
        fallback = texts[0] if texts else ""
        names = {standard: ", ".join(by_standard[standard][theme]) or fallback for standard in ("nb", "nn")}
        name = ", ".join(words[:_IN_NAME]) or fallback
        themes.append(Theme(theme, name, tuple(words), int(sizes[theme]), texts, names))
    return themes, term_counts(terms, labels[read], len(centres))
