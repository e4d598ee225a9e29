"""What has changed between the waves a classifier learnt from and the one it is asked to code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from textmine.classify.decisions import Decisions
from textmine.classify.domain import DomainTest, domain_test
from textmine.classify.examples import ThemeId, label_sets, sorted_ids
from textmine.encode import Vectors
from textmine.errors import InputError
from textmine.themes.waves import Share, share_of


@dataclass(frozen=True)
class Wave:
    """Statements of one wave and what was made of them; every sequence has length n.

    Attributes
    ----------
    respondents : sequence of str
    texts : sequence of str
    languages : sequence of {"nb", "nn", "other"}
    vectors : ndarray (n, d)
    themes : sequence of set of theme ids
        People's codes or the model's; the same kind in both waves.
    abstained, novel : ndarray of bool (n,)
        What the model says, in the old wave while the texts were left out of training.
    """

    respondents: Sequence[str]
    texts: Sequence[str]
    languages: Sequence[str]
    vectors: Vectors
    themes: Sequence[Any]
    abstained: npt.NDArray[np.bool_]
    novel: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class ThemeChange:
    """Share of respondents who mention a theme, in both waves; ``p`` of no change, corrected for many themes."""

    theme: ThemeId
    old: Share
    new: Share
    p: float


@dataclass(frozen=True)
class Drift:
    """A drift report.

    Attributes
    ----------
    themes : list of ThemeChange
        The clearest change first.
    divergence : float
        Jensen-Shannon divergence of the theme distributions, in bits: 0 equal, 1 nothing in common.
    languages : dict of str to tuple of Share
        Share of the statements in each written standard, old and new.
    words : tuple of float
        Median number of words a statement, old and new.
    words_p : float
        Of no change in length (Mann-Whitney).
    domain : DomainTest
        Whether the waves can be told apart by the vectors.
    abstained, novel : tuple of Share
        Old and new.
    """

    themes: list[ThemeChange]
    divergence: float
    languages: dict[str, tuple[Share, Share]]
    words: tuple[float, float]
    words_p: float
    domain: DomainTest
    abstained: tuple[Share, Share]
    novel: tuple[Share, Share]


def wave_of(
    respondents: Sequence[str],
    texts: Sequence[str],
    languages: Sequence[str],
    vectors: Vectors,
    decided: Decisions,
    themes: Sequence[ThemeId],
) -> Wave:
    """A wave as the classifier with these themes decided it."""
    said = [{themes[int(k)] for k in np.flatnonzero(row)} for row in decided.said]
    return Wave(respondents, texts, languages, vectors, said, decided.abstained, decided.novel)


def compare_waves(old: Wave, new: Wave, permutations: int = 200, seed: int = 0) -> Drift:
    """Compare two waves.

    Parameters
    ----------
    old, new : Wave
    permutations : int
        Of respondents between the waves, for the domain test.
    seed : int

    Raises
    ------
    InputError
        If a wave has no statements.
    """
    if not len(old.texts) or not len(new.texts):
        raise InputError("a wave without statements cannot be compared", "Give both waves")
    from scipy.stats import mannwhitneyu

    lengths = [np.array([len(text.split()) for text in wave.texts]) for wave in (old, new)]
    standards = sorted({*old.languages, *new.languages})
    return Drift(
        _theme_changes(old, new),
        _divergence(old, new),
        {name: (_share(list(old.languages), name), _share(list(new.languages), name)) for name in standards},
        (float(np.median(lengths[0])), float(np.median(lengths[1]))),
        float(mannwhitneyu(lengths[0], lengths[1]).pvalue),
        domain_test(old.vectors, new.vectors, old.respondents, new.respondents, permutations, seed),
        (_share(old.abstained.tolist(), True), _share(new.abstained.tolist(), True)),
        (_share(old.novel.tolist(), True), _share(new.novel.tolist(), True)),
    )


def _share(values: list[Any], wanted: Any) -> Share:
    return share_of(values.count(wanted), len(values))


def _theme_changes(old: Wave, new: Wave) -> list[ThemeChange]:
    """Fisher's exact test on respondents; Holm (1979) over the themes."""
    from scipy.stats import fisher_exact

    told = [_mentions(wave) for wave in (old, new)]
    asked = [len(set(wave.respondents)) for wave in (old, new)]
    raw = []
    for theme in sorted_ids({*told[0], *told[1]}):
        counts = [len(mentions.get(theme, ())) for mentions in told]
        table = [[counts[0], asked[0] - counts[0]], [counts[1], asked[1] - counts[1]]]
        shares = [share_of(count, out_of) for count, out_of in zip(counts, asked, strict=True)]
        raw.append((float(fisher_exact(np.array(table)).pvalue), theme, shares))
    raw.sort(key=lambda row: row[0])
    changes, highest = [], 0.0
    for rank, (p, theme, shares) in enumerate(raw):
        highest = max(highest, min(1.0, p * (len(raw) - rank)))
        changes.append(ThemeChange(theme, shares[0], shares[1], highest))
    return changes


def _mentions(wave: Wave) -> dict[ThemeId, set[str]]:
    found: dict[ThemeId, set[str]] = {}
    for respondent, themes in zip(wave.respondents, label_sets(wave.themes, len(wave.respondents)), strict=True):
        for theme in themes or ():
            found.setdefault(theme, set()).add(respondent)
    return found


def _divergence(old: Wave, new: Wave) -> float:
    from scipy.spatial.distance import jensenshannon

    counts = [Counter(t for themes in wave.themes for t in themes or ()) for wave in (old, new)]
    themes = sorted_ids({*counts[0], *counts[1]})
    if not all(sum(count.values()) for count in counts):
        return 0.0 if not themes else 1.0
    before, after = (np.array([count[theme] for theme in themes], dtype=np.float64) for count in counts)
    return float(jensenshannon(before, after, base=2) ** 2)
