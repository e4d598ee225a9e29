"""Cleaning that never changes an original: normal forms for comparing, encoding and counting texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from textmine.errors import InputError
from textmine.language.wordlists import phrase_list

_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_MISSING = ("nan", "<NA>", "NaT")
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u2060\ufeff]")
_APART = re.compile(f"[{_MARKS}\u00ad\u200b\u200c\u2060\ufeff]")
# A character and what belongs to it; an invisible one, or a mark without a letter, stands alone.
_LETTER = re.compile(f"(?s:.)[{_MARKS}]*")
_NOT_WORD = re.compile(r"[^\w\s]+|_+")


def as_text(value: object) -> str:
    """A cell of a survey as text: None and missing numbers are no text, anything else is what it prints as."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # spreadsheets keep a phone number as 91234567.0
    return "" if value is None or str(value) in _MISSING else str(value)


def as_list(values: Any, what: str) -> list[Any]:
    """Values that stand in rows, as a list.

    Parameters
    ----------
    values : iterable
        A list, tuple, Series, array of one dimension, generator or the like.
    what : str
        What the values are, for the error.

    Raises
    ------
    InputError
        If going through ``values`` would give something else than rows: the characters of one text, the column names
        of a table, the keys of a mapping, a set in no order.
    """
    if isinstance(values, str | bytes):
        raise InputError(f"a single text was given where a list of {what} is expected", "Put it in a list: [text]")
    wrong = isinstance(values, Mapping | Set) or getattr(values, "ndim", 1) != 1
    if wrong or not isinstance(values, Iterable):
        kind = type(values).__name__
        raise InputError(
            f"{kind} was given where a list of {what} is expected", "Give a list, or one column of a table"
        )
    return list(values)


def normal_texts(texts: object) -> list[str]:
    """Normal form of each of a list of texts; None and missing numbers are empty.

    Raises
    ------
    InputError
        If what is given is no list: see `as_list`.
    """
    return [normalise(as_text(text)) for text in as_list(texts, "texts")]


def normalise(text: str) -> str:
    """Text as the encoder and the counts see it: NFC, one space between words, no control characters.

    Lone surrogates become U+FFFD, so that any Python string can be written and encoded. Offsets are not
    kept; spans always refer to the original.
    """
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())  # nearly every text, at a tenth of the time
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = "".join(" " if unicodedata.category(c) == "Cc" else c for c in text if c not in "\u00ad\u200b\ufeff")
    text = unicodedata.normalize("NFC", text)
    return _SPACE.sub(" ", text).strip()


def without_surrogates(text: str) -> str:
    """Text of the same length that can be written as UTF-8: U+FFFD in place of each lone surrogate."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True)
class Composed:
    """A text in NFC without invisible marks, and where each of its characters stands in the original.

    ``starts`` and ``ends`` (n,) are code points of the original; both are None where each character stands for itself.
    """

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of at least one character stands in the original, combining marks included."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def compose(text: str) -> Composed:
    """Text in which a letter with its mark is one character and nothing invisible parts a word, with the way back."""
    if unicodedata.is_normalized("NFC", text) and not _APART.search(text):
        return Composed(text)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _LETTER.finditer(text):
        piece = unicodedata.normalize("NFC", _INVISIBLE.sub("", match[0]))
        pieces.append(piece)
        starts += [match.start()] * len(piece)
        ends += [match.end()] * len(piece)
    return Composed("".join(pieces), starts, ends)


def comparison_key(text: str) -> str:
    """Key under which two texts count as the same: normal form, case folded, punctuation dropped."""
    return " ".join(_NOT_WORD.sub(" ", normalise(text).casefold()).split())


def is_uninformative(text: str) -> bool:
    """True for text that carries no opinion: empty, only marks or digits, or a stock phrase like «vet ikke»."""
    return says_nothing(comparison_key(text))


def says_nothing(key: str) -> bool:
    """`is_uninformative` of a text whose comparison key is known."""
    return not any(c.isalpha() for c in key) or len(key) == 1 or key in phrase_list("empty_answers")
