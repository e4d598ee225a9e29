"""A report's material from a project: what people decided, and how far they agree."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.language import is_uninformative
from textmine.report.attributes import kinds_of
from textmine.report.material import (
    CODING_COLUMNS,
    QUOTE_COLUMNS,
    Material,
    Measured,
    Method,
    ReportTheme,
    ReportWave,
    check_weights,
)
from textmine.report.reviewed import counted

if TYPE_CHECKING:
    import pandas as pd

    from textmine.coding.agreement import Figure
    from textmine.coding.codebook import Theme, Wording
    from textmine.store import Project

_NOT_ATTRIBUTES = frozenset({"response_id", "respondent", "wave", "question", "text", "language"})
_AGREEMENT = {
    "nb": "Krippendorffs alfa, alle temaer samlet",
    "nn": "Krippendorffs alfa, alle tema samla",
    "en": "Krippendorff's alpha, all themes together",
}


@dataclass(frozen=True)
class Choices:
    """Columns of a project that a report can be made by: with groups, with numbers, and with weights."""

    groups: tuple[str, ...]
    numbers: tuple[str, ...]
    weights: tuple[str, ...]


def choices_of(project: Project) -> Choices:
    """What a report on a project can be divided and weighted by."""
    responses = project.responses()
    columns = [name for name in responses.columns if name not in _NOT_ATTRIBUTES]
    groups, numbers = kinds_of(responses, columns)
    weights = tuple(name for name in columns if not responses.empty and _can_weigh(responses[name], name))
    return Choices(groups, numbers, weights)


def _can_weigh(values: pd.Series[float], column: str) -> bool:
    try:
        check_weights(values, column)
    except InputError:
        return False
    return True


def material_of_project(
    project: Project, title: str = "", *, breaks: Sequence[str] = (), weight: str = "", threshold: int | None = None
) -> Material:
    """What a report on a project is made from.

    Parameters
    ----------
    project : Project
    title : str
        The project's own title where it is empty.
    breaks : sequence of str
        Waves that are not comparable with those before, beside those marked in the project.
    weight : str
        Attribute with weights; empty for none.
    threshold : int, optional
        The project's own where it is left out.

    Raises
    ------
    InputError
        If the project has no responses, or a wave or the column of weights is not there.
    """
    from textmine import __version__

    responses = project.responses()
    if responses.empty:
        raise InputError("the project has no answers to report on", "Import a survey first: textmine import")
    statements = project.statements()
    statements["informative"] = [not is_uninformative(text) for text in statements["text"]]
    counts = counted(project.glances.standing(), statements)
    codings, codebook = project.codings_frame()[list(CODING_COLUMNS)], project.codebook()
    groups, numbers = kinds_of(responses, [c for c in responses.columns if c not in _NOT_ATTRIBUTES and c != weight])
    settings = project.settings.all()
    return Material(
        title={"nb": title or settings["title"] or _name(project)},
        responses=responses,
        statements=statements[["response_id", "statement_id", "text", "informative"]],
        codings=codings.assign(coder_kind=codings["coder_kind"].replace("adjudication", "person")),
        standing=_standing(codings, counts.standing),
        themes=tuple(_theme(theme) for _, theme in codebook.tree() if theme.is_active),
        waves=_waves(project, breaks),
        quotes=_quotes(project),
        method=Method(
            agreement=_agreement(project),
            versions={"textmine": __version__, "codebook": f"{codebook.version} ({codebook.state})"},
            notes=counts.notes,
        ),
        attributes=groups,
        number_attributes=numbers,
        weight=weight,
        threshold=settings["suppression_threshold"] if threshold is None else threshold,
    )


def _standing(codings: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """What counts, and whether a person has said it."""
    people = codings[(codings["coder_kind"] != "model") & (codings["status"] == "accepted")]
    pairs = people[["statement_id", "theme_id"]].drop_duplicates().assign(by_person=True)
    joined = own.merge(pairs, on=["statement_id", "theme_id"], how="left")
    return joined.assign(by_person=joined["by_person"].notna())


def _name(project: Project) -> str:
    place = project.place
    return place.file.stem if place.file else str(place.url.database)


def _texts(wording: Wording) -> dict[str, str]:
    return {language: text for language, text in asdict(wording).items() if text}


def _rules(rules: Sequence[str]) -> dict[str, str]:
    """Rules stand in the language they were written in."""
    return {"nb": "; ".join(rules)} if rules else {}


def _theme(theme: Theme) -> ReportTheme:
    return ReportTheme(
        theme.id,
        _texts(theme.names) or {"nb": theme.id},
        _texts(theme.definition),
        _rules(theme.include),
        _rules(theme.exclude),
        theme.parent or "",
        theme.colour,
        theme.order,
    )


def _waves(project: Project, breaks: Sequence[str]) -> tuple[ReportWave, ...]:
    frame = project.waves.frame()
    names = [str(name) for name in frame["wave"] if name]
    if unknown := [name for name in breaks if name not in names]:
        remedy = f"Choose among {', '.join(names)}" if names else "The answers have no waves: leave the break out"
        raise InputError(f"there is no wave {unknown[0]!r}", remedy)
    rows = zip(frame["wave"], frame["breaks_series"], frame["note"], strict=True)
    return tuple(
        ReportWave(str(name), bool(marked) or name in breaks, {"nb": str(note)} if note else {})
        for name, marked, note in rows
        if name
    )


def _quotes(project: Project) -> pd.DataFrame:
    """Approved quotes: the edited text where there is one, else the redacted one; never the original."""
    import pandas as pd

    approved = project.quotes.frame(status="approved")
    texts = approved["edited"].where(approved["edited"] != "", approved["redacted"])
    return pd.DataFrame(
        {
            "theme_id": approved["theme_id"],
            "statement_id": approved["statement_id"],
            "text": texts,
            "attributes": [{} for _ in range(len(approved))],
            "approved_by": approved["coder"],
        },
        columns=list(QUOTE_COLUMNS),
    )


def _agreement(project: Project) -> tuple[Measured, ...]:
    """Agreement of the coders, where two have coded the same statements."""
    try:
        found = project.agreement()
    except InputError:
        return ()
    coders = ", ".join(found.coders)
    of = {
        "nb": f"{found.statements} utsagn, {coders}",
        "nn": f"{found.statements} utsegner, {coders}",
        "en": f"{found.statements} statements, {coders}",
    }
    figure = found.pooled.alpha
    return () if math.isnan(figure.value) else (_measured(figure, of),)


def _measured(figure: Figure, of: dict[str, str]) -> Measured:
    low, high = (None if math.isnan(bound) else bound for bound in (figure.low, figure.high))
    return Measured(_AGREEMENT, figure.value, low, high, of)
