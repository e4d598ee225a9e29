"""Corrections of where statements begin and end, with what happens to their codings.

What a coder decided about the old statements says something about the new ones, and only that much is kept decided:

- split: a theme accepted for the whole is in the one half, the other or both, and nobody has said which, so both halves
  get it as suggested, unless the person who splits says where it belongs. A theme rejected for the whole is rejected
  for both halves.
- join: a theme accepted for a half is in the whole. Rejected stays rejected only where the coder accepted or suggested
  it for no half.
- move: the statements are the same ones, cut better, so codings keep their status.

Confidence, memo, coder and time go with each coding. Corrected statements get new ids, since vectors, models and other
coders' work are about the old text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from textmine.coding.codings import Coding
from textmine.coding.recoding import CodingChange, joined
from textmine.errors import InputError

Side = Literal["first", "second", "both"]


@dataclass(frozen=True)
class Span:
    """A statement with its place: Unicode code points into the response's text, end-exclusive.

    ``context`` holds governing words from outside it, as in `textmine.language.Statement`.
    """

    statement_id: str
    response_id: str
    start: int
    end: int
    context: str = ""


@dataclass(frozen=True)
class Correction:
    """Statements taken away and put in their place, and what happens to their codings; nothing is done before."""

    removed: tuple[Span, ...]
    added: tuple[Span, ...]
    codings: CodingChange

    @property
    def inverse(self) -> Correction:
        """The correction that takes this one back, codings included."""
        return Correction(self.added, self.removed, self.codings.inverse)

    def applied_to(self, spans: Iterable[Span]) -> list[Span]:
        """The statements after it, in order of response and place.

        Raises
        ------
        InputError
            If a statement to be taken away is not there as it was.
        """
        standing = {span.statement_id: span for span in spans}
        for span in self.removed:
            if standing.pop(span.statement_id, None) != span:
                raise InputError(
                    f"the statement {span.statement_id!r} was changed meanwhile", "Look at it again and repeat it"
                )
        standing |= {span.statement_id: span for span in self.added}
        return sorted(standing.values(), key=lambda span: (span.response_id, span.start, span.end))


def span_id(response_id: str, start: int, end: int) -> str:
    """An id made from the place: the same words of the same response always have the same one."""
    return f"{response_id}@{start}-{end}"


def split_span(
    span: Span,
    text: str,
    offset: int,
    codings: Iterable[Coding],
    *,
    places: Mapping[str, Side] | None = None,
    new_id: Callable[[str, int, int], str] = span_id,
) -> Correction:
    """Cut a statement in two.

    Parameters
    ----------
    span : Span
    text : str
        The whole response.
    offset : int
        Where to cut: code points into the response. Spaces and separators at the cut are left out of both halves.
    codings : iterable of Coding
        At least all those of the statement.
    places : mapping of theme id to {"first", "second", "both"}, optional
        Where a theme belongs, as the person who splits sees it: there accepted codings stay accepted, and the other
        half does not get it.
    new_id : callable, optional
        Makes the id of a new statement from response id, start and end.

    Raises
    ------
    InputError
        If a half would have no letter or digit.
    """
    first, second = (
        _placed(span, text, start, end, new_id) for start, end in ((span.start, offset), (offset, span.end))
    )
    sides = places or {}
    own = [coding for coding in codings if coding.statement_id == span.statement_id]
    added = []
    for coding in own:
        side = sides.get(coding.theme_id)
        status = "suggested" if coding.status == "accepted" and side is None else coding.status
        halves = {"first": (first,), "second": (second,)}.get(side or "both", (first, second))
        if coding.status == "rejected":
            halves = (first, second)
        added += [replace(coding, statement_id=half.statement_id, status=status) for half in halves]
    return Correction((span,), (first, second), CodingChange(tuple(own), tuple(added)))


def join_spans(
    spans: Sequence[Span],
    text: str,
    codings: Iterable[Coding],
    *,
    others: Iterable[Span] = (),
    new_id: Callable[[str, int, int], str] = span_id,
) -> Correction:
    """Make one statement of neighbours, with the words between them.

    Parameters
    ----------
    spans : sequence of Span
        Two or more of the same response.
    text : str
        The whole response.
    codings : iterable of Coding
        At least all those of the statements.
    others : iterable of Span, optional
        The response's other statements; none may lie between.
    new_id : callable, optional
        Makes the id of a new statement from response id, start and end.

    Raises
    ------
    InputError
        If there are fewer than two, they are of different responses, or another lies between them.
    """
    parts = sorted(spans, key=lambda span: span.start)
    if len(parts) < 2 or len({span.response_id for span in parts}) > 1:
        raise InputError("these statements cannot be joined", "Choose two or more of the same response")
    start, end = parts[0].start, max(span.end for span in parts)
    ids = {span.statement_id for span in parts}
    if any(
        other.statement_id not in ids and other.start < end and other.end > start
        for other in others
        if other.response_id == parts[0].response_id
    ):
        raise InputError("another statement lies between those to be joined", "Join it too, or choose neighbours")
    whole = _placed(parts[0], text, start, end, new_id)
    own = [coding for coding in codings if coding.statement_id in ids]
    return Correction(tuple(parts), (whole,), CodingChange(tuple(own), _gathered(own, whole)))


def move_span(
    span: Span,
    text: str,
    start: int,
    end: int,
    codings: Iterable[Coding],
    *,
    others: Iterable[Span] = (),
    new_id: Callable[[str, int, int], str] = span_id,
) -> Correction:
    """Give a statement other bounds; statements that it now overlaps give way.

    Parameters
    ----------
    span : Span
    text : str
        The whole response.
    start, end : int
        The new bounds: code points into the response. Spaces and separators at the ends are left out.
    codings : iterable of Coding
        At least all those of the response's statements.
    others : iterable of Span, optional
        The response's other statements.
    new_id : callable, optional
        Makes the id of a new statement from response id, start and end.

    Raises
    ------
    InputError
        If the statement, or one that gives way, would have no letter or digit left.
    """
    moved = _placed(span, text, start, end, new_id)
    pairs = [(span, moved)]
    for other in others:
        overlaps = other.start < moved.end and other.end > moved.start
        if other.response_id == span.response_id and other.statement_id != span.statement_id and overlaps:
            before = other.start < span.start
            bounds = (other.start, moved.start) if before else (moved.end, other.end)
            pairs.append((other, _placed(other, text, *bounds, new_id)))
    changed = {old.statement_id: (old, new) for old, new in pairs if (old.start, old.end) != (new.start, new.end)}
    own = tuple(coding for coding in codings if coding.statement_id in changed)
    added = tuple(replace(coding, statement_id=changed[coding.statement_id][1].statement_id) for coding in own)
    return Correction(
        tuple(old for old, _ in changed.values()), tuple(new for _, new in changed.values()), CodingChange(own, added)
    )


def _gathered(codings: Iterable[Coding], whole: Span) -> tuple[Coding, ...]:
    by_key: dict[tuple[str, str, str], list[Coding]] = {}
    for coding in codings:
        moved = replace(coding, statement_id=whole.statement_id)
        by_key.setdefault(moved.key, []).append(moved)
    return tuple(joined(group) for group in by_key.values())


def _placed(span: Span, text: str, start: int, end: int, new_id: Callable[[str, int, int], str]) -> Span:
    """A new statement between these offsets, without space and separators at its ends."""
    # Negative offsets count from the end in a slice.
    start, end = max(0, start), max(0, min(len(text), end))
    while start < end and (text[start].isspace() or text[start] in ",;:/)–—-.!?"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:/(–—-"):
        end -= 1
    if not any(character.isalnum() for character in text[start:end]):
        raise InputError("a statement would have no words", "Cut between words, so that each part has some")
    return Span(new_id(span.response_id, start, end), span.response_id, start, end, span.context)
