"""Write ``theme_bank.json``: every theme's name and definition, one file: ``python -m corpora.bank``.

The id is ``survey/theme`` and never changes meaning. The demo's themes stay out: it tests what the bank is for.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from textmine.survey.corpus import read_survey

ROOT = Path(__file__).resolve().parent
BANK = ROOT / "theme_bank.json"


def entries() -> list[dict[str, Any]]:
    """One entry a theme of the training surveys: id, name and definition keyed by nb, nn (and en)."""
    folders = sorted(path.parent for path in (ROOT / "training").glob("*/responses.jsonl"))
    return [
        {"id": f"{survey.id}/{theme.id}", "name": theme.name, "definition": theme.definition}
        for survey in map(read_survey, folders)
        for theme in survey.themes
    ]


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries())
    BANK.write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    print(f"{len(entries())} themes")
