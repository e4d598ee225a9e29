"""Themes against gold: ours beside BERTopic on the same vectors."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
PEER_ENVIRONMENT = ROOT / ".work" / "peers"
PEER_PACKAGES = ("bertopic==0.17.4", "torch==2.13.0")


def peer_python() -> Path:
    """Python of the peers' environment, made on first use."""
    python = PEER_ENVIRONMENT / "bin" / "python"
    if not (PEER_ENVIRONMENT / "installed").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEER_ENVIRONMENT)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PEER_PACKAGES], check=True)
        (PEER_ENVIRONMENT / "installed").touch()
    return python


def bertopic(texts: Sequence[str], vectors: np.ndarray) -> dict[str, Any]:
    """Labels and seconds of BERTopic with its defaults and with min_topic_size=5."""
    python = peer_python()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        np.save(folder / "vectors.npy", vectors)
        arguments = [str(folder / name) for name in ("texts.json", "vectors.npy", "out.json")]
        subprocess.run([str(python), str(ROOT / "benchmarks" / "peers.py"), *arguments], check=True)
        results: dict[str, Any] = json.loads((folder / "out.json").read_text(encoding="utf-8"))
    return results


def compare(survey_folder: Path) -> list[dict[str, Any]]:
    """One row a method: AMI with the gold themes of a survey's statements, number of themes, share left out."""
    from sklearn.metrics import adjusted_mutual_info_score

    from textmine.encode import load_encoder
    from textmine.survey.corpus import read_survey
    from textmine.themes import ThemeModel

    survey = read_survey(survey_folder)
    frame = survey.statements()
    texts, gold = frame["text"].tolist(), frame["theme"]
    vectors = load_encoder().encode(texts)
    found: dict[str, Any] = {}
    for name, number in (("textmine, number of themes chosen by itself", "auto"), ("textmine, true number", None)):
        started = time.perf_counter()
        model = ThemeModel(number or gold.nunique()).fit(texts, vectors)
        found[name] = {"labels": model.labels_, "seconds": time.perf_counter() - started}
    found |= {f"BERTopic, {name}": result for name, result in bertopic(texts, vectors).items()}
    rows = []
    for name, result in found.items():
        labels = np.asarray(result["labels"])
        rows.append(
            {
                "method": name,
                "AMI": round(float(adjusted_mutual_info_score(gold, labels)), 3),
                "themes": len(set(labels[labels >= 0])),
                "left out": f"{np.mean(labels < 0):.0%}",
                "seconds": round(result["seconds"], 1),
            }
        )
    return rows
