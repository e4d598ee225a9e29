"""What an export is made from, whatever it is written as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textmine.coding.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

RESPONSE_COLUMNS = ("response_id", "respondent", "wave", "question", "text", "language")
STATEMENT_COLUMNS = (
    *("response_id", "statement_id", "start", "end", "text", "language"),
    *("shown_start", "shown_end", "informative", "decided"),
)
CODING_COLUMNS = ("statement_id", "theme_id", "status", "coder", "time", "confidence")


@dataclass(frozen=True)
class Material:
    """A project as plain values; what is to be redacted is redacted already.

    Attributes
    ----------
    name : str
        What the project is called.
    origin : str
        Tells this project from others, for ever: GUIDs are made from it.
    responses : DataFrame
        RESPONSE_COLUMNS and the attributes, all of them strings; one row a response.
    statements : DataFrame
        STATEMENT_COLUMNS in the order of the responses. ``start`` and ``end`` are code points of the response as it
        was given, ``shown_start`` and ``shown_end`` of its ``text`` here, end-exclusive. ``informative`` is False for
        statements that say nothing («vet ikke»), ``decided`` True where somebody has looked for themes.
    codings : DataFrame
        CODING_COLUMNS: themes that stand on statements, one row a pair; ``status`` accepted or suggested, ``coder``
        who decided, ``time`` with time zone, ``confidence`` 0-1 or NaN.
    codebook : Codebook
    questions : mapping of str to str
        Text of an open question by its column, where somebody has given it.
    coders : mapping of str to str
        Names by coder id.
    """

    name: str
    origin: str
    responses: pd.DataFrame
    statements: pd.DataFrame
    codings: pd.DataFrame
    codebook: Codebook
    questions: Mapping[str, str] = field(default_factory=dict)
    coders: Mapping[str, str] = field(default_factory=dict)

    @property
    def attributes(self) -> list[str]:
        """Columns of the responses that the survey brought along."""
        return [str(name) for name in self.responses.columns if name not in RESPONSE_COLUMNS]
