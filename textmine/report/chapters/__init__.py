"""The chapters of a report, one function each, from a material to blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from textmine.report.chapters.codebook import codebook
from textmine.report.chapters.groups import crosstab, numbers, standards, waves
from textmine.report.chapters.method import method
from textmine.report.chapters.themes import overview, themes
from textmine.report.chapters.together import together
from textmine.report.document import Chapter

CHAPTERS: Mapping[str, Callable[..., Chapter | None]] = {
    "method": method,
    "overview": overview,
    "waves": waves,
    "themes": themes,
    "crosstab": crosstab,
    "numbers": numbers,
    "together": together,
    "standards": standards,
    "codebook": codebook,
}
"""Every chapter by its name, in the order of a report that nobody ordered otherwise."""
