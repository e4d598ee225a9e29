"""Small coded surveys and a classifier trained on one."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.conftest import COMMENTS, EVENINGS, HOUSING, WAITING, ToyEncoder
from textmine.classify import ThemeClassifier

TEXTS = list(COMMENTS)
LABELS = [{"bolig"}] * len(HOUSING) + [{"ventetid"}] * len(WAITING) + [{"kveld"}] * len(EVENINGS)
LONGER = [f"{text} {extra}" for extra in ("hos oss", "her i kommunen", "dette året", "for mange") for text in TEXTS]
LONGER_LABELS = LABELS * 4
NEW_TEXTS = ["Det trengs flere boliger", "psykolog nå", "noe helt annet på øya", "vet ikke", "", "Tilbud på kveld"]


@pytest.fixture(scope="session")
def model(toy: ToyEncoder) -> ThemeClassifier:
    """Three themes, nineteen to twenty-four texts each."""
    return ThemeClassifier(toy, min_examples=3).fit(LONGER, LONGER_LABELS)


@pytest.fixture
def model_folder(model: ThemeClassifier, tmp_path: Path) -> Path:
    model.save(tmp_path / "model")
    return tmp_path / "model"


def same(first: ThemeClassifier, second: ThemeClassifier, texts: list[str]) -> None:
    """Both say the same of the texts, to the last bit."""
    a, b = first.decide(texts), second.decide(texts)
    for name in vars(a):
        np.testing.assert_array_equal(getattr(a, name), getattr(b, name), err_msg=name)
