"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[Path, typer.Argument(help="Survey file: csv, xlsx, sav, dta, parquet, json.", show_default=False)]
TextColumn = Annotated[
    str | None, typer.Option("--text", metavar="COL", help="Column with the answers; found by itself.")
]
IdColumn = Annotated[str | None, typer.Option("--id", metavar="COL", help="Column that identifies the respondent.")]
Wave = Annotated[
    str | None,
    typer.Option("--wave", metavar="COL|VALUE", help="Column with the wave, or one wave for the whole file."),
]
Attributes = Annotated[
    list[str] | None, typer.Option("--attribute", metavar="COL", help="Column to keep; may be repeated.")
]
EncoderName = Annotated[
    str, typer.Option("--encoder", metavar="NAME", help='"default", or a sentence-transformers model.')
]
Themes = Annotated[int | None, typer.Option("--themes", min=1, help="Number of themes; chosen by itself.")]
Seed = Annotated[int, typer.Option("--seed", min=0, max=2**32 - 1, help="Seed; the same seed gives the same result.")]
ProjectAddress = Annotated[
    str,
    typer.Option("--project", metavar="P", help="Project file, or postgresql://host/database.", show_default=False),
]
Coder = Annotated[
    str | None, typer.Option("--coder", metavar="NAME", help="Who does it; the one signed in to this machine.")
]
