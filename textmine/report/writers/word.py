"""A document as a Word file: real styles, numbered captions, a table of contents, charts with alternative text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from pathlib import Path
from typing import Any

from textmine.report.dates import made
from textmine.report.document import Block, Chart, Column, Document, Heading, Paragraph, Quotation, Table, printable
from textmine.report.drawing import Picture
from textmine.report.numbers import Numbers
from textmine.report.words import say
from textmine.report.writers.archive import dated, moment
from textmine.report.writers.fields import add_bookmark, add_contents, add_sequence
from textmine.report.writers.template import opened

_TABLE_STYLES = ("Table Grid", "Normal Table")
_WIDE = 4
"""In a table of more columns than this an interval stands below its share."""
_TOGETHER = 3
"""Rows that stay with the head of a table on a page, and as many with its note."""
_TALL = 0.45
"""Share of a page's height from which on a chart comes behind the table that follows it."""
_LETTER = 64_000
"""Width of a letter of 8 points, in English Metric Units."""
_MOST_LETTERS = 120
_LONGEST_WORD = 16
_LANGUAGE_TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}


def word(document: Document, pictures: Mapping[Chart, Picture], template: str | Path | None = None) -> bytes:
    """The document as a .docx file.

    Parameters
    ----------
    document : Document
    pictures : mapping
        As ``draw_all`` returns it.
    template : str or Path, optional
        The user's own .docx: its styles, page, headers and footers are used, and its text is not.

    Raises
    ------
    InputError
        If the template is no Word file or lacks a style.
    """
    file = opened(template)
    writer = _Writer(file, document, pictures)
    writer.write()
    _set_properties(file, document)
    stream = io.BytesIO()
    file.save(stream)
    return dated(stream.getvalue(), document.date)


def _set_properties(file: Any, document: Document) -> None:
    properties, at = file.core_properties, moment(document.date)
    properties.title, properties.subject = printable(document.title)[:255], printable(document.subtitle)
    properties.author = properties.last_modified_by = "textmine"
    properties.comments = properties.keywords = properties.category = properties.content_status = ""
    properties.language = _LANGUAGE_TAGS[document.language]
    properties.created = properties.modified = at
    properties.revision = 1


