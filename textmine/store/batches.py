"""Double coding in a project: batches drawn, coded blind, closed, compared and settled."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.coding.codings import adjudicator
from textmine.coding.double import Adjudication, Batch, adjudications
from textmine.coding.double import draw as draw_statements
from textmine.errors import InputError
from textmine.store.changes import Change, Row, conflict
from textmine.store.coders import register_adjudicator
from textmine.store.coding_rows import read_values
from textmine.store.codings import Writer
from textmine.store.database import Database
from textmine.store.responses import statement_keys
from textmine.store.tables import batch, batch_item, coder, coding, reading, response, statement

if TYPE_CHECKING:
    import pandas as pd

_STRATA = {"wave": response.c.wave, "language": response.c.language, "question": response.c.question}


class Batches:
    """Statements that several code without seeing each other's work."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def frame(self) -> pd.DataFrame:
        """One row a batch and coder: batch, name, state (open, closed), coder, statements, done."""
        import pandas as pd

        done = sa.exists().where(
            reading.c.statement == batch_item.c.statement, reading.c.coder == batch_item.c.coder, ~reading.c.removed
        )
        query = (
            sa.select(
                batch.c.id,
                batch.c.name,
                batch.c.state,
                batch_item.c.coder,
                sa.func.count(),
                sa.func.sum(sa.case((done, 1), else_=0)),
            )
            .select_from(batch.join(batch_item))
            .where(~batch.c.removed)
            .group_by(batch.c.id, batch.c.name, batch.c.state, batch_item.c.coder)
            .order_by(batch.c.id, batch_item.c.coder)
        )
        with self._db.read() as connection:
            rows = connection.execute(query).all()
        return pd.DataFrame(rows, columns=["batch", "name", "state", "coder", "statements", "done"])

    def draw(
        self,
        n: int,
        coders: Sequence[str],
        by: str,
        *,
        stratify: str | None = None,
        seed: int = 0,
        name: str = "",
    ) -> int:
        """Draw statements that no person has coded, for two or more coders, and return the batch's number.

        Parameters
        ----------
        n : int
        coders : sequence of str
        by : str
            The reviewer who draws.
        stratify : str, optional
            ``wave``, ``language``, ``question`` or an attribute: each value gets its share.
        seed : int
        name : str

        Raises
        ------
        InputError
            If a coder is not in the project, nothing is left to draw from, or there are fewer than two coders.
        """

        def work(change: Change) -> int:
            _check_coders(change, coders)
            strata = _strata(change, stratify)
            drawn = draw_statements(strata.keys(), n, coders, seed=seed, strata=strata if stratify else None)
            if not drawn.statement_ids:
                raise InputError("no statement is left that nobody has coded", "Import answers, or draw fewer")
            scheme = {"n": n, "stratify": stratify, "seed": seed}
            number = _insert(change, drawn, {"name": name, "scheme": scheme, "coder": by})
            change.about(batch=number, coders=list(drawn.coders), statements=len(drawn.statement_ids), **scheme)
            return number

        return self._db.write(by, "batch.draw", work, right="review")

    def assign(
        self, statement_ids: Sequence[str], coders: Sequence[str], by: str, *, name: str, scheme: Mapping[str, Any]
    ) -> int:
        """Give statements that were drawn elsewhere to one or more coders to code blind; return the batch's number.

        Parameters
        ----------
        statement_ids : sequence of str
            In the order in which they are to be coded.
        coders : sequence of str
        by : str
            The reviewer who draws.
        name : str
        scheme : mapping
            How they were drawn, as JSON; `schemes` gives it back.

        Raises
        ------
        InputError
            If there is no statement or coder, a coder or statement is not in the project, or a statement does not
            wait to be coded.
        """
        ids, names = tuple(dict.fromkeys(statement_ids)), tuple(dict.fromkeys(coders))
        if not ids or not names:
            raise InputError("a batch without statements or coders cannot be drawn", "Name at least one of each")

        def work(change: Change) -> int:
            _check_coders(change, names)
            waiting = _strata(change, None)
            if taken := [one for one in ids if one not in waiting]:
                problem = f"the statement {taken[0]!r} has been coded, or is being coded blind"
                raise InputError(problem, "Draw again")
            drawn = Batch(ids, names, int(scheme.get("seed", 0)))
            number = _insert(change, drawn, {"name": name, "scheme": {"seed": drawn.seed, **scheme}, "coder": by})
            change.about(batch=number, coders=list(names), statements=len(ids))
            return number

        return self._db.write(by, "batch.draw", work, right="review")

    def schemes(self) -> dict[int, dict[str, Any]]:
        """How the statements of each batch were drawn, by its number."""
        query = sa.select(batch.c.id, batch.c.scheme).where(~batch.c.removed).order_by(batch.c.id)
        with self._db.read() as connection:
            return {row.id: dict(row.scheme) for row in connection.execute(query)}

    def get(self, number: int) -> Batch:
        """A batch as a value, with its statements in their order."""
        with self._db.read() as connection:
            return _read(connection, number)

    def close(self, number: int, coder: str, *, unfinished: bool = False) -> None:
        """End the blind coding of a batch, so that its codings can be seen and compared.

        Parameters
        ----------
        number : int
        coder : str
        unfinished : bool
            Whether to close although a coder has statements left.

        Raises
        ------
        InputError
            If a coder has statements left, naming who and how many.
        """

        def work(change: Change) -> None:
            row = _row(change.rows(batch, [number]), number)
            left = {} if unfinished else _left(change.connection, number)
            if left:
                who = ", ".join(f"{name} has {count}" for name, count in left.items())
                raise InputError(f"not all of the batch is coded: {who} left", "Wait, or close it unfinished")
            change.update(batch, row, {"state": "closed"})
            change.about(batch=number)

        self._db.write(coder, "batch.close", work, right="review")

    def looked(self, number: int) -> dict[str, set[str]]:
        """Statements of a batch that each of its coders has finished."""
        query = (
            sa.select(batch_item.c.coder, statement.c.statement_id)
            .join(statement, statement.c.id == batch_item.c.statement)
            .join(
                reading,
                sa.and_(reading.c.statement == batch_item.c.statement, reading.c.coder == batch_item.c.coder),
            )
            .where(batch_item.c.batch == number, ~reading.c.removed)
        )
        found: dict[str, set[str]] = {}
        with self._db.read() as connection:
            for row in connection.execute(query):
                found.setdefault(row.coder, set()).add(row.statement_id)
        return found

    def adjudications(self, number: int) -> list[Adjudication]:
        """The statements of a closed batch with each coder's side, those that they differ on first."""
        with self._db.read() as connection:
            drawn = _read(connection, number)
            if not drawn.closed:
                raise InputError("the batch is still being coded blind", "Close it first")
            within = sa.select(batch_item.c.statement).where(batch_item.c.batch == number)
            codings = read_values(connection, coding.c.statement.in_(within))
        return adjudications(drawn, codings, self.looked(number))

    def adjudicate(
        self,
        statement_id: str,
        themes: Collection[str],
        coder: str,
        *,
        memos: Mapping[str, str] | None = None,
        version: int | None = None,
    ) -> None:
        """Settle what themes a statement has; what the coders wrote stays beside it.

        Parameters
        ----------
        statement_id : str
        themes : collection of str
        coder : str
        memos : mapping of theme id to str, optional
        version : int, optional
            From `settled`; 0 where the coder believes that nobody has settled it.

        Raises
        ------
        InputError
            If the statement or a theme is not there, or the statement is in an open batch.
        ConflictError
            If ``version`` is given and somebody has settled the statement since, or somebody has cut it otherwise.
        """
        typed = {"themes": sorted(themes), "memos": dict(memos or {})}

        def work(change: Change) -> None:
            judge = register_adjudicator(change)
            writer = Writer(change, [statement_id], typed, judge)
            latest = _settled(change.connection, statement_id)
            if version is not None and version != latest:
                called = f"decision on {statement_id}"
                row = {"version": latest, "id": None}
                raise conflict(change.connection, coding, row, typed=typed, called=called)
            writer.check_themes(themes)
            own = writer.own(statement_id)
            put_on = read_values(change.connection, statement.c.statement_id == statement_id, coding.c.person)
            proposed = {each.theme_id for each in put_on if each.status == "accepted"} | set(themes)
            for name in sorted(proposed | {row["theme"] for row in own.values() if not row["removed"]}):
                status = "accepted" if name in themes else "rejected"
                writer.put(statement_id, name, status, (memos or {}).get(name))
            writer.finish(read=True)
            change.about(statement=statement_id, themes=sorted(themes))

        self._db.write(coder, "coding.adjudicate", work, right="review")

    def settled(self, statement_id: str) -> int:
        """Version of what stands settled about a statement, whoever settled it, for `adjudicate`; 0 for nothing."""
        with self._db.read() as connection:
            return _settled(connection, statement_id)

    def judge_of(self, coder: str) -> str:
        """Coder id under which a person's adjudications stand."""
        return adjudicator(coder)


