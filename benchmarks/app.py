"""How quick the app is in a real browser: start, and change of page, at 100,000 statements.

Run as ``python -m benchmarks.app [--statements N]``. Times are from the click until the server has drawn everything,
the median of three visits; the machine's load is printed beside them, since it decides more than the app does.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from pathlib import Path

import pandas as pd
from playwright.sync_api import sync_playwright

from app.i18n import TEXTS
from app.navigation import ROOMS
from tests.browser.conftest import CHROMIUM_FLAGS, Visit, served
from textmine.resources import shipped
from textmine.store import open_project
from textmine.survey.corpus import read_survey

VISITS = 3


def make_project(file: Path, n_statements: int) -> int:
    """The demo survey again and again, until there are enough statements; returns how many."""
    survey = read_survey(shipped("corpora/demo")).frame()
    times = -(-n_statements // 991)
    copies = [survey.assign(response_id=survey["response_id"] + f"-{number}") for number in range(times)]
    with open_project(file, create=True) as project:
        project.import_responses(pd.concat(copies), project.coders.ensure("benchmark"))
        return project.counts().statements


def measure(file: Path) -> None:
    """Print the times."""
    with sync_playwright() as driver:
        began = time.perf_counter()
        with served("--project", file, "--coder", "benchmark") as server:
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
            browser.close()


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
