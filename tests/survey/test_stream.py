from __future__ import annotations

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
