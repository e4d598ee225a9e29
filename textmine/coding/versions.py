"""What is different between two versions of a codebook, as data and in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textmine.coding.codebook import Codebook, Language, Theme, Wording
from textmine.coding.phrases import listed, theme_name

DifferenceKind = Literal[
    "added",
    "removed",
    "retired",
    "reinstated",
    "merged",
    "split",
    "renamed",
    "redefined",
    "examples",
    "moved",
    "appearance",
]

_SENTENCES: dict[DifferenceKind, Wording] = {
    "added": Wording("Nytt tema: {new}.", "Nytt tema: {new}.", "New theme: {new}."),
    "removed": Wording("{old} er fjernet.", "{old} er fjerna.", "{old} is removed."),
    "retired": Wording("{old} er tatt ut av bruk.", "{old} er teke ut av bruk.", "{old} is retired."),
    "reinstated": Wording("{new} er tatt i bruk igjen.", "{new} er teke i bruk igjen.", "{new} is in use again."),
    "merged": Wording(
        "{old} er slått inn i {others}.", "{old} er slått inn i {others}.", "{old} is merged into {others}."
    ),
    "split": Wording(
        "{old} er delt; skilt ut: {others}.",
        "{old} er delt; skilt ut: {others}.",
        "{old} is split; split out: {others}.",
    ),
    "renamed": Wording("{old} heter nå {new}.", "{old} heiter no {new}.", "{old} is now called {new}."),
    "redefined": Wording(
        "Definisjonen av {new} er endret.", "Definisjonen av {new} er endra.", "The definition of {new} has changed."
    ),
    "examples": Wording(
        "Eksemplene på {new} er endret.", "Døma på {new} er endra.", "The examples of {new} have changed."
    ),
    "moved": Wording(
        "{new} ligger nå under {others}.", "{new} ligg no under {others}.", "{new} is now below {others}."
    ),
    "appearance": Wording(
        "{new} har fått ny farge eller plass i rekkefølgen.",
        "{new} har fått ny farge eller plass i rekkjefølgja.",
        "{new} has another colour or place in the order.",
    ),
}
_RENAMED_ELSEWHERE = Wording(
    "{new} har fått nytt navn på et annet språk.",
    "{new} har fått nytt namn på eit anna språk.",
    "{new} has a new name in another language.",
)
_TO_THE_TOP = Wording("{new} ligger nå øverst.", "{new} ligg no øvst.", "{new} is now at the top.")


@dataclass(frozen=True)
class Difference:
    """One thing that is different for one theme.

    Attributes
    ----------
    kind : str
        ``added``, ``removed`` (its making was undone), ``retired``, ``reinstated``, ``merged``, ``split``,
        ``renamed``, ``redefined`` (definition, include or exclude), ``examples``, ``moved`` (another parent) or
        ``appearance`` (colour or order).
    theme_id : str
    others : tuple of str
        The theme it was merged into, the themes split out of it, or its new parent.
    """

    kind: DifferenceKind
    theme_id: str
    others: tuple[str, ...] = ()


def differences(old: Codebook, new: Codebook) -> list[Difference]:
    """What is different in ``new``, theme by theme in the tree order of ``new``; those that are gone come last.

    A theme split out of one that ``old`` has stands under ``split`` of that theme and not under ``added``.
    """
    parts: dict[str, list[str]] = {}
    for _, theme in new.tree():
        if theme.id not in old and theme.split_from in old:
            parts.setdefault(str(theme.split_from), []).append(theme.id)
    split_out = {part for group in parts.values() for part in group}
    found: list[Difference] = []
    for _, theme in new.tree():
        if theme.id in parts:
            found.append(Difference("split", theme.id, tuple(parts[theme.id])))
        before = old.get(theme.id)
        if before is not None:
            found += _of_theme(before, theme)
        elif theme.id not in split_out:
            found.append(Difference("added", theme.id))
    found += [Difference("removed", theme.id) for _, theme in old.tree() if theme.id not in new]
    return found


def difference_in_words(difference: Difference, language: Language, old: Codebook, new: Codebook) -> str:
    """A sentence with the themes' names."""
    theme_id = difference.theme_id
    names = {
        "old": theme_name(theme_id, language, old, new),
        "new": theme_name(theme_id, language, new, old),
        "others": listed([theme_name(other, language, new, old) for other in difference.others], language),
    }
    sentence = _SENTENCES[difference.kind]
    if difference.kind == "renamed" and names["old"] == names["new"]:
        sentence = _RENAMED_ELSEWHERE
    if difference.kind == "moved" and not difference.others:
        sentence = _TO_THE_TOP
    return sentence.within(language).format(**names)


def redefined(old: Theme, new: Theme) -> bool:
    """Whether what belongs to a theme may have changed: its definition, or what to include or exclude."""
    return (old.definition, old.include, old.exclude) != (new.definition, new.include, new.exclude)


def _of_theme(old: Theme, new: Theme) -> list[Difference]:
    found: list[Difference] = []
    if new.merged_into is not None and old.merged_into != new.merged_into:
        found.append(Difference("merged", new.id, (new.merged_into,)))
    elif old.is_active != new.is_active:
        found.append(Difference("reinstated" if new.is_active else "retired", new.id))
    if old.names != new.names:
        found.append(Difference("renamed", new.id))
    if redefined(old, new):
        found.append(Difference("redefined", new.id))
    if old.examples != new.examples:
        found.append(Difference("examples", new.id))
    if old.parent != new.parent:
        found.append(Difference("moved", new.id, (new.parent,) if new.parent else ()))
    if (old.colour, old.order) != (new.colour, new.order):
        found.append(Difference("appearance", new.id))
    return found
