from __future__ import annotations

import io
import re
import warnings
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from html import escape
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import ToyEncoder, entries
from tests.report.conftest import all_text
from tests.report.gold import material_of_survey
from textmine.errors import InputError
from textmine.report.compose import compose
from textmine.report.document import Chart, Document, Heading, Quotation, Table
from textmine.report.material import Material
from textmine.report.plan import Plan, PlannedChapter
from textmine.report.publish import FORMATS, publish, rendered
from textmine.survey.corpus import DIRECT_IDENTIFIERS, Survey

ODD = Plan((PlannedChapter("overview"), PlannedChapter("themes", {"only": ["housing"]}), PlannedChapter("together")))
SMALL = Plan((PlannedChapter("method"), PlannedChapter("themes", {"only": ["housing"]})))


@pytest.fixture(scope="module")
def small(demo_material: Material) -> Document:
    return compose(demo_material, "nb", "2024-05-01", SMALL)


def identifiers(survey: Survey) -> set[str]:
    """The direct identifiers that the demo's author marked."""
    return {
        response.text[span.start : span.end]
        for response in survey.responses
        for span in response.personal_data
        if span.label in DIRECT_IDENTIFIERS
    }


@pytest.mark.parametrize("name", FORMATS)
def test_no_direct_identifier_of_the_demo_is_in_any_file(demo: Survey, demo_files: dict[str, bytes], name: str) -> None:
    text = all_text(name, demo_files[name])
    found = {word for word in identifiers(demo) if word in text or escape(word) in text}
    assert len(identifiers(demo)) > 40
    assert found == set()


@pytest.mark.parametrize("name", FORMATS)
def test_quotes_with_every_identifier_in_them_are_printed_without(
    demo: Survey, demo_material: Material, name: str
) -> None:
    """Every response of the demo that has an identifier, as if somebody had approved it unredacted."""
    texts = [r.text for r in demo.responses if any(s.label in DIRECT_IDENTIFIERS for s in r.personal_data)]
    quotes = demo_material.quotes.head(1)
    quotes = quotes.loc[quotes.index.repeat(len(texts))].assign(text=texts, theme_id="housing")
    document = compose(replace(demo_material, quotes=quotes), "nb", "2024-05-01", SMALL)
    text = all_text(name, rendered(document, [name])[name])
    assert {word for word in identifiers(demo) if word in text or escape(word) in text} == set()
    assert "[NAVN" in text.replace("\\", "")


def test_the_same_material_gives_the_same_bytes(demo: Survey, toy: ToyEncoder, small: Document) -> None:
    again = compose(material_of_survey(demo, toy, quotes=4, break_at="2019"), "nb", "2024-05-01", SMALL)
    assert again == small
    assert rendered(again) == rendered(small)


