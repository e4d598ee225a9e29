"""How unlike anything coded a statement is.

Two signs added, each in units of its spread over the training texts: the mean cosine distance to the three nearest
training texts after whitening by the spread within themes (after Lee et al. 2018, *A simple unified framework for
detecting out-of-distribution samples*, and Sun et al. 2022, *Out-of-distribution detection with deep nearest
neighbors*),
and the lack of any theme with a high score (after Hendrycks & Gimpel 2017). Of the measures tried on training surveys
with whole themes left out, this sum told novel statements best; see docs/classify.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from textmine.classify.examples import Member
from textmine.classify.features import Floats, unit

_NEIGHBOURS = 3
_CANDIDATES = 16
_AT_ONCE = 512
_MOST_REFERENCES = 10_000
_SMALLEST_SPREAD = 1e-6


@dataclass(frozen=True)
class Novelty:
    """Whitening, the whitened training texts, and the place and spread of the two signs.

    Attributes
    ----------
    whitening : ndarray (d, d)
    references : ndarray (m, d)
        Whitened unit vectors of training texts.
    places, spreads : ndarray (2,)
        Mean and standard deviation of distance and best score over texts the model had not seen.
    """

    whitening: Floats
    references: Floats
    places: Floats
    spreads: Floats

    def signs(self, centred: Floats, log_odds: Floats) -> Floats:
        """Distance to the nearest training texts, and minus the best log-odds, (n, 2)."""
        return np.stack([self.distance(centred), -log_odds.max(axis=1, initial=-np.inf)], axis=1)

    def distance(self, centred: Floats) -> Floats:
        """Mean cosine distance to the nearest training texts after whitening, (n,)."""
        whitened = self.whitened(centred)
        # A table of all rows by all references would grow with the square of the training texts.
        starts = range(0, len(whitened), _AT_ONCE)
        parts = [self._distance(whitened[start : start + _AT_ONCE]) for start in starts]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _distance(self, whitened: Floats) -> Floats:
        few = min(_CANDIDATES, len(self.references))
        found = np.argpartition(-(whitened @ self.references.T), few - 1, axis=1)[:, :few]
        cosines = (self.references[found] * whitened[:, None, :]).sum(axis=2)
        nearest = -np.sort(-cosines, axis=1)[:, : min(_NEIGHBOURS, few)]
        return np.asarray(1 - nearest.mean(axis=1))

    def whitened(self, centred: Floats) -> Floats:
        """Unit vectors after whitening, (n, d)."""
        from scipy.sparse import csr_matrix

        # A sparse product, here and sums along rows above: the last bits must not depend on how many are done together.
        return unit(np.asarray(csr_matrix(centred) @ self.whitening))

    def of_signs(self, signs: Floats) -> Floats:
        """Novelty of (n, 2) signs: float (n,), 0-1; 0.5 is as new as the usual training text before it was coded."""
        scaled = (signs - self.places) / self.spreads
        return np.asarray(expit(scaled[:, 0] + scaled[:, 1]))


def fit_novelty(centred: Floats, member: Member) -> Novelty:
    """Learn the whitening from (n, d) centred training vectors and their themes (n, k)."""
    whitening = _whitening(centred, member)
    whitened = unit(centred @ whitening)
    step = max(1, -(-len(whitened) // _MOST_REFERENCES))
    return Novelty(whitening, whitened[::step], np.zeros(2), np.ones(2))


def scaled_by(novelty: Novelty, signs: Floats) -> Novelty:
    """The same with places and spreads from (n, 2) signs of texts the model had not seen."""
    return Novelty(
        novelty.whitening,
        novelty.references,
        signs.mean(axis=0),
        np.maximum(signs.std(axis=0), _SMALLEST_SPREAD),
    )


def _whitening(centred: Floats, member: Member) -> Floats:
    """Square root of the inverse spread within themes; Ledoit & Wolf (2004) shrinkage."""
    from sklearn.covariance import ledoit_wolf

    d = centred.shape[1]
    if len(centred) < 2:
        return np.eye(d)
    # A text counts with its rarest theme; texts without one are a theme of their own.
    sizes = member.sum(axis=0)
    own = np.where(member.any(axis=1), np.where(member, sizes, sizes.max(initial=0) + 1).argmin(axis=1), -1)
    residuals = centred.copy()
    for theme in np.unique(own):
        residuals[own == theme] -= centred[own == theme].mean(axis=0)
    covariance, _ = ledoit_wolf(residuals, assume_centered=True)
    if not np.trace(covariance) > 0:
        return np.eye(d)
    return np.asarray(np.linalg.cholesky(np.linalg.inv(covariance + 1e-9 * np.eye(d) * np.trace(covariance))))
