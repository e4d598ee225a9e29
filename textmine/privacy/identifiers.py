"""Columns beside the text that hold personal data: ids that are e-mail addresses, names, numbers of the state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from textmine.language.wordlists import phrase_list
from textmine.privacy.detect import detect

_MOST = 0.5
_PHONES = 0.9
_MOBILE = re.compile(r"[49]\d{7}")
_NUMBER = re.compile(r"\d+(?:\.0)?")
_DIRECT = frozenset(("PERSON", "NATIONAL_ID", "PHONE", "EMAIL", "ACCOUNT", "ADDRESS", "HANDLE"))
_WHOLE = 0.6
_SAMPLE = 2000
_MOST_NAMES = 4


def identifies(value: str) -> bool:
    """Whether a cell is a direct identifier, or little else."""
    if _NUMBER.fullmatch(value) and len(value) != len("ddmmyyxxxxx"):
        return False
    words = value.replace(",", " ").replace("-", " ").split()
    names = phrase_list("given_names") | phrase_list("surnames")
    if 1 < len(words) <= _MOST_NAMES and all(word in names or word.title() in names for word in words):
        return True
    return any(e.type in _DIRECT and len(e.text) > _WHOLE * len(value) for e in detect(value))


def column_identifies(values: Sequence[str]) -> bool:
    """Whether a column points to people: most of its values are names, or any is an e-mail address or a national id.

    Eight digits are a phone number where nearly all values are such ones; otherwise they are a survey's own key.
    """
    different = list(dict.fromkeys(value.strip() for value in values if value.strip()))[:_SAMPLE]
    if not different:
        return False
    if sum(_MOBILE.fullmatch(value) is not None for value in different) > _PHONES * len(different):
        return True
    found = [{e.type for e in detect(value)} for value in different if not _NUMBER.fullmatch(value) or len(value) == 11]
    if any(types & {"EMAIL", "NATIONAL_ID"} for types in found):
        return True
    return sum(identifies(value) for value in different) > _MOST * len(different)


def row_numbers(ids: Sequence[str]) -> list[str]:
    """Numbers in place of ids, from 1 in order of first appearance; the same id gets the same one."""
    numbers: dict[str, int] = {}
    return [str(numbers.setdefault(value, len(numbers) + 1)) for value in ids]
