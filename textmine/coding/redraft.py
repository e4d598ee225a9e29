"""A draft codebook cut coarser or finer: which themes people have decided on, and what becomes of the others.

A theme that a discovery drafted lies at a node of its hierarchy. The node is what the theme means, so that going back
to an earlier cut takes the same themes into use again, and no id ever means anything else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from textmine.coding.changes import Change, apply, edits_between, require_draft
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.themes.values import Theme as Found

_EXAMPLES = 3
Reason = Literal["edited", "coded", "quoted", "published"]


@dataclass(frozen=True)
class Drafted:
    """The themes that a discovery, or an earlier cut of it, wrote into the codebook.

    Attributes
    ----------
    nodes : mapping of theme id to int
        Where in the hierarchy each lies.
    themes : mapping of theme id to Theme
        As they were written; a theme that is no longer so was edited by a person.
    """

    nodes: Mapping[str, int]
    themes: Mapping[str, Theme]

    @property
    def at(self) -> dict[int, str]:
        """The theme at each node."""
        return {node: theme for theme, node in self.nodes.items()}


def decided(
    codebook: Codebook,
    drafted: Drafted,
    *,
    coded: Collection[str] = (),
    quoted: Collection[str] = (),
    published: Iterable[Codebook] = (),
) -> dict[str, Reason]:
    """Which drafted themes people have decided on, and how: those stay as they are.

    Parameters
    ----------
    codebook : Codebook
    drafted : Drafted
    coded, quoted : collection of str
        Themes that a person has accepted or rejected for a statement, and that quotes were picked for.
    published : iterable of Codebook
        Versions of the codebook that were published.

    Returns
    -------
    dict of theme id to reason
        ``edited``: renamed, defined, moved, retired or brought back by a person, or one that another theme was merged
        into, split from or put below. Themes that are no longer in the codebook are left out.
    """
    versions = {theme.id for book in published for theme in book.active}
    there = {name for name in drafted.nodes if name in codebook}
    edited: set[str] = set()
    for theme in codebook.themes:
        written = drafted.themes.get(theme.id)
        if written is None or replace(written, order=theme.order) != theme:
            # Its place among its siblings says nothing about a theme; what it now hangs together with does.
            before = () if written is None else (written.parent, written.merged_into, written.split_from)
            linked = {theme.parent, theme.merged_into, theme.split_from}.difference(before)
            edited |= there & {theme.id, *(name for name in linked if name)}
    reasons: tuple[tuple[Reason, Collection[str]], ...] = (
        ("coded", coded),
        ("edited", edited),
        ("quoted", quoted),
        ("published", versions),
    )
    return {name: reason for reason, names in reversed(reasons) for name in sorted(there) if name in names}


def drafted_theme(found: Found, theme_id: str, order: int) -> Theme:
    """What a discovered theme is in a codebook before anybody has worked on it."""
    return Theme(theme_id, Wording(nb=found.name), examples=found.representative[:_EXAMPLES], order=order)


def redraft(
    codebook: Codebook,
    drafted: Drafted,
    splits: Mapping[int, Collection[int]],
    joins: Mapping[int, Collection[int]],
    found: Mapping[int, Theme],
) -> tuple[Change, Drafted]:
    """The change that splits and joins drafted themes, and what is drafted after it.

    Parameters
    ----------
    codebook : Codebook
    drafted : Drafted
    splits, joins : mapping of int to collection of int
        By nodes; see `textmine.themes.granularity.Regrouping`.
    found : mapping of int to Theme
        What a theme at a node would be like, where none lies there yet; its id and place are given here.

    Returns
    -------
    Change
        It moves no codings: those of persons stay where they are, and what the model suggests is worked out anew.
    Drafted
    """
    require_draft(codebook)
    growing, nodes = codebook, dict(drafted.nodes)
    new: dict[str, Theme] = {}

    def theme_at(node: int, order: int, split_from: str | None) -> str:
        nonlocal growing
        known = {at: name for name, at in nodes.items() if name in growing}
        if node in known:
            theme = replace(growing.theme(known[node]), status="active", merged_into=None)
        else:
            theme = replace(found[node], id=growing.new_id(), order=order, split_from=split_from)
        growing = growing.replacing([theme])
        nodes[theme.id] = node
        new[theme.id] = theme
        return theme.id

    for node, parts in splits.items():
        old = codebook.theme(drafted.at[node])
        for part in sorted(parts):
            theme_at(part, old.order, old.id)
        new[old.id] = replace(old, status="retired")
    for node, sources in joins.items():
        old_ones = [codebook.theme(drafted.at[source]) for source in sorted(sources)]
        into = theme_at(node, min(theme.order for theme in old_ones), None)
        new |= {theme.id: replace(theme, status="retired", merged_into=into) for theme in old_ones}
    change = Change("regroup", edits_between(codebook, new.values()))
    apply(change, codebook)
    return change, Drafted(nodes, {**drafted.themes, **new})
