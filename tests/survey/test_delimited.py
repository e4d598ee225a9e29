"""Text tables: separator, quoting, encoding, and rows that do not fit."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from textmine.survey import read_responses

from .conftest import COMMENTS, Refusal, Save, table

SEPARATORS = [";", ",", "\t", "|"]
# Every character that text may hold, line breaks included; other control characters are no text.
UNICODE = st.text(
    st.one_of(
        st.sampled_from('æøåÆØÅ;,|\t"\n\r 😀👩🏽‍⚕️='),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=30,
)
WINDOWS = st.text(st.sampled_from('abcæøåÆØÅéü€–“”…;,|\t"\n\r '), max_size=30)


def written(rows: list[list[str]], separator: str, quoting: int) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def read_back(content: str, encoding: str, **arguments: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "svar.csv"
        path.write_bytes(content.encode(encoding))
        return read_responses(path, **arguments)["text"].tolist()


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_text_comes_back_as_it_was_written(separator: str, encoding: str, data: st.DataObject) -> None:
    texts = data.draw(st.lists(WINDOWS if encoding == "cp1252" else UNICODE, max_size=6))
    quoting = data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    # "å " is not valid UTF-8 in Windows-1252, so that no draw is valid in both.
    texts = ["Vi må få flere boliger", *texts]
    rows = [["id", "kommentar", "region"], *([str(i), text, "nord"] for i, text in enumerate(texts))]
    content = written(rows, separator, quoting)
    assert read_back(content, encoding, text="kommentar", id="id") == texts


@settings(max_examples=60, deadline=None)
@given(texts=st.lists(UNICODE, max_size=6))
def test_a_single_column_needs_no_separator(texts: list[str]) -> None:
    texts = ["Vi må få flere boliger", *texts]
    rows = [["kommentar"], *([text] for text in texts)]
    assert read_back(written(rows, ";", csv.QUOTE_ALL), "utf-8", text="kommentar") == texts


@pytest.mark.parametrize("separator", SEPARATORS)
def test_separator_is_found_and_recorded(save: Save, separator: str) -> None:
    path = save(table(f"id{separator}kommentar", ("1", "2", "3", "4"), separator=separator).replace(", og", " og"))
    frame = read_responses(path)
    assert frame["text"].tolist() == [comment.replace(", og", " og") for comment in COMMENTS]
    assert frame.attrs["reading"]["separator"] == separator


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_ending_is_read(save: Save, ending: str) -> None:
    path = save(table("id;kommentar", ("1", "2", "3", "4")).replace("\n", ending))
    assert read_responses(path)["text"].tolist() == list(COMMENTS)


def test_commas_in_comments_do_not_beat_semicolons(save: Save) -> None:
    path = save("id;kommentar, utdyp\n1;kort, godt, og ferdig\n2;vi trenger mer, nå\n")
    assert read_responses(path)["text"].tolist() == ["kort, godt, og ferdig", "vi trenger mer, nå"]


def test_first_line_that_tells_excel_the_separator_is_obeyed(save: Save) -> None:
    path = save("sep=|\r\nid|kommentar\r\n1|Vi mangler boliger; mange\r\n2|Det er for lang ventetid\r\n")
    frame = read_responses(path)
    assert frame["text"].tolist() == ["Vi mangler boliger; mange", "Det er for lang ventetid"]


@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1252", "cp1252")],
)
def test_encoding_is_found_and_recorded(save: Save, encoding: str, recorded: str) -> None:
    path = save(table("id;kommentar", ("1", "2", "3", "4")), encoding=encoding)
    frame = read_responses(path)
    assert frame["text"].tolist() == list(COMMENTS)
    assert frame.attrs["reading"]["encoding"] == recorded


def test_big_endian_utf16_is_read(save: Save) -> None:
    path = save(b"\xfe\xff" + table("id;kommentar", ("1", "2", "3", "4")).encode("utf-16-be"))
    assert read_responses(path)["text"].tolist() == list(COMMENTS)


def test_a_file_that_never_quotes_may_have_comments_that_begin_with_a_quotation_mark(save: Save) -> None:
    path = save('id\tkommentar\n1\t"Ikke nå" sa de til oss\n2\t"Vent litt, sa de da vi ringte\n')
    assert read_responses(path)["text"].tolist() == [
        '"Ikke nå" sa de til oss',
        '"Vent litt, sa de da vi ringte',
    ]


def test_quotation_marks_inside_a_comment_stay(save: Save) -> None:
    path = save('id;kommentar\n1;De sa "nei" til oss igjen\n')
    assert read_responses(path)["text"].tolist() == ['De sa "nei" til oss igjen']


def test_blank_rows_are_left_out_and_counted(save: Save) -> None:
    path = save(f"id;kommentar;region\n1;{COMMENTS[0]};nord\n\n;;\n2;;sør\n;;\n")
    frame = read_responses(path)
    assert frame["response_id"].tolist() == ["1", "2"]
    assert frame.attrs["reading"]["rows_dropped"] == {"blank rows": 3}


def test_header_names_are_stripped_filled_in_and_told_apart(save: Save) -> None:
    path = save(f"  id ;;navn på tiltak;navn på tiltak; kommentar \n1;a;b;c;{COMMENTS[0]}\n")
    frame = read_responses(path)
    names = ["response_id", "wave", "text", "Kolonne 2", "navn på tiltak", "navn på tiltak (2)"]
    assert frame.columns.tolist() == names
    assert frame.iloc[0].tolist()[3:] == ["a", "b", "c"]


def test_a_made_up_name_never_takes_the_place_of_a_real_one(save: Save) -> None:
    path = save(f"id;x;x;x (2);kommentar\n1;a;b;c;{COMMENTS[0]}\n")
    frame = read_responses(path)
    assert frame[["x", "x (2)", "x (3)"]].iloc[0].tolist() == ["a", "c", "b"]


def test_a_separator_at_the_end_of_every_line_makes_no_column(save: Save) -> None:
    path = save(f"id;kommentar;\n1;{COMMENTS[0]};\n")
    assert read_responses(path, attributes=None).columns.tolist() == ["response_id", "wave", "text"]


@pytest.mark.parametrize(("row", "fields"), [("2;for;mange;felt", 4), ("2", 1)])
def test_a_row_with_the_wrong_number_of_fields_is_named(save: Save, refusal: Refusal, row: str, fields: int) -> None:
    path = save(f"id;kommentar\n1;{COMMENTS[0]}\n{row}\n3;{COMMENTS[1]}\n")
    message = refusal(path)
    assert "row 3" in message
    assert f"{fields} fields where the header has 2" in message
    assert "Put quotation marks" in message


def test_a_wrong_row_after_line_breaks_in_answers_is_found_in_a_spreadsheet_and_in_an_editor(
    save: Save, refusal: Refusal
) -> None:
    message = refusal(save('id;kommentar\n1;"Linje en\nlinje to\nlinje tre"\n2;a;b\n'))
    assert "row 3" in message
    assert "line 5" in message


def test_an_unquoted_line_break_in_an_answer_is_refused(save: Save, refusal: Refusal) -> None:
    assert "row 3" in refusal(save(f"id;kommentar;region\n1;{COMMENTS[0]};nord\n2;Første linje\nandre linje;sør\n"))


def test_a_title_above_the_header_is_refused_with_a_remedy(save: Save, refusal: Refusal) -> None:
    path = save(f"Undersøkelse 2024\nid;kommentar\n1;{COMMENTS[0]}\n")
    message = refusal(path)
    assert "row 2" in message
    assert "remove lines above the header" in message


def test_a_quote_that_is_never_closed_is_found_where_it_opens(save: Save, refusal: Refusal) -> None:
    path = save(f'id;kommentar\n1;"helt; grei"\n2;"{COMMENTS[0]}\n3;"{COMMENTS[1]}"\n')
    message = refusal(path)
    assert "row 3" in message
    assert "quotation mark" in message


def test_an_answer_longer_than_the_csv_modules_limit_is_read_whole(tmp_path: Path) -> None:
    long = "Vi mangler boliger og folk " * 8000
    path = tmp_path / "lang.csv"
    path.write_text(f'id;kommentar\n1;"{long}"\n2;Det er lang kø hos fastlegen\n', encoding="utf-8")
    assert read_responses(path, text="kommentar")["text"].tolist()[0] == long
