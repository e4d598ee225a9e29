from __future__ import annotations

import ast
import math
import time
from pathlib import Path

import pytest
import streamlit as st_app
from hypothesis import given
from hypothesis import strategies as st

from app.access import expired, identity, recheck, still_here, to_take_out
from app.arguments import read_arguments
from app.i18n import TEXTS
from app.navigation import ROOMS
from app.session import Session
from tests.app.conftest import OpenApp, rooms_in_menu, shown
from tests.conftest import ROOT
from textmine.store import Project
from textmine.store.rights import ROLES


@pytest.mark.parametrize("role", ROLES)
def test_a_role_opens_its_pages_and_no_others(open_app: OpenApp, filled: Project, role: str) -> None:
    filled.coders.add("kari", role, by="admin")  # type: ignore[arg-type]
    page = open_app(coder="kari")
    assert not page.exception
    opened = set(rooms_in_menu(page))
    for room in ROOMS:
        allowed = room.right is None or filled.coders.may("kari", room.right)
        assert ((room.name in opened) or (room.name == "overview" and "" in opened)) == allowed


@pytest.mark.usefixtures("filled")
def test_who_is_no_coder_of_the_project_is_told_so_and_sees_nothing(open_app: OpenApp) -> None:
    page = open_app(coder="fremmed")
    assert not page.exception
    assert TEXTS["cannot_open_project"]["nb"] in shown(page)
    assert not page.metric
    assert not page.dataframe


def test_a_project_that_cannot_be_opened_is_an_error_in_words(open_app: OpenApp, project_file) -> None:
    project_file.write_bytes(b"no project")
    page = open_app()
    assert not page.exception
    assert TEXTS["cannot_open_project"]["nb"] in shown(page)


@pytest.mark.parametrize(
    ("claims", "coder"),
    [
        ({"email": " Kari@Example.no ", "email_verified": True, "sub": "7"}, "kari@example.no"),
        ({"email": "kari@example.no", "email_verified": False, "sub": "7"}, "7"),
        ({"email": "kari@example.no", "sub": "7"}, "7"),
        ({"email": "kari@example.no", "email_verified": "true", "sub": "7"}, "7"),
        ({"email": None, "email_verified": True, "sub": "7"}, "7"),
        ({}, ""),
    ],
)
def test_an_address_counts_only_if_the_provider_vouches_for_it(claims: dict[str, object], coder: str) -> None:
    assert identity(claims) == coder


@given(st.floats(0, 1e10), st.floats(0.1, 100))
def test_a_login_lasts_as_long_as_was_said(issued: float, hours: float) -> None:
    assert not expired({"iat": issued}, hours, issued)
    assert expired({"iat": issued}, hours, issued + hours * 3600 * 1.01 + 1)


@pytest.mark.parametrize("claims", [{}, {"iat": None}, {"iat": "2025"}])
def test_a_login_that_does_not_say_when_it_was_made_is_too_old(claims: dict[str, object]) -> None:
    assert expired(claims, 8, 1e9)


def test_without_arguments_nobody_is_a_team() -> None:
    assert read_arguments([]).team is False


def drawn_for(project: Project, role: str, until: float = math.inf) -> Session:
    """The session of a page that was drawn when «kari» had this role."""
    return Session("p", project, "kari", role, "nb", alone=False, until=until)  # type: ignore[arg-type]


def test_who_has_another_role_or_none_or_an_old_login_is_no_longer_here(filled: Project) -> None:
    filled.coders.add("kari", "reviewer", by="admin")
    assert still_here(drawn_for(filled, "reviewer", time.time() + 3600))
    assert not still_here(drawn_for(filled, "reviewer", time.time() - 1))
    assert not still_here(drawn_for(filled, "admin"))
    filled.coders.remove("kari", "admin")
    assert not still_here(drawn_for(filled, "reviewer"))


def test_a_fragment_of_a_page_that_is_too_old_draws_the_whole_page_anew(
    filled: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(st_app, "rerun", lambda scope: asked.append(scope))
    filled.coders.add("kari", "coder", by="admin")
    recheck(drawn_for(filled, "coder"))
    assert asked == []
    recheck(drawn_for(filled, "coder", until=0))
    assert asked == ["app"]


def by_itself(path: Path) -> list[ast.FunctionDef]:
    """Functions of a module that Streamlit runs again without the rest of the page."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [
        each for each in functions if any("st.fragment" in ast.unparse(one) or "st.dialog" in ast.unparse(one)
                                          for one in each.decorator_list)
    ]  # fmt: skip


PAGES = sorted((ROOT / "app").rglob("*.py"))


@pytest.mark.parametrize("path", [path for path in PAGES if by_itself(path)], ids=lambda path: path.stem)
def test_what_runs_by_itself_asks_first_whether_the_user_is_still_here(path: Path) -> None:
    for function in by_itself(path):
        first = next(line for line in function.body if not isinstance(line, ast.Expr) or "recheck" in ast.unparse(line))
        assert ast.unparse(first) == "recheck(session)", function.name


def test_every_download_of_a_project_is_asked_for_once_more() -> None:
    found = {}
    for path in PAGES:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        data = [ast.unparse(node.args[1]) for node in calls if ast.unparse(node.func).endswith(".download_button")]
        if data:
            found[path.stem] = all(each.startswith("to_take_out(session, ") for each in data)
    assert found.keys() >= {"admin_backup", "quotes", "report", "report_plan", "wave_audit"}
    # A folder of a discovery has no project, and so neither roles nor logins.
    assert [stem for stem, asked in found.items() if not asked] == ["discovery"]


def test_what_is_downloaded_is_asked_for_once_more_when_it_is_made(filled: Project) -> None:
    filled.coders.add("kari", "reviewer", by="admin")
    session = drawn_for(filled, "reviewer")
    download = to_take_out(session, lambda: b"data")
    assert download() == b"data"
    filled.settings.set("export_roles", ["admin"], "admin")
    assert download() == b""
    filled.settings.set("export_roles", ["reviewer"], "admin")
    assert to_take_out(drawn_for(filled, "reviewer", until=0), lambda: b"data")() == b""
    filled.coders.add("kari", "reader", by="admin")
    assert download() == b""
