"""Which attributes may stand under a quote without pointing to a small group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.privacy.suppression import FLOOR, THRESHOLD

if TYPE_CHECKING:
    import pandas as pd


def printable_attributes(
    values: Mapping[str, str],
    population: pd.DataFrame,
    attributes: Sequence[str],
    threshold: int = THRESHOLD,
    respondent: str = "response_id",
) -> dict[str, str]:
    """Attributes of a quote's respondent that together fit at least ``threshold`` respondents.

    Parameters
    ----------
    values : mapping of str to str
        The respondent's attributes. ``language`` narrows even where it is not printed: the quote shows it.
    population : DataFrame
        One row a response or statement of everybody who answered, with ``respondent`` and the attributes.
    attributes : sequence of str
        The wanted ones, the most wanted first: each is kept if it, with those kept before, leaves enough respondents.
    threshold : int
        At least ``FLOOR``.
    respondent : str
        Column that says who answered.

    Returns
    -------
    dict of str to str

    Raises
    ------
    InputError
        If the threshold is under ``FLOOR``.
    """
    if threshold < FLOOR:
        raise InputError(f"a suppression threshold of {threshold} protects nobody", f"Use {FLOOR} or more")
    shown = {"language": values["language"]} if values.get("language") and "language" in population else {}
    kept: dict[str, str] = {}
    group = population
    for name, value in shown.items():
        group = group[group[name].astype(str) == value]
    for name in attributes:
        value = str(values.get(name, ""))
        if not value or name not in group:
            continue
        narrower = group[group[name].astype(str) == value]
        if narrower[respondent].nunique() >= threshold:
            kept[name], group = value, narrower
    return kept
