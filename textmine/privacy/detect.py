"""Every mention of personal data in a text, from patterns and from the name tagger, without overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from textmine.language.clean import compose
from textmine.language.wordlists import phrase_list
from textmine.privacy.entities import PLACEHOLDERS, Entity
from textmine.privacy.institutions import institutions
from textmine.privacy.naming import people
from textmine.privacy.patterns import formatted
from textmine.privacy.tagger import KINDS, NameModel, Word, shipped_model, tag

THRESHOLD = 0.4
"""Least probability at which a word is part of an organisation's or a place's name: both errors cost the same, since
such a name does not point to anybody alone."""
_BEFORE_PLACES = frozenset(["i", "på", "til", "frå", "fra", "ved", "mot", "heter", "heiter", "utanfor", "utenfor"])
_BETWEEN = re.compile(r"[ \t\xa0]|-")
_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(PLACEHOLDERS.values()) + r")(?: \d+)?\](?:s\b)?")
_HONORIFIC = re.compile(r"(?<!\w)(?:dr\.?|doktor|fru|frk\.?|frøken|hr\.?|herr|sr\.)[ \xa0]$", re.IGNORECASE)
"""What is said as part of a name and not as somebody's work or kin."""
_LONGEST_HONORIFIC = 9
_NOT_A_NAME = re.compile(r"[\W\d_]+")


def detect(text: str, model: NameModel | None = None) -> list[Entity]:
    """Mentions of personal data, in order and without overlaps.

    Parameters
    ----------
    text : str
    model : NameModel, optional
        Of the name tagger; by default the one that ships.

    Returns
    -------
    list of Entity
        Offsets in code points, end-exclusive. Where finds overlap they become one, of the direct identifier's type.
    """
    composed = compose(text)
    found = _detect(composed.text, model or shipped_model())
    if composed.starts is None:
        return found
    spans = [composed.original(entity.start, entity.end) for entity in found]
    return [replace(e, start=a, end=b, text=text[a:b]) for e, (a, b) in zip(found, spans, strict=True)]


def _detect(text: str, model: NameModel) -> list[Entity]:
    finds = [*formatted(text), *institutions(text, model.common_words), *_names(text, model)]
    found = sorted(finds, key=lambda e: (e.start, -(e.end - e.start), not e.direct))
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
    # What has a form is better known than what has not: «Kong Oscars gate 4» is an address, whoever it is named after.
    ranked = sorted((first, second), key=lambda e: (e.direct, e.type != "PERSON", e.score), reverse=True)
    winner, end = ranked[0], max(first.end, second.end)
    return Entity(winner.type, first.start, end, text[first.start : end], winner.score, winner.source)


def _names(text: str, model: NameModel) -> Iterator[Entity]:
    words = tag(text, model)
    yield from _spans(text, words, people(text, words, model.common_words), "PERSON")
    public = phrase_list("public_names")
    for kind in ("ORGANISATION", "PLACE"):
        number = KINDS.index(kind)
        chosen = [w.probabilities[number] >= THRESHOLD and not _NOT_A_NAME.fullmatch(w.text) for w in words]
        if kind == "PLACE":
            chosen = [own or place for own, place in zip(chosen, _known_places(words), strict=True)]
        chosen = [own and w.text.casefold() not in public for w, own in zip(words, chosen, strict=True)]
        yield from _spans(text, words, chosen, kind)


def _known_places(words: Sequence[Word]) -> Iterator[bool]:
    """Whether each word is a known place by its capital and the word before it: «Bussen til Os», «bur i Time»."""
    places, before = phrase_list("places"), ""
    for word in words:
        yield word.text in places and before in _BEFORE_PLACES
        before = word.text


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
    if kind == "PERSON" and (title := _HONORIFIC.search(text, max(0, start - _LONGEST_HONORIFIC), start)):
        start = title.start()
    score = round(max(float(word.probabilities[number]) for word in words), 4)
    return Entity(kind, start, end, text[start:end], score, "tagger")


def _joined(text: str, first: Word, second: Word) -> bool:
    """Whether two words are one name: «Anne-Grete», «Kari Aasen», «K. Aasen»."""
    between = text[first.end : second.start]
    return bool(_BETWEEN.fullmatch(between)) or (len(first.text) == 1 and between.strip() in ("", "."))
