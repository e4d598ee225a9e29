"""What is missing for a whole report, before everything else."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.report.context import Context, without_identifiers
from textmine.report.document import Chapter, Lack, Paragraph
from textmine.report.lacks import in_words


def missing(context: Context, lacks: Sequence[Lack]) -> Chapter | None:
    """The chapter «missing», which no chapters file leaves out; none where nothing is missing."""
    told = tuple(Paragraph(without_identifiers(in_words(lack, context.language))) for lack in lacks)
    return Chapter("missing", context.say("missing"), told) if told else None
