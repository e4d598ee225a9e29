"""REFI-QDA 1.0: projects (.qdpx) for NVivo, MAXQDA, ATLAS.ti, QualCoder and others."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from textmine.coding.codebook import Language
from textmine.exchange.characters import one_line, plain
from textmine.exchange.codes import Code, codes_of
from textmine.exchange.material import Material
from textmine.exchange.refi_codebook import add_codes, guid, made_by, written
from textmine.exchange.sources import Newline, Source, SourceOf, sources_of

_PROJECT = "urn:QDA-XML:project:1.0"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)


def project_file(
    material: Material,
    *,
    source: SourceOf = "question",
    newline: Newline = "lf",
    language: Language = "nb",
    flat: bool = False,
) -> bytes:
    """A project as a .qdpx file: coders, themes, attributes, respondents, texts and the codings on them.

    Parameters
    ----------
    material : Material
    source, newline
        As for `sources_of`.
    language, flat
        As for `codes_of`.
    """
    sources = sources_of(material, source, newline)
    codes = codes_of(material.codebook, language, flat=flat)
    texts = [(f"sources/{guid(material.origin, 'source', each.key)}.txt", each.text.encode()) for each in sources]
    return _archive(written(_ProjectWriter(material, sources, codes).root()), texts)


class _ProjectWriter:
    """The XML of a project."""

    def __init__(self, material: Material, sources: Sequence[Source], codes: Sequence[Code]) -> None:
        self._material, self._sources, self._codes = material, sources, codes
        self._variables = ["wave", "language", *material.attributes]
        self._rows = {str(row["response_id"]): row for row in material.responses.to_dict("records")}
        self._codings: dict[str, list[Mapping[Hashable, Any]]] = {}
        for row in material.codings.sort_values(["statement_id", "theme_id"]).to_dict("records"):
            self._codings.setdefault(row["statement_id"], []).append(row)

    def root(self) -> ET.Element:
        """The element Project."""
        material = self._material
        root = ET.Element("Project", {"xmlns": _PROJECT, "name": one_line(material.name), "origin": made_by()})
        times = list(material.codings["time"])
        coders = sorted(set(material.codings["coder"]))
        if coders:
            root.set("creatingUserGUID", self._guid("user", coders[0]))
            root.set("creationDateTime", _moment(min(times)))
            root.set("modifiedDateTime", _moment(max(times)))
        self._add(root, "Users", (self._user(coder) for coder in coders))
        if self._codes:
            add_codes(ET.SubElement(ET.SubElement(root, "CodeBook"), "Codes"), self._codes, material.origin)
        self._add(root, "Variables", map(self._variable, self._variables))
        self._add(root, "Cases", self._cases())
        self._add(root, "Sources", map(self._source, self._sources))
        return root

    def _guid(self, kind: str, *key: str) -> str:
        return guid(self._material.origin, kind, *key)

    @staticmethod
    def _add(parent: ET.Element, name: str, children: Iterable[ET.Element]) -> None:
        if found := list(children):
            ET.SubElement(parent, name).extend(found)

    def _user(self, coder: str) -> ET.Element:
        name = one_line(self._material.coders.get(coder, coder))
        return ET.Element("User", {"guid": self._guid("user", coder), "name": name})

    def _variable(self, name: str) -> ET.Element:
        attributes = {"guid": self._guid("variable", name), "name": one_line(name), "typeOfVariable": "Text"}
        return ET.Element("Variable", attributes)

    def _cases(self) -> Iterable[ET.Element]:
        """A case a respondent in a wave, with her attributes and what she wrote."""
        whole = {each.response_id: each for each in self._sources if each.response_id}
        said: dict[str, list[str]] = {}
        for each in self._sources:
            for selection in each.selections:
                said.setdefault(selection.response_id, []).append(self._guid("selection", selection.statement_id))
        people: dict[tuple[str, str], list[str]] = {}
        for id, row in self._rows.items():
            people.setdefault((str(row["wave"]), str(row["respondent"])), []).append(id)
        for (wave, respondent), own in people.items():
            name = one_line(f"{wave}-{respondent}" if wave else respondent)
            case = ET.Element("Case", {"guid": self._guid("case", wave, respondent), "name": name})
            case.extend(self._values(own))
            for id in own:
                if id in whole:
                    ET.SubElement(case, "SourceRef", {"targetGUID": self._guid("source", whole[id].key)})
            for id in own:
                # A source that holds many answers belongs to no case; what is coded in it does.
                for selected in said.get(id, []) if id not in whole else []:
                    ET.SubElement(case, "SelectionRef", {"targetGUID": selected})
            yield case

    def _values(self, responses: Sequence[str]) -> Iterable[ET.Element]:
        """Attributes of a respondent; where her answers differ, as the first that has one."""
        for name in self._variables:
            value = next((text for id in responses if (text := plain(str(self._rows[id][name])))), "")
            if value:
                element = ET.Element("VariableValue")
                ET.SubElement(element, "VariableRef", {"targetGUID": self._guid("variable", name)})
                ET.SubElement(element, "TextValue").text = value
                yield element

    def _source(self, source: Source) -> ET.Element:
        own = self._guid("source", source.key)
        path = f"internal://{own}.txt"
        element = ET.Element("TextSource", {"guid": own, "name": source.name, "plainTextPath": path})
        for selection in source.selections:
            codings = self._codings[selection.statement_id]
            # The quote says which reading of the offsets is meant: the standard's text and its sample differ.
            attributes = {
                "guid": self._guid("selection", selection.statement_id),
                "name": source.text[selection.start : selection.end],
                "startPosition": str(selection.start),
                "endPosition": str(selection.end),
                # Some readers leave out a selection of nobody.
                "creatingUser": self._guid("user", str(codings[0]["coder"])),
                "creationDateTime": _moment(codings[0]["time"]),
            }
            ET.SubElement(element, "PlainTextSelection", attributes).extend(map(self._coding, codings))
        if source.response_id:
            element.extend(self._values([source.response_id]))
        return element

    def _coding(self, row: Mapping[Hashable, Any]) -> ET.Element:
        statement, theme, coder = (str(row[name]) for name in ("statement_id", "theme_id", "coder"))
        attributes = {"guid": self._guid("coding", statement, theme), "creatingUser": self._guid("user", coder)}
        element = ET.Element("Coding", {**attributes, "creationDateTime": _moment(row["time"])})
        ET.SubElement(element, "CodeRef", {"targetGUID": self._guid("code", theme)})
        return element


def _moment(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _archive(project: bytes, files: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip file whose bytes depend on nothing but its content."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, content in (("project.qde", project), *files):
            info = zipfile.ZipInfo(name, _FIRST_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            target.writestr(info, content, compresslevel=6)
    return stream.getvalue()
