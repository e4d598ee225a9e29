"""Who may do what in a project."""

from __future__ import annotations

from typing import Literal

from textmine.errors import TextmineError

Role = Literal["reader", "coder", "reviewer", "admin"]
ROLES: tuple[Role, ...] = ("reader", "coder", "reviewer", "admin")
"""Each may do what those before it may."""
Right = Literal["code", "review", "administer"]
_LEAST: dict[Right, Role] = {"code": "coder", "review": "reviewer", "administer": "admin"}
_MEANING: dict[Right, str] = {
    "code": "code statements",
    "review": "change the codebook, draw batches or approve quotes",
    "administer": "import answers or change coders and settings",
}


_RIGHT_OF: dict[str, Right] = {
    "import": "administer",
    "coder": "administer",
    "setting": "administer",
    "codebook": "review",
    "discovery": "review",
    "suggestions": "review",
    "batch": "review",
    "wave": "review",
    "coding.adjudicate": "review",
    "quote.approved": "review",
    "quote.rejected": "review",
}


def right_of(action: str) -> Right:
    """What it takes to do an action of the log, and so to undo it or do it again."""
    return _RIGHT_OF.get(action) or _RIGHT_OF.get(action.partition(".")[0]) or "code"


def may(role: str, right: Right) -> bool:
    """Whether a role has a right."""
    return role in ROLES and ROLES.index(role) >= ROLES.index(_LEAST[right])


def demand(coder: str, role: str, right: Right) -> None:
    """Refuse, with a line for the user, what a coder's role does not allow."""
    if not may(role, right):
        raise TextmineError(f"{coder} is {role or 'nobody'} here and may not {_MEANING[right]}. Ask an admin.")
