"""Quotes of a project for whoever decides on them: candidates beside their originals, and the approved as a sheet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from textmine.errors import InputError
from textmine.quotes.coverage import Balance
from textmine.quotes.masking import MaskedText, mask_statement
from textmine.quotes.reasons import LANGUAGES
from textmine.report.reviewed import sure_suggestions

if TYPE_CHECKING:
    import pandas as pd

    from textmine.coding.codebook import Language
    from textmine.encode import Encoder
    from textmine.store import Project

_FIXED = ("response_id", "respondent", "wave", "question", "text", "language")
_WAVE = "wave"


@dataclass(frozen=True)
class Wanted:
    """How quotes are picked.

    Attributes
    ----------
    n : int
        Representative quotes; 0 for none.
    also : tuple of "typical", "extreme", "dissenting"
    how : "proportional" or "even"
    balance : tuple of str
        ``wave``, ``language`` and attributes whose groups are to be represented.
    words : (int, int)
        Fewest and most words.
    attributes : tuple of str
        Attributes to show beside a quote, the most wanted first, as far as the guard of small groups allows.
    """

    n: int = 5
    also: tuple[str, ...] = ()
    how: Balance = "proportional"
    balance: tuple[str, ...] = ("wave", "language")
    words: tuple[int, int] = (4, 60)
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """A statement that may be quoted; ``reasons`` by language, ``attributes`` only what the guard lets through."""

    statement_id: str
    theme_id: str
    kind: str
    reasons: Mapping[str, str]
    masked: MaskedText
    language: str
    attributes: Mapping[str, str]


def statements_for_quotes(project: Project) -> pd.DataFrame:
    """Every statement with its response's text and attributes; the latter's columns begin with «attribute ».

    To be kept until responses or statements change: it is the whole project.
    """
    responses = project.responses()
    names = {name: _attribute(name) for name in responses.columns if name not in _FIXED}
    own = responses[["response_id", "text", *names]].rename(columns={"text": "response_text", **names})
    columns = ["statement_id", "response_id", "respondent", "wave", "language", "text", "start", "end", "vector_text"]
    statements = project.statements()
    # As the project's own vectors are made, so that those that are kept are used.
    statements["vector_text"] = (statements["context"] + " " + statements["text"]).str.strip()
    return statements[columns].merge(own, on="response_id", how="left")


def attribute_names(statements: pd.DataFrame) -> list[str]:
    """Attributes that may stand beside a quote, the wave among them."""
    prefix = _attribute("")
    return [_WAVE, *(name.removeprefix(prefix) for name in statements.columns if name.startswith(prefix))]


def themed(standing: pd.DataFrame, theme_id: str) -> tuple[set[str], bool]:
    """Statements of a theme and whether a person accepted them; what a model suggests counts where nobody has."""
    own = standing[standing["theme_id"] == theme_id]
    accepted = set(own.loc[own["status"] == "accepted", "statement_id"])
    suggested = own[sure_suggestions(own)]
    return (accepted, True) if accepted else (set(suggested["statement_id"]), False)


def quotable(project: Project, standing: pd.DataFrame, theme_id: str) -> set[str]:
    """Statements of a theme that nobody has rejected as a quote."""
    return themed(standing, theme_id)[0] - set(project.quotes.frame(theme_id, "rejected")["statement_id"])


def candidates(
    project: Project, statements: pd.DataFrame, standing: pd.DataFrame, theme_id: str, wanted: Wanted, encoder: Encoder
) -> list[Candidate]:
    """`picked` for a page that shows a quote beside its original."""
    return [
        _candidate(row) for row in picked(project, statements, standing, theme_id, wanted, encoder).to_dict("records")
    ]


def picked(
    project: Project,
    statements: pd.DataFrame,
    standing: pd.DataFrame,
    theme_id: str,
    wanted: Wanted,
    encoder: Encoder,
    threshold: int | None = None,
) -> pd.DataFrame:
    """Pick statements of a theme, as ``select_quotes`` returns them; those rejected as quotes are not picked again.

    Parameters
    ----------
    project : Project
    statements : DataFrame
        As `statements_for_quotes` returns it.
    standing : DataFrame
        As ``project.glances.standing`` returns it.
    theme_id : str
    wanted : Wanted
    encoder : Encoder
        Vectors it makes are kept beside the project.
    threshold : int, optional
        The project's own where it is left out.

    Raises
    ------
    InputError
        If the theme has no statements, or the wishes make no sense.
    """
    import pandas as pd

    from textmine.quotes import select_quotes

    ids = quotable(project, standing, theme_id)
    if not ids:
        raise InputError("the theme has no statements to quote", "Code some, or choose another theme")
    frame = statements.assign(theme_id=[theme_id if each in ids else "" for each in statements["statement_id"]])
    found = select_quotes(
        frame,
        theme_id,
        wanted.n,
        also=wanted.also,
        encoder=project.meaning.cache(encoder),
        how=wanted.how,
        balance=[name if name in (_WAVE, "language") else _attribute(name) for name in wanted.balance],
        words=wanted.words,
        attributes=[_WAVE, *map(_attribute, wanted.attributes)],
        threshold=project.settings.get("suppression_threshold") if threshold is None else threshold,
    )
    shown = [
        {name.removeprefix(_attribute("")): value for name, value in attributes.items()}
        for attributes in found["attributes"]
    ]
    found["attributes"] = pd.Series(shown, index=found.index, dtype=object)
    return found


def decided(
    project: Project, statements: pd.DataFrame, quotes: pd.DataFrame, attributes: Sequence[str] = ()
) -> list[Candidate]:
    """Quotes of a project as candidates again, with what their redacted text masks; as many as ``quotes`` has rows."""
    rows = statements[statements["statement_id"].isin(quotes["statement_id"])]
    source = {row["statement_id"]: row for row in rows.to_dict("records")}
    threshold = project.settings.get("suppression_threshold")
    found = []
    for quote in quotes.to_dict("records"):
        row = source[quote["statement_id"]]
        shown = _printable(row, statements, attributes, threshold)
        masked = mask_statement(row["response_text"], int(row["start"]), int(row["end"]))
        if masked.redacted != quote["redacted"]:
            masked = MaskedText(quote["original"], quote["redacted"], masked.original_spans, ())
        found.append(Candidate(quote["statement_id"], quote["theme_id"], "", {}, masked, str(row["language"]), shown))
    return found


def approved_sheet(
    project: Project, statements: pd.DataFrame, attributes: Sequence[str] = (), language: Language = "nb"
) -> pd.DataFrame:
    """The approved quotes, to be printed: redacted once more, and only with attributes that point to nobody.

    ``textmine report --quotes`` reads it.
    """
    import pandas as pd

    from textmine.privacy import redact

    book, quotes = project.codebook(), project.quotes.frame(status="approved")
    shown = decided(project, statements, quotes, attributes)
    rows = []
    for quote, candidate in zip(quotes.to_dict("records"), shown, strict=True):
        theme = book.get(quote["theme_id"])
        redacted, edited = (redact(quote[name], quasi=False).text for name in ("redacted", "edited"))
        rows.append(
            {
                "theme_id": quote["theme_id"],
                "theme": theme.name(language) if theme else quote["theme_id"],
                "statement_id": quote["statement_id"],
                "quote": edited or redacted,
                "attributes": ", ".join(candidate.attributes.values()),
                "redacted": redacted,
                "edited": edited,
                "approved_by": quote["coder"],
                "approved_at": quote["time"].isoformat(timespec="seconds"),
            }
        )
    return pd.DataFrame(rows, columns=list(SHEET_COLUMNS))


SHEET_COLUMNS = (
    *("theme_id", "theme", "statement_id", "quote", "attributes", "redacted", "edited"),
    *("approved_by", "approved_at"),
)


def sheet_bytes(sheet: pd.DataFrame, kind: Literal["csv", "xlsx"]) -> bytes:
    """A sheet as a file; nothing in it runs as a formula."""
    import pandas as pd

    if kind == "csv":
        from textmine.report.tables import csv_bytes

        return csv_bytes(sheet)
    stream = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with pd.ExcelWriter(stream, engine="xlsxwriter", engine_kwargs={"options": options}) as book:
        sheet.to_excel(book, index=False, freeze_panes=(1, 0))
    return stream.getvalue()


def _attribute(name: str) -> str:
    """Column of an attribute: a prefix keeps it apart from the columns that picking reads."""
    return f"attribute {name}"


def _candidate(row: Mapping[Any, Any]) -> Candidate:
    masked = MaskedText(row["text"], row["redacted"], tuple(row["masked"]), tuple(row["masked_in_redacted"]))
    reasons = {language: row[f"reason_{language}"] for language in LANGUAGES}
    shown = row["attributes"]
    return Candidate(row["statement_id"], row["theme_id"], row["kind"], reasons, masked, str(row["language"]), shown)


def _printable(
    row: Mapping[Any, Any], statements: pd.DataFrame, attributes: Sequence[str], threshold: int
) -> dict[str, str]:
    from textmine.quotes import printable_attributes

    columns = [_WAVE, *map(_attribute, attributes)]
    values = {name: str(row[name]) for name in (*columns, "language") if name in row}
    shown = printable_attributes(values, statements, columns, threshold, "respondent")
    return {name.removeprefix(_attribute("")): value for name, value in shown.items()}
