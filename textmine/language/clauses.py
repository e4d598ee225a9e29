"""Clause boundaries inside a sentence: «og», «men», «samt» ... where both sides can stand alone.

A side stands alone when it has a finite verb; finite verbs are told by a closed list of frequent forms in
both written standards, because short answers are too irregular for anything looser.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textmine.language.wordlists import word_list

_JOINT = re.compile(
    r",?(?<!\s)\s+(?P<word>og|men|samt|mens|medan|dessuten|i tillegg|for øvrig|ellers|elles|så)\s+"
    r"|,\s+(?=\w)|(?<!\s)\s+[&+]\s+",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
MIN_WORDS = 3
_ENOUGH_TO_SEE = 200
"""Characters on either side of a joint that are looked at, so that very long sentences take linear time."""


def clause_cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of ``text[start:end]`` that stand alone, in order; the joining words fall between them."""
    position = start
    for joint in _JOINT.finditer(text, start, end):
        if joint.start() <= position:
            continue
        left = text[max(position, joint.start() - _ENOUGH_TO_SEE) : joint.start()]
        right = text[joint.end() : min(end, joint.end() + _ENOUGH_TO_SEE)]
        if _stands_alone(left) and _begins_clause(right, joint["word"]):
            yield position, joint.start()
            position = joint.end()
    yield position, end


def _stands_alone(side: str) -> bool:
    words = [word.casefold() for word in _WORD.findall(side)]
    return len(words) >= MIN_WORDS and any(word in word_list("finite_verbs") for word in words)


def _begins_clause(side: str, joining_word: str | None) -> bool:
    """Whether what follows starts a clause of its own: subject and verb near its beginning.

    After a bare comma only a personal subject directly followed by its verb counts, since commas also set
    off subordinate clauses and lists.
    """
    words = [word.casefold() for word in _WORD.findall(side)[:8]]
    if len(words) < MIN_WORDS:
        return False
    if joining_word is None:
        return words[0] in word_list("subjects") - {"som"} and words[1] in word_list("finite_verbs")
    if words[0] == "som":
        return False
    return any(word in word_list("finite_verbs") for word in words[:5])
