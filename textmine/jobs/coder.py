"""Code responses with a trained model: the one function that every engine runs."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from textmine.ahead import one_ahead
from textmine.classify import CODED_COLUMNS, Decisions, ThemeClassifier, coded_frame
from textmine.discover import statements_of, with_language
from textmine.errors import ModelMismatchError
from textmine.jobs.parts import Receipt
from textmine.jobs.remembered import Remembered, joined
from textmine.language import normalise
from textmine.report.tables import write_rows

if TYPE_CHECKING:
    import pandas as pd


class ResponseCoder:
    """Codes responses and remembers the texts it has met, so that duplicates are coded once.

    Parameters
    ----------
    model : ThemeClassifier
    remembered : int, optional
        Texts to remember, the last ones: bounds memory, changes no result. See `Remembered`.

    Attributes
    ----------
    encoded : int
        Texts that reached the encoder.
    """

    def __init__(self, model: ThemeClassifier, remembered: int | None = None) -> None:
        self.model = model
        self.encoded = 0
        self._memory = Remembered(len(model.themes_), remembered)

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
        return self._coded(cut(responses))[0]

    def code_parts(self, parts: Iterable[tuple[int, pd.DataFrame]]) -> Iterator[tuple[Receipt, bytes]]:
        """Code parts of a file in order; while one is encoded, the next is read and cut into statements."""
        for number, responses, statements in one_ahead((number, each, cut(each)) for number, each in parts):
            yield self.code_part(number, responses, statements)

    def code_part(
        self, number: int, responses: pd.DataFrame, statements: pd.DataFrame | None = None
    ) -> tuple[Receipt, bytes]:
        """Code one part of a file: its receipt and its rows as CSV; ``statements`` if they have been `cut` already."""
        before = self.encoded
        coded, decided = self._coded(cut(responses) if statements is None else statements)
        stream = io.StringIO(newline="")
        write_rows(coded, stream)
        content = stream.getvalue().encode("utf-8")
        receipt = Receipt(
            part=number,
            responses=len(responses),
            statements=len(decided.empty),
            rows=len(coded),
            abstained=int(decided.left_to_people.sum()),
            novel=int(decided.novel.sum()),
            encoded=self.encoded - before,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        return receipt, content

    def _coded(self, statements: pd.DataFrame) -> tuple[pd.DataFrame, Decisions]:
        decided = self._decide(statements["in_context"].tolist())
        return coded_frame(statements, decided, self.model), decided

    def _decide(self, texts: list[str]) -> Decisions:
        normal = [normalise(text) for text in texts]
        unique = list(dict.fromkeys(normal))
        known = self._memory.places(unique)
        fresh = [text for text in unique if text not in known]
        # Copied before more is kept: the memory may be smaller than a part.
        met, decided = self._memory.decisions(known.values()), self.model.decide(fresh)
        self.encoded += len(fresh)
        self._memory.keep(fresh, decided)
        row = {text: number for number, text in enumerate([*known, *fresh])}
        return joined([met, decided], np.array([row[text] for text in normal], dtype=np.intp))


def cut(responses: pd.DataFrame) -> pd.DataFrame:
    """Statements of responses, with their written standard; see `statements_of`."""
    return statements_of(with_language(responses))


def header() -> bytes:
    """The first line of the CSV, behind a byte-order mark."""
    import pandas as pd

    stream = io.StringIO(newline="")
    write_rows(pd.DataFrame([CODED_COLUMNS]), stream)
    return stream.getvalue().encode("utf-8-sig")
