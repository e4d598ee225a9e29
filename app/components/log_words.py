"""Log entries in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app import changes
from app.components.labels import theme_labels
from app.session import Session
from textmine.errors import ConflictError
from textmine.store.rights import ROLES

_LISTED = 3


def action_in_words(session: Session, action: str) -> str:
    """What was done."""
    return changes.action_in_words(action, session.language)


def entry_in_words(session: Session, action: str, about: str) -> str:
    """What an entry says was done; of what was undone or done again, what that was too."""
    undone = json.loads(about).get("action", "")
    words = action_in_words(session, action)
    return f"{words}: {action_in_words(session, undone)}" if undone else words


def conflict_in_words(session: Session, error: ConflictError) -> tuple[str, str]:
    """What somebody else changed first, and what she did to it."""
    thing = changes.thing_in_words(error.thing, session.language, theme_names(session))
    return thing, changes.deed_in_words(error.what, session.language)


def theme_names(session: Session) -> dict[str, str]:
    """Name of each theme, those out of use too."""
    return theme_labels(session, session.project.codebook())


def about_in_words(session: Session, about: str, names: Mapping[str, str], longest: int = 160) -> str:
    """The particulars of an entry on one line, themes by their names; what only a program needs is left out."""
    values = json.loads(about)
    if "n" in values:
        # The log lists only the first of many.
        values.pop("statements", None)
    told = {changes.key_in_words(key, session.language): _short(session, key, value, names)
            for key, value in values.items() if value not in ("", None, [], {})}  # fmt: skip
    line = ", ".join(f"{key}: {value}" for key, value in told.items() if key)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _short(session: Session, key: str, value: Any, names: Mapping[str, str]) -> str:
    many = value if isinstance(value, list) else [value]
    if len(many) > _LISTED:
        return str(len(many))
    return ", ".join(_one(session, key, str(each), names) for each in many)


def _one(session: Session, key: str, value: str, names: Mapping[str, str]) -> str:
    if key in ("theme", "themes"):
        return f"«{names.get(value, value)}»"
    if key == "role" and value in ROLES:
        return session.say(f"role_{value}")
    return changes.setting_in_words(value, session.language) if key == "setting" else value


def typed_in_words(session: Session, error: ConflictError) -> list[tuple[str, str]]:
    """What the user wanted to write, field by field; a value that stands alone needs no name."""
    names = theme_names(session)
    told = []
    for key, value in error.typed.items():
        called = changes.field_in_words(key, session.language)
        many = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else [value]
        text = ", ".join(
            dict.fromkeys(_typed(session, key, str(each), names) for each in many if each not in ("", None))
        )
        if text and (called or len(error.typed) == 1):
            told.append((called if len(error.typed) > 1 else "", text))
    return told


def _typed(session: Session, key: str, value: str, names: Mapping[str, str]) -> str:
    return session.say(f"role_{value}") if key == "role" and value in ROLES else names.get(value, value)
