"""Search by meaning: vectors of a project's statements, kept beside it and never in the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from textmine.coding.alike import Candidates, alike
from textmine.encode import Encoder, VectorCache, Vectors
from textmine.errors import InputError
from textmine.store.database import Database
from textmine.store.responses import Responses
from textmine.store.search import Filters, Search
from textmine.store.tables import coding, statement

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 1000


class Meaning:
    """Finds statements by what they say, whatever words they use.

    Vectors are float32 files in the folder beside the project, one folder an encoder, keyed by the text; only texts
    that have none are encoded.
    """

    def __init__(self, database: Database) -> None:
        self._db = database
        self._kept: tuple[tuple[str, int, int], list[str], Vectors] | None = None

    def vectors(
        self,
        encoder: Encoder,
        show_progress_bar: bool = False,
        *,
        progress: Callable[[int, int], None] | None = None,
    ) -> tuple[list[str], Vectors]:
        """Statement ids, and their vectors in the same order: float32 (n, d), rows of unit length.

        A statement's vector is made from its text behind the words that govern it. With ``progress``, which is told
        how many of how many texts have theirs, vectors are kept piece by piece, so that an interruption costs little.
        """
        stamp = (encoder.id, *self._stamp())
        if self._kept is None or self._kept[0] != stamp:
            ids, texts = Responses(self._db).vector_texts()
            cache = self.cache(encoder)
            if progress is not None:
                for start in range(0, len(texts), _AT_ONCE):
                    progress(start, len(texts))
                    cache.encode(texts[start : start + _AT_ONCE])
            self._kept = (stamp, ids, cache.encode(texts, show_progress_bar=show_progress_bar))
        return self._kept[1], self._kept[2]

    def cache(self, encoder: Encoder) -> VectorCache:
        """An encoder that remembers beside the project what it has encoded."""
        return VectorCache(encoder, self._folder(encoder))

    def search(
        self,
        query: str,
        encoder: Encoder,
        filters: Filters | None = None,
        *,
        limit: int = 50,
        seen_by: str | None = None,
    ) -> pd.DataFrame:
        """The statements nearest in meaning to a query.

        Returns
        -------
        DataFrame
            The columns of the statements frame and ``similarity`` (cosine), the nearest first; ties go by id.
        """
        ids, vectors = self.vectors(encoder)
        found = Search(self._db).text("", filters, limit=None, seen_by=seen_by)
        # Rounded, so that the order does not hang on the last bits of a matrix product.
        cosines = (vectors @ encoder.encode([query])[0]).round(6)
        by_id = dict(zip(ids, cosines.tolist(), strict=True))
        found = found[found["statement_id"].isin(by_id)]
        found["similarity"] = found["statement_id"].map(by_id)
        return found.sort_values(["similarity", "statement_id"], ascending=[False, True], ignore_index=True).head(limit)

    def alike(
        self, like: Collection[str], theme_id: str, encoder: Encoder, *, at_least: float = 0.85, n_preview: int = 8
    ) -> Candidates:
        """Statements like these on which no person has decided about a theme: to be read, then coded together.

        Raises
        ------
        InputError
            If none of the statements is in the project.
        """
        ids, vectors = self.vectors(encoder)
        if not set(like) & set(ids):
            raise InputError("the project has none of these statements", "Choose one of the project's")
        decided = (
            sa.select(statement.c.statement_id)
            .join(coding)
            .where(coding.c.theme == theme_id, coding.c.person, ~coding.c.removed, coding.c.status != "suggested")
        )
        hidden = sa.select(statement.c.statement_id).where(statement.c.batch.is_not(None))
        with self._db.read() as connection:
            leave_out = set(connection.execute(sa.union(decided, hidden)).scalars())
        return alike(ids, vectors, like, at_least=at_least, leave_out=leave_out, n_preview=n_preview)

    def _folder(self, encoder: Encoder) -> Path:
        """Vectors of personal texts are personal too, so that only their owner can read them."""
        self._db.place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self._db.place.folder / "vectors" / _folder_name(encoder.id)

    def _stamp(self) -> tuple[int, int]:
        """Changes whenever a statement comes, goes or is cut otherwise."""
        query = sa.select(sa.func.count(), sa.func.coalesce(sa.func.max(statement.c.version), 0))
        with self._db.read() as connection:
            count, version = connection.execute(query.where(~statement.c.removed)).one()
        return count, version


def _folder_name(encoder_id: str) -> str:
    """A name that any file system takes."""
    safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in encoder_id)[:60]
    return f"{safe}-{hashlib.sha256(encoder_id.encode()).hexdigest()[:8]}"
