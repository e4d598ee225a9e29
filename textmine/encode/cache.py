"""Vectors on disk, keyed by encoder id and text, so that nothing is encoded twice.

Vectors are kept as float32: rounding them would make a cached text's theme differ from a fresh one's.
A cache holds no text, but vectors of personal texts are personal too: it lies where the user puts it.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from textmine.encode.base import Encoder, Vectors
from textmine.errors import InputError, ModelMismatchError, cause
from textmine.language.clean import as_list, as_text, normalise

_KEY_BYTES = 16


def text_key(text: str) -> bytes:
    """Hash of the normalised text."""
    return hashlib.sha256(normalise(as_text(text)).encode()).digest()[:_KEY_BYTES]


class VectorCache:
    """An encoder that remembers.

    Every ``encode`` with new texts adds one segment, a pair of files written under temporary names and
    then renamed, so that several processes may share a folder and a crash leaves nothing half-written.

    Parameters
    ----------
    encoder : Encoder
        Encodes what is not in the cache.
    folder : str or Path
        Made if it does not exist. Belongs to one encoder id.

    Raises
    ------
    ModelMismatchError
        If the folder holds vectors of another encoder.
    """

    def __init__(self, encoder: Encoder, folder: str | Path) -> None:
        self._encoder = encoder
        self._folder = Path(folder)
        self._places: dict[bytes, tuple[int, int]] = {}
        self._segments: list[Vectors] = []
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._check_owner()
            for keys in sorted(self._folder.glob("*.keys")):
                self._read_segment(keys)
        except (OSError, ValueError, KeyError, TypeError, EOFError) as error:
            remedy = "Name an empty folder for the cache, or delete this one"
            raise InputError(f"the cache cannot be read ({cause(error)})", remedy, file=self._folder) from error

    @property
    def id(self) -> str:
        """Id of the encoder behind the cache."""
        return self._encoder.id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    def __len__(self) -> int:
        return len(self._places)

    def encode(self, texts: Sequence[str], show_progress_bar: bool = False) -> Vectors:
        """Vectors of the texts; only unseen ones reach the encoder."""
        given = as_list(texts, "texts")
        keys = [text_key(text) for text in given]
        fresh = {key: text for key, text in zip(keys, given, strict=True) if key not in self._places}
        if fresh:
            vectors = self._encoder.encode(list(fresh.values()), show_progress_bar=show_progress_bar)
            self._store(b"".join(fresh), vectors)
        result = np.empty((len(keys), self.dimension), dtype=np.float32)
        places = np.array([self._places[key] for key in keys], dtype=np.intp).reshape(-1, 2)
        for segment, vectors in enumerate(self._segments):
            rows = np.flatnonzero(places[:, 0] == segment)
            result[rows] = vectors[places[rows, 1]]
        return result

    def _read_segment(self, keys: Path) -> None:
        content = keys.read_bytes()
        vectors = np.load(keys.with_suffix(".npy"), mmap_mode="r", allow_pickle=False)
        if vectors.shape != (len(content) // _KEY_BYTES, self.dimension):
            raise ValueError(f"{keys.stem} has {vectors.shape} vectors for {len(content) // _KEY_BYTES} texts")
        self._add(content, vectors)

    def _check_owner(self) -> None:
        owner = self._folder / "encoder.json"
        if owner.exists():
            stored = json.loads(owner.read_text(encoding="utf-8"))["id"]
            if stored != self._encoder.id:
                raise ModelMismatchError(
                    f"these vectors were made by encoder {stored!r}, not by {self._encoder.id!r}",
                    "Name an empty folder for the cache, or delete this one",
                    file=self._folder,
                )
        else:
            self._write("encoder.json", json.dumps({"id": self._encoder.id}).encode())

    def _store(self, keys: bytes, vectors: Vectors) -> None:
        name = uuid.uuid4().hex
        temporary = self._folder / f".{name}.npy"
        np.save(temporary, vectors)
        temporary.replace(self._folder / f"{name}.npy")
        # The keys come last: a segment counts only when both files are there.
        self._write(f"{name}.keys", keys)
        self._add(keys, vectors)

    def _write(self, name: str, content: bytes) -> None:
        temporary = self._folder / f".{name}.{os.getpid()}"
        temporary.write_bytes(content)
        temporary.replace(self._folder / name)

    def _add(self, keys: bytes, vectors: Vectors) -> None:
        for place in range(len(keys) // _KEY_BYTES):
            self._places[keys[place * _KEY_BYTES : (place + 1) * _KEY_BYTES]] = (len(self._segments), place)
        self._segments.append(vectors)
