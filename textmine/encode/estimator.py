"""What estimators that read texts by an encoder have in common."""

from __future__ import annotations

from typing import Any, Self, cast

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator

from textmine.encode import Encoder, Vectors, load_encoder
from textmine.errors import InputError


class EncoderEstimator(BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """An estimator whose parameter ``encoder`` is an encoder, or the name of one that is loaded when it is needed."""

    encoder: str | Encoder

    def _encoder(self) -> Encoder:
        if hasattr(self.encoder, "id"):
            return cast(Encoder, self.encoder)
        loaded: tuple[str, Encoder] | None = getattr(self, "_loaded", None)
        # By name: set_params may have named another one since.
        if loaded is None or loaded[0] != self.encoder:
            loaded = self._loaded = (self.encoder, load_encoder(self.encoder))
        return loaded[1]

    # The loaded encoder is not a parameter: a clone loads its own.
    def __sklearn_clone__(self) -> Self:
        parameters: dict[str, Any] = self.get_params(deep=False)
        return type(self)(**parameters)


def as_vectors(embeddings: npt.ArrayLike, n_texts: int) -> Vectors:
    """Check vectors that came from outside: one finite row a text."""
    remedy = "Give one row of numbers a text"
    try:
        vectors = np.asarray(embeddings, dtype=np.float32)
    except (TypeError, ValueError) as error:
        raise InputError(f"embeddings are not a table of numbers ({error})", remedy) from error
    if vectors.ndim != 2 or len(vectors) != n_texts or not vectors.shape[1]:
        raise InputError(f"embeddings have shape {vectors.shape} for {n_texts} texts", remedy)
    if not np.isfinite(vectors).all():
        raise InputError("embeddings hold values that are not finite", remedy)
    return vectors
