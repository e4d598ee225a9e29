"""What a material lacks, so that a report on it says little or misleads: themes, codings, whole waves."""

from __future__ import annotations

from textmine.report.document import Lack
from textmine.report.tally import Tally
from textmine.report.words import say

_FEW = 0.5
"""A wave of which fewer statements than this have a theme may not be coded to the end."""
_UNNAMED = {"missing_waves": "missing_waves_unnamed", "missing_rest": "missing_rest_unnamed"}
"""Texts about answers that belong to no wave."""


def lacks_of(tally: Tally) -> tuple[Lack, ...]:
    """What is missing, the most important first."""
    if not tally.themes:
        return (Lack("missing_themes"),)
    if tally.coded.empty:
        return (Lack("missing_codings"),)
    found = [Lack("missing_waves", tally.uncoded)] if tally.uncoded else []
    begun = tuple(wave for wave, share in tally.coded_by_wave.items() if 0 < share < _FEW)
    return (*found, Lack("missing_rest", begun)) if begun else tuple(found)


def in_words(lack: Lack, language: str) -> str:
    """What is missing and what to do about it, in nb, nn or en."""
    names = [wave for wave in lack.waves if wave]
    listed = say("and", language, first=", ".join(names[:-1]), last=names[-1]) if len(names) > 1 else "".join(names)
    return say(lack.key if names or not lack.waves else _UNNAMED[lack.key], language, waves=listed)
