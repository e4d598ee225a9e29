"""A project's draft themes cut coarser or finer: what that would do, and doing it."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from textmine.coding.changes import Change, apply
from textmine.coding.codebook import Theme
from textmine.coding.redraft import Drafted, Reason, drafted_theme, redraft
from textmine.store.discoveries import Kept, Moves
from textmine.themes.granularity import finest, placed, regrouped

if TYPE_CHECKING:
    from textmine.store import Project
    from textmine.themes import ThemeModel

_Suggestion = tuple[str, str, float | None]
_Goes = dict[tuple[str, str], tuple[int, float | None]]
"""Statement and theme of a suggestion, to the node it goes to and its confidence there."""


@dataclass(frozen=True)
class Piece:
    """A theme in a step, and how many statements it is, or would be, suggested for."""

    theme: Theme
    statements: int


@dataclass(frozen=True)
class Step:
    """One theme that falls into several, or several that become one."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True)
class Preview:
    """What another cut would do.

    Attributes
    ----------
    n_themes : int
        How many themes were asked for.
    before, after : int
        Themes in use, those that no discovery drafted included.
    steps : tuple of Step
        Themes that are not in one stay as they are, with their statements.
    stays : mapping of theme id to reason
        Themes that the cut would have changed, had not people decided on them.
    moved, dropped : int
        Suggestions that get another theme, and those of statements that were cut otherwise since and so get none.
    change, drafted, moves
        For `apply_preview`.
    """

    n_themes: int
    before: int
    after: int
    steps: tuple[Step, ...]
    stays: Mapping[str, Reason]
    moved: int
    dropped: int
    change: Change
    drafted: Drafted
    moves: Moves


@dataclass(frozen=True, eq=False)
class Hierarchy:
    """The model of a project's discovery, and the row of each statement in it."""

    model: ThemeModel
    row_of: Mapping[str, int]

    @property
    def finest(self) -> int:
        """The largest number of themes worth asking for."""
        return finest(self.model)

    def row(self, statement_id: str) -> int:
        """The row of a statement; -1 where it is younger than the discovery, or says nothing."""
        return self.row_of.get(statement_id, -1)


def hierarchy_of(project: Project, kept: Kept) -> Hierarchy | None:
    """Read what a project keeps of its discovery; None where it lies on another machine."""
    found = project.discoveries.load_model(kept)
    if found is None:
        return None
    model, ids = found
    return Hierarchy(model, {name: int(row) for name, row in zip(ids, model.row_of_, strict=True) if row >= 0})


def preview_cut(project: Project, kept: Kept, hierarchy: Hierarchy, n_themes: int) -> Preview:
    """Work out what a cut into so many themes would do; nothing is changed."""
    book, reasons = project.codebook(), project.discoveries.decided(kept)
    at = {node: name for name, node in kept.drafted.nodes.items() if name in book}
    fixed = {node for node, name in at.items() if name in reasons}
    current = {node for node, name in at.items() if book.theme(name).is_active} - fixed
    cut = regrouped(hierarchy.model.tree_, current, fixed, n_themes)
    model = hierarchy.model.cut_at(cut.nodes)
    there = {int(node): theme for node, theme in zip(model.nodes_, model.themes_, strict=True)}
    changed = [at[node] for node in (*cut.splits, *itertools.chain.from_iterable(cut.joins.values()))]
    suggested = _by_theme(changed, project.discoveries.suggested(kept, changed))
    goes: _Goes = {}
    splits: dict[int, list[int]] = {}
    for node, parts in cut.splits.items():
        if own := _parted(hierarchy, model, suggested[at[node]], [part for part in parts if part in there]):
            splits[node] = sorted({to for to, _ in own.values()})
            goes |= own
    joins = {node: nodes for node, nodes in cut.joins.items() if node in there}
    for node, nodes in joins.items():
        goes |= _joined(hierarchy, model, [each for other in nodes for each in suggested[at[other]]], node)
    found = {node: drafted_theme(theme, "", 0) for node, theme in there.items()}
    change, drafted = redraft(book, kept.drafted, splits, joins, found)
    leaving = [at[node] for node in (*splits, *itertools.chain.from_iterable(joins.values()))]
    return Preview(
        n_themes=n_themes,
        before=len(book.active),
        after=len(apply(change, book).active),
        steps=_steps(change, drafted, splits, joins, suggested, Counter(to for to, _ in goes.values())),
        stays={at[node]: reasons[at[node]] for node in sorted(cut.held) if book.theme(at[node]).is_active},
        moved=len(goes),
        dropped=sum(len(suggested[name]) for name in leaving) - len(goes),
        change=change,
        drafted=drafted,
        moves={key: (drafted.at[to], strength) for key, (to, strength) in goes.items()},
    )


