"""The app on a project, run inside this process by Streamlit's AppTest."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from app.i18n import TEXTS
from tests.conftest import COMMENTS, ROOT
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.jobs.background import Progress
from textmine.jobs.worker import KINDS
from textmine.store import Project, open_project

EVIL = (
    "<script>window.pwned=1</script><img src=x onerror=window.pwned=1> "
    "[x](javascript:window.pwned=1) ![y](http://example.com/y.png) $x^2$ :material/home: `code` **bold** {{7*7}}"
)
OpenApp = Callable[..., AppTest]
# AppTest reads what every installed package says of itself, anew each time, as a server does once when it starts.
_SCANNED = functools.cache(manifest_scanner.scan_component_manifests)


@pytest.fixture(autouse=True)
def _packages_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", _SCANNED)


@pytest.fixture(autouse=True)
def _fresh_server() -> Iterator[None]:
    """Nothing is kept from one test to the next, as on a server just started."""
    st.cache_resource.clear()
    st.cache_data.clear()
    # AppTest leaves its script as the main module, which processes that a later test starts would run.
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
    st.cache_resource.clear()


@pytest.fixture(autouse=True)
def _jobs_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on a thread of the test: a process of its own takes seconds, and would not see the toy encoder."""

    def here(kind: str, arguments: dict[str, Any]) -> Callable[[Progress], dict[str, Any]]:
        given = json.loads(json.dumps(arguments))
        return lambda progress: KINDS[kind](progress, **given)

    for page in ("import_data", "new_wave", "report"):
        monkeypatch.setattr(f"app.views.{page}.in_own_process", here)


@pytest.fixture
def project_file(tmp_path: Path) -> Path:
    return tmp_path / "survey.textmine"


def answers(texts: tuple[str, ...] | list[str] = COMMENTS, wave: str = "2024") -> pd.DataFrame:
    """Responses as ``read_responses`` returns them, with one attribute."""
    return pd.DataFrame(
        {
            "response_id": [str(number) for number in range(1, len(texts) + 1)],
            "wave": wave,
            "text": list(texts),
            "size": ["liten" if number % 2 else "stor" for number in range(len(texts))],
        },
        dtype=str,
    )


@pytest.fixture
def filled(project_file: Path) -> Iterator[Project]:
    """A project with the toy answers in two waves and a codebook of two themes; «admin» works in it."""
    with open_project(project_file, create=True) as project:
        project.coders.ensure("admin")
        project.import_responses(answers(wave="2023"), "admin", "svar.csv")
        project.import_responses(answers(COMMENTS[:5]), "admin", "svar.csv")
        names = {"T1": "Bolig", "T2": "Ventetid"}
        themes = tuple(Theme(key, Wording(nb=name)) for key, name in names.items())
        project.codebooks.put(Codebook(project.codebook().version, themes=themes), "admin")
        yield project


@pytest.fixture
def downloads(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], bytes]]:
    """What each download on the pages drawn from here on is made by, by its key."""
    kept: dict[str, Callable[[], bytes]] = {}

    def keep(_label: str, data: Callable[[], bytes], *_: object, key: str, **__: object) -> None:
        kept[key] = data

    monkeypatch.setattr(st, "download_button", keep)
    return kept


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch, project_file: Path) -> OpenApp:
    """Open the app on the project, as ``textmine app --project P`` does, at a room's page."""

    def start(room: str = "overview", *flags: str, coder: str = "admin") -> AppTest:
        monkeypatch.setattr(sys, "argv", ["main.py", "--project", str(project_file), "--coder", coder, *flags])
        page = AppTest.from_file(str(ROOT / "app" / "main.py"), default_timeout=120).run()
        return page if room == "overview" else go(page, room)

    return start


def go(page: AppTest, room: str) -> AppTest:
    """Choose a page in the menu; ``AppTest.switch_page`` only knows pages that are files."""
    path = "" if room == "overview" else room
    (page._page_hash,) = (key for key, info in page._registered_pages.items() if info["url_pathname"] == path)
    return page.run()


def rooms_in_menu(page: AppTest) -> list[str]:
    """Pages that the user can open, «» for the first."""
    return [str(info["url_pathname"]) for info in page._registered_pages.values()]


def change_tab(page: AppTest) -> AppTest:
    """Open the tab of Tema that changes the codebook's tree: AppTest has no tabs to press."""
    page.session_state["themes_tab"] = TEXTS["themes_tab_change"]["nb"]
    return page.run()


def shown(page: AppTest) -> str:
    """Every text of the page that is not in a table, a line each."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "text", "info", "success", "warning", "error")
    return "\n".join(str(element.value) for kind in kinds for element in getattr(page, kind))


def elements(node: Any) -> Iterator[Any]:
    for child in getattr(node, "children", {}).values():
        yield child
        yield from elements(child)
