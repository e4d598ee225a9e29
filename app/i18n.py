"""Words of the interface in bokmål, nynorsk and English, gathered from ``app/texts``."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from string import Formatter
from typing import Any

import app.texts
from app.components.numbers import whole
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


class _Filled(Formatter):
    """Fills placeholders; ``{n:utsegn|utsegner}`` is the first word where n is one, and the second where it is not."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, many = format_spec.partition("|")
        return (one if str(value) == "1" else many) if bar else str(format(value, format_spec))


_FILLED = _Filled()


def text(key: str, language: str, **values: object) -> str:
    """One string of the interface, its placeholders filled; an error of textmine is filled in in the same language.

    Raises
    ------
    KeyError
        If the string does not exist in that language; a test sees to it that all do.
    """
    return _FILLED.format(TEXTS[key][language], **{name: _told(value, language) for name, value in values.items()})


def _told(value: object, language: str) -> object:
    if isinstance(value, TextmineError):
        return in_words(value, language)
    return whole(value, language) if type(value) is int else value
