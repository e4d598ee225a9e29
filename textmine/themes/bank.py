"""The theme bank: names and definitions that themes of earlier surveys were given, proposed where close enough."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from textmine.encode import Vectors
from textmine.language import normalise
from textmine.language.lemmas import content_lemmas
from textmine.resources import shipped
from textmine.themes.cluster import cosines, unit_rows
from textmine.themes.values import Theme

CLOSE_ENOUGH = 0.5
"""Least cosine of a theme's centre with an entry whose name is proposed; how it was chosen: docs/themes.md."""
_FEWEST_USES = 2


@dataclass(frozen=True, eq=False)
class Bank:
    """Entries of the bank with unit vectors of what sets them apart.

    Attributes
    ----------
    ids : sequence of str, length n
        ``survey/theme``.
    names, definitions : sequence of dict of str to str
        Keyed by language.
    vectors : ndarray (n, d), rows of unit length
    """

    ids: Sequence[str]
    names: Sequence[dict[str, str]]
    definitions: Sequence[dict[str, str]]
    vectors: Vectors

    def without(self, survey: str) -> Bank:
        """The bank as it would be had a survey never been coded."""
        kept = [row for row, id in enumerate(self.ids) if id.split("/")[0] != survey]
        return Bank(
            [self.ids[row] for row in kept],
            [self.names[row] for row in kept],
            [self.definitions[row] for row in kept],
            self.vectors[kept],
        )


def bank_texts() -> list[str]:
    """«Name. Definition» of every entry, first all in bokmål, then all in nynorsk."""
    return [
        normalise(f"{entry['name'][standard]}. {entry['definition'][standard]}")
        for standard in ("nb", "nn")
        for entry in _entries()
    ]


@cache
def theme_bank(encoder_id: str | None) -> Bank | None:
    """The bank with the vectors that ship, or None where those are of another encoder.

    Parameters
    ----------
    encoder_id : str or None
        Id of the encoder that theme centres come from.
    """
    with np.load(shipped("corpora/theme_bank.npz"), allow_pickle=False) as stored:
        if str(stored["encoder_id"]) != encoder_id:
            return None
        return _bank(stored["vectors"].astype(np.float32))


def both_standards(vectors: Vectors) -> Vectors:
    """Mean of an entry's vectors in bokmål and nynorsk, from vectors of ``bank_texts``."""
    bokmal, nynorsk = np.split(vectors, 2)
    return np.asarray((bokmal + nynorsk) / 2, dtype=np.float32)


def propose_names(
    themes: Sequence[Theme],
    centres: Vectors,
    words: Sequence[Mapping[str, int]],
    bank: Bank | None,
    close_enough: float = CLOSE_ENOUGH,
) -> list[Theme]:
    """Themes with names and definitions of the bank where one is close enough; the others as they were.

    Vectors alone would call farmers' talk of inspectors «Møtet med politiet». So every content word of a name must be
    used in the survey, and one of them in two texts of the theme. A name is given to one theme only: the pairs with the
    greatest cosines are taken first.

    Parameters
    ----------
    themes : sequence of Theme, length k
    centres : ndarray (k, d)
    words : sequence of mapping of str to int, length k
        How many texts of each theme use each content lemma.
    bank : Bank or None
    close_enough : float
        Least cosine.
    """
    if bank is None or not len(themes):
        return list(themes)
    survey = set[str]().union(*words)
    similarity = cosines(centres, bank.vectors)
    named = list(themes)
    open_themes, taken = set(range(len(themes))), set[str]()
    for place in np.argsort(-similarity, axis=None, kind="stable"):
        theme, entry = divmod(int(place), similarity.shape[1])
        if similarity[theme, entry] < close_enough or not open_themes:
            break
        name = bank.names[entry]["nb"]
        if theme in open_themes and name not in taken and _fits(name, words[theme], survey):
            named[theme] = _named(themes[theme], bank, entry)
            open_themes.discard(theme)
            taken.add(name)
    return named


def _fits(name: str, words: Mapping[str, int], survey: set[str]) -> bool:
    lemmas = _name_lemmas(name)
    return set(lemmas) <= survey and any(words.get(lemma, 0) >= _FEWEST_USES for lemma in lemmas)


@cache
def _name_lemmas(name: str) -> tuple[str, ...]:
    return tuple(content_lemmas([name], ["nb"])[0])


def _named(theme: Theme, bank: Bank, entry: int) -> Theme:
    names, definition = bank.names[entry], bank.definitions[entry]
    return replace(
        theme,
        name=names["nb"],
        names={standard: names[standard] for standard in ("nb", "nn")},
        definition={standard: definition[standard] for standard in ("nb", "nn")},
        source=f"bank:{bank.ids[entry]}",
    )


@cache
def _entries() -> list[dict[str, dict[str, str]]]:
    entries: list[dict[str, dict[str, str]]] = json.loads(shipped("corpora/theme_bank.json").read_text("utf-8"))
    return entries


def _bank(vectors: Vectors) -> Bank:
    entries = _entries()
    # What all definitions share, their form, is not what tells them apart.
    placed = unit_rows(vectors - vectors.mean(axis=0))
    ids = [str(entry["id"]) for entry in entries]
    return Bank(ids, [entry["name"] for entry in entries], [entry["definition"] for entry in entries], placed)
