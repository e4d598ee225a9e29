"""Agreement between coders, people or models, per theme and overall."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.coding.codebook import Codebook
from textmine.coding.codings import SURE_ENOUGH, Coding
from textmine.coding.coefficients import MEASURES, Array, Ratings, coefficients, unit_terms
from textmine.coding.resampling import cluster_weights, percentile_interval
from textmine.coding.set_agreement import same_sets, set_alpha, set_terms, sums_of
from textmine.errors import InputError

_UNITS_AT_A_TIME = 4096
LabelSets = Mapping[str, Mapping[str, Collection[str]]]
"""Coder -> statement id -> the themes she put on it; an empty set where she looked and put none."""


@dataclass(frozen=True)
class Figure:
    """A figure with its bootstrap interval; NaN where it is not defined."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ThemeAgreement:
    """Agreement on whether statements have a theme.

    Attributes
    ----------
    theme_id : str
        Empty for all themes pooled.
    used : int
        Statements that at least one coder put it on.
    percent, cohen, fleiss, alpha, ac1 : Figure
        See `textmine.coding.coefficients`.
    """

    theme_id: str
    used: int
    percent: Figure
    cohen: Figure
    fleiss: Figure
    alpha: Figure
    ac1: Figure


@dataclass(frozen=True)
class Agreement:
    """Agreement of two or more coders.

    Attributes
    ----------
    coders : tuple of str
    statements, respondents : int
        What the figures are out of: statements at least two looked at and at least one put a theme on.
    left_out : int
        Statements that two or more looked at but nobody put a theme on: they count as no agreement.
    themes : tuple of ThemeAgreement
        Themes that somebody used, or those asked for.
    pooled : ThemeAgreement
        All of them together: observed and expected agreement are averaged over themes before they are compared
        (De Vries et al. 2008).
    same_sets : Figure
        Share of statements with the very same set of themes.
    masi : Figure
        Krippendorff's alpha over sets of themes with the MASI distance.
    level : float
        Of the intervals.
    """

    coders: tuple[str, ...]
    statements: int
    respondents: int
    left_out: int
    themes: tuple[ThemeAgreement, ...]
    pooled: ThemeAgreement
    same_sets: Figure
    masi: Figure
    level: float

    def to_dict(self) -> dict[str, Any]:
        """Plain dicts and lists."""
        return asdict(self)


def label_sets(
    codings: Iterable[Coding],
    coders: Collection[str],
    *,
    looked: Mapping[str, Collection[str]] | None = None,
    codebook: Codebook | None = None,
    at_least: float = SURE_ENOUGH,
) -> dict[str, dict[str, frozenset[str]]]:
    """What each coder put on each statement that she looked at.

    Parameters
    ----------
    codings : iterable of Coding
    coders : collection of str
        Others are passed over.
    looked : mapping of coder to statement ids, optional
        Statements that a coder finished, or a model was run on, though she put nothing on them.
    codebook : Codebook, optional
        Only its themes in use are taken.
    at_least : float
        A model's suggestion counts as its answer from this confidence. A person's suggestions count for nothing:
        she has not decided.

    Returns
    -------
    dict of coder to dict of statement id to frozenset of theme ids
        A statement on which a coder only rejected something has the empty set.
    """
    sets: dict[str, dict[str, set[str]]] = {coder: {} for coder in coders}
    for coder in sets:
        for statement in (looked or {}).get(coder, ()):
            sets[coder][statement] = set()
    active = None if codebook is None else {theme.id for theme in codebook.active}
    for coding in codings:
        is_answer = coding.status != "suggested" or coding.coder_kind == "model"
        if coding.coder not in sets or not is_answer or (active is not None and coding.theme_id not in active):
            continue
        chosen = sets[coding.coder].setdefault(coding.statement_id, set())
        sure = coding.confidence is None or coding.confidence >= at_least
        if coding.status == "accepted" or (coding.status == "suggested" and sure):
            chosen.add(coding.theme_id)
    return {coder: {statement: frozenset(own) for statement, own in by.items()} for coder, by in sets.items()}


