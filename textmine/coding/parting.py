"""How a theme could be split: its own statements put into groups, as finely as asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.encode import Vectors


@dataclass(frozen=True)
class SuggestedPart:
    """One group: what its statements share, which they are, and some that show it best."""

    name: str
    statement_ids: tuple[str, ...]
    representative: tuple[str, ...]


def suggest_parts(
    statement_ids: Sequence[str], texts: Sequence[str], vectors: Vectors, n: int, *, n_representative: int = 3
) -> list[SuggestedPart]:
    """Groups of a theme's statements, the largest first; those that say nothing are in none.

    Parameters
    ----------
    statement_ids, texts : sequence of str, length m
    vectors : ndarray (m, d), rows of unit length
    n : int
        How many groups at most.
    n_representative : int
        How many texts are given to show each.

    Raises
    ------
    InputError
        If no text says anything.
    """
    from textmine.themes.model import ThemeModel

    model = ThemeModel(n_themes=n).fit(list(texts), vectors)
    parts = []
    for theme in model.themes_:
        own = [statement_ids[row] for row, label in enumerate(model.labels_) if label == theme.id]
        parts.append(SuggestedPart(theme.name, tuple(own), tuple(theme.representative[:n_representative])))
    return parts
