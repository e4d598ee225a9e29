"""Commands about the installation: doctor and app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.application import app
from textmine.errors import TextmineError


@app.command()
def doctor() -> None:
    """Check that this installation is whole and works offline."""
    from textmine.doctor import check_installation

    findings = check_installation()
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.ok else 'FAIL'} {finding.what}: {finding.detail}")
    if not all(finding.ok for finding in findings):
        raise TextmineError("This installation is not whole. Install textmine again.")


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
