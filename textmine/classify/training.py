"""Fit everything a classifier knows: heads, sigmoid, thresholds, novelty, and the limits of what it is sure of."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from textmine.classify.blend import Blend, fit_blend, untrained_blend
from textmine.classify.examples import Examples, Member
from textmine.classify.features import Floats
from textmine.classify.heads import Definitions, Heads, fit_heads
from textmine.classify.hierarchy import coherent, rivals
from textmine.classify.novelty import Novelty, fit_novelty, scaled_by
from textmine.classify.thresholds import doubt, fit_thresholds
from textmine.encode import Vectors

_FOLDS = 5


@dataclass(frozen=True)
class Fitted:
    """A trained classifier's parts.

    Attributes
    ----------
    heads, blend, novelty : Heads, Blend, Novelty
    above : ndarray of bool (k, k)
        Ancestors of each theme.
    thresholds : ndarray (k,)
        On log-odds.
    novel_at : float
        Novelty from which a text is called new.
    doubt_at : float
        Expected errors from which a decision goes to a person.
    """

    heads: Heads
    blend: Blend
    novelty: Novelty
    above: Member
    thresholds: Floats
    novel_at: float
    doubt_at: float


@dataclass(frozen=True)
class OutOfFold:
    """What the classifier said of its own training texts while it had not seen them: each (n, ...)."""

    log_odds: Floats
    novelty: Floats
    said: Member
    doubt: Floats


def train(
    examples: Examples,
    vectors: Vectors,
    definitions: Definitions,
    above: Member,
    *,
    novel_share: float,
    abstain_share: float,
) -> tuple[Fitted, OutOfFold]:
    """Fit a classifier.

    Parameters
    ----------
    examples : Examples
        With the ancestors of every theme in ``member``.
    vectors : ndarray (n, d)
    definitions : Definitions
    above : ndarray of bool (k, k)
    novel_share : float
        Share of the training texts that would have been called new before they were coded.
    abstain_share : float
        Share of the training texts that would have been sent to a person.
    """
    member, compete = examples.member, rivals(above)
    scores, likeness, signs = np.zeros(member.shape), np.zeros(member.shape), np.zeros((len(examples), 2))
    pieces = list(folds(examples))
    for seen, unseen in pieces:
        heads, novelty = _fit_parts(examples, vectors, definitions, seen)
        centred = heads.features.centred(vectors[unseen])
        texts = [examples.texts[row] for row in unseen]
        scores[unseen], likeness[unseen] = heads.scores(texts, centred)
        signs[unseen, 0] = novelty.distance(centred)
    blend = fit_blend(scores, likeness, member, compete) if pieces else untrained_blend(member, compete)
    heads, novelty = _fit_parts(examples, vectors, definitions, np.arange(len(examples)))
    if not pieces:
        scores, likeness = heads.scores(examples.texts, heads.features.centred(vectors))
    log_odds = coherent(blend.log_odds(scores, likeness), above)
    signs[:, 1] = -log_odds.max(axis=1, initial=-np.inf)
    novelty = scaled_by(novelty, signs)
    thresholds = fit_thresholds(log_odds, member)
    said = log_odds >= thresholds
    known = OutOfFold(log_odds, novelty.of_signs(signs), said, doubt(_probability(log_odds), said))
    novel_at = float(np.quantile(known.novelty, 1 - novel_share))
    doubt_at = _doubt_limit(known, novel_at, abstain_share)
    return Fitted(heads, blend, novelty, above, thresholds, novel_at, doubt_at), known


def folds(examples: Examples) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Rows to learn from and rows to judge, each row judged once and no respondent on both sides.

    Nothing where there are too few texts to leave some out.
    """
    from sklearn.model_selection import StratifiedGroupKFold

    groups = examples.groups
    if len(np.unique(groups)) < 2:
        # One respondent wrote everything: better texts apart than no judging at all.
        groups = np.arange(len(examples))
    if len(examples) < 4:
        return
    sizes = examples.member.sum(axis=0)
    rarest = np.where(examples.member, sizes, len(examples) + 1).argmin(axis=1)
    strata = np.where(examples.member.any(axis=1), rarest, -1)
    largest = int(np.unique(strata, return_counts=True)[1].max())
    if largest < 2:
        # No theme is the rarest of two texts, so that there is nothing to spread evenly.
        strata = np.zeros(len(examples), dtype=np.int64)
    number = max(2, min(_FOLDS, len(np.unique(groups)), largest))
    with warnings.catch_warnings():
        # It warns that a theme has fewer texts than there are folds, which does no harm here.
        warnings.simplefilter("ignore", UserWarning)
        for seen, unseen in StratifiedGroupKFold(number).split(strata, strata, groups):
            if len(seen) and len(unseen):
                yield seen, unseen


def _fit_parts(
    examples: Examples, vectors: Vectors, definitions: Definitions, rows: npt.NDArray[np.int64]
) -> tuple[Heads, Novelty]:
    heads = fit_heads([examples.texts[row] for row in rows], vectors[rows], examples.member[rows], definitions)
    return heads, fit_novelty(heads.features.centred(vectors[rows]), examples.member[rows])


def _probability(log_odds: Floats) -> Floats:
    from scipy.special import expit

    return np.asarray(expit(log_odds))


def _doubt_limit(known: OutOfFold, novel_at: float, abstain_share: float) -> float:
    """Doubt above which the wanted share abstains, novel texts and texts without a theme counted in."""
    already = (known.novelty > novel_at) | ~known.said.any(axis=1)
    more = abstain_share * len(already) - already.sum()
    if more < 1:
        return float("inf")
    rest = np.sort(known.doubt[~already])
    return float(rest[max(0, len(rest) - int(more) - 1)])
