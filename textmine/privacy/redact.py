"""Redaction: personal data replaced by what kind of thing it was."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.language.clean import as_text
from textmine.privacy.detect import detect
from textmine.privacy.entities import PLACEHOLDERS, Entity, Redaction
from textmine.privacy.people import is_genitive, same_people


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
        several; «Karis» becomes [NAVN]s), and ``entities`` with offsets into the original. Redacted text is not
        anonymous text: what somebody
        tells can point to them without any name, so a person reads it before it is printed.
    """
    original = as_text(text)
    entities = [entity for entity in detect(original) if quasi or entity.direct]
    return Redaction(_replaced(original, entities, 0, len(original)), entities)


def redact_spans(text: str, entities: Sequence[Entity], spans: Sequence[tuple[int, int]]) -> list[str]:
    """Redact stretches of a text as parts of the whole: what a person is called in one, they are called in all.

    Parameters
    ----------
    text : str
    entities : sequence of Entity
        The text's, as ``redact`` lists them.
    spans : sequence of (int, int)
        Code points, end-exclusive. A mention that only partly lies in one is replaced there too.
    """
    return [_replaced(text, entities, start, end) for start, end in spans]


def _replaced(text: str, entities: Sequence[Entity], first: int, last: int) -> str:
    """The stretch of a text between two code points, mentions replaced."""
    pieces, position = [], first
    for entity, placeholder in zip(entities, _placeholders(entities), strict=True):
        if entity.start < last and first < entity.end:
            pieces += [text[position : max(first, entity.start)], placeholder]
            position = min(last, entity.end)
    return "".join([*pieces, text[position:last]])


def _placeholders(entities: Sequence[Entity]) -> list[str]:
    """What each mention is replaced by."""
    people = same_people([entity.text for entity in entities if entity.type == "PERSON"])
    several = len(set(people)) > 1
    numbers = iter(people)
    result = []
    for entity in entities:
        name = PLACEHOLDERS[entity.type]
        if entity.type == "PERSON":
            number = next(numbers)
            name = f"{name} {number}" if several else name
        result.append(f"[{name}]{'s' if entity.type == 'PERSON' and is_genitive(entity.text) else ''}")
    return result
