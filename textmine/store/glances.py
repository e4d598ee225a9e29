"""What one screen needs to know about a project, each found by a query of its own and never through whole frames."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.coding.codings import verdicts
from textmine.store.changes import batched_sorted
from textmine.store.coding_rows import read_values
from textmine.store.database import Database
from textmine.store.responses import STATEMENT_COLUMNS, live_statements
from textmine.store.tables import coding, log, response, statement

if TYPE_CHECKING:
    import pandas as pd

_SETTLED = "adjudicated:%"
STANDING_COLUMNS = ["statement_id", "theme_id", "status", "confidence"]


@dataclass(frozen=True)
class Neighbour:
    """A statement of a response; ``version`` is for `Boundaries`."""

    statement_id: str
    start: int
    end: int
    text: str
    version: int


@dataclass(frozen=True)
class Tally:
    """Statements of one theme: accepted by a person or a settlement, and suggested to be accepted or rejected."""

    accepted: int
    suggested: int


class Glances:
    """Reads small parts of a project."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def last_change(self) -> int:
        """Id of the newest entry in the log, 0 where there is none: changes whenever somebody decides something."""
        with self._db.read() as connection:
            return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(log.c.id), 0))).scalar_one())

    def last_import(self) -> int:
        """Changes whenever responses come, go or change."""
        with self._db.read() as connection:
            return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(response.c.version), 0))).scalar_one())

    def statements_stamp(self) -> str:
        """Changes whenever a statement comes, goes, is cut otherwise, or begins or ends to be coded blind."""
        numbers = (
            sa.func.count(),
            sa.func.coalesce(sa.func.max(statement.c.version), 0),
            sa.func.count(statement.c.batch),
            sa.func.coalesce(sa.func.sum(statement.c.batch), 0),
        )
        with self._db.read() as connection:
            return "-".join(
                str(each) for each in connection.execute(sa.select(*numbers).where(~statement.c.removed)).one()
            )

    def attribute_values(self, most: int) -> dict[str, list[str]]:
        """Values of each attribute of the responses, sorted; attributes with more than ``most`` are left out."""
        # As text: each combination is then read once, whatever the number of responses.
        query = sa.select(sa.cast(response.c.attributes, sa.Text)).where(~response.c.removed).distinct()
        values: dict[str, set[str]] = {}
        with self._db.read() as connection:
            for (attributes,) in connection.execute(query):
                for name, value in json.loads(attributes).items():
                    values.setdefault(name, set()).add(value)
        return {name: sorted(own - {""}) for name, own in sorted(values.items()) if len(own) <= most}

    def neighbours(self, response_id: str) -> list[Neighbour]:
        """The statements of a response in their order."""
        columns = (statement.c[name] for name in ("statement_id", "start", "end", "text", "version"))
        query = (
            sa.select(*columns)
            .select_from(statement.join(response))
            .where(response.c.response_id == response_id, ~statement.c.removed)
            .order_by(statement.c.start)
        )
        with self._db.read() as connection:
            return [Neighbour(*row) for row in connection.execute(query)]

    def texts(self, statement_ids: Collection[str]) -> dict[str, str]:
        """Texts of some statements; those that are not there are left out."""
        found: dict[str, str] = {}
        with self._db.read() as connection:
            for some in batched_sorted(statement_ids):
                query = sa.select(statement.c.statement_id, statement.c.text)
                query = query.where(statement.c.statement_id.in_(some), ~statement.c.removed)
                found |= {row.statement_id: row.text for row in connection.execute(query)}
        return found

    def some_statements(self, statement_ids: Sequence[str]) -> pd.DataFrame:
        """The statements frame of some statements, in the order of their ids; those that are not there are left out."""
        import pandas as pd

        rows: list[Any] = []
        with self._db.read() as connection:
            for some in batched_sorted(statement_ids):
                rows += connection.execute(live_statements().where(statement.c.statement_id.in_(some))).all()
        place = {name: number for number, name in enumerate(statement_ids)}
        rows.sort(key=lambda row: place[row.statement_id])
        return pd.DataFrame(rows, columns=STATEMENT_COLUMNS)

    def statement_texts(self) -> dict[str, str]:
        """Text of every statement that is not being coded blind, by its id, in the order of the responses."""
        query = sa.select(statement.c.statement_id, statement.c.text)
        query = query.where(~statement.c.removed, statement.c.batch.is_(None))
        with self._db.read() as connection:
            return {
                row[0]: row[1] for row in connection.execute(query.order_by(statement.c.response, statement.c.start))
            }

    def tallies(self) -> dict[str, Tally]:
        """Statements of each theme that has any; what is coded blind in an open batch is not counted."""
        accepted = sa.case((sa.and_(coding.c.person, coding.c.status == "accepted"), coding.c.statement))
        suggested = sa.case((coding.c.waiting, coding.c.statement))
        count = (sa.func.count(sa.distinct(each)) for each in (accepted, suggested))
        query = sa.select(coding.c.theme, *count).select_from(coding.join(statement)).group_by(coding.c.theme)
        shown = (~coding.c.removed, ~statement.c.removed, statement.c.batch.is_(None))
        with self._db.read() as connection:
            return {row[0]: Tally(row[1], row[2]) for row in connection.execute(query.where(*shown))}

    def standing(self) -> pd.DataFrame:
        """What stands for each statement and theme that is not rejected: STANDING_COLUMNS.

        A settlement decides, then persons, then suggestions, as `textmine.coding.codings.verdict` has it; status is
        ``accepted``, ``disputed`` or ``suggested``, and confidence is missing where no model said anything. What is
        coded blind in an open batch is left out.
        """
        import pandas as pd

        settled, person = coding.c.coder.like(_SETTLED), coding.c.person & coding.c.coder.not_like(_SETTLED)
        votes = [
            sa.func.max(sa.case((who & (coding.c.status == status), 1), else_=0))
            for who in (settled, person, ~coding.c.person)
            for status in ("accepted", "rejected")
        ]
        query = (
            sa.select(statement.c.statement_id, coding.c.theme, *votes, sa.func.max(coding.c.confidence))
            .select_from(coding.join(statement))
            .where(~coding.c.removed, ~statement.c.removed, statement.c.batch.is_(None))
            .group_by(statement.c.id, statement.c.statement_id, coding.c.theme)
            .order_by(statement.c.id, coding.c.theme)
        )
        with self._db.read() as connection:
            rows = connection.execute(query).all()
            # Where several settled it differently the latest decides, which the counts cannot tell.
            unsure = sorted({row[0] for row in rows if row[2] and row[3]})
            latest = verdicts(read_values(connection, statement.c.statement_id.in_(unsure))) if unsure else {}
        found = [
            (row[0], row[1], stands, row[8])
            for row in rows
            if (stands := latest[row[0]][row[1]] if row[2] and row[3] else _verdict(row[2:8])) != "rejected"
        ]
        return pd.DataFrame(found, columns=STANDING_COLUMNS).astype({"confidence": float})


def _verdict(votes: Sequence[int]) -> str:
    """What stands, from who accepted and who rejected: settlements, then persons, then models."""
    for yes, no in zip(votes[::2], votes[1::2], strict=True):
        if yes or no:
            return "disputed" if yes and no else "accepted" if yes else "rejected"
    return "suggested"
