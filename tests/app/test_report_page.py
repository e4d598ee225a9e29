from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from streamlit.testing.v1 import AppTest

from app import data
from app.i18n import TEXTS
from tests.app.conftest import OpenApp, answers, shown
from tests.conftest import COMMENTS, HOUSING
from textmine.quotes import mask
from textmine.report.chapters import CHAPTERS
from textmine.report.publish import bundled
from textmine.report.words import WORDS
from textmine.store import Project, open_project

NAMED = "Kari Nordmann på tlf. 912 34 567 sa at vi ikke har boliger til unge her"


@pytest.fixture
def coded(filled: Project) -> Project:
    """The project coded, with an approved quote of somebody who named somebody."""
    filled.import_responses(answers([NAMED], wave="2025").assign(response_id="99"), "admin")
    for row in filled.statements().itertuples():
        filled.codings.set(row.statement_id, "T1" if row.text in (*HOUSING, NAMED) else "T2", "admin")
    (statement,) = filled.statements().query("wave == '2025'")["statement_id"]
    filled.quotes.put(statement, "T1", "admin", redacted=mask(NAMED).redacted, status="approved")
    return filled


def make(page: AppTest, project: Project) -> AppTest:
    page.button(key="report_make").click().run()
    job = data._jobs(str(project.place.file), None).wait("report", 120)
    assert job is not None
    assert (job.status, job.problem) == ("done", "")
    page.run()
    assert not page.exception
    return page


def made(project: Project) -> dict[str, Path]:
    return {file.suffix[1:]: file for file in (project.place.folder / "reports").glob("report.*")}


def upload(page: AppTest, key: str, name: str, content: bytes) -> AppTest:
    page.get("file_uploader")
    next(each for each in page.file_uploader if each.key == key).upload(name, content).run()
    assert not page.exception
    return page


def order(page: AppTest) -> list[str]:
    """Chapters as they stand, those left out in brackets."""
    boxes = [box for box in page.checkbox if str(box.key).startswith("report_chapter_")]
    names = [str(box.key).removeprefix("report_chapter_") for box in boxes]
    return [name if box.value else f"({name})" for name, box in zip(names, boxes, strict=True)]


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_report_is_made_in_every_format_with_the_approved_quote_and_nothing_unredacted(
    coded: Project, open_app: OpenApp, language: str
) -> None:
    page = open_app("report")
    page.selectbox(key="language").set_value(language).run()
    make(page, coded)
    files = made(coded)
    assert set(files) == {"html", "docx", "xlsx", "md"}
    assert len([b for b in page.get("download_button") if b.proto.id.find("report_download_") > 0]) == 4
    redacted = mask(NAMED).redacted
    assert redacted in files["html"].read_text(encoding="utf-8")
    assert redacted in [paragraph.text for paragraph in docx.Document(str(files["docx"])).paragraphs]
    for name, file in files.items():
        content = bundled(file) if name == "md" else file.read_bytes()
        parts = [content]
        if name != "html":
            with zipfile.ZipFile(io.BytesIO(content)) as bundle:
                parts = [bundle.read(entry) for entry in bundle.namelist()]
        assert not any(b"Nordmann" in part or b"912 34 567" in part for part in parts), name


def test_the_preview_is_in_a_frame_that_allows_nothing(coded: Project, open_app: OpenApp) -> None:
    page = make(open_app("report"), coded)
    (frame,) = page.get("bidi_component")
    assert 'sandbox=""' in frame.proto.html_content
    assert mask(NAMED).redacted in json.loads(frame.proto.json)["html"]
    page.toggle(key="report_preview").set_value(False).run()
    assert not page.get("bidi_component")


