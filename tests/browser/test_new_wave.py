"""Ny runde as a reviewer goes through it, and what is left of a run when the server is killed in the middle of it."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from app.i18n import text
from tests.browser.conftest import ATTEMPTS, PATIENCE, Server, Visit, served
from tests.browser.test_coding import chosen, statement
from tests.jobs.test_wave import NEW, OLD, RARE, answers, theme_of
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.jobs.wave_models import train_in_project
from textmine.jobs.wave_run import PART, runs_of
from textmine.store import open_project

SAMPLE = 8
LARGE = 3 * PART
NAMES = ("Bolig", "Ventetid", "Kveld", "Taxi")


def say(key: str, **values: object) -> str:
    return text(key, "nb", **values)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A coded wave 2023 and an uncoded wave 2024."""
    file = tmp_path_factory.mktemp("waves") / "p.textmine"
    with open_project(file, create=True) as made:
        made.coders.ensure("kari")
        made.import_responses(answers([*OLD, *RARE], "2023"), "kari")
        themes = tuple(Theme(f"T{n}", Wording(nb=name)) for n, name in enumerate(NAMES, 1))
        made.codebooks.put(Codebook(made.codebook().version, themes=themes), "kari")
        for row in made.statements().to_dict("records"):
            made.codings.save(row["statement_id"], [theme] if (theme := theme_of(row["text"])) else [], "kari")
        made.import_responses(answers(NEW, "2024"), "kari")
    return file


@pytest.fixture(scope="module")
def server(project: Path) -> Iterator[Server]:
    with served("--project", project, "--coder", "kari") as running:
        yield running


def at_the_page(visit: Visit, server: Server) -> None:
    visit.page.set_default_timeout(PATIENCE)
    visit.open(f"{server.address}/new_wave")
    visit.page.get_by_role("heading", name=say("new_wave_title"), level=1).wait_for()
    visit.settle()


def tab(visit: Visit, name: str) -> None:
    visit.page.get_by_role("tab", name=say(f"new_wave_tab_{name}")).click()
    visit.settle()


def test_a_wave_is_coded_audited_and_its_shares_are_corrected(visit: Visit, server: Server, project: Path) -> None:
    page = visit.page
    at_the_page(visit, server)
    visit.picture("new_wave_1_begin")
    page.get_by_role("button", name=say("new_wave_train"), exact=True).click()
    page.get_by_text("Modellen er trent: 3 temaer").wait_for(timeout=3 * PATIENCE)
    page.get_by_text("Taxi (2)").wait_for()
    visit.settle()
    page.get_by_role("button", name=say("new_wave_run"), exact=True).click()
    page.get_by_text(say("new_wave_running")).wait_for()
    # The run goes on while the user is elsewhere.
    visit.room(say("overview_title"))
    visit.room(say("new_wave_title"))
    page.get_by_role("tab", name=say("new_wave_tab_drift")).wait_for(timeout=3 * PATIENCE)
    visit.settle()
    page.get_by_text("Utsagn som ikke ligner på noe som er kodet").first.wait_for()
    visit.picture("new_wave_2_drift")
    assert visit.violations() == []
    tab(visit, "themes")
    visit.picture("new_wave_3_themes")
    tab(visit, "review")
    visit.picture("new_wave_4_review")
    tab(visit, "audit")
    page.get_by_role("spinbutton", name=say("new_wave_sample_n")).fill(str(SAMPLE))
    page.get_by_role("button", name=say("new_wave_draw"), exact=True).click()
    page.get_by_role("button", name=say("new_wave_code_blind")).click()
    code_blind(visit)
    visit.room(say("new_wave_title"))
    tab(visit, "audit")
    page.get_by_text(f"{SAMPLE} av {SAMPLE} kodet").wait_for()
    page.get_by_role("button", name=say("new_wave_close"), exact=True).click()
    page.get_by_text(say("new_wave_audited", n=SAMPLE, left=0)).wait_for()
    visit.settle()
    visit.picture("new_wave_5_audit")
    # The table itself is drawn on a canvas, where nothing but its presence can be asked for.
    assert page.get_by_role("tabpanel").get_by_test_id("stDataFrame").locator("visible=true").count() == 1
    assert visit.violations() == []
    tab(visit, "shares")
    visit.picture("new_wave_6_shares")
    assert page.get_by_text(say("new_wave_shares_no_audit")).count() == 0
    with page.expect_download() as download:
        page.get_by_role("button", name=say("new_wave_download"), exact=True).click()
    header, *rows = Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()
    table = [dict(zip(header.split(";"), row.split(";"), strict=True)) for row in rows]
    assert {"Bolig", "Ventetid", "Kveld"} == {row["theme"] for row in table}
    shown = [row for row in table if row["raw"] != ":"]
    assert shown
    assert all(float(row["low"]) <= float(row["share"]) <= float(row["high"]) for row in shown)
    assert all(row["precision"] and row["recall"] for row in shown)
    assert visit.violations() == []
    assert visit.exceptions() == 0
    assert visit.complaints == []
    assert visit.hosts() == {"127.0.0.1"}


