"""Find nearly all statements of a wave about one theme: how many to read, worked out from its audit sample.

The sample is simple random among the statements that nobody had coded when it was drawn, so that a promise found on it
holds for the rest of the wave, and for no other wave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from textmine.classify import Promise, fewest_positives, promise_of
from textmine.coding.codebook import Codebook
from textmine.jobs.wave_audit import Truth, with_above
from textmine.jobs.wave_run import Said
from textmine.themes.waves import Share, share_of

CONFIDENCE = 0.9
"""In how many of ten such samples a promise holds: asked of all of them, so that recall is all there is to choose."""


@dataclass(frozen=True)
class Offer:
    """What it takes to find a theme as often as is asked.

    Attributes
    ----------
    theme : str
    recall : float
        Asked for.
    positives, least : int
        Statements of the sample about the theme, and how many it takes.
    promise : Promise or None
        None where there are too few.
    statements : tuple of str
        Statements of the wave to read, the likeliest first.
    suggested : int
        Statements of the wave that the model suggests the theme for as it is.
    precision, found : Share
        Of the model as it is, on the sample: how often it is right, and what it finds.
    """

    theme: str
    recall: float
    positives: int
    least: int
    promise: Promise | None
    statements: tuple[str, ...]
    suggested: int
    precision: Share
    found: Share


def themes_in(lines: Mapping[str, Said], truth: Truth, book: Codebook) -> dict[str, int]:
    """Themes that the model knows and people found in the sample, with how often, the most frequent first.

    Empty for a run whose probabilities were not kept.
    """
    known = with_above({theme for line in lines.values() for theme in line.likely}, book)
    counts = Counter(theme for name, own in truth.themes.items() if name in lines for theme in own)
    return {theme: n for theme, n in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) if theme in known}


def offer(lines: Mapping[str, Said], truth: Truth, book: Codebook, theme: str, recall: float) -> Offer:
    """What it takes to find at least a share ``recall`` of a wave's statements about a theme.

    Parameters
    ----------
    lines : mapping of statement id to Said
        Of the whole wave, in the terms of the codebook in use.
    truth : Truth
        Of the closed audit sample.
    book : Codebook
    theme : str
        One of `themes_in`.
    recall : float
        Between 0 and 1.
    """
    below = {theme, *(each.id for each in book.below(theme))}
    chance = {name: max((line.likely.get(one, 0.0) for one in below), default=0.0) for name, line in lines.items()}
    said = {name for name, line in lines.items() if below & line.themes.keys()}
    audited = [name for name in truth.themes if name in lines]
    there = {name for name in audited if theme in truth.themes[name]}
    least = fewest_positives(recall, CONFIDENCE)
    promise = None
    if len(there) >= least:
        promise = promise_of(
            theme, [chance[name] for name in audited], [name in there for name in audited], recall, CONFIDENCE
        )
    found = [] if promise is None else [name for name in lines if chance[name] >= promise.threshold]
    own = said.intersection(audited)
    return Offer(
        theme,
        recall,
        len(there),
        least,
        promise,
        tuple(sorted(found, key=lambda name: (-chance[name], name))),
        len(said),
        share_of(len(own & there), len(own)),
        share_of(len(own & there), len(there)),
    )