def test_chapters_stand_in_the_order_and_choice_of_the_page(coded: Project, open_app: OpenApp) -> None:
    page = open_app("report")
    assert order(page) == list(CHAPTERS)
    page.checkbox(key="report_chapter_waves").uncheck().run()
    page.button(key="report_move_codebook_-1").click().run()
    page.button(key="report_move_method_1").click().run()
    assert order(page)[:3] == ["overview", "method", "(waves)"]
    assert order(page)[-2:] == ["codebook", "standards"]
    page.button_group(key="report_formats").set_value(["md"]).run()
    make(page, coded)
    assert set(made(coded)) == {"md"}
    text = made(coded)["md"].read_text(encoding="utf-8")
    titles = [line for line in text.splitlines() if line.startswith("## ")]
    assert titles[:2] == ["## Temaene samlet", "## Slik er det gjort"]
    assert "## Runder" not in titles


def test_formats_that_are_no_longer_wanted_do_not_stay_from_the_last_report(coded: Project, open_app: OpenApp) -> None:
    page = make(open_app("report"), coded)
    page.button_group(key="report_formats").set_value(["docx", "html"]).run()
    make(page, coded)
    assert set(made(coded)) == {"html", "docx"}


def test_without_a_chapter_or_a_format_there_is_nothing_to_make(coded: Project, open_app: OpenApp) -> None:
    assert coded
    page = open_app("report")
    page.button_group(key="report_formats").set_value([]).run()
    assert page.button(key="report_make").disabled
    assert TEXTS["report_nothing_chosen"]["nb"] in shown(page)


def test_an_uploaded_plan_is_taken_over_and_comes_out_the_same(coded: Project, open_app: OpenApp) -> None:
    plan = (
        b"title: Min rapport\nchapters:\n- codebook\n- themes:\n    only: [T1]\n    quotes: 0\n- together: {pairs: 3}\n"
    )
    page = upload(open_app("report"), "report_plan_upload", "plan.yaml", plan)
    assert order(page)[:4] == ["codebook", "themes", "together", "(method)"]
    assert page.multiselect(key="report_only").value == ["T1"]
    assert page.number_input(key="report_quotes").value == 0
    make(page, coded)
    text = made(coded)["md"].read_text(encoding="utf-8")
    assert text.startswith("# Min rapport\n")
    assert "### Bolig" in text
    assert "### Ventetid" not in text
    assert "> " not in text


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"chapters: [nope]", "ikke noe kapittel 'nope'"),
        (b"chapters: [themes: {only: [T9]}]", "prosjektet har ikke 'T9' til only i themes"),
        (b"chapters: [crosstab: {attributes: [income]}]", "prosjektet har ikke 'income'"),
        (b"\xff\xfe\x00", "ikke UTF-8-tekst"),
        (b"a: &a [x]\nchapters: [*a, *a]", "alias"),
        (b"[" * 5000 + b"]" * 5000, "lister i lister"),
        (b"chapters: " + b"x" * 200_000, "er over 100 kB. Gi en kapittelfil"),
    ],
)
@pytest.mark.usefixtures("coded")
def test_a_bad_plan_gets_one_line_and_changes_nothing(open_app: OpenApp, content: bytes, problem: str) -> None:
    page = open_app("report")
    page.checkbox(key="report_chapter_waves").uncheck().run()
    before = order(page)
    upload(page, "report_plan_upload", "plan.yaml", content)
    lines = [each.value for each in page.text if problem in each.value]
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert order(page) == before


def word_file(**styles: str) -> bytes:
    file = docx.Document()
    for name, font in styles.items():
        file.styles[name.replace("_", " ")].font.name = font
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def test_a_template_of_ones_own_gives_the_word_file_its_looks(coded: Project, open_app: OpenApp) -> None:
    page = upload(open_app("report"), "report_template_upload", "mal.docx", word_file(Heading_1="Georgia"))
    assert TEXTS["report_template_used"]["nb"].format(name="mal.docx") in shown(page)
    make(page, coded)
    assert docx.Document(str(made(coded)["docx"])).styles["Heading 1"].font.name == "Georgia"
    page.button(key="report_template_drop").click().run()
    assert "mal.docx" not in shown(page)
    assert not list((coded.place.folder / "uploads").glob("*/*"))


