"""Serving the app on this machine."""

from __future__ import annotations

import ipaddress
import subprocess
import sys
import tempfile
from pathlib import Path

from textmine.errors import InputError
from textmine.resources import shipped

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
# Calm, and with contrast for those who see poorly.
_LOOK = {
    "theme.light.primaryColor": "#14425f",
    # Streamlit fades captions to 60 %: from its own grey they would be too pale to read.
    "theme.light.textColor": "#0b0d10",
    "theme.dark.primaryColor": "#7db8e0",
    "theme.light.sidebar.backgroundColor": "#f4f6f8",
}


def run_app(
    project: str | Path | None = None,
    discovery: Path | None = None,
    *,
    port: int = 8501,
    address: str = "127.0.0.1",
    login: Path | None = None,
    coder: str = "",
    session_hours: float = 8.0,
) -> int:
    """Serve the app until it is stopped; return Streamlit's exit code.

    Parameters
    ----------
    project : str or Path, optional
        Path or address of a project, which is made where there is none. Without project and discovery the demo
        survey is opened as a project that is thrown away when the app stops.
    discovery : Path, optional
        A folder that ``discover`` wrote, to look at without a project.
    port : int
    address : str
        Where to listen. Other machines are only let in with ``login``.
    login : Path, optional
        A TOML file with the section ``[auth]`` that Streamlit describes for ``st.login``; turns on team mode.
    coder : str
        Who works, where nobody logs in; the account's name if left out.
    session_hours : float
        How long a login lasts.

    Raises
    ------
    InputError
        If ``discovery`` is not a folder that ``discover`` wrote, or the app would be open to the network without login.
    """
    if discovery is not None and not (discovery / "statements.csv").is_file():
        raise InputError(
            "holds no discovery",
            "Run textmine discover FILE --out DIR first, and name that DIR",
            file=discovery,
        )
    if discovery is not None and project is not None:
        raise InputError("--project and --discovery cannot be opened at once", "Give one of them")
    if login is not None and not login.is_file():
        raise InputError("does not exist", "Give a TOML file with the section [auth]", file=login)
    if login is not None and project is None:
        raise InputError("a team needs a project", "Give --project too")
    if login is None and not _is_this_machine(address):
        raise InputError(f"{address} is open to other machines", "Give --login, so that users must log in")
    arguments = ["--coder", coder] if coder else []
    if login is not None:
        arguments += ["--team", "--session-hours", str(session_hours)]
    if discovery is not None:
        return _serve(["--discovery", str(discovery.resolve())], port, address, login)
    if project is not None:
        return _serve(["--project", _absolute(project), *arguments], port, address, login)
    with tempfile.TemporaryDirectory(prefix="textmine-demo-") as folder:
        place = Path(folder) / "demo.textmine"
        return _serve(["--project", str(place), "--demo", *arguments], port, address, login)


def _serve(arguments: list[str], port: int, address: str, login: Path | None) -> int:
    options = {
        "server.address": address,
        "server.port": str(port),
        "server.headless": "false" if sys.stdout.isatty() else "true",
        "server.fileWatcherType": "none",
        "server.maxUploadSize": "500",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        # Data leaves a project by the app's own downloads, which ask for the user's role.
        "client.disableDataExport": "true",
        # Whatever the user's own settings of Streamlit say: no page of another site talks to the app.
        "server.enableCORS": "true",
        "server.enableXsrfProtection": "true",
        "server.enableAgentApi": "false",
        **_LOOK,
    }
    if login is not None:
        options["secrets.files"] = str(login.resolve())
    flags = [f"--{name}={value}" for name, value in options.items()]
    if login is None:
        # A site whose name is made to lead to this machine would otherwise count as the app itself.
        flags += [f"--server.allowedHosts={name}" for name in dict.fromkeys((*_THIS_MACHINE, address))]
    command = [sys.executable, "-m", "streamlit", "run", str(shipped("app/main.py")), *flags, "--", *arguments]
    return subprocess.run(command, check=False).returncode


def _absolute(project: str | Path) -> str:
    return str(project) if "://" in str(project) else str(Path(project).expanduser().absolute())


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"
