"""What every encoder offers, whatever runs it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
import numpy.typing as npt

Vectors: TypeAlias = npt.NDArray[np.float32]


@runtime_checkable
class Encoder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def id(self) -> str:
        """Identifies weights and preprocessing; vectors with different ids must not be mixed."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def encode(self, texts: Sequence[str], show_progress_bar: bool = False) -> Vectors:
        """Vectors of the texts: float32, shape (n, dimension), rows of unit length."""


def even_windows(length: int, limit: int) -> Iterator[tuple[int, int]]:
    """Cut ``length`` tokens into as few windows as possible, none over ``limit``, nearly equal in size.

    Equal windows, because a last window of three tokens would be a noisy vector.
    """
    count = max(1, -(-length // limit))
    edges = [round(i * length / count) for i in range(count + 1)]
    yield from itertools.pairwise(edges)


def weighted_unit_mean(vectors: Vectors, weights: Sequence[int]) -> Vectors:
    """Mean of the window vectors, weighted by their number of tokens, scaled to unit length."""
    mean = np.average(vectors, axis=0, weights=weights)
    return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)
