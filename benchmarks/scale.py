"""Time and memory over the number of statements, ours and BERTopic's, from import to labels.

Statements: all gold statements of the training surveys, each again with a running number and a vector nearby until
there are enough; that is as many different texts as asked for, and far more alike than those of a real survey.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.cost import cost_of
from benchmarks.themes import ROOT, peer_python

SIZES = (1_000, 10_000, 100_000)
PEER_SIZE = 10_000
NOISE = 0.02
PLOT = ROOT / "docs" / "themes-scale.svg"
# Each in a process of its own, so that imports count and memory is its own.
_OURS = """
import json, sys, time
started = time.perf_counter()
import numpy as np
from textmine.themes import ThemeModel
texts = json.loads(open(sys.argv[1], encoding="utf-8").read())
vectors = np.load(sys.argv[2])
model = ThemeModel().fit(texts, vectors)
seconds = time.perf_counter() - started
model.themes_
named = time.perf_counter() - started
found = {"default": {"seconds": seconds, "labels": model.labels_.tolist(), "named": named}}
open(sys.argv[3], "w").write(json.dumps(found))
"""


def statements(n: int, base: tuple[list[str], np.ndarray]) -> tuple[list[str], np.ndarray]:
    """N different texts with unit vectors."""
    texts, vectors = base
    random = np.random.default_rng(0)
    rows = np.arange(n) % len(texts)
    noisy = vectors[rows] + NOISE * random.normal(size=(n, vectors.shape[1])) * (np.arange(n) >= len(texts))[:, None]
    again = np.arange(n) // len(texts)
    named = [texts[row] if not time else f"{texts[row]} ({time})" for row, time in zip(rows, again, strict=True)]
    return named, (noisy / np.linalg.norm(noisy, axis=1, keepdims=True)).astype(np.float32)


def gold_statements() -> tuple[list[str], np.ndarray]:
    """Different gold statements of the training surveys with their vectors, kept in ``.work`` once made."""
    from benchmarks.kept import kept_vectors
    from textmine.survey.corpus import read_survey

    surveys = sorted(path.parent for path in (ROOT / "corpora" / "training").glob("*/responses.jsonl"))
    texts = list(dict.fromkeys(text for survey in surveys for text in read_survey(survey).statements()["text"]))
    texts = texts[::3]
    return texts, kept_vectors().encode(texts, True)


def measure(texts: list[str], vectors: np.ndarray, peer: bool) -> dict[str, Any]:
    """Seconds and memory of a fit in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        places = [str(Path(scratch) / name) for name in ("texts.json", "vectors.npy", "out.json")]
        Path(places[0]).write_text(json.dumps(texts), encoding="utf-8")
        np.save(places[1], vectors)
        if peer:
            command = [str(peer_python()), str(ROOT / "benchmarks" / "peers.py"), *places, "default"]
        else:
            command = [sys.executable, "-c", _OURS, *places]
        memory = cost_of(command, cwd=ROOT).memory
        found = json.loads(Path(places[2]).read_text(encoding="utf-8"))["default"]
        # BERTopic's fit names its topics too.
        seconds = {"seconds": found["seconds"], "with names": found.get("named", found["seconds"])}
        return {**seconds, "MB": memory, "themes": len(set(found["labels"]) - {-1})}


def scale(with_peer: bool = True) -> list[dict[str, Any]]:
    """One row a method and size; draws the plot."""
    base = gold_statements()
    rows = [{"method": "textmine", "statements": n, **measure(*statements(n, base), peer=False)} for n in SIZES]
    if with_peer:
        peer = measure(*statements(PEER_SIZE, base), peer=True)
        rows.append({"method": "BERTopic, default", "statements": PEER_SIZE, **peer})
    draw(rows)
    return [{**row, **{name: round(row[name], 1) for name in ("seconds", "with names", "MB")}} for row in rows]


def draw(rows: list[dict[str, Any]]) -> None:
    """Write the plot: time and memory over size, both axes logarithmic, with a line of linear growth."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "textmine"
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for panel, (key, label) in zip(panels, (("seconds", "seconds"), ("MB", "memory, MB")), strict=True):
        for method in dict.fromkeys(row["method"] for row in rows):
            own = [row for row in rows if row["method"] == method]
            panel.plot([row["statements"] for row in own], [row[key] for row in own], "o-", label=method)
        last = [row for row in rows if row["method"] == "textmine"][-1]
        sizes = np.array(SIZES)
        panel.plot(sizes, last[key] * sizes / last["statements"], ":", color="grey", label="linear")
        panel.set(xscale="log", yscale="log", xlabel="statements", ylabel=label)
    panels[0].legend()
    figure.savefig(PLOT, metadata={"Date": None})
    plt.close(figure)
