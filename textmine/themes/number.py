"""How many themes a survey has, when nobody says."""

from __future__ import annotations


def suggest_n_themes(n_texts: int) -> int:
    """Number of themes a researcher would make of this many different statements.

    A power law through the codebooks of ``corpora/training``, where 250-300 statements have 12-22 themes; it
    passes the codebooks of 400-700 statements seen elsewhere (19-24 themes). Never over 60: nobody can keep
    more apart.
    """
    usual = int(3.2 * n_texts**0.3 + 0.5)
    return max(1, min(n_texts // 3, usual, 60))
