"""Commands about a project: import, agreement, backup, restore, log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.application import app, tell
from textmine.cli.options import Attributes, Coder, File, IdColumn, ProjectAddress, Seed, TextColumn, Wave
from textmine.errors import InputError


@app.command(name="import")
def import_command(
    file: File,
    project: ProjectAddress,
    text: TextColumn = None,
    id: IdColumn = None,
    wave: Wave = None,
    attribute: Attributes = None,
    coder: Coder = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take over answers that differ from the project's.")] = False,
    remove_gone: Annotated[
        bool, typer.Option("--remove-gone", help="Remove answers of these waves that the file no longer has.")
    ] = False,
) -> None:
    """Bring the answers of a file into a project, which is made if there is none. A second time adds nothing."""
    from textmine.jobs.project import import_file, in_words

    plan, read, notes = import_file(
        file,
        project,
        text=text,
        id=id,
        wave=wave,
        attributes=attribute,
        coder=coder,
        changes=yes,
        gone=remove_gone,
    )
    tell(notes)
    typer.echo("\n".join([read, *in_words(plan, changes=yes, gone=remove_gone)]))
    if plan.changed and not yes:
        raise InputError(
            f"{plan.changed_responses} answers differ from the project's, so nothing was changed",
            "Look at them above, and run again with --yes to take them over",
            file=file,
        )


@app.command()
def agreement(
    project: ProjectAddress,
    batch: Annotated[int | None, typer.Option("--batch", min=1, help="Only this batch, which must be closed.")] = None,
    coder: Annotated[
        list[str] | None, typer.Option("--coder", metavar="NAME", help="Person or model:HASH; may be repeated.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="CSV with the figures of each theme.")
    ] = None,
    seed: Seed = 0,
) -> None:
    """How far coders agree: kappa, alpha and AC1 with intervals."""
    from textmine.jobs.project import agreement_in_words, agreement_of

    found = agreement_of(project, batch=batch, coders=coder, out=out, seed=seed)
    typer.echo("\n".join(agreement_in_words(found)))


@app.command()
def backup(
    project: ProjectAddress,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="ZIP file to write; must not exist.")],
) -> None:
    """Copy a project with its models and runs to one ZIP file while others work in it."""
    from textmine.jobs.project import back_up

    typer.echo(f"Backup: {back_up(project, out)}")


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(help="File that backup wrote.", show_default=False)],
    project: ProjectAddress,
) -> None:
    """Make a project out of a backup, where there is none: answers, codings, models and runs."""
    from textmine.jobs.project import restore as restore_backup

    typer.echo(f"{restore_backup(backup, project)} answers: {project}")


@app.command()
def log(
    project: ProjectAddress,
    coder: Coder = None,
    limit: Annotated[
        int | None, typer.Option("--limit", min=1, help="The newest so many entries; all of them if left out.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="CSV to write.")] = None,
) -> None:
    """Who did what in a project, the newest first."""
    from textmine.jobs.project import log_of

    for row in log_of(project, coder=coder, limit=limit, out=out).itertuples():
        typer.echo(f"{row.id}  {row.time}  {row.coder}  {row.action}  {row.about}")
