"""Text that every format can hold, and where a stretch of the original stands in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# What XML 1.0 cannot hold; lone surrogates are not text in any encoding.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Spans = Sequence[tuple[int, int]]


def printable(text: str) -> str:
    """Text that XML and UTF-8 can hold, a character for each of the original's.

    A byte order mark becomes U+2060, as invisible: at the beginning of a file it would not count as a character.
    """
    return _UNPRINTABLE.sub("\ufffd", text).replace("\ufeff", "\u2060")


def plain(text: str) -> str:
    """Printable text in NFC whose lines end in a line feed."""
    text = printable(text).replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """Plain text on one line."""
    return " ".join(plain(text).split())


def plain_with_spans(text: str, spans: Spans) -> tuple[str, list[tuple[int, int]]]:
    """A text as `plain` gives it, and where stretches of the original stand in it.

    Parameters
    ----------
    text : str
    spans : sequence of (int, int)
        Code points of ``text``, end-exclusive. One that cuts a letter from its mark takes both.
    """
    result = plain(text)
    if result == text:
        return text, list(spans)
    return result, [(_place(text, result, start, -1), _place(text, result, end, 1)) for start, end in spans]


def _place(text: str, result: str, at: int, step: int) -> int:
    """Where a code point of the original stands; the nearest joint in the direction of ``step`` inside a letter."""
    while 0 < at < len(text) and plain(text[:at]) + plain(text[at:]) != result:
        at += step
    return len(plain(text[:at]))
