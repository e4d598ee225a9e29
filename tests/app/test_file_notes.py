"""What is noted of a survey file, in the language of the interface."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.problems import note_in_words
from textmine.survey.decode import encoding_note, garbled_note
from textmine.survey.header import check_header, second_header
from textmine.survey.sheets import Head, choose_sheet

ROWS = [[str(n), str(20 + n), f"Vi mangler boliger, sak {n}"] for n in range(4)]
NOTES = [
    *encoding_note("mac_roman"),
    *encoding_note("cp850"),
    *garbled_note(3),
    *check_header(["Vi mangler boliger her"], [["Det er lang ventetid"]], Path("svar.csv"), 1),
    *second_header(["Bakgrunn", "", ""], [["id", "alder", "kommentar"], *ROWS], 2),
    *Head(0, 1).notes(),
    *choose_sheet({"Svar 2023": 4, "Svar 2024": 4})[1],
    "2 responses have no wave: their cell in 'år' is empty",
    "2 repeated rows of column names",
]


def test_every_note_is_here() -> None:
    assert len(NOTES) == 9


@pytest.mark.parametrize("note", NOTES)
@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_note_on_a_file_is_translated(note: str, language: str) -> None:
    told = note_in_words(note, language)
    assert told != note
    assert all(word in told for word in note.split() if word.isdigit())
