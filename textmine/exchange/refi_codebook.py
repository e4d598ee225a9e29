"""REFI-QDA 1.0: codebooks (.qdc), and what they share with projects.

The standard: https://www.qdasoftware.org. Children stand in the order of its schemas, and an empty container is left
out, since it is invalid. GUIDs are made from the project's own ids, so that two exports can be compared.
"""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from textmine.coding.codebook import Codebook, Language
from textmine.errors import InputError
from textmine.exchange.characters import printable
from textmine.exchange.codes import Code, codes_of

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
_COLOUR = frozenset("0123456789abcdefABCDEF")
_LONG_COLOUR, _SHORT_COLOUR = 7, 4


def codebook_file(book: Codebook, origin: str, language: Language = "nb", *, flat: bool = False) -> bytes:
    """The themes in use as a .qdc file.

    Parameters
    ----------
    book : Codebook
    origin : str
        As for `Material`.
    language, flat
        As for `codes_of`.

    Raises
    ------
    InputError
        If no theme is in use: the format has no empty codebook.
    """
    codes = codes_of(book, language, flat=flat)
    if not codes:
        raise InputError("the codebook has no theme in use", "Make themes in the app, or find some: textmine discover")
    root = ET.Element("CodeBook", {"xmlns": _NAMESPACE, "origin": made_by()})
    add_codes(ET.SubElement(root, "Codes"), codes, origin)
    return written(root)


def add_codes(parent: ET.Element, codes: Sequence[Code], origin: str) -> None:
    """Codes below each other as their depths say."""
    line = [parent]
    for code in codes:
        attributes = {"guid": guid(origin, "code", code.theme.id), "name": code.name, "isCodable": "true"}
        if _is_colour(code.theme.colour):
            attributes["color"] = code.theme.colour
        element = ET.SubElement(line[code.depth], "Code", attributes)
        if code.description:
            ET.SubElement(element, "Description").text = code.description
        line[code.depth + 1 :] = [element]


def _is_colour(text: str) -> bool:
    return text[:1] == "#" and len(text) in (_SHORT_COLOUR, _LONG_COLOUR) and _COLOUR.issuperset(text[1:])


def made_by() -> str:
    """What the file says it was made by."""
    from textmine import __version__

    return f"textmine {__version__}"


def guid(origin: str, kind: str, *key: str) -> str:
    """A GUID that is the same each time, and another in another project."""
    project = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:textmine:{printable(origin)}")
    return str(uuid.uuid5(project, "\x1f".join((kind, *map(printable, key)))))


def written(root: ET.Element) -> bytes:
    """A document as UTF-8, an element a line."""
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
