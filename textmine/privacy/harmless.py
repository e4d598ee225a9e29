"""What has the form of personal data and is none: case numbers, sites that everybody knows, amounts."""

from __future__ import annotations

import re

from textmine.language.wordlists import phrase_list, word_list

_OTHER_NUMBER = re.compile(
    r"\b(?:saks?|ordre|kunde|referanse|journal|faktura|org)\.?(?:nr|nummer\w{0,3}|id)?[\s.:]{0,3}$", re.IGNORECASE
)
_OTHER_NUMBER_REACH = 25
_SITE = re.compile(r"(?:https?://)?(?:www\.)?(?P<site>[\w.-]+)(?P<page>/.+)?/?", re.IGNORECASE | re.DOTALL)
_TOWN_ENDING = re.compile(
    r"\w+(?:vik|vika|viken|dal|dalen|nes|neset|fjord|fjorden|sund|sundet|øy|øya|stad|bygd|bygda|heim|berg|haug|mo|moen|land"
    r"|seter|set|ås|åsen|voll|elv|elva|strand|vær|våg|vågen|holm|holmen|botn|eid|eidet|grend|havn|hamn|hamar|foss|fossen"
    r"|sjøen|by|lia|li|rud|um|anger|skog|sand|sanden)",
    re.IGNORECASE,
)


def is_something_else(type_: str, pattern: str, text: str, match: re.Match[str]) -> bool:
    """A case number, a site that everybody knows, a year before a word, or a short word before a number."""
    if pattern in ("8 digits", "digits said to be a phone"):
        return _OTHER_NUMBER.search(text[max(0, match.start() - _OTHER_NUMBER_REACH) : match.start()]) is not None
    if type_ == "URL":
        return _points_to_nobody(match[0])
    if pattern == "postcode and town":
        return not _is_town(match["town"], text[max(0, match.start() - 2) : match.start()], match[0])
    return type_ == "PLATE" and match["letters"].casefold() in word_list("before_numbers")


def _points_to_nobody(url: str) -> bool:
    """Whether this is a site that everybody knows, or a page of one on which people have no pages of their own."""
    site = _SITE.fullmatch(url)
    if site is None or site["site"].casefold() not in word_list("known_sites"):
        return False
    return site["page"] is None or site["site"].casefold() not in word_list("people_sites")


def _is_town(town: str, before: str, code: str) -> bool:
    """Whether a capitalised word behind four digits is a town, as in «4340 Bryne» and not in «2500 Timer»."""
    known = town in phrase_list("places") or town.casefold() in phrase_list("public_names")
    if code.startswith(("19", "20")) and not known:
        return before == ", "
    return known or code.startswith("0") or before == ", " or _TOWN_ENDING.fullmatch(town) is not None
