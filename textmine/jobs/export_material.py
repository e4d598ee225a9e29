"""A project as what exports are made from: the themes that stand, and texts without the personal data found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.codings import Coding, verdict
from textmine.exchange.material import CODING_COLUMNS, Material
from textmine.jobs.redacted import redacted_responses
from textmine.language import is_uninformative
from textmine.privacy import redact
from textmine.privacy.identifiers import column_identifies, row_numbers
from textmine.privacy.redact import redact_spans

if TYPE_CHECKING:
    import pandas as pd

    from textmine.store import Project

_IDS = ("response_id", "respondent")


def material_of(project: Project, *, unredacted: bool = False, suggested: bool = False) -> tuple[Material, list[str]]:
    """What a project exports, and notes for the user.

    Parameters
    ----------
    project : Project
    unredacted : bool
        Leave personal data in texts, ids and attributes.
    suggested : bool
        Count what models suggest and nobody has decided on.
    """
    book = project.codebook()
    responses, statements = project.responses(), project.statements()
    codings = standing(project.codings.values(), book, suggested=suggested)
    blind = statements["statement_id"].isin(_in_open_batches(project))
    open_to_all = statements.loc[~blind, "statement_id"]
    codings = codings[codings["statement_id"].isin(open_to_all)].reset_index(drop=True)
    statements = statements.assign(
        shown_start=statements["start"],
        shown_end=statements["end"],
        informative=[not is_uninformative(text) for text in statements["text"]],
        decided=(statements["coded"].astype(bool) & ~blind) | statements["statement_id"].isin(codings["statement_id"]),
    )
    people = project.coders.frame()
    settings = project.settings.all()
    material = Material(
        name=settings["title"] or _name(project),
        origin=_origin(project),
        responses=responses,
        statements=statements.drop(columns=["wave", "question", "respondent", "context", "coded", "version"]),
        codings=codings,
        codebook=book,
        questions={str(column): str(text) for column, text in settings["questions"].items()},
        coders=dict(zip(people["coder"], people["name"], strict=True)),
    )
    notes = [f"{blind.sum()} statements are being coded blind; their codings come when the batch is closed"]
    shown, replaced = (material, []) if unredacted else _redacted(material)
    return shown, [*(notes if blind.any() else []), *replaced]


def codebook_of(project: Project, *, unredacted: bool = False) -> tuple[Codebook, str]:
    """The codebook as `material_of` has it, and the origin its GUIDs are made from."""
    book = project.codebook()
    return book if unredacted else _redacted_codebook(book), _origin(project)


def standing(codings: Iterable[Coding], book: Codebook, *, suggested: bool = False) -> pd.DataFrame:
    """Themes that stand on statements, each with who decided last: CODING_COLUMNS, one row a pair.

    Parameters
    ----------
    codings : iterable of Coding
    book : Codebook
        Codings of themes that are not in use are closed.
    suggested : bool
        Also what only models have said.
    """
    import pandas as pd

    in_use = {theme.id for theme in book.active}
    pairs: dict[tuple[str, str], list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.theme_id in in_use:
            pairs[coding.statement_id, coding.theme_id].append(coding)
    rows = []
    for (statement, theme), own in pairs.items():
        if (status := verdict(own)) not in ("accepted", "suggested"):
            continue
        last = max((each for each in own if each.status == status), key=_weight)
        if suggested or (status == "accepted" and last.coder_kind != "model"):
            # Who settles a disagreement does so under an id of her own, which has her own as its end.
            coder = last.coder.partition(":")[2] if last.coder_kind == "adjudication" else last.coder
            rows.append((statement, theme, status, coder, last.time, last.confidence))
    return pd.DataFrame(rows, columns=list(CODING_COLUMNS)).astype({"confidence": float})


def _weight(coding: Coding) -> tuple[Any, ...]:
    """Order of those who agree: an adjudication is above persons, and they above models; then the latest."""
    return ("model", "person", "adjudication").index(coding.coder_kind), coding.time, coding.coder


def _in_open_batches(project: Project) -> set[str]:
    """Statements whose codings nobody may see yet, not even who is in no batch."""
    batches = project.batches.frame()
    numbers = batches.loc[batches["state"] == "open", "batch"].unique()
    return {statement for number in numbers for statement in project.batches.get(int(number)).statement_ids}


def _name(project: Project) -> str:
    place = project.place
    return place.file.stem if place.file else str(place.url.database)


def _origin(project: Project) -> str:
    """When and by whom the project was begun: the same wherever it is moved to."""
    first = project.history.frame(limit=1, offset=max(project.history.count() - 1, 0))
    return " ".join(f"{time.isoformat()} {coder}" for time, coder in zip(first["time"], first["coder"], strict=True))


def _redacted(material: Material) -> tuple[Material, list[str]]:
    """The material without the personal data that was found, and notes on ids and attributes that were replaced."""
    responses, notes = _redacted_columns(material.responses)
    ids = dict(zip(material.responses["response_id"], responses["response_id"], strict=True))
    responses["text"], pieces, starts, ends = _redacted_texts(material.responses, material.statements)
    statements = material.statements.assign(text=pieces, shown_start=starts, shown_end=ends)
    names = {
        statement: f"{ids[response]}{statement.removeprefix(response)}"
        for statement, response in zip(statements["statement_id"], statements["response_id"], strict=True)
    }
    statements["statement_id"] = statements["statement_id"].map(names)
    statements["response_id"] = statements["response_id"].map(ids)
    codings = material.codings.assign(statement_id=material.codings["statement_id"].map(names))
    book = _redacted_codebook(material.codebook)
    return replace(material, responses=responses, statements=statements, codings=codings, codebook=book), notes


def _redacted_columns(responses: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Responses whose ids and attributes point to nobody; the text is left alone."""
    beside = [name for name in responses.columns if name not in (*_IDS, "question", "text")]
    # Ids are looked at below, both together.
    hidden, notes = redacted_responses(responses[["response_id", *beside]].assign(response_id=""))
    result = responses.copy()
    result[beside] = hidden[beside]
    # Each of the two ids holds the other.
    if any(map(column_identifies, {tuple(responses[name].astype(str)) for name in _IDS})):
        notes.insert(0, "the ids look like personal data and are replaced by row numbers")
        for name in _IDS:
            result[name] = row_numbers(responses[name].astype(str).tolist())
    return result, notes


