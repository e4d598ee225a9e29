"""Files whose first row is an answer, and files with more rows of names than one."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from textmine.errors import InputError
from textmine.survey import read_responses
from textmine.survey.stream import stream_responses

from .conftest import COMMENTS, Refusal, Save

REFUSED = "row 1: an answer stands here, where the names of the columns should be"
EIGHT = [f"{COMMENTS[n % 4].rstrip('.')}, sak {n}" for n in range(8)]
REGIONS = ["nord" if n % 2 else "sør" for n in range(8)]


def lines(*rows: str) -> str:
    return "\n".join(rows) + "\n"


def streamed(path: Path) -> list[str]:
    return list(pd.concat(stream_responses(path).chunks(3))["text"])


@pytest.mark.parametrize(
    "rows",
    [
        [f"{n};{comment}" for n, comment in enumerate(EIGHT)],
        [f"{comment};0{n + 1}.03.2024" for n, comment in enumerate(EIGHT)],
        [f"{region};{comment}" for region, comment in zip(REGIONS, EIGHT, strict=True)],
        [f"A{n};{REGIONS[n]};{comment}" for n, comment in enumerate(EIGHT)],
        [f"{n};{REGIONS[n]};{answer}" for n, answer in enumerate(("Bra", "Godt nok", *EIGHT[2:]))],
        list(COMMENTS),
    ],
)
def test_a_first_row_that_is_an_answer_is_refused_and_not_read_as_names(
    save: Save, refusal: Refusal, rows: list[str]
) -> None:
    path = save(lines(*rows))
    assert REFUSED in refusal(path)
    with pytest.raises(InputError, match=REFUSED):
        stream_responses(path)


@pytest.mark.parametrize(
    "header",
    [
        "1;2;kommentar",
        "1;2;3",
        "2021;2022;Hva mener du om tilbudet i kommunen",
        "nr;score;Tilbudet i kommunen er godt nok.",
        "spm1;spm2;Skriv det du vil om tilbudet",
        ";score;Tilbudet i kommunen",
        "Løpenummer;Tall;Mer om tilbudet i kommunen",
    ],
)
def test_names_that_look_like_answers_beside_names_that_do_not_are_names(save: Save, header: str) -> None:
    path = save(lines(header, *(f"{n};{n % 3};{comment}" for n, comment in enumerate(COMMENTS))))
    assert read_responses(path)["text"].tolist() == list(COMMENTS)
    assert streamed(path) == list(COMMENTS)


def test_ticked_choices_that_are_called_what_their_cells_hold_are_names(save: Save) -> None:
    cells = [("Fastlege", ""), ("", "Psykolog"), ("Fastlege", "Psykolog"), ("Fastlege", "")]
    rows = [f"{a};{b};{comment}" for (a, b), comment in zip(cells, COMMENTS, strict=True)]
    assert len(read_responses(save(lines("Fastlege;Psykolog;Mer om dette her", *rows)))) == 4


def test_a_first_line_that_may_be_an_answer_is_told(save: Save) -> None:
    note = "row 1 is taken for the names of the columns: if it is an answer, put a row of names above it"
    path = save(lines(*(comment.rstrip(".") for comment in COMMENTS)))
    assert read_responses(path).attrs["reading"]["notes"] == [note]
    assert stream_responses(path).notes == [note]
    for name in ("Hva mangler i kommunen din nå?", "Din mening (valgfritt?) *", "Kommentarer til tilbudet i kommunen."):
        assert read_responses(save(lines(name, *COMMENTS))).attrs["reading"]["notes"] == []


@pytest.mark.parametrize("name", ["Det beste med tilbudet er ...", "Det beste med tilbudet er …", "Meir om dette: *"])
def test_a_sentence_for_the_respondent_to_end_is_a_name(save: Save, name: str) -> None:
    assert read_responses(save(lines(name, *COMMENTS)))["text"].tolist() == list(COMMENTS)


def test_the_header_of_a_joined_file_is_no_answer(save: Save) -> None:
    part = [f"{comment};nord" for comment in COMMENTS]
    path = save(lines("kommentar;region", *part, "kommentar;region", *part))
    frame = read_responses(path)
    assert frame["text"].tolist() == [*COMMENTS, *COMMENTS]
    assert frame.attrs["reading"]["rows_dropped"] == {"repeated rows of column names": 1}
    assert streamed(path) == [*COMMENTS, *COMMENTS]


def test_an_answer_that_is_the_name_of_the_only_column_is_an_answer(save: Save) -> None:
    path = save(lines("kommentar", *COMMENTS, "kommentar"))
    assert read_responses(path)["text"].tolist() == [*COMMENTS, "kommentar"]


def test_questions_and_import_ids_of_qualtrics_are_no_answers(save: Save) -> None:
    ids = ",".join(f'"{{""ImportId"":""QID{n}""}}"' for n in range(3))
    rows = [f"R_{n},{20 + n},{comment.replace(',', '')}" for n, comment in enumerate(COMMENTS)]
    path = save(lines("ResponseId,Q1,Q2_TEXT", "Response ID,Hvor gammel er du?,Hva mangler?", ids, *rows))
    frame = read_responses(path)
    assert frame["response_id"].tolist() == ["R_0", "R_1", "R_2", "R_3"]
    assert frame["Q1"].tolist() == ["20", "21", "22", "23"]
    assert frame.attrs["reading"]["rows_dropped"] == {"repeated rows of column names": 2}
    assert streamed(path) == frame["text"].tolist()


def test_a_second_row_of_names_is_told(save: Save) -> None:
    rows = [f"{n};{20 + n};{comment}" for n, comment in enumerate(COMMENTS)]
    note = "row 2 looks like a second row of column names and is read as an answer: remove it if it is not one"
    path = save(lines("Bakgrunn;;Åpne spørsmål", "id;alder;Hva mangler?", *rows))
    assert read_responses(path).attrs["reading"]["notes"] == [note]
    assert stream_responses(path).notes == [note]
    about = save(lines("nr;alder;Hva mangler?", "0;rundt 40;Lite, synes jeg", *rows[1:]))
    assert read_responses(about).attrs["reading"]["notes"] == []


def test_lines_in_quotation_marks_as_a_whole_are_refused(save: Save, refusal: Refusal) -> None:
    path = save(lines('"id;""kommentar"""', *(f'"{n};""{comment}"""' for n, comment in enumerate(COMMENTS))))
    assert "every line is in quotation marks as a whole" in refusal(path)
    with pytest.raises(InputError, match="every line is in quotation marks as a whole"):
        stream_responses(path)


def test_a_separator_at_the_end_of_the_answers_only_is_no_field(save: Save) -> None:
    path = save(lines("id;kommentar", *(f"{n};{comment};" for n, comment in enumerate(COMMENTS))))
    assert read_responses(path)["text"].tolist() == list(COMMENTS)
    assert streamed(path) == list(COMMENTS)


def test_a_second_byte_order_mark_is_no_part_of_the_first_name(save: Save) -> None:
    path = save(lines("\ufeff\ufeffkode;kommentar", *(f"{n};{comment}" for n, comment in enumerate(COMMENTS))))
    assert read_responses(path, id="kode")["response_id"].tolist() == ["0", "1", "2", "3"]
