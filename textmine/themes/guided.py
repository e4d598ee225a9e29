"""Themes that start from a codebook: statements go to known themes where they fit, the rest forms new ones.

A known theme's centre is its name and definition, and the mean of its examples where it has some. It does not move
towards the statements that it draws: seeded k-means (Basu, Banerjee & Mooney 2002, *Semi-supervised clustering by
seeding*, ICML) placed fewer statements right on held-out surveys; docs/themes.md has the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from textmine.encode import Encoder, Vectors
from textmine.errors import InputError
from textmine.themes.cluster import cluster_centres, cosines, grow_tree, unit_rows
from textmine.themes.model import ThemeModel
from textmine.themes.number import suggest_n_themes
from textmine.themes.values import Theme

FITS = 0.14
"""Cosine with the nearest known theme under which a statement counts as something else; see docs/themes.md."""
_FEWEST_NEW = 5


@dataclass(frozen=True)
class Seed:
    """A theme that is known beforehand.

    Attributes
    ----------
    id : str
        The codebook's id.
    name : str
    definition : str
        May be empty.
    examples : tuple of str
        Statements that were coded with it; may be empty.
    """

    id: str
    name: str
    definition: str = ""
    examples: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        """Name and definition as one text."""
        return f"{self.name}. {self.definition}" if self.definition else self.name


class GuidedThemeModel(ThemeModel):
    """A ThemeModel whose first themes are a codebook's, in the codebook's order, even where nobody mentions one.

    Parameters
    ----------
    seeds : sequence of Seed
    n_themes : int or "auto"
        How many new themes the rest forms; 0 puts every statement into a known theme.
    random_state : int
        As in ThemeModel.
    encoder : str or Encoder
        Encodes the seeds, also where embeddings of the texts are given: it must be the one those come from.
    fits : float
        Least cosine with a known theme's centre of a statement that belongs to it.

    Notes
    -----
    ``themes_[i].source`` is ``"seed:ID"`` for a known theme. ``predict`` is the nearest centre among known and new.
    """

    def __init__(
        self,
        seeds: Sequence[Seed] = (),
        n_themes: int | Literal["auto"] = "auto",
        random_state: int = 0,
        encoder: str | Encoder = "default",
        fits: float = FITS,
    ) -> None:
        super().__init__(n_themes, random_state, encoder)
        self.seeds = seeds
        self.fits = fits

    def fit(
        self,
        texts: Sequence[str],
        embeddings: npt.ArrayLike | None = None,
        y: Any = None,
        encoder_id: str | None = None,
    ) -> GuidedThemeModel:
        """Find which texts belong to the known themes, and new themes in the rest; see ThemeModel.fit."""
        seeds = tuple(self.seeds)
        if not seeds:
            raise InputError("no themes to start from", "Give the codebook's themes, or use ThemeModel")
        encoder = self._encoder()
        self.seed_descriptions_ = encoder.encode([seed.description for seed in seeds])
        examples = [text for seed in seeds for text in seed.examples]
        self.seed_examples_ = encoder.encode(examples) if examples else np.empty((0, encoder.dimension), np.float32)
        super().fit(texts, embeddings, y, encoder_id)
        return self

    def cut(self, n_themes: int) -> ThemeModel:
        """As many new themes as asked; the known ones stay."""
        return super().cut(n_themes)

    def cut_at(self, nodes: Sequence[int]) -> ThemeModel:
        """Refused: known themes are no nodes of the hierarchy."""
        raise InputError(f"themes that start from a codebook are not cut at {len(nodes)} nodes", "Use cut")

    def _check_parameters(self) -> None:
        valid = self.n_themes == "auto" or (isinstance(self.n_themes, (int, np.integer)) and self.n_themes >= 0)
        if not valid:
            raise InputError(f"n_themes is {self.n_themes!r}", 'Give a whole number of new themes, or "auto"')

    def _cut(self, wanted: int) -> None:
        known = self._seed_vectors()
        similarity = cosines(self.rows_, known).max(axis=1)
        rest = np.flatnonzero(similarity < self.fits)
        new = self._new_centres(self.rows_[rest], wanted)
        self.centres_ = np.concatenate([known, new])
        self.nodes_ = np.empty(0, dtype=np.int64)
        self._label(cosines(self.rows_, self.centres_))
        self._drop_empty(len(known))
        self.themes_ = [self._named(theme) for theme in self._described()[0]]

    def _new_centres(self, rest: Vectors, wanted: int) -> Vectors:
        if self.n_themes == "auto":
            # As many in proportion as a survey of this size has themes.
            share = len(rest) / len(self.rows_)
            wanted = round(suggest_n_themes(len(self.rows_)) * share) if len(rest) >= _FEWEST_NEW else 0
        if not wanted or not len(rest):
            return np.empty((0, self.rows_.shape[1]), dtype=np.float32)
        return cluster_centres(rest, grow_tree(rest).cut(wanted))

    def _drop_empty(self, known: int) -> None:
        """Take away new themes that no text is nearest to, and number the others by size."""
        sizes = np.bincount(self.row_labels_, minlength=len(self.centres_))[known:]
        order = np.argsort(-sizes, kind="stable")[: int((sizes > 0).sum())]
        self.centres_ = np.concatenate([self.centres_[:known], self.centres_[known:][order]])
        self._label(cosines(self.rows_, self.centres_))

    def _seed_vectors(self) -> Vectors:
        """Each seed's place among the texts: its definition and the mean of its examples, equally."""
        descriptions = self.seed_descriptions_
        if len(descriptions) > 2:
            # Definitions share a form that statements do not have.
            descriptions = descriptions - descriptions.mean(axis=0) + self.mean_
        vectors = self._placed(descriptions)
        examples = self._placed(self.seed_examples_)
        owner = np.repeat(np.arange(len(vectors)), [len(seed.examples) for seed in self.seeds])
        for seed in np.unique(owner):
            mean = unit_rows(examples[owner == seed].mean(axis=0)[None])[0]
            vectors[seed] = unit_rows((vectors[seed] + mean)[None])[0]
        return vectors

    def _named(self, theme: Theme) -> Theme:
        if theme.id >= len(self.seeds):
            return theme
        seed = self.seeds[theme.id]
        return replace(
            theme,
            name=seed.name,
            names={"nb": seed.name, "nn": seed.name},
            definition={"nb": seed.definition, "nn": seed.definition} if seed.definition else {},
            source=f"seed:{seed.id}",
        )
