"""From a material to a document: the chapters of a plan, in one language."""

from __future__ import annotations

from textmine.errors import InputError
from textmine.report.chapters import CHAPTERS
from textmine.report.chapters.missing import missing
from textmine.report.context import Context, without_identifiers
from textmine.report.document import Chapter, Document, printable
from textmine.report.lacks import lacks_of
from textmine.report.material import Material
from textmine.report.plan import Plan, PlannedChapter
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
        first are where there are no themes. What is missing for a whole report stands before them.

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
    lacks = lacks_of(context.tally)
    planned = [each for each in plan.chapters if context.tally.themes or each.name == "method"]
    chapters = [missing(context, lacks), *(_chapter(context, each, plan) for each in planned)]
    document: Document = printable(
        Document(
            title=without_identifiers(plan.title) or context.text(material.title),
            subtitle=context.say("subtitle"),
            language=language,
            date=date,
            chapters=tuple(chapter for chapter in chapters if chapter is not None),
            lacks=lacks,
        )
    )
    return document


def _chapter(context: Context, planned: PlannedChapter, plan: Plan) -> Chapter | None:
    try:
        return CHAPTERS[planned.name](context, **planned.options)
    except InputError as error:
        # What a chapter refuses is one of its options, and those stand in the chapters file.
        raise InputError(error.problem, error.remedy, file=plan.file) from error
