"""What the statements of a codebook's themes look like: representative, borderline and odd ones, and shaky themes.

A statement's place is measured against the centres of all themes, as in Rousseeuw (1987), *Silhouettes*, with centres
in the place of mean distances so that a hundred thousand statements take a moment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors
from textmine.themes.representative import varied_central

FEWEST = 5
"""Statements below which nothing is said about how well a theme holds together."""
SHAKY_SHARE = 0.5
"""A theme is shaky if at least this share of its statements lies nearer to another theme."""
_NEAREST_KEPT = 400


@dataclass(frozen=True)
class Portrait:
    """One theme as its statements show it.

    Attributes
    ----------
    theme_id : str
    size : int
        Statements it was drawn from.
    representative : tuple of str
        Ids of statements near the centre and different from each other, best first.
    borderline : tuple of str
        Ids of statements about as near to another theme that they do not have, the least clear first.
    odd : tuple of str
        Ids of statements furthest from the centre, the furthest first.
    neighbour : str or None
        The theme whose centre is nearest; None where there is no other.
    unclear : float
        Share of statements, 0-1, that lie nearer to a theme that they do not have; 0 where there is no other theme.
    """

    theme_id: str
    size: int
    representative: tuple[str, ...]
    borderline: tuple[str, ...]
    odd: tuple[str, ...]
    neighbour: str | None
    unclear: float

    @property
    def is_shaky(self) -> bool:
        """Whether it should be looked at: half or more of its statements lie nearer to another theme."""
        return self.size >= FEWEST and self.unclear >= SHAKY_SHARE


def portraits(
    statement_ids: Sequence[str],
    vectors: Vectors,
    members: Mapping[str, Sequence[str]],
    *,
    n: int = 5,
) -> dict[str, Portrait]:
    """Draw every theme that has statements.

    Parameters
    ----------
    statement_ids : sequence of str, length m
    vectors : ndarray (m, d), rows of unit length
    members : mapping of theme id to statement ids
        Those that have the theme; ids that are not among ``statement_ids`` are passed over.
    n : int
        At most this many statements of each kind. A theme with few statements shows the same one as several kinds only
        where there is nothing else to show.

    Returns
    -------
    dict of theme id to Portrait
        Themes without statements are left out. The order of statements and themes changes nothing.
    """
    row_of = {statement: row for row, statement in enumerate(statement_ids)}
    rows = {}
    for theme in sorted(members):
        own = sorted(set(members[theme]) & row_of.keys())
        if own:
            rows[theme] = np.array([row_of[statement] for statement in own], dtype=np.intp)
    if not rows:
        return {}
    themes = list(rows)
    centres = _units(np.stack([vectors[own].mean(axis=0, dtype=np.float64) for own in rows.values()]))
    has = np.zeros((len(statement_ids), len(themes)), dtype=bool)
    for place, mine in enumerate(rows.values()):
        has[mine, place] = True
    return {
        theme: _portrait(place, themes, rows[theme], statement_ids, vectors, centres, has, n)
        for place, theme in enumerate(themes)
    }


def _portrait(
    place: int,
    themes: Sequence[str],
    rows: npt.NDArray[np.intp],
    statement_ids: Sequence[str],
    vectors: Vectors,
    centres: npt.NDArray[np.float64],
    has: npt.NDArray[np.bool_],
    n: int,
) -> Portrait:
    theme, own = themes[place], vectors[rows].astype(np.float64)
    # Rounded, so that the order does not hang on the last bits of a matrix product.
    near = np.round(own @ centres.T, 6)
    home = near[:, place].copy()
    # A theme that the statement has as well is no rival.
    margin = home - np.where(has[rows], -np.inf, near).max(axis=1)
    order = np.argsort(-home, kind="stable")[:_NEAREST_KEPT]
    typical = [
        int(order[pick]) for pick in varied_central(own[order].astype(np.float32), centres[place].astype(np.float32), n)
    ]
    borderline = _first(np.argsort(margin, kind="stable")[: np.isfinite(margin).sum()], n, typical)
    odd = _first(np.argsort(home, kind="stable"), n, [*typical, *borderline])
    others = np.round(centres @ centres[place], 6)
    others[place] = -np.inf
    return Portrait(
        theme_id=theme,
        size=len(rows),
        representative=tuple(statement_ids[rows[i]] for i in typical),
        borderline=tuple(statement_ids[rows[i]] for i in borderline),
        odd=tuple(statement_ids[rows[i]] for i in odd),
        neighbour=themes[int(others.argmax())] if len(themes) > 1 else None,
        unclear=float((margin < 0).mean()),
    )


def _first(order: npt.NDArray[np.intp], n: int, leave_out: Sequence[int]) -> list[int]:
    """The first ``n`` in an order, but for some."""
    return [i for i in order[: n + len(leave_out)].tolist() if i not in leave_out][:n]


def _units(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1, norms), dtype=np.float64)
