"""Decisions as a table: one row a statement and theme, as files and projects take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    from textmine.classify.classifier import ThemeClassifier
    from textmine.classify.decisions import Decisions

CODED_COLUMNS = (
    "response_id",
    "statement_id",
    "start",
    "end",
    "text",
    "language",
    "theme_id",
    "theme",
    "probability",
    "abstained",
    "novelty",
)
_DECIMALS = 6


def coded_frame(statements: pd.DataFrame, decided: Decisions, model: ThemeClassifier) -> pd.DataFrame:
    """One row a statement and theme, the likeliest theme of a statement first.

    Parameters
    ----------
    statements : DataFrame
        With response_id, statement_id, start, end, text and language; one row a decided text.
    decided : Decisions
    model : ThemeClassifier
        That decided.

    Returns
    -------
    DataFrame
        CODED_COLUMNS. A statement without theme has one row, with an empty theme_id and theme and probability 0.
    """
    import pandas as pd

    rows, themes = _pairs(decided)
    found = statements.iloc[rows][list(CODED_COLUMNS[:6])].reset_index(drop=True)
    ids = [model.themes_[theme] if theme >= 0 else "" for theme in themes]
    found["theme_id"] = pd.Series(ids, dtype=object)
    found["theme"] = pd.Series([model.names_[i] if i != "" else "" for i in ids], dtype=object)
    probability = decided.probabilities[rows, themes].round(_DECIMALS)
    found["probability"] = np.where(np.array(themes) >= 0, probability, 0.0)
    found["abstained"] = decided.abstained[rows]
    found["novelty"] = decided.novelty[rows].round(_DECIMALS)
    return found


def _pairs(decided: Decisions) -> tuple[list[int], list[int]]:
    """Rows and their themes; theme -1 for a row without any."""
    rows: list[int] = []
    themes: list[int] = []
    for row, said in enumerate(decided.said):
        own = np.flatnonzero(said)
        own = own[np.argsort(-decided.probabilities[row, own], kind="stable")]
        found = own.tolist() or [-1]
        rows += [row] * len(found)
        themes += found
    return rows, themes
