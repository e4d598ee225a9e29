"""Word lists of the language layer, one text file each in ``words/``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def word_list(name: str) -> frozenset[str]:
    """Words of ``words/<name>.txt``, between spaces; lines that start with # are comments."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrase_list(name: str) -> frozenset[str]:
    """Phrases of ``words/<name>.txt``, one a line; lines that start with # are comments."""
    return frozenset(line.strip() for line in _lines(name) if line.strip())


def _lines(name: str) -> list[str]:
    content = files("textmine.language").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in content.splitlines() if not line.startswith("#")]
