"""How well each theme is told: the four counts everything else is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textmine.classify.examples import Member, ThemeId


@dataclass(frozen=True)
class Errors:
    """Decisions on texts with known codes.

    Attributes
    ----------
    found, missed : int
        Texts with the theme that got it, and that did not.
    made_up, left_out : int
        Texts without the theme that got it, and that did not.
    """

    found: int
    missed: int
    made_up: int
    left_out: int


def errors_of(said: Member, truth: Member, themes: Sequence[ThemeId]) -> dict[ThemeId, Errors]:
    """Count the decisions on (n, k) texts and themes, theme by theme."""
    counts = [(a & b).sum(axis=0) for a, b in ((said, truth), (~said, truth), (said, ~truth), (~said, ~truth))]
    return {theme: Errors(*(int(count[place]) for count in counts)) for place, theme in enumerate(themes)}
