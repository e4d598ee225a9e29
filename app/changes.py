"""What was changed, in the language of the interface, from what the log and errors about conflicts call it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.texts.changes import TEXTS

_DEED = re.compile(r"([a-z]+(?:\.[a-z]+)?)(?: \((.+)\))?")
_OF_STATEMENTS = {"coding of": "coding_of", "decision on": "decision_on"}


def action_in_words(action: str, language: str) -> str:
    """What was done; what has no words of its own is named by its group, or as the log names it."""
    for name in (action.replace(".", "_"), action.partition(".")[0]):
        if words := _words(f"action_{name}", language):
            return words
    return action


def deed_in_words(deed: str, language: str) -> str:
    """An action with the fields it wrote, as a ConflictError has it: ``codebook.define (definition, include)``."""
    found = _DEED.fullmatch(deed)
    if found is None:
        return deed
    fields = [_words(f"field_{name}", language) for name in (found[2] or "").split(", ")]
    told = ", ".join(dict.fromkeys(filter(None, fields)))
    action = action_in_words(found[1], language)
    return f"{action}: {told}" if told else action


def thing_in_words(thing: str, language: str, themes: Mapping[str, str] | None = None) -> str:
    """What was changed, as a ConflictError has it: ``theme T1``.

    Parameters
    ----------
    thing, language : str
    themes : mapping, optional
        Names of themes by id; without it they are called by their ids.
    """
    for said, kind in _OF_STATEMENTS.items():
        if thing.startswith(f"{said} "):
            return _filled(kind, thing.removeprefix(f"{said} "), language) or thing
    kind, _, name = thing.partition(" ")
    if kind in ("theme", "coding", "quote"):
        name = (themes or {}).get(name, name)
    elif kind == "setting":
        name = setting_in_words(name, language)
    return _filled(kind, name, language) or thing


def setting_in_words(name: str, language: str) -> str:
    """What a setting is called."""
    return _words(f"setting_{name}", language) or name


def key_in_words(key: str, language: str) -> str:
    """What a particular of a log entry is called; nothing for those that only a program needs."""
    return _words(f"key_{key}", language)


def field_in_words(name: str, language: str) -> str:
    """What a field that was written is called; nothing where it has no name for a user."""
    return _words(f"field_{name}", language) or _words(f"key_{name}", language)


def _words(key: str, language: str) -> str:
    return TEXTS.get(f"changes_{key}", {}).get(language, "")


def _filled(kind: str, name: str, language: str) -> str:
    return _words(f"thing_{kind}", language).format(name=name)
