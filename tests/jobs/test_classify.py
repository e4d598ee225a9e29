from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.conftest import ROOT, Run, complains_in_one_line, entries
from textmine.classify import CODED_COLUMNS
from textmine.errors import InputError, ModelMismatchError
from textmine.jobs.classify import classify_file
from textmine.jobs.coder import ResponseCoder
from textmine.jobs.parts import Parts, Receipt
from textmine.report.tables import read_csv


def coded(new_wave: Path, shipped_model: Path, name: str = "ut.csv", **more: object) -> Path:
    return classify_file(new_wave, new_wave.parent / name, shipped_model, text="kommentar", **more).out


def test_the_result_has_the_promised_columns_and_every_response_with_text(new_wave: Path, shipped_model: Path) -> None:
    out = coded(new_wave, shipped_model)
    frame = read_csv(out)
    assert tuple(frame.columns) == CODED_COLUMNS
    assert out.read_bytes().startswith(b"\xef\xbb\xbfresponse_id;")
    assert set(frame["response_id"]) == {str(n) for n in range(30) if n % 10 != 2}
    assert frame.loc[frame["response_id"] == "0", "theme_id"].tolist() == ["bolig", "ventetid"]


def test_spans_point_into_the_response(new_wave: Path, shipped_model: Path) -> None:
    frame = read_csv(coded(new_wave, shipped_model))
    text = "Vi mangler boliger. Lang ventetid hos psykolog"
    for row in frame[frame["response_id"] == "0"].itertuples():
        assert text[row.start : row.end] == row.text


def test_the_size_of_parts_does_not_change_the_result(new_wave: Path, shipped_model: Path) -> None:
    one, many = (coded(new_wave, shipped_model, f"{rows}.csv", part_rows=rows) for rows in (1000, 4))
    assert one.read_bytes() == many.read_bytes()


def test_duplicates_are_encoded_once_over_all_parts(new_wave: Path, shipped_model: Path) -> None:
    result = classify_file(new_wave, new_wave.parent / "ut.csv", shipped_model, text="kommentar", part_rows=10)
    assert result.statements == 30
    assert result.encoded == 10


def test_what_says_nothing_is_not_left_to_people(new_wave: Path, shipped_model: Path) -> None:
    result = classify_file(new_wave, new_wave.parent / "ut.csv", shipped_model, text="kommentar")
    frame = read_csv(result.out).drop_duplicates("statement_id")
    abstained = frame[frame["abstained"].astype(str) == "True"]
    assert (abstained["text"] == "vet ikke").sum() == 3
    assert result.abstained == len(abstained) - 3


def test_a_memory_smaller_than_a_part_changes_nothing(shipped_model: Path) -> None:
    responses = pd.DataFrame(
        {"response_id": [f"r{n}" for n in range(6)], "wave": "", "text": ["Boliger", "Psykolog", "Kveld"] * 2}
    )
    model = ResponseCoder.load(shipped_model).model
    small, large = ResponseCoder(model, remembered=1), ResponseCoder(model)
    assert small.code_part(0, responses) == large.code_part(0, responses)


def test_one_part_is_read_ahead_and_no_more(shipped_model: Path) -> None:
    coder, read = ResponseCoder.load(shipped_model), []

    def parts() -> Iterator[tuple[int, pd.DataFrame]]:
        for number in range(4):
            read.append(number)
            yield number, pd.DataFrame({"response_id": [str(number)], "wave": "", "text": ["Lang ventetid"]})

    coding = coder.code_parts(parts())
    first, _ = next(coding)
    assert first.part == 0 and read in ([0], [0, 1])
    assert [receipt.part for receipt, _ in coding] == read[1:] == [1, 2, 3]
    assert coder.encoded == 1


