"""Commands about the installation: doctor and app."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from textmine.cli.application import app
from textmine.errors import TextmineError

if TYPE_CHECKING:
    from textmine.doctor import Finding


@app.command()
def doctor(
    project: Annotated[
        str | None, typer.Option("--project", metavar="P", help="Project to look at too: whether it is whole.")
    ] = None,
) -> None:
    """Check that this installation is whole and works offline."""
    from textmine.doctor import check_installation, check_project

    findings = check_installation() + ([] if project is None else check_project(project))
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.what}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise TextmineError(_remedy(findings))


def _remedy(findings: Sequence[Finding]) -> str:
    if any(not finding.ok and finding.what != "project" for finding in findings):
        return "This installation is not whole. Install textmine again."
    return "The project is not whole. Bring back a backup: textmine restore."


@app.command(name="app")
def app_command(
    project: Annotated[
        str | None,
        typer.Option("--project", metavar="P", help="Project to work in, made if need be; the demo if left out."),
    ] = None,
    discovery: Annotated[
        Path | None,
        typer.Option("--discovery", metavar="DIR", help="Folder that discover wrote, to look at without a project."),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option("--address", metavar="IP", help="Where to listen; others than this machine need --login.")
    ] = "127.0.0.1",
    login: Annotated[
        Path | None,
        typer.Option("--login", metavar="FILE", help="TOML file with [auth] for single sign-on: a team's server."),
    ] = None,
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Who works, where nobody logs in.")] = "",
    session_hours: Annotated[float, typer.Option("--session-hours", min=0.0, help="How long a login lasts.")] = 8.0,
) -> None:
    """Open a project in the browser, on this machine only unless users log in."""
    from textmine.jobs.serve import run_app

    code = run_app(
        project, discovery, port=port, address=address, login=login, coder=coder, session_hours=session_hours
    )
    raise typer.Exit(code)
