"""A token classifier that ships with the spaCy pipeline: ONNX int8, one label and its scores a word."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textmine.errors import TextmineError

MODEL_FILE, TOKENIZER_FILE, LABELS_FILE = "entities.onnx", "tokenizer.json", "labels.json"
_WINDOW = 190
"""Pieces run together; the model was trained on at most 192 with the marks at both ends."""


class TokenClassifier:
    """Scores of labels for words in running text.

    Parameters
    ----------
    folder : Path
        Holds ``entities.onnx``, ``tokenizer.json`` and ``labels.json`` (the labels in the order of the scores).

    Raises
    ------
    TextmineError
        If a file is missing or damaged.
    """

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL_FILE), options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self.labels: tuple[str, ...] = tuple(json.loads((folder / LABELS_FILE).read_text(encoding="utf-8")))
        except Exception as error:  # both libraries raise bare classes of their own
            problem = f"{folder} holds no usable token classifier ({error}). Install textmine again."
            raise TextmineError(problem) from error
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._start, self._end = (self._tokenizer.token_to_id(token) for token in ("<s>", "</s>"))

    def scores(self, text: str, starts: Sequence[int]) -> npt.NDArray[np.float32]:
        """Scores (logits) of each label for each word.

        Parameters
        ----------
        text : str
        starts : sequence of int, length n
            Offset of each word's first character, ascending.

        Returns
        -------
        ndarray of float32, shape (n, labels)
        """
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        pieces = first_pieces(encoding.offsets, starts)
        ids = encoding.ids
        rows = [self._run(ids[start : start + _WINDOW]) for start in range(0, len(ids), _WINDOW)]
        table = np.concatenate([*rows, np.zeros((1, len(self.labels)), dtype=np.float32)])
        # A word that no piece covers (a lone surrogate, say) gets the row of zeros at the end.
        return np.asarray(table[pieces])

    def _run(self, ids: Sequence[int]) -> npt.NDArray[np.float32]:
        window = np.array([[self._start, *ids, self._end]], dtype=np.int64)
        output = self._session.run(None, {"input_ids": window, "attention_mask": np.ones_like(window)})[0]
        return np.asarray(output[0, 1:-1])


def first_pieces(offsets: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[int]:
    """Number of the piece that covers each word's first character; -1 where none does."""
    place, found = 0, []
    for start in starts:
        while place < len(offsets) and offsets[place][1] <= start:
            place += 1
        found.append(place if place < len(offsets) else -1)
    return found
