"""The look of a Word report without a template of the user's own."""

from __future__ import annotations

from typing import Any

from textmine.report.drawing import BLUE, INK, RULE, SOFT
from textmine.report.writers.fields import add_page_number

_FONT = "Calibri"
_SIZES = {"Title": 24, "Subtitle": 13, "Heading 1": 18, "Heading 2": 13, "Normal": 10.5, "Caption": 9, "Quote": 10.5}
_BEFORE = {"Heading 1": 22, "Heading 2": 16, "Caption": 10}
_AFTER = {"Title": 4, "Heading 1": 8, "Heading 2": 4, "Normal": 6, "Caption": 4, "Quote": 8}


def house_style(file: Any) -> None:
    """Set fonts, sizes, colours, margins and page numbers of python-docx's own template."""
    from docx.shared import Cm

    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)
    for name in _SIZES:
        _set(file.styles[name], name)
    _plain_title(file.styles["Title"])
    _bar(file.styles["Quote"])
    _rules(file.styles["Table Grid"])
    _page_number(section.footer.paragraphs[0])


def _set(style: Any, name: str) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    font, form = style.font, style.paragraph_format
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), _FONT)
    font.size = Pt(_SIZES[name])
    font.bold, font.italic = name.startswith("Heading") or name in {"Title", "Caption"}, False
    font.color.rgb = RGBColor.from_string((SOFT if name == "Subtitle" else INK).lstrip("#"))
    form.space_before, form.space_after = Pt(_BEFORE.get(name, 0)), Pt(_AFTER.get(name, 0))
    form.line_spacing = 1.15
    form.keep_with_next = name.startswith("Heading") or name == "Caption"


def _plain_title(style: Any) -> None:
    """Take away the line that the template draws under a title."""
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _bar(style: Any) -> None:
    """A bar beside quotes."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "10"), ("color", BLUE.lstrip("#"))):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    style.paragraph_format.left_indent = Cm(0.6)
    style.paragraph_format.keep_together = True


def _rules(style: Any) -> None:
    """Thin lines between a table's rows and none between its columns."""
    from docx.oxml.ns import qn

    for border in style.element.iter(qn("w:tblBorders")):
        for line in border:
            upright = line.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}
            line.set(qn("w:val"), "nil" if upright else "single")
            line.set(qn("w:color"), RULE.lstrip("#"))


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    add_page_number(paragraph)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