def _redacted_texts(
    responses: pd.DataFrame, statements: pd.DataFrame
) -> tuple[list[str], list[str], list[int], list[int]]:
    """Redacted texts of the responses, and of their statements, with where these stand in those."""
    from tqdm import tqdm

    rows: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    spans = zip(statements["response_id"], statements["start"], statements["end"], strict=True)
    for number, (response, start, end) in enumerate(spans):
        rows[response].append((number, int(start), int(end)))
    texts: list[str] = []
    pieces, starts, ends = [""] * len(statements), [0] * len(statements), [0] * len(statements)
    answers = zip(responses["response_id"], responses["text"], strict=True)
    for response, text in tqdm(answers, total=len(responses), disable=None, unit="response", leave=False):
        found = redact(text)
        texts.append(found.text)
        own = rows[response]
        inside = redact_spans(text, found.entities, [(start, end) for _, start, end in own])
        # A mention that a statement's end cuts is replaced as a whole, so the placeholder belongs to the statement.
        before = redact_spans(text, found.entities, [(0, end) for _, _, end in own])
        for (number, _, _), piece, whole in zip(own, inside, before, strict=True):
            pieces[number], starts[number], ends[number] = piece, len(whole) - len(piece), len(whole)
    return texts, pieces, starts, ends


def _redacted_codebook(book: Codebook) -> Codebook:
    return replace(book, themes=tuple(map(_redacted_theme, book.themes)))


def _redacted_theme(theme: Theme) -> Theme:
    """A theme with its examples redacted, since respondents wrote them, and without numbers and addresses."""
    from textmine.report.context import without_identifiers

    def rules(texts: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(without_identifiers, texts))

    def wording(texts: Wording) -> Wording:
        return Wording(*map(without_identifiers, (texts.nb, texts.nn, texts.en)))

    return replace(
        theme,
        names=wording(theme.names),
        definition=wording(theme.definition),
        include=rules(theme.include),
        exclude=rules(theme.exclude),
        examples=tuple(redact(text).text for text in theme.examples),
    )
