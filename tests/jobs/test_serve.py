from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.arguments import read_arguments
from textmine.errors import InputError
from textmine.jobs.serve import run_app


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands that would have been run."""
    commands: list[list[str]] = []

    def note(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", note)
    return commands


def flag(command: list[str], name: str) -> str:
    (value,) = (word.partition("=")[2] for word in command if word.startswith(f"--{name}="))
    return value


def of_the_app(command: list[str]) -> list[str]:
    return command[command.index("--") + 1 :]


def test_alone_the_app_listens_to_this_machine_only(started: list[list[str]], tmp_path: Path) -> None:
    run_app(tmp_path / "p.textmine")
    (command,) = started
    assert flag(command, "server.address") == "127.0.0.1"
    arguments = read_arguments(of_the_app(command))
    assert (arguments.project, arguments.team, arguments.demo) == (str(tmp_path / "p.textmine"), False, False)


@pytest.mark.parametrize("address", ["0.0.0.0", "192.168.1.4", "::", "textmine.example.no"])  # noqa: S104 - nothing is bound to it
def test_other_machines_are_not_let_in_without_login(started: list[list[str]], tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError, match="--login"):
        run_app(tmp_path / "p.textmine", address=address)
    assert started == []


def test_a_team_logs_in(started: list[list[str]], tmp_path: Path) -> None:
    login = tmp_path / "login.toml"
    login.write_text("[auth]\n", encoding="utf-8")
    run_app(tmp_path / "p.textmine", address="0.0.0.0", login=login, session_hours=2)  # noqa: S104 - nothing is bound to it
    (command,) = started
    assert flag(command, "secrets.files") == str(login)
    arguments = read_arguments(of_the_app(command))
    assert arguments.team
    assert arguments.session_hours == 2


def test_a_table_cannot_be_downloaded_past_the_apps_own_downloads(started: list[list[str]], tmp_path: Path) -> None:
    run_app(tmp_path / "p.textmine")
    assert flag(started[0], "client.disableDataExport") == "true"
    assert flag(started[0], "browser.gatherUsageStats") == "false"


def test_without_a_project_the_demo_is_opened_and_thrown_away(started: list[list[str]]) -> None:
    run_app()
    arguments = read_arguments(of_the_app(started[0]))
    assert arguments.demo
    assert not Path(arguments.project).parent.exists()


def test_a_password_in_an_address_is_not_made_a_path(started: list[list[str]]) -> None:
    run_app("postgresql://kari@db.example.no/survey")
    assert read_arguments(of_the_app(started[0])).project == "postgresql://kari@db.example.no/survey"


@pytest.mark.parametrize(
    "arguments",
    [
        {"project": "p", "discovery": "toy"},
        {"project": "p", "login": Path("nowhere.toml")},
        {"login": "login"},
        {"discovery": Path("nowhere")},
    ],
)
def test_what_does_not_go_together_is_refused(
    started: list[list[str]], toy_folder: Path, tmp_path: Path, arguments: dict[str, Any]
) -> None:
    login = tmp_path / "login.toml"
    login.write_text("[auth]\n", encoding="utf-8")
    real = {"toy": toy_folder, "login": login}
    with pytest.raises(InputError):
        run_app(**{name: real.get(value, value) for name, value in arguments.items()})
    assert started == []


def test_alone_the_app_answers_to_this_machines_own_names_only(started: list[list[str]], tmp_path: Path) -> None:
    run_app(tmp_path / "p.textmine", address="127.0.0.2")
    hosts = {word.partition("=")[2] for word in started[0] if word.startswith("--server.allowedHosts=")}
    assert hosts == {"localhost", "127.0.0.1", "::1", "127.0.0.2"}


def test_other_sites_and_programs_do_not_talk_to_the_app_whatever_streamlits_own_settings_say(
    started: list[list[str]], tmp_path: Path
) -> None:
    run_app(tmp_path / "p.textmine")
    names = ("server.enableCORS", "server.enableXsrfProtection", "server.enableAgentApi")
    assert [flag(started[0], name) for name in names] == ["true", "true", "false"]
