"""Make the pictures of the app in docs/images: ``python -m tests.browser.pictures``, or ``make pictures``.

They show the demo survey in the middle of the work: three waves coded by a person, the last one by a model that
learnt from them, and a batch that two people have coded blind.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from PIL import Image

from app.i18n import text
from tests.browser.conftest import CHROMIUM_FLAGS, PATIENCE, Visit, served
from tests.conftest import ROOT
from textmine.jobs.background import silent
from textmine.jobs.demo_project import _coded, fill_with_demo
from textmine.jobs.wave_findings import run_wave
from textmine.jobs.wave_models import train_in_project
from textmine.resources import shipped
from textmine.store import Project, open_project
from textmine.survey.corpus import read_survey

IMAGES = ROOT / "docs" / "images"
SIZE = {"width": 1400, "height": 900}
MOST_BYTES = 250_000
_KARI, _OLA = "kari", "ola"


def survey_in_work(file: Path) -> None:
    """Fill a project with the demo survey, as it is when the last wave has been coded by a model."""
    with open_project(file, create=True) as project:
        project.coders.ensure(_KARI)
        fill_with_demo(project, _KARI)
        project.coders.add(_OLA, "coder", by=_KARI)
        number = project.batches.draw(60, [_KARI, _OLA], _KARI, name="Prøve på kodeboken")
        themes = _themes_of(project)
        for place, one in enumerate(project.batches.get(number).statement_ids):
            theme = themes.get(one)
            project.codings.save(one, [theme] if theme else [], _KARI)
            # Every seventh they see otherwise.
            project.codings.save(one, [theme] if theme and place % 7 else [], _OLA)
        project.batches.close(number, _KARI)
        last = str(project.waves.frame()["wave"].iloc[-1])
    made = train_in_project(silent, project=str(file), coder=_KARI)
    run_wave(silent, project=str(file), wave=last, model=made["model"], coder=_KARI)


def _themes_of(project: Project) -> dict[str, str]:
    """The theme that each statement has in the demo survey itself."""
    survey = read_survey(shipped("corpora/demo"))
    ids = {each.id: f"T{number}" for number, each in enumerate(survey.themes, start=1)}
    return {statement: ids[theme] for statement, theme in _coded(survey, project.statements())}


def take(visit: Visit, room: str, name: str) -> Path:
    """Picture one page, with as few colours as a PNG needs to be small."""
    visit.room(text(f"{room}_title", "nb"))
    if room == "map":
        visit.page.locator(".js-plotly-plot canvas").first.wait_for(timeout=PATIENCE)
    if room == "coding":
        # Where a model has suggested something.
        visit.page.get_by_role("combobox", name=text("coding_queue", "nb")).click()
        visit.page.get_by_role("option", name=text("coding_mode_verify", "nb"), exact=True).click()
        visit.page.get_by_text(text("coding_suggestions", "nb")).wait_for(timeout=PATIENCE)
    visit.page.mouse.move(SIZE["width"] - 1, 1)
    visit.settle()
    target = IMAGES / f"app-{name}.png"
    visit.page.screenshot(path=target)
    with Image.open(target) as whole:
        small = whole.convert("RGB").quantize(128, dither=Image.Dither.NONE)
    small.save(target, optimize=True)
    if target.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{target}: {target.stat().st_size} bytes, more than {MOST_BYTES}")
    return target


def take_all(file: Path) -> None:
    """Picture the pages of a project."""
    from playwright.sync_api import sync_playwright

    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver:
        chromium: Any = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        with served("--project", file, "--coder", _KARI) as server:
            visit = Visit(chromium.new_context(viewport=SIZE, locale="nb-NO").new_page())
            visit.open(server.address)
            for room, name in (("overview", "oversikt"), ("coding", "koding"), ("themes", "tema"), ("map", "kart")):
                sys.stdout.write(f"{take(visit, room, name)}\n")
        chromium.close()


def main() -> None:
    """Make the pictures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "kommuneundersøkelsen.textmine"
        survey_in_work(file)
        take_all(file)


if __name__ == "__main__":
    main()
