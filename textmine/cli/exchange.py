"""The command that writes a project for other programs: export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.application import app, tell
from textmine.cli.options import ProjectAddress


@app.command()
def export(
    project: ProjectAddress,
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help="File to write: .qdpx, .qdc, .csv, .xlsx or .sav.")
    ],
    unredacted: Annotated[
        bool,
        typer.Option(
            "--unredacted/--redacted", help="Write answers as they were given, with names and other personal data."
        ),
    ] = False,
    suggested: Annotated[
        bool, typer.Option("--suggested", help="Also what a model suggests and nobody has decided on.")
    ] = False,
    source: Annotated[
        str, typer.Option("--source", metavar="question|response", help="What is a text of its own in .qdpx.")
    ] = "question",
    newline: Annotated[
        str, typer.Option("--newline", metavar="lf|crlf", help="How lines of the texts in .qdpx end.")
    ] = "lf",
    flat: Annotated[bool, typer.Option("--flat", help="Codes on one level, for programs that read no more.")] = False,
    language: Annotated[
        str, typer.Option("--language", metavar="nb|nn|en", help="Language of theme names and labels.")
    ] = "nb",
) -> None:
    """Write a project for another program: REFI-QDA (.qdpx, .qdc), a table (.csv, .xlsx) or SPSS (.sav); redacted."""
    from textmine.jobs.export import Wanted, export_project, in_words

    wanted = Wanted(unredacted, suggested, source, newline, flat, language)
    done = export_project(project, out, wanted)
    tell(done.notes)
    typer.echo(in_words(done, out))
