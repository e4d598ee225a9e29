"""A response with its statements marked, and who wrote it: survey text reaches the page as data, never as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import streamlit as st

Kind = Literal["current", "other", "masked"]

_CSS = """
.answer { font: inherit; font-size: 1.05rem; line-height: 1.7; white-space: pre-wrap; overflow-wrap: anywhere;
  color: var(--st-text-color); margin: 0; max-width: 46rem; }
mark { color: inherit; background: none; border-radius: 3px; padding: .1em .05em; }
mark.current { background: color-mix(in srgb, var(--st-primary-color) 22%, transparent);
  border-bottom: 2px solid var(--st-primary-color); font-weight: 600; }
mark.masked { background: color-mix(in srgb, var(--st-orange-color) 22%, transparent);
  border-bottom: 2px dashed var(--st-orange-color); }
mark.other { border-bottom: 1px dotted color-mix(in srgb, var(--st-text-color) 55%, transparent); }
.attributes { font-size: .875rem; margin: .5rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem;
  color: color-mix(in srgb, var(--st-text-color) 75%, transparent); }
.attributes div { display: flex; gap: .35rem; }
dt { margin: 0; } dt::after { content: ":"; } dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
"""
# Text is only ever set as textContent and attributes by setAttribute: nothing in it can become markup.
_JS = """
const KINDS = ["current", "other", "masked"];
export default function({ parentElement, data }) {
  const add = (parent, tag, text, cls) => {
    const element = document.createElement(tag);
    if (cls) element.className = cls;
    if (text !== undefined) element.textContent = text;
    parent.appendChild(element);
    return element;
  };
  const root = parentElement.querySelector(".response");
  root.replaceChildren();
  const answer = add(root, "p", undefined, "answer");
  if (data.language) answer.setAttribute("lang", data.language);
  for (const piece of data.pieces) {
    if (!piece.kind) { answer.appendChild(document.createTextNode(piece.text)); continue; }
    const mark = add(answer, "mark", piece.text, KINDS.includes(piece.kind) ? piece.kind : "other");
    if (piece.title) mark.setAttribute("title", piece.title);
    if (piece.kind === "current") mark.setAttribute("aria-current", "true");
  }
  if (data.attributes.length) {
    const list = add(root, "dl", undefined, "attributes");
    for (const [name, value] of data.attributes) {
      const pair = add(list, "div");
      add(pair, "dt", name);
      add(pair, "dd", value);
    }
  }
}
"""


@dataclass(frozen=True)
class Marked:
    """A statement to mark in its response; ``start`` and ``end`` are code points, ``title`` is shown on hovering."""

    start: int
    end: int
    kind: Kind = "other"
    title: str = ""


def response_view(
    text: str,
    marked: Sequence[Marked],
    attributes: Mapping[str, str] | None = None,
    *,
    language: str = "",
    key: str = "response",
) -> None:
    """Draw a response.

    Parameters
    ----------
    text : str
        The whole response.
    marked : sequence of Marked
        Statements in it; where two overlap, the one that begins first is marked, and «current» before all.
    attributes : mapping, optional
        What is known about the respondent; empty values are left out.
    language : str
        Written standard of the text (nb, nn), for screen readers.
    key : str
        Of the element.
    """
    data = {
        "pieces": pieces(text, marked),
        "attributes": [[str(name), str(value)] for name, value in (attributes or {}).items() if str(value).strip()],
        "language": language if language in ("nb", "nn") else "",
    }
    _component()(data=data, key=key, height="content")


def pieces(text: str, marked: Sequence[Marked]) -> list[dict[str, Any]]:
    """The text in order as pieces of plain and marked text, which together are the text again."""
    chosen: list[Marked] = []
    for span in sorted(marked, key=lambda each: (each.kind != "current", each.start, each.end)):
        inside = 0 <= span.start < span.end <= len(text)
        if inside and all(span.end <= other.start or span.start >= other.end for other in chosen):
            chosen.append(span)
    found: list[dict[str, Any]] = []
    at = 0
    for span in sorted(chosen, key=lambda each: each.start):
        found.append({"text": text[at : span.start], "kind": "", "title": ""})
        found.append({"text": text[span.start : span.end], "kind": span.kind, "title": span.title})
        at = span.end
    found.append({"text": text[at:], "kind": "", "title": ""})
    return [piece for piece in found if piece["text"]]


def _component() -> Any:
    """The component; to register the same again changes nothing."""
    return st.components.v2.component(
        "textmine_response", html='<div class="response"></div>', css=_CSS, js=_JS, isolate_styles=True
    )
