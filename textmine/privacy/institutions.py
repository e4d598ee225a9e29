"""Named institutions, schools and firms: a name and a word for what they are, «Fjordgløtt aktivitetssenter»."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from textmine.language.wordlists import phrase_list, word_list
from textmine.privacy.entities import Entity

_CAPITAL = r"[A-ZÆØÅ][\w'’-]{1,40}"
_KINDS = "|".join(sorted(map(re.escape, word_list("institution_words")), key=len, reverse=True))
_NAMED = re.compile(
    rf"(?<![\w.@-])(?P<name>{_CAPITAL}(?:\s(?:og\s)?{_CAPITAL}){{0,3}}?)\s(?:bo-\sog\s)?(?i:{_KINDS})(?![\w@-])"
)
_OPENS = frozenset('.!?…:«"•–—-(*\n')
_SCORE = 0.6


def institutions(text: str, ordinary: Collection[str]) -> Iterator[Entity]:
    """Named institutions of a text.

    Parameters
    ----------
    text : str
    ordinary : collection of str
        Words in small letters that are no names: at the beginning of a sentence they have a capital like names do.
    """
    public = phrase_list("public_names")
    for match in _NAMED.finditer(text):
        start = match.start()
        words = match["name"].split()
        if _opens(text, start) and words[0].casefold() in ordinary:
            # «Vår Solbakken skole» has a name from its second word; «Vår skole» has none.
            start += len(words[0]) + 1
            words = words[1:]
        name = " ".join(words).casefold()
        if words and name not in public and text[start : match.end()].casefold() not in public:
            yield Entity("ORGANISATION", start, match.end(), text[start : match.end()], _SCORE, "pattern: institution")


def _opens(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" ")
    return not before or before[-1] in _OPENS
