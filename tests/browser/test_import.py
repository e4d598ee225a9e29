"""As a newcomer would: from an empty project and a file to themes, and what is left when the server is killed."""

from __future__ import annotations

import json
import signal
from pathlib import Path

from app.i18n import text
from tests.browser.conftest import PATIENCE, Visit, served
from tests.conftest import COMMENTS
from textmine.store import open_project


def survey_file(folder: Path, times: int = 4) -> Path:
    rows = [f"{n};{2023 + n % 2};{text}" for n, text in enumerate(COMMENTS * times, 1)]
    file = folder / "svar.csv"
    file.write_text("\n".join(["id;runde;kommentar", *rows]) + "\n", encoding="utf-8")
    return file


def say(key: str, **values: object) -> str:
    return text(key, "nb", **values)


def test_a_newcomer_comes_from_an_empty_project_to_themes_and_a_report(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    n = 4 * len(COMMENTS)
    with served("--project", tmp_path / "p.textmine") as server:
        visit.open(server.address)
        visit.picture("first_run")
        page.get_by_test_id("stPageLink").get_by_role("link", name=say("overview_begin")).click()
        page.get_by_role("heading", name=say("import_data_title"), level=1).wait_for(timeout=PATIENCE)
        visit.settle()
        page.locator("input[type=file]").set_input_files(survey_file(tmp_path))
        page.get_by_role("button", name=say("import_data_compare")).wait_for(timeout=PATIENCE)
        visit.settle()
        visit.picture("import_columns")
        assert visit.violations() == []
        page.get_by_role("button", name=say("import_data_compare")).click()
        page.get_by_role("button", name=say("import_data_apply"), exact=True).wait_for(timeout=PATIENCE)
        visit.settle()
        visit.picture("import_plan")
        page.get_by_role("button", name=say("import_data_apply"), exact=True).click()
        page.get_by_text(say("import_data_done", new=n, changed=0, gone=0)).wait_for(timeout=PATIENCE)
        page.get_by_role("button", name=say("import_data_find"), exact=True).click()
        # Not just any progress: that of the import may still stand in the sidebar while the page is drawn.
        page.get_by_text(say("job_discover")).first.wait_for(timeout=PATIENCE)
        # The job goes on while the user is elsewhere.
        visit.room(say("overview_title"))
        visit.room(say("import_data_title"))
        page.get_by_text(f"{n} utsagn har fått et forslag").wait_for(timeout=3 * PATIENCE)
        visit.settle()
        visit.picture("import_themes")
        visit.room(say("overview_title"))
        visit.picture("overview_with_themes")
        visit.room(say("report_title"))
        page.get_by_role("button", name=say("report_make"), exact=True).click()
        with page.expect_download(timeout=3 * PATIENCE) as download:
            page.get_by_test_id("stDownloadButton").get_by_role("button", name="HTML").click(timeout=3 * PATIENCE)
        assert f"{n} svar fra {n} respondenter" in Path(download.value.path()).read_text(encoding="utf-8")
        assert visit.complaints == []
        assert visit.hosts() == {"127.0.0.1"}


def test_a_server_killed_during_an_import_leaves_nothing_half_done_and_says_so(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    project = tmp_path / "p.textmine"
    with served("--project", project) as server:
        visit.open(f"{server.address}/import_data")
        page.locator("input[type=file]").set_input_files(survey_file(tmp_path, times=200))
        page.get_by_role("button", name=say("import_data_compare")).click()
        page.get_by_role("button", name=say("import_data_apply"), exact=True).click()
        page.get_by_text(say("import_data_running")).wait_for(timeout=PATIENCE)
        server.stop(signal.SIGKILL)
        kept = json.loads((tmp_path / "p.textmine.files" / "jobs" / "import.json").read_text(encoding="utf-8"))
        with open_project(project) as opened:
            responses = opened.counts().responses
        assert (kept["status"], responses) in (("running", 0), ("running", 3000), ("done", 3000))
        server.start()
        visit.open(f"{server.address}/import_data")
        page.get_by_role("heading", name=say("import_data_title"), level=1).wait_for(timeout=PATIENCE)
        if kept["status"] == "running":
            page.get_by_text(say("job_interrupted")).wait_for(timeout=PATIENCE)


def test_a_page_left_open_goes_on_when_the_server_comes_back(visit: Visit, tmp_path: Path) -> None:
    page = visit.page
    with served("--project", tmp_path / "p.textmine", "--coder", "admin") as server:
        visit.open(server.address)
        visit.room(say("administration_title"))
        server.stop(signal.SIGKILL)
        server.start()
        # Streamlit's own client asks for the server again and again, and draws the page anew when it answers.
        page.get_by_role("textbox", name=say("administration_name")).wait_for(timeout=PATIENCE)
        page.get_by_role("textbox", name=say("administration_name")).fill("kari")
        page.get_by_role("button", name=say("administration_save_coder")).click()
        saved = say("administration_coder_saved", name="kari", role=say("role_coder"))
        page.get_by_text(saved).first.wait_for(timeout=PATIENCE)
        with open_project(tmp_path / "p.textmine") as project:
            assert project.coders.role("kari") == "coder"
