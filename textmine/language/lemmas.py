"""Words and lemmas for counting: simplemma's lemmas of runs of letters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from textmine.language.clean import normalise
from textmine.language.wordlists import word_list

# Counting needs words alone. spaCy's tokenisers find nearly the same, and take longer to import than all else here.
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_NO_WORD = re.compile(r"\S*@\S*|\S*//\S*|\bwww\.\S*|\b(?:\w{1,4}\.){2,}", re.IGNORECASE)
"""Addresses, and abbreviations such as «f.eks.»."""


@cache
def _lemma(word: str, language: str) -> str:
    import simplemma

    # The answer's own standard first, the other as fallback: people mix.
    languages = ("nn", "nb") if language == "nn" else ("nb", "nn")
    return str(simplemma.lemmatize(word, lang=languages)).casefold()


def _is_word(token: str) -> bool:
    return len(token) > 1 and any(c.isalpha() for c in token)


def content_lemmas(texts: Sequence[str], languages: Sequence[str]) -> list[list[str]]:
    """Lemmas of the content words of each text, in order of appearance.

    Parameters
    ----------
    texts : sequence of str, length n
    languages : sequence of {"nb", "nn", "other"}, length n
        Written standard of each text; "other" is read as bokmål.

    Returns
    -------
    list of list of str, length n
        Case-folded whole words, æøå kept; abbreviations such as «dps» too; stop words left out.
    """
    # Own stop words: spaCy has none for nynorsk, and its bokmål list drops «kveld», «plass» and «kontakt».
    stop_words = word_list("stop_words")
    result = []
    for text, language in zip(texts, languages, strict=True):
        standard = "nn" if language == "nn" else "nb"
        words = [word for word in _WORD.findall(_NO_WORD.sub(" ", normalise(text))) if _is_word(word)]
        words = [word for word in words if word.casefold() not in stop_words]
        lemmas = [_lemma(word if word.isupper() else word.casefold(), standard) for word in words]
        result.append([lemma for lemma in lemmas if lemma not in stop_words])
    return result
