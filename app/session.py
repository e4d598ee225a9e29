"""Who is at the screen, in which project and in what role: what every page is given."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.i18n import text
from textmine.store import Project
from textmine.store.rights import Right, Role, may


@dataclass(frozen=True)
class Session:
    """One run of a page.

    Attributes
    ----------
    address : str
        Path or address of the project.
    project : Project
    coder : str
        Id of the coder, which every write is given.
    role : {"reader", "coder", "reviewer", "admin"}
        As the project has it now; it is asked again at every run.
    language : {"nb", "nn", "en"}
        Of the interface.
    alone : bool
        Whether this is the single user of this machine, who did not log in.
    until : float
        When the login expires, in seconds since 1970.
    """

    address: str
    project: Project
    coder: str
    role: Role
    language: str
    alone: bool = True
    until: float = math.inf

    def may(self, right: Right) -> bool:
        """Whether the user may ``code``, ``review`` or ``administer``; the store asks again at every write."""
        return may(self.role, right)

    @property
    def may_export(self) -> bool:
        """Whether the user may take data out of the project."""
        return self.role in self.project.settings.get("export_roles")

    def say(self, key: str, **values: object) -> str:
        """One string of the interface in the user's language."""
        return text(key, self.language, **values)
