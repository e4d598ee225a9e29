"""Bytes of a text file to text: UTF-8, UTF-16 with a byte-order mark, or one byte a letter as Windows, Mac and DOS."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from textmine.errors import InputError

_SAVE_AS_UTF8 = "Open it in the program that made it and save it as CSV with the encoding UTF-8"
# Tab, line feed, vertical tab, form feed and carriage return occur in text that people have pasted.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_TOLERATED_CONTROLS = 0.01
# æ, ø and å of UTF-8 read as Windows-1252; at the end of a file that was cut, half of one.
_GARBLED = re.compile(r"Ã(?:[¦¸¥†˜…]|\Z)")
# æ, ø and å (in DOS, whose æ is a quotation mark of Windows, ø and å) inside words.
_LETTERS = {
    "cp1252": re.compile(rb"[\xe6\xf8\xe5]"),
    "mac_roman": re.compile(rb"(?<=[A-Za-z])[\xbe\xbf\x8c]"),
    "cp850": re.compile(rb"(?<=[A-Za-z])[\x9b\x86](?=[a-z])"),
}
_RARE = 10


def decode(data: bytes, file: Path) -> tuple[str, str]:
    """Decode a text file whose encoding nobody has told.

    Parameters
    ----------
    data : bytes
        The whole file.
    file : Path
        Named in errors.

    Returns
    -------
    tuple of str
        The text without byte-order mark, and the encoding: ``utf-8``, ``utf-16``, ``cp1252``, ``mac_roman`` or
        ``cp850``.

    Raises
    ------
    InputError
        If the bytes are not text in one of these encodings.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(data, file)
    if b"\0" in data:
        raise _zero_bytes(data, file)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        encoding = one_byte_encoding([data])
        return one_byte(data, file, data.count(b"\n", 0, error.start) + 1, encoding), encoding
    if len(_CONTROL.findall(text)) > _TOLERATED_CONTROLS * len(text):
        raise InputError("the file is not text: it is full of control characters", _SAVE_AS_UTF8, file=file)
    return text, "utf-8"


def _utf16(data: bytes, file: Path) -> tuple[str, str]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise _damaged(error.start, file) from error
    if _CONTROL.search(text):
        raise _not_utf16(file)
    return text, "utf-16"


def _zero_bytes(data: bytes, file: Path) -> InputError:
    sample = data[:4096]
    halves = sample[::2].count(0), sample[1::2].count(0)
    # Western text in UTF-16 has a zero in nearly every other byte, always on the same side.
    if max(halves) > 0.4 * len(sample) and min(halves) < 0.1 * len(sample):
        problem = "the file seems to be UTF-16 without the byte-order mark that says so"
    else:
        problem = "the file is not text: it holds zero bytes"
    return InputError(problem, _SAVE_AS_UTF8, file=file)


def one_byte_encoding(blocks: Iterable[bytes]) -> str:
    """Which encoding with one byte a letter text that is not UTF-8 has, by its æ, ø and å.

    Parameters
    ----------
    blocks : iterable of bytes
        The whole file, cut at line ends.

    Returns
    -------
    str
        ``cp1252`` where nothing says that it is ``mac_roman`` (old Excel for Mac) or ``cp850`` (DOS).
    """
    counts: Counter[str] = Counter()
    for block in blocks:
        counts.update({name: len(letters.findall(block)) for name, letters in _LETTERS.items()})
    likeliest = max(_LETTERS, key=lambda name: counts[name])
    return likeliest if counts[likeliest] > _RARE * counts["cp1252"] else "cp1252"


def encoding_note(encoding: str) -> list[str]:
    """Note an encoding that was guessed from a few letters; at most one line."""
    shown = {"mac_roman": "Mac Roman", "cp850": "DOS (code page 850)"}.get(encoding)
    return [f"the file is read as {shown} text: look that æ, ø and å are right"] if shown else []


def is_garbled(text: str) -> bool:
    """Whether letters were lost, or UTF-8 read as Windows-1252, before the file came here."""
    return "\ufffd" in text or ("Ã" in text and _GARBLED.search(text) is not None)


def garbled_note(answers: int) -> list[str]:
    """Note how many answers are garbled; at most one line."""
    said = "answers hold garbled letters such as Ã¸: the file was damaged before it came here; export it again as UTF-8"
    return [f"{answers} {said}"] if answers else []


def one_byte(data: bytes, file: Path, row: int, encoding: str) -> str:
    """Decode text with one byte a letter, or the next block of one, whose fault as UTF-8 stands in ``row``.

    Raises
    ------
    InputError
        If it is no such text, or partly UTF-8.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = "\0"
    if _CONTROL.search(text):
        raise InputError("the file is neither UTF-8, UTF-16 nor Windows-1252 text", _SAVE_AS_UTF8, file=file, row=row)
    if _GARBLED.search(text):
        raise InputError(
            "the file is UTF-8, but not all of it: perhaps two files were joined or one was cut",
            _SAVE_AS_UTF8,
            file=file,
            row=row,
        )
    return text


def check_utf16(blocks: Iterable[bytes], file: Path) -> None:
    """Check a UTF-16 file block by block, its byte-order mark first.

    Raises
    ------
    InputError
        If it is not text, or was cut or damaged.
    """
    decoder = codecs.getincrementaldecoder("utf-16")()
    passed = 0
    for block in chain(blocks, (b"",)):
        held = len(decoder.getstate()[0])
        try:
            text = decoder.decode(block, final=not block)
        except UnicodeDecodeError as error:
            raise _damaged(passed - held + error.start, file) from error
        if _CONTROL.search(text):
            raise _not_utf16(file)
        passed += len(block)


def _damaged(place: int, file: Path) -> InputError:
    return InputError(f"the file begins as UTF-16 but is damaged at byte {place + 1}", _SAVE_AS_UTF8, file=file)


def _not_utf16(file: Path) -> InputError:
    return InputError("the file begins as UTF-16 but is not text", _SAVE_AS_UTF8, file=file)
