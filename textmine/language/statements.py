"""Statement segmentation: a response becomes statements that each say one thing.

Rules over characters and a few closed word classes. Boundaries are found in three layers: layout (line
breaks, bullets, «;», « - », « / »), sentence ends (not after abbreviations, ordinals, dates and times),
and clauses («og», «men», «samt» ... where both sides stand alone).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from textmine.language.clauses import clause_cuts
from textmine.language.wordlists import word_list

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[)\"'»”]*(?=\s|$|[A-ZÆØÅ][a-zæøå]{2,})")
_LAYOUT = re.compile(
    # Each alternative starts where white space starts, so that long runs of it take linear time.
    r"(?<!\s)\s*?[\n\r\v\f\x85\u2028\u2029]\s*(?:[-–—*•·▪●○►>]+\s*|\(?\d{1,2}[.)]\s+|[a-h]\)\s+)?"  # line, bullet
    r"|;\s*"
    r"|(?<!\s)\s+[-–—•·▪●]+\s+"
    r"|(?<!\s)\s+/{1,2}\s+"
    r"|(?<!\s)\s+\(?\d{1,2}\)\s+"  # «1) bolig 2) jobb» on one line
)
# «3. linje» and «17. mai» begin answers too: of numbers with a full stop only the first of a list is a bullet.
_LEADING = re.compile(r"[\s,;:.!?…/•·▪●○►>*–—-]+|\(?\d{1,2}\)\s+|1\.\s+|\(?[a-h]\)\s+")
_LONGEST_ABBREVIATION = 20
_ENOUGH_TO_SEE = 80
_WORD_BEFORE = re.compile(r"[\w.]+$")


@dataclass(frozen=True)
class Statement:
    """A span of a response that says one thing: Unicode code points, end-exclusive."""

    start: int
    end: int
    text: str


def segment(text: str) -> list[Statement]:
    """Cut a response into statements.

    Parameters
    ----------
    text : str
        Any string.

    Returns
    -------
    list of Statement
        In order, not overlapping, each with ``text[s.start:s.end] == s.text`` and no surrounding space.
        Text between statements is punctuation, bullets and the like. Empty for text without words.
    """
    statements = []
    for start, end in _pieces(text):
        for a, b in clause_cuts(text, start, end):
            span = _trim(text, a, b)
            if span is not None:
                statements.append(Statement(*span, text[span[0] : span[1]]))
    return statements


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Stretches between layout marks and sentence ends."""
    position = 0
    for mark in _LAYOUT.finditer(text):
        yield from _sentences(text, position, mark.start())
        position = mark.end()
    yield from _sentences(text, position, len(text))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    for mark in _SENTENCE_END.finditer(text, start, end):
        if not _ends_sentence(text, mark, start, end):
            continue
        yield position, mark.end()
        position = mark.end()
    if position < end:
        yield position, end


def _ends_sentence(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether this punctuation ends a sentence, rather than an abbreviation, ordinal, date or time."""
    if mark[0][0] != "." or len(mark[0]) > 1:
        return True
    following = text[mark.end() : min(end, mark.end() + _ENOUGH_TO_SEE)].lstrip()
    before = _WORD_BEFORE.search(text, max(start, mark.start() - _LONGEST_ABBREVIATION), mark.start())
    word = before[0].casefold().strip(".") if before else ""
    if not following:
        return True
    if word.isdigit() and len(word) <= 2:
        # «3. linje», «17. mai»; but «vi er 2. Det er for lite» has a capital and a verb behind it.
        return following[0].isupper() and len(following.split()) > 3
    if word in word_list("abbreviations"):
        return False
    return not (len(word) == 1 and word.isalpha())


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Drop leading bullets, trailing space and separators; None where no letter or digit is left."""
    lead = _LEADING.match(text, start, end)
    while lead and lead.end() > start:
        start = lead.end()
        lead = _LEADING.match(text, start, end)
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:/–—-"):
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return start, end