def code_blind(visit: Visit) -> None:
    """Code the sample on the page Koding, by keyboard."""
    page = visit.page
    page.get_by_role("heading", name=say("coding_title"), level=1).wait_for()
    visit.settle()
    for number in range(SAMPLE):
        page.get_by_text(f"{number} kodet siden du åpnet siden").wait_for()
        theme = theme_of(statement(page))
        if theme is None:
            page.keyboard.press("0")
        else:
            name = NAMES[int(theme[1:]) - 1]
            # Themes in no order of their own have their keys by name.
            page.keyboard.press(str(sorted(NAMES).index(name) + 1))
            chosen(page, name)
            page.keyboard.press("Enter")
    page.get_by_text(f"{SAMPLE} kodet siden du åpnet siden").wait_for()


def test_a_run_that_a_killed_server_left_goes_on_from_its_finished_parts(
    visit: Visit, server: Server, project: Path
) -> None:
    texts = [f"{OLD[n % len(OLD)]}, sak nummer {n}" for n in range(LARGE)]
    train_in_project(lambda *_: None, project=str(project), coder="kari")
    with open_project(project) as opened:
        opened.import_responses(answers(texts, "2025"), "kari")
    page = visit.page
    at_the_page(visit, server)
    page.get_by_role("combobox", name=say("new_wave_wave")).click()
    page.get_by_role("option", name="2025").click()
    visit.settle()
    page.get_by_role("button", name=say("new_wave_run"), exact=True).click()
    page.get_by_text(say("new_wave_running")).wait_for()
    wait_for_a_part(project, server)
    server.stop(signal.SIGKILL)
    with open_project(project) as opened:
        run = runs_of(opened)[0]
        done = run.done
        assert (run.wave, run.finished) == ("2025", False)
        assert done in (PART, 2 * PART)
        assert "2025" not in waves_with_suggestions(project)
    server.start()
    at_the_page(visit, server)
    page.get_by_text("Kjøringen ble avbrutt").wait_for()
    visit.settle()
    visit.picture("new_wave_7_interrupted")
    assert visit.violations() == []
    page.get_by_role("button", name=say("new_wave_go_on"), exact=True).click()
    page.get_by_role("tab", name=say("new_wave_tab_drift")).wait_for(timeout=3 * PATIENCE)
    visit.settle()
    with open_project(project) as opened:
        run = runs_of(opened)[0]
        assert run.finished
        assert len(run.coded()) == len({line.id for line in run.coded()}) >= LARGE
    assert "2025" in waves_with_suggestions(project)
    assert visit.exceptions() == 0


def wait_for_a_part(project: Path, server: Server) -> None:
    """Wait for the first finished part; between looks, for the server to end, which it should not."""
    with open_project(project) as opened:
        place = opened.place.folder / "waves"
    for _ in range(4 * ATTEMPTS):
        if any(ledger.stat().st_size for ledger in place.glob("*/.coded.jsonl.parts/ledger.jsonl")):
            return
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(0.2)
            pytest.fail(f"the server ended with exit code {server.process.returncode}")
    pytest.fail("no part was finished")


def waves_with_suggestions(project: Path) -> set[str]:
    with open_project(project) as opened:
        waves = opened.statements().set_index("statement_id")["wave"]
        return set(waves[opened.codings_frame("suggested")["statement_id"]])


def test_a_wave_is_uploaded_on_the_page_itself(visit: Visit, server: Server, project: Path, tmp_path: Path) -> None:
    file = tmp_path / "svar-2026.csv"
    rows = [f'{n};2026;"{text}"' for n, text in enumerate(NEW, 1)]
    file.write_text("\n".join(["id;runde;kommentar", *rows]) + "\n", encoding="utf-8")
    page = visit.page
    at_the_page(visit, server)
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=say("import_data_compare")).wait_for()
    visit.settle()
    visit.picture("new_wave_8_upload")
    assert visit.violations() == []
    page.get_by_role("button", name=say("import_data_compare")).click()
    page.get_by_role("button", name=say("import_data_apply"), exact=True).click()
    page.get_by_text(say("new_wave_done_import", new=len(NEW), changed=0, gone=0)).wait_for()
    visit.settle()
    with open_project(project) as opened:
        assert "2026" in set(opened.statements()["wave"])
        assert not list((opened.place.folder / "uploads").glob("*/*"))
    assert visit.exceptions() == 0
    assert visit.complaints == []
