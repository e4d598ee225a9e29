"""Which sheet of a workbook is read, and which of its rows name the columns."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from textmine.survey import read_responses
from textmine.survey.stream import stream_responses

from .conftest import COMMENTS, Refusal
from .test_excel import HEADER, ROWS, workbook

xlsxwriter = pytest.importorskip("xlsxwriter")

WIDE = ["id", "region", "kommentar"]
ANSWERS = [[n, "sør" if n % 2 else "nord", comment] for n, comment in enumerate(COMMENTS)]
TWO_ROWS = "the names of the columns are read from the rows 1 to 2"


def drawn(path: Path, draw: Callable[[Any, Any], None]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        draw(book, book.add_worksheet("Ark"))
    return path


def fill(sheet: Any, rows: list[list[Any]], top: int) -> None:
    for i, row in enumerate(rows, top):
        for j, value in enumerate(row):
            sheet.write(i, j, value)


def read(path: Path) -> tuple[pd.DataFrame, list[str]]:
    """The responses and notes, which are the same in one piece and in parts."""
    frame, stream = read_responses(path), stream_responses(path)
    parts = pd.concat(stream.chunks(3), ignore_index=True)
    pd.testing.assert_frame_equal(parts, frame[["response_id", "wave", "text"]], check_frame_type=False)
    assert stream.notes == frame.attrs["reading"]["notes"]
    return frame, stream.notes


def test_sheets_that_are_not_read_are_told(tmp_path: Path) -> None:
    sheets = {"Svar 2023": [HEADER, *ROWS], "Svar 2024": [HEADER, *ROWS], "Forside": [["Rapport"], ["SINTEF"]]}
    frame, notes = read(workbook(tmp_path / "svar.xlsx", sheets))
    assert frame.attrs["reading"]["sheet"] == "Svar 2023"
    assert notes == ["the sheet Svar 2023 is read and not Svar 2024: save those as files of their own"]


@pytest.mark.parametrize("name", ["Kodebok", "Kodebok 2024", "Variabler", "Forklaring til data", "Les meg"])
def test_a_list_of_variables_is_not_taken_for_the_answers(tmp_path: Path, name: str) -> None:
    variables = [["variabel", "betydning"], ["id", "løpenummer til den som svarte"], ["kommentar", "hva som mangler"]]
    frame, notes = read(workbook(tmp_path / "svar.xlsx", {name: variables, "Svar": [HEADER, *ROWS]}))
    assert frame["text"].tolist() == list(COMMENTS)
    assert notes == []
    assert read_responses(workbook(tmp_path / "bare.xlsx", {name: [HEADER, *ROWS]}))["text"].tolist() == list(COMMENTS)


def test_sheets_that_nobody_sees_are_not_told(tmp_path: Path) -> None:
    def draw(book: Any, sheet: Any) -> None:
        fill(sheet, [HEADER, *ROWS], 0)
        other = book.add_worksheet("Skjult")
        fill(other, [HEADER, *ROWS], 0)
        other.hide()

    assert read(drawn(tmp_path / "svar.xlsx", draw))[1] == []


def test_names_under_merged_ones_are_the_names(tmp_path: Path) -> None:
    def draw(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 1, "Bakgrunn")
        sheet.write(0, 2, "Åpne spørsmål")
        fill(sheet, [WIDE, *ANSWERS], 1)

    frame, notes = read(drawn(tmp_path / "svar.xlsx", draw))
    assert frame.columns.tolist() == ["response_id", "wave", "text", "region"]
    assert frame["text"].tolist() == list(COMMENTS)
    assert notes == [TWO_ROWS]


def test_a_name_merged_downwards_stands_for_both_rows(tmp_path: Path) -> None:
    def draw(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 1, 0, "id")
        sheet.merge_range(0, 1, 0, 2, "Åpne spørsmål")
        fill(sheet, [["", "Bra", "Hva mangler?"]], 1)
        sheet.write(0, 0, "id")
        fill(sheet, [[n, "Godt", comment] for n, comment in enumerate(COMMENTS)], 2)

    frame, notes = read(drawn(tmp_path / "svar.xlsx", draw))
    assert frame["response_id"].tolist() == ["0", "1", "2", "3"]
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame["Bra"].tolist() == ["Godt"] * 4
    assert notes == [TWO_ROWS]


def test_a_name_merged_over_one_column_of_answers_has_none_under_it(tmp_path: Path) -> None:
    def draw(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "kommentar")
        fill(sheet, [[comment] for comment in COMMENTS], 1)

    frame, notes = read(drawn(tmp_path / "svar.xlsx", draw))
    assert frame["text"].tolist() == list(COMMENTS)
    assert notes == []


def test_a_block_of_notes_nearly_as_wide_as_the_table_is_not_its_header(tmp_path: Path) -> None:
    block = [["Uttrekk fra basen"], ["Dato", "12.3.2024"], ["Av", "Kari"], []]
    frame, notes = read(workbook(tmp_path / "svar.xlsx", {"Ark": [*block, WIDE, *ANSWERS]}))
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame.columns.tolist() == ["response_id", "wave", "text", "region"]
    assert notes == []


def test_a_blank_row_between_answers_does_not_end_the_table(tmp_path: Path) -> None:
    rows = [["id", "", "kommentar"], *ANSWERS[:2], [], *ANSWERS[2:]]
    frame, _ = read(workbook(tmp_path / "svar.xlsx", {"Ark": rows}))
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame.attrs["reading"]["rows_dropped"] == {"blank rows": 1}


def test_answers_without_names_are_refused(tmp_path: Path, refusal: Refusal) -> None:
    message = refusal(workbook(tmp_path / "svar.xlsx", {"Ark": ANSWERS}))
    assert "row 1: an answer stands here, where the names of the columns should be" in message
