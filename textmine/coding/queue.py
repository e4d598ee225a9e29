"""The coding queue: what is most worth a person's time next.

Statements come by a score, such as how uncertain their suggestions are, mixed with how different they are from those
just shown (maximal marginal relevance: Carbonell & Goldstein 1998). Only a window of the best waiting statements
is compared at a time, so that a hundred thousand are ranked in seconds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

from textmine.coding.codebook import Codebook
from textmine.coding.codings import Coding
from textmine.coding.masi import masi_distance
from textmine.encode import Vectors
from textmine.errors import InputError

Scores = npt.NDArray[np.float64]

NEAR_COPY = 0.9
"""Cosine from which two statements say the same in nearly the same words, with the encoder that ships: of the 235,000
pairs of the demo survey two reach it."""
_WINDOW = 512
_REFILL = 256
_FORGETTING = 0.98


def uncertainty(probabilities: npt.ArrayLike) -> Scores:
    """How unsure a classifier is of each statement: float (n,), 0-1.

    Parameters
    ----------
    probabilities : array (n, themes)
        NaN where there is none.

    Returns
    -------
    ndarray
        Binary entropy in bits of the theme that it is least sure of; 1 for a statement without any probability.
    """
    p = np.asarray(probabilities, dtype=np.float64)
    if p.ndim != 2 or ((p < 0) | (p > 1)).any():
        raise InputError("the probabilities are no table of numbers from 0 to 1", "Give one row a statement")
    inside = np.where((p > 0) & (p < 1), p, 0.5)
    entropy = -(inside * np.log2(inside) + (1 - inside) * np.log2(1 - inside))
    entropy[(p == 0) | (p == 1)] = 0
    entropy[np.isnan(p)] = -1
    most = entropy.max(axis=1, initial=-1)
    return np.where(most < 0, 1.0, most)


def suggestion_scores(statement_ids: Iterable[str], codings: Iterable[Coding], theme_id: str = "") -> dict[str, float]:
    """Uncertainty of the suggestions of each statement, or of those with one theme, which a person is to verify.

    Parameters
    ----------
    statement_ids : iterable of str
        Those to choose from.
    codings : iterable of Coding
    theme_id : str, optional
        Only statements with a suggestion of this theme.

    Returns
    -------
    dict of statement id to float
        0-1. A statement of which nobody said anything has 1, and so has a suggestion without confidence. What a
        person accepted or rejected is settled: such statements are left out, or with ``theme_id`` those whose coding
        with it is.
    """
    unsure: dict[str, float] = {}
    settled = set()
    for coding in codings:
        if theme_id and coding.theme_id != theme_id:
            continue
        if coding.coder_kind != "model" and coding.status != "suggested":
            settled.add(coding.statement_id)
        elif coding.status != "rejected":
            confidence = 0.5 if coding.confidence is None else coding.confidence
            own = float(uncertainty([[confidence]])[0])
            unsure[coding.statement_id] = max(own, unsure.get(coding.statement_id, 0.0))
    silent = 0.0 if theme_id else 1.0
    return {
        statement: unsure.get(statement, silent)
        for statement in statement_ids
        if statement not in settled and (statement in unsure or not theme_id)
    }


def disagreement_scores(codings: Iterable[Coding], codebook: Codebook | None = None) -> dict[str, float]:
    """How far coders are from each other on each statement that at least two have coded.

    Returns
    -------
    dict of statement id to float
        Mean MASI distance, 0-1, over pairs of coders; statements that all agree on, and those that were adjudicated,
        are left out.
    """
    sets: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    settled = set()
    for coding in codings:
        if codebook is not None and not ((theme := codebook.get(coding.theme_id)) and theme.is_active):
            continue
        if coding.coder_kind == "adjudication":
            settled.add(coding.statement_id)
        elif coding.status != "suggested":
            chosen = sets[coding.statement_id][coding.coder]
            if coding.status == "accepted":
                chosen.add(coding.theme_id)
    scores = {}
    for statement, by_coder in sets.items():
        distances = [masi_distance(one, other) for one, other in combinations(by_coder.values(), 2)]
        if statement not in settled and any(distances):
            scores[statement] = sum(distances) / len(distances)
    return scores


def rank(
    scores: Mapping[str, float],
    vectors: Mapping[str, Vectors] | None = None,
    *,
    diversity: float = 0.5,
    n: int | None = None,
) -> list[str]:
    """Put statements in the order in which a person should see them.

    Parameters
    ----------
    scores : mapping of statement id to float
        The higher the earlier; 0-1.
    vectors : mapping of statement id to array (d,) of unit length, optional
        Without them the order is by score alone.
    diversity : float
        0 asks for the highest scores only, 1 for what is most different from the statements just before.
    n : int, optional
        At most this many; by default all.

    Returns
    -------
    list of str
        Ties go by id, so that the order of ``scores`` does not matter. Statements with the same vector come once
        each before any of them comes again. Two with a cosine of `NEAR_COPY` or more stand next to each other only
        where nothing else is left in the window of 512 waiting statements.
    """
    by_score = sorted(scores, key=lambda statement: (-scores[statement], statement))
    wanted = len(by_score) if n is None else min(n, len(by_score))
    if vectors is None or not by_score or diversity <= 0:
        return by_score[:wanted]
    matrix = np.stack([vectors[statement] for statement in by_score]).astype(np.float32, copy=False)
    order = rank_rows(np.array([scores[statement] for statement in by_score]), matrix, diversity=diversity, n=wanted)
    return [by_score[row] for row in order]


def rank_rows(scores: Scores, vectors: Vectors, *, diversity: float = 0.5, n: int | None = None) -> list[int]:
    """As ``rank``, for rows of arrays that are sorted by score, the highest first.

    Parameters
    ----------
    scores : ndarray (n,)
    vectors : ndarray (n, d), rows of unit length
    diversity : float
    n : int, optional

    Returns
    -------
    list of int
        Rows, the first to be shown first.
    """
    waiting = _copies_last(vectors)
    base = ((1 - diversity) * scores).astype(np.float32)
    wanted = len(waiting) if n is None else min(n, len(waiting))
    chosen: list[int] = []
    window: list[int] = []
    nearness = np.empty(0, dtype=np.float32)
    taken = 0
    while len(chosen) < wanted:
        new = waiting[taken : taken + _WINDOW - len(window)]
        taken += len(new)
        nearness = np.concatenate([nearness, _nearness_to_last(vectors, new, chosen)])
        window += new
        last = vectors[chosen[-1]] if chosen else None
        picks, nearness = _greedy(base[window], vectors[window], nearness, last, diversity, wanted - len(chosen))
        chosen += [window[pick] for pick in picks]
        left = np.setdiff1d(np.arange(len(window)), picks)
        window, nearness = [window[row] for row in left], nearness[left]
    return chosen


def in_order_of_search(hits: Sequence[str], finished: Iterable[str]) -> list[str]:
    """Hits of a search in the order they came, each once, without those that are finished."""
    done = set(finished)
    return [statement for statement in dict.fromkeys(hits) if statement not in done]


def _copies_last(vectors: Vectors) -> list[int]:
    """Rows in their order, but the second of equal rows after all first ones, and so on."""
    seen: Counter[bytes] = Counter()
    rounds = []
    for row in np.ascontiguousarray(vectors):
        key = row.tobytes()
        rounds.append(seen[key])
        seen[key] += 1
    return [int(row) for row in np.argsort(rounds, kind="stable")]


def _nearness_to_last(vectors: Vectors, rows: Sequence[int], chosen: Sequence[int]) -> Vectors:
    """Nearness of rows to the last ones chosen, faded as if they had stood in the window then."""
    recent = list(chosen[-64:])
    if not recent or not rows:
        return np.zeros(len(rows), dtype=np.float32)
    fading = _FORGETTING ** np.arange(len(recent) - 1, -1, -1, dtype=np.float32)
    return np.asarray((vectors[rows] @ vectors[recent].T * fading).max(axis=1), dtype=np.float32)


def _greedy(
    base: Vectors, vectors: Vectors, nearness: Vectors, last: Vectors | None, diversity: float, wanted: int
) -> tuple[list[int], Vectors]:
    """Choose rows of a window, at most so many that it must be filled up again; with the nearness that is left."""
    cosines = vectors @ vectors.T
    copies = np.zeros(len(base), dtype=bool) if last is None else vectors @ last >= NEAR_COPY
    value = base.copy()
    picks: list[int] = []
    for _ in range(min(wanted, _REFILL, len(base))):
        pick = int(np.argmax(value - diversity * nearness - 2 * copies))
        picks.append(pick)
        value[pick] = -np.inf
        nearness = np.maximum(nearness * _FORGETTING, cosines[pick])
        copies = cosines[pick] >= NEAR_COPY
    return picks, nearness
