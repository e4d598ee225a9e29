"""Cleaning that never changes an original: normal forms for comparing, encoding and counting texts."""

from __future__ import annotations

import re
import unicodedata

from textmine.language.wordlists import phrase_list

_SPACE = re.compile(r"\s+")
_MISSING = ("nan", "<NA>", "NaT")
_NOT_WORD = re.compile(r"[^\w\s]+|_+")


def as_text(value: object) -> str:
    """A cell of a survey as text: None and missing numbers are no text, anything else is what it prints as."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # spreadsheets keep a phone number as 91234567.0
    return "" if value is None or str(value) in _MISSING else str(value)


def normalise(text: str) -> str:
    """Text as the encoder and the counts see it: NFC, one space between words, no control characters.

    Lone surrogates become U+FFFD, so that any Python string can be written and encoded. Offsets are not
    kept; spans always refer to the original.
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in "\u00ad\u200b\ufeff")
    text = unicodedata.normalize("NFC", text)
    return _SPACE.sub(" ", text).strip()


def comparison_key(text: str) -> str:
    """Key under which two texts count as the same: normal form, case folded, punctuation dropped."""
    return _SPACE.sub(" ", _NOT_WORD.sub(" ", normalise(text).casefold())).strip()


def is_uninformative(text: str) -> bool:
    """True for text that carries no opinion: empty, only marks or digits, or a stock phrase like «vet ikke»."""
    key = comparison_key(text)
    return not any(c.isalpha() for c in key) or len(key) == 1 or key in phrase_list("empty_answers")
