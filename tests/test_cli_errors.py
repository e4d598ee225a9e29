"""Bad input and bad arguments: exit code 2, one line on standard error, no traceback and no new file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, complains_in_one_line, entries
from textmine import doctor
from textmine.jobs import serve
from textmine.store import open_project

COMMANDS = {"discover": "out", "segment": "out.csv", "encode": "out.npy"}
SOME_ROWS = "id;kommentar\n1;Vi mangler boliger til unge\n2;Det er for lang ventetid her\n"
BAD_FILES = {
    "empty.csv": b"",
    "blank.csv": b" \n\n  \n",
    "header.csv": b"id;kommentar\n",
    "no_text.csv": b"id;kommentar\n1;\n2;  \n",
    "binary.csv": bytes(range(256)) * 8,
    "zeros.csv": b"\0" * 500,
    "image.csv": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "document.csv": b"%PDF-1.7\n" + b"x" * 200,
    "damaged.xlsx": b"PK\x03\x04" + b"x" * 200,
    "encoding.csv": "id;kommentar\n1;på øya\n".encode() + b"2;\xe5 \x81\x8d \xf8\n",
    "fields.csv": (SOME_ROWS + "3;en;to;tre\n").encode(),
    "broken.json": b'[{"text": "Vi mangler boliger"},',
    "surrogate.jsonl": b'{"text": "halv \\ud83d her er det lang ventetid"}\n',
    "ending.docx2": SOME_ROWS.encode(),
    "no_ending": SOME_ROWS.encode(),
}


@pytest.fixture(autouse=True)
def work_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# What is wrong with the input


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_cannot_be_used_is_one_line_and_no_output(
    run: Run, tmp_path: Path, command: str, name: str
) -> None:
    (tmp_path / name).write_bytes(BAD_FILES[name])
    before = entries(tmp_path)
    result = run(command, name, "--out", COMMANDS[command])
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert name in result.err
    assert result.out == ""
    assert entries(tmp_path) == before


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", ["missing.csv", "folder", "missing/folder/file.csv"])
def test_a_file_that_is_not_there_is_one_line_and_no_output(run: Run, tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / "folder").mkdir()
    result = run(command, name, "--out", COMMANDS[command])
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert name in result.err
    assert entries(tmp_path) == {"folder"}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("option", ["--text", "--id"])
def test_a_column_that_is_not_there_is_one_line_that_lists_those_that_are(
    run: Run, survey_file: Path, tmp_path: Path, command: str, option: str
) -> None:
    result = run(command, survey_file, "--out", COMMANDS[command], option, "finnes_ikke")
    assert result.code == 2
    assert complains_in_one_line(result.err)
    for word in (str(survey_file), "finnes_ikke", "kommentar"):
        assert word in result.err
    assert entries(tmp_path) == {survey_file.name}


@pytest.mark.parametrize("option", ["--labels", "--group", "--text"])
def test_train_names_the_option_whose_column_is_not_there(
    run: Run, survey_file: Path, tmp_path: Path, option: str
) -> None:
    given = {"--labels": "runde", "--group": "id", "--text": "kommentar", option: "finnes_ikke"}
    result = run("train", survey_file, "--out", "modell", *(word for pair in given.items() for word in pair))
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert f"column 'finnes_ikke': there is no such column for {option}." in result.err
    assert entries(tmp_path) == {survey_file.name}


def test_the_message_says_which_row_has_too_many_fields(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fields.csv").write_bytes(BAD_FILES["fields.csv"])
    assert "fields.csv, row 4: 4 fields where the header has 2" in run("segment", "fields.csv", "--out", "o.csv").err


def test_answers_that_say_nothing_are_one_line_and_no_output(run: Run, tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text("id;kommentar\n1;vet ikke\n2;ingen kommentar\n", encoding="utf-8")
    result = run("discover", "s.csv", "--out", "funn", "--text", "kommentar")
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert entries(tmp_path) == {"s.csv"}


# What is wrong with the arguments


@pytest.mark.parametrize(
    "arguments",
    [
        ["discover", "svar.csv", "--out", "funn", "--themes", "0"],
        ["discover", "svar.csv", "--out", "funn", "--themes", "-2"],
        ["discover", "svar.csv", "--out", "funn", "--themes", "mange"],
        ["discover", "svar.csv", "--out", "funn", "--unknown"],
        ["discover", "svar.csv", "--out", "funn", "--seed", "x"],
        ["discover", "svar.csv"],
        ["discover", "--out", "funn"],
        ["segment", "svar.csv"],
        ["segment", "svar.csv", "--out"],
        ["encode", "svar.csv", "svar.csv", "--out", "v.npy"],
        ["demo", "--themes", "3"],
        ["train", "--project", "p.textmine", "--labels", "tema", "--out", "modell"],
        ["classify", "--project", "p.textmine", "--text", "svar", "--model", "modell"],
        ["app", "--port", "x"],
        ["finnes-ikke"],
        ["--finnes-ikke"],
    ],
    ids=" ".join,
)
def test_bad_arguments_are_one_line_and_no_output(
    run: Run, survey_file: Path, tmp_path: Path, arguments: list[str]
) -> None:
    result = run(*arguments)
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert result.out == ""
    assert entries(tmp_path) == {survey_file.name}


@pytest.mark.parametrize("seed", ["-1", "4294967296"])
def test_a_seed_out_of_range_is_one_line_and_no_output(run: Run, survey_file: Path, tmp_path: Path, seed: str) -> None:
    result = run("discover", survey_file, "--out", "funn", "--seed", seed)
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert entries(tmp_path) == {survey_file.name}


@pytest.mark.parametrize("port", ["-5", "65536"])
def test_a_port_out_of_range_is_one_line(
    run: Run, toy_folder: Path, monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setattr(serve.subprocess, "run", lambda command, check: subprocess.CompletedProcess(command, check))
    result = run("app", "--discovery", toy_folder, "--port", port)
    assert result.code == 2
    assert complains_in_one_line(result.err)


@pytest.mark.parametrize(
    ("command", "out"),
    [
        ("discover", "svar.csv"),
        ("discover", "svar.csv/funn"),
        ("segment", "svar.csv/o.csv"),
        ("segment", "mappe.csv"),
        ("encode", "svar.csv/v.npy"),
        ("encode", "mappe.npy"),
        ("demo", "svar.csv"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_line_and_no_output(
    run: Run, survey_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, out: str
) -> None:
    if command == "demo":
        from textmine.survey.corpus import Survey

        whole = Survey.frame
        monkeypatch.setattr(Survey, "frame", lambda survey: whole(survey).head(20))
    for name in ("mappe.csv", "mappe.npy"):
        (tmp_path / name).mkdir()
    before, content = entries(tmp_path), survey_file.read_bytes()
    result = run(command, *([survey_file] if command != "demo" else []), "--out", out)
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert out in result.err
    assert entries(tmp_path) == before
    assert survey_file.read_bytes() == content


@pytest.mark.parametrize(("command", "out"), [("segment", "o.xlsx"), ("segment", "o"), ("encode", "v.txt")])
def test_a_kind_of_file_that_cannot_be_written_is_one_line_that_names_those_that_can(
    run: Run, survey_file: Path, tmp_path: Path, command: str, out: str
) -> None:
    result = run(command, survey_file, "--out", out)
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert ".csv" in result.err
    assert entries(tmp_path) == {survey_file.name}


@pytest.mark.parametrize("command", ["discover", "encode"])
def test_an_encoder_that_is_not_there_is_one_line_and_no_output(
    run: Run, survey_file: Path, tmp_path: Path, command: str
) -> None:
    missing = str(tmp_path / "no-such-encoder")
    result = run(command, survey_file, "--out", COMMANDS[command], "--encoder", missing)
    assert result.code == 2
    assert complains_in_one_line(result.err.splitlines(keepends=True)[-1])
    assert missing in result.err
    assert "Traceback" not in result.err
    assert entries(tmp_path) == {survey_file.name}


@pytest.mark.parametrize("command", ["discover", "encode"])
def test_an_encoder_that_is_not_there_is_told_before_anything_is_read_or_loaded(
    run: Run, survey_file: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    # To import it takes ten seconds, and to read a large file takes longer.
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    monkeypatch.setattr("textmine.survey.read_responses", lambda *_, **__: pytest.fail("read in vain"))
    result = run(command, survey_file, "--out", COMMANDS[command], "--encoder", "/no/such")
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert "'/no/such' cannot be loaded (there is no such folder)" in result.err


def test_a_cache_of_another_encoder_is_one_line_and_no_output(run: Run, survey_file: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "encoder.json").write_text('{"id": "another"}', encoding="utf-8")
    result = run("discover", survey_file, "--out", "funn", "--cache", "cache")
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert not (tmp_path / "funn").exists()


def test_a_cache_that_is_a_file_is_one_line_and_no_output(run: Run, survey_file: Path, tmp_path: Path) -> None:
    result = run("discover", survey_file, "--out", "funn", "--cache", survey_file)
    assert not (tmp_path / "funn").exists()
    assert complains_in_one_line(result.err)
    assert result.code == 2


@pytest.mark.parametrize("folder", ["missing", "empty"])
def test_app_refuses_a_folder_without_a_discovery(run: Run, tmp_path: Path, folder: str) -> None:
    (tmp_path / "empty").mkdir()
    result = run("app", "--discovery", folder)
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert folder in result.err


# What goes wrong on the way


@pytest.mark.parametrize(
    ("error", "word"),
    [
        (MemoryError(), "memory"),
        pytest.param(
            KeyboardInterrupt(),
            "stopped",
        ),
        (OSError(28, "No space left on device", "o.csv"), "No space left"),
        (FileNotFoundError("models/encoder is missing from this installation"), "models/encoder"),
    ],
)
def test_a_run_that_fails_is_one_line_and_exit_code_one(
    run: Run, survey_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, word: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("textmine.report.tables.write_csv", fail)
    result = run("segment", survey_file, "--out", "o.csv")
    assert result.code == 1
    assert complains_in_one_line(result.err)
    assert word in result.err
    assert entries(tmp_path) == {survey_file.name}


def test_a_failed_run_leaves_the_last_results_as_they_were(
    run: Run, survey_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("segment", survey_file, "--out", "o.csv")
    before = Path("o.csv").read_bytes()

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("textmine.report.tables.write_csv", fail)
    assert run("segment", survey_file, "--out", "o.csv").code == 1
    assert Path("o.csv").read_bytes() == before


def test_doctor_lists_what_is_missing_and_fails(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = doctor.shipped

    def without_encoder(name: str) -> Path:
        if name == "models/encoder":
            raise FileNotFoundError(f"{name} is missing")
        return whole(name)

    monkeypatch.setattr(doctor, "shipped", without_encoder)
    result = run("doctor")
    assert result.code == 1
    assert complains_in_one_line(result.err)
    failed = [line for line in result.out.splitlines() if line.startswith("FAIL")]
    assert len(failed) == 1
    assert "models/encoder is missing" in failed[0]


def test_doctor_looks_at_a_project_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "check_installation", list)
    file = tmp_path / "p.textmine"
    missing = run("doctor", "--project", file)
    assert missing.code == 2
    assert complains_in_one_line(missing.err)
    with open_project(file, create=True) as project:
        project.coders.add("kari")
    whole = run("doctor", "--project", file)
    assert (whole.code, whole.out) == (0, "ok   project: 0 answers, 0 statements, 0 themes\n")
    # A page that opening a project does not read.
    size = file.stat().st_size
    with file.open("r+b") as stream:
        stream.seek(size - 4096)
        stream.write(b"\xff" * 4096)
    damaged = run("doctor", "--project", file)
    assert damaged.code == 1
    assert "damaged" in damaged.out
    assert complains_in_one_line(damaged.err)


@pytest.mark.parametrize(
    ("command", "target"),
    [("segment", "svar.csv"), ("encode", "svar.csv"), ("discover", "."), ("segment", "lenke.csv")],
)
def test_the_survey_itself_is_never_written_over(
    run: Run, survey_file: Path, tmp_path: Path, command: str, target: str
) -> None:
    own = survey_file.rename(tmp_path / ("responses.csv" if command == "discover" else "svar.csv"))
    (tmp_path / "lenke.csv").symlink_to(own)
    before = own.read_bytes()
    result = run(command, own, "--out", tmp_path / target)
    assert result.code == 2
    assert "is the survey itself" in result.err
    assert own.read_bytes() == before
