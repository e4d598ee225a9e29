"""Commands that code a new wave with an old codebook: train, classify."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import typer

from textmine.cli.application import app, tell
from textmine.cli.options import Coder, EncoderName, IdColumn, TextColumn
from textmine.errors import InputError, TextmineError


@app.command()
def train(
    out: Annotated[Path, typer.Option("--out", metavar="MODELDIR", help="Folder for the model.")],
    file: Annotated[
        Path | None, typer.Argument(help="File with one coded statement a row.", show_default=False)
    ] = None,
    labels: Annotated[
        str | None,
        typer.Option("--labels", metavar="COL", help='Column with the themes, ";" between several; "-" for none.'),
    ] = None,
    text: TextColumn = None,
    group: Annotated[str | None, typer.Option("--group", metavar="COL", help="Column with the respondent.")] = None,
    definitions: Annotated[
        Path | None,
        typer.Option(
            "--definitions", metavar="FILE", help="Table of themes: theme_id, definition, perhaps theme and parent_id."
        ),
    ] = None,
    project: Annotated[
        str | None,
        typer.Option("--project", metavar="P", help="Project whose decisions to learn from, instead of FILE."),
    ] = None,
    encoder: EncoderName = "default",
) -> None:
    """Train a classifier on coded statements, of a file or of a project."""
    from textmine.jobs.train import train_file, train_project

    if project is not None:
        if file is not None:
            raise InputError("train learns from a file or from a project", "Leave out FILE, or --project")
        _only_of_a_file("train", {"--labels": labels, "--text": text, "--group": group, "--definitions": definitions})
        trained = train_project(project, out, encoder)
    elif file is None or labels is None:
        raise InputError("train needs coded statements", "Give FILE and --labels COL, or --project P")
    else:
        trained = train_file(file, out, text=text, labels=labels, group=group, definitions=definitions, encoder=encoder)
    typer.echo(f"{trained.themes} themes learnt from {trained.texts} texts: {out}\nModel {trained.hash[:12]}")
    if trained.refused:
        named = ", ".join(f"{theme} ({count})" for theme, count in trained.refused.items())
        typer.echo(f"Too few texts to learn, so never predicted: {named}", err=True)
    if trained.unknown:
        typer.echo(f"Not in the table of themes, perhaps misspelt: {', '.join(map(str, trained.unknown))}", err=True)


@app.command()
def classify(
    model: Annotated[Path, typer.Option("--model", metavar="MODELDIR", help="Folder that train wrote.")],
    file: Annotated[
        Path | None, typer.Argument(help="Survey file: csv, xlsx, sav, dta, parquet, json.", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="CSV to write.")] = None,
    project: Annotated[
        str | None, typer.Option("--project", metavar="P", help="Project to write suggestions into, instead of a file.")
    ] = None,
    wave: Annotated[
        str | None, typer.Option("--wave", metavar="WAVE", help="Wave of the project; all if left out.")
    ] = None,
    coder: Coder = None,
    text: TextColumn = None,
    id: IdColumn = None,
    engine: Annotated[Literal["local", "dask"], typer.Option("--engine", help="What runs it.")] = "local",
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes of the Dask engine; one a core.")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option("--scheduler", metavar="ADDRESS", help="Dask scheduler that runs already.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Keep what a stopped run has finished.")] = False,
) -> None:
    """Code a file, or the statements of a project, with a trained classifier."""
    if project is not None:
        given = {"--text": text, "--id": id, "--workers": workers, "--scheduler": scheduler}
        _only_of_a_file("classify", {**given, "--engine dask": engine == "dask" or None, "--resume": resume or None})
        _classify_in_project(project, model, file, out, wave, coder)
        return
    if file is None or out is None:
        raise InputError("classify needs a file and --out, or --project", "See textmine classify --help")
    for option, value in (("--wave", wave), ("--coder", coder)):
        if value is not None:
            raise InputError(f"{option} is of a project", "Leave it out, or give --project instead of the file")
    from textmine.jobs.classify import classify_file

    try:
        coded = classify_file(
            file,
            out,
            model,
            text=text,
            id=id,
            engine=engine,
            workers=workers,
            scheduler=scheduler,
            resume=resume,
        )
    except KeyboardInterrupt:
        raise TextmineError(f"{out}: stopped. Finished parts are kept: run again with --resume.") from None
    tell(coded.notes)
    typer.echo(
        f"{coded.statements} statements of {coded.responses} responses: {out}\n"
        f"For people to look at: {coded.abstained}, of these unlike anything coded: {coded.novel}"
    )


def _only_of_a_file(command: str, given: Mapping[str, object]) -> None:
    """Refuse what a project decides by itself, rather than pass over it in silence."""
    names = [option for option, value in given.items() if value is not None]
    if names:
        raise InputError(f"{command} --project takes no {' or '.join(names)}", "Leave it out, or give FILE instead")


def _classify_in_project(
    project: str, model: Path, file: Path | None, out: Path | None, wave: str | None, coder: str | None
) -> None:
    if file is not None or out is not None:
        raise InputError("classify works on a file or on a project", "Leave out the file and --out, or --project")
    from textmine.jobs.classify_project import classify_project

    done = classify_project(project, model, wave=wave, coder=coder)
    typer.echo(
        f"{done.suggestions} suggestions for {done.statements} statements by {done.model}\n"
        f"For people to look at: {done.abstained}, of these unlike anything coded: {done.novel}"
    )