def _settled(connection: sa.Connection, statement_id: str) -> int:
    # Whoever settles a statement has been through it, if only to say that no theme fits.
    query = sa.select(sa.func.max(reading.c.version)).select_from(reading.join(statement))
    judged = (statement.c.statement_id == statement_id, reading.c.coder.like(adjudicator("%")), ~reading.c.removed)
    written = sa.select(sa.func.max(coding.c.version)).select_from(coding.join(statement))
    ruled = (statement.c.statement_id == statement_id, coding.c.coder.like(adjudicator("%")), ~coding.c.removed)
    found = (connection.execute(each).scalar_one() or 0 for each in (query.where(*judged), written.where(*ruled)))
    return max(found)


def _insert(change: Change, drawn: Batch, values: Mapping[str, Any]) -> int:
    """Write a batch with its statements, in their order for each coder."""
    number = int(change.insert(batch, {**values, "state": "open", "time": change.now}))
    keys = statement_keys(change.connection, drawn.statement_ids)
    # Two who draw at once, on a server: the second one waits here, and finds out.
    held = change.rows(statement, keys.values())
    if taken := [row["statement_id"] for row in held.values() if not row["waiting"]]:
        raise InputError(f"the statement {taken[0]!r} has been coded, or drawn, meanwhile", "Draw again")
    items = [
        {"batch": number, "coder": one, "position": place, "statement": keys[statement_id]}
        for one in drawn.coders
        for place, statement_id in enumerate(drawn.statement_ids)
    ]
    change.connection.execute(sa.insert(batch_item), items)
    change.touch(keys.values())
    return number


