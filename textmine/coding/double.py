"""Double coding: draw a batch, keep it blind, lay the sides beside each other and settle what they differ on."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from textmine.coding.codings import Coding, adjudicator
from textmine.errors import InputError


@dataclass(frozen=True)
class Batch:
    """Statements that are coded without anything of what others or models put on them.

    Attributes
    ----------
    statement_ids : tuple of str
        In the order in which they are to be coded, which is random.
    coders : tuple of str
        Two or more, or one whose work is compared with a model's.
    seed : int
    closed : bool
        Whether the coders are done, so that their codings may be seen.
    """

    statement_ids: tuple[str, ...]
    coders: tuple[str, ...]
    seed: int = 0
    closed: bool = False

    def visible_to(self, coder: str, codings: Iterable[Coding]) -> list[Coding]:
        """The codings that a coder may see: while the batch is open only her own on its statements.

        Suggestions of models are hidden too: who has seen them does not decide independently of them. The rule holds
        for everybody, since somebody who is not in the batch sits beside one who is.
        """
        if self.closed:
            return list(codings)
        hidden = set(self.statement_ids)
        return [coding for coding in codings if coding.statement_id not in hidden or coding.coder == coder]


@dataclass(frozen=True)
class Adjudication:
    """One statement with what each coder put on it.

    Attributes
    ----------
    statement_id : str
    sides : dict of coder to frozenset of theme ids
        What each accepted; an empty set for who looked and put nothing on it.
    agreed : frozenset of str
        Themes that all have.
    disputed : frozenset of str
        Themes that some have.
    memos : dict of coder to tuple of str
    """

    statement_id: str
    sides: dict[str, frozenset[str]]
    agreed: frozenset[str]
    disputed: frozenset[str]
    memos: dict[str, tuple[str, ...]]


def draw(
    statement_ids: Collection[str],
    n: int,
    coders: Collection[str],
    *,
    seed: int = 0,
    strata: Mapping[str, str] | None = None,
) -> Batch:
    """Draw statements for double coding.

    Parameters
    ----------
    statement_ids : collection of str
        Those to draw from; their order does not matter.
    n : int
        How many; fewer are drawn where there are fewer.
    coders : collection of str
        Two or more.
    seed : int
        Another seed draws other statements.
    strata : mapping of statement id to str, optional
        Wave, written standard or an attribute of each. Every stratum gets its share of the batch by largest
        remainders, and at least one statement where ``n`` is large enough.

    Raises
    ------
    InputError
        If ``n`` is below 1, there are fewer than two different coders, or a statement has no stratum.
    """
    names = tuple(dict.fromkeys(coders))
    if n < 1 or len(names) < 2:
        raise InputError(
            f"a batch of {n} statements for {len(names)} coders cannot be drawn",
            "Ask for at least one statement and two different coders",
        )
    groups: dict[str, list[str]] = defaultdict(list)
    # A hash of seed and id gives each statement its place in the draw, whatever the others are.
    for statement in sorted(set(statement_ids), key=lambda statement: _lot(statement, seed)):
        if strata is not None and statement not in strata:
            raise InputError(f"the statement {statement!r} belongs to no stratum", "Give a stratum for each statement")
        groups[strata[statement] if strata is not None else ""].append(statement)
    sizes = allocate({stratum: len(group) for stratum, group in groups.items()}, n)
    drawn = [statement for stratum, size in sizes.items() for statement in groups[stratum][:size]]
    return Batch(tuple(sorted(drawn, key=lambda statement: _lot(statement, seed))), names, seed)


def allocate(sizes: Mapping[str, int], n: int) -> dict[str, int]:
    """How many to draw from strata of these sizes: in proportion, by largest remainders, at least one if ``n`` allows.

    Ties go by the name of the stratum. The sum is ``n``, or the sum of the sizes where that is less.
    """
    strata = sorted(stratum for stratum, size in sizes.items() if size)
    total = sum(sizes[stratum] for stratum in strata)
    n = min(n, total)
    fewest = 1 if n >= len(strata) else 0
    shares = {stratum: n * sizes[stratum] / total for stratum in strata}
    given = {stratum: max(fewest, int(shares[stratum])) for stratum in strata}
    while sum(given.values()) != n:
        step = 1 if sum(given.values()) < n else -1
        open_to = [s for s in strata if (given[s] < sizes[s] if step > 0 else given[s] > fewest)]
        furthest = max(open_to, key=lambda stratum: step * (shares[stratum] - given[stratum]))
        given[furthest] += step
    return given


def adjudications(
    batch: Batch, codings: Iterable[Coding], looked: Mapping[str, Collection[str]] | None = None
) -> list[Adjudication]:
    """The statements of a batch with each coder's side, those that they differ on first.

    Parameters
    ----------
    batch : Batch
    codings : iterable of Coding
    looked : mapping of coder to statement ids, optional
        Statements that a coder finished without putting a theme on them. Others that she has no decision on are not
        among her sides.

    Returns
    -------
    list of Adjudication
        For statements with at least two sides, in the order of the batch among those that differ, and those that do
        not.
    """
    sides: dict[str, dict[str, set[str]]] = {statement: {} for statement in batch.statement_ids}
    memos: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for coder, statements in (looked or {}).items():
        for statement in set(statements) & sides.keys() if coder in batch.coders else ():
            sides[statement].setdefault(coder, set())
    for coding in codings:
        if coding.statement_id not in sides or coding.coder not in batch.coders or coding.status == "suggested":
            continue
        chosen = sides[coding.statement_id].setdefault(coding.coder, set())
        if coding.status == "accepted":
            chosen.add(coding.theme_id)
        if coding.memo:
            memos[coding.statement_id][coding.coder].append(coding.memo)
    found = [
        _side_by_side(statement, by_coder, memos[statement])
        for statement, by_coder in sides.items()
        if len(by_coder) > 1
    ]
    return sorted(found, key=lambda each: not each.disputed)


def settle(
    adjudication: Adjudication,
    themes: Collection[str],
    by: str,
    *,
    codebook_version: int,
    time: datetime,
    memo: str = "",
) -> list[Coding]:
    """The codings that settle a statement: what the coders wrote stays beside them.

    The themes chosen are accepted under ``adjudicator(by)``, and the others that somebody had put on it rejected.
    """
    proposed = adjudication.agreed | adjudication.disputed
    return [
        Coding(
            adjudication.statement_id,
            theme,
            adjudicator(by),
            "accepted" if theme in themes else "rejected",
            codebook_version,
            time,
            memo=memo,
        )
        for theme in sorted(proposed | set(themes))
    ]


def _side_by_side(statement: str, by_coder: Mapping[str, set[str]], memos: Mapping[str, list[str]]) -> Adjudication:
    sides = {coder: frozenset(by_coder[coder]) for coder in sorted(by_coder)}
    agreed = frozenset.intersection(*sides.values())
    return Adjudication(
        statement,
        sides,
        agreed,
        frozenset.union(*sides.values()) - agreed,
        {coder: tuple(memos[coder]) for coder in sorted(memos)},
    )


def _lot(statement: str, seed: int) -> bytes:
    return hashlib.sha256(f"{seed}\n{statement}".encode()).digest()