class _Writer:
    """Writes blocks at the end of a Word file."""

    def __init__(self, file: Any, document: Document, pictures: Mapping[Chart, Picture]) -> None:
        self.file, self.document, self.pictures = file, document, pictures
        self.numbers = Numbers(document.language)
        self.sequences: dict[str, int] = {}
        section = file.sections[0]
        self.width = section.page_width - section.left_margin - section.right_margin
        self.height = section.page_height - section.top_margin - section.bottom_margin
        names = {style.name for style in file.styles}
        self.table_style = next((name for name in _TABLE_STYLES if name in names), None)

    def write(self) -> None:
        """The whole document."""
        document = self.document
        self.paragraph(document.title, "Title")
        self.paragraph(document.subtitle, "Subtitle")
        self.paragraph(made(document.date, document.language))
        entries = self._entries()
        add_contents(self.file, say("contents", document.language), entries)
        marks = iter(entries)
        for number, chapter in enumerate(document.chapters):
            heading = self.paragraph(chapter.title, "Heading 1")
            heading.paragraph_format.page_break_before = number == 0 or None
            add_bookmark(heading, next(marks)[2])
            ordered = self._in_order(chapter.blocks)
            for block, following in zip_longest(ordered, ordered[1:]):
                written = self.block(block)
                if isinstance(block, Heading):
                    add_bookmark(written, next(marks)[2])
                elif isinstance(block, Paragraph) and isinstance(following, (Paragraph, Chart, Table)):
                    # What leads up to a chart goes over to the next page with it.
                    written.paragraph_format.keep_with_next = True

    def _in_order(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks, a tall chart behind the table that follows it: only the table can fill what is left of a page."""
        ordered = list(blocks)
        for place, (block, following) in enumerate(pairwise(ordered)):
            if isinstance(block, Chart) and isinstance(following, Table):
                _, height = self._size(self.pictures[block])
                if height > _TALL * self.height:
                    ordered[place : place + 2] = [following, block]
        return ordered

    def _entries(self) -> list[tuple[int, str, str]]:
        """Level, text and bookmark of each heading."""
        found = []
        for chapter in self.document.chapters:
            found.append((1, printable(chapter.title)))
            found += [(2, printable(block.text)) for block in chapter.blocks if isinstance(block, Heading)]
        return [(level, text, f"_Toc{number:08d}") for number, (level, text) in enumerate(found, 1)]

    def paragraph(self, text: str, style: str = "Normal") -> Any:
        """A paragraph of clean text."""
        return self.file.add_paragraph(printable(text), style=style)

    def block(self, block: Block) -> Any:
        """One block; a heading gives back its paragraph."""
        if isinstance(block, Heading):
            return self.paragraph(block.text, "Heading 2")
        if isinstance(block, Paragraph):
            written = self.paragraph(block.text)
            return self._small(written) if block.note else written
        if isinstance(block, Quotation):
            return self.paragraph(block.text + (f"\n— {block.source}" if block.source else ""), "Quote")
        return self.chart(block) if isinstance(block, Chart) else self.table(block)

    def caption(self, kind: str, text: str) -> Any:
        """A caption with a number that Word counts itself."""
        self.sequences[kind] = self.sequences.get(kind, 0) + 1
        label = say(kind, self.document.language)
        paragraph = self.file.add_paragraph(f"{label} ", style="Caption")
        add_sequence(paragraph, label, self.sequences[kind])
        paragraph.add_run(f". {printable(text)}")
        return paragraph

    def chart(self, chart: Chart) -> None:
        """A picture with its caption above and its alternative text inside."""
        picture = self.pictures[chart]
        self.caption("figure", chart.caption).paragraph_format.keep_with_next = True
        width, _ = self._size(picture)
        shape = self.file.add_picture(io.BytesIO(picture.png), width=width)
        properties = shape._inline.docPr
        properties.set("descr", printable(chart.alternative))
        properties.set("name", f"{say('figure', self.document.language)} {self.sequences['figure']}")

    def _size(self, picture: Picture) -> tuple[int, int]:
        """Width and height that a chart has between the margins."""
        from docx.shared import Inches

        width = min(Inches(picture.width), self.width)
        return width, int(width * picture.height / picture.width)

    def table(self, table: Table) -> None:
        """A table with its caption above and its note below; the head is repeated on every page."""
        self.caption("table", table.caption).paragraph_format.keep_with_next = True
        grid = self.file.add_table(rows=1 + len(table.rows), cols=len(table.columns), style=self.table_style)
        grid.autofit = False
        texts = [[column.title for column in table.columns]]
        texts += [[self.numbers.cell(v, c.kind) for v, c in zip(row, table.columns, strict=True)] for row in table.rows]
        if len(table.columns) > _WIDE:
            texts[1:] = [[text.replace(" (", "\n(") for text in row] for row in texts[1:]]
        widths = _widths(table.columns, texts, self.width)
        # The head with the first rows, and the last ones with the note; the last row itself only where there is a note.
        last = len(texts) - (0 if table.note else 1)
        kept = {*range(_TOGETHER), *range(len(texts) - _TOGETHER, last)}
        for number, (row, values) in enumerate(zip(grid.rows, texts, strict=True)):
            _keep_whole(row)
            for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
                cell.width = widths[column]
                paragraph = self._fill(cell, value, number == 0, table.columns[column].kind != "text")
                paragraph.paragraph_format.keep_with_next = number in kept or None
        for grid_column, width in zip(grid.columns, widths, strict=True):
            grid_column.width = width
        _repeat_head(grid.rows[0])
        after = self._small(self.paragraph(table.note))
        after.paragraph_format.space_after = self._points(10)

    def _fill(self, cell: Any, value: str, head: bool, number: bool) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        paragraph = cell.paragraphs[0]
        run = paragraph.add_run(printable(value))
        run.font.size, run.bold = self._points(8), head or None
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before = self._points(1)
        paragraph.paragraph_format.line_spacing = 1.0
        if number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        return paragraph

    def _small(self, paragraph: Any) -> Any:
        for run in paragraph.runs:
            run.font.size, run.italic = self._points(8.5), True
        return paragraph

    @staticmethod
    def _points(size: float) -> Any:
        from docx.shared import Pt

        return Pt(size)


def _widths(columns: Sequence[Column], texts: Sequence[Sequence[str]], total: int) -> list[int]:
    """Widths of columns: numbers get what they need, words share the rest by how much there is of them."""
    need = []
    for place in range(len(columns)):
        lines = [line for row in texts[1:] for line in row[place].split("\n")]
        head = max(len(word) for word in texts[0][place].split(" ")) * 1.25
        need.append(max(head, 6, min(_MOST_LETTERS, max(map(len, lines), default=0))) + 2.5)
    numbers = sum(n for n, column in zip(need, columns, strict=True) if column.kind != "text")
    for_numbers = min(numbers * _LETTER, total * 0.8) / max(numbers, 1)
    widths = {p: need[p] * for_numbers for p, column in enumerate(columns) if column.kind != "text"}
    left, words = total - sum(widths.values()), [p for p in range(len(columns)) if p not in widths]
    longest = {p: max(len(word) for row in texts for word in row[p].split() or [""]) for p in words}
    # No column so narrow that its longest word is cut in two, where there is room for that.
    for place in sorted(words, key=need.__getitem__):
        rest = sum(need[p] for p in words if p not in widths)
        least = (min(longest[place], _LONGEST_WORD) * 1.25 + 2.5) * _LETTER
        widths[place] = max(left * need[place] / rest, min(least, left / 2)) if rest > need[place] else left
        left -= widths[place]
    return [int(widths[place]) for place in range(len(columns))]


def _keep_whole(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_head(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