def apply_preview(project: Project, kept: Kept, preview: Preview, coder: str) -> None:
    """Do what a preview said, as one entry of the log.

    Raises
    ------
    ConflictError, InputError
        If somebody has changed the themes, or decided on one of them, since; then nothing is done.
    """
    project.discoveries.regroup(kept, preview.change, preview.moves, preview.drafted, preview.n_themes, coder)


def _by_theme(names: Sequence[str], rows: Sequence[_Suggestion]) -> dict[str, list[_Suggestion]]:
    found: dict[str, list[_Suggestion]] = {name: [] for name in names}
    for row in rows:
        found[row[1]].append(row)
    return found


def _parted(hierarchy: Hierarchy, model: ThemeModel, own: Sequence[_Suggestion], parts: Sequence[int]) -> _Goes:
    """The part that each of a theme's suggestions goes to; nothing where all would go to the same."""
    known = [(row, (statement, theme)) for statement, theme, _ in own if (row := hierarchy.row(statement)) >= 0]
    if len(parts) < 2 or not known:
        return {}
    nodes, strengths = placed(model, np.array([row for row, _ in known]), parts)
    if len(np.unique(nodes)) < 2:
        return {}
    pairs = zip(nodes.tolist(), strengths.round(4).tolist(), strict=True)
    return {key: pair for (_, key), pair in zip(known, pairs, strict=True)}


def _joined(hierarchy: Hierarchy, model: ThemeModel, own: Sequence[_Suggestion], node: int) -> _Goes:
    """All suggestions of the themes that become one; a statement that the model does not know keeps its confidence."""
    rows = np.array([hierarchy.row(statement) for statement, _, _ in own], dtype=np.int64)
    strengths = placed(model, rows[rows >= 0], [node])[1].round(4)
    sure = np.array([np.nan if confidence is None else confidence for _, _, confidence in own])
    sure[rows >= 0] = strengths
    return {
        (statement, theme): (node, None if np.isnan(value) else float(value))
        for (statement, theme, _), value in zip(own, sure, strict=True)
    }


def _steps(
    change: Change,
    drafted: Drafted,
    splits: Mapping[int, Sequence[int]],
    joins: Mapping[int, Sequence[int]],
    suggested: Mapping[str, Sequence[_Suggestion]],
    arriving: Mapping[int, int],
) -> tuple[Step, ...]:
    """Splits and joins with the themes' names and statements, the largest first."""
    before = {edit.theme_id: edit.before for edit in change.edits}
    after = {edit.theme_id: edit.after for edit in change.edits}

    def old(node: int) -> Piece:
        name = drafted.at[node]
        return Piece(_there(before[name]), len(suggested[name]))

    def new(node: int) -> Piece:
        return Piece(_there(after[drafted.at[node]]), arriving.get(node, 0))

    steps = [Step((old(node),), _largest_first(map(new, parts))) for node, parts in splits.items()]
    steps += [Step(_largest_first(map(old, nodes)), (new(node),)) for node, nodes in joins.items()]
    return tuple(
        sorted(steps, key=lambda step: (-sum(each.statements for each in step.before), step.before[0].theme.id))
    )


def _largest_first(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    return tuple(sorted(pieces, key=lambda each: (-each.statements, each.theme.id)))


def _there(theme: Theme | None) -> Theme:
    assert theme is not None  # noqa: S101  # a theme that is split, joined or made is there
    return theme