def damaged() -> bytes:
    """A Word file whose styles are no XML."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word_file())) as good, zipfile.ZipFile(stream, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, b"<w:styles" if name == "word/styles.xml" else good.read(name))
    return stream.getvalue()


@pytest.mark.parametrize("content", [b"", b"hello", word_file()[:2000], damaged()], ids=["empty", "text", "cut", "xml"])
def test_a_bad_template_gets_one_line_and_is_not_kept(coded: Project, open_app: OpenApp, content: bytes) -> None:
    page = upload(open_app("report"), "report_template_upload", "mal.docx", content)
    lines = [each.value for each in page.text if "er ikke en Word-fil" in each.value]
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert not list((coded.place.folder / "uploads").glob("*/*"))


def test_only_columns_of_weights_are_offered_as_weights(project_file: Path, open_app: OpenApp) -> None:
    with open_project(project_file, create=True) as project:
        project.coders.ensure("admin")
        frame = answers(COMMENTS).assign(vekt="1,5", notat="x")
        project.import_responses(frame, "admin")
        from textmine.coding import Theme, Wording
        from textmine.coding.codebook import Codebook

        project.codebooks.put(Codebook(project.codebook().version, themes=(Theme("T1", Wording(nb="Bolig")),)), "admin")
        project.codings.set(list(project.statements()["statement_id"]), "T1", "admin")
        page = open_app("report")
        box: Any = page.selectbox(key="report_weight")
        assert box.options == [TEXTS["report_weight_none"]["nb"], "vekt"]
        box.set_value("vekt").run()
        make(page, project)
        assert "Vekter" in made(project)["md"].read_text(encoding="utf-8")


def test_what_was_chosen_stands_after_another_page(coded: Project, open_app: OpenApp) -> None:
    from tests.app.conftest import go

    assert coded
    page = open_app("report")
    page.checkbox(key="report_chapter_waves").uncheck()
    page.multiselect(key="report_only").set_value(["T2"])
    page.selectbox(key="report_language").set_value("en").run()
    go(go(page, "search"), "report")
    assert "(waves)" in order(page)
    assert page.multiselect(key="report_only").value == ["T2"]
    assert page.selectbox(key="report_language").value == "en"


def test_a_role_that_may_not_take_data_out_looks_and_does_not_download(coded: Project, open_app: OpenApp) -> None:
    coded.coders.add("kari", "coder", by="admin")
    page = open_app("report", coder="kari")
    assert not page.exception
    assert TEXTS["report_no_export"]["nb"] in shown(page)
    assert not page.get("download_button")
    assert not page.button
    make(open_app("report"), coded)
    page = open_app("report", coder="kari")
    assert not page.get("download_button")
    assert len(page.get("bidi_component")) == 1


def test_without_answers_there_is_nothing_to_report(open_app: OpenApp) -> None:
    page = open_app("report")
    assert TEXTS["report_empty"]["nb"] in shown(page)


def test_what_a_report_lacks_is_said_on_the_page(filled: Project, open_app: OpenApp) -> None:
    page = make(open_app("report"), filled)
    said = shown(page)
    assert TEXTS["report_lacks"]["nb"] in said
    assert WORDS["missing_codings"]["nb"] in said
    assert TEXTS["report_without_quotes"]["nb"] in said


def test_a_report_is_given_to_nobody_who_lost_her_right_after_the_page_was_drawn(
    coded: Project, open_app: OpenApp, downloads: dict[str, Callable[[], bytes]]
) -> None:
    make(open_app("report"), coded)
    coded.coders.add("kari", "reviewer", by="admin")
    assert not open_app("report", coder="kari").exception
    assert set(downloads) == {
        "report_plan_download",
        *(f"report_download_{name}" for name in ("html", "docx", "xlsx", "md")),
    }
    assert all(made() for made in downloads.values())
    # A role of which the page that was drawn knows nothing.
    coded.coders.add("kari", "coder", by="admin")
    assert [made() for made in downloads.values()] == [b""] * len(downloads)
