"""Redaction: personal data replaced by what kind of thing it was."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.language.clean import as_text
from textmine.privacy.detect import detect
from textmine.privacy.entities import PLACEHOLDERS, Entity, Redaction
from textmine.privacy.tagger import stem


def redact(text: object, quasi: bool = True) -> Redaction:
    """Replace personal data in a text.

    Parameters
    ----------
    text : str
        Anything else is read as text; None and missing numbers as no text.
    quasi : bool
        Whether quasi identifiers (named institutions, small places, exact dates, ages) are replaced and listed too.

    Returns
    -------
    Redaction
        ``text`` with placeholders such as [NAVN], the same person with the same one ([NAVN 1], [NAVN 2] where there are
        several), and ``entities`` with offsets into the original. Redacted text is not anonymous text: what somebody
        tells can point to them without any name, so a person reads it before it is printed.
    """
    original = as_text(text)
    entities = [entity for entity in detect(original) if quasi or entity.direct]
    pieces, position = [], 0
    for entity, placeholder in zip(entities, _placeholders(entities), strict=True):
        pieces += [original[position : entity.start], placeholder]
        position = entity.end
    return Redaction("".join([*pieces, original[position:]]), entities)


def _placeholders(entities: Sequence[Entity]) -> list[str]:
    """What each mention is replaced by."""
    people = _people([entity.text for entity in entities if entity.type == "PERSON"])
    several = len(set(people)) > 1
    numbers = iter(people)
    result = []
    for entity in entities:
        name = PLACEHOLDERS[entity.type]
        if entity.type == "PERSON":
            number = next(numbers)
            name = f"{name} {number}" if several else name
        result.append(f"[{name}]")
    return result


def _people(mentions: Sequence[str]) -> list[int]:
    """Number of the person behind each mention.

    One whose names are all among an earlier mention's is that person («Kari» after «Kari Aasen»), and so is one whose
    mention adds to an earlier one («Kari Aasen» after «Kari»); «Per Aasen» is another.
    """
    known: list[set[str]] = []
    by_word: dict[str, list[int]] = {}
    numbers = []
    for mention in mentions:
        words = {stem(word.strip(".,")) for word in mention.split()} - {""}
        candidates = sorted({number for word in words for number in by_word.get(word, [])})
        number = next((n for n in candidates if words <= known[n] or known[n] <= words), len(known))
        if number == len(known):
            known.append(set())
        for word in words - known[number]:
            by_word.setdefault(word, []).append(number)
        known[number] |= words
        numbers.append(number + 1)
    return numbers
