"""A team's server against a real provider of OpenID Connect: nothing before login, pages and writes by role."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from app.i18n import TEXTS
from tests.app.conftest import answers
from tests.browser.conftest import PATIENCE, Server, Visit, free_port, served
from textmine.coding import Theme, Wording
from textmine.coding.operations import add
from textmine.store import open_project

# Part of an answer.
HIDDEN = "Kommunen mangler egnede boliger"
ADMIN, CODER, READER = "admin@example.no", "kari@example.no", "les@example.no"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    mock = pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock is not installed")
    users = [
        mock.User(sub=name, claims={"email": name, "email_verified": True})
        for name in (ADMIN, CODER, READER, "ny@example.no", "fremmed@example.no")
    ]
    # Says the address of an admin, which nobody has checked is hers.
    users.append(mock.User(sub="svindler", claims={"email": ADMIN, "email_verified": False}))
    with mock.run_server_in_thread(user_claims=users) as server:
        yield f"http://localhost:{server.server_port}"


def login_file(folder: Path, provider: str, port: int) -> Path:
    values = {
        "redirect_uri": f"http://127.0.0.1:{port}/oauth2callback",
        "cookie_secret": "not a secret, only for this test",
        "client_id": "textmine",
        "client_secret": "x",
        "server_metadata_url": f"{provider}/.well-known/openid-configuration",
        "client_kwargs": {"scope": "openid email"},
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items() if isinstance(value, str)]
    file = folder / "login.toml"
    file.write_text("\n".join(["[auth]", *lines, 'client_kwargs = { scope = "openid email" }', ""]), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def team(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("team")
    file = folder / "team.textmine"
    with open_project(file, create=True) as project:
        project.coders.add(ADMIN)
        project.coders.add(CODER, "coder", by=ADMIN)
        project.coders.add(READER, "reader", by=ADMIN)
        project.import_responses(answers(), ADMIN)
    port = free_port()
    with served("--project", file, "--login", login_file(folder, provider, port), port=port) as server:
        server.project = file  # type: ignore[attr-defined]
        yield server


def log_in(visit: Visit, server: Server, name: str) -> None:
    visit.open(server.address)
    visit.page.get_by_role("button", name=TEXTS["log_in"]["nb"]).click()
    visit.page.get_by_role("button", name=name, exact=True).click()
    visit.page.wait_for_url(f"{server.address}/**", timeout=PATIENCE)
    visit.page.get_by_role("button", name=TEXTS["log_out"]["nb"]).wait_for(timeout=PATIENCE)
    visit.settle()


def menu(visit: Visit) -> list[str]:
    return [link.inner_text().splitlines()[-1] for link in visit.page.get_by_test_id("stSidebarNavLink").all()]


def frames_seen(visit: Visit) -> list[Any]:
    """Collects what the server sends over the socket from now on."""
    sent: list[Any] = []

    def note(frame: Any) -> None:
        sent.append(frame)

    # Playwright cannot take a method of a built-in type as a listener.
    visit.page.on("websocket", lambda socket: socket.on("framereceived", note))
    return sent


@pytest.mark.parametrize("path", ["", "administration", "import_data", "report"])
def test_nothing_of_the_project_reaches_a_browser_that_has_not_logged_in(visit: Visit, team: Server, path: str) -> None:
    sent = frames_seen(visit)
    visit.open(f"{team.address}/{path}")
    visit.page.get_by_role("button", name=TEXTS["log_in"]["nb"]).wait_for(timeout=PATIENCE)
    everything = b"".join(frame if isinstance(frame, bytes) else frame.encode() for frame in sent)
    assert everything
    for secret in (HIDDEN, ADMIN, "2024", TEXTS["administration_title"]["nb"]):
        assert secret.encode() not in everything
    assert menu(visit) == []


def test_each_role_has_its_pages(visit: Visit, browser: Any, team: Server) -> None:
    log_in(visit, team, ADMIN)
    assert TEXTS["administration_title"]["nb"] in menu(visit)
    assert TEXTS["import_data_title"]["nb"] in menu(visit)
    visit.picture("logged_in")
    for name in (CODER, READER):
        context = browser.new_context()
        other = Visit(context.new_page())
        log_in(other, team, name)
        assert TEXTS["overview_title"]["nb"] in menu(other)
        assert TEXTS["administration_title"]["nb"] not in menu(other)
        other.open(f"{team.address}/administration")
        assert other.page.get_by_role("tab").count() == 0
        assert HIDDEN not in other.page.content()
        context.close()


@pytest.mark.parametrize("name", ["fremmed@example.no", "svindler"])
def test_who_is_logged_in_but_no_coder_of_the_project_sees_nothing_of_it(visit: Visit, team: Server, name: str) -> None:
    log_in(visit, team, name)
    visit.page.get_by_text(TEXTS["login_unknown"]["nb"]).wait_for(timeout=PATIENCE)
    assert visit.page.get_by_text(name).is_visible()
    assert menu(visit) == []


def test_a_role_taken_away_is_gone_at_the_next_click(visit: Visit, team: Server) -> None:
    with open_project(team.project) as project:  # type: ignore[attr-defined]
        project.coders.add("ny@example.no", "admin", by=ADMIN)
        project.coders.add(CODER, "admin", by=ADMIN)
        log_in(visit, team, CODER)
        visit.room(TEXTS["administration_title"]["nb"])
        project.coders.add(CODER, "coder", by=ADMIN)
        visit.page.get_by_role("button", name=TEXTS["administration_save_coder"]["nb"]).click()
        visit.settle()
        assert TEXTS["administration_title"]["nb"] not in menu(visit)
        assert visit.page.get_by_role("tab").count() == 0


def test_access_taken_away_is_gone_at_the_next_click_within_a_part_of_a_page(visit: Visit, team: Server) -> None:
    with open_project(team.project) as project:  # type: ignore[attr-defined]
        project.coders.add("ny@example.no", "admin", by=ADMIN)
        book = project.codebook()
        if not book.themes:
            project.codebooks.apply(add(book, Theme("", Wording(nb="Bolig"))), ADMIN)
        log_in(visit, team, "ny@example.no")
        visit.room(TEXTS["themes_title"]["nb"])
        project.coders.remove("ny@example.no", ADMIN)
        visit.page.get_by_role("radio", name=TEXTS["themes_all"]["nb"], exact=True).click()
        visit.page.get_by_text(TEXTS["login_unknown"]["nb"]).wait_for(timeout=PATIENCE)
        visit.settle()
        assert menu(visit) == []


def test_logging_out_leads_back_to_the_login(visit: Visit, team: Server) -> None:
    log_in(visit, team, READER)
    visit.page.get_by_role("button", name=TEXTS["log_out"]["nb"]).click()
    # The provider asks whether she wants to leave it too.
    visit.page.wait_for_url("**/oauth2/end_session**", timeout=PATIENCE)
    visit.open(team.address)
    visit.page.get_by_role("button", name=TEXTS["log_in"]["nb"]).wait_for(timeout=PATIENCE)
    assert menu(visit) == []


def test_a_login_that_is_too_old_must_be_renewed(visit: Visit, provider: str, tmp_path: Path) -> None:
    file = tmp_path / "team.textmine"
    with open_project(file, create=True) as project:
        project.coders.add(ADMIN)
    port = free_port()
    login = login_file(tmp_path, provider, port)
    with served("--project", file, "--login", login, "--session-hours", "0", port=port) as server:
        visit.open(server.address)
        visit.page.get_by_role("button", name=TEXTS["log_in"]["nb"]).click()
        visit.page.get_by_role("button", name=ADMIN, exact=True).click()
        visit.page.get_by_text(TEXTS["login_expired"]["nb"]).wait_for(timeout=PATIENCE)
        assert menu(visit) == []


@pytest.mark.parametrize(
    ("host", "answer"), [("127.0.0.1", 101), ("localhost", 101), ("textmine.example.no", 403), ("10.0.0.7", 403)]
)
def test_alone_no_site_whose_name_was_made_to_lead_here_gets_a_connection(
    demo_address: str, host: str, answer: int
) -> None:
    port = urlsplit(demo_address).port
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {
        "Host": f"{host}:{port}",
        "Origin": f"http://{host}:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "c2l4dGVlbiBieXRlcyBvaw==",
    }
    connection.request("GET", "/_stcore/stream", headers=headers)
    assert connection.getresponse().status == answer
    connection.close()
