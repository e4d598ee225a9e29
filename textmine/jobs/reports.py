"""What the commands quotes and report do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.jobs.background import Progress, silent
from textmine.privacy.suppression import THRESHOLD
from textmine.quotes.coverage import Balance

if TYPE_CHECKING:
    import pandas as pd

    from textmine.discover import Discovery
    from textmine.jobs.quoting import Wanted
    from textmine.report.document import Lack
    from textmine.report.material import Material
    from textmine.report.plan import Plan


@dataclass(frozen=True)
class Made:
    """A report that was written.

    Attributes
    ----------
    files : tuple of Path
    lacks : tuple of Lack
        What the material lacks, which the report says too.
    left_out : tuple of str
        Chapters that a chapters file asks for and that have nothing to say.
    without_quotes : bool
        Whether there are themes and no approved quote of any.
    """

    files: tuple[Path, ...]
    lacks: tuple[Lack, ...] = ()
    left_out: tuple[str, ...] = ()
    without_quotes: bool = False

    def notes(self) -> list[str]:
        """What is missing, in English, for the command line."""
        from textmine.report.lacks import in_words

        notes = [in_words(lack, "en") for lack in self.lacks]
        notes += [f"the chapter {name} is left out: there is nothing to show in it" for name in self.left_out]
        if self.without_quotes and not self.lacks:
            notes.append("no quote is approved: pick some with textmine quotes, or on the page Sitater")
        return notes


def pick_quotes(
    discovery: Path | None,
    out: Path,
    *,
    project: str | None = None,
    themes: Sequence[str] = (),
    n: int = 5,
    also: Sequence[str] = (),
    how: Balance = "proportional",
    words: tuple[int, int] = (4, 60),
    attributes: Sequence[str] = (),
    threshold: int | None = None,
    language: str = "nb",
    originals: bool = False,
) -> tuple[int, int]:
    """Write quotes of a discovery or a project to a CSV and return (quotes, themes).

    Raises
    ------
    InputError
        If a theme or attribute is not there, or the file cannot be written.
    """
    import pandas as pd

    from textmine.jobs.quoting import Wanted
    from textmine.report.files import written_whole
    from textmine.report.quote_sheet import write_quotes
    from textmine.report.words import LANGUAGES

    if out.suffix.lower() != ".csv":
        raise InputError("quotes are written as CSV", "End the name in .csv", file=out)
    if language not in LANGUAGES:
        raise InputError(f"there are no reasons in {language!r}", f"Choose among {', '.join(LANGUAGES)}")
    _one_source(discovery, project)
    wanted = Wanted(n, tuple(also), how, words=words, attributes=tuple(attributes))
    pick = _of_project if project else _of_discovery
    parts = pick(str(project or discovery), themes, wanted, threshold)
    table = pd.concat(parts, ignore_index=True)
    with written_whole(out) as temporary:
        write_quotes(table, temporary, language, originals)
    return len(table), len(parts)


def _one_source(discovery: Path | None, project: str | None) -> None:
    if (discovery is None) == (project is None):
        raise InputError("one thing to read is needed", "Give --project P or --discovery DIR")


def _of_discovery(folder: str, themes: Sequence[str], wanted: Wanted, threshold: int | None) -> list[pd.DataFrame]:
    """Quotes of each theme of a discovery, with its name."""
    from textmine.encode import load_encoder
    from textmine.quotes import select_quotes
    from textmine.report.files import read_discovery

    found = read_discovery(Path(folder))
    names = {str(theme.id): theme.name for theme in found.model.themes_}
    frame, encoder = statements_with_responses(found, wanted.attributes), load_encoder()
    return [
        select_quotes(
            frame,
            theme,
            wanted.n,
            also=wanted.also,
            encoder=encoder,
            how=wanted.how,
            words=wanted.words,
            attributes=wanted.attributes,
            threshold=THRESHOLD if threshold is None else threshold,
        ).assign(theme=names[theme])
        for theme in _chosen(names, themes)
    ]


def _of_project(project: str, themes: Sequence[str], wanted: Wanted, threshold: int | None) -> list[pd.DataFrame]:
    """Quotes of each theme of a project, with its name: what the page Sitater picks."""
    from textmine.encode import load_encoder
    from textmine.jobs.quoting import attribute_names, picked, quotable, statements_for_quotes
    from textmine.store import open_project

    with open_project(project) as opened:
        standing, statements = opened.glances.standing(), statements_for_quotes(opened)
        known = attribute_names(statements)
        if unknown := [name for name in wanted.attributes if name not in known]:
            raise InputError(f"there is no column {unknown[0]!r}", f"Choose among {', '.join(known)}")
        names = {theme.id: theme.name() for theme in opened.codebook().active if quotable(opened, standing, theme.id)}
        if not names:
            remedy = "Code some statements first: textmine app"
            raise InputError("no theme of this project has statements to quote", remedy)
        encoder = load_encoder()
        return [
            picked(opened, statements, standing, theme, wanted, encoder, threshold).assign(theme=names[theme])
            for theme in _chosen(names, themes)
        ]


def _chosen(names: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    """Ids of the wanted themes, each named by its id or its name; all where none is named."""
    by_name = {name: theme for theme, name in reversed(list(names.items()))}
    for theme in wanted:
        if theme not in names and theme not in by_name:
            raise InputError(f"there is no theme {theme!r}", f"Choose among {', '.join(names)}, or name one")
    return list(dict.fromkeys(theme if theme in names else by_name[theme] for theme in wanted)) or list(names)


def statements_with_responses(discovery: Discovery, attributes: Sequence[str] = ()) -> pd.DataFrame:
    """Statements that have a theme, with their responses' texts and attributes.

    Raises
    ------
    InputError
        If an attribute is not there.
    """
    responses = discovery.responses
    if unknown := [name for name in attributes if name not in responses]:
        raise InputError(f"there is no column {unknown[0]!r}", f"Choose among {', '.join(map(str, responses.columns))}")
    statements = discovery.statements[~discovery.statements["abstained"]]
    extra = [name for name in dict.fromkeys(["respondent", *attributes]) if name in responses]
    extra = [name for name in extra if name not in statements]
    whole = responses[["response_id", "text", *extra]].rename(columns={"text": "response_text"})
    return statements.drop(columns="theme").merge(whole, on="response_id", how="left")


def make_report(
    discovery: Path | None,
    out: Path,
    *,
    project: str | None = None,
    formats: Sequence[str] = (),
    language: str = "nb",
    title: str = "",
    quotes: Path | None = None,
    template: Path | None = None,
    chapters: Path | Plan | None = None,
    breaks: Sequence[str] = (),
    weight: str = "",
    threshold: int | None = None,
    date: str | None = None,
    progress: Progress | None = None,
) -> Made:
    """Write the report on a discovery or a project and return its files and what it lacks.

    Steps for ``progress``: count, draw, lay_out.

    Raises
    ------
    InputError
        If something named is not there or cannot be read or written.
    """
    from datetime import date as calendar

    from textmine.report.compose import compose
    from textmine.report.plan import read_plan
    from textmine.report.publish import publish
    from textmine.report.quote_sheet import read_quotes

    _one_source(discovery, project)
    plan = read_plan(chapters) if isinstance(chapters, Path) else chapters
    told = progress or silent
    approved = read_quotes(quotes) if quotes else None
    try:
        day = calendar.fromisoformat(date) if date else calendar.today()
    except ValueError as error:
        raise InputError(f"{date!r} is no date", "Write it like 2024-05-01") from error
    told("count")
    if project is not None:
        material = _material_of_project(project, title, approved, breaks, weight, threshold)
    else:
        material = _material_of_discovery(discovery, title, approved, breaks, weight, threshold)
    document = compose(material, language, day.isoformat(), plan)
    told("draw")
    files = publish(document, out, formats, template, progress=partial(told, "lay_out"))
    written = {chapter.key for chapter in document.chapters}
    asked = plan.chapters if plan is not None and plan.file is not None else ()
    left_out = tuple(each.name for each in asked if each.name not in written)
    return Made(tuple(files), document.lacks, left_out, bool(material.themes) and material.quotes.empty)


def _material_of_project(
    project: str, title: str, approved: pd.DataFrame | None, breaks: Sequence[str], weight: str, threshold: int | None
) -> Material:
    """Of the project, with the quotes of a sheet instead of its own where one is given."""
    from dataclasses import replace

    from textmine.report.project_source import material_of_project
    from textmine.store import open_project

    with open_project(project) as opened:
        material = material_of_project(opened, title, breaks=breaks, weight=weight, threshold=threshold)
    return material if approved is None else replace(material, quotes=approved)


def _material_of_discovery(
    folder: Path | None,
    title: str,
    approved: pd.DataFrame | None,
    breaks: Sequence[str],
    weight: str,
    threshold: int | None,
) -> Material:
    from textmine.report.files import read_discovery
    from textmine.report.sources import material_of_discovery

    assert folder is not None  # noqa: S101 - the caller has checked
    found, name = read_discovery(folder), title or folder.resolve().name
    limit = THRESHOLD if threshold is None else threshold
    return material_of_discovery(found, name, approved, breaks=breaks, weight=weight, threshold=limit)
