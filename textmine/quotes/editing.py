"""Editing a quote: it may be shortened where […] says so, and [words in brackets] may be put in; nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from textmine.privacy import redact

ELLIPSIS = "[…]"
_PIECE = re.compile(r"\[[^\[\]]*\]|\w+|[^\w\s]")
_WORD = re.compile(r"\w+")
NEGATIONS = frozenset({"ikke", "ikkje", "aldri", "ingen", "intet", "inga", "inkje", "uten", "utan", "neppe", "knapt"})

PROBLEMS: dict[str, dict[str, str]] = {
    "changed": {
        "nb": "Ordene «{words}» står ikke slik i sitatet. Bruk […] der noe er tatt bort, og [klammer] om egne ord",
        "nn": "Orda «{words}» står ikkje slik i sitatet. Bruk […] der noko er teke bort, og [klammer] om eigne ord",
        "en": "The words “{words}” do not stand like this in the quote. Put […] where something is left out, and "
        "[brackets] around words of your own",
    },
    "unmarked": {
        "nb": "«{words}» er tatt bort uten […]",
        "nn": "«{words}» er teke bort utan […]",
        "en": "“{words}” was left out without […]",
    },
    "empty": {
        "nb": "Det er ingenting igjen av sitatet",
        "nn": "Det er ingenting att av sitatet",
        "en": "Nothing is left of the quote",
    },
    "bracket": {
        "nb": "En klamme er ikke lukket",
        "nn": "Ei klamme er ikkje lukka",
        "en": "A bracket is not closed",
    },
    "negation_added": {
        "nb": "[{words}] snur meningen",
        "nn": "[{words}] snur meininga",
        "en": "[{words}] turns the meaning around",
    },
    "negation_lost": {
        "nb": "Det som er tatt bort, har ordet «{words}». Se etter at meningen er den samme",
        "nn": "Det som er teke bort, har ordet «{words}». Sjå etter at meininga er den same",
        "en": "What was left out has the word “{words}”. Check that the meaning is the same",
    },
    "personal_data": {
        "nb": "[{words}] ser ut som personopplysninger",
        "nn": "[{words}] ser ut som personopplysingar",
        "en": "[{words}] looks like personal data",
    },
}
_WARNINGS = frozenset({"negation_lost"})


@dataclass(frozen=True)
class EditProblem:
    """What is wrong with an edited quote; ``serious`` is false for what a person should only look at again."""

    key: str
    words: str

    @property
    def serious(self) -> bool:
        """Whether the edit breaks a rule."""
        return self.key not in _WARNINGS

    def text(self, language: str) -> str:
        """The problem in words: nb, nn or en."""
        return PROBLEMS[self.key][language].format(words=self.words)


def check_edit(quote: str, edited: str) -> list[EditProblem]:
    """What is wrong with an edited quote; an empty list where nothing is.

    Parameters
    ----------
    quote : str
        The redacted text. Its placeholders ([NAVN]) count as its words.
    edited : str
        May leave words out where ``[…]`` (or ``[...]``) stands, at the ends too, and have words of the editor's own
        in square brackets. White space does not matter.
    """
    given = _PIECE.findall(quote)
    pieces = [ELLIPSIS if piece == "[...]" else piece for piece in _PIECE.findall(edited)]
    if any(piece in {"[", "]"} and piece not in given for piece in pieces):
        return [EditProblem("bracket", "")]
    added = [p[1:-1].strip() for p in pieces if _is_bracketed(p) and p != ELLIPSIS and p not in given]
    kept = [p for p in pieces if p == ELLIPSIS or p in given or not _is_bracketed(p)]
    problems = _problems_of_added(added)
    if all(piece == ELLIPSIS for piece in kept):
        return [*problems, EditProblem("empty", "")]
    return problems + _problems_of_kept(given, _runs(kept))


def _is_bracketed(piece: str) -> bool:
    return len(piece) > 1 and piece.startswith("[") and piece.endswith("]")


def _problems_of_added(added: Sequence[str]) -> list[EditProblem]:
    problems = []
    for words in added:
        if NEGATIONS & {word.casefold() for word in _WORD.findall(words)}:
            problems.append(EditProblem("negation_added", words))
        if any(entity.direct for entity in redact(words).entities):
            problems.append(EditProblem("personal_data", words))
    return problems


def _runs(kept: Sequence[str]) -> list[list[str]]:
    """Words between the ellipses; the first and last run are empty where the text begins or ends with one."""
    runs: list[list[str]] = [[]]
    for piece in kept:
        if piece == ELLIPSIS:
            runs.append([])
        else:
            runs[-1].append(piece)
    return runs


def _problems_of_kept(given: Sequence[str], runs: Sequence[Sequence[str]]) -> list[EditProblem]:
    """Whether the runs stand in the quote one after the other, the first at its start and the last at its end."""
    position = 0
    gaps: list[str] = []
    for number, run in enumerate(runs):
        last = number == len(runs) - 1
        place = len(given) - len(run) if last and run else _find(given, run, position)
        if place < position or list(given[place : place + len(run)]) != list(run):
            anywhere = _find(given, run, position)
            if last and anywhere >= 0 and number:
                return [EditProblem("unmarked", " ".join(given[anywhere + len(run) :]))]
            return [_why_not(given, run, position)]
        if number == 0 and run and place > 0:
            return [EditProblem("unmarked", " ".join(given[:place]))]
        gaps += given[position:place]
        position = place + len(run)
    gaps += given[position:]
    lost = [word.casefold() for piece in gaps for word in _WORD.findall(piece) if word.casefold() in NEGATIONS]
    return [EditProblem("negation_lost", lost[0])] if lost else []


def _find(given: Sequence[str], run: Sequence[str], start: int) -> int:
    """First place at or after ``start`` where the run stands; -1 where it does not."""
    places = range(start, len(given) - len(run) + 1)
    return next((place for place in places if list(given[place : place + len(run)]) == list(run)), -1)


def _why_not(given: Sequence[str], run: Sequence[str], start: int) -> EditProblem:
    """The first words of a run that are not in the quote, or those that were left out inside it without a mark."""
    from difflib import SequenceMatcher

    changes = SequenceMatcher(None, list(given[start:]), list(run), autojunk=False).get_opcodes()
    for kind, low, high, first, end in changes:
        if kind in {"replace", "insert"}:
            return EditProblem("changed", " ".join(run[first:end]))
        if kind == "delete":
            return EditProblem("unmarked", " ".join(given[start + low : start + high]))
    return EditProblem("changed", " ".join(run))
