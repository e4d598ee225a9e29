"""A trained model with the encoder that ships, and a file to code."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.classify.conftest import LONGER, LONGER_LABELS
from textmine.classify import ThemeClassifier


@pytest.fixture(scope="session")
def shipped_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder that a fresh process can use."""
    folder = tmp_path_factory.mktemp("classify") / "model"
    ThemeClassifier(min_examples=3).fit(LONGER[:30], LONGER_LABELS[:30]).save(folder)
    return folder


@pytest.fixture
def new_wave(tmp_path: Path) -> Path:
    """Thirty responses, ten different."""
    texts = ["Vi mangler boliger. Lang ventetid hos psykolog", "vet ikke", "", "=1+1 boliger", *LONGER[:6]]
    path = tmp_path / "ny.csv"
    rows = [f'{n};"{texts[n % 10]}"' for n in range(30)]
    path.write_text("\n".join(["id;kommentar", *rows]) + "\n", encoding="utf-8")
    return path
