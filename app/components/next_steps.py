"""What a user should do next, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass

from app.session import Session
from textmine.store.figures import Counts


@dataclass(frozen=True)
class NextStep:
    """A step: its text ``overview_next_<key>``, how many it is about, and the page that it is done on."""

    key: str
    room: str
    n: int = 0


def next_steps(session: Session, counts: Counts, n_themes: int, n_blind: int) -> list[NextStep]:
    """Steps that are open to the user.

    Parameters
    ----------
    session : Session
    counts : Counts
    n_themes : int
        Active themes of the codebook.
    n_blind : int
        Statements that wait for her in open batches.
    """
    found = []
    if not n_themes and session.may("administer"):
        found.append(NextStep("find", "import_data"))
    if n_blind:
        found.append(NextStep("batch", "double_coding", n_blind))
    if counts.disputed and session.may("review"):
        found.append(NextStep("disputed", "double_coding", counts.disputed))
    if n_themes and session.may("review") and not counts.coded:
        found.append(NextStep("review", "themes"))
    if n_themes and session.may("code"):
        if counts.suggestions:
            found.append(NextStep("suggestions", "coding", counts.suggestions))
        elif counts.waiting:
            found.append(NextStep("code", "coding", counts.waiting))
    if counts.statements and counts.coded == counts.statements:
        found.append(NextStep("report", "report"))
    return found
