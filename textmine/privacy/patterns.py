"""Personal data that has a form: numbers, addresses, dates, ages.

Recall before precision: a number with a typing error is still somebody's number, so no check digit is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from textmine.language.wordlists import word_list
from textmine.privacy.entities import Entity
from textmine.privacy.harmless import is_something_else


@dataclass(frozen=True)
class Pattern:
    """A form that one kind of personal data has; the group ``hit`` is the data, or all that matches without it."""

    type: str
    name: str
    form: re.Pattern[str]
    score: float


def _pattern(type_: str, name: str, score: float, form: str) -> Pattern:
    return Pattern(type_, name, re.compile(form, re.IGNORECASE | re.VERBOSE), score)


_GAP = r"[\s.\-–‑/]"
"""What people put between groups of digits, the narrow and non-breaking spaces of word processors among them."""
_DIGITS_END = r"(?!\d)"
_MONTH = r"""(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember
    |jan|feb|apr|jun|jul|aug|sept?|okt|nov|des)\b"""
_STREETS = "|".join(sorted(word_list("street_endings"), key=len, reverse=True))
_CAPITAL = r"(?-i:[A-ZÆØÅÁČĐŊŠŦŽÄÖÜÉ])"
_NAME = rf"{_CAPITAL}[\w'’-]{{0,30}}\.?"
_UNIT = r"(?:%|prosent|(?:kr|kroner|mill|millioner|år|timer|min|minutter|dager|dagar|ganger|gonger|gang|stykker)\b)"
_HOUSE = rf"(?:nr\.?\s)?\d{{1,4}}(?:[–-]\d{{1,3}})?(?:\s?[a-h](?!\w))?(?!\w|\s?{_UNIT})"
_AGE = r"(?:[1-9]\d|1[01]\d)"
_PERSONAL_WORD = r"(?:kvinne|kvinna|mann|jente|gutt|gut|dame|student)"
_KIN = "|".join(sorted(word_list("kin_words"), key=len, reverse=True))
_NOT_IN_ADDRESS = r"[^\s@<>()\[\]{},;:«»\"|]"
_IN_URL = r"[^\s<>«»\"(){}|]{0,200}[^\s<>«»\"(){}|.,;:!?]"
_DOMAINS = "(?-i:no|com|net|org|info|eu|se|dk|fi|de|uk|io|ly|be|online|site|blog|shop|example)"
_AT = r"(?:[(\[{<](?:at|a|alfakrøll|krøllalfa|@)[)\]}>]|(?:alfakrøll|krøllalfa)\b)"
_DOT = r"(?:[(\[{](?:punktum|punkt|prikk|dot|\.)[)\]}]|\b(?:punktum|punkt|prikk|dot)\b)"
_DIGIT_WORD = r"(?:null|ein|en|éin|én|ett|eitt|to|tre|fire|fem|seks|sju|syv|åtte|ni)"

PATTERNS = (
    _pattern(
        "EMAIL",
        "e-mail",
        1.0,
        rf"(?<!{_NOT_IN_ADDRESS}){_NOT_IN_ADDRESS}{{1,64}}@{_NOT_IN_ADDRESS}{{0,200}}\w\.\w{{2,}}",
    ),
    _pattern(
        "EMAIL",
        "e-mail with spaces",
        0.95,
        rf"(?<![\w.+-])[\w.+-]{{2,64}}(?:\s@\s?|@\s)(?:[\w-]{{1,63}}\s?\.\s?){{1,5}}{_DOMAINS}(?![\w-])",
    ),
    _pattern(
        "EMAIL",
        "e-mail in disguise",
        0.9,
        rf"(?<![\w.+-])[\w.+-]{{2,64}}\s?{_AT}\s?[\w-]{{1,63}}(?:\s?(?:\.|{_DOT})\s?[\w-]{{1,63}}){{0,5}}",
    ),
    _pattern("URL", "web address", 1.0, rf"\b(?:https?://|www\.){_IN_URL}"),
    _pattern("URL", "domain", 0.9, rf"(?<![\w@.-])(?:[\w-]{{1,63}}\.){{1,5}}{_DOMAINS}(?![\w-])(?:/{_IN_URL})?"),
    _pattern("HANDLE", "handle", 0.95, r"(?<![\w@.])@\w(?:[\w.-]{0,60}\w)?"),
    _pattern("ACCOUNT", "4-2-5 digits", 0.95, r"(?<!\d)\d{4}(?P<gap>[\s.-])\d{2}(?P=gap)\d{5}(?!\d)"),
    _pattern(
        "ACCOUNT",
        "digits said to be an account",
        1.0,
        rf"\b(?:konto|kto)\w{{0,12}}\W{{0,3}}(?:\w{{1,15}}\W{{1,2}}){{0,3}}?(?P<hit>\d{{4}}{_GAP}?\d\d{_GAP}?\d{{5}}){_DIGITS_END}",
    ),
    _pattern("ACCOUNT", "IBAN", 1.0, r"\bNO\d{2}(?:\s?\d{4}){2}\s?\d{3}(?!\d)"),
    _pattern(
        "NATIONAL_ID",
        "11 digits",
        0.95,
        rf"(?<!\d)\d\d{_GAP}?\d\d{_GAP}?\d\d(?:(?:19|20)?\d\d)??[:\s.\-–‑/]{{0,5}}\d{{3}}{_GAP}?\d\d{_DIGITS_END}",
    ),
    _pattern(
        "NATIONAL_ID",
        "11 digits in other groups",
        0.7,
        rf"(?<!\d)(?!\d{{1,3}}(?:[\s.]\d{{3}}){{3}}(?!\d))\d(?:{_GAP}?\d){{10}}(?!{_GAP}?\d|\s?{_UNIT})",
    ),
    _pattern("NATIONAL_ID", "last digits left out", 0.8, r"(?<!\d)\d{6}[\s-]?[x*•]{5}(?!\w)"),
    _pattern(
        "NATIONAL_ID",
        "digits said to be a national id",
        0.9,
        rf"\b(?:fnr|fødsels|person(?:nr|nummer))\w{{0,12}}\W{{1,3}}(?:\w{{1,12}}\W){{0,2}}?"
        rf"(?P<hit>\d(?:{_GAP}?\d){{4,11}}){_DIGITS_END}",
    ),
    _pattern(
        "PHONE",
        "with 47",
        1.0,
        rf"(?<![\w+])\(?(?:\+|00)?\s?47\)?{_GAP}{{0,2}}\(?[2-9](?:[)\s.\-–‑/]{{0,2}}\d){{7}}{_DIGITS_END}",
    ),
    _pattern("PHONE", "foreign", 0.9, r"(?<!\w)(?:\+|00)(?!47)[1-9]\d{0,2}[\s\d()/-]{6,14}\d(?!\d)"),
    _pattern(
        "PHONE",
        "8 digits",
        0.9,
        rf"""(?<!\d)(?![0-2]\d[.:][0-5]\d\s?[-–])(?!(?:19|20)\d\d\s(?:19|20)\d\d)
        (?: [2-9]\d(?:{_GAP}{{1,2}}\d\d){{3}}              # 22 33 44 55
          | [2-9]\d\d{_GAP}{{1,2}}\d\d{_GAP}{{0,2}}\d{{3}}   # 912 34 567
          | [2-9]\d\d{_GAP}{{1,2}}\d{{3}}{_GAP}{{1,2}}\d\d
          | [2-9]\d[ ]\d\d[ ]\d\d[ ]\d{{3}}                # a digit too many
          | [2-9]\d{{3}}[ ]\d\d[ ]?\d\d
          | [2-9]\d{{7}} )
        (?!\d|\s?(?:%|prosent|(?:kr|kroner|mill|millioner)\b))""",
    ),
    _pattern(
        "PHONE",
        "8 digits in other groups",
        0.7,
        r"""(?<![\w.,/+-])(?<!\d\s)(?!(?:19|20)\d\d\s)(?!\d{1,3}(?:\s\d{3})+(?!\s?\d))(?!(?:\d{1,3}\s\d{3}(?!\d)\s?){2})
        (?=\d+\s\d)[2-9](?:\s?\d){7}(?!\d|\s\d|[.,:/-]\d)(?!\s?(?:%|prosent|(?:kr|kroner|mill|millioner|kg|km|m|mål)\b))""",
    ),
    _pattern("PHONE", "digit by digit", 0.9, r"(?<![\d.,])[2-9](?:[\s.-]\d){7}(?![\d]|[\s.-]\d)"),
    _pattern(
        "PHONE",
        "letters for digits",
        0.7,
        r"(?<!\w)(?=[\d ]{1,9}[oOlI])(?=(?:\D?\d){6})[2-9](?:[ ]?(?-i:[\doOlI])){7}(?!\w)",
    ),
    _pattern("PHONE", "spelled out", 0.8, rf"\b{_DIGIT_WORD}(?:[\s,-]{{1,2}}{_DIGIT_WORD}){{7}}\b"),
    _pattern(
        "PHONE",
        "digits said to be a phone",
        0.85,
        rf"\b(?:tlf|tel|telefon|mob|mobil|ring|sms|nr|nummer)\w{{0,12}}[\s.:]{{1,3}}(?:\w{{1,12}}[\s.:]{{1,2}}){{0,3}}?"
        rf"(?P<hit>(?<!\d)\(?\d(?:[()]?{_GAP}{{0,2}}[()]?\d){{7,10}}){_DIGITS_END}",
    ),
    _pattern(
        "PLATE",
        "plate",
        0.9,
        r"(?<!\w)(?P<letters>(?-i:[A-Z]{2}))[\s-]?(?!(?:19|20)\d\d(?!\d))\d{2}\s?\d{2,3}(?!\d|[.,/-]\d)",
    ),
    _pattern(
        "PLATE", "plate in small letters", 0.7, rf"(?<!\w)(?P<letters>[a-z]{{2}})\s?\d{{5}}(?!\d|[.,/-]\d|\s?{_UNIT})"
    ),
    _pattern(
        "ADDRESS",
        "street and number",
        0.9,
        rf"""(?<![\w-])(?: (?:{_NAME}\s){{0,3}}?{_CAPITAL}[\w'-]{{0,30}}?(?:{_STREETS})
               | (?:{_NAME}\s){{1,2}}(?:{_STREETS}) )\s{{1,2}}{_HOUSE}""",
    ),
    _pattern(
        "ADDRESS",
        "street in small letters",
        0.8,
        rf"(?<!\w)(?:\w{{2,25}}(?:gata|gaten|veien|vegen|stien|svingen|bakken)|\w{{2,25}}s\s(?:gate|gata|vei|veg))\s{_HOUSE}",
    ),
    _pattern(
        "ADDRESS",
        "said to be where somebody lives",
        0.7,
        rf"(?-i:\b(?:[Bb]or|[Bb]ur|[Bb]odde|[Bb]udde|[Aa]dress[ea]\w{{0,3}}|[Aa]dr)\b)\W{{1,3}}(?:[^\W\dA-ZÆØÅ]{{1,12}}\W{{1,2}}){{0,3}}?"
        rf"(?P<hit>(?:{_NAME}\s){{1,3}}{_HOUSE})",
    ),
    _pattern(
        "ADDRESS",
        "upper and lower",
        0.8,
        rf"\b(?:Øvre|Nedre|Ytre|Indre|Søre|Nordre|Store|Lille|Vesle)\s{_NAME}\s{_HOUSE}",
    ),
    _pattern(
        "ADDRESS", "box or plot", 0.9, r"\b(?:postboks\s\d{1,5}|gnr\.?\s?\d{1,4}\W{1,3}(?:bnr\.?\s?)?\d{1,4})(?!\d)"
    ),
    _pattern("POSTCODE", "postcode and town", 0.85, rf"(?<!\d)\d{{4}}\s(?P<town>{_CAPITAL}[\w-]{{1,30}})"),
    _pattern(
        "POSTCODE",
        "digits said to be a postcode",
        0.95,
        rf"\bpost(?:nr|nummer|kode)\w{{0,5}}\W{{1,3}}(?:\w{{1,12}}\W){{0,2}}?(?P<hit>\d{{4}}(?:\s{_CAPITAL}\w{{1,30}})?)(?!\d)",
    ),
    _pattern(
        "DATE",
        "day and month",
        0.85,
        rf"(?<![\d.])(?!(?:den\s)?17\.?\s?mai)(?:den\s)?[0-3]?\d\.?\s?{_MONTH}(?!\s{_CAPITAL})(?:\.?\s?(?:19|20)\d\d)?",
    ),
    _pattern(
        "DATE",
        "numbers",
        0.85,
        r"""(?<![\d.,/])(?: [0-3]?\d(?:\.\s?[01]?\d\.\s?|/[01]?\d[–/\s-]{1,2}|-[01]?\d-)(?:(?:19|20)\d\d|\d\d)
          | (?:19|20)\d\d-[01]\d-[0-3]\d )(?![\d/]|[.,]\d)""",
    ),
    _pattern(
        "AGE",
        "years old",
        0.8,
        rf"(?<![\d.,]){_AGE}(?:\s?år(?=\s(?:gammel|gamal|gamle|gamalt|ung))|-år(?:ing|ig)\w{{0,6}}|\s?åring\w{{0,6}})",
    ),
    _pattern(
        "AGE",
        "being of an age",
        0.6,
        rf"""\b(?<!\bvi\s)(?<!\bme\s)(?<!\bde\s)(?<!\bdei\s)(?<!\bdet\s)(?:er|blir|fyller|fylte|var|på|alder(?:\sav)?|{_PERSONAL_WORD})[\s,(]{{1,2}}(?P<hit>{_AGE}(?:\s?år)?)
        (?=\s*(?:[.,;!)]|$|og\b|med\b))(?!\s*(?:%|prosent|[.,]\d))""",
    ),
    _pattern(
        "AGE",
        "somebody of an age",
        0.6,
        rf"""\b(?:{_KIN})\s(?:(?:min|mi|mitt|vår|vår[ta]|hans|hennes|hennar)\s)?(?:på\s|\()(?P<hit>{_AGE}(?:\s?år)?)
        (?!\s*(?:{_UNIT}|[.,]\d|mål\b|meter\b|kilo\b|km\b|kvadrat))(?!\d)""",
    ),
    _pattern(
        "AGE",
        "two ages",
        0.6,
        rf"\b(?:er|blir)\s(?P<hit>{_AGE}\sog\s{_AGE})(?!\d|\s?{_UNIT}|\s*(?:m\b|meter|mål))",
    ),
    _pattern(
        "AGE",
        "so many years old",
        0.6,
        rf"(?:\ber\s|,\s|\.\s|^|\bog\s)(?P<hit>{_AGE}\sår)(?=\s?(?:[.,;!]|$|og\s|gam))",
    ),
    _pattern(
        "AGE", "name and age", 0.6, rf"(?<!\w){_CAPITAL}[\wæøå-]{{1,30}},\s?(?P<hit>{_AGE}(?:\s?år)?)(?=\s?[,.)])"
    ),
)

_BEHIND_ADDRESS = re.compile(r"[,\s]{1,3}(?P<hit>\d{4}(?:\s[A-ZÆØÅ][\w-]+)?)(?!\w)")
_INITIALS = re.compile(r"(?<!\w)(?!P\.\s?S\.)(?:[A-ZÆØÅ]\.\s?){1,2}[A-ZÆØÅ]\.(?!\w)")


def formatted(text: str) -> Iterator[Entity]:
    """Every match of every pattern; matches may overlap."""
    for pattern in PATTERNS:
        for match in pattern.form.finditer(text):
            start, end = match.span("hit" if "hit" in pattern.form.groupindex else 0)
            if is_something_else(pattern.type, pattern.name, text, match):
                continue
            yield Entity(pattern.type, start, end, text[start:end], pattern.score, f"pattern: {pattern.name}")
            if pattern.type == "ADDRESS" and (behind := _BEHIND_ADDRESS.match(text, end)):
                yield Entity("POSTCODE", *behind.span("hit"), behind["hit"], pattern.score, "pattern: behind address")
    for match in _INITIALS.finditer(text):
        yield Entity("PERSON", *match.span(), match[0], 0.6, "pattern: initials")
