"""Rerun every comparison and rewrite docs/benchmarks.md: ``make bench``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from benchmarks.language import language_balance, parity
from benchmarks.scale import scale
from benchmarks.speed import demo_cost, encoder_speed
from benchmarks.themes import ROOT, compare

PAGE = ROOT / "docs" / "benchmarks.md"


def table(rows: list[dict[str, Any]]) -> str:
    """Rows as a Markdown table."""
    head = list(rows[0])
    lines = [head, ["---"] * len(head), *[[row[name] for name in head] for row in rows]]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def main() -> None:
    """Write the page and print it."""
    sections = [
        "# Benchmarks",
        f"Written by `make bench` on {os.cpu_count()} cores. Times are of one machine; quote the ratios.",
        "## The main job: `textmine demo`, start to end",
        table(demo_cost()),
        "## Encoder: int8 ONNX beside sentence-transformers fp32, same texts, in turns",
        table(encoder_speed()),
        "## Themes of the demo's gold statements, same vectors",
        "AMI: adjusted mutual information with the gold themes; a statement left out counts as one theme more. "
        "Seconds for BERTopic include its imports.",
        table(compare(Path(ROOT / "corpora" / "demo"))),
        "## Themes and written standards",
        "Same theme: share of the demo's bokmål statements that keep it when Apertium translates them to nynorsk. "
        "Out of balance: themes whose nynorsk share differs from what the gold themes of their statements have, "
        "by a two-sided binomial test at 5 % after Holm.",
        table([{**parity(), **language_balance()}]),
        "## Time and memory from import to labels",
        "Repeated statements with vectors nearby (`benchmarks/scale.py`). ![](themes-scale.svg)",
        table(scale()),
    ]
    PAGE.write_text("\n\n".join(sections) + "\n", encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
