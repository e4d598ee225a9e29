"""Figures about a project: how far the coding has come, and how far coders agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from textmine.coding.agreement import Agreement, agreement, label_sets
from textmine.coding.codings import SURE_ENOUGH, kind_of
from textmine.coding.progress import Progress, progress
from textmine.errors import InputError
from textmine.store.codebooks import read_draft
from textmine.store.coding_rows import read_values
from textmine.store.database import Database
from textmine.store.tables import batch, batch_item, coder, coding, reading, response, statement

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Counts:
    """Figures that are quick to find; ``statements`` is what the others are out of.

    ``coded``: a person has coded it. ``disputed``: coders differ and nobody has settled it. ``waiting``: to be coded.
    ``in_batches``: in an open batch. ``suggestions``: waiting to be accepted or rejected. ``by_coder``: statements
    each coder, person or model, has been through.
    """

    responses: int
    statements: int
    coded: int
    disputed: int
    waiting: int
    in_batches: int
    suggestions: int
    by_coder: dict[str, int]


class Figures:
    """Counts, progress and agreement."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def counts(self) -> Counts:
        """How far the coding has come, in a few milliseconds."""
        live = ~statement.c.removed
        sums = sa.select(
            sa.func.count(),
            *(
                sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)
                for condition in (
                    statement.c.coded,
                    statement.c.disputed > 0,
                    statement.c.waiting,
                    statement.c.batch.is_not(None),
                )
            ),
        ).where(live)
        by_coder = (
            sa.select(reading.c.coder, sa.func.count())
            .select_from(reading.join(statement))
            .where(live, ~reading.c.removed)
            .group_by(reading.c.coder)
            .order_by(reading.c.coder)
        )
        with self._db.read() as connection:
            responses = connection.execute(
                sa.select(sa.func.count()).select_from(response).where(~response.c.removed)
            ).scalar_one()
            suggestions = connection.execute(
                sa.select(sa.func.count()).select_from(coding).where(coding.c.waiting)
            ).scalar_one()
            statements, coded, disputed, waiting, in_batches = connection.execute(sums).one()
            return Counts(
                responses,
                statements,
                coded,
                disputed,
                waiting,
                in_batches,
                suggestions,
                dict(connection.execute(by_coder).all()),
            )

    def by_wave(self) -> pd.DataFrame:
        """One row a wave in order: wave, responses, statements, coded; statements are what ``coded`` is out of."""
        import pandas as pd

        answers = sa.select(response.c.wave, sa.func.count().label("n")).where(~response.c.removed)
        answers_of = answers.group_by(response.c.wave).subquery()
        coded = sa.func.sum(sa.case((statement.c.coded, 1), else_=0))
        query = (
            sa.select(response.c.wave, answers_of.c.n, sa.func.count(), coded)
            .select_from(statement.join(response).join(answers_of, answers_of.c.wave == response.c.wave))
            .where(~statement.c.removed)
            .group_by(response.c.wave, answers_of.c.n)
            .order_by(response.c.wave)
        )
        with self._db.read() as connection:
            rows = connection.execute(query).all()
        return pd.DataFrame(rows, columns=["wave", "responses", "statements", "coded"])

    def by_theme(self) -> pd.DataFrame:
        """One row a theme in use: theme_id, accepted (statements a person put it on), suggested (waiting)."""
        import pandas as pd

        accepted = sa.case((sa.and_(coding.c.person, coding.c.status == "accepted"), coding.c.statement))
        query = (
            sa.select(
                coding.c.theme,
                sa.func.count(accepted.distinct()),
                sa.func.sum(sa.case((coding.c.waiting, 1), else_=0)),
            )
            .where(~coding.c.removed)
            .group_by(coding.c.theme)
        )
        with self._db.read() as connection:
            rows = connection.execute(query).all()
        return pd.DataFrame(rows, columns=["theme_id", "accepted", "suggested"])

    def progress(self) -> Progress:
        """How far the coding has come, by theme and coder; reads every coding."""
        with self._db.read() as connection:
            ids = connection.execute(sa.select(statement.c.statement_id).where(~statement.c.removed)).scalars().all()
            return progress(ids, read_values(connection), read_draft(connection))

    def agreement(
        self,
        coders: Sequence[str] | None = None,
        *,
        number: int | None = None,
        at_least: float = SURE_ENOUGH,
        n_bootstrap: int = 1000,
        seed: int = 0,
    ) -> Agreement:
        """How far coders agree, over the statements that two of them have coded.

        Parameters
        ----------
        coders : sequence of str, optional
            Persons or models (`Suggestions.coder_of`); by default those of the batch, or every person who has coded.
        number : int, optional
            Only the statements of this batch, which must be closed; otherwise all that are in no open batch.
        at_least : float
            A model's suggestion counts as its answer from this confidence.
        n_bootstrap, seed : int
            Of the intervals; respondents are resampled.

        Raises
        ------
        InputError
            If the batch is open, a coder is not in the project, or no two have coded the same statement.
        """
        with self._db.read() as connection:
            within = _within(connection, number)
            names = _known(connection, coders) if coders is not None else _coders(connection, number)
            codings = read_values(connection, within, coding.c.coder.in_(names))
            rows = connection.execute(
                sa.select(reading.c.coder, statement.c.statement_id)
                .select_from(reading.join(statement))
                .where(within, ~reading.c.removed, ~statement.c.removed, reading.c.coder.in_(names))
            ).all()
            owners = connection.execute(
                sa.select(statement.c.statement_id, response.c.wave, response.c.respondent)
                .select_from(statement.join(response))
                .where(within, statement.c.id.in_(sa.select(reading.c.statement).where(reading.c.coder.in_(names))))
            ).all()
            draft = read_draft(connection)
        looked: dict[str, set[str]] = {}
        for row in rows:
            looked.setdefault(row.coder, set()).add(row.statement_id)
        sets = label_sets(codings, names, looked=looked, codebook=draft, at_least=at_least)
        respondents = {row.statement_id: f"{row.wave}-{row.respondent}" for row in owners}
        return agreement(sets, respondents=respondents, n_bootstrap=n_bootstrap, seed=seed)


def _within(connection: sa.Connection, number: int | None) -> sa.ColumnElement[bool]:
    if number is None:
        return statement.c.batch.is_(None)
    state = connection.execute(
        sa.select(batch.c.state).where(batch.c.id == number, ~batch.c.removed)
    ).scalar_one_or_none()
    if state is None:
        raise InputError(f"the project has no batch {number}", "Choose one of the project's")
    if state == "open":
        raise InputError(f"batch {number} is still being coded blind", "Close it first")
    return statement.c.id.in_(sa.select(batch_item.c.statement).where(batch_item.c.batch == number))


def _known(connection: sa.Connection, coders: Sequence[str]) -> list[str]:
    """These coders; those who have left the project are still known."""
    known = set(connection.execute(sa.select(coder.c.id)).scalars())
    if unknown := [name for name in coders if name not in known]:
        raise InputError(f"the project has no coder {unknown[0]!r}", "Choose one of the project's")
    return list(coders)


def _coders(connection: sa.Connection, number: int | None) -> list[str]:
    if number is not None:
        query = sa.select(batch_item.c.coder).where(batch_item.c.batch == number).distinct()
    else:
        query = sa.select(reading.c.coder).where(~reading.c.removed).distinct()
    return sorted(name for name in connection.execute(query).scalars() if kind_of(name) == "person")
