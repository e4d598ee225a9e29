"""Which themes of one codebook version answer to which of another, so that years can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from textmine.coding.codebook import Codebook
from textmine.coding.versions import redefined

Relation = Literal["same", "redefined", "merged", "split", "retired"]


@dataclass(frozen=True)
class Link:
    """Where a theme in use in the old version went.

    Attributes
    ----------
    old : str
    new : tuple of str
        Themes in use in the new version, sorted; empty where it was retired.
    relation : str
        ``same``; ``redefined``: the same theme with another definition; ``merged``: into another theme; ``split``:
        into several, or a part was split out; ``retired``.
    """

    old: str
    new: tuple[str, ...]
    relation: Relation


@dataclass(frozen=True)
class Group:
    """The smallest sets of themes that can be compared: together, these of the old version are these of the new."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True)
class Crosswalk:
    """The links from an old to a new version of a codebook.

    Attributes
    ----------
    old_version, new_version : int
    links : tuple of Link
        One for each theme in use in the old version, in its tree order.
    added : tuple of str
        Themes in use in the new version that answer to none of the old.
    """

    old_version: int
    new_version: int
    links: tuple[Link, ...]
    added: tuple[str, ...]

    def forward(self, theme_ids: Iterable[str]) -> frozenset[str]:
        """Themes of the new version that surely hold for a statement with these of the old.

        What was split is left out, since a person has to choose the part, and so is what was retired.
        """
        links = (self.link(theme) for theme in theme_ids)
        return frozenset(link.new[0] for link in links if link and link.relation not in ("split", "retired"))

    def to_review(self, theme_ids: Iterable[str]) -> frozenset[str]:
        """Those of these old themes whose statements a person must look at again: split or redefined."""
        links = (self.link(theme) for theme in theme_ids)
        return frozenset(link.old for link in links if link and link.relation in ("split", "redefined"))

    def link(self, old: str) -> Link | None:
        """The link of a theme; None where it was not in use in the old version."""
        return self._by_old.get(old)

    def groups(self) -> list[Group]:
        """Themes whose shares can be compared over the versions, in the order of the links; added themes last.

        A merge compares the sum of the old with the new; a split the old with the sum of the new. Sums are counts of
        statements or respondents with any of the themes.
        """
        groups: list[tuple[set[str], set[str]]] = []
        for link in self.links:
            old, new = {link.old}, set(link.new)
            for group in [group for group in groups if group[1] & new]:
                groups.remove(group)
                old |= group[0]
                new |= group[1]
            groups.append((old, new))
        place = {link.old: number for number, link in enumerate(self.links)}
        groups.sort(key=lambda group: min(place[old] for old in group[0]))
        return [Group(tuple(sorted(old)), tuple(sorted(new))) for old, new in groups] + [
            Group((), (theme,)) for theme in self.added
        ]

    @cached_property
    def _by_old(self) -> Mapping[str, Link]:
        return {link.old: link for link in self.links}


def crosswalk(old: Codebook, new: Codebook) -> Crosswalk:
    """Follow every theme in use in ``old`` through merges and splits, several if need be, to ``new``."""
    parts: dict[str, list[str]] = {}
    for theme in new.themes:
        if theme.split_from is not None and theme.id not in old:
            parts.setdefault(theme.split_from, []).append(theme.id)
    links = tuple(_link(theme.id, old, new, parts) for _, theme in old.tree() if theme.is_active)
    reached = {theme for link in links for theme in link.new}
    added = tuple(theme.id for _, theme in new.tree() if theme.is_active and theme.id not in reached)
    return Crosswalk(old.version, new.version, links, added)


def _link(theme_id: str, old: Codebook, new: Codebook, parts: Mapping[str, list[str]]) -> Link:
    there = _descendants(theme_id, new, parts)
    ends = tuple(sorted(there))
    if not ends:
        return Link(theme_id, (), "retired")
    if ends == (theme_id,):
        changed = redefined(old.theme(theme_id), new.theme(theme_id))
        return Link(theme_id, ends, "redefined" if changed else "same")
    return Link(theme_id, ends, "split" if len(ends) > 1 or theme_id in parts else "merged")


def _descendants(theme_id: str, new: Codebook, parts: Mapping[str, list[str]]) -> set[str]:
    """Themes in use that have taken over what a theme was."""
    ends: set[str] = set()
    waiting, seen = [theme_id], set[str]()
    while waiting:
        theme = new.get(waiting.pop())
        if theme is None or theme.id in seen:
            continue
        seen.add(theme.id)
        waiting += parts.get(theme.id, [])
        if theme.is_active:
            ends.add(theme.id)
        elif theme.merged_into is not None:
            waiting.append(theme.merged_into)
    return ends
