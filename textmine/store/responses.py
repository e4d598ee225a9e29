"""Responses and statements of a project, as frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.errors import InputError
from textmine.store.database import Database
from textmine.store.tables import response, statement

if TYPE_CHECKING:
    import pandas as pd

RESPONSE_COLUMNS = ["response_id", "respondent", "wave", "question", "text", "language"]
STATEMENT_COLUMNS = [
    "statement_id",
    "response_id",
    "start",
    "end",
    "text",
    "context",
    "language",
    "wave",
    "question",
    "respondent",
    "coded",
    "version",
]


class Responses:
    """Reads answers and their statements."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def frame(self) -> pd.DataFrame:
        """One row a response: response_id, respondent, wave, question, text, language, and the attributes.

        An attribute with the name of one of these columns gets an underscore behind it; one that a response does
        not have is an empty string.
        """
        import pandas as pd

        query = sa.select(*(response.c[name] for name in RESPONSE_COLUMNS), response.c.attributes)
        with self._db.read() as connection:
            rows = connection.execute(query.where(~response.c.removed).order_by(response.c.id)).all()
        names = list(dict.fromkeys(name for row in rows for name in row.attributes))
        frame = pd.DataFrame([row[:-1] for row in rows], columns=RESPONSE_COLUMNS)
        for name in names:
            values = [row.attributes.get(name, "") for row in rows]
            frame[f"{name}_" if name in RESPONSE_COLUMNS else name] = values
        return frame

    def statements(self, *, attributes: bool = False) -> pd.DataFrame:
        """One row a statement in the order of the responses; STATEMENT_COLUMNS, and the attributes if asked for.

        ``context`` holds the words that govern the statement from outside; ``version`` is for `Statements`.
        """
        import pandas as pd

        with self._db.read() as connection:
            rows = connection.execute(live_statements().order_by(response.c.id, statement.c.start)).all()
        frame = pd.DataFrame(rows, columns=STATEMENT_COLUMNS)
        if attributes:
            own = self.frame().drop(columns=RESPONSE_COLUMNS[1:])
            clashes = {name: f"{name}_" for name in own.columns if name in STATEMENT_COLUMNS[2:]}
            frame = frame.merge(own.rename(columns=clashes), on="response_id", how="left")
        return frame

    def vector_texts(self) -> tuple[list[str], list[str]]:
        """Statement ids, and the texts their vectors are made from: each behind the words that govern it."""
        query = sa.select(statement.c.statement_id, statement.c.context, statement.c.text).where(~statement.c.removed)
        with self._db.read() as connection:
            rows = connection.execute(query.order_by(statement.c.id)).all()
        return [row.statement_id for row in rows], [f"{row.context} {row.text}".strip() for row in rows]

    def waves(self) -> list[str]:
        """Waves that have responses, in order of name."""
        query = sa.select(response.c.wave).where(~response.c.removed).distinct().order_by(response.c.wave)
        with self._db.read() as connection:
            return list(connection.execute(query).scalars())


def live_statements() -> sa.Select[Any]:
    """Query for the statements that are there, with STATEMENT_COLUMNS."""
    columns = {
        "statement_id": statement.c.statement_id,
        "response_id": response.c.response_id,
        "start": statement.c.start,
        "end": statement.c.end,
        "text": statement.c.text,
        "context": statement.c.context,
        "language": response.c.language,
        "wave": response.c.wave,
        "question": response.c.question,
        "respondent": response.c.respondent,
        "coded": statement.c.coded,
        "version": statement.c.version,
    }
    chosen = (columns[name].label(name) for name in STATEMENT_COLUMNS)
    return sa.select(*chosen).select_from(statement.join(response)).where(~statement.c.removed)


def statement_keys(connection: sa.Connection, statement_ids: Iterable[str]) -> Mapping[str, int]:
    """Rows of statements by their public ids.

    Raises
    ------
    InputError
        Naming a statement that the project does not have.
    """
    wanted = list(dict.fromkeys(statement_ids))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), 500):
        some = wanted[start : start + 500]
        query = sa.select(statement.c.statement_id, statement.c.id)
        query = query.where(statement.c.statement_id.in_(some), ~statement.c.removed)
        found |= {row.statement_id: row.id for row in connection.execute(query)}
    if missing := [name for name in wanted if name not in found]:
        raise InputError(f"the project has no statement {missing[0]!r}", "It may have been joined with another one")
    return found