def agreement(
    sets: LabelSets,
    *,
    respondents: Mapping[str, str] | None = None,
    themes: Sequence[str] | None = None,
    n_bootstrap: int = 1000,
    level: float = 0.95,
    seed: int = 0,
) -> Agreement:
    """Agreement of two or more coders with bootstrap intervals.

    Parameters
    ----------
    sets : mapping of coder to mapping of statement id to theme ids
        As ``label_sets`` gives it; statements that a coder did not look at are not there.
    respondents : mapping of statement id to respondent, optional
        Respondents are resampled with all their statements; without it, statements are.
    themes : sequence of str, optional
        By default those that somebody used, sorted. Other themes in ``sets`` are then left out.
    n_bootstrap : int
        0 for no intervals.
    level : float
    seed : int

    Returns
    -------
    Agreement
        The same whatever the order of coders and statements. Statements that nobody put a theme on, and those that
        only one coder looked at, are not counted.

    Raises
    ------
    InputError
        If there are fewer than two coders, or no statement that two looked at and one put a theme on.
    """
    coders = tuple(sorted(sets))
    if len(coders) < 2:
        raise InputError("agreement needs two coders or more", "Name two who have coded the same statements")
    kept = tuple(themes) if themes is not None else _used_themes(sets)
    statements, ratings, left_out = _ratings(sets, coders, kept)
    if not statements:
        raise InputError(
            "no statement has been looked at by two of these coders and got a theme from one", "Draw a batch to code"
        )
    owners = [respondents[statement] if respondents is not None else statement for statement in statements]
    clusters, cluster = np.unique(np.array(owners, dtype=str), return_inverse=True)
    everyone = np.ones((1, len(clusters)))
    found = _figures(ratings, cluster, chain([everyone], cluster_weights(len(clusters), n_bootstrap, seed)))
    bounds = percentile_interval(found[1:], level)
    figures = [Figure(*map(float, each)) for each in zip(found[0], *bounds, strict=True)]
    used = (ratings > 0).any(axis=0).sum(axis=0)
    size = len(MEASURES)
    rows = [
        ThemeAgreement(theme, int(number), *figures[place * size : (place + 1) * size])
        for place, (theme, number) in enumerate(zip([*kept, ""], [*used, len(statements)], strict=True))
    ]
    return Agreement(
        coders, len(statements), len(clusters), left_out, tuple(rows[:-1]), rows[-1], figures[-2], figures[-1], level
    )


def _used_themes(sets: LabelSets) -> tuple[str, ...]:
    return tuple(sorted({theme for by_statement in sets.values() for own in by_statement.values() for theme in own}))


def _ratings(sets: LabelSets, coders: Sequence[str], themes: Sequence[str]) -> tuple[list[str], Ratings, int]:
    """Statements that count, 0/1 for coders, statements and themes with -1 for missing, and how many do not count."""
    looked = sorted({statement for by_statement in sets.values() for statement in by_statement})
    row = {statement: place for place, statement in enumerate(looked)}
    column = {theme: place for place, theme in enumerate(themes)}
    ratings = np.full((len(coders), len(looked), len(themes)), -1, dtype=np.int8)
    for number, coder in enumerate(coders):
        for statement, own in sets[coder].items():
            ratings[number, row[statement]] = 0
            ratings[number, row[statement], [column[theme] for theme in own if theme in column]] = 1
    if not themes:
        return [], ratings, 0
    shared = (ratings[:, :, 0] >= 0).sum(axis=0) >= 2
    counts = shared & (ratings > 0).any(axis=(0, 2))
    return [looked[place] for place in np.flatnonzero(counts)], ratings[:, counts], int((shared & ~counts).sum())


def _cluster_terms(ratings: Ratings, cluster: npt.NDArray[np.intp]) -> Array:
    """``unit_terms`` summed within each cluster: float (clusters, themes, terms)."""
    sums: Array | None = None
    for start in range(0, ratings.shape[1], _UNITS_AT_A_TIME):
        block = slice(start, start + _UNITS_AT_A_TIME)
        terms = unit_terms(ratings[:, block], 2)
        sums = np.zeros((int(cluster.max()) + 1, *terms.shape[1:])) if sums is None else sums
        np.add.at(sums, cluster[block], terms)
    assert sums is not None  # noqa: S101  # there is a statement
    return sums


def _figures(ratings: Ratings, cluster: npt.NDArray[np.intp], resamples: Iterable[Array]) -> Array:
    """Every measure for every theme and pooled, then the two figures over sets: float (resamples, figures)."""
    terms = _cluster_terms(ratings, cluster)
    flat = terms.reshape(len(terms), -1)
    by_set = set_terms(ratings)
    by_theme, pooled, set_sums, used = [], [], [], []
    for weights in resamples:
        sums = (weights @ flat).reshape(-1, *terms.shape[1:])
        found = coefficients(sums, len(ratings), 2)
        by_theme.append(np.stack([found[measure].value for measure in MEASURES], axis=-1).reshape(len(sums), -1))
        pooled.append(np.stack([found[measure].pooled.value for measure in MEASURES], axis=-1))
        in_sets = sums_of(by_set, weights[:, cluster])
        set_sums.append(in_sets[0])
        used.append(in_sets[1])
    all_sums = np.concatenate(set_sums)
    over_sets = np.stack([same_sets(all_sums), set_alpha(by_set.sets, all_sums, np.concatenate(used))], axis=-1)
    return np.concatenate([np.concatenate(by_theme), np.concatenate(pooled), over_sets], axis=1)
