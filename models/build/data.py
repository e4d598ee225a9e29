"""Labelled statements of the training surveys, and which surveys are for what."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from textmine.language import normalise
from textmine.survey.corpus import GoldTheme, Survey, read_survey

ROOT = Path(__file__).resolve().parents[2]
TEST_SURVEYS = ("nursing_home_kin", "public_transport", "outdoor_association")
"""Chosen before anything was trained, one from care, one from public transport, one of an association's
members; never used to choose anything."""
DEVELOPMENT_SURVEYS = ("kin_mental_health", "students", "waste_collection", "tenants", "nav_users", "farmers")
"""Held out while settings were chosen; the final model trains on them too."""


def read_surveys(names: Sequence[str] | None = None) -> list[Survey]:
    """Training surveys by name, or all of them, in alphabetical order."""
    folders = sorted(path.parent for path in (ROOT / "corpora" / "training").glob("*/responses.jsonl"))
    return [read_survey(folder) for folder in folders if names is None or folder.name in names]


def training_names(final: bool) -> list[str]:
    """Names of the surveys to train on: all but the test, and while choosing settings all but development too."""
    held_out = {*TEST_SURVEYS, *(() if final else DEVELOPMENT_SURVEYS)}
    folders = (ROOT / "corpora" / "training").glob("*/responses.jsonl")
    return sorted(path.parent.name for path in folders if path.parent.name not in held_out)


@dataclass(frozen=True)
class ThemePool:
    """One theme's texts: what people wrote, and the theme's own name and definition in both standards."""

    survey: str
    theme: str
    statements: tuple[str, ...]
    definitions: tuple[str, ...]


def theme_pools(surveys: Sequence[Survey]) -> dict[str, list[ThemePool]]:
    """Theme pools of each survey; themes with a single statement teach nothing and are left out."""
    pools: dict[str, list[ThemePool]] = {}
    for survey in surveys:
        texts: dict[str, list[str]] = defaultdict(list)
        for response in survey.responses:
            for span in response.statements:
                texts[span.label].append(normalise(response.text[span.start : span.end]))
        pools[survey.id] = [
            ThemePool(survey.id, theme.id, tuple(dict.fromkeys(texts[theme.id])), definition_texts(theme))
            for theme in survey.themes
            if len(texts[theme.id]) > 1
        ]
    return pools


def definition_texts(theme: GoldTheme) -> tuple[str, ...]:
    """«Name. Definition» in both written standards."""
    name, definition = theme.name, theme.definition
    return tuple(normalise(f"{name[lang]}. {definition[lang]}") for lang in ("nb", "nn"))


@dataclass(frozen=True)
class Batches:
    """How batches are drawn: ``surveys`` surveys a batch, ``themes`` themes in all, ``statements`` a theme."""

    themes: int = 16
    statements: int = 3
    surveys: int = 1
    definitions: bool = True

    def draw(self, pools: dict[str, list[ThemePool]], rng: random.Random) -> Iterator[tuple[list[str], list[int]]]:
        """Endless (texts, theme numbers). Surveys come in shuffled rounds, so that all are seen equally often."""
        round_: list[str] = []
        while True:
            texts: list[str] = []
            labels: list[int] = []
            number = 0
            for _ in range(self.surveys):
                if not round_:
                    round_ = sorted(pools)
                    rng.shuffle(round_)
                own = pools[round_.pop()]
                for pool in rng.sample(own, min(self.themes // self.surveys, len(own))):
                    drawn = rng.sample(pool.statements, min(self.statements, len(pool.statements)))
                    if self.definitions:
                        drawn.append(rng.choice(pool.definitions))
                    texts += drawn
                    labels += [number] * len(drawn)
                    number += 1
            yield texts, labels
