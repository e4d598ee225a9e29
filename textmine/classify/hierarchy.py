"""Themes below themes: a text with a sub-theme has the theme above it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from textmine.classify.examples import Examples, Member, ThemeId, sorted_ids
from textmine.classify.features import Floats
from textmine.errors import InputError


def ancestors(themes: Sequence[ThemeId], parents: Mapping[ThemeId, ThemeId | None]) -> Member:
    """Who is above whom.

    Parameters
    ----------
    themes : sequence of ThemeId, length k
    parents : mapping of ThemeId to ThemeId or None
        Parent of each theme; themes that are not among ``themes`` pass on to their own parent.

    Returns
    -------
    ndarray of bool (k, k)
        ``[i, j]`` is true where theme j is an ancestor of theme i.

    Raises
    ------
    InputError
        If a theme is above itself.
    """
    place = {theme: i for i, theme in enumerate(themes)}
    above = np.zeros((len(themes), len(themes)), dtype=bool)
    for theme in themes:
        for ancestor in _chain(theme, parents):
            if ancestor in place:
                above[place[theme], place[ancestor]] = True
    return above


def with_themes_above(examples: Examples, parents: Mapping[ThemeId, ThemeId | None]) -> Examples:
    """The same with a place for every theme above one that occurs, also those that nobody has put on a text itself."""
    above = {ancestor for theme in examples.themes for ancestor in _chain(theme, parents)}
    themes = sorted_ids({*examples.themes, *above})
    member = np.zeros((len(examples), len(themes)), dtype=bool)
    member[:, [themes.index(theme) for theme in examples.themes]] = examples.member
    return replace(examples, themes=themes, member=member)


def _chain(theme: ThemeId, parents: Mapping[ThemeId, ThemeId | None]) -> list[ThemeId]:
    """Parent, its parent and so on."""
    chain: list[ThemeId] = []
    current = parents.get(theme)
    while current is not None:
        if current == theme or current in chain:
            raise InputError(f"theme {theme!r} is above itself", "Mend the parents in the codebook")
        chain.append(current)
        current = parents.get(current)
    return chain


def with_ancestors(member: Member, above: Member) -> Member:
    """Memberships with the ancestors of every theme added, (n, k)."""
    return np.asarray(member | (member.astype(np.int64) @ above.astype(np.int64) > 0))


def coherent(log_odds: Floats, above: Member) -> Floats:
    """Log-odds where no theme is less likely than one below it, (n, k)."""
    result = log_odds.copy()
    for theme in np.flatnonzero(above.any(axis=0)):
        below = above[:, theme]
        result[:, theme] = np.maximum(result[:, theme], log_odds[:, below].max(axis=1))
    return result


def rivals(above: Member) -> Member:
    """The themes each competes with: not itself, its ancestors or its descendants, (k, k)."""
    return np.asarray(~(above | above.T | np.eye(len(above), dtype=bool)))
