"""Build ``models/encoder`` from the repository's files: ``make train-encoder``.

Steps: fetch and trim the base; fine-tune it on all training surveys but the three of the published test;
write ONNX int8 and fp16 weights; measure base and tuned on the test surveys and on the demo. What was measured
lands in ``models/encoder/figures.json``, the loss curve in ``models/encoder/training.log``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from models.build.data import ROOT, TEST_SURVEYS, read_surveys, theme_pools, training_names
from models.build.evaluate import Encode, evaluate
from models.build.export import export
from models.build.train import Settings, encode_with, train
from models.build.trim import trimmed_base
from textmine.encode.embedded import EmbeddedEncoder
from textmine.encode.named import SentenceTransformersEncoder
from textmine.survey.corpus import Survey, read_survey

NAME = "nor-survey-e5-small-3"
SEEDS = (0, 1, 2)
RETRIEVED = 3000
"""Pairs among which translations are looked up."""
CALIBRATION = 250
"""Answers on which activations are measured before they are quantised."""


class Log:
    """Training curve, on the terminal and in a file."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._stream = path.open("w", encoding="utf-8")
        self._started = time.perf_counter()

    def __call__(self, step: int, loss: float) -> None:
        """Note the mean loss of the last steps."""
        line = f"step {step} loss {loss:.4f} seconds {time.perf_counter() - self._started:.0f}"
        print(line, flush=True)
        print(line, file=self._stream, flush=True)


def unlabelled(surveys: Sequence[Survey]) -> list[str]:
    """Whole answers, for the term that keeps the base's geometry."""
    return [r.text for survey in surveys for r in survey.responses if len(r.text) > 30]


def figures(encode: Encode, surveys: Sequence[Survey]) -> dict[str, Any]:
    """Mean over seeds of every survey's figures."""
    runs = [evaluate(encode, surveys, seed) for seed in SEEDS]
    return {
        survey: {key: round(float(np.mean([run[survey][key] for run in runs])), 4) for key in runs[0][survey]}
        for survey in runs[0]
    }


def parity(encode: Encode, other: Encode, texts: Sequence[str]) -> dict[str, float]:
    """Cosines between two encoders' vectors of the same texts."""
    cosines = (encode(texts) * other(texts)).sum(axis=1)
    return {"mean": round(float(cosines.mean()), 4), "least": round(float(cosines.min()), 4)}


def aligned_sentences(path: Path, count: int) -> list[tuple[str, str]]:
    """Some aligned sentences of a file with one pair a line."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        pairs = [(fields[0], fields[1]) for line in stream if len(fields := line.rstrip("\n").split("\t")) > 1]
    different = [(bokmal, nynorsk) for bokmal, nynorsk in pairs if bokmal != nynorsk]
    return random.Random(0).sample(different, count)  # noqa: S311 - sampling, not cryptography


def retrieval(encode: Encode, pairs: Sequence[tuple[str, str]]) -> float:
    """Share of bokmål sentences whose nearest nynorsk sentence is their own translation."""
    bokmal, nynorsk = (encode(side) for side in zip(*pairs, strict=True))
    return round(float(((bokmal @ nynorsk.T).argmax(axis=1) == np.arange(len(pairs))).mean()), 4)


def build(arguments: argparse.Namespace, base: Any, tokenizer: Any, settings: Settings) -> None:
    """Train on all training surveys but those of the published test, and write the encoder's folder."""
    surveys = read_surveys(training_names(final=True))
    log = Log(arguments.cache / "training.log")
    tuned = train(base, tokenizer, theme_pools(surveys), settings, unlabelled(surveys), log)
    calibration = random.Random(0).sample(unlabelled(surveys), CALIBRATION)  # noqa: S311 - sampling, not cryptography
    export(tuned, tokenizer, arguments.out, NAME, settings.prefix, calibration)
    shutil.copy(arguments.cache / "training.log", arguments.out / "training.log")


def measure(folder: Path, base_encode: Encode, settings: Settings, pairs_file: Path | None) -> dict[str, Any]:
    """All figures of the encoder in a folder, beside the base's."""
    shipped = EmbeddedEncoder(folder)
    test, demo = read_surveys(TEST_SURVEYS), read_survey(ROOT / "corpora" / "demo")
    texts = unlabelled(test)
    content = {
        "settings": asdict(settings),
        "surveys": training_names(final=True),
        "test": {"base": figures(base_encode, test), "tuned int8": figures(shipped.encode, test)},
        "demo": {"base": figures(base_encode, [demo]), "tuned int8": figures(shipped.encode, [demo])},
        "int8 against fp32": parity(shipped.encode, SentenceTransformersEncoder(str(folder)).encode, texts),
    }
    if pairs_file:
        pairs = aligned_sentences(pairs_file, RETRIEVED)
        content["retrieval"] = {"base": retrieval(base_encode, pairs), "tuned int8": retrieval(shipped.encode, pairs)}
    return content


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cache", type=Path, default=ROOT / ".work" / "encoder", help="downloads and the trimmed base")
    parser.add_argument("--out", type=Path, default=ROOT / "models" / "encoder")
    parser.add_argument("--pairs", type=Path, help="aligned sentences (dev.tsv.gz), to measure retrieval")
    parser.add_argument("--measure", action="store_true", help="only measure what is there")
    arguments = parser.parse_args()
    settings = Settings()
    base, tokenizer = trimmed_base(arguments.cache)
    base_encode = encode_with(base, tokenizer, Settings(prefix="query: "))
    if not arguments.measure:
        build(arguments, base, tokenizer, settings)
    report = json.dumps(measure(arguments.out, base_encode, settings, arguments.pairs), indent=1)
    (arguments.out / "figures.json").write_text(report + "\n", encoding="utf-8")
    print(report)


if __name__ == "__main__":
    main()
