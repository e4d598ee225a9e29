"""Theme discovery: clusters, names, stability, guidance, edits, the map, and themes over waves."""

from __future__ import annotations

from textmine.themes.model import ThemeModel
from textmine.themes.values import Theme

__all__ = ["Theme", "ThemeModel"]
