from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import COMMENTS
from textmine.coding import Theme, Wording
from textmine.coding.codebook import Codebook
from textmine.errors import TextmineError
from textmine.jobs.worker import in_own_process
from textmine.store import open_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    with open_project(tmp_path / "p.textmine", create=True) as made:
        made.coders.ensure("kari")
    return tmp_path / "p.textmine"


def arguments(project: Path, file: Path, new: int) -> dict[str, object]:
    columns = {"text": "kommentar", "id": "id", "wave": "runde", "attributes": []}
    return {
        "project": str(project),
        "file": str(file),
        "columns": columns,
        "coder": "kari",
        "shown": [new, 0, 0],
    }


def test_an_import_in_a_process_of_its_own_tells_its_progress_and_result(project: Path, survey_file: Path) -> None:
    steps: list[tuple[str, int, int]] = []

    def progress(step: str, done: int = 0, total: int = 0) -> None:
        steps.append((step, done, total))

    n = len(COMMENTS) + 1
    result = in_own_process("import", arguments(project, survey_file, n))(progress)
    assert result == {"new": n, "changed": 0, "gone": 0}
    assert ("cut", 0, n) in steps
    with open_project(project) as opened:
        assert opened.counts().responses == n


def test_a_report_in_a_process_of_its_own_tells_its_progress_and_leaves_nothing_of_an_earlier_one(
    project: Path, tmp_path: Path
) -> None:
    steps: list[tuple[str, int, int]] = []

    def progress(step: str, done: int = 0, total: int = 0) -> None:
        steps.append((step, done, total))

    with open_project(project) as opened:
        texts = {"response_id": ["1", "2"], "wave": "2024", "text": ["Vi mangler boliger.", "Lang kø her."]}
        opened.import_responses(pd.DataFrame(texts), "kari")
        opened.codebooks.put(Codebook(opened.codebook().version, themes=(Theme("T1", Wording("Bolig")),)), "kari")
    out = tmp_path / "reports"
    out.mkdir()
    for old in ("report.html", "report.docx", "report.txt", "mine.txt"):
        (out / old).write_text("old")
    plan = "title: Vår\nchapters: [method, themes]\n"
    wanted = {"project": str(project), "out": str(out), "plan": plan, "formats": ["md", "html"], "language": "nn"}
    result = in_own_process("report", wanted)(progress)
    assert (result["files"], result["language"]) == (["report.md", "report.html"], "nn")
    assert len(result["lacks"]["nn"]) == 1
    assert {file.name for file in out.iterdir()} == {"report.md", "report.html", "mine.txt"}
    assert (out / "report.md").read_text(encoding="utf-8").startswith("# Vår\n")
    assert [step for step, _, _ in steps] == ["count", "draw", "lay_out", "lay_out"]
    assert steps[-1] == ("lay_out", 1, 2)


def test_what_goes_wrong_in_the_process_is_told_in_its_words(project: Path, survey_file: Path) -> None:
    with pytest.raises(TextmineError, match="Compare again"):
        in_own_process("import", arguments(project, survey_file, 1))(lambda **_: None)
    with open_project(project) as opened:
        assert opened.counts().responses == 0


def test_a_process_that_dies_is_an_error_and_not_a_result() -> None:
    with pytest.raises(TextmineError, match="stopped by itself"):
        in_own_process("no such work", {})(lambda *_: None)
