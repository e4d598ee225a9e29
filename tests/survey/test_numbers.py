"""Numbers that a program wrote as 1.0 since a cell of their column was blank, and words it wrote for nothing."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from textmine.errors import InputError
from textmine.survey import read_responses
from textmine.survey.stream import stream_responses

from .conftest import Refusal, Save, table


def same(path: Path) -> pd.DataFrame:
    """The responses, which are the same in one piece and in parts."""
    frame = read_responses(path)
    parts = pd.concat(stream_responses(path).chunks(3), ignore_index=True)
    pd.testing.assert_frame_equal(parts, frame[["response_id", "wave", "text"]], check_frame_type=False)
    return frame


def test_ids_waves_and_codes_are_the_numbers_they_were(save: Save) -> None:
    columns = (("1.0", "2.0", "3.0", "14.0"), ("2021.0", "2021.0", "", "2022.0"), ("1.0", "", "2.0", "-1.0"))
    frame = same(save(table("id;år;kode;kommentar", *columns)))
    assert frame["response_id"].tolist() == ["1", "2", "3", "14"]
    assert frame["wave"].tolist() == ["2021", "2021", "", "2022"]
    assert frame["kode"].tolist() == ["1", "", "2", "-1"]
    assert frame.attrs["reading"]["notes"] == ["1 responses have no wave: their cell in 'år' is empty"]


@pytest.mark.parametrize("last", ["2.5", "2.00", "b", "1.1.0"])
def test_a_column_with_other_things_than_whole_numbers_is_left_as_it_is(save: Save, last: str) -> None:
    values = ("1.0", "2.0", "4", last)
    frame = same(save(table("id;kode;kommentar", values, values)))
    assert frame["response_id"].tolist() == list(values)
    assert frame["kode"].tolist() == list(values)


def test_ids_that_become_one_are_refused(save: Save, refusal: Refusal) -> None:
    path = save(table("id;kommentar", ("1", "2", "1.0", "3")))
    assert "the id '1' is that of row 2 and of row 4" in refusal(path)
    with pytest.raises(InputError, match="same id"):
        stream_responses(path)


def test_text_that_is_a_number_is_left_as_it_was_written(save: Save) -> None:
    path = save("id;kommentar\n1;1.0\n2;Vi mangler boliger\n")
    assert read_responses(path, text="kommentar")["text"].tolist() == ["1.0", "Vi mangler boliger"]


@pytest.mark.parametrize("word", ["nan", "NaN", "<NA>", "#N/A"])
def test_what_a_program_writes_for_nothing_is_no_wave_and_no_code(save: Save, word: str) -> None:
    row = f"5;{word};{word};{word}"
    frame = same(save(table("id;år;kode;kommentar", ("1", "2", "3", "4"), ("2021.0",) * 4, ("1.0",) * 4) + row))
    assert frame.iloc[4].tolist() == ["5", "", word, ""]
    assert frame["wave"].tolist()[:4] == ["2021"] * 4
    assert frame["kode"].tolist()[:4] == ["1"] * 4


def test_a_row_whose_id_is_nothing_is_refused(save: Save, refusal: Refusal) -> None:
    path = save(table("id;kommentar", ("1.0", "nan", "3.0", "4.0")))
    assert "row 3, column 'id': the response has no id" in refusal(path)


def test_labels_are_put_on_codes_that_stand_as_decimal_numbers(save: Save) -> None:
    save("respondent;s_1;s_2\n1;1.0;Vi mangler boliger her\n2;;Det er for lang ventetid\n", "dataset.csv")
    structure = "variableName;questionText;subType;choiceText\ns_1;Region;Single;\ns_2;Hva mangler?;Open;\n"
    save(structure, "structure.csv")
    path = save("s_1;1;Nord\ns_1;2;Sør\n", "labels.csv")
    assert read_responses(path.parent)["Region"].tolist() == ["Nord", ""]
