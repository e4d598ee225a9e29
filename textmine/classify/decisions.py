"""What a classifier says of texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from textmine.classify.examples import Member
from textmine.classify.features import Floats


@dataclass(frozen=True)
class Decisions:
    """What a classifier says of n texts about k themes.

    Attributes
    ----------
    probabilities : ndarray (n, k)
        Calibrated; 0 for a text that says nothing.
    said : ndarray of bool (n, k)
        The themes given.
    novelty : ndarray (n,)
        0-1, higher is newer; 0 for a text that says nothing.
    novel, unsure, empty : ndarray of bool (n,)
        Newer than nearly all training texts; too close to the thresholds; saying nothing.
    """

    probabilities: Floats
    said: Member
    novelty: Floats
    novel: Member
    unsure: Member
    empty: Member

    @property
    def abstained(self) -> Member:
        """The texts a person should look at, and those that say nothing: bool (n,)."""
        return np.asarray(self.novel | self.unsure | self.empty | ~self.said.any(axis=1))

    @property
    def left_to_people(self) -> Member:
        """The texts a person should look at; what says nothing needs no reading: bool (n,)."""
        return np.asarray(self.abstained & ~self.empty)

    def reasons(self) -> list[str]:
        """Why each text is abstained from: "empty", "novel", "no_theme", "unsure" or ""."""
        names = ("empty", "novel", "no_theme", "unsure", "")
        true = np.ones(len(self.empty), dtype=bool)
        checks = np.stack([self.empty, self.novel, ~self.said.any(axis=1), self.unsure, true], axis=1)
        return [names[place] for place in checks.argmax(axis=1)]
