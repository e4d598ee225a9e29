"""A change of the codebook as a value: what each theme was and becomes, what happens to codings, and the inverse."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, cast, get_args

from textmine.coding.codebook import Codebook, Theme
from textmine.coding.codebook_json import theme_from_dict, theme_to_dict
from textmine.coding.recoding import Recoding
from textmine.errors import InputError

Operation = Literal[
    "rename", "define", "recolour", "add", "merge", "split", "nest", "arrange", "retire", "reinstate", "regroup", "undo"
]


@dataclass(frozen=True)
class Edit:
    """One theme before and after; None where it was not there or is withdrawn."""

    before: Theme | None
    after: Theme | None

    @property
    def theme_id(self) -> str:
        """The theme it is about."""
        return cast(Theme, self.before or self.after).id

    @property
    def inverse(self) -> Edit:
        """The edit that takes this one back."""
        return Edit(self.after, self.before)


@dataclass(frozen=True)
class Change:
    """What an operation does to a codebook and to codings; nothing is done before ``apply``.

    Attributes
    ----------
    operation : str
    edits : tuple of Edit
    recodings : tuple of Recoding
        Rules for the codings; `textmine.coding.recoding.recode` finds what they do to those at hand.
    """

    operation: Operation
    edits: tuple[Edit, ...]
    recodings: tuple[Recoding, ...] = ()

    @property
    def inverse(self) -> Change:
        """The change that gives the themes back.

        It moves no codings: rules cannot tell which codings stood where before. Take back the `CodingChange` that was
        made with it.
        """
        return Change("undo", tuple(edit.inverse for edit in reversed(self.edits)))

    @property
    def theme_ids(self) -> frozenset[str]:
        """Themes that it changes or moves codings between."""
        moved = {theme for rule in self.recodings for theme in (rule.theme_id, *rule.to)}
        return frozenset(moved | {edit.theme_id for edit in self.edits})


def apply(change: Change, codebook: Codebook) -> Codebook:
    """The codebook after a change.

    Other themes may have changed since the change was made; those that it edits may not.

    Raises
    ------
    InputError
        If the codebook is published, a theme is no longer as it was, or a theme is withdrawn that others depend on.
    """
    require_draft(codebook)
    themes = {theme.id: theme for theme in codebook.themes}
    withdrawn = set(codebook.withdrawn)
    for edit in change.edits:
        if themes.get(edit.theme_id) != edit.before:
            raise InputError(
                f"the theme {edit.theme_id!r} was changed meanwhile", "Look at it again and repeat what you did"
            )
        if edit.after is None:
            del themes[edit.theme_id]
            withdrawn.add(edit.theme_id)
        else:
            themes[edit.theme_id] = edit.after
            withdrawn.discard(edit.theme_id)
    _refuse_orphans(themes, {edit.theme_id for edit in change.edits if edit.after is None})
    return replace(codebook, themes=tuple(themes.values()), withdrawn=frozenset(withdrawn))


def edits_between(codebook: Codebook, themes: Iterable[Theme]) -> tuple[Edit, ...]:
    """The edits that make these themes of the codebook, or new ones, what they are here; none for those unchanged."""
    return tuple(Edit(old, theme) for theme in themes if (old := codebook.get(theme.id)) != theme)


def require_draft(codebook: Codebook) -> None:
    """Refuse to change a published version."""
    if not codebook.is_draft:
        raise InputError(
            f"version {codebook.version} of the codebook is published and never changes", "Begin a new draft"
        )


def change_to_dict(change: Change) -> dict[str, Any]:
    """A dict that ``json.dumps`` takes and ``change_from_dict`` reads back: a payload for the log."""
    return {
        "operation": change.operation,
        "edits": [
            {side: theme and theme_to_dict(theme) for side, theme in (("before", edit.before), ("after", edit.after))}
            for edit in change.edits
        ],
        "recodings": [
            {
                "theme_id": rule.theme_id,
                "to": list(rule.to),
                "statements": None if rule.statements is None else sorted(rule.statements),
                "narrows": rule.narrows,
            }
            for rule in change.recodings
        ],
    }


def change_from_dict(content: Mapping[str, Any]) -> Change:
    """Read a change; an InputError where it is not one."""
    try:
        if content["operation"] not in get_args(Operation):
            raise ValueError(content["operation"])
        return Change(
            operation=content["operation"],
            edits=tuple(Edit(_theme(edit["before"]), _theme(edit["after"])) for edit in content["edits"]),
            recodings=tuple(
                Recoding(
                    rule["theme_id"],
                    tuple(rule["to"]),
                    None if rule["statements"] is None else frozenset(rule["statements"]),
                    rule["narrows"],
                )
                for rule in content["recodings"]
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            f"a change of the codebook cannot be read ({error!r})", "Give one that change_to_dict wrote"
        ) from error


def _theme(content: object) -> Theme | None:
    return None if content is None else theme_from_dict(content)


def _refuse_orphans(themes: Mapping[str, Theme], gone: set[str]) -> None:
    for theme in themes.values():
        if {theme.parent, theme.merged_into, theme.split_from} & gone:
            raise InputError(
                f"the theme {theme.id!r} depends on one that would be taken away", "Take back the later change first"
            )
