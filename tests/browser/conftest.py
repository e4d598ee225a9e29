"""The real app, served by ``textmine app`` and opened in Chromium."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.conftest import ROOT

CHROMIUM_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCREENSHOTS = Path(__file__).parent / "screenshots"
ATTEMPTS = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_healthy(server: subprocess.Popen[bytes], address: str) -> None:
    """Poll the health endpoint; between attempts, wait for the server to end, which it should not."""
    for _ in range(ATTEMPTS):
        with (
            suppress(URLError, ConnectionError, TimeoutError),
            urlopen(f"{address}/_stcore/health", timeout=2) as answer,  # noqa: S310
        ):
            if answer.status == 200:
                return
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.5)
            pytest.fail(f"the server ended with exit code {server.returncode}")
    pytest.fail("the server never became healthy")


@pytest.fixture(scope="session")
def address(toy_folder: Path) -> Iterator[str]:
    """Address of a running app on the toy discovery."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "textmine", "app", "--discovery", str(toy_folder), "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_healthy(server, f"http://127.0.0.1:{port}")
        yield f"http://127.0.0.1:{port}"
    finally:
        # The command starts Streamlit as its child: end the group that this fixture made.
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


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
