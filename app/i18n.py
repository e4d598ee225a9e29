"""Words of the interface in bokmål, nynorsk and English, gathered from ``app/texts``."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import app.texts
from app.problems import in_words
from textmine.errors import TextmineError

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}


def _gathered() -> dict[str, dict[str, str]]:
    texts: dict[str, dict[str, str]] = {}
    for module in pkgutil.iter_modules(app.texts.__path__):
        own = import_module(f"app.texts.{module.name}").TEXTS
        if twice := texts.keys() & own.keys():
            raise ValueError(f"app.texts.{module.name} says again: {', '.join(sorted(twice))}")
        texts |= own
    return texts


TEXTS = _gathered()


def text(key: str, language: str, **values: object) -> str:
    """One string of the interface, its placeholders filled; an error of textmine is filled in in the same language.

    Raises
    ------
    KeyError
        If the string does not exist in that language; a test sees to it that all do.
    """
    told = {name: in_words(value, language) if isinstance(value, TextmineError) else value
            for name, value in values.items()}  # fmt: skip
    return TEXTS[key][language].format(**told)
