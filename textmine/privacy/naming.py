"""Which words of a text are people's names: the tagger's probabilities, and what the whole answer says about them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache

from textmine.language.wordlists import phrase_list, word_list
from textmine.privacy.tagger import CERTAIN, KINDS, Word
from textmine.privacy.word_features import MIN_LETTERS, OPENS, in_dictionary, listed, stem, words_of

THRESHOLD = 0.05
"""Least probability at which a word is part of a person's name. A missed person costs more than a masked word."""
_ORDINARY = 0.2
"""The same for a word of the dictionary in small letters."""
_OPENING = 0.2
"""The same for a word in no list of names that has its capital at the beginning of a sentence."""
_CAPITAL_INSIDE = 0.005
"""The same for a listed name with a capital inside a sentence."""
_SURE = 0.9
"""Least probability for a word that is the name of a firm and in no list of names."""
_SAME_PERSON = 0.02
"""Least probability for a word that is a person's name elsewhere in the same text."""
_SAME_CAPITAL = 0.002
"""The same for an ordinary word with a capital."""
_PERSON = KINDS.index("PERSON")
_FEWEST_LETTERS = 5
"""Of a word that may be another's misspelling."""
_LONG = 7
"""Letters of a word that may be two letters away from another."""
_MOST_KNOWN = 50
"""People against whom words are held for misspellings, so that a very long text takes linear time."""


def people(text: str, words: Sequence[Word], common_words: Collection[str]) -> list[bool]:
    """Whether each word is part of a person's name.

    Parameters
    ----------
    text : str
    words : sequence of Word
        All of the text's, from the tagger.
    common_words : collection of str
        Words in small letters that are no names, whatever else they are.
    """
    nobody = _nobody(words)
    named = [no not in nobody and _is_named(text, words, no, common_words) for no in range(len(words))]
    chosen = [own and not _is_public(words, named, no) for no, own in enumerate(named)]
    for no in _small_names(words, common_words):
        chosen[no] = True
    known = {stem(word.text) for word, own in zip(words, chosen, strict=True) if own}
    if not known:
        return chosen
    return [
        own or (no not in nobody and (_is_again(word, known, common_words) or _is_initial_behind(words, chosen, no)))
        for no, (word, own) in enumerate(zip(words, chosen, strict=True))
    ]


def _is_named(text: str, words: Sequence[Word], no: int, common_words: Collection[str]) -> bool:
    word = words[no]
    small = word.text.casefold()
    probability = float(word.probabilities[_PERSON])
    if not any(c.isalpha() for c in small):
        return False
    if word.text == small:
        return probability >= (_ORDINARY if small in common_words or in_dictionary(small) else THRESHOLD)
    if _is_listed(small):
        return probability >= (_CAPITAL_INSIDE if _is_inside(text, words, no) else THRESHOLD)
    return probability >= (THRESHOLD if _is_inside(text, words, no) else _OPENING)


def _is_inside(text: str, words: Sequence[Word], no: int) -> bool:
    """Whether a word has its capital inside a sentence and a line."""
    if not no or not words[no].text.istitle() or words[no - 1].text in OPENS:
        return False
    return "\n" not in text[words[no - 1].end : words[no].start]


def _is_listed(word: str) -> bool:
    name = stem(word)
    return name in listed("given_names") or name in listed("surnames")


def _is_public(words: Sequence[Word], chosen: Sequence[bool], no: int) -> bool:
    """Whether a word is a firm's name, a medicine's or a disease's, and nobody's: «Rema», «Sobril», «Crohn»."""
    word = words[no]
    small = word.text.casefold()
    beside = [near for near in (no - 1, no + 1) if 0 <= near < len(words)]
    if any(chosen[near] and words[near].text.istitle() for near in beside):
        # «Jens Parkinson» may be somebody, «Parkinson» is not.
        return False
    if small in word_list("medical_names"):
        return True
    if small not in phrase_list("public_names"):
        return False
    probability = float(word.probabilities[_PERSON])
    # «Rema» and «Sogn» are names of people, too: at this probability nothing but a list of names says so.
    return probability == CERTAIN if _is_listed(small) else probability < _SURE


def _nobody(words: Sequence[Word]) -> set[int]:
    """Places of words that name nobody who lives: «Ola Dunk», «Ole Brumm», «ekstremvêret Dagmar»."""
    small = [word.text.casefold() for word in words]
    found: set[int] = set()
    for no, word in enumerate(small):
        for phrase in _phrases().get(word, []):
            if tuple(small[no : no + len(phrase)]) == phrase:
                found.update(range(no, no + len(phrase)))
        if no and words[no].text.istitle() and words[no - 1].text.casefold() in word_list("storm_words"):
            found.add(no)
    again = {small[no] for no in found}
    return found | {no for no, word in enumerate(small) if word in again}


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    by_word: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrase_list("nobody"):
        words = tuple(match[0] for match in words_of(phrase))
        by_word.setdefault(words[0], []).append(words)
    return by_word


def _small_names(words: Sequence[Word], common_words: Collection[str]) -> Iterator[int]:
    """Places of two given names in small letters in a row behind a word that names follow: «til finn roger»."""
    given = listed("given_names")
    for no in range(2, len(words)):
        pair = words[no - 1].text, stem(words[no].text)
        before = words[no - 2].text.casefold()
        if before not in word_list("before_people") or words[no].start != words[no - 1].end + 1:
            continue
        small = all(word.text.islower() and len(word.text) > MIN_LETTERS for word in words[no - 1 : no + 1])
        if small and all(name in given for name in pair) and not all(name in common_words for name in pair):
            yield from (no - 1, no)


def _is_again(word: Word, known: Collection[str], common_words: Collection[str]) -> bool:
    """Whether a word is, elsewhere in the text, a person's name, perhaps misspelt or in a compound."""
    small = word.text.casefold()
    unusual = word.text.istitle() and small not in common_words
    if stem(word.text) in known:
        least = _SAME_CAPITAL if word.text.istitle() else _SAME_PERSON
        return unusual or bool(word.probabilities[_PERSON] >= least)
    first, hyphen, last = small.partition("-")
    if hyphen and (stem(last) in known or stem(first) in known):
        return True
    if not unusual or len(small) < _FEWEST_LETTERS or len(known) > _MOST_KNOWN or small in phrase_list("public_names"):
        return False
    return any(nearly_the_same(small, other) for other in known if len(other) >= _FEWEST_LETTERS)


def _is_initial_behind(words: Sequence[Word], chosen: Sequence[bool], no: int) -> bool:
    """Whether this is the first letters of a surname behind a given name: «Mona L», «jorunn aa»."""
    if not no or not chosen[no - 1] or stem(words[no - 1].text) not in listed("given_names"):
        return False
    text = words[no].text
    beside = words[no].start == words[no - 1].end + 1
    return beside and ((len(text) == 1 and text.isupper() and text != "I") or text.casefold() == "aa")


def nearly_the_same(word: str, other: str) -> bool:
    """Whether one word becomes the other by one letter more, less or exchanged, or two letters in longer words."""
    most = 1 if min(len(word), len(other)) < _LONG else 2
    if abs(len(word) - len(other)) > most or word[0] != other[0]:
        return False
    row = list(range(len(other) + 1))
    for number, letter in enumerate(word, 1):
        before, row[0] = row[0], number
        for place, own in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != own))
    return row[-1] <= most
