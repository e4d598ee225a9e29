"""Words and lemmas for counting: spaCy's tokenisers for both written standards, simplemma's lemmas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from textmine.language.clean import normalise
from textmine.language.wordlists import word_list


@cache
def _tokenizer(language: str) -> Any:
    import spacy

    return spacy.blank(language).tokenizer


@cache
def _lemma(word: str, language: str) -> str:
    import simplemma

    # The answer's own standard first, the other as fallback: people mix.
    languages = ("nn", "nb") if language == "nn" else ("nb", "nn")
    return str(simplemma.lemmatize(word, lang=languages)).casefold()


def _is_word(token: str) -> bool:
    return (
        len(token) > 1 and any(c.isalpha() for c in token) and all(c.isalpha() or c in "-/.0123456789" for c in token)
    )


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
        words = [token.text.strip("-/.") for token in _tokenizer(standard)(normalise(text))]
        words = [word for word in words if _is_word(word) and word.casefold() not in stop_words]
        lemmas = [_lemma(word if word.isupper() else word.casefold(), standard) for word in words]
        result.append([lemma for lemma in lemmas if lemma not in stop_words])
    return result
