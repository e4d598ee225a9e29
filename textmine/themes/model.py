"""ThemeModel: from texts to themes, with the scikit-learn contract."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import numpy as np
import numpy.typing as npt
from sklearn.base import ClusterMixin
from sklearn.utils.validation import check_is_fitted

from textmine.encode import Encoder, Vectors
from textmine.encode.estimator import EncoderEstimator, as_vectors
from textmine.errors import InputError, ModelMismatchError
from textmine.language import guess_languages, is_uninformative
from textmine.language.clean import normal_texts
from textmine.themes.bank import propose_names, theme_bank
from textmine.themes.cluster import (
    Labels,
    cluster_centres,
    cosines,
    grow_tree,
    language_axis,
    unit_rows,
)
from textmine.themes.describe import Corpus, describe, evenly
from textmine.themes.number import suggest_n_themes
from textmine.themes.stability import theme_stability
from textmine.themes.values import Theme

if TYPE_CHECKING:
    import pandas as pd

UNINFORMATIVE = -1
_SHARPNESS = 12.0
"""Scale of cosines in the softmax that gives a strength; chosen so that a typical statement gets about 0.6."""
_BATCH = 4096


class ThemeModel(ClusterMixin, EncoderEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Groups short texts into themes; every informative text gets one.

    Parameters
    ----------
    n_themes : int or "auto"
        Number of themes; ``"auto"`` chooses it from the data.
    random_state : int
        Seed of the resampling behind ``assess``. Themes, labels and names do not depend on it.
    encoder : str or Encoder
        Used when no embeddings are given.

    Attributes
    ----------
    labels_ : ndarray of int (n,)
        Theme id of each text; -1 for uninformative text, which alone has no theme.
    themes_ : list of Theme
        Read from the texts' words, which takes as long as the clustering, when it is first asked for.
    strengths_ : ndarray of float (n,)
        How clearly each text belongs to its theme, 0-1; 0 where the label is -1.
    tree_ : Tree
        The whole hierarchy; ``cut`` gives coarser or finer themes of it.
    nodes_ : ndarray of int (themes,)
        The node of ``tree_`` that each theme's centre comes from; empty where themes start from a codebook.
    texts_, rows_, row_labels_ : tuple of str, ndarray (m, d), ndarray of int (m,)
        The different informative texts in canonical order, their unit vectors, and their themes.

    Notes
    -----
    Equal texts are clustered once and rows in a canonical order, so that neither row order nor duplicates
    change anything but sizes. ``labels_`` are the nearest theme centres, which is what ``predict`` computes.
    """

    _themes: list[Theme] | None

    def __init__(
        self,
        n_themes: int | Literal["auto"] = "auto",
        random_state: int = 0,
        encoder: str | Encoder = "default",
    ) -> None:
        self.n_themes = n_themes
        self.random_state = random_state
        self.encoder = encoder

    def fit(
        self,
        texts: Sequence[str],
        embeddings: npt.ArrayLike | None = None,
        y: Any = None,  # noqa: ARG002 - scikit-learn gives it
        encoder_id: str | None = None,
    ) -> ThemeModel:
        """Find themes.

        Parameters
        ----------
        texts : sequence of str, length n
        embeddings : array (n, d), optional
            Vectors of the texts, if they are at hand; ``predict`` then wants vectors of the same kind.
        encoder_id : str, optional
            Id of the encoder that ``embeddings`` come from. Themes get names of the theme bank only where that is known
            to be the one whose vectors of the bank ship.

        Raises
        ------
        InputError
            If no text is informative, or ``n_themes`` or the shape of ``embeddings`` makes no sense.
        """
        normal = normal_texts(texts)
        informative = np.array([not is_uninformative(text) for text in normal], dtype=bool)
        if not informative.any():
            raise InputError("no text says anything to find themes in", "Give texts with words in them")
        self._check_parameters()
        vectors = self._vectors(normal, embeddings)
        first = {text: row for row, text in reversed(list(enumerate(normal))) if informative[row]}
        self.texts_ = tuple(sorted(first))
        own = vectors[[first[text] for text in self.texts_]]
        read = evenly(len(own))
        self.languages_ = tuple(guess.language for guess in guess_languages([self.texts_[row] for row in read]))
        self.mean_ = own.mean(axis=0) if len(own) > 1 else np.zeros_like(own[0])
        self.language_axis_ = language_axis(own[read], self.languages_)
        self.rows_ = self._placed(own)
        place = {text: row for row, text in enumerate(self.texts_)}
        self.row_of_ = np.array([place.get(text, -1) for text in normal], dtype=np.int64)
        self.encoder_id_ = encoder_id if embeddings is not None else self._encoder().id
        self.tree_ = grow_tree(self.rows_)
        self._read: Corpus | None = None
        self._cut(suggest_n_themes(len(self.texts_)) if self.n_themes == "auto" else int(self.n_themes))
        return self

    def cut(self, n_themes: int) -> ThemeModel:
        """The same hierarchy cut into coarser or finer themes, as a model of its own; nothing is fitted again.

        Parameters
        ----------
        n_themes : int
            At most as many as there are different texts.
        """
        other = self._copied(n_themes)
        other._check_parameters()
        other._cut(int(n_themes))
        return other

    def cut_at(self, nodes: Sequence[int]) -> ThemeModel:
        """The same hierarchy cut at these nodes of ``tree_``, as a model of its own; nothing is fitted again.

        Raises
        ------
        InputError
            If a text lies under none of them, or one lies below another.
        """
        other = self._copied(len(nodes))
        other._cut_at(nodes)
        return other

    @property
    def themes_(self) -> list[Theme]:
        """Themes in order of id, the largest (by different texts) first; named when they are first asked for."""
        check_is_fitted(self)
        if self._themes is None:
            themes, words = self._described()
            self._themes = propose_names(themes, self.centres_, words, theme_bank(self.encoder_id_))
        return self._themes

    @themes_.setter
    def themes_(self, themes: list[Theme]) -> None:
        self._themes = themes

    def assess(self) -> ThemeModel:
        """Measure each theme's stability (see ``theme_stability``) and set it in ``themes_``."""
        check_is_fitted(self)
        try:
            np.random.default_rng(self.random_state)
        except (TypeError, ValueError) as error:
            raise InputError(f"random_state is {self.random_state!r}", "Give a whole number of at least 0") from error
        themes = self.themes_
        stability = theme_stability(self.rows_, self.row_labels_, len(themes), random_state=self.random_state)
        self.themes_ = [replace(t, stability=float(s)) for t, s in zip(themes, stability, strict=True)]
        return self

    def predict(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> Labels:
        """Theme id of each text: int (n,), -1 for uninformative text."""
        return self._assign(texts, embeddings)[0]

    def predict_strength(
        self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None
    ) -> npt.NDArray[np.float64]:
        """How clearly each text belongs to the theme that ``predict`` gives it: float (n,), 0-1."""
        return self._assign(texts, embeddings)[1]

    def novelty(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> npt.NDArray[np.float64]:
        """Distance to the nearest theme centre: float (n,), 0 at a centre, 1 where nothing is shared, at most 2."""
        return np.asarray(1 - self._similarities(texts, embeddings).max(axis=1, initial=-1))

    def row_novelties(self) -> npt.NDArray[np.float64]:
        """Novelty of each of ``texts_``: float (m,)."""
        check_is_fitted(self)
        return np.asarray(1 - cosines(self.rows_, self.centres_).max(axis=1))

    def place(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None) -> Vectors:
        """Unit vectors of texts in the space of ``rows_`` and ``centres_``: float32 (n, d).

        What all texts share, and their written standard, are taken out.
        """
        check_is_fitted(self)
        normal = normal_texts(texts)
        if embeddings is None and self.encoder_id_ not in (None, self._encoder().id):
            raise ModelMismatchError(
                f"this model was fitted with encoder {self.encoder_id_!r}, not {self._encoder().id!r}",
                "Fit it again, or load the encoder it was made with",
            )
        vectors = self._vectors(normal, embeddings)
        if vectors.shape[1] != len(self.mean_):
            problem = f"vectors have {vectors.shape[1]} dimensions, the model {len(self.mean_)}"
            raise ModelMismatchError(problem, "Use the encoder the model was fitted with")
        return self._placed(vectors)

    def to_frame(self) -> pd.DataFrame:
        """One row a theme: theme_id, theme, size, share, keywords."""
        import pandas as pd

        check_is_fitted(self)
        total = max(1, sum(theme.size for theme in self.themes_))
        rows = [(t.id, t.name, t.size, t.size / total, ", ".join(t.keywords)) for t in self.themes_]
        return pd.DataFrame(rows, columns=["theme_id", "theme", "size", "share", "keywords"])

    def save(self, folder: str | Path) -> None:
        """Write the fitted model to a folder (JSON and npz; no pickle). It holds the texts it was fitted on."""
        from textmine.themes.storage import save_model

        check_is_fitted(self)
        save_model(self, Path(folder))

    @classmethod
    def load(cls, folder: str | Path) -> ThemeModel:
        """Read a model that ``save`` wrote."""
        from textmine.themes.storage import load_model

        return load_model(Path(folder))

    def _check_parameters(self) -> None:
        valid = self.n_themes == "auto" or (isinstance(self.n_themes, (int, np.integer)) and self.n_themes >= 1)
        if not valid:
            raise InputError(f"n_themes is {self.n_themes!r}", 'Give a whole number of at least 1, or "auto"')

    def _vectors(self, normal: Sequence[str], embeddings: npt.ArrayLike | None) -> Vectors:
        if embeddings is None:
            return self._encoder().encode(normal)
        return as_vectors(embeddings, len(normal))

    def _copied(self, n_themes: int) -> ThemeModel:
        check_is_fitted(self)
        self._corpus()  # read once for all cuts
        other = copy.copy(self)
        other.n_themes = n_themes
        return other

    def _cut(self, wanted: int) -> None:
        """Set everything that depends on how many themes there are."""
        self._cut_at(self.tree_.nodes(wanted))

    def _cut_at(self, nodes: Sequence[int]) -> None:
        self._label(self._set_centres(nodes))
        self._themes = None

    def _set_centres(self, nodes: Sequence[int]) -> npt.NDArray[np.float64]:
        """Set ``centres_`` and ``nodes_``, without those that no row is nearest to; returns cosines of rows with them.

        Themes are numbered by the number of different texts, ties by the first text in canonical order.
        """
        clusters = self.tree_.members(nodes)
        if clusters.min() < 0 or not np.bincount(clusters, minlength=len(nodes)).all():
            raise InputError("these nodes are no cut of the hierarchy", "Give nodes that hold every text once")
        centres = cluster_centres(self.rows_, clusters)
        similarities = cosines(self.rows_, centres)
        used, firsts, sizes = np.unique(similarities.argmax(axis=1), return_index=True, return_counts=True)
        order = used[np.lexsort((firsts, -sizes))]
        self.centres_, self.nodes_ = centres[order], np.array(nodes, dtype=np.int64)[order]
        return np.take(similarities, order, axis=1)

    def _label(self, similarities: npt.NDArray[np.float64]) -> None:
        """Set labels and strengths of all texts from the cosines of ``rows_`` with ``centres_``."""
        self.row_labels_ = np.asarray(similarities.argmax(axis=1), dtype=np.int64)
        informative = self.row_of_ >= 0
        self.labels_ = np.where(informative, self.row_labels_[self.row_of_], UNINFORMATIVE)
        self.strengths_ = _strength(similarities)[self.row_of_] * informative

    def _described(self) -> tuple[list[Theme], list[Counter[str]]]:
        return describe(self._corpus(), self.row_labels_, self.centres_)

    def _corpus(self) -> Corpus:
        """What themes are described from, whose words every cut shares."""
        if getattr(self, "_read", None) is None:
            counts = np.bincount(self.row_of_[self.row_of_ >= 0], minlength=len(self.texts_))
            self._read = Corpus(self.texts_, self.languages_, self.rows_, counts)
        return cast(Corpus, self._read)

    def _assign(self, texts: Sequence[str], embeddings: npt.ArrayLike | None) -> tuple[Labels, npt.NDArray[np.float64]]:
        check_is_fitted(self)
        normal = normal_texts(texts)
        similarities = self._similarities(normal, embeddings)
        informative = np.array([not is_uninformative(text) for text in normal], dtype=bool)
        labels = np.where(informative, similarities.argmax(axis=1), UNINFORMATIVE)
        return labels, _strength(similarities) * informative

    def _similarities(self, texts: Sequence[str], embeddings: npt.ArrayLike | None) -> npt.NDArray[np.float64]:
        """Cosines of (n) texts with the theme centres, (n, themes)."""
        return cosines(self.place(texts, embeddings), self.centres_)

    def _placed(self, vectors: Vectors) -> Vectors:
        """Unit vectors of what sets texts apart: without what all share, and without the written standard."""
        placed = np.empty(vectors.shape, dtype=np.float32)
        axis = self.language_axis_.astype(np.float64)
        for start in range(0, len(vectors), _BATCH):
            # In double precision, so that the last bits do not depend on how many texts are done together.
            shifted = vectors[start : start + _BATCH].astype(np.float64) - self.mean_
            placed[start : start + _BATCH] = unit_rows(shifted - np.outer(shifted @ axis, axis))
        return placed


def strength_of(similarities: npt.NDArray[np.float64], own: Labels) -> npt.NDArray[np.float64]:
    """Share of one centre of each row, ``own`` (n,), in a softmax over its cosines (n, centres) with all."""
    if not similarities.size:
        return np.zeros(len(similarities))
    at_home = np.take_along_axis(similarities, own[:, None], axis=1)
    return np.asarray(1 / np.exp(_SHARPNESS * (similarities - at_home)).sum(axis=1))


def _strength(similarities: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Share of the nearest centre in a softmax over all."""
    if not similarities.size:
        return np.zeros(len(similarities))
    return strength_of(similarities, np.asarray(similarities.argmax(axis=1), dtype=np.int64))
