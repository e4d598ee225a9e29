"""Redaction measured: ``python -m benchmarks.privacy --norne DIR``.

Recall is counted by entities, as in the Text Anonymization Benchmark (Pilán et al. 2022, *Computational Linguistics*
48 (4)): an entity counts as found only where every letter and digit of all its mentions in a response is masked. The
name tagger is trained anew for each group of surveys, on the other surveys alone. ``--shipped`` measures the tagger
that ships on answers that it has not learnt from: ``traps``, by which rules were chosen, or ``test``, by which nothing
is: that is done once, when the detector is finished.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.build.data import ROOT
from models.build.names import Example, answers, fit, news, survey_folders
from textmine.privacy.detect import detect
from textmine.privacy.entities import DIRECT_IDENTIFIERS, Entity
from textmine.privacy.people import same_people
from textmine.privacy.tagger import NameModel

FORMATTED = ("NATIONAL_ID", "PHONE", "EMAIL")
NEWS_SENTENCES = 3000
"""Of each standard; the model that ships learns from three times as many."""


@dataclass
class Figures:
    """Entities by type (found, all), and characters of clean answers (masked as direct, masked, all)."""

    found: Counter[str] = field(default_factory=Counter)
    entities: Counter[str] = field(default_factory=Counter)
    masked_direct: int = 0
    masked: int = 0
    clean: int = 0
    misses: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def recall(self, types: Sequence[str]) -> str:
        """Share of the entities of some types that were found."""
        found, all_ = sum(self.found[t] for t in types), sum(self.entities[t] for t in types)
        return f"{found / all_:7.2%} ({found}/{all_})" if all_ else "-"

    def __str__(self) -> str:
        quasi = [t for t in self.entities if t not in DIRECT_IDENTIFIERS]
        lines = [
            f"direct {self.recall(DIRECT_IDENTIFIERS)}, formatted {self.recall(FORMATTED)}, quasi {self.recall(quasi)}",
            f"masked in clean answers: {self.masked_direct / max(1, self.clean):.3%} direct, "
            f"{self.masked / max(1, self.clean):.3%} all, of {self.clean} characters",
            ", ".join(f"{t} {self.recall([t])}" for t in sorted(self.entities)),
        ]
        return "\n".join(lines)


def entities_of(example: Example) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """(type, mentions) of each entity of an answer: mentions of one person together, of other types by their text."""
    groups: dict[tuple[str, object], list[tuple[int, int]]] = defaultdict(list)
    people = [(start, end) for start, end, kind in example.names if kind == "PERSON"]
    numbers = same_people([example.text[start:end] for start, end in people])
    for span, number in zip(people, numbers, strict=True):
        groups["PERSON", number].append(span)
    for start, end, kind in example.names:
        if kind != "PERSON":
            groups[kind, example.text[start:end].casefold()].append((start, end))
    for (kind, _), spans in groups.items():
        yield kind, spans


def measure(examples: Sequence[Example], model: NameModel | None, figures: Figures) -> None:
    """Add the figures of some answers."""
    for example in examples:
        count(example, detect(example.text, model), figures)


def count(example: Example, found: Sequence[Entity], figures: Figures) -> None:
    """Add the figures of one answer."""
    text = example.text
    masked = {i for entity in found for i in range(entity.start, entity.end)}
    for kind, spans in entities_of(example):
        open_ = [i for start, end in spans for i in range(start, end) if text[i].isalnum() and i not in masked]
        figures.entities[kind] += 1
        figures.found[kind] += not open_
        if open_:
            figures.misses.append(f"{kind}: {[text[a:b] for a, b in spans]} in: {text}")
    if not example.names:
        figures.clean += len(text)
        figures.masked += len(masked)
        figures.masked_direct += sum(e.end - e.start for e in found if e.direct)
        figures.false += [f"{e.type} {e.score}: {e.text!r} in: {text}" for e in found]


def cross_validated(sources: dict[str, list[Example]], read: Sequence[Example], folds: int) -> dict[str, Figures]:
    """Figures by source (develop, demo, training) with a tagger that has seen no answer of the same survey."""
    surveys = sorted(sources)
    random.Random(0).shuffle(surveys)  # noqa: S311 - sampling, not cryptography
    figures: dict[str, Figures] = defaultdict(Figures)
    for number in range(folds):
        held_out = surveys[number::folds]
        model = fit([*(e for name in surveys if name not in held_out for e in sources[name]), *read])
        for name in held_out:
            measure(sources[name], model, figures[name if name in ("develop", "demo") else "training"])
        print(f"{number + 1} of {folds}", flush=True)
    return figures


def speed(texts: Sequence[str]) -> float:
    """Answers a second of processor time, each text once."""
    detect(texts[0])
    started = time.process_time()
    for text in texts:
        detect(text)
    return len(texts) / (time.process_time() - started)


def main() -> None:
    """Print the figures; misses and false finds go to a file where one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--norne", type=Path)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--news", type=int, default=NEWS_SENTENCES)
    parser.add_argument("--misses", type=Path)
    parser.add_argument("--shipped", choices=("traps", "test"), help="answers of corpora/privacy")
    parser.add_argument("--speed", action="store_true")
    arguments = parser.parse_args()
    if arguments.speed:
        texts = [e.text for folder in survey_folders()[-6:] for e in answers([folder])]
        print(f"{speed(texts):.0f} answers a second of processor time over {len(texts)}")
        return
    figures: dict[str, Figures] = defaultdict(Figures)
    if name := arguments.shipped:
        measure(answers([ROOT / "corpora" / "privacy" / name]), None, figures[name])
    else:
        sources = {folder.name: answers([folder]) for folder in [*survey_folders(), ROOT / "corpora" / "demo"]}
        read = [e for name in ("nob", "nno") for e in news(arguments.norne / f"{name}-train.conll.gz", arguments.news)]
        figures = cross_validated(sources, read, arguments.folds)
    for name, own in figures.items():
        print(f"-- {name}\n{own}")
    if arguments.misses:
        lines = [f"{name}: {line}" for name, own in figures.items() for line in [*own.misses, "", *own.false]]
        arguments.misses.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
