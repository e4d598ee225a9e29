"""Speed and memory: the embedded encoder beside torch, and the whole demo."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cost import cost_of


def _rate(encode: Callable[[Sequence[str]], np.ndarray], texts: Sequence[str]) -> tuple[float, np.ndarray]:
    encode(texts[:64])
    started = time.perf_counter()
    vectors = encode(texts)
    return len(texts) / (time.perf_counter() - started), vectors


def encoder_speed(rounds: int = 5) -> list[dict[str, Any]]:
    """Sentences a second of int8 ONNX and of sentence-transformers fp32, in turns, on all answers of the demo."""
    from textmine.encode import load_encoder
    from textmine.encode.named import SentenceTransformersEncoder
    from textmine.resources import shipped
    from textmine.survey.corpus import read_survey

    texts = list(dict.fromkeys(r.text for r in read_survey(shipped("corpora/demo")).responses if len(r.text) > 20))
    embedded = load_encoder()
    torch_model = SentenceTransformersEncoder(str(shipped("models/encoder")))
    rates: dict[str, list[float]] = {"int8": [], "fp32": []}
    for _ in range(rounds):
        rate, quantised = _rate(embedded.encode, texts)
        rates["int8"].append(rate)
        rate, full = _rate(torch_model.encode, texts)
        rates["fp32"].append(rate)
    cosine = (quantised * full).sum(axis=1)
    ratio = np.median(np.array(rates["int8"]) / np.array(rates["fp32"]))
    return [
        {
            "texts": len(texts),
            "int8 a second": round(float(np.median(rates["int8"]))),
            "torch fp32 a second": round(float(np.median(rates["fp32"]))),
            "ratio": round(float(ratio), 2),
            "mean cosine": round(float(cosine.mean()), 4),
            "least cosine": round(float(cosine.min()), 4),
        }
    ]


def demo_cost() -> list[dict[str, Any]]:
    """Seconds and peak memory of ``textmine demo`` as a process of its own, start to end."""
    with tempfile.TemporaryDirectory() as scratch:
        command = [sys.executable, "-m", "textmine", "demo", "--out", str(Path(scratch) / "out")]
        cost = cost_of(command)
    return [{"seconds": round(cost.seconds, 1), "peak memory, MB": round(cost.memory)}]
