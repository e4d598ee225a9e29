"""The encoder that ships: ONNX int8 through onnxruntime, without torch or transformers."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from textmine.encode.base import Vectors, even_windows, weighted_unit_mean
from textmine.encode.standards import WORDS_FILE, BokmalForms
from textmine.errors import TextmineError
from textmine.language.clean import normal_texts

CONFIG_FILE = "textmine.json"


@dataclass(frozen=True)
class EncoderConfig:
    """``textmine.json``: the identity of the weights and how texts are prepared for them."""

    id: str
    prefix: str
    max_tokens: int
    dimension: int
    onnx: str

    @classmethod
    def read(cls, folder: Path) -> EncoderConfig:
        """Read the configuration in ``folder``."""
        try:
            content = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
            return cls(**{field: content[field] for field in cls.__dataclass_fields__})
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise _unusable(folder, error) from error


def _unusable(folder: Path, error: Exception) -> TextmineError:
    return TextmineError(f"{folder} holds no usable encoder ({error}). Install textmine again.")


def content_hash(folder: Path, onnx: str) -> str:
    """Hash of all in the folder that decides a vector: the id ends with it, so that other files are another encoder."""
    whole = hashlib.sha256()
    for name in (onnx, WORDS_FILE):
        whole.update((folder / name).read_bytes())
    return whole.hexdigest()[:12]


def usable_cores() -> int:
    """Cores this process may use; fewer than the machine's inside a container."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class EmbeddedEncoder:
    """Runs an encoder folder of this project.

    Texts are run one at a time, on as many threads as there are cores. Dynamic quantisation scales the
    activations of a whole batch together, so in a batch a text's vector would depend on its neighbours;
    alone it is always the same, and on two cores it is no slower than batches of 32.

    Parameters
    ----------
    folder : Path
        Holds ``textmine.json``, ``tokenizer.json``, the ONNX file and the table of `BokmalForms`.
    threads : int, optional
        Number of texts run at the same time; by default the number of cores.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self._config = EncoderConfig.read(folder)
        self._threads = threads or usable_cores()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / self._config.onnx), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._forms = BokmalForms(folder)
        except Exception as error:  # both libraries raise bare classes of their own
            raise _unusable(folder, error) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._start, self._end = (self._tokenizer.token_to_id(token) for token in ("<s>", "</s>"))
        self._prefix = self._tokenizer.encode(self._config.prefix.strip(), add_special_tokens=False).ids

    @property
    def id(self) -> str:
        """Identifies weights and preprocessing."""
        return self._config.id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._config.dimension

    def encode(self, texts: Sequence[str], show_progress_bar: bool = False) -> Vectors:
        """Vectors of the texts; equal texts (after normalisation) are run once.

        Parameters
        ----------
        texts : sequence of str, length n
            Any strings, also empty ones. Texts longer than the window are encoded in windows.
        show_progress_bar : bool
            Show progress on standard error when it is a terminal.

        Returns
        -------
        ndarray of float32, shape (n, dimension)
            Rows of unit length.
        """
        from tqdm import tqdm

        normal = [self._forms.rewrite(text) for text in normal_texts(texts)]
        unique = list(dict.fromkeys(normal))
        found = np.empty((len(unique), self.dimension), dtype=np.float32)
        # disable=None shows the bar only on a terminal.
        hidden = None if show_progress_bar else True
        with (
            ThreadPoolExecutor(self._threads) as pool,
            tqdm(total=len(unique), disable=hidden, unit="text") as bar,
        ):
            for start in range(0, len(unique), 1024):
                chunk = unique[start : start + 1024]
                tokens = [
                    encoding.ids for encoding in self._tokenizer.encode_batch_fast(chunk, add_special_tokens=False)
                ]
                for row, vector in enumerate(pool.map(self._encode_tokens, tokens), start):
                    found[row] = vector
                bar.update(len(chunk))
        place = {text: row for row, text in enumerate(unique)}
        return found[[place[text] for text in normal]]

    def _encode_tokens(self, tokens: Sequence[int]) -> Vectors:
        """Vector of one text, by windows where it is longer than the model's window."""
        limit = self._config.max_tokens - len(self._prefix) - 2
        windows = [tokens[a:b] for a, b in even_windows(len(tokens), limit)]
        vectors = np.stack([self._run(window) for window in windows])
        if len(windows) == 1:
            only: Vectors = vectors[0]
            return only
        return weighted_unit_mean(vectors, [len(window) for window in windows])

    def _run(self, window: Sequence[int]) -> Vectors:
        ids = np.array([[self._start, *self._prefix, *window, self._end]], dtype=np.int64)
        vector: Vectors = self._session.run(None, {"input_ids": ids})[0][0]
        return vector
