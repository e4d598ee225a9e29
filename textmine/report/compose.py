"""From a material to a document: the chapters of a plan, in one language."""

from __future__ import annotations

from textmine.errors import InputError
from textmine.report.chapters import CHAPTERS
from textmine.report.context import Context, without_identifiers
from textmine.report.document import Document, printable
from textmine.report.material import Material
from textmine.report.plan import Plan
from textmine.report.words import LANGUAGES


def compose(material: Material, language: str = "nb", date: str = "", plan: Plan | None = None) -> Document:
    """Make the document of a report.

    Parameters
    ----------
    material : Material
    language : str
        nb, nn or en.
    date : str
        ISO 8601, such as ``"2024-05-01"``; printed, and the files' own date.
    plan : Plan, optional
        All chapters in the usual order if left out. A chapter that has nothing to say is left out, as all but the
        first are where there are no themes.

    Raises
    ------
    InputError
        If the language is unknown, nobody said anything, or the plan names themes or attributes that are not there.
    """
    if language not in LANGUAGES:
        raise InputError(f"there is no report in {language!r}", f"Choose among {', '.join(LANGUAGES)}")
    context, plan = Context(material, language), plan or Plan()
    if context.tally.told.empty:
        raise InputError("no answer says anything to report on", "Check that the right column was read")
    planned = [each for each in plan.chapters if context.tally.themes or each.name == "method"]
    chapters = [CHAPTERS[each.name](context, **each.options) for each in planned]
    document: Document = printable(
        Document(
            title=without_identifiers(plan.title) or context.text(material.title),
            subtitle=context.say("subtitle"),
            language=language,
            date=date,
            chapters=tuple(chapter for chapter in chapters if chapter is not None),
        )
    )
    return document
