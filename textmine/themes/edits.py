"""What a researcher does to discovered themes, as values: each can be stored, replayed on a refit and undone.

An id never changes meaning: merging and splitting retire ids and make new ones, which the edit itself names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar

import numpy as np

from textmine.encode import Vectors
from textmine.errors import InputError
from textmine.themes.cluster import Labels, grow_tree, unit_rows

Encode = Callable[[Sequence[str]], Vectors]
"""Texts to unit vectors in the space of ``State.vectors``."""
_ROUNDS = 20


@dataclass(frozen=True)
class ReviewedTheme:
    """A theme as it stands after edits.

    ``parent`` is the theme it is nested under; ``aside`` is true where it is no finding («takk for undersøkelsen»);
    ``retired`` where it was merged or split, into the themes that name it in ``made_from``.
    """

    id: int
    names: Mapping[str, str]
    parent: int | None = None
    aside: bool = False
    retired: bool = False
    made_from: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class State:
    """Themes and which theme each text has.

    Attributes
    ----------
    texts : tuple of str, length n
        Different informative texts, normalised, sorted.
    vectors : ndarray (n, d), rows of unit length
    labels : ndarray of int (n,)
        Id of each text's theme.
    themes : mapping of id to ReviewedTheme
        Retired ones too.
    encode : callable, optional
        What a split by a query needs.
    """

    texts: tuple[str, ...]
    vectors: Vectors
    labels: Labels
    themes: Mapping[int, ReviewedTheme]
    encode: Encode | None = None

    def theme(self, id: int) -> ReviewedTheme:
        """The theme with this id, if it can still be edited."""
        found = self.themes.get(id)
        if found is None or found.retired:
            why = "does not exist" if found is None else "was merged or split"
            raise InputError(f"theme {id} {why}", "Choose a theme that is in use")
        return found

    def rows(self, id: int) -> Labels:
        """Rows of the texts in a theme."""
        return np.flatnonzero(self.labels == id)

    def with_themes(self, *changed: ReviewedTheme, labels: Labels | None = None) -> State:
        """The state with some themes, and perhaps labels, changed."""
        themes = {**self.themes, **{theme.id: theme for theme in changed}}
        return replace(self, themes=themes, labels=self.labels if labels is None else labels)

    def unused(self, id: int) -> int:
        """``id`` itself, if no theme has or had it."""
        if id in self.themes:
            raise InputError(f"theme {id} exists already", "Give a new theme an id that was never used")
        return id


@dataclass(frozen=True)
class Edit:
    """One thing done to the themes."""

    kind: ClassVar[str] = ""

    def apply(self, state: State) -> State:
        """The state after the edit; InputError where it cannot be done."""
        raise NotImplementedError

    def to_record(self) -> dict[str, Any]:
        """As plain values for JSON."""
        return {"kind": self.kind, **asdict(self)}


@dataclass(frozen=True)
class Rename(Edit):
    """Give a theme other names, keyed by language."""

    kind: ClassVar[str] = "rename"
    theme: int
    names: Mapping[str, str]

    def apply(self, state: State) -> State:
        """Names that are not given stay."""
        old = state.theme(self.theme)
        return state.with_themes(replace(old, names={**old.names, **self.names}))


@dataclass(frozen=True)
class Merge(Edit):
    """Make one new theme, ``into``, of several."""

    kind: ClassVar[str] = "merge"
    themes: tuple[int, ...]
    into: int
    names: Mapping[str, str] = field(default_factory=dict)

    def apply(self, state: State) -> State:
        """The parts are retired; what was nested under one is nested under the whole."""
        if len(set(self.themes)) < 2:
            raise InputError("merging takes two themes or more", "Choose another theme too")
        parts = [state.theme(id) for id in self.themes]
        whole = ReviewedTheme(state.unused(self.into), {**parts[0].names, **self.names}, made_from=self.themes)
        parents = {part.parent for part in parts}
        if len(parents) == 1 and not parents & set(self.themes):
            whole = replace(whole, parent=parts[0].parent)
        children = [
            replace(theme, parent=self.into)
            for theme in state.themes.values()
            if theme.parent in self.themes and theme.id not in self.themes
        ]
        retired = [replace(part, retired=True) for part in parts]
        labels = np.where(np.isin(state.labels, self.themes), self.into, state.labels)
        return state.with_themes(whole, *children, *retired, labels=labels)


@dataclass(frozen=True)
class Split(Edit):
    """Make several new themes, ``into``, of one, by clustering its texts; the first is the largest."""

    kind: ClassVar[str] = "split"
    theme: int
    into: tuple[int, ...]

    def apply(self, state: State) -> State:
        """InputError where the theme has too few different texts."""
        rows = state.rows(state.theme(self.theme).id)
        if len(set(self.into)) < 2 or len(rows) < len(set(self.into)):
            raise InputError(
                f"theme {self.theme} has {len(rows)} different texts for {len(set(self.into))} parts",
                "Split a larger theme, into two parts or more",
            )
        cut = grow_tree(state.vectors[rows]).cut(len(self.into))
        firsts = [int(np.flatnonzero(cut == part)[0]) for part in range(len(self.into))]
        order = sorted(range(len(self.into)), key=lambda part: (-int((cut == part).sum()), firsts[part]))
        place = np.argsort(order)
        return _split(state, self.theme, self.into, place[cut])


@dataclass(frozen=True)
class SplitByQuery(Edit):
    """Make two new themes of one: ``into[0]`` with the texts that a query finds, ``into[1]`` with the rest."""

    kind: ClassVar[str] = "split by query"
    theme: int
    query: str
    into: tuple[int, int]

    def apply(self, state: State) -> State:
        """Two-means on the sphere that starts from the query and from what is left without it."""
        if state.encode is None:
            raise InputError("a query needs the encoder the themes were found with", "Give the model its encoder")
        rows = state.rows(state.theme(self.theme).id)
        vectors, query = state.vectors[rows], state.encode([self.query])[0]
        found = _two_means(vectors, query)
        if found.all() or not found.any():
            remedy = "Ask in other words"
            raise InputError(f"«{self.query}» finds {'all' if found.all() else 'none'} of theme {self.theme}", remedy)
        return _split(state, self.theme, self.into, np.where(found, 0, 1))


@dataclass(frozen=True)
class Move(Edit):
    """Put some texts into another theme."""

    kind: ClassVar[str] = "move"
    texts: tuple[str, ...]
    to: int

    def apply(self, state: State) -> State:
        """Texts that are not in the data are left out, so that the edit can be replayed on other data."""
        state.theme(self.to)
        chosen = np.isin(np.array(state.texts, dtype=object), list(self.texts))
        return replace(state, labels=np.where(chosen, self.to, state.labels))


@dataclass(frozen=True)
class SetAside(Edit):
    """Mark a theme as no finding, or take that back."""

    kind: ClassVar[str] = "set aside"
    theme: int
    aside: bool = True

    def apply(self, state: State) -> State:
        """The texts keep the theme."""
        return state.with_themes(replace(state.theme(self.theme), aside=self.aside))


@dataclass(frozen=True)
class Nest(Edit):
    """Put a theme under another, or at the top with ``None``."""

    kind: ClassVar[str] = "nest"
    theme: int
    parent: int | None

    def apply(self, state: State) -> State:
        """InputError where a theme would come to lie under itself."""
        own, above = state.theme(self.theme), self.parent
        while above is not None:
            if above == self.theme:
                raise InputError(f"theme {self.theme} cannot lie under itself", "Choose another parent")
            above = state.theme(above).parent
        return state.with_themes(replace(own, parent=self.parent))


_KINDS: dict[str, type[Edit]] = {kind.kind: kind for kind in (Rename, Merge, Split, SplitByQuery, Move, SetAside, Nest)}


def edit_from(record: Mapping[str, Any]) -> Edit:
    """The edit that ``to_record`` wrote, also after JSON has made lists of tuples.

    Raises
    ------
    InputError
        If the record is of no known kind, or lacks something.
    """
    try:
        kind = _KINDS[record["kind"]]
        values = {name: tuple(v) if isinstance(v, list) else v for name, v in record.items() if name != "kind"}
        return kind(**values)
    except (KeyError, TypeError) as error:
        raise InputError(f"this is no edit of themes ({error})", "Use the records that were stored") from error


def _split(state: State, theme: int, into: Sequence[int], part: Labels) -> State:
    """``state`` with the texts of ``theme`` in new themes: row r of its texts in ``into[part[r]]``."""
    old = state.theme(theme)
    new = [
        ReviewedTheme(state.unused(id), {lang: f"{name} ({n})" for lang, name in old.names.items()}, old.parent,
                      made_from=(theme,))
        for n, id in enumerate(into, 1)
    ]  # fmt: skip
    children = [replace(child, parent=old.parent) for child in state.themes.values() if child.parent == theme]
    labels = state.labels.copy()
    labels[state.rows(theme)] = np.asarray(into)[part]
    return state.with_themes(*new, *children, replace(old, retired=True), labels=labels)


def _two_means(vectors: Vectors, query: Vectors) -> Any:
    """Which rows are nearer to the query's side; the query stays half of its side's centre."""
    found = vectors @ query > vectors @ unit_rows(vectors.mean(axis=0)[None])[0]
    for _ in range(_ROUNDS):
        if not found.any():
            # Nothing is nearer to a short query than to the theme's middle: start from the best tenth.
            found = vectors @ query >= np.quantile(vectors @ query, 0.9)
        if found.all():
            break
        inner = unit_rows((query + unit_rows(vectors[found].mean(axis=0)[None])[0])[None])[0]
        outer = unit_rows(vectors[~found].mean(axis=0)[None])[0]
        before, found = found, vectors @ inner > vectors @ outer
        if (before == found).all():
            break
    return found
