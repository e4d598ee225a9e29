"""How many themes a survey has, when nobody says."""

from __future__ import annotations


def suggest_n_themes(n_texts: int) -> int:
    """Number of themes a researcher would make of this many different statements.

    Grows with the cube root: codebooks of open questions have 12-24 codes whether there are 200 statements
    or 800, and seldom more than 60 (fitted on the surveys in ``corpora/training``).
    """
    return max(1, min(n_texts // 3 or 1, int(2.3 * n_texts ** (1 / 3) + 0.5), 60))
