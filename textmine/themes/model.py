"""ThemeModel: from texts to themes, with the scikit-learn contract."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, ClusterMixin
from sklearn.utils.validation import check_is_fitted

from textmine.encode import Encoder, Vectors, load_encoder
from textmine.errors import InputError, ModelMismatchError
from textmine.language import guess_languages, is_uninformative, normalise
from textmine.language.lemmas import content_lemmas
from textmine.themes.cluster import Labels, grow_tree, language_axis, unit_rows
from textmine.themes.keywords import theme_keywords
from textmine.themes.number import suggest_n_themes
from textmine.themes.representative import varied_central

if TYPE_CHECKING:
    import pandas as pd

UNINFORMATIVE = -1
_SHARPNESS = 12.0
"""Scale of cosines in the softmax that gives a strength; chosen so that a typical statement gets about 0.6."""


@dataclass(frozen=True)
class Theme:
    """A discovered theme; ``size`` counts texts, duplicates included."""

    id: int
    name: str
    keywords: tuple[str, ...]
    size: int
    representative: tuple[str, ...]


class ThemeModel(ClusterMixin, BaseEstimator):  # type: ignore[misc]
    """Groups short texts into themes; every informative text gets one.

    Parameters
    ----------
    n_themes : int or "auto"
        Number of themes; ``"auto"`` chooses it from the data.
    random_state : int
        Seed; visible only on more than 2,500 different texts.
    encoder : str or Encoder
        Used when no embeddings are given.

    Attributes
    ----------
    labels_ : ndarray of int (n,)
        Theme id of each text; -1 for uninformative text, which alone has no theme.
    themes_ : list of Theme
        In order of id; the largest (by different texts) first.
    strengths_ : ndarray of float (n,)
        How clearly each text belongs to its theme, 0-1; 0 where the label is -1.

    Notes
    -----
    Equal texts are clustered once and rows in a canonical order, so that neither row order nor duplicates
    change anything but sizes. ``labels_`` are the nearest theme centres, which is what ``predict`` computes.
    """

    def __init__(
        self,
        n_themes: int | Literal["auto"] = "auto",
        random_state: int = 0,
        encoder: str | Encoder = "default",
    ) -> None:
        self.n_themes = n_themes
        self.random_state = random_state
        self.encoder = encoder

    def fit(self, texts: Sequence[str], embeddings: npt.ArrayLike | None = None, y: Any = None) -> ThemeModel:  # noqa: ARG002
        """Find themes.

        Parameters
        ----------
        texts : sequence of str, length n
        embeddings : array (n, d), optional
            Vectors of the texts, if they are at hand; ``predict`` then wants vectors of the same kind.

        Raises
        ------
        InputError
            If no text is informative, or ``n_themes`` or the shape of ``embeddings`` makes no sense.
        """
        normal = [normalise(str(text)) for text in texts]
        informative = np.array([not is_uninformative(text) for text in normal], dtype=bool)
        if not informative.any():
            raise InputError("no text says anything to find themes in", "Give texts with words in them")
        self._check_parameters()
        vectors = self._vectors(normal, embeddings)
        first = {text: row for row, text in reversed(list(enumerate(normal))) if informative[row]}
        unique = sorted(first)
        own = vectors[[first[text] for text in unique]]
        languages = [guess.language for guess in guess_languages(unique)]
        self.mean_ = own.mean(axis=0) if len(own) > 1 else np.zeros_like(own[0])
        self.language_axis_ = language_axis(own, languages)
        centred = self._centred(own)
        self.tree_ = grow_tree(centred, random_state=self.random_state)
        wanted = suggest_n_themes(len(unique)) if self.n_themes == "auto" else self.n_themes
        unique_labels = self._set_centres(centred, self.tree_.cut(wanted))
        place = {text: row for row, text in enumerate(unique)}
        rows = np.array([place.get(text, -1) for text in normal])
        self.labels_ = np.where(informative, unique_labels[rows], UNINFORMATIVE)
        self.strengths_ = _strength(_cosines(centred, self.centres_))[rows] * informative
        self.themes_ = self._describe(unique, languages, centred, unique_labels)
        self.encoder_id_ = None if embeddings is not None else self._encoder().id
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

    def to_frame(self) -> pd.DataFrame:
        """One row a theme: theme_id, theme, size, share, keywords."""
        import pandas as pd

        check_is_fitted(self)
        total = max(1, sum(theme.size for theme in self.themes_))
        rows = [(t.id, t.name, t.size, t.size / total, ", ".join(t.keywords)) for t in self.themes_]
        return pd.DataFrame(rows, columns=["theme_id", "theme", "size", "share", "keywords"])

    def save(self, folder: str | Path) -> None:
        """Write the fitted model to a folder (JSON and npz; no pickle)."""
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

    def _encoder(self) -> Encoder:
        if isinstance(self.encoder, str):
            if not hasattr(self, "_loaded"):
                self._loaded = load_encoder(self.encoder)
            return self._loaded
        return self.encoder

    # The loaded encoder is not a parameter: a clone loads its own.
    def __sklearn_clone__(self) -> ThemeModel:
        return type(self)(**self.get_params(deep=False))

    def _vectors(self, normal: Sequence[str], embeddings: npt.ArrayLike | None) -> Vectors:
        if embeddings is None:
            return self._encoder().encode(normal)
        remedy = "Give one row of numbers a text"
        try:
            vectors = np.asarray(embeddings, dtype=np.float32)
        except (TypeError, ValueError) as error:
            raise InputError(f"embeddings are not a table of numbers ({error})", remedy) from error
        if vectors.ndim != 2 or len(vectors) != len(normal):
            raise InputError(f"embeddings have shape {vectors.shape} for {len(normal)} texts", remedy)
        if not np.isfinite(vectors).all():
            raise InputError("embeddings hold values that are not finite", remedy)
        return vectors

    def _set_centres(self, centred: Vectors, clusters: Labels) -> Labels:
        """Set ``centres_`` from the clusters and return each row's nearest; empty themes are dropped.

        Themes are numbered by the number of different texts, ties by the first text in canonical order.
        """
        centres = np.stack([centred[clusters == c].mean(axis=0) for c in range(clusters.max() + 1)])
        nearest = _cosines(centred, unit_rows(centres)).argmax(axis=1)
        used, firsts, sizes = np.unique(nearest, return_index=True, return_counts=True)
        order = np.lexsort((firsts, -sizes))
        self.centres_ = unit_rows(centres)[used[order]]
        return np.asarray(_cosines(centred, self.centres_).argmax(axis=1), dtype=np.int64)

    def _assign(self, texts: Sequence[str], embeddings: npt.ArrayLike | None) -> tuple[Labels, npt.NDArray[np.float64]]:
        similarities = self._similarities(texts, embeddings)
        informative = np.array([not is_uninformative(str(text)) for text in texts], dtype=bool)
        labels = np.where(informative, similarities.argmax(axis=1), UNINFORMATIVE)
        return labels, _strength(similarities) * informative

    def _similarities(self, texts: Sequence[str], embeddings: npt.ArrayLike | None) -> npt.NDArray[np.float64]:
        """Cosines of (n) texts with the theme centres, (n, themes)."""
        check_is_fitted(self)
        normal = [normalise(str(text)) for text in texts]
        if embeddings is None and self.encoder_id_ not in (None, self._encoder().id):
            raise ModelMismatchError(
                f"this model was fitted with encoder {self.encoder_id_!r}, not {self._encoder().id!r}",
                "Fit it again, or load the encoder it was made with",
            )
        vectors = self._vectors(normal, embeddings)
        if vectors.shape[1] != len(self.mean_):
            problem = f"vectors have {vectors.shape[1]} dimensions, the model {len(self.mean_)}"
            raise ModelMismatchError(problem, "Use the encoder the model was fitted with")
        return _cosines(self._centred(vectors), self.centres_)

    def _centred(self, vectors: Vectors) -> Vectors:
        """Unit vectors of what sets texts apart: without what all share, and without the written standard."""
        # In double precision, so that the last bits do not depend on how many texts are done together.
        shifted = vectors.astype(np.float64) - self.mean_
        return unit_rows(shifted - np.outer(shifted @ self.language_axis_, self.language_axis_))

    def _describe(
        self, unique: list[str], languages: Sequence[str], centred: Vectors, unique_labels: Labels
    ) -> list[Theme]:
        keywords = theme_keywords(content_lemmas(unique, languages), unique_labels, len(self.centres_))
        themes = []
        for theme, words in enumerate(keywords):
            rows = np.flatnonzero(unique_labels == theme)
            picks = rows[varied_central(centred[rows], self.centres_[theme], 10)]
            texts = tuple(unique[row] for row in picks)
            name = ", ".join(words[:3]) or texts[0]
            size = int((self.labels_ == theme).sum())
            themes.append(Theme(theme, name, tuple(words), size, texts))
        return themes


def _cosines(rows: Vectors, centres: Vectors) -> npt.NDArray[np.float64]:
    """Cosines of unit rows with unit centres, rounded: a matrix product's last bits depend on its shape."""
    return np.round(rows.astype(np.float64) @ centres.astype(np.float64).T, 9)


def _strength(similarities: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Share of the nearest centre in a softmax over all."""
    if not similarities.size:
        return np.zeros(len(similarities))
    weights = np.exp(_SHARPNESS * (similarities - similarities.max(axis=1, keepdims=True)))
    return np.asarray(1 / weights.sum(axis=1))
