"""A small project as plain values, and readers of what is written that are not ours."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from lxml import etree

from textmine.coding import Codebook, Theme, Wording
from textmine.exchange.material import CODING_COLUMNS, Material

_PLACES = [above / "shared" / "data" / "refi-qda" for above in Path(__file__).parents[2:]]
SCHEMAS = next((place for place in _PLACES if place.exists()), _PLACES[0])
needs_schemas = pytest.mark.skipif(not SCHEMAS.exists(), reason="the REFI-QDA schemas are not here")
PROJECT = "{urn:QDA-XML:project:1.0}"
CODEBOOK = "{urn:QDA-XML:codebook:1.0}"
TIME = datetime(2025, 3, 1, 12, tzinfo=UTC)
# Astral, decomposed, Windows line ends and a control character: everything that moves or breaks offsets.
TEXTS = (
    "Vi mangler boliger 🏠 til unge. Ventetiden er lang.",
    "Bra pa\u030a kveldstid\r\nMen for fa\u030a plasser 👩‍⚕️ på dagtid.",
    "vet ikke",
    "",
    "Ring\x0bmeg <&> «nå».",
)
PARTS = (
    ("Vi mangler boliger 🏠 til unge.", "Ventetiden er lang."),
    ("Bra pa\u030a kveldstid", "Men for fa\u030a plasser 👩‍⚕️ på dagtid."),
    ("vet ikke",),
    (),
    ("Ring\x0bmeg <&> «nå».",),
)
CODED = (("1.1", "T1"), ("1.2", "T2"), ("2.1", "T3"), ("2.2", "T2"), ("2.2", "T1"), ("5.1", "T2"))
HOSTILE = ("=1+1", "<b>&\"'", "a\x00b\ud800\n\tc", "x" * 5000, "ALL", "æøå" * 40, "  ", "@x")


def statements_of(texts: Sequence[str] = TEXTS, parts: Sequence[Sequence[str]] = PARTS) -> pd.DataFrame:
    rows = []
    for number, (text, own) in enumerate(zip(texts, parts, strict=True), start=1):
        at = 0
        for place, part in enumerate(own, start=1):
            at = text.index(part, at)
            end = at + len(part)
            empty = part == "vet ikke"
            rows.append((str(number), f"{number}.{place}", at, end, part, "nb", at, end, not empty, number != 5))
            at = end
    columns = ["response_id", "statement_id", "start", "end", "text", "language"]
    return pd.DataFrame(rows, columns=[*columns, "shown_start", "shown_end", "informative", "decided"])


def codings_of(pairs: Sequence[tuple[str, str]] = CODED) -> pd.DataFrame:
    rows = [(statement, theme, "accepted", "kari", TIME, float("nan")) for statement, theme in pairs]
    return pd.DataFrame(rows, columns=list(CODING_COLUMNS)).astype({"confidence": float})


def book_of(names: Sequence[str] = ("Bolig", "Ventetid", "Kveld")) -> Codebook:
    """T1, T2 and so on; the third below the first."""
    themes = [
        Theme(
            f"T{n}", Wording(nb=name), Wording(nb=f"Om {n}"), parent="T1" if n == 3 else None, colour="#0a141e", order=n
        )
        for n, name in enumerate(names, start=1)
    ]
    return Codebook(themes=tuple(themes))


@pytest.fixture
def material() -> Material:
    responses = pd.DataFrame(
        {
            "response_id": ["1", "2", "3", "4", "5"],
            "respondent": ["1", "2", "3", "4", "1"],
            "wave": ["2024", "2024", "2024", "2024", "2024"],
            "question": ["a", "a", "a", "a", "b"],
            "text": TEXTS,
            "language": "nb",
            "size": ["small", "", "large", "small", "small"],
        }
    )
    return Material(
        "Undersøkelsen",
        "2025 kari",
        responses,
        statements_of(),
        codings_of(),
        book_of(),
        {"a": "Hva mangler?"},
        {"kari": "Kari N."},
    )


_CONTAINERS = ("Users", "CodeBook", "Codes", "Variables", "Cases", "Sources", "VariableValue")
Opened = tuple[etree._Element, dict[str, str]]


@pytest.fixture
def opened() -> Callable[[bytes], Opened]:
    """A .qdpx as its XML, checked against the schema where that is here, and its texts by path."""

    def read(content: bytes) -> Opened:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read("project.qde"))
            texts = {name: archive.read(name).decode("utf-8") for name in archive.namelist()[1:]}
        check(root, "Project")
        return root, texts

    return read


def check(root: etree._Element, name: str) -> None:
    """Fail on what the standard does not allow."""
    for element in root.iter(*(f"{space}{tag}" for space in (PROJECT, CODEBOOK) for tag in _CONTAINERS)):
        assert len(element), f"{element.tag} is empty"
    guids = [element.get("guid") for element in root.iter() if element.get("guid")]
    assert len(set(guids)) == len(guids)
    known = set(guids)
    for element in root.iter():
        for attribute in ("targetGUID", "creatingUser", "creatingUserGUID"):
            assert element.get(attribute) is None or element.get(attribute) in known
    if SCHEMAS.exists():
        schema = etree.XMLSchema(etree.parse(SCHEMAS / f"{name}.xsd"))
        schema.assertValid(root)
