"""Feature names as buckets by MurmurHash3, as scikit-learn's ``FeatureHasher`` has them, without its import.

Importing scikit-learn takes seconds, more than redacting a thousand answers. All names of a text are hashed at once,
32 bits at a time, since a loop over names in Python would be slower than what it replaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

_FIRST, _SECOND = np.uint32(0xCC9E2D51), np.uint32(0x1B873593)
_FACTOR, _TERM = np.uint32(5), np.uint32(0xE6546B64)
_FINAL_FIRST, _FINAL_SECOND = np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)
_BLOCK = 4
"""Bytes that are mixed in at a time."""


def buckets(names: Sequence[str], n: int) -> npt.NDArray[np.int64]:
    """Bucket of each name among n, by the size of its signed 32-bit hash (Appleby 2011, *MurmurHash3*, seed 0).

    Parameters
    ----------
    names : sequence of str, length m
        Without lone surrogates.
    n : int

    Returns
    -------
    ndarray of int (m,)
    """
    # Longest first, so that those that still have bytes left are always the first ones.
    encoded = [name.encode() for name in names]
    order = sorted(range(len(encoded)), key=lambda i: -len(encoded[i]))
    lengths = np.array([len(encoded[i]) for i in order], dtype=np.int64)
    padded = b"".join([encoded[i] + bytes(-len(encoded[i]) % _BLOCK) for i in order])
    blocks = np.frombuffer(padded, dtype="<u4").astype(np.uint32, copy=False)
    blocks = _turned(blocks * _FIRST, 15) * _SECOND
    sizes = -(-lengths // _BLOCK)
    starts = np.cumsum(sizes) - sizes
    steps = np.arange(sizes.max(initial=0))
    lasting = np.searchsorted(-sizes, -steps).tolist()
    whole = np.searchsorted(-lengths, -_BLOCK * (steps + 1), side="right").tolist()
    mixed = np.zeros(len(encoded), dtype=np.uint32)
    for step, (some, full) in enumerate(zip(lasting, whole, strict=True)):
        mixed[:some] ^= blocks[starts[:some] + step]
        # What is left at the end of a name is mixed in and not turned.
        mixed[:full] = _turned(mixed[:full], 13) * _FACTOR + _TERM
    mixed ^= lengths.astype(np.uint32)
    for factor, shift in ((_FINAL_FIRST, 16), (_FINAL_SECOND, 13)):
        mixed = (mixed ^ (mixed >> np.uint32(shift))) * factor
    mixed ^= mixed >> np.uint32(16)
    found = np.empty(len(encoded), dtype=np.int64)
    found[order] = np.abs(mixed.view(np.int32).astype(np.int64)) % n
    return found


def _turned(values: npt.NDArray[np.uint32], bits: int) -> npt.NDArray[np.uint32]:
    return (values << np.uint32(bits)) | (values >> np.uint32(32 - bits))


def summed(rows: Sequence[Sequence[str]], coefficients: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Sum of the coefficients of each row's features: (n, k).

    Parameters
    ----------
    rows : sequence of sequence of str, length n
        Names of features, at least one a row; one named twice counts twice.
    coefficients : ndarray (buckets, k)
    """
    found = coefficients[buckets(list(chain.from_iterable(rows)), len(coefficients))]
    sizes = np.fromiter(map(len, rows), dtype=np.int64, count=len(rows))
    return np.add.reduceat(found, np.cumsum(sizes) - sizes, axis=0)
