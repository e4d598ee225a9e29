"""Code responses with a trained model: the one function that every engine runs."""

from __future__ import annotations

import hashlib
import io
from collections import OrderedDict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from textmine.classify import CODED_COLUMNS, Decisions, ThemeClassifier, coded_frame
from textmine.discover import statements_of, with_language
from textmine.errors import ModelMismatchError
from textmine.jobs.parts import Receipt
from textmine.language import normalise
from textmine.report.tables import write_rows

if TYPE_CHECKING:
    import pandas as pd

_REMEMBERED = 50_000


@dataclass(frozen=True)
class _Line:
    """The decision on one text, small enough to remember many."""

    probabilities: np.ndarray
    said: np.ndarray
    novelty: float
    novel: bool
    unsure: bool
    empty: bool


class ResponseCoder:
    """Codes responses and remembers the texts it has met, so that duplicates are coded once.

    Parameters
    ----------
    model : ThemeClassifier
    remembered : int
        Texts to remember, the last used ones: bounds memory, changes no result.

    Attributes
    ----------
    encoded : int
        Texts that reached the encoder.
    """

    def __init__(self, model: ThemeClassifier, remembered: int = _REMEMBERED) -> None:
        self.model = model
        self.encoded = 0
        self._remembered = remembered
        self._lines: OrderedDict[str, _Line] = OrderedDict()

    @classmethod
    def load(cls, folder: str | Path, threads: int | None = None) -> ResponseCoder:
        """Read a model folder; the encoder it was trained with must be the one that is loaded.

        Parameters
        ----------
        folder : str or Path
        threads : int, optional
            Texts the shipped encoder runs at the same time; by default the number of cores.
        """
        from textmine.encode import load_encoder

        model = ThemeClassifier.load(folder)
        if isinstance(model.encoder, str):
            model.encoder = load_encoder(model.encoder, threads)
        try:
            model.check_encoder()
        except ModelMismatchError as error:
            raise ModelMismatchError(error.problem, error.remedy, file=folder) from error
        return cls(model)

    def code(self, responses: pd.DataFrame) -> pd.DataFrame:
        """Coded statements of responses with response_id, wave and text: CODED_COLUMNS."""
        return self._coded(responses)[0]

    def code_part(self, number: int, responses: pd.DataFrame) -> tuple[Receipt, bytes]:
        """Code one part of a file: its receipt and its rows as CSV."""
        before = self.encoded
        coded, decided = self._coded(responses)
        first = coded.drop_duplicates("statement_id")
        stream = io.StringIO(newline="")
        write_rows(coded, stream)
        content = stream.getvalue().encode("utf-8")
        receipt = Receipt(
            part=number,
            responses=len(responses),
            statements=len(first),
            rows=len(coded),
            abstained=int(decided.left_to_people.sum()),
            novel=int((first["novelty"] > self.model.novel_at_).sum()),
            encoded=self.encoded - before,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        return receipt, content

    def _coded(self, responses: pd.DataFrame) -> tuple[pd.DataFrame, Decisions]:
        statements = statements_of(with_language(responses))
        decided = self._decide(statements["in_context"].tolist())
        return coded_frame(statements, decided, self.model), decided

    def _decide(self, texts: list[str]) -> Decisions:
        normal = [normalise(text) for text in texts]
        fresh = [text for text in dict.fromkeys(normal) if text not in self._lines]
        # What this part needs is held beside the memory, which may be smaller than a part.
        found = {text: self._lines[text] for text in normal if text in self._lines}
        found |= dict(zip(fresh, _lines(self.model.decide(fresh)), strict=True))
        self.encoded += len(fresh)
        for text in dict.fromkeys(normal):
            self._lines[text] = found[text]
            self._lines.move_to_end(text)
        while len(self._lines) > self._remembered:
            self._lines.popitem(last=False)
        return _decisions([found[text] for text in normal], len(self.model.themes_))


def header() -> bytes:
    """The first line of the CSV, behind a byte-order mark."""
    import pandas as pd

    stream = io.StringIO(newline="")
    write_rows(pd.DataFrame([CODED_COLUMNS]), stream)
    return stream.getvalue().encode("utf-8-sig")


def _lines(decided: Decisions) -> list[_Line]:
    return [
        _Line(
            # float32 would round what float64 gave for a text that is coded without a memory.
            decided.probabilities[row].copy(),
            decided.said[row].copy(),
            float(decided.novelty[row]),
            bool(decided.novel[row]),
            bool(decided.unsure[row]),
            bool(decided.empty[row]),
        )
        for row in range(len(decided.empty))
    ]


def _decisions(lines: list[_Line], k: int) -> Decisions:
    empty = Decisions(
        np.zeros((0, k)), np.zeros((0, k), bool), np.zeros(0), np.zeros(0, bool), np.zeros(0, bool), np.zeros(0, bool)
    )
    if not lines:
        return empty
    return replace(
        empty,
        probabilities=np.stack([line.probabilities for line in lines]),
        said=np.stack([line.said for line in lines]),
        novelty=np.array([line.novelty for line in lines]),
        novel=np.array([line.novel for line in lines]),
        unsure=np.array([line.unsure for line in lines]),
        empty=np.array([line.empty for line in lines]),
    )
