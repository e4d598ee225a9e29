"""Full-text search in the statements of a project, with filters; the same questions in SQLite and PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from textmine.language import normalise
from textmine.store.coding_rows import visible_to
from textmine.store.database import Database
from textmine.store.responses import STATEMENT_COLUMNS, live_statements
from textmine.store.tables import coding, response, statement

if TYPE_CHECKING:
    import pandas as pd

_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w+")
# Of nouns, adjectives and verbs, bokmål and nynorsk. SQLite has no Norwegian stemmer.
_ENDING = re.compile(r"(?:ene|ane|er|ar|en|et|a|e)$")
_SHORTEST_STEM = 4


@dataclass(frozen=True)
class Filters:
    """Which statements to look among; what is empty or None asks for nothing.

    ``themes``, ``coders`` and ``statuses`` hold together: one coding has to fit them all. ``attributes`` gives the
    values that will do for each attribute.
    """

    waves: Collection[str] = ()
    languages: Collection[str] = ()
    questions: Collection[str] = ()
    attributes: Mapping[str, Collection[str]] = field(default_factory=dict)
    themes: Collection[str] = ()
    coders: Collection[str] = ()
    statuses: Collection[str] = ()
    coded: bool | None = None


class Search:
    """Finds statements by their words."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def text(
        self,
        query: str = "",
        filters: Filters | None = None,
        *,
        limit: int | None = 100,
        offset: int = 0,
        seen_by: str | None = None,
    ) -> pd.DataFrame:
        """Statements that hold all the words, in the order of the responses.

        Parameters
        ----------
        query : str
            Words, each found also as the beginning of a longer one and in its inflected forms; in quotation marks
            for words that follow each other exactly. Capitals do not matter; å is another letter than a. Empty for
            filters alone.
        filters : Filters, optional
        limit, offset : int
            For a page at a time.
        seen_by : str, optional
            Do not let the filters find what is blind to this coder.

        Returns
        -------
        DataFrame
            The columns of the statements frame.
        """
        import pandas as pd

        where = matching(query, filters or Filters(), self._db.dialect, seen_by)
        found = live_statements().where(*where).order_by(response.c.id, statement.c.start).limit(limit).offset(offset)
        with self._db.read() as connection:
            return pd.DataFrame(connection.execute(found).all(), columns=STATEMENT_COLUMNS)

    def count(self, query: str = "", filters: Filters | None = None, *, seen_by: str | None = None) -> int:
        """How many statements `text` would find without a limit."""
        where = matching(query, filters or Filters(), self._db.dialect, seen_by)
        found = sa.select(sa.func.count()).select_from(statement.join(response)).where(~statement.c.removed, *where)
        with self._db.read() as connection:
            return connection.execute(found).scalar_one()


def matching(query: str, filters: Filters, dialect: str, seen_by: str | None = None) -> list[sa.ColumnElement[bool]]:
    """Conditions on statement and response for a search."""
    where: list[sa.ColumnElement[bool]] = []
    if alternatives := _terms(query):
        where.append(_in_postgresql(alternatives) if dialect == "postgresql" else _in_sqlite(alternatives))
    for column, wanted in (("wave", filters.waves), ("language", filters.languages), ("question", filters.questions)):
        if wanted:
            where.append(response.c[column].in_(sorted(wanted)))
    for name, values in filters.attributes.items():
        # Read as JSON in the database, since attributes are as many as surveys.
        where.append(response.c.attributes[name].as_string().in_(sorted(values)))
    if filters.coded is not None:
        where.append(statement.c.coded if filters.coded else ~statement.c.coded)
    by_coding = [
        coding.c[column].in_(sorted(wanted))
        for column, wanted in (("theme", filters.themes), ("coder", filters.coders), ("status", filters.statuses))
        if wanted
    ]
    if by_coding:
        seen = [] if seen_by is None else [visible_to(seen_by)]
        where.append(sa.exists().where(coding.c.statement == statement.c.id, ~coding.c.removed, *by_coding, *seen))
    return where


@dataclass(frozen=True)
class _Words:
    """Words that follow each other; the last one may be the beginning of a longer one if ``opens``."""

    words: tuple[str, ...]
    opens: bool


def _terms(query: str) -> list[list[_Words]]:
    """What all must be found; of each the alternatives of which one will do."""
    terms = []
    for match in _TERM.finditer(normalise(query).casefold()):
        quoted, plain = match.groups()
        words = tuple(_WORD.findall(quoted if plain is None else plain))
        if words:
            alternatives = [_Words(words, opens=plain is not None)]
            if plain is not None and len(words) == 1:
                alternatives = [_Words((_stem(words[0]),), opens=True)]
            terms.append(alternatives)
    return terms


def _stem(word: str) -> str:
    """A word without its ending: «boliger» is looked for as «bolig» too, which finds all its forms."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) >= _SHORTEST_STEM else word


def _in_sqlite(terms: list[list[_Words]]) -> sa.ColumnElement[bool]:
    def written(words: _Words) -> str:
        return f'"{" ".join(words.words)}"{"*" if words.opens else ""}'

    question = " AND ".join(f"({' OR '.join(map(written, alternatives))})" for alternatives in terms)
    index = sa.table("statement_words", sa.column("rowid", sa.Integer))
    match = sa.literal_column("statement_words").op("MATCH")(question)
    return statement.c.id.in_(sa.select(index.c.rowid).where(match))


def _in_postgresql(terms: list[list[_Words]]) -> sa.ColumnElement[bool]:
    def written(words: _Words) -> str:
        return " <-> ".join(f"'{word}'" for word in words.words) + (":*" if words.opens else "")

    search: sa.ColumnElement[Any] = sa.column("search")
    found = []
    for alternatives in terms:
        either: sa.ColumnElement[bool] = sa.false()
        for words in alternatives:
            either = sa.or_(either, search.op("@@")(sa.func.to_tsquery("simple", written(words))))
            if words.opens and len(words.words) == 1:
                stem = sa.func.to_tsquery("norwegian", written(_Words(words.words, opens=False)))
                either = sa.or_(either, search.op("@@")(stem))
        found.append(either)
    return sa.and_(*found)
