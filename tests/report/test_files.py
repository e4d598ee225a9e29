from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ToyEncoder, entries, responses_of
from textmine.discover import Discovery, discover
from textmine.errors import InputError
from textmine.report import files
from textmine.report.files import folder_written_whole, read_discovery, write_discovery, written_whole


class WritingError(Exception):
    """Something in the middle of writing went wrong."""


def test_a_file_takes_its_name_when_all_went_well(tmp_path: Path) -> None:
    with written_whole(tmp_path / "new" / "out.csv") as temporary:
        assert temporary.suffix == ".csv"
        temporary.write_text("hele", encoding="utf-8")
        assert not (tmp_path / "new" / "out.csv").exists()
    assert (tmp_path / "new" / "out.csv").read_text(encoding="utf-8") == "hele"
    assert entries(tmp_path) == {"new", "new/out.csv"}


def test_a_file_has_the_rights_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    with written_whole(tmp_path / "out.csv"):
        pass
    assert (tmp_path / "out.csv").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("error", [WritingError, KeyboardInterrupt, MemoryError])
def test_a_file_is_not_left_behind_when_something_fails(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), written_whole(tmp_path / "out.csv") as temporary:
        temporary.write_text("halv", encoding="utf-8")
        raise error
    assert entries(tmp_path) == set()


