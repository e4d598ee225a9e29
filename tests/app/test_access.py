from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.access import expired, identity
from app.arguments import read_arguments
from app.i18n import TEXTS
from app.navigation import ROOMS
from tests.app.conftest import OpenApp, rooms_in_menu, shown
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
