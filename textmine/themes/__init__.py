"""Theme discovery: clusters, names, stability, guidance, edits, the map, and themes over waves.

``ThemeModel`` is imported on first use: rooms that only need ``Theme`` do not wait for scikit-learn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textmine.themes.values import Theme

if TYPE_CHECKING:
    from textmine.themes.model import ThemeModel

__all__ = ["Theme", "ThemeModel"]


def __getattr__(name: str) -> Any:
    if name != "ThemeModel":
        raise AttributeError(f"module 'textmine.themes' has no attribute {name!r}")
    from textmine.themes.model import ThemeModel

    return ThemeModel
