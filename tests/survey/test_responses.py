"""The frame that scripts rely on: ids, waves, texts and what is recorded about the file."""

from __future__ import annotations

import json

import pytest

import textmine
from textmine.survey import TABULAR_SUFFIXES, read_responses

from .conftest import COMMENTS, Refusal, Save, table

NUMBERS = ("1", "2", "3", "4")


def test_the_reader_is_a_public_name() -> None:
    assert textmine.read_responses is read_responses
    assert ".csv" in TABULAR_SUFFIXES


def test_rows_are_numbered_where_there_is_no_id(save: Save) -> None:
    path = save(table("region;kommentar", ("n", "s", "n", "s")))
    assert read_responses(path)["response_id"].tolist() == list(NUMBERS)
    assert read_responses(save(table("id;kommentar", ("7", "8", "9", "9"))), id="")["response_id"].tolist() == list(
        NUMBERS
    )


@pytest.mark.parametrize("id", [None, "id"])
def test_an_id_that_occurs_twice_is_refused_with_both_rows(save: Save, refusal: Refusal, id: str | None) -> None:
    message = refusal(save(table("id;kommentar", ("a", "b", "c", "b"))), id=id)
    assert "'b'" in message
    assert "row 3 and of row 5" in message
    assert "column 'id'" in message


def test_a_response_without_id_is_refused(save: Save, refusal: Refusal) -> None:
    message = refusal(save(table("id;kommentar", ("a", "b", " ", "d"))), id="id")
    assert "row 4" in message
    assert "no id" in message


def test_respondents_of_several_waves_are_told_apart_by_wave(save: Save) -> None:
    frame = read_responses(save(table("id;år;kommentar", ("7", "8", "7", "8"), ("2023", "2023", "2024", "2024"))))
    assert frame["response_id"].tolist() == ["2023-7", "2023-8", "2024-7", "2024-8"]
    assert "wave and the id" in frame.attrs["reading"]["notes"][0]


def test_an_id_that_occurs_twice_in_one_wave_is_refused(save: Save, refusal: Refusal) -> None:
    path = save(table("id;år;kommentar", ("7", "8", "7", "7"), ("2023", "2023", "2024", "2024")))
    assert "row 4 and of row 5" in refusal(path)


@pytest.mark.parametrize("wave", ["2024", 2024, "høst 2024", "runde 3"])
def test_a_wave_that_is_no_column_is_that_of_every_row(save: Save, wave: str | int) -> None:
    frame = read_responses(save(table("id;2023;kommentar", NUMBERS, ("a", "b", "c", "d"))), wave=wave)
    assert set(frame["wave"]) == {str(wave)}
    assert frame.attrs["reading"]["wave_value"] == str(wave)


def test_a_column_goes_before_a_value_of_the_same_name(save: Save) -> None:
    frame = read_responses(save(table("id;2024;kommentar", NUMBERS, ("a", "b", "c", "d"))), wave="2024")
    assert frame["wave"].tolist() == ["a", "b", "c", "d"]


def test_a_misspelt_wave_column_with_a_digit_is_no_value(save: Save, refusal: Refusal) -> None:
    path = save(table("runde_1;kommentar", ("a", "b", "a", "b")))
    assert "Did you mean 'runde_1'?" in refusal(path, wave="runde1")


def test_respondents_without_an_answer_are_kept_with_an_empty_text(save: Save) -> None:
    path = save(f"id;kommentar\n1;{COMMENTS[0]}\n2;\n3;{COMMENTS[1]}\n4;\n")
    frame = read_responses(path)
    assert frame["text"].tolist() == [COMMENTS[0], "", COMMENTS[1], ""]
    assert frame.attrs["reading"]["rows_read"] == 4
    assert frame.attrs["reading"]["rows_without_text"] == 2


@pytest.mark.parametrize("text", ["  mellomrom foran og bak ", "NA", "null", "-", "1.0", "=SUM(A1)"])
def test_the_text_is_never_changed(save: Save, text: str) -> None:
    frame = read_responses(save(f"id;kommentar\n1;{text}\n2;{COMMENTS[0]}\n"))
    assert frame["text"].tolist() == [text, COMMENTS[0]]


def test_every_cell_is_a_string(save: Save) -> None:
    frame = read_responses(save(table("id;alder;kommentar", NUMBERS, ("41", "", "37", "52"))))
    assert frame["alder"].tolist() == ["41", "", "37", "52"]
    assert not frame.isna().to_numpy().any()


def test_what_was_read_is_recorded_as_plain_values(save: Save) -> None:
    reading = read_responses(save(table("id;år;region;kommentar", NUMBERS, ("2024",) * 4, NUMBERS))).attrs["reading"]
    assert json.loads(json.dumps(reading)) == reading
    assert reading == {
        "kind": "csv",
        "system": "",
        "encoding": "utf-8",
        "separator": ";",
        "sheet": "",
        "text_column": "kommentar",
        "other_text_columns": [],
        "id_column": "id",
        "wave_column": "år",
        "wave_value": "",
        "wave_in_name": "",
        "attribute_columns": ["region"],
        "rows_read": 4,
        "rows_without_text": 0,
        "rows_dropped": {},
        "notes": [],
    }
