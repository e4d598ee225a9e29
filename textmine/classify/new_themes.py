"""Statements of a new wave that belong together and to nothing coded: proposed new themes.

One odd statement is noise; several that are near each other and far from last year's are a theme nobody has coded. So
novelty is seen for the wave as a whole: nearness to other respondents of the wave, less nearness to the training
texts. A scan over Ward's tree of the wave then finds the branches where novelty is densest (Kulldorff 1997, *A spatial
scan statistic*, with branches for circles).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from textmine.classify.examples import informative
from textmine.classify.features import Floats, unit
from textmine.errors import InputError
from textmine.language import guess_languages
from textmine.language.clean import as_list, normal_texts
from textmine.themes import Theme
from textmine.themes.describe import Corpus, describe, evenly

if TYPE_CHECKING:
    from textmine.classify.classifier import ThemeClassifier

_NEIGHBOURS = 3
_SMOOTHED_OVER = 4
_FEWEST = 4
_LARGEST_SHARE = 0.3
_CLEAR = 1.5
"""Sum of standard scores over the root of their number below which a branch is no proposal."""
_MOST_AT_ONCE = 3000


@dataclass(frozen=True)
class Proposals:
    """New themes to consider.

    Attributes
    ----------
    themes : list of Theme
        The clearest first: keywords, names in both standards, size and representative texts.
    scores : list of float
        How clear each is.
    labels : ndarray of int (n,)
        Proposed theme of each text; -1 for none.
    novelty : ndarray (n,)
        Of each text seen together with the wave, in standard scores; minus infinity where the text says nothing, or
        where the wave is so large that only its most novel texts were looked at.
    """

    themes: list[Theme]
    scores: list[float]
    labels: npt.NDArray[np.int64]
    novelty: Floats


def propose_themes(
    model: ThemeClassifier,
    texts: Sequence[str],
    respondents: Sequence[str] | None = None,
    embeddings: npt.ArrayLike | None = None,
    most: int = 5,
) -> Proposals:
    """Find what a new wave talks about that nobody has coded.

    Parameters
    ----------
    model : ThemeClassifier
    texts : sequence of str, length n
        Statements of the new wave, all of them.
    respondents : sequence of str, length n, optional
        What one respondent says twice makes no theme; by default every text has its own.
    embeddings : array (n, d), optional
    most : int
        Proposals at most.

    Raises
    ------
    InputError
        If there are not as many respondents as texts.
    """
    normal = normal_texts(texts)
    given = None if respondents is None else as_list(respondents, "respondents")
    if given is not None and len(given) != len(normal):
        raise InputError(f"{len(given)} respondents for {len(normal)} texts", "Give one respondent a text")
    labels, novelty = np.full(len(normal), -1, dtype=np.int64), np.full(len(normal), -np.inf)
    rows = np.flatnonzero(informative(normal))
    if len(rows) < 2 * _FEWEST:
        return Proposals([], [], labels, novelty)
    vectors = model.vectors_of(normal, embeddings)
    single = model.decide(texts, vectors).novelty
    rows = np.sort(rows[np.argsort(-single[rows], kind="stable")[:_MOST_AT_ONCE]])
    owners = [str(row) if given is None else str(given[row]) for row in rows.tolist()]
    own = [normal[row] for row in rows.tolist()]
    centred, nearness, best = model.signs_of(own, vectors[rows])
    novelty[rows] = _standard(_together(centred, nearness, best, owners))
    found = _branches(centred, novelty[rows])[:most]
    for number, (_, members) in enumerate(found):
        labels[rows[members]] = number
    return Proposals(_described(own, centred, labels[rows], len(found)), [score for score, _ in found], labels, novelty)


def _together(centred: Floats, nearness: tuple[Floats, Floats], best: Floats, owners: Sequence[str]) -> Floats:
    """Novelty of each text within its wave, (n,)."""
    whitened, to_old = nearness
    same = np.array(owners)[:, None] == np.array(owners)[None, :]
    among = np.where(same, -1.0, np.round(whitened @ whitened.T, 9))
    to_new = -np.sort(-among, axis=1)[:, :_NEIGHBOURS].mean(axis=1)
    alone = _standard(to_new - to_old) + _standard(-best)
    near = np.where(same, -1.0, np.round(centred @ centred.T, 9))
    return np.asarray(alone + alone[np.argsort(-near, axis=1, kind="stable")[:, :_SMOOTHED_OVER]].mean(axis=1))


def _standard(values: Floats) -> Floats:
    return np.asarray((values - values.mean()) / max(float(values.std()), 1e-9))


def _branches(centred: Floats, novelty: Floats) -> list[tuple[float, npt.NDArray[np.int64]]]:
    """Branches of Ward's tree that do not overlap, the clearest first: score and members."""
    from scipy.cluster.hierarchy import linkage

    n = len(centred)
    members: list[list[int]] = [[row] for row in range(n)]
    candidates: list[tuple[float, npt.NDArray[np.int64]]] = []
    for left, right, *_ in linkage(centred, method="ward"):
        branch = members[int(left)] + members[int(right)]
        members.append(branch)
        score = float(novelty[branch].sum() / np.sqrt(len(branch)))
        if _FEWEST <= len(branch) <= _LARGEST_SHARE * n and score >= _CLEAR:
            candidates.append((score, np.array(sorted(branch))))
    candidates.sort(key=lambda candidate: -candidate[0])
    taken = np.zeros(n, dtype=bool)
    kept = []
    for score, rows in candidates:
        if not taken[rows].any():
            kept.append((score, rows))
            taken[rows] = True
    return kept


def _described(texts: Sequence[str], centred: Floats, labels: npt.NDArray[np.int64], number: int) -> list[Theme]:
    """Each proposal in words, against the rest of the wave."""
    if not number:
        return []
    languages = [guess.language for guess in guess_languages(texts)]
    # The rest of the wave is the last class, so that words it shares count little.
    classes = np.where(labels < 0, number, labels)
    rows = centred.astype(np.float32)
    centres = unit(np.stack([centred[classes == theme].mean(axis=0) for theme in range(number + 1)]))
    corpus = Corpus(texts, [languages[row] for row in evenly(len(texts))], rows, np.ones(len(texts), dtype=np.int64))
    return describe(corpus, classes, centres.astype(np.float32))[0][:number]
