"""What the commands quotes and report do."""

from __future__ import annotations

from collections.abc import Sequence
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
    from textmine.report.material import Material
    from textmine.report.plan import Plan


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
    threshold: int = THRESHOLD,
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

    from textmine.encode import load_encoder
    from textmine.quotes import select_quotes
    from textmine.report.files import written_whole
    from textmine.report.quote_sheet import write_quotes
    from textmine.report.words import LANGUAGES

    if out.suffix.lower() != ".csv":
        raise InputError("quotes are written as CSV", "End the name in .csv", file=out)
    if language not in LANGUAGES:
        raise InputError(f"there are no reasons in {language!r}", f"Choose among {', '.join(LANGUAGES)}")
    _one_source(discovery, project)
    names, frame = _of_project(project, attributes) if project else _of_discovery(discovery, attributes)
    encoder, picked = load_encoder(), []
    for theme in themes or names:
        key = theme if theme in names else next((id for id, name in names.items() if name == theme), None)
        if key is None:
            raise InputError(f"there is no theme {theme!r}", f"Choose among {', '.join(names)}, or name one")
        quotes = select_quotes(
            frame, key, n, also=also, encoder=encoder, how=how, words=words, attributes=attributes, threshold=threshold
        )
        picked.append(quotes.assign(theme=names[key]))
    table = pd.concat(picked, ignore_index=True)
    with written_whole(out) as temporary:
        write_quotes(table, temporary, language, originals)
    return len(table), len(picked)


def _one_source(discovery: Path | None, project: str | None) -> None:
    if (discovery is None) == (project is None):
        raise InputError("one thing to read is needed", "Give --project P or --discovery DIR")


def _of_discovery(discovery: Path | None, attributes: Sequence[str]) -> tuple[dict[str, str], pd.DataFrame]:
    """Names of the themes by id, and the statements that have one."""
    from textmine.report.files import read_discovery

    assert discovery is not None  # noqa: S101 - the caller has checked
    found = read_discovery(discovery)
    return {str(theme.id): theme.name for theme in found.model.themes_}, statements_with_responses(found, attributes)


def _of_project(project: str, attributes: Sequence[str]) -> tuple[dict[str, str], pd.DataFrame]:
    """Names of the themes by id, and a row for each theme that people accepted on a statement."""
    from textmine.store import open_project

    with open_project(project) as opened:
        names = {theme.id: theme.name() for theme in opened.codebook().active}
        accepted = opened.codings_frame("accepted")[["statement_id", "theme_id"]].drop_duplicates()
        responses = opened.responses()
        statements = opened.statements()
    if unknown := [name for name in attributes if name not in responses]:
        raise InputError(f"there is no column {unknown[0]!r}", f"Choose among {', '.join(map(str, responses.columns))}")
    used = set(accepted["theme_id"])
    if not used & set(names):
        raise InputError("nobody has accepted a theme in this project yet", "Code some statements first: textmine app")
    extra = [name for name in dict.fromkeys(attributes) if name not in statements]
    whole = responses[["response_id", "text", *extra]].rename(columns={"text": "response_text"})
    frame = statements.merge(accepted, on="statement_id").merge(whole, on="response_id", how="left")
    return {id: name for id, name in names.items() if id in used}, frame


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
) -> list[Path]:
    """Write the report on a discovery or a project and return its files.

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
    return publish(document, out, formats, template, progress=partial(told, "lay_out"))


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
