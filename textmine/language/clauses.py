"""Clauses on the two sides of a joint: two plain ones that say one thing each, or one with a subject of two parts.

The learnt boundaries know long answers best, since most of the corpora's statements stand in one; in a short answer
two whole clauses are two statements.
"""

from __future__ import annotations

import re

from textmine.language.wordlists import word_list

SHORT = 90
"""Code points of an answer up to which plain clauses always part."""
_JOINING = frozenset({"og", "men", "samt", ",", ", og", ", men", ", samt", "i tillegg", ", i tillegg", "dessuten"})
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…;\n]")
_FEWEST_WORDS = 3
_REACH = 200


def one_subject(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a joint stands inside a subject, as in «Helg og kveld er uten tilbud»: the verb is still to come."""
    if kind not in _JOINING:
        return False
    verbs = word_list("finite_verbs")
    before = [word.casefold() for word in _WORD.findall(_STOP.split(text[max(0, start - _REACH) : start])[-1])]
    after = [word.casefold() for word in _WORD.findall(text[end : end + _REACH])[:_FEWEST_WORDS]]
    return len(before) < _FEWEST_WORDS and verbs.isdisjoint(before) and not verbs.isdisjoint(after[1:])


def plain_clauses(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a joint ``text[start:end]`` of a short answer stands between two plain clauses."""
    if kind not in _JOINING or len(text) > SHORT:
        return False
    verbs, subjects = word_list("finite_verbs"), word_list("subjects") - {"som", "alle"}
    before = [word.casefold() for word in _WORD.findall(_STOP.split(text[:start])[-1])]
    after = [word.casefold() for word in _WORD.findall(_STOP.split(text[end:])[0])]
    if min(len(before), len(after)) < _FEWEST_WORDS or before[0] in word_list("openers"):
        return False
    subject_and_verb = after[0] in subjects and not verbs.isdisjoint(after[1:3])
    return subject_and_verb and not verbs.isdisjoint(before)
