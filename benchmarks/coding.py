"""Speed of the coding room: agreement with intervals, and the queue."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from textmine.coding.agreement import agreement
from textmine.coding.queue import rank_rows
from textmine.themes.cluster import unit_rows


def agreement_speed(
    statements: int = 10_000, themes: int = 50, coders: int = 2, resamples: int = 1000
) -> dict[str, Any]:
    """Every coefficient with intervals; coders change a theme in a fifth of the sets, which hold one to three."""
    generator = np.random.default_rng(0)
    names = np.array([f"T{number}" for number in range(themes)])
    truth = [
        frozenset(generator.choice(names, size=generator.integers(1, 4), replace=False)) for _ in range(statements)
    ]
    sets = {
        f"coder {coder}": {
            f"s{row}": own ^ {str(generator.choice(names))} if generator.random() < 0.2 else own
            for row, own in enumerate(truth)
        }
        for coder in range(coders)
    }
    respondents = {f"s{row}": f"r{row // 2}" for row in range(statements)}
    started, worked = time.perf_counter(), time.process_time()
    agreement(sets, respondents=respondents, n_bootstrap=resamples)
    return {
        "job": f"agreement: {statements} statements, {themes} themes, {coders} coders, {resamples} resamples",
        "seconds": round(time.perf_counter() - started, 1),
        "CPU seconds": round(time.process_time() - worked, 1),
    }


def queue_speed(statements: int = 100_000, dimension: int = 384) -> dict[str, Any]:
    """The whole order of a queue, on random vectors."""
    generator = np.random.default_rng(0)
    vectors = unit_rows(generator.normal(size=(statements, dimension)).astype(np.float32))
    scores = np.sort(generator.random(statements))[::-1]
    started, worked = time.perf_counter(), time.process_time()
    rank_rows(scores, vectors)
    return {
        "job": f"queue: order of {statements} statements",
        "seconds": round(time.perf_counter() - started, 1),
        "CPU seconds": round(time.process_time() - worked, 1),
    }


def coding_speed() -> list[dict[str, Any]]:
    """A row a job."""
    return [agreement_speed(), agreement_speed(coders=3), queue_speed()]


if __name__ == "__main__":
    for row in coding_speed():
        print(row)
