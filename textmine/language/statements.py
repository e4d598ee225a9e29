"""Statement segmentation: a response becomes statements that each say one thing.

Joints that never part statements (the full stop of an abbreviation, an ordinal, a date) are dropped by rule; lines,
list items and the ends of sentences always part; for all others ``boundaries`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from textmine.language.boundaries import Joint, joints, part, shipped_weights
from textmine.language.clean import as_text
from textmine.language.wordlists import word_list

# «3. linje» and «17. mai» begin answers too: of numbers with a full stop only the first of a list is a bullet.
_LEADING = re.compile(r"[\s,;:.!?…/•·▪●○►>)*–—-]+|\(?\d{1,2}\)\s+|1\.\s+|\(?[a-h]\)\s+")
_ALWAYS = re.compile(r"\n|item|[;•·▪●]+|[-–—/]+|[.!?…].*")
_LONGEST_ABBREVIATION = 20
_ENOUGH_TO_SEE = 80
_WORD_BEFORE = re.compile(r"[\w.]+$")
# «Vi mangler A, B og C», with one or two words an item: longer ones may qualify each other.
_LACKING = (
    r"mangl(?:er|ar|a|et)|manglende|manglande|mangel på|treng(?:er|s|st)?|savn(?:er|ar)|sakn(?:er|ar)"
    r"|(?:alt)?for (?:lite|få)"
)
_ITEM_WORD = r"(?!(?:og|samt)\b)[\w-]+"
_LISTED = re.compile(
    rf"(?P<governing>(?:\w+ ){{0,4}}(?:{_LACKING})) "
    rf"(?P<items>{_ITEM_WORD}(?: {_ITEM_WORD})?(?:(?:,|,? og|,? samt) {_ITEM_WORD}(?: {_ITEM_WORD})?)+)[.!]?",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"\b{_ITEM_WORD}(?: {_ITEM_WORD})?", re.IGNORECASE)


@dataclass(frozen=True)
class Statement:
    """A span of a response that says one thing: Unicode code points, end-exclusive.

    ``context`` holds the words that govern it from outside the span: in «Vi mangler bolig og aktivitetstilbud» the
    second statement is «aktivitetstilbud», with the context «Vi mangler».
    """

    start: int
    end: int
    text: str
    context: str = ""

    @property
    def in_context(self) -> str:
        """The text as a reader understands it, behind its governing words: what its vector is made from."""
        return f"{self.context} {self.text}" if self.context else self.text


def segment(text: object) -> list[Statement]:
    """Cut a response into statements.

    Parameters
    ----------
    text : str
        Any string; None and missing numbers are no text, anything else is read as text.

    Returns
    -------
    list of Statement
        In order, not overlapping, each with ``text[s.start:s.end] == s.text`` and no surrounding space.
        Text between statements is punctuation, bullets, «og» and the like. Empty for text without words.
    """
    return statements_between(as_text(text), *shipped_weights())


def statements_between(text: str, weights: Mapping[str, float], intercept: float) -> list[Statement]:
    """Cut a response with given weights; see ``segment``."""
    found = possible_joints(text)
    statements: list[Statement] = []
    start = 0
    for joint, parts in zip(found, part(text, found, weights, intercept), strict=True):
        if parts or _ALWAYS.fullmatch(joint.kind):
            statements += _shortcomings(_trim(text, start, joint.start))
            start = joint.end
    return statements + _shortcomings(_trim(text, start, len(text)))


def _shortcomings(statement: Statement | None) -> list[Statement]:
    """Each of several shortcomings that share a verb: «mangler bolig og aktivitetstilbud»."""
    if statement is None:
        return []
    listed = _LISTED.fullmatch(statement.text)
    if listed is None:
        return [statement]
    governing = listed["governing"]
    items = list(_ITEM.finditer(statement.text, listed.start("items")))
    words = {word.casefold() for item in items for word in item[0].split()}
    if words & (word_list("finite_verbs") | word_list("binding")):
        return [statement]
    first, *rest = ((statement.start + item.start(), statement.start + item.end(), item[0]) for item in items)
    opening = Statement(statement.start, first[1], statement.text[: first[1] - statement.start])
    return [opening, *(Statement(*item, governing) for item in rest)]


def possible_joints(text: str) -> list[Joint]:
    """Joints that may part statements."""
    return [joint for joint in joints(text) if not _never_parts(text, joint)]


def _never_parts(text: str, joint: Joint) -> bool:
    """Whether this is the full stop of an abbreviation, an ordinal, a date or a time."""
    if joint.kind != ".":
        return False
    stop = joint.start - 1
    following = text[joint.end : joint.end + _ENOUGH_TO_SEE]
    before = _WORD_BEFORE.search(text, max(0, stop - _LONGEST_ABBREVIATION), stop)
    word = before[0].casefold().strip(".") if before else ""
    if word.isdigit() and len(word) <= 2:
        # «3. linje», «17. mai»; but «vi er 2. Det er for lite» has a capital and a verb behind it.
        return not (following[0].isupper() and len(following.split()) > 3)
    return word in word_list("abbreviations") or (len(word) == 1 and word.isalpha())


def _trim(text: str, start: int, end: int) -> Statement | None:
    """Drop leading bullets, trailing space and separators; None where no letter or digit is left."""
    lead = _LEADING.match(text, start, end)
    while lead and lead.end() > start:
        start = lead.end()
        lead = _LEADING.match(text, start, end)
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:/(–—-"):
        end -= 1
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return Statement(start, end, text[start:end])
