"""Vectors of training surveys from an encoder that never saw them, so that methods can be chosen honestly.

The encoder that ships was tuned on every training survey: on their statements any method looks twice as good as it is.
This one is tuned for 160 steps on all but fourteen of them (and never on the published test), and made once:
``.work/held-out`` keeps it. It is weaker than the one that ships; what is compared on it is methods.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from models.build.data import DEVELOPMENT_SURVEYS, ROOT, read_surveys, theme_pools, training_names
from textmine.encode import Vectors
from textmine.survey.corpus import Survey

FOLDER = ROOT / ".work" / "held-out"
STEPS = 160
_MORE = 8


@dataclass(frozen=True, eq=False)
class Held:
    """Gold statements of a survey with vectors of an encoder that was not tuned on it."""

    name: str
    texts: list[str]
    languages: list[str]
    gold: np.ndarray
    vectors: Vectors


def names() -> tuple[list[str], list[str]]:
    """Surveys held out, and surveys the encoder is tuned on."""
    others = training_names(final=False)
    random.Random(5).shuffle(others)  # noqa: S311 - sampling, not cryptography
    return sorted([*DEVELOPMENT_SURVEYS, *others[:_MORE]]), others[_MORE:]


def surveys() -> list[Held]:
    """The surveys held out; trains the encoder on first use."""
    held, tuned_on = names()
    if any(not (FOLDER / f"{name}.npz").exists() for name in held):
        _encode(held, tuned_on)
    return [_read(survey, FOLDER) for survey in read_surveys(held)]


def _read(survey: Survey, folder: Path) -> Held:
    frame = survey.statements()
    _, gold = np.unique(frame["theme"], return_inverse=True)
    with np.load(folder / f"{survey.id}.npz") as stored:
        vectors = stored["vectors"]
    return Held(survey.id, frame["text"].tolist(), frame["language"].tolist(), gold, vectors)


def _encode(held: list[str], tuned_on: list[str]) -> None:
    from models.build.train import Settings, encode_with, train
    from models.build.trim import trimmed_base

    model, tokenizer = trimmed_base(ROOT / ".work" / "encoder")
    settings = Settings(steps=STEPS, tuned_share=1.0)
    tuned: Any = train(model, tokenizer, theme_pools(read_surveys(tuned_on)), settings)
    encode = encode_with(tuned, tokenizer, Settings())
    FOLDER.mkdir(parents=True, exist_ok=True)
    for survey in read_surveys(held):
        np.savez(FOLDER / f"{survey.id}.npz", vectors=encode(survey.statements()["text"].tolist()))