def test_the_old_file_is_kept_when_something_fails(tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("gammel", encoding="utf-8")
    with pytest.raises(WritingError), written_whole(tmp_path / "out.csv") as temporary:
        temporary.write_text("halv", encoding="utf-8")
        raise WritingError
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "gammel"
    assert entries(tmp_path) == {"out.csv"}


@pytest.mark.parametrize("out", ["taken/out.csv", "folder"])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_done(tmp_path: Path, out: str) -> None:
    (tmp_path / "taken").write_text("en fil", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    before = entries(tmp_path)
    with pytest.raises(InputError) as caught, written_whole(tmp_path / out):
        pytest.fail("the block must not run")
    assert str(tmp_path / out) in str(caught.value)
    assert entries(tmp_path) == before


def test_a_folder_gets_its_entries_when_all_went_well_and_keeps_its_others(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    (tmp_path / "model" / "old.json").touch()
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with folder_written_whole(tmp_path) as temporary:
        (temporary / "model").mkdir()
        (temporary / "model" / "new.json").touch()
        (temporary / "a.csv").touch()
    assert entries(tmp_path) == {"notes.txt", "a.csv", "model", "model/new.json"}


@pytest.mark.parametrize("error", [WritingError, KeyboardInterrupt])
def test_a_folder_is_not_left_behind_when_something_fails(tmp_path: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), folder_written_whole(tmp_path / "out") as temporary:
        (temporary / "a.csv").write_text("halv", encoding="utf-8")
        raise error
    assert entries(tmp_path) == set()


def test_an_old_folder_is_kept_as_it_was_when_something_fails(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("gammel", encoding="utf-8")
    with pytest.raises(WritingError), folder_written_whole(tmp_path) as temporary:
        (temporary / "a.csv").write_text("halv", encoding="utf-8")
        raise WritingError
    assert (tmp_path / "a.csv").read_text(encoding="utf-8") == "gammel"
    assert entries(tmp_path) == {"a.csv"}


@pytest.mark.parametrize("writer", [written_whole, folder_written_whole])
def test_folders_above_the_result_are_not_left_behind_either(tmp_path: Path, writer) -> None:
    with pytest.raises(WritingError), writer(tmp_path / "a" / "b" / "out"):
        raise WritingError
    assert entries(tmp_path) == set()


@pytest.mark.parametrize("out", ["taken", "taken/below"])
def test_a_folder_that_cannot_be_made_is_refused_before_anything_is_done(tmp_path: Path, out: str) -> None:
    (tmp_path / "taken").write_text("en fil", encoding="utf-8")
    with pytest.raises(InputError) as caught, folder_written_whole(tmp_path / out):
        pytest.fail("the block must not run")
    assert str(tmp_path / out) in str(caught.value)
    assert entries(tmp_path) == {"taken"}


def test_a_discovery_is_five_entries(toy_folder: Path) -> None:
    names = {path.name for path in toy_folder.iterdir()}
    assert names == {"responses.csv", "statements.csv", "themes.csv", "report.html", "model"}


def test_a_discovery_that_fails_while_being_written_leaves_the_old_one(
    toy_discovery: Discovery, toy_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    shutil.copytree(toy_folder, folder)
    before = {name: (folder / name).read_bytes() for name in entries(folder) if (folder / name).is_file()}

    def fail(*_: object) -> str:
        raise WritingError

    monkeypatch.setattr(files, "render_report", fail)
    with pytest.raises(WritingError):
        write_discovery(toy_discovery, folder, "ny tittel")
    with pytest.raises(WritingError):
        write_discovery(toy_discovery, tmp_path / "new", "ny tittel")
    after = {name: (folder / name).read_bytes() for name in entries(folder) if (folder / name).is_file()}
    assert after == before
    assert not (tmp_path / "new").exists()


def test_a_discovery_is_read_back_as_it_was_written(toy_discovery: Discovery, toy_folder: Path) -> None:
    found = read_discovery(toy_folder)
    pd.testing.assert_frame_equal(found.statements, toy_discovery.statements, check_dtype=False, check_exact=False)
    pd.testing.assert_frame_equal(found.responses, toy_discovery.responses, check_dtype=False)
    assert found.model.themes_ == toy_discovery.model.themes_
    assert (found.encoder_id, found.random_state) == (toy_discovery.encoder_id, toy_discovery.random_state)


def test_writing_twice_gives_the_same_bytes(toy_discovery: Discovery, toy_folder: Path, tmp_path: Path) -> None:
    write_discovery(toy_discovery, tmp_path, "Toy survey")
    for name in ("responses.csv", "statements.csv", "themes.csv", "report.html", "model/themes.json"):
        assert (tmp_path / name).read_bytes() == (toy_folder / name).read_bytes()


def test_an_answer_that_looks_like_a_formula_survives_a_discovery(toy: ToyEncoder, tmp_path: Path) -> None:
    texts = ["=HYPERLINK(1) bolig", "- bolig og kø", "@bolig", "+bolig 😀", "bolig\x00kø"]
    found = discover(responses_of(texts), toy, n_themes=2)
    write_discovery(found, tmp_path, "t")
    read = read_discovery(tmp_path)
    assert read.responses["text"].tolist()[:4] == texts[:4]
    assert read.statements["text"].tolist()[:4] == found.statements["text"].tolist()[:4]


@pytest.mark.parametrize("missing", ["responses.csv", "statements.csv", "model"])
def test_a_folder_that_lacks_a_part_is_refused_in_one_line(toy_folder: Path, tmp_path: Path, missing: str) -> None:
    folder = tmp_path / "out"
    shutil.copytree(toy_folder, folder)
    os.rename(folder / missing, folder / "elsewhere")  # noqa: PTH104 - a folder or a file
    with pytest.raises(InputError) as caught:
        read_discovery(folder)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)


COLUMNS = "response_id;statement_id;start;end;text;language;theme_id;theme;probability;abstained;novelty;wave;x;y\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"response_id;text\n1;a\n",
        b"\x00\x01\xff\xfe" * 20,
        pytest.param((COLUMNS + "1;1.1;0;1;a;nb;x;t;1;False;0;;0;0\n").encode()),
        pytest.param((COLUMNS + "1;1.1;0;1;a;nb;99;t;1;False;0;;0;0\n").encode()),
        pytest.param((COLUMNS + "1;1.1;0;1;a;nb;0;t;1;Fal").encode()),
        pytest.param(COLUMNS.replace("statement_id;", "").replace("probability;", "").encode()),
    ],
)
def test_damaged_statements_are_refused_in_one_line(toy_folder: Path, tmp_path: Path, content: bytes) -> None:
    shutil.copytree(toy_folder, tmp_path / "out")
    (tmp_path / "out" / "statements.csv").write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_discovery(tmp_path / "out")
    assert "\n" not in str(caught.value)


def test_a_title_does_not_change_the_tables(toy_discovery: Discovery, toy_folder: Path, tmp_path: Path) -> None:
    write_discovery(replace(toy_discovery, random_state=0), tmp_path, "another title")
    assert (tmp_path / "themes.csv").read_bytes() == (toy_folder / "themes.csv").read_bytes()
    assert (tmp_path / "report.html").read_bytes() != (toy_folder / "report.html").read_bytes()
