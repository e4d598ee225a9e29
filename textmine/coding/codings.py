"""Codings: who put which theme on which statement, and what stands when several did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from textmine.coding.codebook import Codebook
from textmine.errors import InputError

CodingStatus = Literal["suggested", "accepted", "rejected"]
Verdict = Literal["accepted", "rejected", "disputed", "suggested"]
CoderKind = Literal["person", "model", "adjudication"]
SURE_ENOUGH = 0.5
"""What a model suggests with less confidence than this counts for nothing."""
_MODEL = "model:"
_ADJUDICATED = "adjudicated:"


@dataclass(frozen=True)
class Coding:
    """One coder puts one theme on one statement.

    Attributes
    ----------
    statement_id, theme_id : str
    coder : str
        A person's id; `model_coder` and `adjudicator` make those of models and of settled disagreements.
    status : {"suggested", "accepted", "rejected"}
    codebook_version : int
        The version of the codebook that the coder had before her.
    time : datetime
        With time zone.
    confidence : float or None
        Probability 0-1 that the theme is right, as a model sees it; None where nobody said.
    memo : str
    """

    statement_id: str
    theme_id: str
    coder: str
    status: CodingStatus
    codebook_version: int
    time: datetime
    confidence: float | None = None
    memo: str = ""

    def __post_init__(self) -> None:
        if self.status not in ("suggested", "accepted", "rejected"):
            raise InputError(f"{self.status!r} is no status of a coding", "Use suggested, accepted or rejected")
        if self.confidence is not None and not 0 <= self.confidence <= 1:
            raise InputError(f"a coding has the confidence {self.confidence}", "Give a probability from 0 to 1")
        if self.time.tzinfo is None:
            raise InputError("a coding has a time without time zone", "Give the time in UTC")

    @property
    def key(self) -> tuple[str, str, str]:
        """Statement, theme and coder: there is at most one coding for each."""
        return self.statement_id, self.theme_id, self.coder

    @property
    def coder_kind(self) -> CoderKind:
        """Whether a person, a model or an adjudication stands behind it."""
        return kind_of(self.coder)


def model_coder(model_hash: str) -> str:
    """The coder id of a model."""
    return _MODEL + model_hash


def adjudicator(coder: str) -> str:
    """The coder id under which a person settles a disagreement; her own blind codings stay as they were."""
    return _ADJUDICATED + coder


def kind_of(coder: str) -> CoderKind:
    """What a coder id stands for."""
    if coder.startswith(_MODEL):
        return "model"
    return "adjudication" if coder.startswith(_ADJUDICATED) else "person"


def verdict(codings: Iterable[Coding]) -> Verdict:
    """What stands for one theme on one statement.

    The latest adjudication decides; without one, the persons; without a decision of a person, the models. Persons,
    or models, who decided differently make it disputed; where nobody decided it is suggested.

    Raises
    ------
    InputError
        If there is no coding.
    """
    decided: dict[CoderKind, list[Coding]] = defaultdict(list)
    some = False
    for coding in codings:
        some = True
        if coding.status != "suggested":
            decided[coding.coder_kind].append(coding)
    if not some:
        raise InputError("nobody coded this theme on this statement", "Give at least one coding")
    if decided["adjudication"]:
        return cast(Verdict, max(decided["adjudication"], key=lambda coding: (coding.time, coding.coder)).status)
    kinds: tuple[CoderKind, CoderKind] = ("person", "model")
    for kind in kinds:
        statuses = {coding.status for coding in decided[kind]}
        if statuses:
            return "disputed" if len(statuses) > 1 else cast(Verdict, statuses.pop())
    return "suggested"


def verdicts(codings: Iterable[Coding], codebook: Codebook | None = None) -> dict[str, dict[str, Verdict]]:
    """What stands for every statement and theme: statement id -> theme id -> verdict.

    Where a codebook is given, codings of its retired themes and of themes it does not have are closed and left out.
    """
    grouped: dict[str, dict[str, list[Coding]]] = defaultdict(lambda: defaultdict(list))
    open_themes = None if codebook is None else {theme.id for theme in codebook.active}
    for coding in codings:
        if open_themes is None or coding.theme_id in open_themes:
            grouped[coding.statement_id][coding.theme_id].append(coding)
    return {
        statement: {theme: verdict(group) for theme, group in themes.items()} for statement, themes in grouped.items()
    }


def accepted_themes(codings: Iterable[Coding], codebook: Codebook | None = None) -> dict[str, frozenset[str]]:
    """The themes that stand accepted: statement id -> theme ids, for statements with at least one."""
    standing = {
        statement: frozenset(theme for theme, stands in themes.items() if stands == "accepted")
        for statement, themes in verdicts(codings, codebook).items()
    }
    return {statement: themes for statement, themes in standing.items() if themes}


def accepted_by(codings: Iterable[Coding]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Who accepted which theme: statement id -> theme id -> coders in order of id."""
    coders: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for coding in codings:
        if coding.status == "accepted":
            coders[coding.statement_id][coding.theme_id].add(coding.coder)
    return {
        statement: {theme: tuple(sorted(names)) for theme, names in themes.items()}
        for statement, themes in coders.items()
    }


def without_overruling(new: Sequence[Coding], old: Iterable[Coding]) -> list[Coding]:
    """Those of ``new`` that may be written: a model says nothing where a person has decided.

    A model's coding is left out where a person or an adjudication has accepted or rejected the same theme on the same
    statement; everything a person writes passes.
    """
    decided = {
        (coding.statement_id, coding.theme_id)
        for coding in old
        if coding.coder_kind != "model" and coding.status != "suggested"
    }
    return [
        coding
        for coding in new
        if coding.coder_kind != "model" or (coding.statement_id, coding.theme_id) not in decided
    ]


def coding_to_dict(coding: Coding) -> dict[str, Any]:
    """A dict that ``json.dumps`` takes and ``coding_from_dict`` reads back."""
    return {
        "statement_id": coding.statement_id,
        "theme_id": coding.theme_id,
        "coder": coding.coder,
        "status": coding.status,
        "confidence": coding.confidence,
        "memo": coding.memo,
        "codebook_version": coding.codebook_version,
        "time": coding.time.isoformat(),
    }


def coding_from_dict(content: Mapping[str, Any]) -> Coding:
    """Read a coding; an InputError where a field is missing or of the wrong kind."""
    try:
        return Coding(
            statement_id=str(content["statement_id"]),
            theme_id=str(content["theme_id"]),
            coder=str(content["coder"]),
            status=content["status"],
            confidence=None if content["confidence"] is None else float(content["confidence"]),
            memo=str(content["memo"]),
            codebook_version=int(content["codebook_version"]),
            time=datetime.fromisoformat(content["time"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"a coding cannot be read ({error!r})", "Give every field of a coding") from error
