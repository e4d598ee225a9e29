"""Promise that a theme is found: a lower threshold that holds the recall a report writer asks for.

Learn Then Test (Angelopoulos et al. 2022), as MAPIE has it: of the thresholds whose recall is shown to be high enough
on coded texts the model has not seen, the highest. It holds for texts like those (exchangeable): the same survey in the
same years, or an audit sample of the new wave; not for a wave that has drifted.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from textmine.classify.examples import ThemeId, label_sets
from textmine.errors import InputError
from textmine.themes.waves import Share, share_of

if TYPE_CHECKING:
    from textmine.classify.classifier import ThemeClassifier

_GRID = 101


@dataclass(frozen=True)
class Promise:
    """A threshold at which a theme is found as often as promised.

    Attributes
    ----------
    theme : ThemeId
    recall : float
        Share of the texts with the theme that is found, at least.
    confidence : float
        Probability, over the calibration texts drawn, that the promise holds.
    threshold : float
        Probability from which a text gets the theme.
    found_share : float
        Share of all calibration texts that then get the theme: what the promise costs in reading.
    positives : int
        Calibration texts with the theme.
    precision : Share
        Of the calibration texts that then get the theme, those that have it: what the promise costs in false finds.
    """

    theme: ThemeId
    recall: float
    confidence: float
    threshold: float
    found_share: float
    positives: int
    precision: Share

    def holds_for(self, probabilities: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Which texts get the theme, from their (n,) probabilities of it."""
        return np.asarray(np.asarray(probabilities) >= self.threshold)


def promise_recall(
    model: ThemeClassifier,
    texts: Sequence[str],
    labels: Sequence[Any],
    theme: ThemeId,
    recall: float = 0.9,
    confidence: float = 0.9,
    embeddings: npt.ArrayLike | None = None,
) -> Promise:
    """Find the highest threshold that keeps a promise about a theme's recall.

    Parameters
    ----------
    model : ThemeClassifier
    texts : sequence of str, length n
        Calibration texts: coded by people, not among the training texts.
    labels : sequence of set of theme ids, length n
    theme : ThemeId
    recall, confidence : float
        Between 0 and 1.
    embeddings : array (n, d), optional

    Raises
    ------
    InputError
        If the theme is not the model's, or too few texts carry it for any threshold to be shown good enough.
    """
    if theme not in model.themes_:
        raise InputError(f"the model has no theme {theme!r}", "Choose one of the themes it was trained on")
    coded = label_sets(labels, len(texts))
    kept = [row for row, themes in enumerate(coded) if themes is not None]
    probability = model.decide(texts, embeddings).probabilities[kept, model.themes_.index(theme)]
    return promise_of(theme, probability, [theme in (coded[row] or ()) for row in kept], recall, confidence)


def promise_of(
    theme: ThemeId, probabilities: npt.ArrayLike, truth: npt.ArrayLike, recall: float = 0.9, confidence: float = 0.9
) -> Promise:
    """As `promise_recall`, from what a model said of the calibration texts.

    Parameters
    ----------
    theme : ThemeId
    probabilities : array of float (n,)
        Of the theme.
    truth : array of bool (n,)
        Whether people gave each text the theme.
    recall, confidence : float
        Between 0 and 1.

    Raises
    ------
    InputError
        If too few texts carry the theme for any threshold to be shown good enough, or the lengths differ.
    """
    if not 0 < recall < 1 or not 0 < confidence < 1:
        raise InputError(
            f"recall {recall} and confidence {confidence} cannot be promised", "Give shares between 0 and 1"
        )
    probability, there = np.asarray(probabilities, dtype=np.float64), np.asarray(truth, dtype=np.int64)
    if probability.shape != there.shape:
        problem = f"{len(probability)} probabilities for {len(there)} codings"
        raise InputError(problem, "Give one of each a text")
    threshold = _highest_valid(probability, there, recall, confidence)
    if threshold is None:
        raise InputError(
            f"{int(there.sum())} texts with theme {theme!r} are too few to promise recall {recall:g}"
            f" with confidence {confidence:g}",
            f"Code at least {fewest_positives(recall, confidence)} texts of it, or promise less",
        )
    found = probability >= threshold
    precision = share_of(int(there[found].sum()), int(found.sum()))
    return Promise(theme, recall, confidence, threshold, float(found.mean()), int(there.sum()), precision)


def fewest_positives(recall: float, confidence: float) -> int:
    """Texts with the theme below which nothing can be promised, though the model found all of them."""
    return math.ceil(math.log(1 - confidence) / math.log(recall) - 1e-9)


def _highest_valid(
    probability: npt.NDArray[np.float64], truth: npt.NDArray[np.int64], recall: float, confidence: float
) -> float | None:
    """The highest threshold that Learn Then Test accepts, or None.

    Thresholds are tested from the lowest up, until one fails: recall can only fall on the way, so that no correction
    for testing many is needed (fixed sequence testing).
    """
    if not truth.any():
        return None
    from mapie.risk_control import BinaryClassificationController

    grid = np.unique(np.quantile(probability[truth == 1], np.linspace(0, 1, _GRID)))
    controller = BinaryClassificationController(
        lambda rows: np.stack([1 - rows[:, 0], rows[:, 0]], axis=1),
        risk="recall",
        target_level=float(recall),
        confidence_level=confidence,
        list_predict_params=grid,
        fwer_method="fixed_sequence",
    )
    with warnings.catch_warnings():
        # It warns where no threshold is good enough; the caller is told in an error of its own.
        warnings.simplefilter("ignore")
        controller.calibrate(probability[:, None], truth)
    valid = np.asarray(controller.valid_predict_params, dtype=np.float64)
    return float(valid.max()) if valid.size else None
