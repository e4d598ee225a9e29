"""A random sample coded blind, and what it says about the classifier in this wave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from textmine.classify.examples import ThemeId, label_sets, sorted_ids
from textmine.errors import InputError
from textmine.themes.waves import share_of

if TYPE_CHECKING:
    import pandas as pd

BLIND_COLUMNS = ("response_id", "statement_id", "text")


def audit_sample(coded: pd.DataFrame, n: int = 200, seed: int = 0) -> pd.DataFrame:
    """Draw statements to code blind: without what the model said, in random order.

    Parameters
    ----------
    coded : DataFrame
        What ``classify`` wrote: one row a statement and theme, with response_id, statement_id and text.
    n : int
        Statements to draw; all of them where there are fewer. Simple random, so that every count of the sample is
        an unbiased share of the wave.
    seed : int
        The same seed draws the same statements, in whatever order the rows stand.
    """
    if not isinstance(n, int | np.integer) or n < 1:
        raise InputError(f"a sample of {n}", "Draw at least 1 statement")
    statements = coded.drop_duplicates("statement_id").sort_values("statement_id")[list(BLIND_COLUMNS)]
    drawn = np.random.default_rng(seed).permutation(len(statements))[:n]
    return statements.iloc[drawn].reset_index(drop=True)


def sets_of(coded: pd.DataFrame) -> dict[str, set[ThemeId]]:
    """Themes of each statement in a frame with one row a statement and theme; an empty theme_id is none."""
    found: dict[str, set[ThemeId]] = {}
    for statement, theme in zip(coded["statement_id"], coded["theme_id"], strict=True):
        found.setdefault(statement, set()).update({theme} - {""})
    return found


def realised(said: Sequence[Any], truth: Sequence[Any]) -> pd.DataFrame:
    """Precision and recall of each theme on an audit sample, with 95 % Wilson intervals.

    Parameters
    ----------
    said, truth : sequence of set of theme ids, length n
        What the model and what people gave the same statements.

    Returns
    -------
    DataFrame
        One row a theme: theme_id, said, there, right, precision, precision_low, precision_high, recall, recall_low,
        recall_high, f1. A share nobody was asked about has the interval 0-1.
    """
    import pandas as pd

    model, people = _pairs(said, truth)
    rows = []
    for theme in sorted_ids({theme for themes in (*model, *people) for theme in themes}):
        n_said = sum(theme in themes for themes in model)
        there = sum(theme in themes for themes in people)
        right = sum(theme in a and theme in b for a, b in zip(model, people, strict=True))
        precision, recall = share_of(right, n_said), share_of(right, there)
        shares = [value for s in (precision, recall) for value in (s.share, s.low, s.high)]
        rows.append((theme, n_said, there, right, *shares, 2 * right / max(1, n_said + there)))
    names = ["precision", "precision_low", "precision_high", "recall", "recall_low", "recall_high", "f1"]
    return pd.DataFrame(rows, columns=["theme_id", "said", "there", "right", *names])


def _pairs(said: Sequence[Any], truth: Sequence[Any]) -> tuple[list[frozenset[ThemeId]], list[frozenset[ThemeId]]]:
    """Both codings of the statements that people have coded."""
    people = label_sets(truth, len(truth))
    model = label_sets(said, len(people))
    coded = [(a or frozenset(), b) for a, b in zip(model, people, strict=True) if b is not None]
    if not coded:
        raise InputError("no statement of the sample has been coded", "Code the audit sample first")
    return [a for a, _ in coded], [b for _, b in coded]
