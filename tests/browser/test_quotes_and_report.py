"""Sitater and Rapport in the real browser: a quote picked, edited and approved is found in the report's files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from app.i18n import TEXTS
from tests.app.conftest import EVIL, answers
from tests.browser.conftest import PATIENCE, Visit, served
from tests.conftest import COMMENTS, HOUSING
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.store import open_project

NAMED = "Kari Nordmann på tlf. 912 34 567 sa at vi ikke har boliger til unge her"
EDITED = "[NAVN] […] sa at vi ikke har boliger [i kommunen] […]"


@pytest.fixture(scope="module")
def app(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """The app on a coded project in which one respondent names somebody, and the title is an attack."""
    file = tmp_path_factory.mktemp("quotes") / "p.textmine"
    with open_project(file, create=True) as project:
        project.coders.ensure("admin")
        project.settings.set("title", EVIL, "admin")
        project.import_responses(answers(), "admin")
        project.import_responses(answers([NAMED]).assign(response_id="99"), "admin")
        themes = (Theme("T1", Wording(nb="Bolig"), Wording(nb=EVIL)), Theme("T2", Wording(nb="Ventetid")))
        project.codebooks.put(Codebook(project.codebook().version, themes=themes), "admin")
        for row in project.statements().itertuples():
            if row.text in (*COMMENTS, NAMED):
                project.codings.set(row.statement_id, "T1" if row.text in (*HOUSING, NAMED) else "T2", "admin")
    with served("--project", file, "--coder", "admin") as server:
        context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="nb-NO", accept_downloads=True)
        visit = Visit(context.new_page())
        visit.open(server.address)
        yield visit
        context.close()


def words(key: str) -> str:
    return TEXTS[key]["nb"]


def card_of(app: Visit, text: str) -> Any:
    cards = app.page.locator("[class*='st-key-quotes_card_']")
    return cards.filter(has=app.page.get_by_text(text, exact=True)).first


def download(app: Visit, name: str, folder: Path) -> Path:
    with app.page.expect_download(timeout=PATIENCE) as waiting:
        app.page.get_by_test_id("stDownloadButton").get_by_role("button", name=name).click()
    target = folder / waiting.value.suggested_filename
    waiting.value.save_as(target)
    return target


def test_a_quote_is_picked_edited_and_approved(app: Visit, tmp_path: Path) -> None:
    app.room(words("quotes_title"))
    app.page.get_by_role("spinbutton", name=words("quotes_n")).fill("20")
    app.page.get_by_role("button", name=words("quotes_pick")).click()
    card = card_of(app, "Kari Nordmann")
    card.wait_for(timeout=PATIENCE)
    app.settle()
    marked = card.locator("mark.masked")
    assert marked.all_inner_texts() == ["Kari Nordmann", "912 34 567", "[NAVN]", "[TELEFON]"]
    app.picture("quotes-picked")
    assert app.violations() == []
    card.get_by_text(words("quotes_edit"), exact=True).click()
    field = card.get_by_role("textbox", name=words("quotes_text"))
    field.fill("Kari Nordmann har ikke boliger")
    field.blur()
    card.get_by_text("står ikke slik i sitatet").wait_for(timeout=PATIENCE)
    assert card.get_by_role("button", name=words("quotes_approve"), exact=False).first.is_disabled()
    app.picture("quotes-refused")
    assert field.input_value() == "Kari Nordmann har ikke boliger"
    field.fill(EDITED)
    field.blur()
    card.get_by_text("står ikke slik i sitatet").wait_for(state="detached", timeout=PATIENCE)
    card.get_by_role("button", name=words("quotes_approve")).first.click()
    card.get_by_text("Godkjent av admin").wait_for(timeout=PATIENCE)
    app.settle()
    assert card.get_by_test_id("stCode").inner_text().strip() == EDITED
    app.page.get_by_text(words("quotes_view_decided")).click()
    app.page.get_by_text(words("quotes_download"), exact=True).wait_for(timeout=PATIENCE)
    app.settle()
    app.picture("quotes-decided")
    assert app.violations() == []
    sheet = download(app, "CSV", tmp_path).read_text(encoding="utf-8-sig")
    assert EDITED in sheet
    assert "Nordmann" not in sheet
    assert (app.exceptions(), app.complaints) == (0, [])


def test_the_report_is_made_while_another_page_is_looked_at_and_holds_the_quote(app: Visit, tmp_path: Path) -> None:
    app.room(words("report_title"))
    app.page.get_by_role("button", name=words("report_make")).click()
    app.page.get_by_test_id("stProgress").first.wait_for(timeout=PATIENCE)
    app.room(words("search_title"))
    app.room(words("report_title"))
    frame = app.page.frame_locator("iframe")
    frame.get_by_text(EDITED).wait_for(timeout=PATIENCE)
    app.settle()
    app.picture("report-made")
    assert app.violations() == []
    file = docx.Document(str(download(app, "Word", tmp_path)))
    assert EDITED in [paragraph.text for paragraph in file.paragraphs]
    assert download(app, "Markdown", tmp_path).suffix == ".zip"
    for name, ending in (("HTML", ".html"), ("Excel", ".xlsx")):
        assert download(app, name, tmp_path).suffix == ending
    text = (tmp_path / "rapport.html").read_text(encoding="utf-8")
    assert "Nordmann" not in text
    assert "912 34 567" not in text


def test_nothing_in_the_preview_runs_and_its_links_stay_in_it(app: Visit) -> None:
    (frame,) = (each for each in app.page.frames if each.url.startswith("about:srcdoc"))
    assert EVIL.split("<img")[0].strip() in frame.locator("h1").inner_text()
    assert app.page.evaluate("() => window.pwned") is None
    assert app.page.locator("iframe").get_attribute("sandbox") == ""
    frame.locator("nav a", has_text="Tema for tema").click()
    frame.wait_for_function("() => document.querySelector('#themes').getBoundingClientRect().top < 100")
    assert frame.url == "about:srcdoc#themes"
    assert app.hosts() == {"127.0.0.1"}
    assert (app.exceptions(), app.complaints) == (0, [])


def test_each_uploader_says_its_own_limit_and_the_chapters_come_as_a_file(app: Visit, tmp_path: Path) -> None:
    app.room(words("report_title"))
    for part in ("report_template", "report_plan_file"):
        app.page.get_by_test_id("stExpander").filter(has_text=words(part)).locator("summary").click()
    for key, megabytes in (("report_template_upload", 20), ("report_plan_upload", 1)):
        zone = app.page.locator(f".st-key-{key}").get_by_test_id("stFileUploaderDropzone")
        zone.wait_for(timeout=PATIENCE)
        hint, button = (
            zone.locator(place).first.evaluate("each => getComputedStyle(each, '::after').content")
            for place in ("[data-testid=stFileUploaderDropzoneInstructions] span", "button p")
        )
        assert hint.strip('"') == words("upload_hint").format(n=megabytes)
        assert button.strip('"') == words("upload_button")
    app.picture("report-uploads")
    assert "chapters:" in download(app, words("report_plan_download"), tmp_path).read_text(encoding="utf-8")
    assert (app.exceptions(), app.complaints) == (0, [])
