"""One linear head a theme: logistic regression against all other texts, and the likeness to the theme's definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from textmine.classify.examples import Member, ThemeId
from textmine.classify.features import Features, Floats, unit
from textmine.encode import Vectors

_INVERSE_PENALTY = 10.0
_DEFINITION_WEIGHT = 2.0
"""A definition counts as two examples: half of what is known at two codings, a twentieth at forty."""


@dataclass(frozen=True)
class Definitions:
    """Definitions of themes with their vectors.

    Attributes
    ----------
    texts : list of str, length m
        Names and definitions; a theme may have several, one a written standard.
    places : list of int, length m
        The theme of each, by its place among the themes.
    vectors : ndarray (m, d)
    """

    texts: list[str]
    places: list[int]
    vectors: Vectors


@dataclass(frozen=True)
class Heads:
    """Scores of texts on themes.

    Attributes
    ----------
    features : Features
    weights : ndarray (features, k)
    intercepts : ndarray (k,)
    prototypes : ndarray (d, k)
        Centred unit vector of each theme's definition; zero where a theme has none.
    """

    features: Features
    weights: Floats
    intercepts: Floats
    prototypes: Floats

    def scores(self, texts: Sequence[str], centred: Floats) -> tuple[Floats, Floats]:
        """Log-odds of the heads and cosines with the definitions, both (n, k)."""
        from scipy.sparse import csr_matrix

        own = self.features.rows(texts, centred) @ self.weights + self.intercepts
        return np.asarray(own), np.asarray(csr_matrix(centred) @ self.prototypes)


def fit_heads(texts: Sequence[str], vectors: Vectors, member: Member, definitions: Definitions) -> Heads:
    """Fit one head a theme.

    Parameters
    ----------
    texts : sequence of str, length n
    vectors : ndarray (n, d)
    member : ndarray of bool (n, k)
    definitions : Definitions
        Join the examples, so that a theme with few of them leans on its definition.
    """
    from scipy.sparse import vstack

    features = Features.fit(texts, vectors)
    X = features.rows(texts, features.centred(vectors))
    k = member.shape[1]
    prototypes = np.zeros((len(features.mean), k))
    weight = np.ones(len(texts))
    if definitions.texts:
        defined = features.centred(definitions.vectors)
        for place in sorted(set(definitions.places)):
            own = defined[[i for i, p in enumerate(definitions.places) if p == place]]
            prototypes[:, place] = unit(own.mean(axis=0, keepdims=True))[0]
        X = vstack([X, features.rows(definitions.texts, defined)], format="csr")
        member = np.vstack([member, np.eye(k, dtype=bool)[definitions.places]])
        each = [_DEFINITION_WEIGHT / definitions.places.count(place) for place in definitions.places]
        weight = np.concatenate([weight, each])
    heads = [_head(X, member[:, theme], weight) for theme in range(k)]
    return Heads(features, np.stack([w for w, _ in heads], axis=1), np.array([b for _, b in heads]), prototypes)


def _head(X: Any, carries: Member, weight: Floats) -> tuple[Floats, float]:
    """Weights and intercept of one theme against the rest."""
    from sklearn.linear_model import LogisticRegression

    if carries.all() or not carries.any():
        # Nothing to tell apart: a constant, by the rule of succession.
        odds = (carries.sum() + 1) / ((~carries).sum() + 1)
        return np.zeros(X.shape[1]), float(np.log(odds))
    model = LogisticRegression(C=_INVERSE_PENALTY, class_weight="balanced", solver="liblinear", random_state=0)
    model.fit(X, carries, sample_weight=weight)
    return model.coef_[0].astype(np.float64), float(model.intercept_[0])


def defined(
    themes: Sequence[ThemeId], definitions: Mapping[ThemeId, str | Sequence[str]]
) -> tuple[list[str], list[int]]:
    """Texts of the definitions of ``themes``, and the place of each text's theme; a blank one is none."""
    texts, places = [], []
    for place, theme in enumerate(themes):
        given = definitions.get(theme) or ()
        for text in [given] if isinstance(given, str) else given:
            if text.strip():
                texts.append(text)
                places.append(place)
    return texts, places
