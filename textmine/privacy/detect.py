"""Every mention of personal data in a text, from patterns and from the name tagger, without overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from textmine.language.wordlists import phrase_list
from textmine.privacy.entities import PLACEHOLDERS, Entity
from textmine.privacy.patterns import formatted
from textmine.privacy.tagger import KINDS, Word, stem, tag

THRESHOLDS = {"PERSON": 0.1, "ORGANISATION": 0.4, "PLACE": 0.4}
"""Least probability at which a word is part of a name. A missed person costs more than a masked word; for
organisations and places, which do not point to anybody alone, both errors cost the same."""
_SAME_PERSON = 0.02
"""Least probability for a word that is a person's name elsewhere in the same text."""
_BETWEEN = re.compile(r"[ \t\xa0]|-")
_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(PLACEHOLDERS.values()) + r")(?: \d+)?\]")
_NOT_A_NAME = re.compile(r"[\W\d_]+")


def detect(text: str) -> list[Entity]:
    """Mentions of personal data, in order and without overlaps.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Entity
        Offsets in code points, end-exclusive. Where finds overlap they become one, of the direct identifier's type.
    """
    found = sorted([*formatted(text), *_names(text)], key=lambda e: (e.start, -(e.end - e.start), not e.direct))
    redacted = [match.span() for match in _PLACEHOLDER.finditer(text)]
    if redacted:
        found = [e for e in found if not any(start < e.end and e.start < end for start, end in redacted)]
    merged: list[Entity] = []
    for entity in found:
        if merged and entity.start < merged[-1].end:
            merged[-1] = _union(text, merged[-1], entity)
        else:
            merged.append(entity)
    return merged


def _union(text: str, first: Entity, second: Entity) -> Entity:
    """One mention in place of two that overlap, so that nothing either covers stays in the text."""
    ranked = sorted((first, second), key=lambda e: (e.direct, e.score), reverse=True)
    winner, end = ranked[0], max(first.end, second.end)
    return Entity(winner.type, first.start, end, text[first.start : end], winner.score, winner.source)


def _names(text: str) -> Iterator[Entity]:
    words = tag(text)
    public = phrase_list("public_names")
    for kind, threshold in THRESHOLDS.items():
        number = KINDS.index(kind)
        chosen = [w.probabilities[number] >= threshold and not _NOT_A_NAME.fullmatch(w.text) for w in words]
        if kind == "PERSON":
            people = {stem(w.text) for w, own in zip(words, chosen, strict=True) if own}
            chosen = [
                own or (w.probabilities[number] >= _SAME_PERSON and stem(w.text) in people)
                for w, own in zip(words, chosen, strict=True)
            ]
        else:
            chosen = [own and w.text.casefold() not in public for w, own in zip(words, chosen, strict=True)]
        yield from _spans(text, words, chosen, kind)


def _spans(text: str, words: Sequence[Word], chosen: Sequence[bool], kind: str) -> Iterator[Entity]:
    """Neighbouring chosen words as one mention."""
    number = KINDS.index(kind)
    open_: list[Word] = []
    for word, own in zip(words, chosen, strict=True):
        if not own:
            continue
        if open_ and not _joined(text, open_[-1], word):
            yield _entity(text, open_, kind, number)
            open_ = []
        open_.append(word)
    if open_:
        yield _entity(text, open_, kind, number)


def _entity(text: str, words: Sequence[Word], kind: str, number: int) -> Entity:
    start, end = words[0].start, words[-1].end
    score = round(max(float(word.probabilities[number]) for word in words), 4)
    return Entity(kind, start, end, text[start:end], score, "tagger")


def _joined(text: str, first: Word, second: Word) -> bool:
    """Whether two words are one name: «Anne-Grete», «Kari Aasen», «K. Aasen»."""
    between = text[first.end : second.start]
    return bool(_BETWEEN.fullmatch(between)) or (len(first.text) == 1 and between.strip() in ("", "."))
