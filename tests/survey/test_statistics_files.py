"""SPSS and Stata."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyreadstat
import pytest

from textmine.survey import read_responses

from .conftest import COMMENTS, Refusal

LONG = "Åpent svar med æøå og 😀. " * 60
FRAME = pd.DataFrame(
    {
        "lopenr": [11.0, 12.0, 13.0, 14.0],
        "storrelse": [1.0, 2.0, 9.0, 8.0],
        "alder": [41.0, float("nan"), 37.0, 52.5],
        "q12": [COMMENTS[0], "", LONG.strip(), COMMENTS[1]],
    }
)
LABELS = {"storrelse": {1.0: "Under 5 000", 2.0: "Over 5 000", 9.0: "Vet ikke"}}
QUESTIONS = {"storrelse": "Kommunens størrelse", "q12": "Hva mangler i tjenestene?"}


def spss(path: Path, **more: Any) -> Path:
    pyreadstat.write_sav(
        FRAME,
        path,
        column_labels=QUESTIONS,
        variable_value_labels=LABELS,
        missing_ranges={"storrelse": [{"lo": 8, "hi": 9}], "q12": ["-99"]},
        **more,
    )
    return path


@pytest.mark.parametrize("compress", [False, True])
def test_spss_texts_ids_and_labels_are_read(tmp_path: Path, compress: bool) -> None:
    frame = read_responses(spss(tmp_path / "svar.sav", compress=compress))
    assert frame["response_id"].tolist() == ["11", "12", "13", "14"]
    assert frame["text"].tolist() == [COMMENTS[0], "", LONG.strip(), COMMENTS[1]]
    assert frame["alder"].tolist() == ["41", "", "37", "52.5"]
    assert frame.attrs["reading"]["kind"] == "spss"


def test_a_missing_answer_with_a_label_is_a_value_and_one_without_is_empty(tmp_path: Path) -> None:
    frame = read_responses(spss(tmp_path / "svar.sav"))
    assert frame["storrelse"].tolist() == ["Under 5 000", "Over 5 000", "Vet ikke", ""]


def test_a_text_that_is_declared_missing_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "svar.sav"
    data = pd.DataFrame({"id": [1.0, 2.0], "q12": [COMMENTS[0], "-99"]})
    pyreadstat.write_sav(data, path, missing_ranges={"q12": ["-99"]})
    assert read_responses(path)["text"].tolist() == [COMMENTS[0], ""]


def test_a_column_can_be_named_by_its_question(tmp_path: Path) -> None:
    frame = read_responses(
        spss(tmp_path / "svar.sav"), text="hva mangler i tjenestene?", attributes=["Kommunens størrelse"]
    )
    assert frame["text"].tolist() == [COMMENTS[0], "", LONG.strip(), COMMENTS[1]]
    assert frame.columns.tolist()[3:] == ["storrelse"]


def test_stata_is_read(tmp_path: Path) -> None:
    path = tmp_path / "svar.dta"
    # Stata cells without a number are missing; labels need whole codes.
    pyreadstat.write_dta(FRAME, path, variable_value_labels={"storrelse": {1: "Under 5 000", 2: "Over 5 000"}})
    frame = read_responses(path)
    assert frame["text"].tolist() == [COMMENTS[0], "", LONG.strip(), COMMENTS[1]]
    assert frame["storrelse"].tolist() == ["Under 5 000", "Over 5 000", "9", "8"]
    assert frame.attrs["reading"]["kind"] == "stata"


def test_portable_spss_is_read(tmp_path: Path) -> None:
    path = tmp_path / "svar.por"
    data = pd.DataFrame({"ID": [1.0, 2.0], "KOMM": ["Vi mangler flere boliger", "Det er for lang ventetid"]})
    pyreadstat.write_por(data, path)
    assert read_responses(path)["text"].tolist() == ["Vi mangler flere boliger", "Det er for lang ventetid"]


def test_spss_called_csv_is_read(tmp_path: Path) -> None:
    path = spss(tmp_path / "svar.sav").rename(tmp_path / "svar.csv")
    assert read_responses(path).attrs["reading"]["kind"] == "spss"


def test_spss_without_rows_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    path = tmp_path / "svar.sav"
    pyreadstat.write_sav(FRAME.iloc[:0].astype({"q12": object}), path)
    assert "no rows" in refusal(path)
