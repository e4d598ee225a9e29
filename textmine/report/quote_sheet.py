"""Quotes as a sheet for a person: an edited text goes beside the redacted one, a name beside what may be printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError, cause
from textmine.quotes import Quote, approve, edit
from textmine.report.material import QUOTE_COLUMNS
from textmine.report.tables import read_csv, write_csv

if TYPE_CHECKING:
    import pandas as pd

SHEET_COLUMNS = (
    *("theme_id", "theme", "kind", "statement_id", "wave", "language", "attributes", "redacted", "edited"),
    *("approved_by", "reason"),
)
ORIGINAL = "original"


def write_quotes(quotes: pd.DataFrame, path: str | Path, language: str = "nb", originals: bool = False) -> None:
    """Write picked quotes as CSV, with empty columns ``edited`` and ``approved_by``.

    Parameters
    ----------
    quotes : DataFrame
        As ``select_quotes`` returns it, with ``theme``, the theme's name.
    path : str or Path
    language : str
        Of the reasons.
    originals : bool
        Whether what respondents wrote stands beside the redacted text, personal data and all.
    """
    sheet = quotes.assign(
        reason=quotes[f"reason_{language}"],
        attributes=[", ".join(shown.values()) for shown in quotes["attributes"]],
        edited="",
        approved_by="",
        **({ORIGINAL: quotes["text"]} if originals else {}),
    )
    columns = list(SHEET_COLUMNS)
    if originals:
        columns.insert(columns.index("redacted"), ORIGINAL)
    write_csv(sheet[columns], path)


def read_quotes(path: str | Path) -> pd.DataFrame:
    """The approved quotes of a sheet, for a report: QUOTE_COLUMNS.

    Raises
    ------
    InputError
        If the file cannot be read or lacks a column, or an approved edit breaks the rules; with the row.
    """
    import pandas as pd

    path = Path(path)
    try:
        sheet = read_csv(path)
    except (OSError, ValueError) as error:
        problem = f"no quotes can be read here ({cause(error)})"
        raise InputError(problem, "Make it with textmine quotes", file=path) from error
    if missing := [name for name in ("theme_id", "statement_id", "redacted", "approved_by") if name not in sheet]:
        raise InputError(f"lacks the columns {', '.join(missing)}", "Make it with textmine quotes", file=path)
    texts = sheet.astype(str).reindex(columns=[*sheet.columns, *({"edited", "attributes"} - set(sheet))], fill_value="")
    rows = []
    for number, row in enumerate(texts.to_dict("records"), 2):
        if row["approved_by"].strip():
            rows.append(_approved({str(name): str(value) for name, value in row.items()}, path, number))
    return pd.DataFrame(rows, columns=list(QUOTE_COLUMNS))


def _approved(row: dict[str, str], path: Path, number: int) -> tuple[object, ...]:
    """One approved quote."""
    quote = Quote(row["statement_id"], row["theme_id"], "", row["redacted"])
    if row["edited"].strip():
        try:
            quote = edit(quote, row["edited"].strip())
        except InputError as error:
            raise InputError(error.problem, error.remedy, file=path, row=number, column="edited") from error
    quote = approve(quote, row["approved_by"])
    shown = {"attributes": row["attributes"]} if row["attributes"] else {}
    return quote.theme_id, quote.statement_id, quote.text, shown, quote.decided_by
