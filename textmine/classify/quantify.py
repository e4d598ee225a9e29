"""Theme shares corrected for what the classifier misses and what it makes up.

The share of texts a classifier gives a theme is a biased estimate of the share that has it (Forman 2008, *Quantifying
counts and costs via classification*, DMKD 17; Rogan & Gladen 1978). Two corrections, both with intervals from
simulated beta distributions (Jeffreys priors): by an audit sample of the wave itself, which assumes nothing, and by
Forman's adjusted count from the errors on last year's texts, which assumes that only the shares have changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from textmine.classify.confusion import Errors
from textmine.classify.examples import ThemeId, label_sets, sorted_ids
from textmine.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

_DRAWS = 20_000
_LEAST_DIFFERENCE = 0.05
"""Below this a classifier tells too little of a theme for its count to be adjusted."""


def corrected_by_audit(
    said: Sequence[Any], audited: Mapping[int, Any], seed: int = 0, themes: Iterable[ThemeId] = ()
) -> pd.DataFrame:
    """Theme shares of a wave, corrected by a random sample of it that people coded blind.

    Parameters
    ----------
    said : sequence of set of theme ids, length n
        What the model gave every statement of the wave.
    audited : mapping of int to set of theme ids
        What people gave a simple random sample of them, by row.
    seed : int
    themes : iterable of theme id
        Themes to tell of although neither gave them to a statement.

    Returns
    -------
    DataFrame
        One row a theme: theme_id, raw (share the model gave it to), share, low, high (95 %), out_of, audited.

    Raises
    ------
    InputError
        If a row that was audited is none of the wave's.
    """
    model = [themes or frozenset() for themes in label_sets(said, len(said))]
    rows = list(audited)
    if beyond := [row for row in rows if not 0 <= row < len(model)]:
        raise InputError(f"row {beyond[0]} was audited, of {len(model)}", "Give rows of the wave, the first is 0")
    people = dict(zip(rows, label_sets([audited[row] for row in rows], len(rows)), strict=True))
    coded = [(row, themes) for row, themes in people.items() if themes is not None]
    every = {theme for given in model for theme in given} | {theme for _, given in coded for theme in given}
    result = []
    for theme in sorted_ids(every | set(themes)):
        count = sum(theme in given for given in model)
        pairs = [(theme in model[row], theme in given) for row, given in coded]
        draws = _audit_draws(count, len(model), pairs, np.random.default_rng(seed))
        result.append((theme, count / max(1, len(model)), *_summary(draws), len(model), len(coded)))
    return _frame(result, "audited")


def corrected_by_errors(said: Sequence[Any], errors: Mapping[ThemeId, Errors], seed: int = 0) -> pd.DataFrame:
    """Adjusted counts: theme shares of a wave, corrected by the model's errors on texts with known codes.

    Parameters
    ----------
    said : sequence of set of theme ids, length n
    errors : mapping of theme id to Errors
        ``ThemeClassifier.errors_``. A theme the model hardly tells from others keeps the interval 0-1.
    seed : int

    Returns
    -------
    DataFrame
        As ``corrected_by_audit``, with the number of known texts in ``known``.
    """
    model = [themes or frozenset() for themes in label_sets(said, len(said))]
    result = []
    for theme in sorted_ids(errors):
        count = sum(theme in themes for themes in model)
        draws = _adjusted_draws(count, len(model), errors[theme], np.random.default_rng(seed))
        e = errors[theme]
        known = e.found + e.missed + e.made_up + e.left_out
        result.append((theme, count / max(1, len(model)), *_summary(draws), len(model), known))
    return _frame(result, "known")


def _audit_draws(
    count: int, n: int, pairs: Sequence[tuple[bool, bool]], random: np.random.Generator
) -> npt.NDArray[np.float64]:
    """Share said x precision + share not said x share of misses among those, drawn; the model's count is known."""
    right = sum(a and b for a, b in pairs)
    wrong = sum(a and not b for a, b in pairs)
    missed = sum(b and not a for a, b in pairs)
    none = len(pairs) - right - wrong - missed
    raw = count / max(1, n)
    return np.asarray(raw * _beta(right, wrong, random) + (1 - raw) * _beta(missed, none, random))


def _adjusted_draws(count: int, n: int, errors: Errors, random: np.random.Generator) -> npt.NDArray[np.float64]:
    """(said - false alarms) / (hits - false alarms), drawn and kept between 0 and 1."""
    if (errors.found / max(1, errors.found + errors.missed)) - (
        errors.made_up / max(1, errors.made_up + errors.left_out)
    ) < _LEAST_DIFFERENCE:
        return random.uniform(size=_DRAWS)
    hit, alarm = _beta(errors.found, errors.missed, random), _beta(errors.made_up, errors.left_out, random)
    raw = _beta(count, n - count, random)
    return np.asarray(np.clip((raw - alarm) / np.maximum(hit - alarm, _LEAST_DIFFERENCE), 0, 1))


def _beta(yes: int, no: int, random: np.random.Generator) -> npt.NDArray[np.float64]:
    return random.beta(yes + 0.5, no + 0.5, _DRAWS)


def _summary(draws: npt.NDArray[np.float64]) -> tuple[float, float, float]:
    low, middle, high = np.quantile(draws, [0.025, 0.5, 0.975])
    return float(middle), float(low), float(high)


def _frame(rows: list[tuple[Any, ...]], known: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(rows, columns=["theme_id", "raw", "share", "low", "high", "out_of", known])
