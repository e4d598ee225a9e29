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
from textmine.store.tables import coding, response, statement

if TYPE_CHECKING:
    import pandas as pd

_SETTLED = "adjudicated:%"
_MODEL, _PERSON, _SETTLEMENT = 1, 2, 3
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
        whether = {
            "accepted": sa.and_(coding.c.person, coding.c.status == "accepted"),
            "suggested": coding.c.waiting,
        }
        # Theme by theme of each statement first, along the index of codings: a distinct count would sort them all.
        each = (
            sa.select(
                coding.c.theme,
                *(sa.func.max(sa.case((own, 1), else_=0)).label(name) for name, own in whether.items()),
            )
            .select_from(coding.join(statement))
            .where(~coding.c.removed, ~statement.c.removed, statement.c.batch.is_(None))
            .group_by(coding.c.statement, coding.c.theme)
            .subquery()
        )
        query = sa.select(each.c.theme, *(sa.func.sum(each.c[name]) for name in whether)).group_by(each.c.theme)
        with self._db.read() as connection:
            return {row[0]: Tally(int(row[1]), int(row[2])) for row in connection.execute(query)}

    def standing(self) -> pd.DataFrame:
        """What stands for each statement and theme that is not rejected: STANDING_COLUMNS.

        A settlement decides, then persons, then suggestions, as `textmine.coding.codings.verdict` has it; status is
        ``accepted``, ``disputed`` or ``suggested``, and confidence is missing where no model said anything. What is
        coded blind in an open batch is left out.
        """
        import pandas as pd

        weight = sa.case((~coding.c.person, _MODEL), (coding.c.coder.like(_SETTLED), _SETTLEMENT), else_=_PERSON)
        yes, no = (
            sa.func.max(sa.case((coding.c.status == status, weight), else_=0)) for status in ("accepted", "rejected")
        )
        # The weightiest of each theme of each statement, along the index of codings; who rejects it outweighs nobody.
        heard = (
            sa.select(
                coding.c.statement,
                coding.c.theme,
                yes.label("yes"),
                no.label("no"),
                sa.func.max(coding.c.confidence).label("surest"),
            )
            .where(~coding.c.removed)
            .group_by(coding.c.statement, coding.c.theme)
            .having(no <= yes)
            .subquery()
        )
        query = (
            sa.select(statement.c.statement_id, heard.c.theme, heard.c.yes, heard.c.no, heard.c.surest)
            .select_from(heard.join(statement, statement.c.id == heard.c.statement))
            .where(~statement.c.removed, statement.c.batch.is_(None))
            .order_by(heard.c.statement, heard.c.theme)
        )
        with self._db.read() as connection:
            rows = connection.execute(query).all()
            # Where several settled it differently the latest decides, which the weights cannot tell.
            unsure = sorted({name for name, _, yes, no, _ in rows if yes == no == _SETTLEMENT})
            latest = verdicts(read_values(connection, statement.c.statement_id.in_(unsure))) if unsure else {}
        found = [
            (name, theme, stands, surest)
            for name, theme, yes, no, surest in rows
            if (stands := latest[name][theme] if yes == no == _SETTLEMENT else _verdict(yes, no)) != "rejected"
        ]
        return pd.DataFrame(found, columns=STANDING_COLUMNS).astype({"confidence": float})


def _verdict(yes: int, no: int) -> str:
    """What stands, from the weightiest who accepted and who rejected, where the latter does not outweigh the former."""
    return "accepted" if yes > no else "disputed" if yes else "suggested"
