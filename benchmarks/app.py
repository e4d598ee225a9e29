"""How quick the app is in a real browser: start, and change of page, at 100,000 statements with 300,000 codings.

Run as ``python -m benchmarks.app [--statements N]``. Times are from the click until the server has drawn everything,
the median of three visits, and for the next statement from the key until it is there; the machine's load is printed
beside them, since it decides more than the app does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import sync_playwright

from app.i18n import TEXTS
from app.navigation import ROOMS
from tests.browser.conftest import CHROMIUM_FLAGS, Visit, served, settled
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.resources import shipped
from textmine.store import Project, open_project
from textmine.survey.corpus import read_survey

VISITS = 3
NEXT = 15
AT_ONCE = 1000


def make_project(file: Path, n_statements: int) -> int:
    """The demo survey again and again, until there are enough statements; returns how many."""
    survey = read_survey(shipped("corpora/demo")).frame()
    times = -(-n_statements // 991)
    copies = [survey.assign(response_id=survey["response_id"] + f"-{number}") for number in range(times)]
    with open_project(file, create=True) as project:
        project.import_responses(pd.concat(copies), project.coders.ensure("benchmark"))
        themes = (Theme("T1", Wording(nb="Bolig")), Theme("T2", Wording(nb="Kveld")))
        project.codebooks.put(Codebook(project.codebook().version, themes=themes), "benchmark")
        _code(project, project.statements()["statement_id"].tolist())
        return project.counts().statements


def _code(project: Project, ids: list[str]) -> None:
    """Three codings a statement on average: half are coded by two people, and a model suggests both themes for each."""
    project.coders.add("second", "reviewer", by="benchmark")
    for coder in ("benchmark", "second"):
        for start in range(0, len(ids) // 2, AT_ONCE):
            project.codings.set(ids[start : min(start + AT_ONCE, len(ids) // 2)], "T1", coder)
    rows = [
        (name, f"T{1 + (place + other) % 2}", 0.6 - 0.3 * other) for place, name in enumerate(ids) for other in (0, 1)
    ]
    columns = ["statement_id", "theme_id", "confidence"]
    project.suggestions.write(pd.DataFrame(rows, columns=columns), "benchmark", "benchmark")


def measure(file: Path) -> None:
    """Print the times."""
    with sync_playwright() as driver:
        began = time.perf_counter()
        with served("--project", file, "--coder", "benchmark") as server:
            print(f"first start until the server answers: {time.perf_counter() - began:.2f} s")
            browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
            visit = Visit(browser.new_page(viewport={"width": 1400, "height": 1000}))
            visit.open(server.address)
            visit.page.get_by_role("heading", name=TEXTS["overview_title"]["nb"], level=1).wait_for()
            visit.settle()
            print(f"first start until the first page: {time.perf_counter() - began:.2f} s")
            for room in ROOMS:
                times = [_visit(visit, TEXTS[f"{room.name}_title"]["nb"]) for _ in range(VISITS)]
                first, median = times[0], statistics.median(times)
                print(f"{room.name:15} first {first:6.2f} s   median {median:6.2f} s")
            times = _next_statements(visit.page)
            print(f"next statement  median {statistics.median(times):6.2f} s   longest {max(times):6.2f} s")
            browser.close()


def _next_statements(page: Any) -> list[float]:
    """Seconds from the key that saves until the next statement stands there."""
    page.goto(f"{page.url.split('?')[0].rsplit('/', 1)[0]}/coding")
    times = []
    page.locator("mark.current").first.wait_for()
    settled(page)
    for number in range(1, NEXT + 1):
        page.keyboard.press("1")
        page.locator('button[kind="primary"]', has_text="Bolig").wait_for()
        settled(page)
        began = time.perf_counter()
        page.keyboard.press("Enter")
        page.get_by_text(f"{number} kodet siden du åpnet siden").wait_for()
        times.append(time.perf_counter() - began)
    return times


def _visit(visit: Visit, title: str) -> float:
    """Seconds from the click to the drawn page, coming from another one."""
    other = TEXTS["overview_title" if title != TEXTS["overview_title"]["nb"] else "report_title"]["nb"]
    visit.room(other)
    began = time.perf_counter()
    visit.room(title)
    return time.perf_counter() - began


def main() -> None:
    """Make the project and measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--statements", type=int, default=100_000)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.textmine"
        print(f"{make_project(file, parser.parse_args().statements)} statements, load {os.getloadavg()[0]:.1f}")
        measure(file)


if __name__ == "__main__":
    main()
