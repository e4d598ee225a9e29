"""Errors of textmine in the language of the interface.

An error is known by its English lines as the code has them, ``{}`` standing for what is filled in, as gettext knows a
message by its original. So it is found again from its text alone, which is all that a background run hands over. Lines
and their translations lie in ``error_lines.tsv``; a test sees to it that none is missing.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.changes import deed_in_words, thing_in_words
from textmine.errors import TextmineError

_PLACE = re.compile(r"(?:^|(?<=, ))(row|column)(?= ['\"]?\S)")
_CONFLICT = "{} was changed by {} at"
_WORDS = {
    "nb": {"row": "rad", "column": "kolonne", "lead": "Feilen er bare beskrevet på engelsk: "},
    "nn": {"row": "rad", "column": "kolonne", "lead": "Feilen er berre skildra på engelsk: "},
}


@cache
def lines() -> dict[str, dict[str, str]]:
    """Translations by English line, each by language."""
    with Path(__file__).with_name("error_lines.tsv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return {english: {"nb": bokmal, "nn": nynorsk} for english, bokmal, nynorsk in rows}


def in_words(error: TextmineError | str, language: str) -> str:
    """What an error says, in a language; in English behind a few words that say so where nobody has translated it."""
    said = str(error)
    if language not in _WORDS:
        return said
    if (whole := _translated(said, language, whole=True)) is not None:
        return whole
    for problem, remedy in _halves(said):
        for place, rest in _places(problem):
            told, advice = _translated(rest, language), _translated(remedy, language)
            if told is not None and advice is not None:
                where = _PLACE.sub(lambda found: _WORDS[language][found[1]], place)
                return f"{where}{told if where else told[:1].upper() + told[1:]}. {advice}."
    return _WORDS[language]["lead"] + said


def note_in_words(note: str, language: str) -> str:
    """A note about a file or an import in a language."""
    return _translated(note, language) or note if language in _WORDS else note


def _halves(said: str) -> Iterator[tuple[str, str]]:
    """Ways to part an error into problem and remedy; either may have a full stop in it."""
    if said.endswith("."):
        for stop in re.finditer(r"\. ", said):
            yield said[: stop.start()], said[stop.end() : -1]


def _places(problem: str) -> Iterator[tuple[str, str]]:
    """Ways to part a problem into where it is and what it is."""
    yield "", problem
    for colon in re.finditer(": ", problem):
        yield problem[: colon.end()], problem[colon.end() :]


def _translated(line: str, language: str, *, whole: bool = False) -> str | None:
    """A line with what is filled in; ``whole`` for one that is an error by itself, and so ends with a full stop."""
    for template, pattern in _patterns():
        if template.endswith(".") == whole and (found := pattern.fullmatch(line)):
            # What is filled in may be a line of its own, such as what a role may not do.
            values = [lines().get(value, {}).get(language, value) for value in found.groups()]
            if template.startswith(_CONFLICT):
                thing = thing_in_words(values[0], language)
                values[0], values[3] = thing[:1].upper() + thing[1:], deed_in_words(values[3], language)
            return lines()[template][language].format(*values)
    return None


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Lines as patterns, those that say most first."""
    templates = sorted(lines(), key=lambda line: -len(line.replace("{}", "")))
    return [(line, re.compile("(.*?)".join(map(re.escape, line.split("{}"))), re.DOTALL)) for line in templates]
