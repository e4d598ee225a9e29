from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from corpora import bank
from corpora.validate import near_duplicates, problems, survey_folders
from textmine.survey.corpus import GoldResponse, read_survey

THEMES = [f"t{letter}" for letter in "abcdefghijkl"]
SHEET = {"origin": "x", "imagined_respondents": "x", "personal_data": "x", "known_weaknesses": "x"}


def survey(folder: Path, head: dict[str, Any] | None = None, **first: Any) -> Path:
    """A sound survey of twelve themes and 120 different answers; ``head`` and ``first`` replace parts of it."""
    names = {"nb": "A", "nn": "A"}
    themes = [{"id": theme, "name": names, "definition": names} for theme in THEMES]
    top = {"id": "s", "question": names, "waves": [2020], "themes": themes, "datasheet": SHEET}
    (folder / "survey.yaml").write_text(yaml.safe_dump({**top, **(head or {})}), encoding="utf-8")
    rows = []
    for number in range(120):
        text = " ".join(f"ord{number}x{place}" for place in range(6))
        spans = [{"start": 0, "end": 4, "theme": THEMES[number % 12]}]
        rows.append({"id": f"s-{number}", "wave": 2020, "language": "nn" if number % 2 else "nb", "text": text})
        rows[-1]["statements"] = spans
    rows[0].update(first)
    (folder / "responses.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


@pytest.mark.parametrize("folder", survey_folders(), ids=lambda folder: folder.name)
def test_every_shipped_survey_is_sound(folder: Path) -> None:
    assert problems(folder) == []


def test_a_sound_survey_has_no_problems(tmp_path: Path) -> None:
    assert problems(survey(tmp_path)) == []


@pytest.mark.parametrize(
    ("first", "problem"),
    [
        ({"language": "en"}, "language 'en'"),
        ({"wave": 1999}, "wave '1999'"),
        ({"statements": [{"start": 0, "end": 999, "theme": "ta"}]}, "span 0-999"),
        ({"statements": [{"start": 4, "end": 4, "theme": "ta"}]}, "span 4-4"),
        ({"statements": [{"start": 0, "end": 4, "theme": "ukjent"}]}, "theme 'ukjent'"),
        ({"personal_data": [{"start": 0, "end": 4, "type": "KATT"}]}, "type 'KATT'"),
        ({"text": "fem ulike ord her nå ", "statements": [{"start": 0, "end": 4, "theme": "ta"}]}, "span 0-4"),
        (
            {"statements": [{"start": 0, "end": 4, "theme": "ta"}, {"start": 3, "end": 6, "theme": "tb"}]},
            "statements overlap at 3",
        ),
        ({"text": " ".join(f"ord1x{place}" for place in range(6))}, "s-0 and s-1 are nearly the same"),
        ({"statements": []}, "ta has 9 statements"),
    ],
)
def test_what_is_wrong_with_a_response_is_found(tmp_path: Path, first: dict[str, Any], problem: str) -> None:
    assert any(problem in found for found in problems(survey(tmp_path, **first)))


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ({"datasheet": {**SHEET, "origin": ""}}, "the datasheet lacks origin"),
        ({"datasheet": None}, "the datasheet lacks"),
        ({"themes": [{"id": "ta", "name": {"nb": "A"}, "definition": {"nb": "A", "nn": "A"}}]}, "ta lacks a name"),
        ({"themes": [{"id": "Stor", "name": {"nb": "A", "nn": "A"}, "definition": {"nb": "A", "nn": "A"}}]}, "'Stor'"),
    ],
)
def test_what_is_wrong_with_the_description_is_found(tmp_path: Path, head: dict[str, Any], problem: str) -> None:
    assert any(problem in found for found in problems(survey(tmp_path, head)))


def test_near_duplicates_are_pairs_that_share_most_words_and_short_answers_may_repeat() -> None:
    texts = (
        "en to tre fire fem seks",
        "EN to, tre fire fem sju!",
        "helt andre ord enn de over her",
        "vet ikke",
        "vet ikke",
    )
    responses = tuple(GoldResponse(str(n), "2020", "nb", text) for n, text in enumerate(texts))
    assert list(near_duplicates(responses)) == [("0", "1")]


def test_the_frame_of_a_survey_has_no_missing_values(tmp_path: Path) -> None:
    folder = survey(tmp_path, {"attributes": {"size": ["liten"]}}, size="liten")
    frame = read_survey(folder).frame()
    assert frame["size"].tolist() == ["liten"] + [""] * 119


def test_the_theme_bank_holds_every_training_theme_and_none_of_the_demo() -> None:
    written = json.loads(bank.BANK.read_text(encoding="utf-8"))
    assert written == bank.entries()
    ids = [entry["id"] for entry in written]
    assert len(ids) == len(set(ids)) > 500
    assert not [name for name in ids if name.startswith("demo/")]