def test_the_date_is_all_that_differs_between_two_days(demo_material: Material, small: Document) -> None:
    other = compose(demo_material, "nb", "2024-06-02", SMALL)
    assert replace(other, date=small.date) == small
    markdown = [rendered(document, ["md"])["md"].decode() for document in (small, other)]
    assert markdown[0].replace("1. mai 2024", "2. juni 2024") == markdown[1] != markdown[0]


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_office_files_carry_the_date_of_the_report_only(small: Document, name: str) -> None:
    content = rendered(small, [name])[name]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(2024, 5, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", core)) == {"2024-05-01T00:00:00"}


def test_every_chapter_table_figure_and_quote_is_in_every_format(
    demo_document: Document, demo_files: dict[str, bytes]
) -> None:
    blocks = [block for chapter in demo_document.chapters for block in chapter.blocks]
    texts = {name: _plain(all_text(name, demo_files[name])) for name in FORMATS}
    for name, text in texts.items():
        wanted = [chapter.title for chapter in demo_document.chapters]
        wanted += [block.text for block in blocks if isinstance(block, (Heading, Quotation))]
        wanted += [block.caption for block in blocks if isinstance(block, Table)]
        wanted += [block.caption for block in blocks if isinstance(block, Chart)]
        assert [words for words in wanted if _plain(escape(words, quote=False)) not in text] == [], name


def test_an_attributes_value_that_few_respondents_have_is_named_in_no_file(demo_material: Material) -> None:
    told = demo_material.responses["response_id"].iloc[:400:100]
    rare = demo_material.responses["response_id"].isin(told)
    place = demo_material.responses["language"].where(~rare, "Utsira")
    given = replace(demo_material, responses=demo_material.responses.assign(place=place), attributes=("place",))
    plan = Plan((PlannedChapter("themes", {"only": ["housing"]}), PlannedChapter("crosstab")))
    document = compose(given, "nb", "2024-05-01", plan)
    assert any(isinstance(block, Table) and "ikke nevnt" in block.note for block in document.chapters[1].blocks)
    for name, content in rendered(document).items():
        text = all_text(name, content)
        assert "Place" in text
        assert "Utsira" not in text


def test_an_attribute_of_which_no_value_may_be_named_is_left_out(demo_material: Material) -> None:
    values = demo_material.responses["response_id"].where(lambda ids: ids.isin(list(ids[:3])), "")
    given = replace(demo_material, responses=demo_material.responses.assign(place=values), attributes=("place",))
    assert compose(given, "nb", "", Plan((PlannedChapter("crosstab"),))).chapters == ()


@pytest.mark.parametrize(
    "words", ["\x01\x0b\x1f", "\ud800", "<b>&amp;]]>", "\u202eرجل\u200f", "x" * 5000, "住宅 🏠", "$a$ %s {0}"]
)
def test_a_theme_may_be_called_anything(demo_material: Material, words: str) -> None:
    themes = (replace(demo_material.themes[0], names={"nb": f"A{words}"}), *demo_material.themes[1:])
    document = compose(replace(demo_material, themes=themes), "nb", "2024-05-01", ODD)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        files = rendered(document)
    ET.fromstring(zipfile.ZipFile(io.BytesIO(files["docx"])).read("word/document.xml"))  # noqa: S314 - our own
    assert all(files.values())


def _plain(text: str) -> str:
    return re.sub(r"\\(?=[^\w\s])", "", text).replace("&#39;", "'").replace("&#34;", '"').replace("&quot;", '"')


def test_all_formats_go_to_a_folder(small: Document, tmp_path: Path) -> None:
    files = publish(small, tmp_path / "out")
    assert {file.name for file in files} == {f"report.{name}" for name in FORMATS}
    assert entries(tmp_path / "out") == {file.name for file in files} | {"report-charts", "report-charts/figure-01.png"}


@pytest.mark.parametrize("name", ["rapport.md", "min rapport (1).md"])
def test_charts_of_markdown_lie_beside_it_and_are_told_in_words(small: Document, tmp_path: Path, name: str) -> None:
    (file,) = publish(small, tmp_path / name)
    charts = [block for chapter in small.chapters for block in chapter.blocks if isinstance(block, Chart)]
    found = re.findall(r"^!\[(.+)\]\(([^)\s]+)\)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert [_plain(alternative) for alternative, _ in found] == [chart.alternative for chart in charts]
    places = [tmp_path / unquote(place) for _, place in found]
    assert {place.parent.name for place in places} == {f"{file.stem}-charts"}
    assert all(place.read_bytes().startswith(b"\x89PNG") for place in places)


def test_charts_of_an_earlier_report_do_not_stay_beside_a_new_one(
    demo_material: Material, small: Document, tmp_path: Path
) -> None:
    publish(small, tmp_path / "out", ["md"])
    publish(compose(demo_material, "nb", "", Plan((PlannedChapter("standards"),))), tmp_path / "out", ["md"])
    assert entries(tmp_path / "out" / "report-charts") == {"figure-01.png"}


def test_the_ending_of_a_file_says_its_format(small: Document, tmp_path: Path) -> None:
    assert publish(small, tmp_path / "rapport.md") == [tmp_path / "rapport.md"]
    assert (tmp_path / "rapport.md").read_text(encoding="utf-8").startswith("# Hva er de største")


def test_one_file_cannot_be_two_formats(small: Document, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="several formats"):
        publish(small, tmp_path / "rapport.docx", ["docx", "html"])


def test_an_unknown_format_is_refused_and_nothing_is_written(small: Document, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'pdf'"):
        publish(small, tmp_path / "out", ["pdf"])
    assert entries(tmp_path) == set()
