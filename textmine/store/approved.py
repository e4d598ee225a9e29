"""Quotes of a project: statements picked for print, with their redacted and edited text and who approved them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import sqlalchemy as sa

from textmine.errors import InputError
from textmine.store.changes import Change, Row, conflict
from textmine.store.database import Database, role_of
from textmine.store.responses import statement_keys
from textmine.store.rights import demand
from textmine.store.tables import quote, response, statement, theme

if TYPE_CHECKING:
    import pandas as pd

QuoteStatus = Literal["picked", "approved", "rejected"]
STATUSES: tuple[QuoteStatus, ...] = ("picked", "approved", "rejected")
_COLUMNS = [
    "statement_id",
    "theme_id",
    "original",
    "redacted",
    "edited",
    "status",
    "coder",
    "time",
    "wave",
    "language",
    "respondent",
    "version",
]


class Quotes:
    """What may be printed."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def frame(self, theme_id: str | None = None, status: QuoteStatus | None = None) -> pd.DataFrame:
        """One row a quote: statement_id, theme_id, original, redacted, edited, status, coder, time, wave, ..., version.

        A quote whose statement has been cut otherwise since is left out: it has to be approved again.
        """
        import pandas as pd

        query = (
            sa.select(
                statement.c.statement_id,
                quote.c.theme,
                *(quote.c[name] for name in _COLUMNS[2:8]),
                response.c.wave,
                response.c.language,
                response.c.respondent,
                quote.c.version,
            )
            .select_from(quote.join(statement).join(response))
            .where(~quote.c.removed, ~statement.c.removed, quote.c.original == statement.c.text)
            .order_by(quote.c.id)
        )
        if theme_id is not None:
            query = query.where(quote.c.theme == theme_id)
        if status is not None:
            query = query.where(quote.c.status == status)
        with self._db.read() as connection:
            return pd.DataFrame(connection.execute(query).all(), columns=_COLUMNS)

    def put(
        self,
        statement_id: str,
        theme_id: str,
        coder: str,
        *,
        redacted: str,
        edited: str = "",
        status: QuoteStatus = "picked",
        version: int | None = None,
    ) -> None:
        """Pick a statement for print, change its text, approve or reject it.

        Parameters
        ----------
        statement_id, theme_id : str
        coder : str
            To approve or reject, or to change what somebody approved or rejected, takes the right to review.
        redacted : str
            The text without personal data.
        edited : str
            The text as it is to be printed, where somebody has changed it under the rules of
            `textmine.quotes.check_edit`; empty for the redacted one.
        status : {"picked", "approved", "rejected"}
        version : int, optional
            From the frame; 0 for a quote that the coder believes to be new.

        Raises
        ------
        InputError
            If the statement or the theme is not there, the status is none or the edited text breaks a rule.
        ConflictError
            If somebody else has changed the quote since; the texts typed are in ``typed``.
        """
        if status not in STATUSES:
            raise InputError(f"{status!r} is no status of a quote", f"Use {', '.join(STATUSES)}")
        values = {"redacted": redacted, "edited": edited and _edited(redacted, edited), "status": status}

        def work(change: Change) -> None:
            key = statement_keys(change.connection, [statement_id])[statement_id]
            place = change.rows(statement, [key])[key]
            if theme_id not in change.rows(theme, [theme_id]):
                raise InputError(f"the theme {theme_id!r} is not in the codebook", "Choose one of the codebook's")
            stamp = {"coder": change.coder, "time": change.now}
            found = change.find(quote, quote.c.statement == key, quote.c.theme == theme_id)
            _demand_right(change, found)
            new = {**values, "original": place["text"]}
            if not found:
                change.insert(quote, {"statement": key, "theme": theme_id, **new, **stamp})
            elif version is not None and found[0]["version"] != version and not found[0]["removed"]:
                raise conflict(change.connection, quote, found[0], typed=values)
            else:
                change.update(quote, found[0], {**new, "removed": False}, stamp=stamp)
            change.about(statement=statement_id, theme=theme_id, status=status)

        self._db.write(coder, f"quote.{status}", work, right="code" if status == "picked" else "review")

    def remove(self, statement_id: str, theme_id: str, coder: str) -> None:
        """Put a quote back."""

        def work(change: Change) -> None:
            key = statement_keys(change.connection, [statement_id])[statement_id]
            found = change.find(quote, quote.c.statement == key, quote.c.theme == theme_id)
            _demand_right(change, found)
            change.remove(quote, found)
            change.about(statement=statement_id, theme=theme_id)

        self._db.write(coder, "quote.remove", work)


def _edited(redacted: str, edited: str) -> str:
    """The text to be printed; refused where it says what the redacted one does not."""
    # The room quotes loads an encoder's libraries, which a project is opened without.
    from textmine.quotes.approval import Quote, edit

    return edit(Quote("", "", "", redacted), edited).edited


def _demand_right(change: Change, found: Sequence[Row]) -> None:
    """Let only who may decide change what is decided."""
    if any(not row["removed"] and row["status"] != "picked" for row in found):
        demand(change.coder, role_of(change.connection, change.coder), "review")
