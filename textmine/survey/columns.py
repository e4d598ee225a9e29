"""What the cells of a column say about it: prose, numbers, personal data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textmine.survey.cells import NO_VALUE
from textmine.survey.names import hints_prose, is_beside_the_questions
from textmine.survey.table import Table

# Enough cells to know a column by; a survey may have hundreds of columns.
_SAMPLE = 2000

_NUMBER = re.compile(r"[-+−]?\d[\d\s]*(?:[.,]\d+)?(?:[eE][-+]?\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_PERSONAL = (
    re.compile(r"\S+@\S+\.\w+"),
    re.compile(r"\d{6}[ .-]?\d{5}"),  # national identity number, whatever its check digits say
    re.compile(r"(?:\+|00)47 ?(?:\d ?){8}|[49]\d{7}|[49]\d\d \d\d \d{3}|[2-9]\d(?: \d\d){3}"),
    re.compile(r"[^\n,\d]{2,40} \d{1,4} ?[A-Za-z]?,? +\d{4} +[^\n\d]{2,40}"),  # street, number, postcode, town
    re.compile(r"(?i)[^\n]+\.(?:pdf|docx?|odt|xlsx?|jpe?g|png|heic|gif|tiff?|mp[34]|m4a|mov|wav)"),
)
_NESTED = re.compile(r"[\[{].*[\]}]", re.DOTALL)
# What programs write where there is nothing: it does not fill a cell.
_NOTHING = NO_VALUE | {"NA", "N/A", "NULL", "null", "None"}

# Ticked choices in one cell are few different ones, met again and again.
_BETWEEN_CHOICES = (";", "|", "\n", ",")
_JOINED = 0.2
_REPEATED_CHOICES = 4
_MOST_CHOICES = 60


@dataclass(frozen=True)
class _Bar:
    """What prose has at least: mean words, and different values per filled cell or in all."""

    words: float
    distinct_share: float
    distinct: int


_BY_LOOKS = _Bar(words=4.0, distinct_share=0.5, distinct=50)
_BY_NAME = _Bar(words=1.5, distinct_share=0.3, distinct=10)
_LETTERS = 0.6
# A last remark that one in two hundred made is not the question to analyse.
_FILLED = 0.005
_HINT_WEIGHT = 1.5
_BESIDE_WEIGHT = 0.2
_LONGEST = 25.0


@dataclass(frozen=True)
class Profile:
    """Figures about the filled cells of a column.

    Attributes
    ----------
    filled : float
        Share of the rows that hold anything.
    distinct : int
        Number of different values.
    distinct_share : float
        Different values per filled cell.
    words : float
        Mean number of words in a filled cell.
    letters : float
        Share of letters among the characters that are not spaces.
    numeric : bool
        Whether every filled cell is a number.
    years : bool
        Whether every filled cell is a four-digit year.
    personal : bool
        Whether most filled cells are addresses, identity numbers, telephone numbers or names of files.
    nested : bool
        Whether most filled cells are JSON.
    choices : bool
        Whether cells hold several ticked choices, joined by a mark.
    """

    filled: float = 0.0
    distinct: int = 0
    distinct_share: float = 0.0
    words: float = 0.0
    letters: float = 0.0
    numeric: bool = False
    years: bool = False
    personal: bool = False
    nested: bool = False
    choices: bool = False


def profile(cells: Sequence[str]) -> Profile:
    """Describe a column by its filled cells.

    Parameters
    ----------
    cells : sequence of str, shape (n_rows,)
        Answers; empty strings are left out of every figure but ``filled``.
    """
    filled = [stripped for cell in cells if (stripped := cell.strip()) and stripped not in _NOTHING]
    if not filled:
        return Profile()
    distinct = set(filled)
    sample = filled[:: max(1, len(filled) // _SAMPLE)]
    characters = "".join("".join(sample).split())
    numeric = all(_NUMBER.fullmatch(cell) for cell in distinct)
    return Profile(
        filled=len(filled) / len(cells),
        distinct=len(distinct),
        distinct_share=len(distinct) / len(filled),
        words=sum(len(cell.split()) for cell in sample) / len(sample),
        letters=sum(map(str.isalpha, characters)) / len(characters),
        numeric=numeric,
        years=all(_YEAR.fullmatch(cell) for cell in distinct),
        personal=any(_most(pattern, sample) for pattern in _PERSONAL),
        nested=_most(_NESTED, sample),
        choices=not numeric and _are_choices(sample),
    )


def profiles(table: Table) -> dict[str, Profile]:
    """Describe every column of a table."""
    return {name: profile(table.answers(name)) for name in table.columns}


def prose_columns(table: Table, described: dict[str, Profile], names: Iterable[str]) -> list[str]:
    """Columns that look like comments, the likeliest first.

    Parameters
    ----------
    table : Table
        Gives the columns' other names, which may hold hints.
    described : dict of str to Profile
        From `profiles`.
    names : iterable of str
        The columns to consider.
    """
    scores = {}
    for name in names:
        figures, hinted = described[name], hints_prose(table.names_of(name))
        if _is_prose(figures, hinted):
            weight = _HINT_WEIGHT if hinted else 1.0
            if is_beside_the_questions(table.names_of(name)):
                weight = _BESIDE_WEIGHT
            # Words in all rows: a long remark that few made is less to read than what most answered.
            words = min(figures.words, _LONGEST) * figures.filled
            scores[name] = words * figures.distinct_share * figures.letters * weight
    return sorted(scores, key=lambda name: -scores[name])


def may_be_answers(figures: Profile) -> bool:
    """Whether a column holds words at all, however few, that are no personal data, code or ticked choices."""
    if figures.numeric or figures.personal or figures.nested or figures.choices:
        return False
    return figures.letters >= _LETTERS and figures.filled >= _FILLED


def _is_prose(figures: Profile, hinted: bool) -> bool:
    if not may_be_answers(figures):
        return False
    bar = _BY_NAME if hinted else _BY_LOOKS
    varied = figures.distinct_share >= bar.distinct_share or figures.distinct > bar.distinct
    return figures.words >= bar.words and varied


def _are_choices(cells: Sequence[str]) -> bool:
    for mark in _BETWEEN_CHOICES:
        joined = sum(mark in cell.rstrip(mark) for cell in cells)
        if joined < _JOINED * len(cells):
            continue
        parts = Counter(part.strip() for cell in cells for part in cell.split(mark) if part.strip())
        if len(parts) <= min(_MOST_CHOICES, parts.total() / _REPEATED_CHOICES) and len(parts) < len(set(cells)):
            return True
    return False


def _most(pattern: re.Pattern[str], cells: Sequence[str]) -> bool:
    return 2 * sum(pattern.fullmatch(cell) is not None for cell in cells) > len(cells)
