"""What a statement looks like to the classifier: its centred unit vector with character n-grams beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.encode import Vectors

_NGRAM_WEIGHT = 0.8
"""Length of the n-gram part beside the vector's 1; from the training surveys, where 0.7 and 1.0 did the same."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Features:
    """Turns texts and their vectors into rows of numbers.

    Attributes
    ----------
    mean : ndarray (d,)
        Mean vector of the training texts: what they all share sets none apart.
    ngrams : sklearn TfidfVectorizer
        Fitted on the training texts: TF-IDF of character n-grams (3-6) within words.
    """

    mean: Floats
    ngrams: Any

    @classmethod
    def fit(cls, texts: Sequence[str], vectors: Vectors) -> Features:
        """Learn the mean and the n-grams from (n) texts and their (n, d) vectors."""
        return cls(np.asarray(vectors, dtype=np.float64).mean(axis=0), _fit_ngrams(texts))

    def centred(self, vectors: Vectors) -> Floats:
        """Unit vectors of what sets texts apart, (n, d)."""
        return unit(np.asarray(vectors, dtype=np.float64) - self.mean)

    def rows(self, texts: Sequence[str], centred: Floats) -> Any:
        """Sparse (n, d + n-grams). Sparse, since its products do not depend on how many rows are done together."""
        from scipy.sparse import csr_matrix, hstack

        return hstack([csr_matrix(centred), _NGRAM_WEIGHT * self.ngrams.transform(texts)], format="csr")


def unit(rows: Floats) -> Floats:
    """Rows scaled to unit length; zero rows stay zero."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms == 0, 1, norms))


def ngram_model(ngrams: Sequence[str], idf: Floats) -> Any:
    """The n-gram model with these n-grams, in this order, and their inverse document frequencies."""
    model = _ngram_model(vocabulary={ngram: place for place, ngram in enumerate(ngrams)})
    model.idf_ = idf
    return model


def _fit_ngrams(texts: Sequence[str]) -> Any:
    for fewest in (2, 1):
        try:
            return _ngram_model(min_df=min(fewest, len(texts))).fit(texts)
        except ValueError:
            # So few texts that no n-gram occurs in two of them.
            continue
    raise AssertionError("an informative text holds at least one n-gram")


def _ngram_model(**settings: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 6), sublinear_tf=True, **settings)
