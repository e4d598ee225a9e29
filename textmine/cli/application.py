"""The Typer application that every command module adds its commands to."""

from __future__ import annotations

from collections.abc import Iterable

import typer

app = typer.Typer(
    help="Themes, codes and quotes from free-text survey answers in Norwegian. Nothing leaves this machine.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def tell(notes: Iterable[str]) -> None:
    """Print notes for the user on standard error, one a line."""
    for note in notes:
        typer.echo(f"textmine: {note}", err=True)
