"""Theme discovery: clusters, keywords, representative statements, the map, and themes over waves."""

from __future__ import annotations

from textmine.themes.model import Theme, ThemeModel

__all__ = ["Theme", "ThemeModel"]
