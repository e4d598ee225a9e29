"""What a change of the codebook would do to the codings at hand, counted and in words, before it is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from textmine.coding.changes import Change
from textmine.coding.codebook import Codebook, Language, Wording
from textmine.coding.codings import Coding
from textmine.coding.phrases import CODING, STATEMENT, SUGGESTION, counted, theme_name

_MOVED = Wording(
    "{codings} på {statements} flyttes fra {theme} til {to}",
    "{codings} på {statements} blir flytta frå {theme} til {to}",
    "{codings} on {statements} will move from {theme} to {to}",
)
_JOINED = Wording(
    "; av dem blir {n} slått sammen med en annen av samme koder",
    "; av dei blir {n} slått saman med ei anna av same kodar",
    "; of these, {n} will be joined with another by the same coder",
)
_CLOSED = Wording(
    "{codings} på {statements} blir stående på {theme}, men lukket: de telles ikke lenger",
    "{codings} på {statements} blir ståande på {theme}, men lukka: dei tel ikkje lenger",
    "{codings} on {statements} will stay on {theme}, but closed: no longer counted",
)
_OPEN = Wording(
    "{codings} på {statements} blir stående på {theme}",
    "{codings} på {statements} blir ståande på {theme}",
    "{codings} on {statements} will stay on {theme}",
)
_NOTHING = Wording("Ingen kodinger endres.", "Ingen kodingar blir endra.", "No codings will change.")


@dataclass(frozen=True)
class Consequence:
    """What happens to some codings of one theme.

    Attributes
    ----------
    theme_id : str
    to : str or None
        The theme they move to; None for those that stay.
    codings, statements : int
        How many, and on how many different statements.
    joined : int
        Those that meet another coding of the same statement by the same coder, so that one is left.
    closed : bool
        Whether those that stay are no longer counted, since the theme goes out of use.
    """

    theme_id: str
    to: str | None
    codings: int
    statements: int
    joined: int = 0
    closed: bool = False


def consequences(change: Change, codings: Iterable[Coding]) -> list[Consequence]:
    """Count what a change would do.

    Parameters
    ----------
    change : Change
    codings : iterable of Coding
        At least all those of ``change.theme_ids``.

    Returns
    -------
    list of Consequence
        Of the themes whose codings the change is about: those that move, by source and target, then those that stay.
        Where a coding is copied to several themes it is counted at each. Empty where there are no such codings.
    """
    at_hand = list(codings)
    moving: dict[tuple[str, str], list[Coding]] = {}
    staying: dict[str, list[Coding]] = {}
    arriving: Counter[tuple[str, str, str]] = Counter()
    sources = {rule.theme_id for rule in change.recodings}
    for coding in at_hand:
        targets = {theme for rule in change.recodings if rule.moves(coding) for theme in rule.to}
        for target in sorted(targets):
            moving.setdefault((coding.theme_id, target), []).append(coding)
            arriving[coding.statement_id, target, coding.coder] += 1
        if not targets:
            arriving[coding.key] += 1
            if coding.theme_id in sources:
                staying.setdefault(coding.theme_id, []).append(coding)
    retired = {edit.theme_id for edit in change.edits if edit.after is not None and not edit.after.is_active}
    moved = [
        Consequence(
            source,
            target,
            len(group),
            len({coding.statement_id for coding in group}),
            sum(arriving[coding.statement_id, target, coding.coder] > 1 for coding in group),
        )
        for (source, target), group in sorted(moving.items())
    ]
    return moved + [
        Consequence(theme, None, len(group), len({coding.statement_id for coding in group}), closed=theme in retired)
        for theme, group in sorted(staying.items())
    ]


def in_words(
    found: Sequence[Consequence], language: Language, before: Codebook, after: Codebook | None = None
) -> list[str]:
    """A sentence for each consequence, with the themes' names; one that says so where nothing happens."""
    books = (before,) if after is None else (before, after)
    return [_sentence(each, language, books, CODING) for each in found] or [_NOTHING.within(language)]


def suggestions_in_words(
    found: Sequence[Consequence], language: Language, before: Codebook, after: Codebook | None = None
) -> list[str]:
    """The same of what models suggest; nothing is said where nothing happens to it."""
    books = (before,) if after is None else (before, after)
    return [_sentence(each, language, books, SUGGESTION) for each in found]


def _sentence(each: Consequence, language: Language, books: Sequence[Codebook], noun: tuple[Wording, Wording]) -> str:
    template = _MOVED if each.to is not None else _CLOSED if each.closed else _OPEN
    sentence = template.within(language).format(
        codings=counted(each.codings, noun, language),
        statements=counted(each.statements, STATEMENT, language),
        theme=theme_name(each.theme_id, language, *books),
        to=theme_name(each.to or "", language, *books),
    )
    joined = _JOINED.within(language).format(n=each.joined) if each.joined else ""
    return f"{sentence}{joined}."
