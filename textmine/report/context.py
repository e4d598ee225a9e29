"""What every chapter needs: the material, its tally, and words and numbers in the report's language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from textmine.privacy import redact
from textmine.report.material import Material, ReportTheme, Texts
from textmine.report.numbers import Numbers
from textmine.report.tally import ShareTable, Tally
from textmine.report.words import say

_FALLBACK = {"nb": ("nb", "nn", "en"), "nn": ("nn", "nb", "en"), "en": ("en", "nb", "nn")}


def without_identifiers(text: str) -> str:
    """A text that somebody wrote for the report, without numbers and addresses that point to a person.

    Names stay: «Viken» and «Marie» are regions and services as often as people, and what respondents wrote comes here
    only through quotes, which are redacted in full.
    """
    entities = [entity for entity in redact(text, quasi=False).entities if entity.type != "PERSON"]
    for entity in reversed(entities):
        text = f"{text[: entity.start]}[{entity.type}]{text[entity.end :]}"
    return text


class Context:
    """A material on its way to becoming a document.

    Parameters
    ----------
    material : Material
    language : str
        nb, nn or en.
    """

    def __init__(self, material: Material, language: str) -> None:
        self.material, self.language = material, language
        self.tally = Tally(material)
        self.numbers = Numbers(language)
        self._groups: dict[str, str] = {}

    def say(self, key: str, **values: object) -> str:
        """A text of the report."""
        return say(key, self.language, **values)

    def text(self, texts: Texts) -> str:
        """A text in the report's language, or in the nearest one there is."""
        found = next((texts[name] for name in _FALLBACK[self.language] if texts.get(name)), "")
        return without_identifiers(found)

    def name(self, theme: ReportTheme) -> str:
        """A theme's name, or its id where it has none."""
        return self.text(theme.names) or theme.id

    @cached_property
    def names(self) -> dict[str, str]:
        """Theme names by id, in the report's order."""
        return {theme.id: self.name(theme) for theme in self.tally.themes}

    @cached_property
    def waves(self) -> list[str]:
        """Names of the waves that anybody answered in, in the report's order."""
        answered = set(self.tally.told["wave"].astype(str))
        return [wave.name for wave in self.material.waves if wave.name in answered]

    @cached_property
    def breaks(self) -> tuple[int, ...]:
        """Places among ``waves`` of those that are not comparable with the one before."""
        broken = {wave.name for wave in self.material.waves if wave.breaks}
        return tuple(place for place, name in enumerate(self.waves) if place and name in broken)

    @cached_property
    def by_wave(self) -> ShareTable:
        """Shares by wave."""
        return self.tally.by("wave", self.waves)

    @cached_property
    def by_attribute(self) -> dict[str, ShareTable]:
        """Shares by each attribute with groups; groups that are too small to be named are left out."""
        return {name: self.tally.by(name).named() for name in self.material.attributes}

    def left_out(self, tables: Iterable[ShareTable]) -> str:
        """What stands under a table of attributes where groups are left out; empty where none are."""
        some = any(table.small for table in tables)
        return self.say("groups_left_out", threshold=self.material.threshold) if some else ""

    def group(self, value: str) -> str:
        """A group's name as it is printed."""
        if value not in self._groups:
            self._groups[value] = without_identifiers(value)
        return self._groups[value]

    def label(self, column: str) -> str:
        """An attribute's name as it is printed."""
        return without_identifiers(column).replace("_", " ").strip()

    def listed(self, words: Sequence[str]) -> str:
        """Words with commas and an «and» before the last."""
        words = list(words)
        return self.say("and", first=", ".join(words[:-1]), last=words[-1]) if len(words) > 1 else "".join(words)
