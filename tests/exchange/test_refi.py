"""REFI-QDA files: valid, with offsets that hold, and the same each time."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
from lxml import etree

from tests.exchange.conftest import CODEBOOK, CODED, HOSTILE, PROJECT, Opened, book_of, check, codings_of, needs_schemas
from textmine.coding import Codebook, Theme, Wording
from textmine.errors import InputError
from textmine.exchange.material import Material
from textmine.exchange.refi_codebook import codebook_file
from textmine.exchange.refi_project import project_file
from textmine.exchange.sources import Newline, SourceOf

Read = Callable[[bytes], Opened]
KINDS: list[tuple[SourceOf, Newline]] = [
    ("question", "lf"),
    ("question", "crlf"),
    ("response", "lf"),
    ("response", "crlf"),
]


def text_of(source: etree._Element, texts: dict[str, str]) -> str:
    return texts[f"sources/{source.get('plainTextPath').removeprefix('internal://')}"]


@needs_schemas
@pytest.mark.parametrize(("source", "newline"), KINDS)
@pytest.mark.parametrize("flat", [False, True])
def test_a_project_is_valid(material: Material, opened: Read, source: SourceOf, newline: Newline, flat: bool) -> None:
    opened(project_file(material, source=source, newline=newline, flat=flat))


@pytest.mark.parametrize(("source", "newline"), KINDS)
def test_offsets_cut_the_quote_out_of_the_text(
    material: Material, opened: Read, source: SourceOf, newline: Newline
) -> None:
    root, texts = opened(project_file(material, source=source, newline=newline))
    quotes = []
    for element in root.iter(f"{PROJECT}TextSource"):
        text = text_of(element, texts)
        assert unicodedata.is_normalized("NFC", text)
        assert ("\r" in text) == (newline == "crlf" and "\n" in text)
        for selection in element.iter(f"{PROJECT}PlainTextSelection"):
            quote = text[int(selection.get("startPosition")) : int(selection.get("endPosition"))]
            assert quote == selection.get("name")
            quotes.append(quote)
    said = [
        "Vi mangler boliger 🏠 til unge.",
        "Ventetiden er lang.",
        "Bra på kveldstid",
        "Men for få plasser 👩‍⚕️ på dagtid.",
        "Ring\ufffdmeg <&> «nå».",
    ]
    assert sorted(quotes) == sorted(said)


def test_every_coding_is_there_with_its_theme_and_coder(material: Material, opened: Read) -> None:
    root, _ = opened(project_file(material))
    names = {code.get("guid"): code.get("name") for code in root.iter(f"{PROJECT}Code")}
    codings = list(root.iter(f"{PROJECT}Coding"))
    assert len(codings) == len(CODED)
    assert sorted(names[each[0].get("targetGUID")] for each in codings) == ["Bolig"] * 2 + ["Kveld"] + ["Ventetid"] * 3
    assert {each.get("creationDateTime") for each in codings} == {"2025-03-01T12:00:00Z"}
    [user] = root.iter(f"{PROJECT}User")
    assert user.get("name") == "Kari N."


def test_a_question_is_a_source_that_names_each_answer(material: Material, opened: Read) -> None:
    root, texts = opened(project_file(material))
    sources = {each.get("name"): text_of(each, texts) for each in root.iter(f"{PROJECT}TextSource")}
    assert set(sources) == {"Hva mangler?", "b"}
    assert sources["Hva mangler?"].startswith("[1]\nVi mangler")
    assert "\n\n[3]\nvet ikke\n\n" in sources["Hva mangler?"]
    assert "[4]" not in sources["Hva mangler?"], "there is no text without an answer"


def test_a_response_is_a_source_with_its_attributes(material: Material, opened: Read) -> None:
    root, texts = opened(project_file(material, source="response"))
    sources = {each.get("name"): each for each in root.iter(f"{PROJECT}TextSource")}
    assert set(sources) == {"1", "2", "3", "5"}
    assert text_of(sources["3"], texts) == "vet ikke"
    values = [each.text for each in sources["1"].iter(f"{PROJECT}TextValue")]
    assert values == ["2024", "nb", "small"]


@pytest.mark.parametrize("source", ["question", "response"])
def test_a_respondent_is_a_case_with_attributes_and_what_she_wrote(
    material: Material, opened: Read, source: SourceOf
) -> None:
    root, _ = opened(project_file(material, source=source))
    cases = {case.get("name"): case for case in root.iter(f"{PROJECT}Case")}
    assert set(cases) == {"2024-1", "2024-2", "2024-3", "2024-4"}
    first = cases["2024-1"]
    assert [each.text for each in first.iter(f"{PROJECT}TextValue")] == ["2024", "nb", "small"]
    wanted = {"question": ("SelectionRef", 3), "response": ("SourceRef", 2)}[source]
    assert len(list(first.iter(f"{PROJECT}{wanted[0]}"))) == wanted[1]


def test_themes_lie_below_each_other_and_flat_ones_beside(material: Material, opened: Read) -> None:
    root, _ = opened(project_file(material))
    [codes] = root.iter(f"{PROJECT}Codes")
    assert [code.get("name") for code in codes] == ["Bolig", "Ventetid"]
    assert [code.get("name") for code in codes[0].iter(f"{PROJECT}Code")] == ["Bolig", "Kveld"]
    assert codes[0].get("color") == "#0a141e"
    root, _ = opened(project_file(material, flat=True))
    [codes] = root.iter(f"{PROJECT}Codes")
    assert [code.get("name") for code in codes] == ["Bolig", "Bolig / Kveld", "Ventetid"]


def test_empty_containers_are_left_out(material: Material, opened: Read) -> None:
    bare = replace(
        material,
        codings=codings_of(()),
        codebook=Codebook(),
        responses=material.responses.iloc[:0],
        statements=material.statements.iloc[:0],
    )
    root, texts = opened(project_file(bare))
    assert texts == {}
    assert [child.tag for child in root] == [f"{PROJECT}Variables"]
    uncoded, _ = opened(project_file(replace(material, codings=codings_of(()))))
    assert list(uncoded.iter(f"{PROJECT}PlainTextSelection")) == []
    assert list(uncoded.iter(f"{PROJECT}Users")) == []


def test_the_same_project_gives_the_same_bytes_in_whatever_order_its_codings_come(material: Material) -> None:
    turned = replace(material, codings=material.codings.iloc[::-1].reset_index(drop=True))
    content = project_file(material)
    assert project_file(turned) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "project.qde"
        assert not any(archive.read(name).startswith(b"\xef\xbb\xbf") for name in archive.namelist())
    assert project_file(replace(material, origin="another")) != content


@pytest.mark.parametrize("flat", [False, True])
def test_hostile_names_are_valid_and_apart(material: Material, opened: Read, flat: bool) -> None:
    book = book_of([*HOSTILE, *HOSTILE[:2]])
    root, _ = opened(project_file(replace(material, codebook=book, name="\x00<&>", questions={"a": "\x01"}), flat=flat))
    names = [code.get("name") for code in root.iter(f"{PROJECT}Code")]
    assert len(names) == len(set(names)) == len(HOSTILE) + 2
    assert all(name.strip() for name in names)
    root = etree.fromstring(codebook_file(book, "x", flat=flat))
    check(root, "Codebook")
    assert [code.get("name") for code in root.iter(f"{CODEBOOK}Code")] == names


def test_a_codebook_is_valid_and_says_what_belongs_to_a_theme() -> None:
    theme = Theme("T1", Wording(nb="Bolig", nn="Bustad"), Wording(nn="Om hus"), ("leie",), ("eie",), ("Få hus",))
    child = Theme("T2", Wording(nb="Ung"), parent="T9", colour="red")
    retired = Theme("T9", Wording(nb="Borte"), status="retired")
    root = etree.fromstring(codebook_file(Codebook(themes=(theme, child, retired)), "x", "nn"))
    check(root, "Codebook")
    codes = list(root.iter(f"{CODEBOOK}Code"))
    assert [code.get("name") for code in codes] == ["Bustad", "Ung"], "below a retired theme is at the top"
    assert codes[0][0].text == "Om hus\n\nTa med:\n- leie\n\nIkkje ta med:\n- eie\n\nDøme:\n- Få hus"
    assert codes[1].get("color") is None


def test_a_codebook_without_themes_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match="no theme in use"):
        codebook_file(Codebook(themes=(Theme("T1", Wording(nb="Borte"), status="retired"),)), "x")
