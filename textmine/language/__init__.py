"""Language layer: cleaning, written standard, statements, lemmas."""

from __future__ import annotations

from textmine.language.clean import comparison_key, is_uninformative, normalise
from textmine.language.standard import LanguageGuess, detect_language, guess_languages
from textmine.language.statements import Statement, segment

__all__ = [
    "LanguageGuess",
    "Statement",
    "comparison_key",
    "detect_language",
    "guess_languages",
    "is_uninformative",
    "normalise",
    "segment",
]
