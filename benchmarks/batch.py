"""``textmine classify`` on many comments: throughput beside the bare encoder's, memory, Dask beside local, cold start.

usage: python -m benchmarks.batch [COMMENTS] [--local]

The comments are the corpora's answers, half of them as they were written and half with edits. COMMENTS is 50,000 by
default; 1000000 is the full run, some hours of two cores. With --local, Dask is left out.
"""

from __future__ import annotations

import argparse
import csv
import filecmp
import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.classify import Coded
from benchmarks.cost import cost_of
from textmine.encode import load_encoder
from textmine.resources import shipped
from textmine.survey.corpus import read_survey

Table = list[dict[str, Any]]
_EDITS = ("Hos oss: {}", "{} Slik er det her.", "{} Det samme gjelder nabokommunen.", "Som i fjor: {}", "{} Dessverre.")
_DUPLICATES = 0.5


def comments(number: int, seed: int = 0) -> Iterator[str]:
    """Answers of the corpora: half as they were written, half edited so that they differ from all others."""
    folders = [shipped("corpora/demo"), *sorted(shipped("corpora/training").iterdir())]
    answers = [r.text for folder in folders if (folder / "survey.yaml").exists() for r in read_survey(folder).responses]
    random = np.random.default_rng(seed)
    for i in range(number):
        answer = answers[int(random.integers(len(answers)))]
        edit = _EDITS[int(random.integers(len(_EDITS)))].format(answer)
        yield answer if random.random() < _DUPLICATES else f"{edit} Sak {i}."


def write_comments(file: Path, number: int) -> None:
    """A CSV with an id and a comment a row."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["id", "kommentar"])
        writer.writerows(enumerate(comments(number), 1))


def run_cost(number: int = 50_000, dask: bool = True) -> Table:
    """One row a way to run: comments and texts a second, peak memory of the largest process."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        demo = Coded(read_survey(shipped("corpora/demo")))
        demo.train(np.arange(len(demo.texts))).save(folder / "model")
        write_comments(folder / "new.csv", number)
        write_comments(folder / "few.csv", 100)
        cold = _run("textmine classify, 100 comments from cold", folder, "few.csv", [])
        rows = [_bare(number), _run("textmine classify", folder, "new.csv", []), _bare(number)]
        if dask:
            more = ["--engine", "dask", "--workers", "2"]
            rows += [_run("textmine classify --engine dask --workers 2", folder, "new.csv", more), _bare(number)]
            rows[3]["same bytes as local"] = filecmp.cmp(
                folder / "local-new.csv", folder / "dask-new.csv", shallow=False
            )
    for before, run, after in zip(rows[::2], rows[1::2], rows[2::2], strict=False):
        # The machine is not as fast all the time: a run is compared with what was measured on both sides of it.
        for unit in ("texts a second", "texts a CPU second"):
            run[f"of the encoder's {unit}"] = f"{run[unit] / np.mean([before[unit], after[unit]]):.0%}"
    return [cold, *rows]


def _bare(number: int) -> dict[str, Any]:
    """The encoder alone on the statements of as many comments as there are, 2,000 at most."""
    from textmine.language import segment

    texts = list(dict.fromkeys(s.in_context for text in comments(min(number, 2000)) for s in segment(text)))
    encoder = load_encoder()
    encoder.encode(texts[:64])
    started, used = time.perf_counter(), time.process_time()
    encoder.encode(texts)
    return _figures("encoder alone", len(texts), time.perf_counter() - started, time.process_time() - used)


def _figures(name: str, texts: int, seconds: float, cpu: float) -> dict[str, Any]:
    """Rates by the clock, and by processor time, which other programs on the machine disturb less."""
    rates = {"texts a second": texts / seconds, "texts a CPU second": texts / cpu}
    return {"run": name, "texts": texts, "seconds": seconds, "CPU seconds": cpu, **rates}


def _run(name: str, folder: Path, file: str, more: list[str]) -> dict[str, Any]:
    out = folder / f"{'dask' if more else 'local'}-{file}"
    command = [sys.executable, "-m", "textmine", "classify", str(folder / file), "--text", "kommentar"]
    command += ["--model", str(folder / "model"), "--out", str(out), *more]
    cost = cost_of(command)
    counts = json.loads(out.with_name(f"{out.name}.manifest.json").read_text(encoding="utf-8"))["counts"]
    return {
        **_figures(name, counts["encoded"], cost.seconds, cost.cpu_seconds),
        "comments": counts["responses"],
        "statements": counts["statements"],
        "peak memory, MB": cost.memory,
    }


if __name__ == "__main__":
    from benchmarks.run import table

    parser = argparse.ArgumentParser()
    parser.add_argument("comments", nargs="?", type=int, default=50_000)
    parser.add_argument("--local", action="store_true")
    given = parser.parse_args()
    found = run_cost(given.comments, dask=not given.local)
    columns = list(dict.fromkeys(name for row in found for name in row))
    shown = [
        {name: round(row[name], 1) if isinstance(row.get(name), float) else row.get(name, "") for name in columns}
        for row in found
    ]
    print(table(shown))
