"""Log entries in words."""

from __future__ import annotations

import json

from app.i18n import TEXTS
from app.session import Session

_LISTED = 3


def action_in_words(session: Session, action: str) -> str:
    """What was done; what has no words of its own is named by its group, or as the log names it."""
    for name in (action.replace(".", "_"), action.partition(".")[0]):
        if f"administration_action_{name}" in TEXTS:
            return session.say(f"administration_action_{name}")
    return action


def about_in_words(session: Session, about: str, longest: int = 160) -> str:
    """The particulars of an entry on one line."""
    values = {name: value for name, value in json.loads(about).items() if name != "action"}
    if "n" in values:
        # The log lists only the first of many.
        values.pop("statements", None)
    parts = [
        f"{_name(session, name)}: {_short(value)}" for name, value in values.items() if value not in ("", None, [], {})
    ]
    line = ", ".join(parts)
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def _name(session: Session, name: str) -> str:
    return session.say(f"administration_key_{name}") if f"administration_key_{name}" in TEXTS else name


def _short(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value)) if len(value) <= _LISTED else str(len(value))
    return str(value)
