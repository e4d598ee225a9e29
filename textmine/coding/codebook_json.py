"""Codebooks as dicts for JSON: what files, the log and the database hold."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

from textmine.coding.codebook import LANGUAGES, Codebook, CodebookState, Theme, ThemeStatus, Wording
from textmine.errors import InputError

# No space, comma or semicolon: ids stand in lists and in CSV cells.
_ID = re.compile(r"[\w.:-]{1,64}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


def codebook_to_dict(codebook: Codebook) -> dict[str, Any]:
    """A dict that ``json.dumps`` takes and ``codebook_from_dict`` reads back."""
    return {
        "version": codebook.version,
        "state": codebook.state,
        "themes": [theme_to_dict(theme) for theme in codebook.themes],
        "withdrawn": sorted(codebook.withdrawn),
    }


def codebook_from_dict(content: object) -> Codebook:
    """Read a codebook.

    Raises
    ------
    InputError
        Naming the theme and the field, where something is missing or of the wrong kind, or an id occurs twice.
        Parents that do not exist or go in a circle are read: `textmine.coding.checks` warns of them.
    """
    data = _mapping(content, "the codebook")
    version = data.get("version", 1)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _wrong("version", "the codebook", "Give a whole number from 1")
    state = data.get("state", "draft")
    if state not in ("draft", "published"):
        raise _wrong("state", "the codebook", "Write draft or published")
    themes = data.get("themes")
    if not isinstance(themes, list):
        raise _wrong("themes", "the codebook", "Give a list of themes")
    return Codebook(
        version=version,
        state=cast(CodebookState, state),
        themes=tuple(theme_from_dict(theme, number) for number, theme in enumerate(themes, start=1)),
        withdrawn=frozenset(_texts(data, "withdrawn", "the codebook")),
    )


def theme_to_dict(theme: Theme) -> dict[str, Any]:
    """A dict that ``json.dumps`` takes and ``theme_from_dict`` reads back; every field is there."""
    return {
        "id": theme.id,
        "names": _worded(theme.names),
        "definition": _worded(theme.definition),
        "include": list(theme.include),
        "exclude": list(theme.exclude),
        "examples": list(theme.examples),
        "parent": theme.parent,
        "colour": theme.colour,
        "order": theme.order,
        "status": theme.status,
        "merged_into": theme.merged_into,
        "split_from": theme.split_from,
    }


def theme_from_dict(content: object, number: int = 1) -> Theme:
    """Read a theme; ``number`` says which one of a list it is, for the message of an InputError."""
    data = _mapping(content, f"theme {number}")
    identifier = data.get("id")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        raise _wrong("id", f"theme {number}", "Give 1-64 letters, digits or . : _ -")
    where = f"theme {identifier!r}"
    colour, order = data.get("colour") or "", data.get("order", 0)
    if not isinstance(colour, str) or (colour and not _COLOUR.fullmatch(colour)):
        raise _wrong("colour", where, "Write it as #rrggbb, or leave it out")
    if not isinstance(order, int) or isinstance(order, bool):
        raise _wrong("order", where, "Give a whole number")
    status = data.get("status", "active")
    if status not in ("active", "retired"):
        raise _wrong("status", where, "Write active or retired")
    return Theme(
        id=identifier,
        names=_wording(data, "names", where),
        definition=_wording(data, "definition", where),
        include=_texts(data, "include", where),
        exclude=_texts(data, "exclude", where),
        examples=_texts(data, "examples", where),
        parent=_other_theme(data, "parent", where),
        colour=colour.lower(),
        order=order,
        status=cast(ThemeStatus, status),
        merged_into=_other_theme(data, "merged_into", where),
        split_from=_other_theme(data, "split_from", where),
    )


def _worded(wording: Wording) -> dict[str, str]:
    return {language: getattr(wording, language) for language in LANGUAGES}


def _mapping(content: object, where: str) -> Mapping[str, Any]:
    if not isinstance(content, Mapping):
        raise InputError(f"{where} is not a set of named fields", "Give a JSON object")
    return content


def _wording(data: Mapping[str, Any], name: str, where: str) -> Wording:
    value = data.get(name) or {}
    if isinstance(value, str):
        return Wording(nb=value)
    if not isinstance(value, Mapping) or not all(isinstance(text, str) for text in value.values()):
        raise _wrong(name, where, "Give a text for each of nb, nn and en")
    if unknown := sorted(set(value) - set(LANGUAGES)):
        raise InputError(f"{where} has {name} in {unknown[0]!r}", "The languages are nb, nn and en")
    return Wording(**{language: text.strip() for language, text in value.items()})


def _texts(data: Mapping[str, Any], name: str, where: str) -> tuple[str, ...]:
    value = data.get(name) or ()
    if isinstance(value, str) or not isinstance(value, Sequence) or not all(isinstance(item, str) for item in value):
        raise _wrong(name, where, "Give a list of texts")
    return tuple(value)


def _other_theme(data: Mapping[str, Any], name: str, where: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise _wrong(name, where, "Give the id of a theme, or null")
    return value or None


def _wrong(name: str, where: str, remedy: str) -> InputError:
    return InputError(f"{where} has no valid {name}", remedy)
