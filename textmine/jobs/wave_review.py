"""What people do with what a model left to them: read it in the queue, make themes of what is new."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from textmine.coding.codebook import Theme, Wording
from textmine.coding.operations import add
from textmine.errors import InputError
from textmine.jobs.wave_run import WaveRun

if TYPE_CHECKING:
    from textmine.store import Project

_EXAMPLES = 3


def to_read(project: Project, statement_ids: Collection[str]) -> list[str]:
    """Those of some statements that wait to be coded and may be seen, in the order given."""
    frame = project.statements()
    waiting = set(frame["statement_id"][~frame["coded"]]) & project.glances.statement_texts().keys()
    return [name for name in statement_ids if name in waiting]


def put_first(project: Project, statement_ids: Sequence[str], coder: str) -> None:
    """Put statements first in the coding queue, in this order."""
    project.queue.set_order(statement_ids, coder, why="new wave")


def make_theme(project: Project, run: WaveRun, number: int, names: Wording, coder: str) -> str:
    """Put a proposed new theme into the draft of the codebook; returns its id.

    Parameters
    ----------
    project : Project
    run : WaveRun
    number : int
        Place of the proposal in the run's findings.
    names : Wording
    coder : str
        A reviewer.

    Raises
    ------
    InputError
        If it has been made already, or has no name.
    """
    if number in made_themes(project, run):
        raise InputError("this theme has been made already", "Look at it under Themes")
    first = run.findings()["proposals"][number]["statements"][:_EXAMPLES]
    texts = project.glances.texts(first)
    examples = tuple(" ".join(texts[name].split()) for name in first if name in texts)
    change = add(project.codebook(), Theme("", names, examples=examples))
    project.codebooks.apply(change, coder)
    (theme_id,) = change.theme_ids
    run.note_made(number, theme_id)
    return theme_id


def made_themes(project: Project, run: WaveRun) -> dict[int, str]:
    """Ids of the themes that were made of proposals, by number; one that was undone since is not among them."""
    book = project.codebook()
    return {number: theme for number, theme in run.made().items() if theme in book}
