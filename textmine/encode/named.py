"""Any sentence-transformers model, by name or path, behind the same interface as the embedded one."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from textmine.encode.base import Vectors, even_windows, weighted_unit_mean
from textmine.encode.standards import BokmalForms
from textmine.errors import InputError
from textmine.language.clean import normal_texts

_FOLDER = "Give the folder of a sentence-transformers model"


class SentenceTransformersEncoder:
    """Runs a sentence-transformers model on the CPU or GPU.

    Parameters
    ----------
    name : str
        A folder, or the hub name of a model that lies in this machine's cache: nothing is fetched, since no run may
        use the network, and the hub's client would try for more than a minute where there is none.
    batch_size : int
        Texts a batch.
    """

    def __init__(self, name: str, batch_size: int = 32) -> None:
        folder = Path(name).expanduser()
        is_folder = folder.is_dir()
        # Before the import, which takes ten seconds on a good day.
        if not is_folder and _looks_like_a_path(name):
            raise InputError(f"encoder {name!r} cannot be loaded (there is no such folder)", _FOLDER)
        from sentence_transformers import SentenceTransformer

        # What the libraries have to say of a name that they do not know would hide the one line that counts.
        for library in ("huggingface_hub", "sentence_transformers", "transformers"):
            logging.getLogger(library).setLevel(logging.CRITICAL)
        try:
            # Half-precision files are run in full precision: slower formats for a CPU, and other vectors.
            self._model: Any = SentenceTransformer(
                str(folder) if is_folder else name, model_kwargs={"dtype": "float32"}, local_files_only=True
            )
        except (OSError, ValueError) as error:
            if not is_folder:
                raise InputError(f"encoder {name!r} does not lie on this machine", _fetch(name)) from error
            reason = str(error).split("\n", 1)[0]
            raise InputError(f"encoder {name!r} cannot be loaded ({reason})", _FOLDER) from error
        self._batch_size = batch_size
        self._forms = BokmalForms(folder)
        self._id = f"sentence-transformers:{name}"

    @property
    def id(self) -> str:
        """Name under which vectors are cached."""
        return self._id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str], show_progress_bar: bool = False) -> Vectors:
        """Vectors of the texts, float32 (n, dimension), rows of unit length; long texts by windows."""
        normal = [self._forms.rewrite(text) for text in normal_texts(texts)]
        if not normal:
            return np.empty((0, self.dimension), dtype=np.float32)
        windows = [self._windows(text) for text in normal]
        flat = [window for parts in windows for window, _ in parts]
        vectors = np.asarray(
            self._model.encode(
                flat,
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=show_progress_bar,
                convert_to_numpy=True,
            ),
            dtype=np.float32,
        )
        result, position = [], 0
        for parts in windows:
            own = vectors[position : position + len(parts)]
            position += len(parts)
            result.append(own[0] if len(parts) == 1 else weighted_unit_mean(own, [size for _, size in parts]))
        return np.stack(result)

    def _windows(self, text: str) -> list[tuple[str, int]]:
        """The text in stretches that fit the model, each with its number of tokens."""
        limit = self._model.max_seq_length
        tokenizer = self._model.tokenizer
        # A token is at least one character, and static models have no window.
        if not limit or len(text) < limit or not getattr(tokenizer, "is_fast", False):
            return [(text, 1)]
        offsets = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True, verbose=False)[
            "offset_mapping"
        ]
        cuts = [(offsets[a][0], offsets[b - 1][1], b - a) for a, b in even_windows(len(offsets), limit - 8) if b > a]
        return [(text[start:end], size) for start, end, size in cuts] or [(text, 1)]


def _looks_like_a_path(name: str) -> bool:
    """Whether a name can be no name on the hub, which has one slash at most."""
    return name.startswith((".", "/", "~")) or "\\" in name or name.count("/") > 1 or name.endswith("/")


def _fetch(name: str) -> str:
    """What to do about a hub name whose model is not in the cache."""
    whole = name if "/" in name else f"sentence-transformers/{name}"
    return f"Fetch it first where there is a network (hf download {whole}), or give the folder of a model"
