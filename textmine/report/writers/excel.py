"""A document as an Excel workbook: a sheet a chapter, real tables, numbers as numbers."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from textmine.privacy.suppression import SYMBOL
from textmine.report.dates import made
from textmine.report.document import Block, Chart, Column, Document, Heading, Kind, Quotation, Table, Value
from textmine.report.drawing import BLUE, INK, SOFT, Picture
from textmine.report.words import say
from textmine.report.writers.archive import dated, moment
from textmine.themes.waves import Share

_FORMATS: dict[Kind, str] = {
    "count": "#,##0",
    "percent": "0.0%",
    "share": "0.0%",
    "points": "+0.0;-0.0;0.0",
    "number": "0.00",
    "p": "0.000",
}
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
_LINE_ENDS = re.compile(r"[\t\r\n]+")
_NARROWEST, _WIDEST, _TEXT = 11, 60, 34
_CELL_LIMIT = 32_767
_TITLE_LIMIT = 240
"""Excel takes 255 characters in a title of a table; a number may come behind it."""
_PIXELS_A_ROW = 20
_PICTURE_WIDTH = 620
_LINE = 15
"""Height of a line of 11 points, with what is around it."""
_HIGHEST = 409
"""The highest row that Excel reads without calling the file damaged."""
_PIXELS_AN_INCH = 96


def excel(document: Document, pictures: Mapping[Chart, Picture]) -> bytes:
    """The document as an .xlsx file."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties(
        {
            "title": document.title[:255],
            "subject": document.subtitle,
            "author": "textmine",
            "created": moment(document.date),
        }
    )
    writer = _Writer(book, document, pictures)
    writer.write()
    book.close()
    return dated(stream.getvalue(), document.date)


@dataclass
class _Place:
    """Where the next block of a sheet goes, and the columns' widths so far."""

    sheet: Any
    row: int
    widths: dict[int, int]


