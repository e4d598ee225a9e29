"""Commands over a survey file: demo, discover, segment, redact, encode."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.application import app, tell
from textmine.cli.options import Attributes, Coder, EncoderName, File, IdColumn, Seed, TextColumn, Themes, Wave
from textmine.errors import InputError


@app.command()
def demo(
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="Folder for the results.")] = Path("textmine-demo"),
    seed: Seed = 0,
) -> None:
    """Run the main job on the demo survey that ships."""
    from textmine.jobs.files import discover_demo

    report = discover_demo(out, seed)
    typer.echo(f"Report: {report}\nReview: textmine app --discovery {out}")


@app.command()
def discover(
    file: Annotated[
        Path | None, typer.Argument(help="Survey file: csv, xlsx, sav, dta, parquet, json.", show_default=False)
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Folder for the results.")] = None,
    project: Annotated[
        str | None, typer.Option("--project", metavar="P", help="Project to find themes in, instead of a file.")
    ] = None,
    text: TextColumn = None,
    id: IdColumn = None,
    wave: Wave = None,
    attribute: Attributes = None,
    themes: Themes = None,
    encoder: EncoderName = "default",
    cache: Annotated[
        Path | None,
        typer.Option("--cache", metavar="DIR", help="Folder that keeps vectors for the next run."),
    ] = None,
    seed: Seed = 0,
    coder: Coder = None,
    unredacted: Annotated[
        bool,
        typer.Option("--unredacted", help="Write answers as they were given, with names and other personal data."),
    ] = False,
    language_model: Annotated[
        str | None,
        typer.Option(
            "--language-model",
            metavar="URL",
            help="OpenAI-compatible address that proposes names; redacted statements are sent there. Off by default.",
        ),
    ] = None,
    language_model_name: Annotated[
        str, typer.Option("--language-model-name", metavar="NAME", help="What that address calls its model.")
    ] = "default",
) -> None:
    """Find the themes of a file (a folder of redacted tables and report.html) or of a project (into its codebook)."""
    if project is not None:
        _discover_in_project(project, file, out, themes, encoder, coder, seed)
        return
    if file is None or out is None:
        raise InputError("discover needs a file and --out, or --project", "See textmine discover --help")
    from textmine.jobs.files import discover_file
    from textmine.themes.language_model import WARNING, LanguageModel

    asked = None if language_model is None else LanguageModel(language_model, language_model_name)
    if asked is not None:
        typer.echo(f"textmine: {WARNING.format(address=asked.address)}", err=True)

    report, read, notes = discover_file(
        file,
        out,
        text=text,
        id=id,
        wave=wave,
        attributes=attribute,
        n_themes=themes,
        encoder=encoder,
        cache=cache,
        seed=seed,
        unredacted=unredacted,
        language_model=asked,
    )
    tell(notes)
    typer.echo(f"{read}\nReport: {report}\nReview: textmine app --discovery {out}")


def _discover_in_project(
    project: str, file: Path | None, out: Path | None, themes: int | None, encoder: str, coder: str | None, seed: int
) -> None:
    if file is not None or out is not None:
        raise InputError("discover works on a file or on a project", "Leave out the file and --out, or --project")
    from textmine.jobs.project import discover_project

    found = discover_project(project, n_themes=themes, encoder=encoder, coder=coder, seed=seed)
    typer.echo(f"{found.themes} themes in the draft codebook, {found.suggestions} suggestions by {found.model}")


@app.command()
def segment(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="CSV to write.")],
    text: TextColumn = None,
    id: IdColumn = None,
) -> None:
    """Cut responses into statements: a CSV with one row a statement."""
    from textmine.jobs.files import segment_file

    count, notes = segment_file(file, out, text=text, id=id)
    tell(notes)
    typer.echo(f"{count} statements: {out}")


@app.command()
def redact(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="CSV to write.")],
    text: TextColumn = None,
    id: IdColumn = None,
    direct_only: Annotated[
        bool,
        typer.Option("--direct-only", help="Leave named institutions, small places, exact dates and ages as they are."),
    ] = False,
) -> None:
    """Replace personal data in responses. What is left is not anonymous: read it before you print it."""
    from textmine.jobs.files import redact_file

    responses, mentions, notes = redact_file(file, out, text=text, id=id, quasi=not direct_only)
    tell(notes)
    typer.echo(f"{mentions} mentions replaced in {responses} responses: {out}")


@app.command()
def encode(
    file: File,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="Vectors to write: .npy, .parquet or .csv.")],
    text: TextColumn = None,
    id: IdColumn = None,
    encoder: EncoderName = "default",
) -> None:
    """Turn each response into a vector."""
    from textmine.jobs.files import encode_file

    count, dimension, notes = encode_file(file, out, text=text, id=id, encoder=encoder)
    tell(notes)
    typer.echo(f"{count} vectors of {dimension} numbers: {out}")
