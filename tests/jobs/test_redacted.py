from __future__ import annotations

from copy import copy
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import COMMENTS, ToyEncoder, responses_of
from textmine.discover import Discovery, discover
from textmine.jobs.files import redact_file
from textmine.jobs.redacted import HIDDEN, redacted, redacted_responses
from textmine.report.files import write_discovery
from textmine.report.tables import read_csv

NAMED = "Ring Kari Nordmann på 91 23 45 67. Kari Nordmann svarer aldri på ventetid hos psykolog"


@pytest.fixture(scope="module")
def named() -> Discovery:
    return discover(responses_of([*COMMENTS, NAMED]), ToyEncoder())


def test_statements_are_redacted_and_keep_the_offsets_of_the_original(named: Discovery) -> None:
    shown, notes = redacted(named)
    assert notes == []
    columns = ["response_id", "statement_id", "start", "end", "theme_id"]
    assert shown.statements[columns].equals(named.statements[columns])
    own = shown.statements[shown.statements["response_id"] == named.responses["response_id"].iloc[-1]]
    assert own["text"].tolist()[0].startswith("Ring [NAVN] på [TELEFON]")
    assert shown.responses["text"].iloc[-1].startswith("Ring [NAVN] på [TELEFON]. [NAVN] svarer")
    assert named.responses["text"].iloc[-1] == NAMED, "the discovery itself is left alone"


def test_no_file_of_a_redacted_discovery_holds_the_name(named: Discovery, tmp_path: Path) -> None:
    write_discovery(redacted(named)[0], tmp_path, "t")
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        content = path.read_bytes().decode("utf-8", "ignore")
        assert "Nordmann" not in content, path
        assert "91 23 45 67" not in content, path


def test_the_kind_of_an_institution_stays_in_the_name_of_a_theme() -> None:
    found = discover(responses_of([*COMMENTS, "Senger borte på Åsli DPS: 14. Nye brukere hos oss: 14"]), ToyEncoder())
    found.model.themes_ = [
        replace(found.model.themes_[0], name="Samhandling med Åsli og DPS"),
        *found.model.themes_[1:],
    ]
    assert redacted(found)[0].model.themes_[0].name == "Samhandling med [NAVN] og DPS"


def test_a_name_is_in_no_language_of_a_theme_nor_in_a_pair_of_keywords(named: Discovery) -> None:
    found = replace(named, model=copy(named.model))
    names = {"nb": "telefon, nordmann, psykolog", "nn": "nordmann, telefon"}
    keywords = ("telefon", "nordmann", "ringe nordmann")
    theme = replace(named.model.themes_[0], name=names["nb"], names=names, keywords=keywords)
    found.model.themes_ = [theme, *named.model.themes_[1:]]
    shown = redacted(found)[0].model.themes_[0]
    assert shown.name == "telefon, [NAVN], psykolog"
    assert shown.names == {"nb": "telefon, [NAVN], psykolog", "nn": "[NAVN], telefon"}
    assert shown.keywords == ("telefon",)


def test_ids_and_attributes_that_are_personal_data_are_replaced() -> None:
    frame = pd.DataFrame(
        {
            "response_id": ["kari@bygda.example", "per@bygda.example"],
            "wave": ["", ""],
            "text": ["a", "b"],
            "leder": ["Kari Nordmann", ""],
            "rolle": ["lege", "annet"],
        }
    )
    shown, notes = redacted_responses(frame)
    assert shown["response_id"].tolist() == ["1", "2"]
    assert shown["leder"].tolist() == [HIDDEN, ""]
    assert shown["rolle"].tolist() == ["lege", "annet"]
    assert len(notes) == 2


def test_statement_ids_follow_replaced_ids() -> None:
    responses = responses_of(COMMENTS)
    responses["response_id"] = [f"p{n}@bygda.example" for n in range(len(responses))]
    shown, _ = redacted(discover(responses, ToyEncoder()))
    assert shown.statements["statement_id"].iloc[0] == "1.1"
    assert set(shown.statements["response_id"]) <= set(shown.responses["response_id"])


def test_the_redacted_file_has_no_id_that_points_to_somebody(tmp_path: Path) -> None:
    survey = tmp_path / "s.csv"
    survey.write_text(
        "epost;kommentar\nkari@bygda.example;Vi mangler bolig til unge\nper@bygda.example;Ring Kari Nordmann nå\n",
        encoding="utf-8",
    )
    _, mentions, notes = redact_file(survey, tmp_path / "out.csv", text="kommentar", id="epost")
    assert mentions == 1
    assert len(notes) == 1
    table = read_csv(tmp_path / "out.csv")
    assert table["response_id"].astype(str).tolist() == ["1", "2"]
    assert table["text_redacted"].tolist() == ["Vi mangler bolig til unge", "Ring [NAVN] nå"]
