"""``textmine classify --project``: a model's suggestions for the statements of a project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ToyEncoder
from tests.jobs.test_wave import NEW, file, project, run, silent, trained
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.coding.operations import Change, add, define, merge, nest, rename, retire
from textmine.errors import InputError, ModelMismatchError
from textmine.jobs.classify_project import classify_project
from textmine.jobs.wave_models import models_of
from textmine.jobs.wave_run import WaveRun
from textmine.store import Project

# Fixtures, which pytest finds here by their names.
__all__ = ["file", "project", "run", "silent", "trained"]


def test_the_command_counts_as_left_to_people_what_the_page_does(
    project: Project, run: WaveRun, file: Path, toy: ToyEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("encode.estimator", "jobs.classify_project"):
        monkeypatch.setattr(f"textmine.{module}.load_encoder", lambda *_: toy)
    done = classify_project(str(file), models_of(project)[0].folder, wave="2024", coder="kari")
    assert done.statements == len(NEW)
    assert done.abstained == len(run.findings()["review"])
    with pytest.raises(InputError, match=r"no wave '2077' for --wave. Choose among 2023, 2024"):
        classify_project(str(file), models_of(project)[0].folder, wave="2077", coder="kari")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: retire(book, "T2"), "no theme 'T2' in use"),
        (lambda book: merge(book, ["T2"], "T3"), "no theme 'T2' in use"),
        (lambda book: rename(book, "T2", Wording(nb="Fisk")), "another codebook"),
        (lambda book: define(book, "T2", definition=Wording(nb="Fisk")), "another codebook"),
        (lambda book: nest(book, "T2", "T3"), "another codebook"),
    ],
    ids=["retired", "merged", "other name", "other definition", "moved"],
)
def test_the_command_refuses_a_model_of_another_codebook(
    project: Project,
    file: Path,
    trained: str,
    toy: ToyEncoder,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Codebook], Change],
    said: str,
) -> None:
    for module in ("encode.estimator", "jobs.classify_project"):
        monkeypatch.setattr(f"textmine.{module}.load_encoder", lambda *_: toy)
    folder = models_of(project)[0].folder
    assert folder.name == trained[: len(folder.name)]
    project.codebooks.apply(add(project.codebook(), Theme("", Wording(nb="Sjø"))), "kari")
    assert classify_project(str(file), folder, wave="2024", coder="kari").suggestions, "new themes are no hindrance"
    project.codebooks.apply(change(project.codebook()), "kari")
    before = project.codings_frame()
    with pytest.raises(ModelMismatchError, match=said):
        classify_project(str(file), folder, wave="2024", coder="kari")
    pd.testing.assert_frame_equal(project.codings_frame(), before)
