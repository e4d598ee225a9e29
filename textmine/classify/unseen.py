"""What a classifier said of its training texts while they were left out: the old wave of a drift report."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import expit

from textmine.classify.classifier import ThemeClassifier
from textmine.classify.decisions import Decisions
from textmine.classify.examples import gather, informative
from textmine.classify.hierarchy import with_ancestors
from textmine.errors import InputError
from textmine.language.clean import normal_texts


def decided_unseen(model: ThemeClassifier, texts: Sequence[str], labels: Sequence[object]) -> Decisions:
    """Decisions on the texts a model was just trained on, each as if it had not been among them.

    Parameters
    ----------
    model : ThemeClassifier
        Fitted in this process: what it said out of fold is not saved with it.
    texts, labels : sequence, length n
        What ``fit`` was given.

    Returns
    -------
    Decisions
        For all n texts; one that says nothing, or that nobody has coded, stands as empty.

    Raises
    ------
    InputError
        If the model was loaded, or learnt from other texts.
    """
    known = model.out_of_fold_
    examples = gather(texts, labels, None)
    if known is None or len(known.novelty) != len(examples):
        raise InputError("the model was not trained on these texts just now", "Train it again")
    place = {text: row for row, text in enumerate(examples.texts)}
    normal = normal_texts(texts)
    there = np.array([text in place for text in normal], dtype=bool) & informative(normal)
    rows = np.array([place.get(text, 0) for text in normal], dtype=np.int64)
    said = with_ancestors(known.said, model._fitted.above)[rows] & there[:, None]
    return Decisions(
        np.where(there[:, None], np.asarray(expit(known.log_odds))[rows], 0.0),
        said,
        np.where(there, known.novelty[rows], 0.0),
        novel=(known.novelty[rows] > model._fitted.novel_at) & there,
        unsure=(known.doubt[rows] > model._fitted.doubt_at) & there,
        empty=~there,
    )
