"""The codebook: a versioned tree of themes, as values that never change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from textmine.errors import InputError

Language = Literal["nb", "nn", "en"]
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")
ThemeStatus = Literal["active", "retired"]
CodebookState = Literal["draft", "published"]


@dataclass(frozen=True)
class Wording:
    """A text in the three languages of the interface; an empty string where nobody has written it yet."""

    nb: str = ""
    nn: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.nb or self.nn or self.en)

    def within(self, language: Language) -> str:
        """The text in this language; where it is missing, in the nearest one that has it."""
        nearest: dict[Language, tuple[Language, ...]] = {
            "nb": ("nb", "nn", "en"),
            "nn": ("nn", "nb", "en"),
            "en": ("en", "nb", "nn"),
        }
        return next((text for other in nearest[language] if (text := getattr(self, other))), "")

    @property
    def all(self) -> tuple[str, ...]:
        """The texts that somebody has written."""
        return tuple(text for text in (self.nb, self.nn, self.en) if text)


@dataclass(frozen=True)
class Theme:
    """What a researcher calls a code.

    Attributes
    ----------
    id : str
        Stable: it never changes meaning and is never used for another theme.
    names, definition : Wording
        In nb, nn and en.
    include, exclude : tuple of str
        What belongs to the theme and what does not, a rule each, as the researcher wrote it.
    examples : tuple of str
        Statements that show what is meant.
    parent : str or None
        Id of the theme above; None at the top of the tree.
    colour : str
        ``#rrggbb``, or an empty string for none.
    order : int
        Place among siblings, the lowest first; ties go by name.
    status : {"active", "retired"}
        A retired theme keeps its codings, closed: they are not counted and take no new ones.
    merged_into : str or None
        The theme that took over its codings when it was merged away.
    split_from : str or None
        The theme it was split out of.
    """

    id: str
    names: Wording
    definition: Wording = field(default_factory=Wording)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    parent: str | None = None
    colour: str = ""
    order: int = 0
    status: ThemeStatus = "active"
    merged_into: str | None = None
    split_from: str | None = None

    @property
    def is_active(self) -> bool:
        """Whether statements can be coded with it."""
        return self.status == "active"

    def name(self, language: Language = "nb") -> str:
        """The name in a language, or in the nearest one that has it; the id where it has none."""
        return self.names.within(language) or self.id


@dataclass(frozen=True)
class Codebook:
    """A version of the codebook.

    Attributes
    ----------
    version : int
        From 1; a draft carries the number that it will be published under.
    state : {"draft", "published"}
        A published version never changes; `textmine.coding.changes.new_draft` begins the next one.
    themes : tuple of Theme
        Active and retired, in no particular order; ids are unique.
    withdrawn : frozenset of str
        Ids of themes whose making was undone, kept so that no other theme gets them.

    Raises
    ------
    InputError
        If an id occurs twice.
    """

    version: int = 1
    state: CodebookState = "draft"
    themes: tuple[Theme, ...] = ()
    withdrawn: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for theme in self.themes:
            if theme.id in seen:
                raise InputError(f"the theme id {theme.id!r} occurs twice in the codebook", "Give every theme its own")
            seen.add(theme.id)

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == "draft"

    @property
    def active(self) -> tuple[Theme, ...]:
        """Themes that statements can be coded with."""
        return tuple(theme for theme in self.themes if theme.is_active)

    @property
    def used_ids(self) -> frozenset[str]:
        """Ids that a new theme cannot have."""
        return self.withdrawn | self._by_id.keys()

    def __contains__(self, theme_id: object) -> bool:
        return theme_id in self._by_id

    def get(self, theme_id: str) -> Theme | None:
        """The theme with this id, or None."""
        return self._by_id.get(theme_id)

    def theme(self, theme_id: str) -> Theme:
        """The theme with this id; an InputError where there is none."""
        if theme_id not in self._by_id:
            raise InputError(
                f"version {self.version} of the codebook has no theme {theme_id!r}", "Choose one of the codebook's"
            )
        return self._by_id[theme_id]

    def children(self, theme_id: str | None) -> tuple[Theme, ...]:
        """Themes directly below this one, or those at the top for None, in order.

        A theme whose parent is not in the codebook stands at the top.
        """
        return self._children.get(theme_id, ())

    def path(self, theme_id: str) -> tuple[Theme, ...]:
        """The themes from the top of the tree down to this one, itself included."""
        path = [self.theme(theme_id)]
        while (parent := self.get(path[-1].parent or "")) is not None and parent not in path:
            path.append(parent)
        return tuple(reversed(path))

    def below(self, theme_id: str) -> tuple[Theme, ...]:
        """All themes under this one, itself not included, in tree order."""
        self.theme(theme_id)
        return tuple(theme for _, theme in self._walk(theme_id, 0, {theme_id}))

    def tree(self) -> list[tuple[int, Theme]]:
        """Every theme once with its depth (0 at the top), parents before their children, siblings in order.

        Themes whose parents go in a circle come last, as if the first of them stood at the top.
        """
        seen: set[str] = set()
        found = list(self._walk(None, 0, seen))
        for theme in sorted(self.themes, key=_place):
            if theme.id not in seen:
                seen.add(theme.id)
                found += [(0, theme), *self._walk(theme.id, 1, seen)]
        return found

    def new_id(self) -> str:
        """An id that no theme of this codebook has or had: ``T1``, ``T2`` and so on."""
        numbers = [int(name[1:]) for name in self.used_ids if name[:1] == "T" and name[1:].isdecimal()]
        return f"T{max(numbers, default=0) + 1}"

    def replacing(self, themes: Iterable[Theme]) -> Codebook:
        """With these themes in the place of those with the same ids, and new ones at the end."""
        new = {theme.id: theme for theme in themes}
        kept = tuple(new.pop(theme.id, theme) for theme in self.themes)
        return replace(self, themes=(*kept, *new.values()))

    @cached_property
    def _by_id(self) -> dict[str, Theme]:
        return {theme.id: theme for theme in self.themes}

    @cached_property
    def _children(self) -> dict[str | None, tuple[Theme, ...]]:
        children: dict[str | None, list[Theme]] = {}
        for theme in sorted(self.themes, key=_place):
            children.setdefault(theme.parent if theme.parent in self._by_id else None, []).append(theme)
        return {parent: tuple(themes) for parent, themes in children.items()}

    def _walk(self, parent: str | None, depth: int, seen: set[str]) -> Iterable[tuple[int, Theme]]:
        stack = [(depth, theme) for theme in reversed(self.children(parent))]
        while stack:
            at, theme = stack.pop()
            if theme.id not in seen:
                seen.add(theme.id)
                yield at, theme
                stack += [(at + 1, child) for child in reversed(self.children(theme.id))]


def _place(theme: Theme) -> tuple[int, str, str]:
    return theme.order, theme.name().casefold(), theme.id
