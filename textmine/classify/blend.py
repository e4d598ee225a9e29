"""From scores to calibrated probabilities: a sigmoid over a theme's score, its lead and its definition's.

Platt (1999), *Probabilistic outputs for support vector machines*, with one sigmoid for all themes and a shift for each,
shrunk towards none: a theme with ten codings is too little to fit a curve of its own. Whether themes exclude each other
is learnt too: the lead over the best rival counts much where every text has one theme, little where it has several.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logit

from textmine.classify.examples import Member
from textmine.classify.features import Floats

_SHIFT_SCALE = 0.5
"""Size of the indicator of a theme beside the other columns; the penalty then holds shifts near zero."""
_FEWEST_CODINGS = 10
_MOST_PAIRS = 1_500_000


@dataclass(frozen=True)
class Blend:
    """Coefficients of the sigmoid.

    Attributes
    ----------
    coefficients : ndarray (5,)
        Of score, lead, likeness to the definition, its lead, and log-odds of the theme's share.
    shifts : ndarray (k,)
        Intercept of each theme.
    priors : ndarray (k,)
        Log-odds of each theme's share of the training texts.
    rivals : ndarray of bool (k, k)
        The themes each competes with: all but itself, its ancestors and its descendants.
    """

    coefficients: Floats
    shifts: Floats
    priors: Floats
    rivals: Member

    def log_odds(self, scores: Floats, likeness: Floats) -> Floats:
        """Calibrated log-odds, (n, k)."""
        columns = evidence(scores, likeness, self.rivals)
        total = self.shifts + self.coefficients[-1] * self.priors
        for coefficient, column in zip(self.coefficients, columns, strict=False):
            total = total + coefficient * column
        return np.asarray(total)


def lead(scores: Floats, rivals: Member) -> Floats:
    """How far each theme's score is ahead of its best rival's, (n, k); 0 for a theme without rivals."""
    ahead = np.zeros_like(scores)
    for theme in np.flatnonzero(rivals.any(axis=1)):
        ahead[:, theme] = scores[:, theme] - scores[:, rivals[theme]].max(axis=1)
    return ahead


def evidence(scores: Floats, likeness: Floats, rivals: Member) -> list[Floats]:
    """The columns that the sigmoid adds up, each (n, k)."""
    return [scores, lead(scores, rivals), 10 * likeness, 10 * lead(likeness, rivals)]


def share_log_odds(member: Member) -> Floats:
    """Log-odds of each theme's share, by the rule of succession."""
    return np.asarray(logit((member.sum(axis=0) + 1) / (len(member) + 2)))


def fit_blend(scores: Floats, likeness: Floats, member: Member, rivals: Member) -> Blend:
    """Fit the sigmoid on scores of texts that the heads have not seen.

    Parameters
    ----------
    scores, likeness : ndarray (n, k)
        Out of fold, respondents kept together.
    member : ndarray of bool (n, k)
    rivals : ndarray of bool (k, k)
    """
    priors = share_log_odds(member)
    if member.sum() < _FEWEST_CODINGS or member.all() or not len(scores):
        return untrained_blend(member, rivals)
    from scipy.sparse import csr_matrix, hstack
    from sklearn.linear_model import LogisticRegression

    n, k = member.shape
    kept = np.arange(0, n, max(1, -(-n * k // _MOST_PAIRS)))
    columns = [*evidence(scores, likeness, rivals), np.broadcast_to(priors, (n, k))]
    table = np.stack([column[kept].ravel() for column in columns], axis=1)
    theme = np.tile(np.arange(k), len(kept))
    indicator = csr_matrix((np.full(len(theme), _SHIFT_SCALE), (np.arange(len(theme)), theme)), (len(theme), k))
    model = LogisticRegression(C=1.0, max_iter=2000, tol=1e-8)
    model.fit(hstack([csr_matrix(table), indicator], format="csr"), member[kept].ravel())
    weights = model.coef_[0].astype(np.float64)
    shifts = _SHIFT_SCALE * weights[len(columns) :] + float(model.intercept_[0])
    return Blend(weights[: len(columns)], shifts, priors, rivals)


def untrained_blend(member: Member, rivals: Member) -> Blend:
    """The heads' own log-odds, moved from even classes to the themes' shares: for data too small to fit a sigmoid."""
    priors = share_log_odds(member)
    return Blend(np.array([0.5, 0.0, 0.0, 0.0, 0.5]), np.zeros(member.shape[1]), priors, rivals)
