"""Workbooks."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from textmine.survey import read_responses

from .conftest import COMMENTS, Refusal


def workbook(path: Path, sheets: dict[str, list[list[Any]]], top: int = 0, left: int = 0) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy", "strings_to_formulas": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    sheet.write(top + i, left + j, value)
    return path


HEADER = ["id", "kommentar"]
ROWS = [[i + 1, comment] for i, comment in enumerate(COMMENTS)]


def test_texts_come_back_as_they_were_written(tmp_path: Path) -> None:
    texts = ["linje en\nlinje to", ' "sitat" ; , | ', "æøåÆØÅ 😀 – «nei»", "=1+1", "12", *COMMENTS]
    path = workbook(tmp_path / "svar.xlsx", {"Ark": [HEADER, *([i, text] for i, text in enumerate(texts))]})
    assert read_responses(path)["text"].tolist() == texts


def test_values_are_written_as_people_read_them(tmp_path: Path) -> None:
    header = ["id", "dato", "tid", "vekt", "medlem", "kommunenr", "kommentar"]
    rows = [
        [17, dt.date(2024, 3, 1), dt.datetime(2024, 3, 1, 12, 30), 0.5, True, 301, COMMENTS[0]],
        [18, None, None, None, None, None, COMMENTS[1]],
    ]
    frame = read_responses(workbook(tmp_path / "svar.xlsx", {"Ark": [header, *rows]}))
    assert frame["response_id"].tolist() == ["17", "18"]
    assert frame.iloc[0].tolist()[3:] == ["2024-03-01", "2024-03-01T12:30:00", "0.5", "TRUE", "0301"]
    assert frame.iloc[1].tolist()[3:] == [""] * 5


def test_the_header_is_found_under_titles_and_beside_empty_columns(tmp_path: Path, refusal: Refusal) -> None:
    rows: list[list[Any]] = [["Kommuneundersøkelsen"], ["Hentet ut i mars"], [], [*HEADER, "region"]]
    rows += [[*row, "nord"] for row in ROWS]
    path = workbook(tmp_path / "svar.xlsx", {"Ark": rows}, top=1, left=2)
    frame = read_responses(path)
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame.columns.tolist() == ["response_id", "wave", "text", "region"]
    repeated = workbook(tmp_path / "to.xlsx", {"Ark": [*rows, [1, "igjen", "sør"]]}, top=1, left=2)
    assert "row 6 and of row 10" in refusal(repeated)


def test_the_first_sheet_with_a_table_is_read(tmp_path: Path) -> None:
    sheets: dict[str, list[list[Any]]] = {
        "Tom": [],
        "Forside": [["Rapport"], ["Laget av SINTEF"], ["Mars 2024"]],
        "Svar": [HEADER, *ROWS],
        "Andre": [HEADER, [1, "Dette er et annet ark"]],
    }
    frame = read_responses(workbook(tmp_path / "svar.xlsx", sheets))
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame.attrs["reading"]["sheet"] == "Svar"


def test_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    path = workbook(tmp_path / "svar.xlsx", {"Ark": [HEADER, ROWS[0], [], [None, "  "], ROWS[1]]})
    frame = read_responses(path)
    assert frame["text"].tolist() == list(COMMENTS[:2])
    assert frame.attrs["reading"]["rows_dropped"] == {"blank rows": 2}


def test_a_workbook_called_csv_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "svar.xlsx", {"Ark": [HEADER, *ROWS]}).rename(tmp_path / "svar.csv")
    frame = read_responses(path)
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame.attrs["reading"]["kind"] == "excel"


@pytest.mark.parametrize(("rows", "problem"), [([], "empty"), ([HEADER], "no rows")])
def test_a_workbook_without_answers_is_refused(
    tmp_path: Path, refusal: Refusal, rows: list[list[Any]], problem: str
) -> None:
    assert problem in refusal(workbook(tmp_path / "svar.xlsx", {"Ark": rows}))


def test_opendocument_is_read(tmp_path: Path) -> None:
    cells = [HEADER, *([str(number), text] for number, text in ROWS)]
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in cells
    )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    path = tmp_path / "svar.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Ark">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    assert read_responses(path)["text"].tolist() == list(COMMENTS)
