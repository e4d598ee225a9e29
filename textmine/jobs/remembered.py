"""Decisions on texts that were met before, in memory of a fixed size."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import fields

import numpy as np
import numpy.typing as npt

from textmine.classify import Decisions

_MEMORY = 448 * 2**20
"""Bytes to hold by default: 1.3 million texts with 22 themes, 0.24 million with 200, 2.8 million with one."""
_KEY = 150
"""Bytes a text takes beside its decision, measured: its hash as an object, its place, a line of the dictionary."""


class Remembered:
    """The decisions on the texts met last, one row of a table a text; the oldest row goes where it is full.

    Texts are known by their hash (BLAKE2, 128 bits), so that a row costs the same for a long answer as for a short one.

    Parameters
    ----------
    themes : int
        Themes a decision is about.
    texts : int, optional
        Texts to remember; by default as many as 448 MB hold.
    """

    def __init__(self, themes: int, texts: int | None = None) -> None:
        row = np.dtype(
            [
                # float32 would round what float64 gave for a text that is coded without a memory.
                ("probabilities", np.float64, (themes,)),
                ("said", np.bool_, (themes,)),
                ("novelty", np.float64),
                ("novel", np.bool_),
                ("unsure", np.bool_),
                ("empty", np.bool_),
            ]
        )
        # Not filled: the system gives pages as they are written to.
        self._rows = np.empty(max(1, texts if texts is not None else _MEMORY // (row.itemsize + _KEY)), row)
        self._keys: list[bytes] = []
        self._place: dict[bytes, int] = {}
        self._next = 0

    def places(self, texts: Sequence[str]) -> dict[str, int]:
        """Where the decisions on those of the texts are that are known. Holds until the next `keep`."""
        places = ((text, self._place.get(_key(text))) for text in texts)
        return {text: place for text, place in places if place is not None}

    def decisions(self, places: Iterable[int]) -> Decisions:
        """The decisions at these places, copied."""
        rows = self._rows[np.fromiter(places, dtype=np.intp)]
        return Decisions(**{field.name: rows[field.name].copy() for field in fields(Decisions)})

    def keep(self, texts: Sequence[str], decided: Decisions) -> None:
        """Remember the decisions on texts that are not known yet."""
        # Of more texts than there are rows the last ones stay.
        places = np.arange(self._next, self._next + len(texts)) % len(self._rows)
        for field in fields(Decisions):
            self._rows[field.name][places] = getattr(decided, field.name)
        for place, key in zip(places.tolist(), map(_key, texts), strict=True):
            if place < len(self._keys):
                del self._place[self._keys[place]]
                self._keys[place] = key
            else:
                self._keys.append(key)
            self._place[key] = place
        self._next = (self._next + len(texts)) % len(self._rows)


def _key(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def joined(several: Sequence[Decisions], order: npt.NDArray[np.intp]) -> Decisions:
    """Decisions one behind the other, then in this order."""
    return Decisions(
        **{
            field.name: np.concatenate([getattr(decided, field.name) for decided in several])[order]
            for field in fields(Decisions)
        }
    )
