"""What a change of the codebook or of statements does to codings: rules, and their effect on codings at hand.

Both are values, so that a person can read them before anything is done, the store can apply them, and the log can
keep their inverse.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from textmine.coding.codings import Coding, CodingStatus
from textmine.errors import InputError

_STRENGTH: dict[CodingStatus, int] = {"rejected": 0, "suggested": 1, "accepted": 2}


@dataclass(frozen=True)
class Recoding:
    """A rule for the codings of one theme.

    Attributes
    ----------
    theme_id : str
    to : tuple of str
        The themes that its codings move to; each coding is copied to all of them. Empty: they stay, closed.
    statements : frozenset of str or None
        The rule holds for codings of these statements only; None for all.
    narrows : bool
        Whether ``to`` are parts of the theme. Who rejected the whole has rejected its parts, so that rejections move
        with the rest; they do not move to a wider theme, where nobody has rejected what else it holds.
    """

    theme_id: str
    to: tuple[str, ...] = ()
    statements: frozenset[str] | None = None
    narrows: bool = False

    def covers(self, coding: Coding) -> bool:
        """Whether the rule is about this coding."""
        return coding.theme_id == self.theme_id and (self.statements is None or coding.statement_id in self.statements)

    def moves(self, coding: Coding) -> bool:
        """Whether the rule moves this coding."""
        return bool(self.to) and self.covers(coding) and (self.narrows or coding.status != "rejected")


@dataclass(frozen=True)
class CodingChange:
    """Codings taken away and codings put in their place; together with its inverse it can be kept in a log."""

    removed: tuple[Coding, ...] = ()
    added: tuple[Coding, ...] = ()

    def __bool__(self) -> bool:
        return self.removed != self.added

    @property
    def inverse(self) -> CodingChange:
        """The change that takes this one back."""
        return CodingChange(self.added, self.removed)

    def applied_to(self, codings: Iterable[Coding]) -> list[Coding]:
        """The codings after the change: those untouched in their order, then those put in.

        Raises
        ------
        InputError
            If a coding to be taken away is not there as it was, or one to be put in would meet another with its key.
        """
        standing = {coding.key: coding for coding in codings}
        for coding in self.removed:
            if standing.get(coding.key) != coding:
                raise _changed_since(coding)
            del standing[coding.key]
        for coding in self.added:
            if coding.key in standing:
                raise _changed_since(coding)
            standing[coding.key] = coding
        return list(standing.values())


def recode(codings: Iterable[Coding], rules: Sequence[Recoding]) -> CodingChange:
    """Find what rules do to codings.

    Parameters
    ----------
    codings : iterable of Coding
        At least all those of the themes that the rules name, as source or as target.
    rules : sequence of Recoding
        They work at once: what one has moved is not moved by another.

    Returns
    -------
    CodingChange
        Where a coder had coded the same statement with two themes that become one, she has one coding after: see
        `joined`.
    """
    at_hand = list(codings)
    targets: dict[tuple[str, str, str], list[Coding]] = {}
    removed: dict[tuple[str, str, str], Coding] = {}
    for coding in at_hand:
        moving = [rule for rule in rules if rule.moves(coding)]
        for theme in dict.fromkeys(theme for rule in moving for theme in rule.to):
            moved = replace(coding, theme_id=theme)
            targets.setdefault(moved.key, []).append(moved)
        if moving:
            removed[coding.key] = coding
    standing = {coding.key: coding for coding in at_hand if coding.key not in removed}
    added = []
    for key, moved_there in targets.items():
        if (there := standing.get(key)) is not None:
            removed[key] = there
            moved_there = [there, *moved_there]
        added.append(joined(moved_there))
    return CodingChange(tuple(removed.values()), tuple(added))


def joined(codings: Sequence[Coding]) -> Coding:
    """One coding for several by the same coder that now say the same.

    Accepted wins over suggested, and suggested over rejected: what holds for a part holds for the whole. It has the
    highest confidence and the latest time of those that won, and every memo.
    """
    strongest = max(_STRENGTH[coding.status] for coding in codings)
    winners = [coding for coding in codings if _STRENGTH[coding.status] == strongest]
    sure = [coding.confidence for coding in winners if coding.confidence is not None]
    memos = dict.fromkeys(coding.memo for coding in codings if coding.memo)
    last = max(winners, key=lambda coding: coding.time)
    return replace(last, confidence=max(sure, default=None), memo="\n".join(memos))


def _changed_since(coding: Coding) -> InputError:
    return InputError(
        f"the coding of {coding.statement_id!r} with {coding.theme_id!r} by {coding.coder!r} was changed meanwhile",
        "Look at it again and repeat what you did",
    )
