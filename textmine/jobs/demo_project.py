"""The demo survey as a project: its codebook, and its first waves coded, so that every page has something to show."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.resources import shipped

if TYPE_CHECKING:
    import pandas as pd

    from textmine.store import Project
    from textmine.survey.corpus import Survey

_CODER = "demo"


def fill_with_demo(project: Project, coder: str) -> None:
    """Import the demo survey into an empty project; a coder called «demo» has coded all waves but the last.

    Parameters
    ----------
    project : Project
    coder : str
        The admin who does it.
    """
    from textmine.survey.corpus import read_survey

    survey = read_survey(shipped("corpora/demo"))
    project.import_responses(survey.labelled(), coder, "corpora/demo")
    project.settings.set("title", survey.question["nb"], coder)
    themes = {each.id: f"T{number}" for number, each in enumerate(survey.themes, start=1)}
    project.codebooks.put(
        Codebook(
            project.codebook().version,
            themes=tuple(
                Theme(themes[each.id], Wording(**each.name), Wording(**each.definition), order=number)
                for number, each in enumerate(survey.themes)
            ),
        ),
        coder,
    )
    project.coders.add(_CODER, "coder", by=coder, full_name="Demo")
    statements = project.statements()
    last = statements["wave"].max()
    by_theme: dict[str, list[str]] = defaultdict(list)
    for statement, theme in _coded(survey, statements[statements["wave"] != last]):
        by_theme[themes[theme]].append(statement)
    for theme, ids in sorted(by_theme.items()):
        project.codings.set(ids, theme, _CODER)


def _coded(survey: Survey, statements: pd.DataFrame) -> list[tuple[str, str]]:
    """Statements with the theme of the marked span that covers most of them, if it covers half."""
    marked = {(response.wave, response.id): response.statements for response in survey.responses}
    found = []
    columns = ("statement_id", "wave", "respondent", "start", "end")
    for name, wave, respondent, start, end in zip(*(statements[column] for column in columns), strict=True):
        overlaps = [
            (min(end, span.end) - max(start, span.start), span.label) for span in marked.get((wave, respondent), ())
        ]
        covered, theme = max(overlaps, default=(0, ""))
        if 2 * covered >= end - start:
            found.append((name, theme))
    return found
