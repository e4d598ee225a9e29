"""Code a wave of a project with one of its models, part by part, so that a run that was stopped goes on where it was.

A run lies in ``waves/KEY`` beside the project: ``run.json`` from its beginning on, parts while it runs, then
``coded.jsonl`` (what the model said, by statement id and without a text) and last ``findings.json``, which ends it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from textmine.classify import Decisions, ThemeClassifier
from textmine.coding.crosswalk import Crosswalk
from textmine.errors import InputError, ModelMismatchError, cause
from textmine.jobs.parts import Parts, Receipt
from textmine.report.files import written_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from textmine.encode import VectorCache
    from textmine.store import Project

PART = 500
"""Statements a part: what a stop costs at most."""
_LINES = "2"
"""Which fields `Said` has: finished parts with others are not gone on from."""
_LEAST = 0.001
"""Probability below which a theme that was not given is not kept."""
_RUN, _CODED, _FINDINGS, _MADE = "run.json", "coded.jsonl", "findings.json", "themes.json"


@dataclass(frozen=True)
class WaveRun:
    """A run of a model over a wave; ``model`` is the hash, ``begun`` ISO 8601, UTC."""

    folder: Path
    wave: str
    model: str
    by: str
    begun: str

    @property
    def key(self) -> str:
        """Name of the run: the same for the same wave and model."""
        return self.folder.name

    @property
    def finished(self) -> bool:
        """Whether it came to its end."""
        return (self.folder / _FINDINGS).exists()

    @property
    def done(self) -> int:
        """Statements in parts that are finished, while it runs or waits to go on."""
        return sum(receipt.statements for receipt in self.parts({}).entered().values())

    def coded(self) -> list[Said]:
        """What the model said of each statement, in its own themes; an InputError where it cannot be read."""
        file = self.folder / _CODED
        try:
            with file.open(encoding="utf-8") as lines:
                return [Said(**json.loads(line)) for line in lines]
        except (OSError, ValueError, TypeError) as error:
            raise _unreadable(file, error) from error

    def findings(self) -> dict[str, Any]:
        """What `textmine.jobs.wave_findings` found; an InputError where it cannot be read."""
        return dict(_read(self.folder / _FINDINGS))

    def made(self) -> dict[int, str]:
        """Ids of the themes that were made of the findings' proposals, by number."""
        file = self.folder / _MADE
        return dict(_read(file)) if file.exists() else {}

    def note_made(self, number: int, theme_id: str) -> None:
        """Keep which theme was made of a proposal."""
        _write(self.folder / _MADE, sorted({**self.made(), number: theme_id}.items()))

    def end(self, findings: dict[str, Any]) -> None:
        """Write what was found, which ends the run, and take its parts away."""
        _write(self.folder / _FINDINGS, findings)
        self.parts({}).end()

    def parts(self, depends_on: dict[str, str]) -> Parts:
        """The parts it is made in."""
        return Parts(self.folder / _CODED, depends_on)


@dataclass(frozen=True)
class Said:
    """What a model said of one statement.

    Attributes
    ----------
    id : str
    themes : dict of theme id to float
        The themes given, the likeliest first, with their probabilities.
    reason : str
        Why it is left to a person: ``empty``, ``novel``, ``no_theme``, ``unsure``, or in the terms of a changed
        codebook ``split``; an empty string where it is not.
    novelty : float
    likely : dict of theme id to float
        Probabilities of all themes that are not next to impossible, given or not: what a promised recall is found on.
        Empty in runs of versions that did not keep it.
    """

    id: str
    themes: dict[str, float]
    reason: str
    novelty: float
    likely: dict[str, float] = field(default_factory=dict)

    def within(self, crosswalk: Crosswalk) -> Said:
        """The same in the terms of the codebook in use; a theme that was split is for a person to choose a part of."""
        kept = _carried(self.themes, crosswalk)
        reason = self.reason
        if not reason and any(
            (link := crosswalk.link(theme)) is not None and link.relation == "split" for theme in self.themes
        ):
            reason = "split"
        reason = reason or ("" if kept else "no_theme")
        return replace(self, themes=kept, reason=reason, likely=_carried(self.likely, crosswalk))


def _carried(themes: Mapping[str, float], crosswalk: Crosswalk) -> dict[str, float]:
    """Probabilities by the themes of the codebook in use; those that were split or retired are left out."""
    kept: dict[str, float] = {}
    for theme, probability in themes.items():
        link = crosswalk.link(theme)
        if link is not None and link.relation not in ("split", "retired"):
            kept[link.new[0]] = max(probability, kept.get(link.new[0], 0.0))
    return kept