class _Writer:
    def __init__(self, book: Any, document: Document, pictures: Mapping[Chart, Picture]) -> None:
        self.book, self.document, self.pictures = book, document, pictures
        base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
        # Norwegian has a space before the sign; Excel sets the decimal mark itself.
        sign = "%" if document.language == "en" else r"\ %"
        codes = {kind: code.replace("%", sign) for kind, code in _FORMATS.items()}
        self.formats = {kind: book.add_format({**base, "num_format": code}) for kind, code in codes.items()}
        self.formats["text"] = book.add_format({**base, "text_wrap": True})
        self.hidden = book.add_format({**base, "align": "right"})
        self.title = book.add_format({**base, "font_size": 18, "bold": True})
        self.heading = book.add_format({**base, "font_size": 13, "bold": True, "font_color": BLUE})
        self.caption = book.add_format({**base, "bold": True})
        self.plain = book.add_format(base)
        self.right = book.add_format({**base, "bold": True, "align": "right"})
        self.note = book.add_format({**base, "italic": True, "font_color": SOFT})
        self.tables = 0

    def write(self) -> None:
        """A sheet with the contents, and one for each chapter."""
        names = self._sheet_names()
        front = self.book.add_worksheet(names[0])
        self.page(front)
        front.set_column(0, 0, _WIDEST)
        front.write_string(0, 0, self.document.title, self.title)
        front.write_string(1, 0, self.document.subtitle, self.note)
        front.write_string(2, 0, made(self.document.date, self.document.language), self.note)
        for row, (chapter, name) in enumerate(zip(self.document.chapters, names[1:], strict=True), 4):
            front.write_url(row, 0, f"internal:'{name}'!A1", string=chapter.title)
        for chapter, name in zip(self.document.chapters, names[1:], strict=True):
            place = _Place(self.book.add_worksheet(name), 2, {})
            self.page(place.sheet)
            place.sheet.write_string(0, 0, chapter.title, self.title)
            for block in chapter.blocks:
                self.block(place, block)
            for column, width in place.widths.items():
                place.sheet.set_column(column, column, width)

    def page(self, sheet: Any) -> None:
        """How a sheet looks and prints: A4, as wide as the page; the first row holds a title."""
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_row(0, 1.7 * _LINE)

    def _sheet_names(self) -> list[str]:
        """Names of the sheets: at most 31 characters, none twice."""
        names: list[str] = []
        for title in [say("contents", self.document.language), *(c.title for c in self.document.chapters)]:
            name = " ".join(_NOT_IN_NAMES.sub(" ", title).split())[:28].rstrip()
            while name.casefold() in {other.casefold() for other in names}:
                name = f"{name[:27]}{len(names)}"
            names.append(name)
        return names

    def block(self, place: _Place, block: Block) -> None:
        """One block below the last."""
        if isinstance(block, Table):
            self.table(place, block)
        elif isinstance(block, Chart):
            self.chart(place, block)
        else:
            place.row += isinstance(block, Heading)
            quoted = isinstance(block, Quotation)
            text = f"«{block.text}»{_source(block)}" if isinstance(block, Quotation) else block.text
            self.line(place, text, self.heading if isinstance(block, Heading) else self.plain if quoted else self.note)

    def line(self, place: _Place, text: str, form: Any) -> None:
        """A line of text that runs over the columns beside it."""
        place.sheet.write_string(place.row, 0, text[:_CELL_LIMIT], form)
        place.row += 1

    def chart(self, place: _Place, chart: Chart) -> None:
        """A picture with its caption above."""
        picture = self.pictures[chart]
        self.line(place, chart.caption, self.caption)
        # XlsxWriter reads the picture's own resolution, so that a scale of 1 is its size in inches.
        scale = _PICTURE_WIDTH / (_PIXELS_AN_INCH * picture.width)
        place.sheet.insert_image(
            place.row,
            0,
            "chart.png",
            {
                "image_data": io.BytesIO(picture.png),
                "description": chart.alternative,
                "x_scale": scale,
                "y_scale": scale,
                "object_position": 2,
            },
        )
        place.row += int(_PICTURE_WIDTH * picture.height / picture.width / _PIXELS_A_ROW) + 2

    def table(self, place: _Place, table: Table) -> None:
        """An Excel table; a share takes five columns."""
        self.line(place, table.caption, self.caption)
        columns = [spread for column in table.columns for spread in self._spread(column)]
        rows = [
            [cell for value, column in zip(row, table.columns, strict=True) for cell in _cells(value, column)]
            for row in table.rows
        ]
        titles = _different([column.title for column in columns])
        self.tables += 1
        top, last = place.row, place.row + max(len(rows), 1)
        place.sheet.add_table(
            top,
            0,
            last,
            len(columns) - 1,
            {
                "name": f"Table{self.tables}",
                "style": "Table Style Light 1",
                "autofilter": len(rows) > 1,
                "columns": [
                    {"header": title, "header_format": self.caption if column.kind == "text" else self.right}
                    for title, column in zip(titles, columns, strict=True)
                ],
            },
        )
        for number, row in enumerate(rows, top + 1):
            for at, (value, column) in enumerate(zip(row, columns, strict=True)):
                self.cell(place.sheet, number, at, value, column.kind)
        for number, title in enumerate(titles):
            texts = [row[number] for row in rows]
            longest = max([len(title), *(len(text) for text in texts if isinstance(text, str))])
            wide = min(_TEXT if number == 0 else _WIDEST, longest + 2)
            place.widths[number] = max(_NARROWEST, wide, place.widths.get(number, 0))
        for number, row in enumerate(rows, top + 1):
            lines = max(-(-len(text) // place.widths[at]) for at, text in enumerate(row) if isinstance(text, str))
            if lines > 1:
                place.sheet.set_row(number, min(lines * _LINE, _HIGHEST))
        place.row = last + 1
        if table.note:
            self.line(place, table.note, self.note)
        place.row += 1

    def cell(self, sheet: Any, row: int, column: int, value: Value, kind: Kind) -> None:
        """A number with its format, or text that Excel never runs."""
        if value is None:
            sheet.write_string(row, column, SYMBOL, self.hidden)
        elif isinstance(value, str):
            sheet.write_string(row, column, value[:_CELL_LIMIT], self.formats["text"])
        else:
            sheet.write_number(row, column, value, self.formats[kind])

    def _spread(self, column: Column) -> list[Column]:
        """The columns that a column becomes."""
        if column.kind != "share":
            return [column]
        own = "" if column.title == say("share", self.document.language) else f"{column.title}: "
        parts: list[tuple[str, Kind]] = [("only_share", "percent"), ("low", "percent"), ("high", "percent")]
        parts += [("count", "count"), ("of", "count")]
        return [Column(f"{own}{say(key, self.document.language)}", kind) for key, kind in parts]


def _cells(value: Value, column: Column) -> list[Value]:
    """The cells that a cell becomes."""
    if column.kind != "share":
        return [100 * value if column.kind == "points" and isinstance(value, float) else value]
    if not isinstance(value, Share) or value.suppressed:
        return [None] * 5
    return [value.share, value.low, value.high, value.count, value.out_of]


def _source(quote: Quotation) -> str:
    return f" ({quote.source})" if quote.source else ""


def _different(titles: list[str]) -> list[str]:
    """Column titles on one line, a number behind those that are there already: Excel wants them all different."""
    result: list[str] = []
    for title in (_LINE_ENDS.sub(" ", title)[:_TITLE_LIMIT] for title in titles):
        name, number = title, 2
        while name.casefold() in {other.casefold() for other in result}:
            name, number = f"{title} {number}", number + 1
        result.append(name)
    return result
