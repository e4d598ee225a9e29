"""A document as one HTML file that fetches nothing: charts are SVG in the page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from textmine.report.dates import made
from textmine.report.document import Chart, Document, Heading, Paragraph, Quotation, Table
from textmine.report.drawing import Picture
from textmine.report.numbers import Numbers
from textmine.report.words import say


def html_page(document: Document, pictures: Mapping[Chart, Picture]) -> bytes:
    """The document as UTF-8."""
    from jinja2 import Environment, PackageLoader
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("textmine.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    kinds = {Heading: "heading", Paragraph: "paragraph", Table: "table", Chart: "chart", Quotation: "quote"}
    numbering = _Numbering()
    page = environment.get_template("document.html").render(
        document=document,
        kind=lambda block: kinds[type(block)],
        cell=Numbers(document.language).cell,
        # The pictures are drawn here, from numbers and escaped labels.
        svg=lambda number, chart: Markup(_own_ids(pictures[chart].svg, number)),  # noqa: S704 - our own drawing
        say=lambda key, **values: say(key, document.language, **values),
        made=made(document.date, document.language),
        number=numbering,
    )
    return page.encode("utf-8", "replace")


class _Numbering:
    """Numbers of tables and figures, from 1."""

    def __init__(self) -> None:
        self._last: dict[str, int] = {}

    def __call__(self, kind: str) -> int:
        self._last[kind] = self._last.get(kind, 0) + 1
        return self._last[kind]


def _own_ids(svg: str, number: int) -> str:
    """A picture whose ids are its own among all pictures of the page, and that fills the width it gets."""
    svg = re.sub(r'\b(id|clip-path)="(url\(#|#)?', lambda m: f"{m[0]}f{number}-", svg)
    svg = svg.replace('xlink:href="#', f'xlink:href="#f{number}-')
    return re.sub(r'<svg ([^>]*?)width="[^"]*"', r"<svg \1", re.sub(r'height="[\d.]+pt"', "", svg, count=1), count=1)
