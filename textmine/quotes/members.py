"""The statements of one theme: each different text once, in an order that does not depend on the caller's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.errors import InputError
from textmine.language import comparison_key
from textmine.language.clean import says_nothing

if TYPE_CHECKING:
    import pandas as pd

MOST = 1000
"""More different texts than this are thinned out evenly: what is to be stood for grows with the square."""
_THEME_COLUMNS = ("theme_id", "theme", "themes")


@dataclass(frozen=True)
class Members:
    """The different texts of a theme; all sequences have the same length m.

    Attributes
    ----------
    rows : ndarray of int (m,)
        Places in the frame.
    texts, languages, respondents, responses, statement_ids : list of str
    vector_texts : list of str
        What their vectors are made from: the frame's ``vector_text``, or the texts.
    weights : ndarray (m,)
        How many statements have this text.
    probabilities : ndarray (m,)
        1 where the frame says nothing.
    candidates : list of int
        Places among the members of those that are long and short enough to be printed.
    """

    rows: npt.NDArray[np.int64]
    texts: list[str]
    vector_texts: list[str]
    languages: list[str]
    respondents: list[str]
    responses: list[str]
    statement_ids: list[str]
    weights: npt.NDArray[np.float64]
    probabilities: npt.NDArray[np.float64]
    candidates: list[int]


def members_of(frame: pd.DataFrame, theme: object, words: tuple[int, int]) -> Members:
    """Statements that have a theme.

    Parameters
    ----------
    frame : DataFrame
        As ``select_quotes`` takes it.
    theme : object
        Compared as text.
    words : (int, int)
        Fewest and most words of a candidate.

    Raises
    ------
    InputError
        If the frame has no text or theme column, or no statement has the theme.
    """
    if "text" not in frame:
        raise InputError("the statements have no column text", "Give a table with text and theme")
    numbers = np.flatnonzero(_has_theme(frame, theme))
    keys = [comparison_key(text) for text in frame["text"].iloc[numbers].astype(str)]
    telling = np.array([not says_nothing(key) for key in keys], dtype=np.bool_)
    numbers, keys = numbers[telling], list(compress(keys, telling))
    if not len(numbers):
        raise InputError(f"no statement has the theme {theme!r}", "Name a theme of the table, by its id or its name")
    part = frame.iloc[numbers]
    column = {name: part[name].astype(str).tolist() for name in part.columns if name in _IDENTITY}
    texts = part["text"].astype(str).tolist()
    nobody = [f"row {row}" for row in numbers]
    responses = column.get("response_id", nobody)
    respondents = column.get("respondent", responses)
    statements = column.get("statement_id", nobody)
    order = sorted(range(len(texts)), key=lambda i: (keys[i], texts[i], respondents[i], statements[i]))
    firsts = [i for place, i in enumerate(order) if place == 0 or keys[i] != keys[order[place - 1]]]
    if len(firsts) > MOST:
        firsts = [firsts[place] for place in np.linspace(0, len(firsts) - 1, MOST).astype(int)]
    said = dict(zip(*np.unique(keys, return_counts=True), strict=True))
    probability = part["probability"].to_numpy(dtype=float) if "probability" in part else np.ones(len(part))
    languages = column.get("language", [""] * len(texts))
    vector_texts = column.get("vector_text", texts)
    return Members(
        rows=numbers[firsts],
        texts=[texts[i] for i in firsts],
        vector_texts=[vector_texts[i] for i in firsts],
        languages=[languages[i] for i in firsts],
        respondents=[respondents[i] for i in firsts],
        responses=[responses[i] for i in firsts],
        statement_ids=[statements[i] for i in firsts],
        weights=np.array([float(said[keys[i]]) for i in firsts]),
        probabilities=probability[firsts],
        candidates=_candidates([texts[i] for i in firsts], words),
    )


def _candidates(texts: list[str], words: tuple[int, int]) -> list[int]:
    """Places of texts of the right length; where there are any, those that do not hang on what stands beside them."""
    fit = [place for place, text in enumerate(texts) if words[0] <= len(text.split()) <= words[1]]
    whole = [place for place in fit if not {texts[place].casefold().split()[end] for end in (0, -1)} & _JOINTS]
    return whole or fit


_JOINTS = frozenset(["og", "men", "eller", "så", "for", "at", "som", "mens", "medan", "fordi", "samt"])
"""A statement that begins or ends with one of these was cut out of a longer sentence."""
_IDENTITY = frozenset({"response_id", "respondent", "statement_id", "language", "vector_text"})


def _has_theme(frame: pd.DataFrame, theme: object) -> npt.NDArray[np.bool_]:
    """Rows with the theme, in the first theme column that knows it."""
    columns = [name for name in _THEME_COLUMNS if name in frame]
    if not columns:
        raise InputError("the statements have no column theme_id or theme", "Give a table with text and theme")
    found = np.zeros(len(frame), dtype=np.bool_)
    for name in columns:
        found = np.array([_holds(value, str(theme)) for value in frame[name]], dtype=np.bool_)
        if found.any():
            break
    return found


def _holds(value: object, theme: str) -> bool:
    if isinstance(value, Iterable) and not isinstance(value, str):
        return theme in {str(part) for part in value}
    return str(value) == theme
