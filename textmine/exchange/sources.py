"""Text files of a REFI-QDA project, and where each coded statement stands in them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textmine.exchange.characters import one_line, plain_with_spans
from textmine.exchange.material import Material

SourceOf = Literal["question", "response"]
Newline = Literal["lf", "crlf"]
_Span = tuple[str, int, int]


@dataclass(frozen=True)
class Selection:
    """A coded statement: code points of the source's text, end-exclusive."""

    statement_id: str
    response_id: str
    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A text file; ``response_id`` says whose answer it is, and is empty where it holds many."""

    key: str
    name: str
    text: str
    selections: tuple[Selection, ...]
    response_id: str = ""


def sources_of(material: Material, of: SourceOf = "question", newline: Newline = "lf") -> list[Source]:
    """One source a question, each answer under a line with its id, or one a response; blank answers are left out.

    Parameters
    ----------
    material : Material
    of : {"question", "response"}
    newline : {"lf", "crlf"}
        How lines of the files end; offsets count what is in the file.
    """
    spans = _coded_spans(material)
    columns = (material.responses[name] for name in ("response_id", "question", "text"))
    rows = [row for row in zip(*columns, strict=True) if row[2].strip()]
    if of == "response":
        return [_source(id, id, [(id, text)], spans, newline, whole=id) for id, _, text in rows]
    answers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for id, question, text in rows:
        answers[question].append((id, text))
    return [
        _source(question, material.questions.get(question) or question or material.name, own, spans, newline)
        for question, own in answers.items()
    ]


def _coded_spans(material: Material) -> dict[str, list[_Span]]:
    """Coded statements of each response."""
    coded = set(material.codings["statement_id"])
    columns = ("response_id", "statement_id", "shown_start", "shown_end")
    found: dict[str, list[_Span]] = defaultdict(list)
    for response, statement, start, end in zip(*(material.statements[name] for name in columns), strict=True):
        if statement in coded and end > start:
            found[response].append((statement, int(start), int(end)))
    return found


def _source(
    key: str,
    name: str,
    answers: Sequence[tuple[str, str]],
    spans: dict[str, list[_Span]],
    newline: Newline,
    whole: str = "",
) -> Source:
    pieces: list[str] = []
    selections: list[Selection] = []
    length = 0
    for id, text in answers:
        own = spans.get(id, [])
        body, places = plain_with_spans(text, [(start, end) for _, start, end in own])
        head, tail = ("", "") if whole else (f"[{one_line(id)}]\n", "\n\n")
        at = length + len(head)
        selections += [
            Selection(statement, id, at + start, at + end)
            for (statement, _, _), (start, end) in zip(own, places, strict=True)
        ]
        pieces.append(f"{head}{body}{tail}")
        length += len(pieces[-1])
    content = "".join(pieces)
    if newline == "crlf":
        content, selections = _with_carriage_returns(content, selections)
    return Source(key, one_line(name), content, tuple(selections), whole)


def _with_carriage_returns(text: str, selections: Sequence[Selection]) -> tuple[str, list[Selection]]:
    """The text with two characters at each line's end, and the selections moved along."""
    ends = [place for place, character in enumerate(text) if character == "\n"]
    moved = [
        Selection(s.statement_id, s.response_id, s.start + bisect_left(ends, s.start), s.end + bisect_left(ends, s.end))
        for s in selections
    ]
    return text.replace("\n", "\r\n"), moved