def _check_coders(change: Change, coders: Sequence[str]) -> None:
    known = set(change.connection.execute(sa.select(coder.c.id).where(~coder.c.removed)).scalars())
    if unknown := [name for name in coders if name not in known]:
        raise InputError(f"the project has no coder {unknown[0]!r}", "Add the coder first")


def _strata(change: Change, stratify: str | None) -> dict[str, str]:
    """The stratum of every statement that could be drawn."""
    column: sa.ColumnElement[Any] = sa.literal("")
    if stratify is not None:
        column = _STRATA[stratify] if stratify in _STRATA else response.c.attributes[stratify].as_string()
    query = sa.select(statement.c.statement_id, column.label("stratum")).select_from(statement.join(response))
    rows = change.connection.execute(query.where(statement.c.waiting)).all()
    if rows and all(row.stratum is None for row in rows):
        raise InputError(f"no response has {stratify!r}", "Choose wave, language, question or an attribute")
    return {row.statement_id: row.stratum or "" for row in rows}


def _left(connection: sa.Connection, number: int) -> dict[str, int]:
    """How many statements of a batch each coder has left, those who are done not named."""
    done = sa.exists().where(
        reading.c.statement == batch_item.c.statement, reading.c.coder == batch_item.c.coder, ~reading.c.removed
    )
    # What an import took away nobody can code any more.
    query = sa.select(batch_item.c.coder, sa.func.count()).select_from(batch_item.join(statement))
    query = query.where(batch_item.c.batch == number, ~statement.c.removed, ~done)
    return dict(connection.execute(query.group_by(batch_item.c.coder).order_by(batch_item.c.coder)).all())


def _read(connection: sa.Connection, number: int) -> Batch:
    rows = connection.execute(sa.select(batch).where(batch.c.id == number)).mappings()
    row = _row({each["id"]: dict(each) for each in rows}, number)
    query = (
        sa.select(batch_item.c.coder, statement.c.statement_id)
        .join(statement)
        .where(batch_item.c.batch == number)
        .order_by(batch_item.c.position, batch_item.c.coder)
    )
    items = connection.execute(query).all()
    return Batch(
        statement_ids=tuple(dict.fromkeys(item.statement_id for item in items)),
        coders=tuple(dict.fromkeys(item.coder for item in items)),
        seed=row["scheme"]["seed"],
        closed=row["state"] == "closed",
    )


def _row(rows: Mapping[int, Row], number: int) -> Row:
    if number not in rows or rows[number]["removed"]:
        raise InputError(f"the project has no batch {number}", "Choose one of the project's")
    return rows[number]
