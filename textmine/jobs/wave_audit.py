"""How good a model is on a wave, by a random sample coded blind, and the theme shares corrected by it.

The sample is drawn from the statements of the wave that no person had coded when it was drawn. Those that people had
coded by then are known: their themes are counted as they stand, and only the rest is estimated.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.classify import audit_sample, corrected_by_audit, realised
from textmine.coding.codebook import Codebook
from textmine.coding.crosswalk import crosswalk
from textmine.errors import InputError
from textmine.jobs.wave_run import Said, WaveRun

if TYPE_CHECKING:
    import pandas as pd

    from textmine.coding.codings import Coding
    from textmine.store import Project

SHARE_COLUMNS = ("theme_id", "raw", "adjusted", "adjusted_low", "adjusted_high", "share", "low", "high")


@dataclass(frozen=True)
class Sample:
    """An audit sample of a run.

    Attributes
    ----------
    batch : int
        The batch it is coded in.
    closed : bool
        Whether it has been coded, so that what the model said may be seen beside it.
    statements : tuple of str
    known : frozenset of str
        Statements of the wave that people had coded when it was drawn.
    """

    batch: int
    closed: bool
    statements: tuple[str, ...]
    known: frozenset[str]


def sample_of(project: Project, run: WaveRun) -> Sample | None:
    """The audit sample of a run that was drawn last; None where there is none."""
    schemes = {number: scheme for number, scheme in project.batches.schemes().items() if scheme.get("run") == run.key}
    if not schemes:
        return None
    number = max(schemes)
    batch = project.batches.get(number)
    return Sample(number, batch.closed, batch.statement_ids, frozenset(schemes[number]["known"]))


def draw_sample(
    project: Project, run: WaveRun, n: int, coders: Sequence[str], by: str, *, name: str = "", seed: int = 0
) -> int:
    """Draw a simple random sample of a coded wave, to be coded blind; returns the number of its batch.

    Parameters
    ----------
    project : Project
    run : WaveRun
    n : int
    coders : sequence of str
        One or more.
    by : str
        The reviewer who draws.
    name : str
    seed : int

    Raises
    ------
    InputError
        If a part of the wave is being coded blind already, or people have coded all of it.
    """
    ids = {line.id for line in run.coded()}
    frame = project.statements()
    frame = frame[frame["statement_id"].isin(ids)]
    waiting = frame[~frame["coded"]]
    if blind := set(waiting["statement_id"]) & _being_coded_blind(project):
        problem = f"{len(blind)} statements of the wave are being coded blind in another batch"
        raise InputError(problem, "Close that batch first: a sample of the rest would not stand for the wave")
    if waiting.empty:
        raise InputError("people have coded the whole wave", "Nothing is left to draw from, and nothing to estimate")
    drawn = audit_sample(waiting, n, seed)["statement_id"].tolist()
    known = sorted(frame["statement_id"][frame["coded"]])
    scheme = {"run": run.key, "n": n, "seed": seed, "known": known}
    return project.batches.assign(drawn, coders, by, name=name, scheme=scheme)


def _being_coded_blind(project: Project) -> set[str]:
    frame = project.batches.frame()
    numbers = frame["batch"][frame["state"] == "open"].unique().tolist()
    return {name for number in numbers for name in project.batches.get(number).statement_ids}


@dataclass(frozen=True)
class Truth:
    """What people say of an audit sample.

    Attributes
    ----------
    themes : dict of statement id to frozenset of theme ids
        Of the statements that count, the themes above each included.
    left : int
        Statements that nobody has finished.
    unsettled : int
        Statements on which the coders differ and nobody has settled it: they do not count yet.
    """

    themes: dict[str, frozenset[str]]
    left: int
    unsettled: int


def truth_of(project: Project, sample: Sample) -> Truth:
    """What people put on a closed audit sample."""
    book, looked = project.codebook(), project.batches.looked(sample.batch)
    by_statement: dict[str, list[Coding]] = {name: [] for name in sample.statements}
    for coding in project.codings.values(statements=sample.statements):
        by_statement[coding.statement_id].append(coding)
    themes, left, unsettled = {}, 0, 0
    for name, codings in by_statement.items():
        sides = [_accepted(codings, [coder]) for coder, done in looked.items() if name in done]
        judges = sorted({coding.coder for coding in codings if coding.coder_kind == "adjudication"})
        if judges:
            themes[name] = with_above(_accepted(codings, judges), book)
        elif not sides:
            left += 1
        elif len(set(sides)) > 1:
            unsettled += 1
        else:
            themes[name] = with_above(sides[0], book)
    return Truth(themes, left, unsettled)


def _accepted(codings: Iterable[Coding], coders: Sequence[str]) -> frozenset[str]:
    return frozenset(each.theme_id for each in codings if each.coder in coders and each.status == "accepted")


def with_above(themes: Iterable[str], book: Codebook) -> frozenset[str]:
    """Themes in use and those above them: a statement of a sub-theme has the theme above it too."""
    found = {above for name in themes if name in book for above in book.path(name)}
    return frozenset(theme.id for theme in found if theme.is_active)


def most_specific(themes: Iterable[str], book: Codebook) -> list[str]:
    """Themes without those that another of them lies below: who accepts the one below has said the one above."""
    given = list(themes)
    above = {up.id for name in given if name in book for up in book.path(name)[:-1]}
    return [name for name in given if name not in above]


def realised_in(lines: Sequence[Said], truth: Truth, book: Codebook) -> pd.DataFrame:
    """Precision and recall of each theme on the audit sample; see `textmine.classify.realised`."""
    said = {line.id: with_above(line.themes, book) for line in lines}
    rows = [name for name in truth.themes if name in said]
    return realised([said[name] for name in rows], [truth.themes[name] for name in rows])


def shares_of(
    project: Project,
    lines: Sequence[Said],
    adjusted: Sequence[Mapping[str, object]],
    learnt: Codebook,
    sample: Sample | None = None,
    truth: Truth | None = None,
) -> pd.DataFrame:
    """Theme shares of a wave: as the model said, adjusted by its errors of last year, and corrected by the audit.

    Parameters
    ----------
    project : Project
    lines : sequence of Said
        Of the whole wave, in the terms of the codebook in use.
    adjusted : sequence of mapping
        Rows of `textmine.classify.corrected_by_errors`, in the model's themes.
    learnt : Codebook
        The model's.
    sample, truth : optional
        A closed audit sample; without it ``share``, ``low`` and ``high`` are missing.

    Returns
    -------
    DataFrame
        SHARE_COLUMNS, one row a theme in use, the most frequent first: shares of all statements of the wave. Adjusted
        shares are missing for themes that were not the same, with the same themes below them, when the model learnt.
    """
    import pandas as pd

    book = project.codebook()
    said = [with_above(line.themes, book) for line in lines]
    table = pd.DataFrame(
        [(theme, sum(theme in one for one in said) / max(1, len(said))) for theme in sorted(set().union(*said))],
        columns=["theme_id", "raw"],
    )
    table = table.merge(_adjusted(adjusted, _unchanged(learnt, book)), on="theme_id", how="outer")
    if sample is not None and truth is not None and truth.themes:
        table = table.merge(_corrected(project, lines, said, sample, truth), on="theme_id", how="outer")
    table["raw"] = table["raw"].fillna(0.0)
    shown = table[[theme in book and book.theme(theme).is_active for theme in table["theme_id"]]]
    shown = shown.reindex(columns=list(SHARE_COLUMNS))
    return shown.sort_values(["raw", "theme_id"], ascending=[False, True], ignore_index=True)


def _unchanged(learnt: Codebook, book: Codebook) -> set[str]:
    """Themes whose statements are counted as they were when a model learnt: nothing merged into them or moved."""
    walk = crosswalk(learnt, book)
    found = set()
    for link in walk.links:
        now = {link.old, *(theme.id for theme in book.below(link.old))} if link.old in book else set()
        then = {link.old, *(theme.id for theme in learnt.below(link.old) if theme.is_active)}
        if link.relation == "same" and then == {other.old for other in walk.links if now.intersection(other.new)}:
            found.add(link.old)
    return found


def _adjusted(rows: Sequence[Mapping[str, object]], themes: Collection[str]) -> pd.DataFrame:
    import pandas as pd

    kept = [row for row in rows if row["theme_id"] in themes]
    names = {"share": "adjusted", "low": "adjusted_low", "high": "adjusted_high"}
    frame = pd.DataFrame(kept, columns=["theme_id", *names]).rename(columns=names)
    return frame.astype({"theme_id": object} | dict.fromkeys(names.values(), float))


def _corrected(
    project: Project, lines: Sequence[Said], said: Sequence[frozenset[str]], sample: Sample, truth: Truth
) -> pd.DataFrame:
    """Shares over the whole wave: what people had coded is known, the rest is estimated by the sample."""
    book = project.codebook()
    rest = [row for row, line in enumerate(lines) if line.id not in sample.known]
    audited = {place: truth.themes[lines[row].id] for place, row in enumerate(rest) if lines[row].id in truth.themes}
    stands = project.glances.standing()
    stands = stands[(stands["status"] == "accepted") & stands["statement_id"].isin(sample.known)]
    known = Counter(theme for _, own in stands.groupby("statement_id")["theme_id"] for theme in with_above(own, book))
    table = corrected_by_audit([said[row] for row in rest], audited, themes=known)
    counted = table["theme_id"].map(known)
    for name in ("share", "low", "high"):
        table[name] = (counted + table[name] * len(rest)) / max(1, len(lines))
    return table[["theme_id", "share", "low", "high"]]
