"""A quote beside its original: the redacted text, and where something was masked in either."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.privacy import Redaction, redact
from textmine.privacy.entities import Entity


@dataclass(frozen=True)
class MaskedText:
    """A text before and after redaction.

    Attributes
    ----------
    original, redacted : str
    original_spans, redacted_spans : tuple of (start, end, type)
        What was masked in the original and the placeholder it became, in the same order: code points, end-exclusive.
    """

    original: str
    redacted: str
    original_spans: tuple[tuple[int, int, str], ...]
    redacted_spans: tuple[tuple[int, int, str], ...]

    @property
    def masked_share(self) -> float:
        """Share of the original's characters that were masked."""
        return sum(end - start for start, end, _ in self.original_spans) / max(len(self.original), 1)


def mask(text: str) -> MaskedText:
    """Redact a text that stands alone, direct and quasi identifiers."""
    found = redact(text)
    return _beside(text, found, _placeholders(found))


def mask_statement(response: str, start: int, end: int, whole: Redaction | None = None) -> MaskedText:
    """Redact a statement inside its response, whose other statements say who is meant.

    A name given in full earlier in the response is known again where the statement has only a part of it. What the
    statement shows when it is read alone is masked too.

    Parameters
    ----------
    response : str
    start, end : int
        The statement in the response: code points, end-exclusive.
    whole : Redaction, optional
        Of the response, where it has been made already.
    """
    whole = redact(response) if whole is None else whole
    pieces = _placeholders(whole)
    inside = [
        (Entity(e.type, max(e.start, start) - start, min(e.end, end) - start, "", e.score, e.source), placeholder)
        for e, placeholder in zip(whole.entities, pieces, strict=True)
        if e.start < end and e.end > start
    ]
    statement = response[start:end]
    alone = whole if statement == response else redact(statement)
    for entity, placeholder in zip(alone.entities, _placeholders(alone), strict=True):
        if not any(entity.start < other.end and other.start < entity.end for other, _ in inside):
            inside.append((entity, placeholder))
    inside.sort(key=lambda pair: pair[0].start)
    entities = [entity for entity, _ in inside]
    return _beside(statement, Redaction("", entities), [placeholder for _, placeholder in inside])


def _placeholders(found: Redaction) -> list[str]:
    """What stands in the redacted text for each mention."""
    result, shift = [], 0
    for entity in found.entities:
        at = entity.start + shift
        # A placeholder holds no bracket but its own.
        placeholder = found.text[at : found.text.index("]", at) + 1]
        result.append(placeholder)
        shift += len(placeholder) - (entity.end - entity.start)
    return result


def _beside(text: str, found: Redaction, placeholders: Sequence[str]) -> MaskedText:
    pieces: list[str] = []
    before: list[tuple[int, int, str]] = []
    after: list[tuple[int, int, str]] = []
    position = length = 0
    for entity, placeholder in zip(found.entities, placeholders, strict=True):
        kept = text[position : entity.start]
        pieces += [kept, placeholder]
        length += len(kept)
        before.append((entity.start, entity.end, entity.type))
        after.append((length, length + len(placeholder), entity.type))
        length += len(placeholder)
        position = entity.end
    pieces.append(text[position:])
    return MaskedText(text, "".join(pieces), tuple(before), tuple(after))