def runs_of(project: Project) -> list[WaveRun]:
    """The runs of a project, the one begun last first."""
    found = []
    for file in _home(project).glob(f"*/{_RUN}"):
        # A run whose description cannot be read is none, and hides no other.
        with suppress(InputError, TypeError):
            found.append(WaveRun(file.parent, **_read(file)))
    return sorted(found, key=lambda run: (run.begun, run.key), reverse=True)


def run_of(project: Project, wave: str, model: str) -> WaveRun | None:
    """The run of a model over a wave, finished or not; None where there is none."""
    return next((run for run in runs_of(project) if (run.wave, run.model) == (wave, model)), None)


def begin(project: Project, wave: str, model: str, by: str) -> WaveRun:
    """Note that a run begins; the one that was begun with the same wave and model goes on."""
    key = hashlib.sha256(json.dumps([wave, model]).encode()).hexdigest()[:16]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    run = WaveRun(_home(project) / key, wave, model, by, now)
    _home(project).mkdir(mode=0o700, parents=True, exist_ok=True)
    run.folder.mkdir(exist_ok=True)
    for old in (_FINDINGS, _MADE):
        (run.folder / old).unlink(missing_ok=True)
    _write(run.folder / _RUN, {name: value for name, value in asdict(run).items() if name != "folder"})
    return run


def code_wave(
    run: WaveRun,
    ids: Sequence[str],
    texts: Sequence[str],
    classifier: ThemeClassifier,
    encoder: VectorCache,
    told: Callable[[int, int], None],
) -> list[Said]:
    """Code the statements of a wave, those in finished parts excepted, and return what is said of all.

    Parameters
    ----------
    run : WaveRun
    ids, texts : sequence of str, length n
        What vectors are made from.
    classifier : ThemeClassifier
    encoder : VectorCache
    told : callable
        Told how many statements of how many are done.
    """
    content = hashlib.sha256(json.dumps([list(ids), list(texts), PART]).encode()).hexdigest()
    # Another version may code otherwise: what it left is not gone on from.
    parts = run.parts({"statements": content, "model": run.model, "lines": _LINES, "version": version("textmine")})
    with parts.claimed():
        done = _begun(parts)
        pieces = [range(start, min(start + PART, len(ids))) for start in range(0, len(ids), PART)]
        finished = sum(receipt.statements for receipt in done.values())
        told(finished, len(ids))
        for number, rows in enumerate(pieces):
            if number in done:
                continue
            own = [texts[row] for row in rows]
            decided = classifier.decide(own, encoder.encode(own))
            parts.write(*_part(number, [ids[row] for row in rows], decided, classifier))
            finished += len(rows)
            told(finished, len(ids))
        parts.join(b"", len(pieces))
    return run.coded()


def _begun(parts: Parts) -> dict[int, Receipt]:
    try:
        return parts.begin(resume=True)
    except ModelMismatchError:
        # The wave was changed since: what was finished is of other statements.
        return parts.begin(resume=False)


def _part(number: int, ids: Sequence[str], decided: Decisions, classifier: ThemeClassifier) -> tuple[Receipt, bytes]:
    lines = list(_said(ids, decided, classifier))
    content = "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines).encode()
    receipt = Receipt(
        part=number,
        responses=0,
        statements=len(lines),
        rows=len(lines),
        abstained=sum(line.reason not in ("", "empty") for line in lines),
        novel=sum(line.reason == "novel" for line in lines),
        encoded=len(lines),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return receipt, content


def _said(ids: Sequence[str], decided: Decisions, classifier: ThemeClassifier) -> Iterator[Said]:
    for row, (name, reason) in enumerate(zip(ids, decided.reasons(), strict=True)):
        own, said = decided.probabilities[row], decided.said[row]
        places = np.flatnonzero(said | (own >= _LEAST))
        places = places[np.argsort(-own[places], kind="stable")]
        known = [str(classifier.themes_[place]) for place in places]
        likely = {theme: round(float(own[place]), 6) for theme, place in zip(known, places, strict=True)}
        themes = {theme: likely[theme] for theme, place in zip(known, places, strict=True) if said[place]}
        yield Said(name, themes, reason, round(float(decided.novelty[row]), 6), likely)


def _home(project: Project) -> Path:
    return project.place.folder / "waves"


def _write(file: Path, content: object) -> None:
    with written_whole(file) as temporary:
        temporary.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(file, error) from error


def _unreadable(file: Path, error: Exception) -> InputError:
    return InputError(f"cannot be read ({cause(error)})", "Run the model on the wave again", file=file)
