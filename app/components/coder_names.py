"""What coders are called: persons by their ids, models and settlements in words."""

from __future__ import annotations

from app.session import Session
from textmine.coding.codings import kind_of

_SHOWN = 6
"""Signs of a model's hash that tell it from the others."""


def coder_name(session: Session, coder: str) -> str:
    """A coder as the user knows her."""
    kind = kind_of(coder)
    if kind == "model":
        return session.say("coder_model", hash=coder.rpartition(":")[2].removeprefix("discovery-")[:_SHOWN])
    if kind == "adjudication":
        return session.say("coder_settled", who=coder.partition(":")[2])
    return coder
