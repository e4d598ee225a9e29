"""SurveyXact: three files, or sheets of one workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from textmine.errors import InputError
from textmine.survey import read_responses

from .conftest import COMMENTS

SAMPLES = Path(__file__).parents[3] / "shared" / "data" / "surveyxact"
needs_samples = pytest.mark.skipif(not SAMPLES.exists(), reason="the readSX samples are not here")

DATASET = [
    ["email", "s_1", "s_2_1", "s_2_2", "s_3", "s_4", "stato_4"],
    ["a@kommune.no", "2", "1", "0", COMMENTS[0], "301", "1"],
    ["b@kommune.no", "1", "0", "1", "", "1103", "1"],
    ["c@kommune.no", "", "0", "0", COMMENTS[2], "301", "0"],
]
STRUCTURE = [
    ["questionName", "variableName", "questionType", "subType", "questionText", "choiceValue", "choiceText"],
    ["s_1", "s_1", "Closed", "Single", " Hvor stor er\nkommunen? ", "", ""],
    ["s_2", "s_2_1", "Closed", "Multiple", "Hva tilbyr dere?", "1", "Bolig "],
    ["s_2", "s_2_2", "Closed", "Multiple", "Hva tilbyr dere?", "2", "Arbeid"],
    ["s_3", "s_3", "Open", "Text", "Hva mangler, og hvorfor?", "", ""],
    ["statoverall", "stato_4", "Closed", "Multiple", "Samlet status", "4", "Gjennomført"],
]
LABELS = [
    ["s_1", "1", "Under 5 000"],
    ["s_1", "2", "Over 5 000 "],
    *([variable, str(code), ["Ikke valgt", "Valgt"][code]] for variable in ("s_2_1", "s_2_2") for code in (0, 1)),
]


def quoted(rows: list[list[str]], separator: str) -> str:
    return "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows) + "\r\n"


@pytest.fixture(params=[(",", "cp1252"), (";", "cp1252"), ("\t", "utf-16")], ids=["comma", "semicolon", "tab"])
def export(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    separator, encoding = request.param
    parts = {"dataset": DATASET, "structure": STRUCTURE, "labels": LABELS}
    for name, rows in parts.items():
        # The export leaves a phantom cell at the end of the rows of structure.
        cells = [[*row, ""] if name == "structure" and i else row for i, row in enumerate(rows)]
        (tmp_path / f"{name}.csv").write_bytes(quoted(cells, separator).encode(encoding))
    return tmp_path


@pytest.mark.parametrize("name", ["", "dataset.csv", "structure.csv", "labels.csv"])
def test_questions_and_labels_take_the_place_of_codes(export: Path, name: str) -> None:
    frame = read_responses(export / name)
    assert frame["text"].tolist() == [COMMENTS[0], "", COMMENTS[2]]
    assert frame["Hvor stor er kommunen?"].tolist() == ["Over 5 000", "Under 5 000", ""]
    assert frame["Hva tilbyr dere? - Bolig"].tolist() == ["Valgt", "Ikke valgt", "Ikke valgt"]
    assert frame["Hva tilbyr dere? - Arbeid"].tolist() == ["Ikke valgt", "Valgt", "Ikke valgt"]
    assert frame["s_4"].tolist() == ["301", "1103", "301"]
    assert frame.attrs["reading"]["system"] == "SurveyXact"
    assert frame.attrs["reading"]["text_column"] == "Hva mangler, og hvorfor?"


def test_addresses_and_status_are_left_out(export: Path) -> None:
    frame = read_responses(export)
    assert len(frame.columns) == 3 + 4
    assert not frame.isin(["a@kommune.no"]).to_numpy().any()


def test_addresses_cannot_even_be_asked_for(export: Path) -> None:
    with pytest.raises(InputError, match="no such column"):
        read_responses(export, attributes=["email"])


def test_a_column_can_be_named_by_its_variable(export: Path) -> None:
    frame = read_responses(export, text="s_3", attributes=["s_1"])
    assert frame.columns.tolist() == ["response_id", "wave", "text", "Hvor stor er kommunen?"]


def test_a_structure_file_that_is_something_else_is_refused(export: Path) -> None:
    (export / "structure.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"structure\.csv.*variableName"):
        read_responses(export)


def test_a_workbook_with_a_divided_dataset_is_put_together(tmp_path: Path) -> None:
    path = tmp_path / "eksport.xlsx"
    sheets = {
        "Dataset(1)": [row[:3] for row in DATASET],
        "Dataset(2)": [row[3:] for row in DATASET],
        "Structure": STRUCTURE,
        "Labels": LABELS,
    }
    with xlsxwriter.Workbook(path) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, [float(cell) if cell.isdecimal() else cell for cell in row])
    frame = read_responses(path)
    assert frame["text"].tolist() == [COMMENTS[0], "", COMMENTS[2]]
    assert frame["Hvor stor er kommunen?"].tolist() == ["Over 5 000", "Under 5 000", ""]
    assert frame["Hva tilbyr dere? - Arbeid"].tolist() == ["Ikke valgt", "Valgt", "Ikke valgt"]


@needs_samples
@pytest.mark.parametrize("sample", ["ex_survey2_semicolon_ansi", "ex_survey2_tab_utf16"])
def test_the_published_samples_are_read(sample: str) -> None:
    frame = read_responses(SAMPLES / sample)
    assert len(frame) == 999
    programme = frame["Hvilket studieforberedende utdanningsprogram går du på?"]
    assert set(programme) >= {"Idrettsfag", "Studiespesialisering"}
    assert frame.attrs["reading"]["text_column"].startswith("Andre fag")


@needs_samples
def test_both_encodings_of_the_published_sample_give_the_same_responses() -> None:
    semicolon, tab = (read_responses(SAMPLES / f"ex_survey2_{name}") for name in ("semicolon_ansi", "tab_utf16"))
    assert semicolon.equals(tab)
