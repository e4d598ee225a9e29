"""The Word file that a report is written into: textmine's own look, or a template of the user's own."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Any

from textmine.errors import InputError
from textmine.report.writers.house_style import house_style

STYLES = ("Title", "Subtitle", "Heading 1", "Heading 2", "Normal", "Caption", "Quote")
"""Paragraph styles that a template must have, under Word's own English names."""
_BROKEN = (SyntaxError, ValueError, KeyError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)
"""What reading a file that is no zip file, a damaged or an encrypted one ends with; bad XML is a SyntaxError."""
_LOOK = frozenset({"styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering"})
_KEPT = _LOOK | {"header", "footer", "footnotes", "endnotes"}
"""Parts of a template that belong to its look; footnotes hold the line above them."""
_KEPT_OF_FILE = frozenset({"officeDocument", "core-properties"})
_NOTES = ("footnotes", "endnotes")


def check_template(template: str | Path) -> None:
    """Refuse a template that a report cannot be made from.

    Raises
    ------
    InputError
        If it is no Word file or lacks a style.
    """
    opened(template)


def opened(template: str | Path | None) -> Any:
    """An empty Word file with the template's look, or with textmine's own.

    Raises
    ------
    InputError
        If it is no Word file or lacks a style.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if template is None:
        file = docx.Document()
        house_style(file)
        return file
    try:
        file = docx.Document(str(template))
        known = {style.name for style in file.styles}
    except (PackageNotFoundError, *_BROKEN) as error:
        raise InputError("is no Word file (.docx)", "Save the template as .docx", file=template) from error
    if missing := [name for name in STYLES if name not in known]:
        remedy = "Use each of them once in Word, save, and try again"
        raise InputError(f"the template lacks the styles {', '.join(missing)}", remedy, file=template)
    if not file.sections:
        raise InputError("the template says nothing of its page", "Open it in Word, save, and try again", file=template)
    _emptied(file)
    return file


def _emptied(file: Any) -> None:
    """Take out the text and what hangs on it: pictures, charts with their figures, comments, macros, notes.

    What is left without a relation is not written: a reader would find last year's figures in the file.
    """
    body = file.element.body
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    for relations, kept in ((file.part.rels, _KEPT), (file.part.package.rels, _KEPT_OF_FILE)):
        for key in [key for key, relation in relations.items() if _kind(relation) not in kept]:
            del relations[key]
    for relation in file.part.rels.values():
        if _kind(relation) in _NOTES:
            _without_notes(relation.target_part)
        elif _kind(relation) == "settings":
            _without_links(relation.target_part)


def _kind(relation: Any) -> str:
    """Last word of a relation's type; a relation to outside the file is of no kind that is kept."""
    return "" if relation.is_external else str(relation.reltype).rsplit("/", 1)[-1]


def _without_notes(part: Any) -> None:
    """Footnotes without those of the text; the lines that part them from it are notes too."""
    from docx.opc.oxml import serialize_part_xml
    from docx.oxml import parse_xml
    from docx.oxml.ns import qn

    root = parse_xml(part.blob)
    for note in list(root):
        if note.get(qn("w:type")) is None:
            root.remove(note)
    part._blob = serialize_part_xml(root)


def _without_links(part: Any) -> None:
    """Settings that fetch nothing: a template attached to the template may lie on a server."""
    from docx.oxml.ns import qn

    for key in [key for key, relation in part.rels.items() if relation.is_external]:
        del part.rels[key]
    for tag in ("w:attachedTemplate", "w:mailMerge"):
        for element in list(part.element.iter(qn(tag))):
            element.getparent().remove(element)
