"""Exports of Nettskjema and Questback."""

from __future__ import annotations

import pytest

from textmine.survey import read_responses

from .conftest import COMMENTS, Save


def nettskjema(separator: str) -> str:
    header = [
        "$submission_id",
        "$created",
        "Hvilken region?",
        "Last opp en fil",
        "Hva mangler?",
        "$answer_time_ms",
    ]
    rows = [
        [str(31_000_000 + i), f"2024-03-0{i + 1} 10:00", "nord", f"vedtak {i}.pdf", comment, "51000"]
        for i, comment in enumerate(COMMENTS)
    ]
    return "\n".join(separator.join(f'"{cell}"' for cell in row) for row in [header, *rows]) + "\n"


@pytest.mark.parametrize("separator", [";", ","])
def test_nettskjema_has_its_ids_and_no_technical_or_attached_columns(save: Save, separator: str) -> None:
    frame = read_responses(save(nettskjema(separator)))
    assert frame["response_id"].tolist() == ["31000000", "31000001", "31000002", "31000003"]
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame.columns.tolist()[3:] == ["Hvilken region?"]
    assert frame.attrs["reading"]["system"] == "Nettskjema"


QUESTBACK = (
    "lfdn;external_lfdn;tester;dispcode;lastpage;quality;duration;v_1;v_2;v_3;browser;datetime\n"
    f"11;0;0;31;99;-77;310;1;{COMMENTS[0]};3;Firefox;2024-03-01\n"
    "12;0;0;32;99;-77;410;2;-99;-77;Chrome;2024-03-02\n"
    "13;0;0;22;12;-77;90;-77;-66;-77;Chrome;2024-03-02\n"
    f"14;0;1;31;99;-77;20;1;{COMMENTS[1]};3;Edge;2024-03-03\n"
    f"15;0;0;31;99;-77;300;2;{COMMENTS[2]};1;Edge;2024-03-03\n"
)


def test_questback_has_its_ids_and_no_technical_columns(save: Save) -> None:
    frame = read_responses(save(QUESTBACK))
    assert frame["response_id"].tolist() == ["11", "12", "13", "15"]
    assert frame.columns.tolist()[3:] == ["v_1", "v_3"]
    assert frame.attrs["reading"]["system"] == "Questback"


def test_questback_codes_for_no_answer_are_empty(save: Save) -> None:
    frame = read_responses(save(QUESTBACK))
    assert frame["text"].tolist() == [COMMENTS[0], "", "", COMMENTS[2]]
    assert frame["v_1"].tolist() == ["1", "2", "", "2"]
    assert frame["v_3"].tolist() == ["3", "", "", "1"]


def test_questback_testers_are_no_respondents_and_dropouts_are_mentioned(save: Save) -> None:
    reading = read_responses(save(QUESTBACK)).attrs["reading"]
    assert reading["rows_dropped"] == {"answers by testers": 1}
    assert reading["notes"] == ["1 respondents did not finish (dispcode other than 31 and 32) and are counted"]


def test_codes_of_questback_are_numbers_in_other_files(save: Save) -> None:
    frame = read_responses(save(f"id;v_1;kommentar\n1;-77;{COMMENTS[0]}\n2;-99;{COMMENTS[1]}\n"))
    assert frame["v_1"].tolist() == ["-77", "-99"]
