"""The codebook as an appendix."""

from __future__ import annotations

from collections.abc import Iterator

from textmine.report.context import Context
from textmine.report.document import Chapter, Column, Table
from textmine.report.material import ReportTheme


def codebook(context: Context) -> Chapter:
    """The chapter «codebook»: every theme with its definition and what it takes in and leaves out."""
    say = context.say
    names, themes = context.names, context.tally.themes
    nested = any(theme.parent in names for theme in themes)
    columns = (Column(say("theme")), Column(say("definition")), *([Column(say("parent"))] if nested else []))
    rows = tuple(
        (names[theme.id], " ".join(_definition(context, theme)), *([names.get(theme.parent, "")] if nested else []))
        for theme in themes
    )
    return Chapter("codebook", say("codebook"), (Table(say("codebook_caption"), columns, rows),))


def _definition(context: Context, theme: ReportTheme) -> Iterator[str]:
    """Definition, and what to include and exclude where the codebook says so."""
    yield context.text(theme.definition)
    for key, texts in (("include", theme.include), ("exclude", theme.exclude)):
        if text := context.text(texts):
            yield f"{context.say(key)}: {text}"
