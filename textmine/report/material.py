"""What a report is made from, whatever it comes from: a project, a discovery or an annotated survey."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from textmine.errors import InputError
from textmine.privacy.suppression import FLOOR, THRESHOLD

if TYPE_CHECKING:
    import pandas as pd

Texts = Mapping[str, str]
"""A text by language: nb, nn, en; one may be missing."""
RESPONSE_COLUMNS = ("response_id", "respondent", "wave", "text", "language")
STATEMENT_COLUMNS = ("response_id", "statement_id", "text", "informative")
CODING_COLUMNS = ("statement_id", "theme_id", "coder", "coder_kind", "status", "confidence")
STANDING_COLUMNS = ("statement_id", "theme_id", "by_person")
QUOTE_COLUMNS = ("theme_id", "statement_id", "text", "attributes", "approved_by")


@dataclass(frozen=True)
class ReportTheme:
    """A theme of the codebook as the report shows it; ``parent`` is the id of the theme above, or empty."""

    id: str
    names: Texts
    definition: Texts = field(default_factory=dict)
    include: Texts = field(default_factory=dict)
    exclude: Texts = field(default_factory=dict)
    parent: str = ""
    colour: str = ""
    order: int = 0


@dataclass(frozen=True)
class ReportWave:
    """A wave; ``breaks`` says that its figures are not comparable with those before, and ``note`` why."""

    name: str
    breaks: bool = False
    note: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """A figure of agreement or model quality, with its 95 % interval where there is one and what it was measured on."""

    name: Texts
    value: float
    low: float | None = None
    high: float | None = None
    of: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Method:
    """How the codings came about.

    Attributes
    ----------
    dropped : mapping of str to int
        Rows of the survey file that are not among the responses, by reason.
    agreement, model_quality : tuple of Measured
    versions : mapping of str to str
        What was used: textmine, encoder, codebook, model.
    notes : tuple of Texts
        What else a reader should know.
    """

    dropped: Mapping[str, int] = field(default_factory=dict)
    agreement: tuple[Measured, ...] = ()
    model_quality: tuple[Measured, ...] = ()
    versions: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Texts, ...] = ()


@dataclass(frozen=True)
class Material:
    """Everything a report says.

    Attributes
    ----------
    title : Texts
        The survey's name or question.
    responses : DataFrame
        RESPONSE_COLUMNS, the attributes, and ``weight`` if there is one. One row a response.
    statements : DataFrame
        STATEMENT_COLUMNS. ``informative`` is False for statements that say nothing («vet ikke»).
    codings : DataFrame
        CODING_COLUMNS: ``coder_kind`` person or model, ``status`` suggested, accepted or rejected.
    standing : DataFrame, optional
        STANDING_COLUMNS: the themes that count, one row a statement and theme, where that is settled elsewhere; worked
        out of the codings where it is left out.
    themes : tuple of ReportTheme
    waves : tuple of ReportWave
        In the order of the report.
    quotes : DataFrame
        QUOTE_COLUMNS. ``text`` is the redacted or edited text that a person approved; ``attributes`` a dict.
    counted : tuple of str
        Statuses that count as having a theme. What a person decided about a statement and a theme goes before what a
        model says.
    attributes, number_attributes : tuple of str
        Columns of ``responses`` with groups, and with numbers.
    weight : str
        Column of ``responses``; empty for none.
    threshold : int
        Fewer respondents than this are not shown.
    """

    title: Texts
    responses: pd.DataFrame
    statements: pd.DataFrame
    codings: pd.DataFrame
    themes: tuple[ReportTheme, ...]
    waves: tuple[ReportWave, ...]
    quotes: pd.DataFrame
    method: Method = field(default_factory=Method)
    counted: tuple[Literal["accepted", "suggested"], ...] = ("accepted",)
    attributes: tuple[str, ...] = ()
    number_attributes: tuple[str, ...] = ()
    weight: str = ""
    threshold: int = THRESHOLD
    standing: pd.DataFrame | None = None

    def __post_init__(self) -> None:
        """Refuse what no report can be made from.

        Raises
        ------
        InputError
            If a column is missing, the weights are no weights or the threshold protects nobody.
        """
        if self.threshold < FLOOR:
            raise InputError(f"a suppression threshold of {self.threshold} protects nobody", f"Use {FLOOR} or more")
        wanted = [*RESPONSE_COLUMNS, *self.attributes, *self.number_attributes, *filter(None, [self.weight])]
        frames: tuple[tuple[str, pd.DataFrame | None, Sequence[str]], ...] = (
            ("responses", self.responses, wanted),
            ("statements", self.statements, STATEMENT_COLUMNS),
            ("codings", self.codings, CODING_COLUMNS),
            ("quotes", self.quotes, QUOTE_COLUMNS),
            ("standing codings", self.standing, STANDING_COLUMNS),
        )
        for name, frame, columns in frames:
            missing = [] if frame is None else [column for column in columns if column not in frame]
            if missing:
                raise InputError(f"the {name} lack {', '.join(missing)}", "Choose among the columns that are there")
        if self.weight:
            check_weights(self.responses[self.weight], self.weight)


def check_weights(values: pd.Series[float], column: str) -> None:
    """Refuse weights that are missing, negative or all nothing.

    Raises
    ------
    InputError
        With the row (the header is row 1) of the first bad one.
    """
    import pandas as pd

    numbers = pd.to_numeric(values.astype(str).str.replace(",", ".", regex=False), errors="coerce")
    bad = ~(numbers >= 0) | (numbers == float("inf"))
    if bad.any():
        row = int(bad.to_numpy().argmax())
        raise InputError(
            f"{values.iloc[row]!r} is no weight",
            "Give every response a weight of 0 or more",
            row=row + 2,
            column=column,
        )
    if not numbers.sum() > 0:
        raise InputError("all weights are 0", "Choose another column", column=column)
