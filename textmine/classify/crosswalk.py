"""Codings of an old codebook version in the terms of a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from textmine.classify.examples import ThemeId, label_sets

Crosswalk: TypeAlias = Mapping[ThemeId, Iterable[ThemeId] | ThemeId]
"""New ids of each old theme, a single one also by itself: one where it was renamed or merged, several where it was
split, none where it was dropped. A theme that is not in it is unchanged."""


def recode(labels: Sequence[Any], crosswalk: Crosswalk) -> tuple[list[set[ThemeId] | None], list[int]]:
    """Old codings in new terms.

    Parameters
    ----------
    labels : sequence of set of theme ids, length n
        None where nobody has coded.
    crosswalk : mapping of theme id to theme ids

    Returns
    -------
    labels : list of set or None, length n
        None also where a theme was split: which part a text belongs to is for a person to say.
    undecided : list of int
        The rows of those.
    """
    given = label_sets(labels, len(labels))
    new = {old: _ids(new_ids) for old, new_ids in crosswalk.items()}
    undecided = [row for row, themes in enumerate(given) if any(len(new.get(t, [t])) > 1 for t in themes or ())]
    unsure = set(undecided)
    result = [
        None if themes is None or row in unsure else {theme for t in themes for theme in new.get(t, [t])}
        for row, themes in enumerate(given)
    ]
    return result, undecided


def common_units(crosswalk: Crosswalk, themes: Iterable[ThemeId] = ()) -> dict[ThemeId, ThemeId]:
    """The coarsest groups in which shares of both versions can be compared.

    Parameters
    ----------
    crosswalk : mapping of theme id to theme ids
    themes : iterable of theme id
        Themes of either version that the crosswalk does not name: groups of their own.

    Returns
    -------
    dict
        Group of every old and new theme, named by its first old theme: themes that were merged share one, and so do
        the parts of a split. A dropped theme is a group of its own.
    """
    group: dict[ThemeId, ThemeId] = {}

    def find(theme: ThemeId) -> ThemeId:
        group.setdefault(theme, theme)
        while group[theme] != theme:
            theme = group[theme]
        return theme

    for old, ids in crosswalk.items():
        find(old)
        for theme in _ids(ids):
            first, second = sorted((find(old), find(theme)), key=list(group).index)
            group[second] = first
    for theme in themes:
        find(theme)
    return {theme: find(theme) for theme in group}


def _ids(given: Iterable[ThemeId] | ThemeId) -> list[ThemeId]:
    """Theme ids; a single one is no sequence of letters."""
    return [given] if isinstance(given, (str, int)) else list(given)
