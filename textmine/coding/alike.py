"""Code all like this: statements near one that was just coded, shown before they are coded together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from textmine.coding.codings import Coding
from textmine.encode import Vectors
from textmine.themes.representative import varied_central

LEVELS = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7)


@dataclass(frozen=True)
class Candidates:
    """Statements above a similarity.

    Attributes
    ----------
    statement_ids : tuple of str
        The nearest first; ties go by id.
    similarities : tuple of float
        Cosine of each to the nearest of the statements asked about.
    counts : dict of float to int
        How many there would be at other similarities, such as 0.9.
    preview : tuple of str
        A few to read before deciding: the nearest, and varied ones among those nearest to the bound, where mistakes
        are; the nearest first.
    """

    statement_ids: tuple[str, ...]
    similarities: tuple[float, ...]
    counts: dict[float, int]
    preview: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.statement_ids)


def alike(
    statement_ids: Sequence[str],
    vectors: Vectors,
    like: Collection[str],
    *,
    at_least: float = 0.85,
    leave_out: Collection[str] = (),
    n_preview: int = 8,
) -> Candidates:
    """Find statements like some.

    Parameters
    ----------
    statement_ids : sequence of str, length n
    vectors : ndarray (n, d), rows of unit length
    like : collection of str
        Ids of the statements to be like; ids that are not among ``statement_ids`` are passed over.
    at_least : float
        Lowest cosine.
    leave_out : collection of str
        Statements not to offer, such as those where a person has decided already.
    n_preview : int
        At most this many in the preview.
    """
    wanted, left_out = set(like), {*like, *leave_out}
    models = [row for row, statement in enumerate(statement_ids) if statement in wanted]
    rows = np.array([row for row, statement in enumerate(statement_ids) if statement not in left_out], dtype=int)
    if not models or not len(rows):
        return Candidates((), (), dict.fromkeys(LEVELS, 0), ())
    # Rounded, so that near-equal rows go by id and not by the last bits of a matrix product.
    nearest = np.round((vectors[rows] @ vectors[models].T).max(axis=1).astype(np.float64), 6)
    counts = {level: int((nearest >= level).sum()) for level in LEVELS}
    kept = sorted(
        ((-nearest[place], statement_ids[row], row) for place, row in enumerate(rows) if nearest[place] >= at_least)
    )
    shown = _preview(vectors[[row for _, _, row in kept]], n_preview)
    return Candidates(
        statement_ids=tuple(statement for _, statement, _ in kept),
        similarities=tuple(float(-similarity) for similarity, _, _ in kept),
        counts=counts,
        preview=tuple(kept[place][1] for place in shown),
    )


def codings_for(
    candidates: Candidates,
    theme_id: str,
    coder: str,
    *,
    codebook_version: int,
    time: datetime,
    leave_out: Collection[str] = (),
) -> list[Coding]:
    """The codings that a person makes by coding all candidates but those she left out, with a theme."""
    unwanted = set(leave_out)
    return [
        Coding(statement, theme_id, coder, "accepted", codebook_version, time)
        for statement in candidates.statement_ids
        if statement not in unwanted
    ]


def _preview(vectors: Vectors, n: int) -> list[int]:
    """Rows to show, of rows sorted by similarity: half the nearest, half varied from the far end."""
    if len(vectors) <= n:
        return list(range(len(vectors)))
    near = list(range(n - n // 2))
    # Four times as many as are shown is enough to choose varied ones from, and still near the bound.
    far = np.arange(max(len(near), len(vectors) - 4 * (n // 2)), len(vectors))
    varied = varied_central(vectors[far], vectors[far].mean(axis=0), n // 2)
    return near + sorted(int(far[place]) for place in varied)
