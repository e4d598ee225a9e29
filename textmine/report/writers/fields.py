"""Fields of a Word file: numbered captions, bookmarks, and a table of contents with its entries filled in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_POINTS = 10


def _element(tag: str, text: str = "", **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    if text:
        element.text = text
        element.set(qn("xml:space"), "preserve")
    return element


def _run(*children: Any) -> Any:
    run = _element("w:r")
    run.extend(children)
    return run


def add_sequence(paragraph: Any, label: str, number: int) -> None:
    """A SEQ field that shows ``number`` until Word counts again."""
    field = _element("w:fldSimple", instr=f" SEQ {label} \\* ARABIC ")
    field.append(_run(_element("w:t", str(number))))
    paragraph._p.append(field)


def add_page_number(paragraph: Any) -> None:
    """A PAGE field."""
    field = _element("w:fldSimple", instr=" PAGE ")
    field.append(_run(_element("w:t", "1")))
    paragraph._p.append(field)


def add_bookmark(paragraph: Any, name: str) -> None:
    """A bookmark around a paragraph's text."""
    number = str(int(name.removeprefix("_Toc")))
    start = _element("w:bookmarkStart", id=number, name=name)
    paragraph._p.insert_element_before(start, "w:r")
    paragraph._p.append(_element("w:bookmarkEnd", id=number))


def add_contents(file: Any, title: str, entries: Sequence[tuple[int, str, str]]) -> None:
    """A table of contents field with links to the headings; Word adds page numbers when it is updated.

    Parameters
    ----------
    file : docx.Document
    title : str
    entries : sequence of (level, text, bookmark)
    """
    from docx.shared import Cm, Pt

    heading = file.add_paragraph(title, style="Subtitle")
    heading.paragraph_format.space_before = Pt(14)
    for number, (level, text, bookmark) in enumerate(entries):
        paragraph = file.add_paragraph(style="Normal")
        paragraph.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = 1.0
        if number == 0:
            paragraph._p.append(_run(_element("w:fldChar", fldCharType="begin")))
            paragraph._p.append(_run(_element("w:instrText", ' TOC \\o "1-2" \\h \\z \\u ')))
            paragraph._p.append(_run(_element("w:fldChar", fldCharType="separate")))
        link = _element("w:hyperlink", anchor=bookmark, history="1")
        size = _element("w:rPr")
        size.append(_element("w:sz", val=str(2 * _POINTS)))
        link.append(_run(size, _element("w:t", text)))
        paragraph._p.append(link)
        if number == len(entries) - 1:
            paragraph._p.append(_run(_element("w:fldChar", fldCharType="end")))
