"""How far the coding has come: figures with what they are out of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import get_args

from textmine.coding.codebook import Codebook
from textmine.coding.codings import Coding, Verdict, verdicts


@dataclass(frozen=True)
class ThemeProgress:
    """Statements of one theme by what stands for it."""

    theme_id: str
    accepted: int
    suggested: int
    disputed: int
    rejected: int


@dataclass(frozen=True)
class Progress:
    """Figures of a project or a part of it.

    Attributes
    ----------
    statements : int
        What the others are out of; each statement counts in one of the next four.
    decided : int
        A person decided at least one theme, and nothing is disputed.
    disputed : int
        Persons decided differently on a theme.
    suggested : int
        Only suggestions, or what a model accepted by itself.
    untouched : int
        Nobody said anything.
    by_coder : dict of str to int
        Statements that each coder, person or model, accepted or rejected something on.
    themes : tuple of ThemeProgress
        Themes in use, in tree order.
    """

    statements: int
    decided: int
    disputed: int
    suggested: int
    untouched: int
    by_coder: dict[str, int]
    themes: tuple[ThemeProgress, ...]

    @property
    def share_decided(self) -> float:
        """Decided statements out of all; 0 where there are none."""
        return self.decided / self.statements if self.statements else 0.0


def progress(statement_ids: Collection[str], codings: Iterable[Coding], codebook: Codebook) -> Progress:
    """Count what has been coded; codings of retired themes and of other statements are not counted."""
    wanted = set(statement_ids)
    active = {theme.id for theme in codebook.active}
    own = [coding for coding in codings if coding.statement_id in wanted and coding.theme_id in active]
    by_coder: dict[str, set[str]] = defaultdict(set)
    decided = set()
    for coding in own:
        if coding.status != "suggested":
            by_coder[coding.coder].add(coding.statement_id)
            if coding.coder_kind != "model":
                decided.add(coding.statement_id)
    standing = verdicts(own)
    disputed = {statement for statement, themes in standing.items() if "disputed" in themes.values()}
    counts: dict[str, dict[str, int]] = {theme: defaultdict(int) for theme in active}
    for themes in standing.values():
        for theme, stands in themes.items():
            counts[theme][stands] += 1
    return Progress(
        statements=len(wanted),
        decided=len(decided - disputed),
        disputed=len(disputed),
        suggested=len(standing.keys() - decided - disputed),
        untouched=len(wanted - standing.keys()),
        by_coder={coder: len(statements) for coder, statements in sorted(by_coder.items())},
        themes=tuple(
            ThemeProgress(theme.id, **{kind: counts[theme.id][kind] for kind in get_args(Verdict)})
            for _, theme in codebook.tree()
            if theme.is_active
        ),
    )