def test_the_manifest_tells_hashes_counts_and_versions(new_wave: Path, shipped_model: Path) -> None:
    out = coded(new_wave, shipped_model)
    manifest = json.loads((out.parent / "ut.csv.manifest.json").read_text(encoding="utf-8"))
    assert manifest["input"] == hashlib.sha256(new_wave.read_bytes()).hexdigest()
    assert manifest["output"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert manifest["counts"]["responses"] == 30
    assert manifest["encoder"].startswith("nor-survey")


def test_nothing_but_the_result_and_its_manifest_is_left(new_wave: Path, shipped_model: Path) -> None:
    coded(new_wave, shipped_model)
    assert entries(new_wave.parent) == {"ny.csv", "ut.csv", "ut.csv.manifest.json"}


# Stopped and resumed


@pytest.fixture
def stops_after_two_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The third part fails, once."""
    original, calls = ResponseCoder.code_part, []

    def code_part(self: ResponseCoder, number: int, *part: pd.DataFrame) -> tuple[Receipt, bytes]:
        calls.append(number)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return original(self, number, *part)

    monkeypatch.setattr(ResponseCoder, "code_part", code_part)


@pytest.mark.usefixtures("stops_after_two_parts")
def test_a_stopped_run_goes_on_where_it_was(new_wave: Path, shipped_model: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        coded(new_wave, shipped_model, part_rows=5)
    assert not (new_wave.parent / "ut.csv").exists()
    result = classify_file(
        new_wave, new_wave.parent / "ut.csv", shipped_model, text="kommentar", resume=True, part_rows=5
    )
    assert (result.parts, result.resumed) == (6, 2)
    assert result.out.read_bytes() == coded(new_wave, shipped_model, "igjen.csv").read_bytes()


@pytest.mark.usefixtures("stops_after_two_parts")
def test_a_damaged_part_is_coded_again(new_wave: Path, shipped_model: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        coded(new_wave, shipped_model, part_rows=5)
    part = sorted((new_wave.parent / ".ut.csv.parts").glob("*.csv"))[0]
    part.write_bytes(part.read_bytes()[:-5])
    resumed = coded(new_wave, shipped_model, part_rows=5, resume=True)
    assert resumed.read_bytes() == coded(new_wave, shipped_model, "igjen.csv").read_bytes()


@pytest.mark.usefixtures("stops_after_two_parts")
def test_a_run_over_another_input_is_not_resumed(new_wave: Path, shipped_model: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        coded(new_wave, shipped_model, part_rows=5)
    new_wave.write_text(new_wave.read_text(encoding="utf-8") + "99;Mer ventetid\n", encoding="utf-8")
    with pytest.raises(ModelMismatchError, match="input"):
        coded(new_wave, shipped_model, part_rows=5, resume=True)
    assert len(read_csv(coded(new_wave, shipped_model, part_rows=5))["response_id"].unique()) == 28


def test_a_line_of_the_ledger_that_was_cut_is_no_receipt(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "ut.csv", {"input": "a"})
    content = b"rad\r\n"
    receipts = [Receipt(n, 1, 1, 1, 0, 0, 1, hashlib.sha256(content).hexdigest()) for n in range(2)]
    with parts.claimed():
        parts.begin(resume=False)
        parts.write(receipts[0], content)
    with (parts.folder / "ledger.jsonl").open("ab") as ledger:
        ledger.write(b'{"part": 1, "resp')
    for finished in (receipts[:1], receipts):
        with parts.claimed():
            assert list(parts.begin(resume=True).values()) == finished
            # What is written after the cut line has a line of its own.
            parts.write(receipts[1], content)


@pytest.mark.usefixtures("stops_after_two_parts")
def test_notes_of_a_run_that_cannot_be_read_are_told_and_not_gone_on_from(new_wave: Path, shipped_model: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        coded(new_wave, shipped_model, part_rows=5)
    (new_wave.parent / ".ut.csv.parts" / "run.json").write_text("{")
    with pytest.raises(ModelMismatchError, match="without --resume"):
        coded(new_wave, shipped_model, part_rows=5, resume=True)


@pytest.mark.usefixtures("stops_after_two_parts")
@pytest.mark.parametrize("change", [{"statements": 999, "novel": -5}, {"statements": "x"}, {"part": 1}])
def test_counts_that_were_changed_in_the_ledger_are_counted_anew(
    new_wave: Path, shipped_model: Path, change: dict[str, object]
) -> None:
    with pytest.raises(KeyboardInterrupt):
        coded(new_wave, shipped_model, part_rows=5)
    ledger = new_wave.parent / ".ut.csv.parts" / "ledger.jsonl"
    first, *others = ledger.read_text().splitlines()
    ledger.write_text("\n".join([json.dumps({**json.loads(first), **change}), *others, "[1]", "null", '"x"']) + "\n")
    resumed, whole = (
        classify_file(new_wave, new_wave.parent / name, shipped_model, text="kommentar", part_rows=5, resume=resume)
        for name, resume in (("ut.csv", True), ("igjen.csv", False))
    )
    assert resumed.resumed == 1
    assert resumed.out.read_bytes() == whole.out.read_bytes()
    for name in ("responses", "statements", "rows", "abstained", "novel"):
        assert getattr(resumed, name) == getattr(whole, name), name


@pytest.mark.usefixtures("stops_after_two_parts")
def test_parts_of_another_version_are_not_added_to_those_of_this_one(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(KeyboardInterrupt):
        coded(new_wave, shipped_model, part_rows=5)
    before = entries(new_wave.parent)
    with monkeypatch.context() as later:
        later.setattr("textmine.jobs.classify.version", lambda _: "9.9")
        with pytest.raises(ModelMismatchError, match="another version of textmine"):
            coded(new_wave, shipped_model, part_rows=5, resume=True)
    assert entries(new_wave.parent) == before


@pytest.mark.usefixtures("stops_after_two_parts")
def test_who_stops_a_run_is_told_how_it_goes_on(
    run: Run, new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(classify_file.__kwdefaults__, "part_rows", 5)
    result = run(
        "classify", new_wave, "--text", "kommentar", "--model", shipped_model, "--out", new_wave.parent / "ut.csv"
    )
    assert result.code == 1
    assert complains_in_one_line(result.err)
    assert "--resume" in result.err


def test_two_runs_do_not_write_the_same_file_at_once(new_wave: Path, shipped_model: Path) -> None:
    alone = coded(new_wave, shipped_model).read_bytes()
    first = Parts(new_wave.parent / "ut.csv", {"input": "a"})
    with first.claimed():
        first.begin(resume=False)
        for resume in (False, True):
            with pytest.raises(InputError, match="another run is writing this file"):
                coded(new_wave, shipped_model, resume=resume)
        assert first.folder.is_dir()
    assert coded(new_wave, shipped_model).read_bytes() == alone


def test_a_file_that_changes_while_it_is_coded_is_refused(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = ResponseCoder.code_part

    def code_part(self: ResponseCoder, number: int, *part: pd.DataFrame) -> tuple[Receipt, bytes]:
        if number == 1:
            content = new_wave.read_text(encoding="utf-8")
            new_wave.write_text(content.replace("9;", "9;Endret: ", 1), encoding="utf-8")
        return original(self, number, *part)

    monkeypatch.setattr(ResponseCoder, "code_part", code_part)
    with pytest.raises(InputError, match="changed while it was coded"):
        coded(new_wave, shipped_model, part_rows=5)
    assert entries(new_wave.parent) == {"ny.csv"}


def test_a_full_disk_is_one_line_and_what_was_finished_is_kept(
    run: Run, new_wave: Path, shipped_model: Path, tmp_path: Path
) -> None:
    from resource import RLIMIT_FSIZE

    # Parts of 1,000 responses are larger than what may be written.
    rows = [f"{n};Vi mangler boliger til unge i kommunen, sak nummer {n % 7}" for n in range(1, 2501)]
    new_wave.write_text("\n".join(["id;kommentar", *rows]) + "\n", encoding="utf-8")
    out = tmp_path / "ut.csv"
    code = f"import resource; resource.setrlimit({RLIMIT_FSIZE}, (250_000, -1)); from textmine.cli import main; main()"
    arguments = ["classify", new_wave, "--text", "kommentar", "--model", shipped_model, "--out", out]
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert complains_in_one_line(done.stderr)
    assert "--resume" in done.stderr
    assert not out.exists()
    resumed = run(*arguments, "--resume")
    assert resumed.code == 0, resumed.err
    assert read_csv(out)["response_id"].nunique() == 2500


# On the command line


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--model", "ingen"], "no trained model"),
        (["--engine", "local", "--workers", "2"], "--engine dask"),
        (["--out", "ut.xlsx"], ".csv"),
        (["--out", "ny.csv"], "overwritten"),
        (["--workers", "0"], "--workers"),
        (["--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "--workers", "2"], "its own workers"),
        (["--text", "finnes ikke"], "no such column for --text"),
        (["--id", "finnes ikke"], "no such column for --id"),
        (["--wave", "2024"], "--wave is of a project"),
        (["--coder", "kari"], "--coder is of a project"),
        (["--engine", "dask", "--scheduler", ""], "--scheduler is empty"),
        (["--out", f"{'a' * 240}.csv"], "name too long"),
        (["--text", "id"], "the column holds no text"),
        (["--engine", "spark"], "spark"),
    ],
)
def test_bad_arguments_are_one_line_and_leave_nothing(
    run: Run, new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(new_wave.parent)
    given = {"--model": str(shipped_model), "--out": "ut.csv", "--text": "kommentar"}
    given |= dict(zip(arguments[::2], arguments[1::2], strict=True))
    before = entries(new_wave.parent)
    result = run("classify", new_wave.name, *(word for pair in given.items() for word in pair))
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert said.lower() in result.err.lower()
    assert entries(new_wave.parent) == before


def test_a_folder_as_output_is_refused_before_anything_is_coded(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ResponseCoder, "code_part", lambda *_: pytest.fail("coded in vain"))
    (new_wave.parent / "ut.csv").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        coded(new_wave, shipped_model)


def test_a_folder_where_the_manifest_belongs_is_refused_before_anything_is_coded(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ResponseCoder, "code_part", lambda *_: pytest.fail("coded in vain"))
    (new_wave.parent / "ut.csv.manifest.json").mkdir()
    with pytest.raises(InputError, match=r"manifest\.json: is a folder"):
        coded(new_wave, shipped_model)
    assert not (new_wave.parent / "ut.csv").exists()


@pytest.mark.parametrize(
    "options", [["--engine", "dask"], ["--workers", "2"], ["--resume"], ["--scheduler", "tcp://a:1"]]
)
def test_a_project_refuses_what_only_a_file_has(run: Run, shipped_model: Path, options: list[str]) -> None:
    result = run("classify", "--project", "p.db", "--model", shipped_model, *options)
    assert result.code == 2
    assert f"--project takes no {options[0]}" in result.err


def test_of_columns_that_are_called_alike_it_says_which_was_read(run: Run, tmp_path: Path, shipped_model: Path) -> None:
    file = tmp_path / "ny.csv"
    file.write_text("id;kommentar;kommentar\n1;Vi mangler boliger;Noe annet\n2;Lang ventetid;Mer\n", encoding="utf-8")
    result = run("classify", file, "--text", "kommentar", "--model", shipped_model, "--out", tmp_path / "ut.csv")
    assert result.code == 0
    assert "several columns are called kommentar: the first is read, the others are called kommentar (2)" in result.err


def test_a_folder_that_is_missing_is_made_and_taken_away_again_where_nothing_comes_of_it(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert coded(new_wave, shipped_model, "a/b/ut.csv").exists()

    def broken(folder: Path) -> ResponseCoder:
        raise ModelMismatchError("another encoder", "Load it", file=folder)

    monkeypatch.setattr(ResponseCoder, "load", broken)
    with pytest.raises(ModelMismatchError):
        coded(new_wave, shipped_model, "c/d/ut.csv")
    assert not (new_wave.parent / "c").exists()


def test_a_model_of_another_encoder_is_refused(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import ToyEncoder

    monkeypatch.setattr("textmine.encode.load_encoder", lambda *_: ToyEncoder("annen:1"))
    with pytest.raises(ModelMismatchError, match="annen:1"):
        coded(new_wave, shipped_model)


def test_a_changed_model_is_refused(new_wave: Path, shipped_model: Path, tmp_path: Path) -> None:
    import shutil

    copy = tmp_path / "kopi"
    shutil.copytree(shipped_model, copy)
    (copy / "model.json").write_text("{}")
    with pytest.raises(ModelMismatchError, match=r"model\.json"):
        coded(new_wave, copy)


def test_a_killed_process_loses_only_the_part_it_was_at(new_wave: Path, shipped_model: Path) -> None:
    code = """
import os, signal, sys
from pathlib import Path
from textmine.jobs.classify import classify_file
from textmine.jobs.parts import Parts
write = Parts.write
def killed(self, receipt, content):
    write(self, receipt, content)
    if receipt.part == 2:
        os.kill(os.getpid(), signal.SIGKILL)
Parts.write = killed
classify_file(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), text="kommentar", part_rows=5)
"""
    out = new_wave.parent / "ut.csv"
    done = subprocess.run([sys.executable, "-c", code, new_wave, out, shipped_model], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert not out.exists()
    result = classify_file(new_wave, out, shipped_model, text="kommentar", resume=True, part_rows=5)
    assert result.resumed == 3
    assert out.read_bytes() == coded(new_wave, shipped_model, "igjen.csv").read_bytes()
