"""Compare ways to train the encoder on surveys held out for choosing: ``python -m models.build.trials --cache DIR``.

Trials train on the surveys that are neither of the published test nor among the six development surveys (those of the
learning curve on some of them), and are measured on the latter. One line of JSON a trial is added to ``--out``; trials
that are there already are not run again.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from models.build.data import DEVELOPMENT_SURVEYS, ROOT, Batches, read_surveys, theme_pools, training_names
from models.build.encoder import unlabelled
from models.build.evaluate import evaluate
from models.build.simcse import simcse
from models.build.train import Settings, encode_with, timed_report, train
from models.build.trim import trimmed_base

STEPS = 80
UNSUPERVISED_STEPS = 40
REFERENCE = Settings(steps=STEPS, tuned_share=1.0)
TRIALS: dict[str, Settings] = {
    "reference": REFERENCE,
    "temperature 0.03": replace(REFERENCE, temperature=0.03),
    "temperature 0.1": replace(REFERENCE, temperature=0.1),
    "8 themes x 6 statements": replace(REFERENCE, batches=Batches(themes=8, statements=6)),
    "themes of two surveys a batch": replace(REFERENCE, batches=Batches(surveys=2)),
    "no definitions": replace(REFERENCE, batches=Batches(statements=4, definitions=False)),
    "distillation 0.2": replace(REFERENCE, distillation=0.2),
    "layer decay 0.85": replace(REFERENCE, layer_decay=0.85),
    "no averaging": replace(REFERENCE, average_last=0.0),
    "word vectors fixed": replace(REFERENCE, freeze_words=True),
    "15 % of the words masked": replace(REFERENCE, masked_words=0.15),
    "no prefix": replace(REFERENCE, prefix=""),
    "SimCSE first": REFERENCE,
    "mixed with the base": replace(REFERENCE, tuned_share=0.7),
    "learning rate 2e-4": replace(REFERENCE, learning_rate=2e-4),
}
CURVE = (3, 6, 12, 24, 48)


def survey_subset(number: int) -> list[str]:
    """Names of some of the surveys that trials train on: a larger subset holds the smaller ones."""
    names = training_names(final=False)
    random.Random(1).shuffle(names)  # noqa: S311 - sampling, not cryptography
    return names[:number]


def run(name: str, settings: Settings, names: list[str], base: tuple[Any, Any]) -> dict[str, Any]:
    """Train, measure on the development surveys, and return the figures."""
    model, tokenizer = base
    surveys = read_surveys(names)
    sentences = unlabelled(surveys)
    if name.startswith("SimCSE"):
        model = simcse(model, tokenizer, sentences, UNSUPERVISED_STEPS, settings)
    started = time.perf_counter()
    tuned = train(model, tokenizer, theme_pools(surveys), settings, sentences, timed_report(f"{name}: "))
    seconds = round(time.perf_counter() - started)
    figures = evaluate(encode_with(tuned, tokenizer, settings), read_surveys(DEVELOPMENT_SURVEYS))["mean"]
    return {"trial": name, "surveys": len(names), "steps": settings.steps, "seconds": seconds, **_rounded(figures)}


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {key: round(value, 4) for key, value in figures.items()}


def main() -> None:
    """Run the trials that are asked for and not yet done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / ".work" / "encoder")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "encoder" / "trials.jsonl")
    parser.add_argument("--only", nargs="*", help="names of trials; all if left out")
    arguments = parser.parse_args()
    base = trimmed_base(arguments.cache)
    everything = training_names(final=False)
    planned = {name: (settings, everything) for name, settings in TRIALS.items()}
    planned |= {f"{number} surveys": (REFERENCE, survey_subset(number)) for number in CURVE}
    done = set()
    if arguments.out.exists():
        done = {json.loads(line)["trial"] for line in arguments.out.read_text(encoding="utf-8").splitlines()}
    for name in arguments.only or planned:
        if name not in done:
            line = json.dumps(run(name, *planned[name], base), ensure_ascii=False)
            print(line, flush=True)
            with arguments.out.open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")


if __name__ == "__main__":
    main()
