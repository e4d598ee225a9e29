"""What a discovered theme is."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Theme:
    """A discovered theme.

    Attributes
    ----------
    id : int
    name : str
        The bokmål name, for tables; see ``names``.
    keywords : tuple of str
        Most telling lemmas and word pairs, best first.
    size : int
        Texts with the theme, duplicates included.
    representative : tuple of str
        Central and varied texts, best first.
    names : dict of str to str
        Proposed names keyed by ``"nb"`` and ``"nn"``.
    definition : dict of str to str
        Proposed definition keyed likewise; empty where nothing in the theme bank is close enough.
    source : str
        Where the name comes from: ``"keywords"``, ``"bank:survey/theme"``, ``"seed:id"`` or ``"model:name"``.
    stability : float or None
        How well the theme is found again in resamples of the texts, 0-1; None where that was not measured.
    """

    id: int
    name: str
    keywords: tuple[str, ...]
    size: int
    representative: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)
    definition: dict[str, str] = field(default_factory=dict)
    source: str = "keywords"
    stability: float | None = None
