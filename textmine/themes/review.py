"""A review: a discovery and the edits made to it, replayed from the start whenever the result is wanted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError
from textmine.themes.cluster import Labels
from textmine.themes.edits import Edit, ReviewedTheme, State

if TYPE_CHECKING:
    from textmine.themes.model import ThemeModel

LEAST_OVERLAP = 0.2
"""Jaccard overlap under which a theme of a refit is a new one."""


@dataclass(frozen=True, eq=False)
class Review:
    """Themes as discovered, and what was done to them since.

    Every method returns a new review; nothing is ever changed in place.
    """

    start: State
    edits: tuple[Edit, ...] = ()

    @cached_property
    def state(self) -> State:
        """Themes and labels after all edits."""
        state = self.start
        for edit in self.edits:
            state = edit.apply(state)
        return state

    def then(self, edit: Edit) -> Review:
        """The review with one more edit; InputError where it cannot be done."""
        after = edit.apply(self.state)
        result = replace(self, edits=(*self.edits, edit))
        # Already known: no need to replay everything for one more.
        result.__dict__["state"] = after
        return result

    def undo(self) -> Review:
        """The review without its last edit."""
        if not self.edits:
            raise InputError("there is nothing to undo", "Nothing has been changed since the discovery")
        return replace(self, edits=self.edits[:-1])

    def next_id(self) -> int:
        """The first id that no theme has, nor had."""
        return max(self.state.themes, default=-1) + 1

    def label_of(self, texts: Sequence[str]) -> Labels:
        """Theme id of each text, normalised as the review's own; -1 for one that the review does not hold."""
        place = dict(zip(self.state.texts, self.state.labels, strict=True))
        return np.array([place.get(text, -1) for text in texts], dtype=np.int64)

    def on_refit(self, model: ThemeModel) -> tuple[Review, list[Edit]]:
        """The same edits on the themes of another fit, and those that could not be replayed there.

        Themes of the refit take the ids of the old themes whose texts they share (one to one, the assignment with the
        greatest overlap: Kuhn 1955, *The Hungarian method*); the others get ids that were never used.
        """
        fresh = start_of(model)
        ids = matched_ids(self.start, fresh, first_new=self.next_id())
        labels = np.array([ids[label] for label in fresh.labels], dtype=np.int64)
        themes = {ids[old]: replace(theme, id=ids[old]) for old, theme in fresh.themes.items()}
        review, failed = Review(replace(fresh, labels=labels, themes=themes)), list[Edit]()
        for edit in self.edits:
            try:
                review = review.then(edit)
            except InputError:
                failed.append(edit)
        return review, failed


def start_of(model: ThemeModel) -> State:
    """The themes of a fitted model before any edit."""
    themes = {theme.id: ReviewedTheme(theme.id, theme.names or {"nb": theme.name}) for theme in model.themes_}
    return State(model.texts_, model.rows_, model.row_labels_, themes, model.place)


def matched_ids(old: State, new: State, first_new: int) -> dict[int, int]:
    """Id that each theme of ``new`` gets, so that themes with the same texts keep the ids of ``old``."""
    from scipy.optimize import linear_sum_assignment

    overlap = _jaccard(old, new)
    rows, columns = linear_sum_assignment(-overlap)
    old_ids, new_ids = sorted(old.themes), sorted(new.themes)
    ids = {
        new_ids[column]: old_ids[row]
        for row, column in zip(rows, columns, strict=True)
        if overlap[row, column] >= LEAST_OVERLAP
    }
    spare = iter(range(first_new, first_new + len(new_ids)))
    return ids | {id: next(spare) for id in new_ids if id not in ids}


def _jaccard(old: State, new: State) -> npt.NDArray[np.float64]:
    """Share of common texts of each pair of themes (old, new), among the texts that both fits saw."""
    place = dict(zip(new.texts, new.labels, strict=True))
    pairs = [(a, int(place[text])) for text, a in zip(old.texts, old.labels, strict=True) if text in place]
    old_place = {id: n for n, id in enumerate(sorted(old.themes))}
    new_place = {id: n for n, id in enumerate(sorted(new.themes))}
    counts = np.zeros((len(old_place), len(new_place)))
    for a, b in pairs:
        counts[old_place[int(a)], new_place[b]] += 1
    union = counts.sum(axis=1, keepdims=True) + counts.sum(axis=0) - counts
    return np.asarray(counts / np.maximum(union, 1))
