"""JSON, JSON Lines and Parquet."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from pyarrow import parquet

from textmine.survey import read_responses

from .conftest import COMMENTS, Refusal, Save

RECORDS = [
    {"id": "a", "kommentar": COMMENTS[0] + "\u2028Ny linje", "alder": 41, "valg": ["bolig", "arbeid"]},
    {"id": "b", "kommentar": None, "alder": 37.0, "valg": []},
    {"id": "c", "kommentar": COMMENTS[1], "medlem": True, "tid": {"start": 1}},
]


def lines(records: list[dict[str, object]]) -> str:
    return "\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n"


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("svar.json", json.dumps(RECORDS), "json"),
        ("svar.json", json.dumps({"antall": 3, "data": RECORDS}, indent=1), "json"),
        ("svar.json", lines(RECORDS), "jsonl"),
        ("svar.jsonl", lines(RECORDS), "jsonl"),
        ("svar.ndjson", "\n" + lines(RECORDS), "jsonl"),
    ],
)
def test_records_become_rows(save: Save, name: str, content: str, kind: str) -> None:
    frame = read_responses(save(content, name))
    assert frame["response_id"].tolist() == ["a", "b", "c"]
    assert frame["text"].tolist() == [COMMENTS[0] + "\u2028Ny linje", "", COMMENTS[1]]
    assert frame["alder"].tolist() == ["41", "37", ""]
    assert frame["valg"].tolist() == ["bolig; arbeid", "", ""]
    assert frame["medlem"].tolist() == ["", "", "TRUE"]
    assert "tid" not in frame.columns
    assert frame.attrs["reading"]["kind"] == kind


def test_one_record_on_one_line_is_a_response(save: Save) -> None:
    path = save(json.dumps({"id": "a", "kommentar": COMMENTS[0], "utsagn": [{"start": 0}]}), "svar.jsonl")
    assert read_responses(path)["text"].tolist() == [COMMENTS[0]]


def test_parquet_is_read(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    data = pd.DataFrame({"id": [1, 2, 3], "alder": [41.0, None, 37.0], "kommentar": [*COMMENTS[:2], None]})
    data.set_index(pd.Index([5, 6, 9])).to_parquet(path)
    frame = read_responses(path)
    assert frame["text"].tolist() == [*COMMENTS[:2], ""]
    assert frame["alder"].tolist() == ["41", "", "37"]
    assert frame.columns.tolist() == ["response_id", "wave", "text", "alder"]


def test_parquet_keeps_ids_that_pandas_writes_as_a_range(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    ids = pd.RangeIndex(1001, 1005, name="respid")
    pd.DataFrame({"kommentar": COMMENTS}, index=ids).to_parquet(path)
    assert read_responses(path)["response_id"].tolist() == ["1001", "1002", "1003", "1004"]
    parquet.write_table(parquet.read_table(path).slice(1), path)
    assert read_responses(path)["response_id"].tolist() == ["1", "2", "3"]


@pytest.mark.parametrize("shape", ["split", "columns", "table"])
def test_json_of_another_shape_is_not_one_long_answer(tmp_path: Path, refusal: Refusal, shape: str) -> None:
    path = tmp_path / "svar.json"
    frame = pd.DataFrame({"kommentar": COMMENTS})
    frame.to_json(path, orient=shape)  # type: ignore[call-overload]
    if shape == "table":  # its records stand under "data"
        assert read_responses(path)["text"].tolist() == list(COMMENTS)
    else:
        assert "not a list of records" in refusal(path)


def test_parquet_without_rows_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    path = tmp_path / "svar.parquet"
    pd.DataFrame({"kommentar": pd.Series([], dtype=str)}).to_parquet(path)
    assert "no rows" in refusal(path)


def test_parquet_with_text_that_is_not_utf8_is_refused(tmp_path: Path, refusal: Refusal) -> None:
    path = tmp_path / "svar.parquet"
    cells = pa.array([b"vi mangler \xff boliger her"], pa.binary()).view(pa.string())
    parquet.write_table(pa.table({"kommentar": cells}), path)
    assert "cannot be read" in refusal(path)


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("svar.json", '[{"kommentar": "a"},\n {"kommentar" "b"}]', "row 2: the file is not JSON"),
        ("svar.json", '{"a": 1,\n "b" 2}\n', "row 1: the file is not JSON"),
        ("svar.json", "id;kommentar\n1;a\n", "not JSON"),
        ("svar.json", "[1, 2]", "not a list of records"),
        ("svar.json", "[]", "not a list of records"),
        ("svar.json", "[{}, {}]", "records are empty"),
        ("svar.json", "[" * 200_000, "not JSON"),
        ("svar.json", "[" + "9" * 5000 + "]", "not JSON"),
        ("svar.jsonl", '{"kommentar": "a"}\n{"kommentar": \n', "row 2: the file is not JSON"),
        ("svar.jsonl", '{"kommentar": "a"}\n[1]\n', "row 2: the line is not a record"),
        ("svar.json", '[{"kommentar": "hel"}, {"kommentar": "halv \\ud83d"}]', "row 2, column 'kommentar'"),
    ],
)
def test_json_that_holds_no_records_is_refused(
    save: Save, refusal: Refusal, name: str, content: str, problem: str
) -> None:
    assert problem in refusal(save(content, name))


def test_text_that_is_stored_as_bytes_is_text(tmp_path: Path) -> None:
    path = tmp_path / "svar.parquet"
    parquet.write_table(pa.table({"kommentar": pa.array([comment.encode() for comment in COMMENTS])}), path)
    assert read_responses(path)["text"].tolist() == list(COMMENTS)


@pytest.mark.parametrize("name", ["svar.json", "svar.jsonl"])
def test_a_record_with_two_answers_of_one_name_is_refused(save: Save, refusal: Refusal, name: str) -> None:
    record = '{"id": 1, "kommentar": "Vi mangler boliger her", "kommentar": "Lang ventetid"}'
    content = record if name.endswith("l") else f"[{record}]"
    assert "the name 'kommentar' stands twice in a record" in refusal(save(content, name))
