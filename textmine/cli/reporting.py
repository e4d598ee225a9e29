"""Commands for print: quotes and report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from textmine.cli.application import app, tell
from textmine.cli.options import Attributes

Discovery = Annotated[Path | None, typer.Option("--discovery", metavar="DIR", help="Folder that discover wrote.")]
Project = Annotated[
    str | None, typer.Option("--project", metavar="P", help="Project file, or postgresql://host/database.")
]
Language = Annotated[str, typer.Option("--language", metavar="nb|nn|en", help="Language of what is written.")]
Threshold = Annotated[
    int | None,
    typer.Option("--threshold", help="Fewer respondents than this are not shown; at least 3; the project's own, or 5."),
]


@app.command()
def quotes(
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="CSV to write.", show_default=False)],
    project: Project = None,
    discovery: Discovery = None,
    theme: Annotated[
        list[str] | None, typer.Option("--theme", metavar="ID|NAME", help="Theme; may be repeated; all if left out.")
    ] = None,
    n: Annotated[int, typer.Option("-n", min=1, help="Quotes a theme.")] = 5,
    also: Annotated[
        list[str] | None,
        typer.Option("--also", metavar="KIND", help="typical, extreme or dissenting; may be repeated."),
    ] = None,
    even: Annotated[
        bool, typer.Option("--even", help="Waves and written standards evenly, not in proportion to their share.")
    ] = False,
    shortest: Annotated[int, typer.Option("--shortest", min=1, help="Fewest words of a quote.")] = 4,
    longest: Annotated[int, typer.Option("--longest", min=1, help="Most words of a quote.")] = 60,
    attribute: Attributes = None,
    threshold: Threshold = None,
    originals: Annotated[
        bool, typer.Option("--originals", help="Also what respondents wrote, with personal data, to compare with.")
    ] = False,
    language: Language = "nb",
) -> None:
    """Pick redacted quotes that together represent each theme, for a person to edit and approve."""
    from textmine.jobs.reports import pick_quotes

    count, themes = pick_quotes(
        discovery,
        out,
        project=project,
        themes=theme or (),
        n=n,
        also=also or (),
        how="even" if even else "proportional",
        words=(shortest, longest),
        attributes=attribute or (),
        threshold=threshold,
        language=language,
        originals=originals,
    )
    typer.echo(f"{count} quotes of {themes} themes: {out}\nWrite your name in approved_by beside those to be printed.")


@app.command()
def report(
    out: Annotated[
        Path, typer.Option("--out", metavar="DIR|FILE", help="Folder or file to write.", show_default=False)
    ],
    project: Project = None,
    discovery: Discovery = None,
    format: Annotated[
        list[str] | None, typer.Option("--format", metavar="FORMAT", help="html, docx, xlsx or md; all if left out.")
    ] = None,
    language: Language = "nb",
    title: Annotated[str, typer.Option("--title", help="Title of the report.")] = "",
    quotes: Annotated[
        Path | None, typer.Option("--quotes", metavar="FILE", help="Sheet of textmine quotes with approved quotes.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="FILE", help="Word file whose styles are used.")
    ] = None,
    chapters: Annotated[
        Path | None, typer.Option("--chapters", metavar="FILE", help="YAML with the order and choice of chapters.")
    ] = None,
    breaks: Annotated[
        list[str] | None, typer.Option("--break", metavar="WAVE", help="Wave not comparable with those before.")
    ] = None,
    weight: Annotated[str, typer.Option("--weight", metavar="COL", help="Column with weights.")] = "",
    threshold: Threshold = None,
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="Date of the report; today if left out.")] = "",
) -> None:
    """Write a report in HTML, Word, Excel and Markdown."""
    from textmine.jobs.reports import make_report

    made = make_report(
        discovery,
        out,
        project=project,
        formats=[name for given in format or () for name in given.split(",")],
        language=language,
        title=title,
        quotes=quotes,
        template=template,
        chapters=chapters,
        breaks=breaks or (),
        weight=weight,
        threshold=threshold,
        date=date,
    )
    tell(made.notes())
    typer.echo("\n".join(f"Report: {file}" for file in made.files))
