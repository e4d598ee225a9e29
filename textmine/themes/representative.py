"""Statements that together show what a theme is about.

Maximal marginal relevance: Carbonell & Goldstein (1998), *The use of MMR, diversity-based reranking*.
"""

from __future__ import annotations

import numpy as np

from textmine.encode import Vectors


def varied_central(vectors: Vectors, centre: Vectors, n: int, balance: float = 0.6) -> list[int]:
    """Rows near the centre and far from each other, best first.

    Parameters
    ----------
    vectors : ndarray (m, d), rows of unit length
    centre : ndarray (d,)
    n : int
        At most this many rows are returned.
    balance : float
        1 asks for central rows only, 0 for varied ones only.
    """
    if not len(vectors):
        return []
    relevance = vectors @ centre
    chosen = [int(relevance.argmax())]
    nearest = vectors @ vectors[chosen[0]]
    while len(chosen) < min(n, len(vectors)):
        score = balance * relevance - (1 - balance) * nearest
        score[chosen] = -np.inf
        chosen.append(int(score.argmax()))
        nearest = np.maximum(nearest, vectors @ vectors[chosen[-1]])
    return chosen
