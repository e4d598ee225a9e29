"""Personal data that has a form: numbers, addresses, dates, ages.

Recall before precision: a number with a typing error is still somebody's number, so no check digit is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from textmine.language.wordlists import word_list
from textmine.privacy.entities import Entity


@dataclass(frozen=True)
class Pattern:
    """A form that one kind of personal data has; the group ``hit`` is the data, or all that matches without it."""

    type: str
    name: str
    form: re.Pattern[str]
    score: float


def _pattern(type_: str, name: str, score: float, form: str) -> Pattern:
    return Pattern(type_, name, re.compile(form, re.IGNORECASE | re.VERBOSE), score)


_MONTH = r"""(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember
    |jan|feb|apr|jun|jul|aug|sept?|okt|nov|des)\b"""
_STREETS = "|".join(sorted(word_list("street_endings"), key=len, reverse=True))
_NAME = r"(?-i:[A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ])[\w'’.-]*"
_HOUSE = r"""\d{1,3}(?:[–-]\d{1,3})?(?:\s?[a-h](?!\w))?
    (?!\w|[.,]\d|\s?(?:%|prosent|kr\b|kroner|år|timer|min\b|ganger|gonger|gang\b|til\b))"""
_AGE = r"(?:[1-9]\d|1[01]\d)"
_NOT_IN_ADDRESS = r"[^\s@<>()\[\]{},;:«»\"|]"
_IN_URL = r"[^\s<>«»\"(){}|]*[^\s<>«»\"(){}|.,;:!?]"
_DOMAINS = "no|com|net|org|info|eu|se|dk|fi|de|uk|io|online|site|blog|shop|example"

PATTERNS = (
    _pattern("EMAIL", "e-mail", 1.0, rf"{_NOT_IN_ADDRESS}+@{_NOT_IN_ADDRESS}*\w\.\w{{2,}}"),
    _pattern("URL", "web address", 1.0, rf"\b(?:https?://|www\.){_IN_URL}"),
    _pattern("URL", "domain", 0.9, rf"(?<![\w@.-])(?:[\w-]+\.)+(?:{_DOMAINS})(?![\w-])(?:/{_IN_URL})?"),
    _pattern("HANDLE", "handle", 0.95, r"(?<![\w@.])@\w(?:[\w.-]*\w)?"),
    _pattern("ACCOUNT", "4-2-5 digits", 0.95, r"(?<!\d)(?<!\d[.,/-])\d{4}(?P<gap>[ .])\d{2}(?P=gap)\d{5}(?!\d)"),
    _pattern(
        "ACCOUNT",
        "digits said to be an account",
        1.0,
        r"konto\w*\W{0,3}(?:\w+\W{1,2}){0,3}?(?P<hit>\d{4}[ .-]?\d{2}[ .-]?\d{5})(?!\d)",
    ),
    _pattern("NATIONAL_ID", "11 digits", 0.95, r"(?<!\d)\d{6}[ .\-–/]{0,2}\d{5}(?!\d)"),
    _pattern(
        "NATIONAL_ID",
        "date and 5 digits",
        0.95,
        r"(?<!\d)\d{2}[ ./-]\d{2}[ ./-]\d{2}(?:\d{2})?\s?[ .\-–/]?\s?\d{5}(?!\d)",
    ),
    _pattern("PHONE", "with +47", 1.0, r"(?<!\w)(?:\+|00)\s?47[ .-]?\d(?:[ .-]?\d){7}(?!\d)"),
    _pattern("PHONE", "foreign", 0.9, r"(?<!\w)(?:\+|00)(?!47)[1-9]\d{0,2}[ \d()-]{6,14}\d(?!\d)"),
    _pattern(
        "PHONE",
        "8 digits",
        0.9,
        r"""(?<!\d)(?<!\d[.,/-])
        (?![0-2]\d\.[0-5]\d-)             # hours
        (?: [2-9]\d(?:[ .-]\d\d){3}        # 22 33 44 55
          | [2-9]\d\d[ .-]\d\d[ .-]\d{3}   # 912 34 567
          | [2-9]\d\d[ .-]\d{3}[ .-]\d\d
          | [2-9]\d[ ]\d\d[ ]\d\d[ ]\d{3}  # a digit too many
          | [2-9]\d{3}[ ]\d{4}
          | [2-9]\d{7} )
        (?!\d|[.,/-]\d|\s?(?:kr\b|kron|mill|%|prosent))""",
    ),
    _pattern(
        "PHONE",
        "digits said to be a phone",
        0.85,
        r"""(?:tlf|tel|telefon|mob|mobil|ring|sms)\w*[\s.:]{1,3}(?:\w+[\s:]){0,2}?
        (?P<hit>(?<!\d)\d(?:[ .-]?\d){7,10})(?!\d)""",
    ),
    _pattern("PLATE", "plate", 0.9, r"\b(?-i:[A-Z]{2})\s?\d{4,5}(?!\d|[.,/-]\d)"),
    _pattern("PLATE", "plate in small letters", 0.7, r"\b[a-z]{2}\s?\d{5}(?!\d|[.,/-]\d|\s?(?:kr|kron|mill|%))"),
    _pattern(
        "ADDRESS",
        "street and number",
        0.9,
        rf"""(?: \b(?:{_NAME}\s+){{0,3}}?{_NAME[:-9]}[\w'-]*(?:{_STREETS})
               | \b(?:{_NAME}\s+){{1,2}}(?:s\s)?(?:{_STREETS}) )\s+{_HOUSE}""",
    ),
    _pattern("ADDRESS", "street in small letters", 0.8, rf"\b\w+(?:gata|gaten|veien|vegen|stien|svingen)\s+{_HOUSE}"),
    _pattern("POSTCODE", "postcode and town behind a comma", 0.85, r"(?<=[,;\n][ ])\d{4}\s(?-i:[A-ZÆØÅ])[\w-]+"),
    _pattern("POSTCODE", "postcode and town", 0.85, r"(?<!\d)(?!19|20)\d{4}\s(?-i:[A-ZÆØÅ])[\w-]{2,}"),
    _pattern(
        "POSTCODE",
        "digits said to be a postcode",
        0.95,
        r"post(?:nr|nummer|kode)\w*\W{1,3}(?:\w+\W){0,2}?(?P<hit>\d{4}(?:\s(?-i:[A-ZÆØÅ])\w+)?)",
    ),
    _pattern(
        "DATE",
        "day and month",
        0.85,
        rf"(?<!\d)(?!17\.?[ ]mai)(?:den\s)?[0-3]?\d\.?\s?{_MONTH}(?:\.?\s?(?:19|20)\d\d)?",
    ),
    _pattern(
        "DATE",
        "numbers",
        0.85,
        r"(?<![\d.,/])[0-3]?\d(?:\.[01]?\d\.|/[01]?\d[–/\s-]{1,2}|-[01]?\d-)(?:(?:19|20)\d\d|\d\d)(?![\d/]|[.,]\d)",
    ),
    _pattern(
        "AGE",
        "years old",
        0.8,
        rf"(?<![\d.,]){_AGE}(?:\s?år(?=\s(?:gammel|gamal|gamle|gamalt|ung))|-år(?:ing|ig)\w*|\s?åring\w*)",
    ),
    _pattern(
        "AGE",
        "being of an age",
        0.6,
        rf"""\b(?:er|blir|fyller|var|på|alder)\s(?P<hit>{_AGE}(?:\s?år)?)
        (?=\s*(?:[.,;!)]|$|og\b|med\b))(?!\s*(?:%|prosent|[.,]\d))""",
    ),
    _pattern("AGE", "name and age", 0.6, rf"(?-i:[A-ZÆØÅ])[\wæøå-]+,\s?(?P<hit>{_AGE}(?:\s?år)?)(?=\s?[,.)])"),
)

_BEHIND_ADDRESS = re.compile(r"[,\s]{1,3}(?P<hit>\d{4}(?:\s[A-ZÆØÅ][\w-]+)?)(?!\w)")
_OTHER_NUMBER = re.compile(r"(?:sak|ordre|kunde|referanse|journal|faktura|org)\w*[\s.:]{0,3}$", re.IGNORECASE)
_OTHER_NUMBER_REACH = 25
_INITIALS = re.compile(r"(?<!\w)(?:[A-ZÆØÅ]\.\s?){1,2}[A-ZÆØÅ]\.(?!\w)")


def formatted(text: str) -> Iterator[Entity]:
    """Every match of every pattern; matches may overlap."""
    for pattern in PATTERNS:
        for match in pattern.form.finditer(text):
            start, end = match.span("hit" if "hit" in pattern.form.groupindex else 0)
            if _is_something_else(pattern, text, start, end):
                continue
            yield Entity(pattern.type, start, end, text[start:end], pattern.score, f"pattern: {pattern.name}")
            if pattern.type == "ADDRESS" and (behind := _BEHIND_ADDRESS.match(text, end)):
                yield Entity("POSTCODE", *behind.span("hit"), behind["hit"], pattern.score, "pattern: behind address")
    for match in _INITIALS.finditer(text):
        yield Entity("PERSON", *match.span(), match[0], 0.6, "pattern: initials")


def _is_something_else(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """A case number, a site that everybody knows, or a short word before a number."""
    if pattern.type == "PHONE":
        return _OTHER_NUMBER.search(text[max(0, start - _OTHER_NUMBER_REACH) : start]) is not None
    if pattern.name == "domain":
        return text[start:end].casefold() in word_list("known_sites")
    return pattern.name == "plate in small letters" and text[start : start + 2] in word_list("before_numbers")
