from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

from textmine.errors import InputError
from textmine.survey import read_responses
from textmine.survey.stream import stream_responses

ROWS = [(str(n), f"20{10 + n % 3}", f"Vi mangler boliger til unge her, sak {n}" if n % 5 else "") for n in range(1, 48)]


def written(folder: Path, kind: str) -> Path:
    frame = pd.DataFrame(ROWS, columns=["id", "runde", "kommentar"])
    path = folder / f"svar.{kind}"
    if kind == "csv":
        frame.to_csv(path, sep=";", index=False)
    elif kind == "parquet":
        frame.to_parquet(path, row_group_size=10)
    elif kind == "xlsx":
        frame.to_excel(path, index=False)
    else:
        frame.to_json(path, orient="records")
    return path


@pytest.mark.parametrize("kind", ["csv", "parquet", "xlsx", "json"])
@pytest.mark.parametrize("rows", [1, 10, 1000])
def test_chunks_together_are_what_read_responses_reads(tmp_path: Path, kind: str, rows: int) -> None:
    path = written(tmp_path, kind)
    stream = stream_responses(path, text="kommentar")
    chunks = list(stream.chunks(rows))
    whole = read_responses(path, text="kommentar")[["response_id", "wave", "text"]]
    pd.testing.assert_frame_equal(pd.concat(chunks, ignore_index=True), whole, check_frame_type=False)
    assert [len(chunk) for chunk in chunks[:-1]] == [rows] * (len(chunks) - 1)
    assert stream.n_rows == len(ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_text_tables_are_read_in_any_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "svar.csv"
    lines = [separator.join(["id", "kommentar"]), *(f'{n}{separator}"På øya, {n};\nher er det"' for n in range(30))]
    path.write_bytes("\n".join(lines).encode(encoding))
    frame = pd.concat(stream_responses(path).chunks(7), ignore_index=True)
    assert frame["text"].tolist() == [f"På øya, {n};\nher er det" for n in range(30)]


def test_rows_without_an_id_are_numbered_through_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("kommentar\n" + "Vi mangler boliger\n" * 12, encoding="utf-8")
    frame = pd.concat(stream_responses(path, text="kommentar").chunks(5), ignore_index=True)
    assert frame["response_id"].tolist() == [str(n) for n in range(1, 13)]


def test_ids_that_recur_between_waves_get_the_wave_in_front(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    rows = [f"{n};{year};Vi mangler boliger her" for year in (2023, 2024) for n in range(5)]
    path.write_text("\n".join(["id;runde;kommentar", *rows]), encoding="utf-8")
    frame = pd.concat(stream_responses(path, text="kommentar").chunks(4), ignore_index=True)
    assert frame["response_id"].tolist() == [f"{y}-{n}" for y in (2023, 2024) for n in range(5)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("id;kommentar\n1;Vi mangler\n1;Vi har nok\n", "same id"),
        ("id;kommentar\n1;Vi mangler\n;Vi har nok\n", "no id"),
        ("id;kommentar\n1;\n2; \n", "no text"),
        ("id;kommentar\n1;Vi mangler\n2;en;to\n", "row 3"),
        ('id;kommentar\n1;"Vi mangler"\n2;"en" to\n', "quotation mark"),
        ("id;kommentar\n", "no rows"),
        ("", "empty"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_before_anything_is_read(
    tmp_path: Path, content: str, problem: str
) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=problem):
        stream_responses(path, text="kommentar", id="id")


def test_quotation_marks_that_are_not_quotes_are_text(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text('id;kommentar\n1;"Nei" sa de til oss\n2;Vi fikk "kanskje" til svar\n', encoding="utf-8")
    frame = pd.concat(stream_responses(path, text="kommentar").chunks(9))
    assert frame["text"].tolist() == ['"Nei" sa de til oss', 'Vi fikk "kanskje" til svar']


def test_ids_that_pandas_writes_as_a_range_are_those_of_the_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    texts = [f"Vi mangler boliger i gate {number}" for number in range(5)]
    frame = pd.DataFrame({"kommentar": texts}, index=pd.RangeIndex(1001, 1006, name="respid"))
    frame.to_parquet(path)
    pieces = list(stream_responses(path).chunks(2))
    assert [len(piece) for piece in pieces] == [2, 2, 1]
    assert pd.concat(pieces)["response_id"].tolist() == read_responses(path)["response_id"].tolist()
    assert pieces[2]["response_id"].tolist() == ["1005"]


@pytest.mark.parametrize("cut", [1, 3])
def test_utf16_that_was_cut_in_the_middle_of_a_character_is_told(tmp_path: Path, cut: int) -> None:
    content = "id;kommentar\n1;Vi mangler boliger på øya\n".encode("utf-16")[:-cut]
    file = tmp_path / "kuttet.csv"
    file.write_bytes(content)
    with pytest.raises(InputError, match=f"damaged at byte {len(content)}"):
        stream_responses(file)


def test_utf16_whose_pairs_fall_on_the_edge_of_a_block_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.survey.text_pieces._HEAD_BYTES", 48)
    file = tmp_path / "bilder.csv"
    file.write_bytes(("id;kommentar\n" + "".join(f"{n};Boliger {'🏠' * n}\n" for n in range(1, 9))).encode("utf-16"))
    (frame,) = stream_responses(file, text="kommentar").chunks(20)
    assert frame["text"].tolist() == [f"Boliger {'🏠' * n}" for n in range(1, 9)]


def test_utf8_that_was_cut_in_the_middle_of_its_only_letter_beyond_ascii_is_told(
    tmp_path: Path,
) -> None:
    file = tmp_path / "kuttet.csv"
    file.write_bytes("id;kommentar\n1;Vi mangler boliger\n2;Lang ventetid på".encode()[:-1])
    with pytest.raises(InputError, match="row 3: the file is UTF-8, but not all of it"):
        stream_responses(file)


def test_windows_text_behind_a_long_stretch_of_utf8_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textmine.survey.text_pieces._HEAD_BYTES", 200)
    rows = [f"{n};Vi mangler boliger på øya\n" for n in range(50)]
    file = tmp_path / "satt sammen.csv"
    file.write_bytes(b"id;kommentar\n" + "".join(rows).encode() + "99;Også her\n".encode("cp1252"))
    with pytest.raises(InputError, match="not all of it: perhaps two files were joined"):
        stream_responses(file)


def test_an_answer_longer_than_the_csv_modules_limit_is_read_whole(tmp_path: Path) -> None:
    long = "Vi mangler boliger og folk " * 8000
    file = tmp_path / "lang.csv"
    file.write_text(f'id;kommentar\n1;"{long}"\n2;Det er lang kø hos fastlegen\n', encoding="utf-8")
    before = csv.field_size_limit(131_072)
    try:
        frame = pd.concat(stream_responses(file, text="kommentar").chunks(5))
    finally:
        csv.field_size_limit(before)
    assert frame["text"].tolist() == [long, "Det er lang kø hos fastlegen"]


def test_rows_are_counted_from_the_top_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "luft.csv"
    file.write_text("\n;\nid;kommentar\n1;Vi mangler\n2;en;to\n", encoding="utf-8")
    for reader in (stream_responses, read_responses):
        with pytest.raises(InputError, match="row 5"):
            reader(file, text="kommentar")


def test_a_column_of_numbers_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "tall.csv"
    file.write_text("id;score\n1;5\n2;7\n", encoding="utf-8")
    with pytest.raises(InputError, match="'score': the column holds no text"):
        stream_responses(file, text="score")
    with pytest.raises(InputError, match="'score': the column holds no text"):
        read_responses(file, text="score")


def test_a_column_whose_name_stands_over_others_is_told(tmp_path: Path) -> None:
    file = tmp_path / "like.csv"
    file.write_text("id;kommentar;kommentar\n1;Vi mangler boliger;a\n2;Lang ventetid;b\n", encoding="utf-8")
    said = "several columns are called kommentar: the first is read, the others are called kommentar (2)"
    assert stream_responses(file, text="kommentar").notes == [said]
    assert read_responses(file, text="kommentar").attrs["reading"]["notes"] == [said]
    assert stream_responses(file, text="kommentar (2)").notes == []


def test_an_answer_longer_than_the_csv_module_takes_by_itself_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(f'id;kommentar\n1;"{"Vi mangler boliger " * 9000}"\n2;Kort svar\n', encoding="utf-8")
    before = csv.field_size_limit(131_072)
    try:
        stream = stream_responses(path, text="kommentar")
        assert [len(text) > 131_072 for chunk in stream.chunks(10) for text in chunk["text"]] == [True, False]
        csv.field_size_limit(131_072)
        monkeypatch.setattr("textmine.survey.text_pieces._LONGEST_CELL", 140_000)
        with pytest.raises(InputError, match="quotation mark"):
            stream_responses(path, text="kommentar")
    finally:
        csv.field_size_limit(before)
