"""The real app, served by ``textmine app`` and opened in Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT

CHROMIUM_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCREENSHOTS = Path(__file__).parent / "screenshots"
ATTEMPTS = 240
PATIENCE = 90_000
CLICKS = 3
AXE = Path(__file__).parent / "axe" / "axe.min.js"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(server: subprocess.Popen[bytes], address: str) -> None:
    """Poll the health endpoint; between attempts, wait for the server to end, which it should not."""
    for _ in range(ATTEMPTS):
        with (
            suppress(URLError, ConnectionError, TimeoutError),
            urlopen(f"{address}/_stcore/health", timeout=2) as answer,  # noqa: S310 - this machine's own
        ):
            if answer.status == 200:
                return
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.5)
            pytest.fail(f"the server ended with exit code {server.returncode}")
    pytest.fail("the server never became healthy")


class Server:
    """The app as ``textmine app`` serves it; may be killed and started again on the same port."""

    def __init__(self, *arguments: str | Path, port: int | None = None) -> None:
        self.arguments = [str(argument) for argument in arguments]
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "textmine", "app", *self.arguments, "--port", str(self.port)],
            cwd=ROOT,
            # Threads that wait for each other take ages on a machine that is busy with other tests.
            env={**os.environ, "OMP_NUM_THREADS": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until_healthy(self.process, self.address)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        # The command starts Streamlit as its child: end the group that this server made.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        self.process.wait(20)


@contextmanager
def served(*arguments: str | Path, port: int | None = None) -> Iterator[Server]:
    """A running app."""
    server = Server(*arguments, port=port)
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def address(toy_folder: Path) -> Iterator[str]:
    """Address of a running app on the toy discovery."""
    with served("--discovery", toy_folder) as server:
        yield server.address


@pytest.fixture(scope="session")
def demo_address() -> Iterator[str]:
    """Address of the app as it opens without arguments: on the demo project."""
    with served() as server:
        yield server.address


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    executable = shutil.which("chromium")
    if executable is None:
        pytest.skip("no chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


def settled(page: Any) -> None:
    """Wait until the server has drawn all there is to draw."""
    page.get_by_test_id("stApp").wait_for(timeout=PATIENCE)
    page.wait_for_function(
        "() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'"
        " && !document.querySelector('[data-testid=stSkeleton]')",
        timeout=PATIENCE,
    )
    # The page begins to listen for keys once it is painted: a key pressed between the two would be lost.
    page.evaluate("() => new Promise(done => requestIdleCallback(done, {timeout: 5000}))")


class Visit:
    """A page of the browser that notes what it asked for and complained of."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda connection: self.asked.append(connection.url))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.settle()

    def room(self, title: str) -> None:
        """Choose a page in the menu, as often as it takes.

        Streamlit takes the page of the newer of two requests that wait: a click that arrives together with the tick
        of a running job is lost, and who clicked clicks again.
        """
        from playwright.sync_api import TimeoutError as NotThere

        link = self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True)
        heading = self.page.get_by_role("heading", name=title, level=1, exact=True)
        for _ in range(CLICKS):
            link.click()
            with suppress(NotThere):
                heading.wait_for(timeout=PATIENCE // CLICKS)
                break
        heading.wait_for(timeout=PATIENCE)
        self.settle()

    def settle(self) -> None:
        """Wait until the server has drawn all there is to draw."""
        settled(self.page)

    def picture(self, name: str) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)

    def hosts(self) -> set[str | None]:
        return {urlsplit(url).hostname for url in self.asked if not url.startswith(("data:", "blob:"))}

    def exceptions(self) -> int:
        return int(self.page.get_by_test_id("stException").count())

    def violations(self) -> list[str]:
        """Serious and critical breaches of accessibility that axe-core finds, one line each."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{each['id']}: {node['target']} {node['html'][:120]}"
            for each in found["violations"]
            if each["impact"] in ("serious", "critical")
            for node in each["nodes"]
        ]


@pytest.fixture
def visit(browser) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="nb-NO")
    yield Visit(context.new_page())
    context.close()
