"""Where one statement ends and the next begins: joints of a text and how likely each parts two statements.

A joint is a mark or word that may part statements: a line break, a sentence end, «;», a comma, «og», «men», «fordi»,
a dash, or a capital where the full stop was forgotten. A logistic regression over the words around a joint,
trained on the corpora's statements (``models/build/segmentation.py``), says which do. Supervised sentence boundary
detection after Reynar & Ratnaparkhi (1997), *A maximum entropy approach to identifying sentence boundaries*.
"""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from textmine.language.clauses import one_subject, plain_clauses
from textmine.language.wordlists import word_list

_COORDINATORS = r"og|men|samt|eller|dessuten|i\ tillegg|for\ øvrig|ellers|elles|pluss"
_SUBORDINATORS = (
    r"mens|medan|for|så|både|fordi|når|slik\ at|derfor|difor|heller\ ikke|heller\ ikkje|som|selv\ om|sjølv\ om"
)
_NUMBER = r"(?:\(?(?:\d{1,2}|[a-h])\)|(?<=[\n\r])\d{1,2}\.)\s+"
# Every alternative starts where white space starts, so that long runs of it take linear time.
_JOINT = re.compile(
    rf"""
      (?<!\s)\s*?[\n\r\v\f\x85\u2028\u2029]\s*(?:[-–—*•·▪●○►>]+\s*|{_NUMBER})?
    | (?<!\s)\s+{_NUMBER}
    | (?<![.!?…])(?P<stop>[.!?…]+[)"'»”]*)(?:\s+|(?=$|(?-i:[A-ZÆØÅ])))
    | (?:;|(?<=[^\W\d]):\s)\s*
    | (?:,\s*|(?<!\s)\s+)(?:{_COORDINATORS})\s+
    | (?:,\s*|(?<!\s)\s+)(?=(?:{_SUBORDINATORS})\s)
    | ,\s*(?=\w)
    | (?<!\s)\s+[-–—•·▪●/&+]+\s+
    | (?<!\s)\s+\(\s* | (?<=[^\W\d]{2})\)\s*
    | (?-i:(?<=[a-zæøå0-9])\s+(?=[A-ZÆØÅ][a-zæøå]*\s))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:\.[a-zæøå0-9]\w*)*")
_SUBORDINATE = re.compile(rf"(?:{_SUBORDINATORS})(?=\s)", re.IGNORECASE | re.VERBOSE)
_LINE = frozenset("\n\r\v\f\x85\u2028\u2029")
_STRONG = frozenset(".!?…;\n^")
THRESHOLD = 0.12
"""Least probability at which a joint parts two statements. Chosen on leave-surveys-out figures: low, since a missed
boundary hides a theme and a false one only cuts."""
_REACH = 20
"""Words on either side of a joint that are looked at, so that very long sentences take linear time."""


@dataclass(frozen=True)
class Joint:
    """A place where statements may part: code points, end-exclusive; ``kind`` is its mark or word in small letters."""

    start: int
    end: int
    kind: str


def joints(text: str) -> list[Joint]:
    """All joints inside a text, in order; the marks that end a sentence belong to what they end."""
    found = []
    for match in _JOINT.finditer(text):
        start = match.start() + len(match["stop"] or "")
        if start > 0 and match.end() < len(text):
            found.append(Joint(start, match.end(), _kind(text, match)))
    return found


def _kind(text: str, match: re.Match[str]) -> str:
    if not _LINE.isdisjoint(match[0]):
        return "\n"
    if match["stop"]:
        return match["stop"][:4]
    mark = " ".join(match[0].casefold().split())
    if mark and mark[-1] == ")" and mark.strip("()").isalnum():
        return "item"
    if mark in ("", ","):
        following = _SUBORDINATE.match(text, match.end())
        mark = f"{mark} {following[0].casefold()}" if following else mark or "capital"
    return mark[:12]


def _size(number: int) -> int:
    """A count as one of a few steps."""
    return number if number < 4 else next(step for step in (20, 10, 6, 4) if number >= step)


def features(text: str, found: Sequence[Joint]) -> list[list[str]]:
    """Names of the features that each joint has."""
    tokens = list(_WORD.finditer(text))
    words = [token[0].casefold() for token in tokens]
    starts = [token.start() for token in tokens]
    verbs = word_list("finite_verbs")
    is_verb = [word in verbs for word in words]
    # Position of each joint among the words, with the text's ends as joints of their own.
    at = [0, *(bisect_left(starts, joint.end) for joint in found), len(words)]
    kinds = ["^", *(joint.kind for joint in found), "$"]
    strong = [kind[0] in _STRONG for kind in kinds]
    strong[-1] = True
    sentence_start, sentence_end = list(at), list(at)
    for i in range(1, len(at)):
        sentence_start[i] = at[i - 1] if strong[i - 1] else sentence_start[i - 1]
    for i in range(len(at) - 2, -1, -1):
        sentence_end[i] = at[i + 1] if strong[i + 1] else sentence_end[i + 1]
    seen = Counter(kinds)
    rows = []
    for i in range(1, len(at) - 1):
        before = words[max(sentence_start[i], at[i] - _REACH) : at[i]]
        after = words[at[i] : min(sentence_end[i], at[i] + _REACH)]
        left = slice(max(at[i - 1], at[i] - _REACH), at[i])
        right = slice(at[i], min(at[i + 1], at[i] + _REACH))
        shared = [
            *_clause_features(before, after, len(words[left]), len(words[right]), is_verb[left], is_verb[right]),
            f"before={kinds[i - 1]}",
            f"behind={kinds[i + 1]}",
            f"capital={text[found[i - 1].end].isupper()}",
            f"often={min(seen[kinds[i]], 4)}",
            f"length={_size(len(words))}",
        ]
        own = [f"{kinds[i]}|{name}" for name in ["", *shared]]
        rows.append([*own, *shared, *_word_features(before, after)])
    return rows


def _clause_features(
    before: Sequence[str], after: Sequence[str], left: int, right: int, left_verbs: list[bool], right_verbs: list[bool]
) -> list[str]:
    """Whether both sides could stand alone: lengths in words, verbs, subjects, first and last words."""
    verbs, subjects = word_list("finite_verbs"), word_list("subjects")
    first, second = (*after, "$", "$")[:2]
    last = before[-1] if before else "^"
    return [
        f"last={last}",
        f"first={first}",
        f"second={second}",
        f"left={_size(left)}",
        f"right={_size(right)}",
        f"left={_size(left)} right={_size(right)}",
        f"sentence={_size(len(before))}",
        f"rest={_size(len(after))}",
        f"verbs={any(w in verbs for w in before)}{any(w in verbs for w in after)}",
        f"clause verbs={any(left_verbs)}{any(right_verbs)}",
        f"verb at={_size(right_verbs.index(True)) if True in right_verbs else None}",
        f"subject={first in subjects}{second in verbs}{first in verbs}{second in subjects}",
        f"digits={last.isdigit()}{first.isdigit()}",
        f"wanting={next((w for w in reversed(before) if w in word_list('wanting')), None)} verb={any(right_verbs)}",
        f"wanting={any(w in word_list('wanting') for w in before)} right={_size(right)} verb={any(right_verbs)}",
    ]


def _word_features(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Single words and endings near the joint."""
    names = [f"{before[-n]}<{n}" for n in range(1, min(3, len(before)) + 1)]
    names += [f"{before[-n][-2:]}-<{n}" for n in range(1, min(3, len(before)) + 1)]
    names += [f"{n}>{after[n]}" for n in range(min(3, len(after)))]
    names += [f"{n}>-{after[n][-2:]}" for n in range(min(3, len(after)))]
    return [*names, f"{after[0]} {after[1]}"] if len(after) > 1 else names


@cache
def shipped_weights() -> tuple[dict[str, float], float]:
    """Weights by feature name, and the intercept, of the model that ships."""
    from textmine.resources import shipped

    stored = json.loads(shipped("models/segmentation/weights.json").read_text(encoding="utf-8"))
    return stored["weights"], float(stored["intercept"])


def part(text: str, found: Sequence[Joint], weights: Mapping[str, float], intercept: float) -> list[bool]:
    """For each joint, whether it parts two statements: it is likely enough, or stands between two plain clauses."""
    least = math.log(THRESHOLD / (1 - THRESHOLD))
    return [
        plain_clauses(text, joint.start, joint.end, joint.kind)
        or (
            sum(weights.get(name, 0.0) for name in row) + intercept >= least
            and not one_subject(text, joint.start, joint.end, joint.kind)
        )
        for row, joint in zip(features(text, found), found, strict=True)
    ]
