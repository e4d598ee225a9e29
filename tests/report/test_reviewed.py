"""What a project's report counts in waves that people have coded, that only a model has, and that nobody has."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from textmine.coding.codebook import Theme, Wording
from textmine.coding.operations import add
from textmine.report.project_source import material_of_project
from textmine.report.reviewed import Counted, counted
from textmine.report.tally import Tally
from textmine.store import open_project

STATEMENTS = pd.DataFrame(
    {
        "statement_id": ["a", "b", "c", "d", "e"],
        "wave": ["2024", "2024", "2025", "2025", "2026"],
        "coded": [True, False, False, False, False],
        "informative": [True, True, True, True, True],
    }
)


def counts(*rows: tuple[str, str, float | None], statements: pd.DataFrame = STATEMENTS) -> Counted:
    frame = pd.DataFrame(
        [(statement, "T1", status, confidence) for statement, status, confidence in rows],
        columns=["statement_id", "theme_id", "status", "confidence"],
    )
    return counted(frame.astype({"confidence": float}), statements)


def notes(found: Counted) -> list[str]:
    return [note["en"] for note in found.notes]


def test_people_go_before_a_model_within_their_wave_and_not_in_another() -> None:
    found = counts(("a", "accepted", None), ("b", "suggested", 0.9), ("c", "suggested", 0.9), ("d", "suggested", 0.4))
    assert found.standing["statement_id"].tolist() == ["a", "c"]
    assert notes(found) == [
        "Wave 2025: nobody has reviewed the coding yet, so the figures are a model's suggestions",
        "Wave 2024: 1 of 2 statements have been reviewed by a person; the others count as mentioning no theme",
    ]


@pytest.mark.parametrize("rows", [[], [("a", "suggested", 0.9), ("c", "suggested", 0.9), ("e", "suggested", 0.9)]])
def test_what_nobody_has_reviewed_is_said_once(rows: list[tuple[str, str, float]]) -> None:
    found = counts(*rows)
    assert notes(found) == ["Nobody has reviewed the coding yet: the figures are a model's suggestions"]
    assert len(found.standing) == len(rows)


def test_without_waves_no_wave_is_named() -> None:
    found = counts(("a", "accepted", None), statements=STATEMENTS.assign(wave=""))
    assert notes(found) == ["1 of 5 statements have been reviewed by a person; the others count as mentioning no theme"]


def test_a_report_is_on_the_waves_that_are_coded(tmp_path: Path) -> None:
    answers = pd.DataFrame(
        {"response_id": ["1", "2", "1"], "wave": ["2024", "2024", "2025"], "text": ["For få boliger.", "Dyrt.", "Kø."]}
    )
    with open_project(tmp_path / "p.textmine", create=True) as project:
        project.coders.add("kari")
        project.import_responses(answers, "kari")
        project.codebooks.apply(add(project.codebook(), Theme("", Wording(nb="Bolig"), Wording())), "kari")
        project.codings.save("2024-1.1", ["T1"], "kari")
        project.codings.save("2024-2.1", [], "kari")
        material = material_of_project(project)
    tally = Tally(material)
    assert tally.uncoded == ("2025",)
    assert tally.told["response_id"].tolist() == ["2024-1", "2024-2"]
