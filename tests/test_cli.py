"""What the commands do when all is well, and how the program starts."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.conftest import ROOT, Run, complains_in_one_line, entries, python
from textmine.jobs import serve
from textmine.report.tables import read_csv


@pytest.fixture(autouse=True)
def work_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


# What each command does when all is well


def test_discover_writes_tables_report_and_model(run: Run, survey_file: Path, tmp_path: Path) -> None:
    result = run("discover", survey_file, "--out", "funn", "--themes", "3")
    assert (result.code, result.err) == (0, "")
    assert str(Path("funn/report.html")) in result.out
    assert {path.name for path in (tmp_path / "funn").iterdir()} == {
        *("responses.csv", "statements.csv", "themes.csv", "report.html", "model"),
    }
    statements = read_csv(tmp_path / "funn" / "statements.csv")
    assert len(statements) == 16
    assert sorted(set(statements["theme_id"])) == [-1, 0, 1, 2]
    assert set(statements["wave"]) == {"2023", "2024"}


def test_discover_takes_columns_a_wave_attributes_and_a_seed(run: Run, tmp_path: Path) -> None:
    lines = [f"{n};{'nord' if n % 2 else 'sør'};{12 - n};Vi mangler boliger nummer {n}" for n in range(12)]
    (tmp_path / "s.csv").write_text("\n".join(["nr;sted;rang;merknad", *lines]), encoding="utf-8")
    options = ["--text", "merknad", "--id", "nr", "--wave", "2031", "--attribute", "sted", "--seed", "7"]
    assert run("discover", "s.csv", "--out", "funn", *options).code == 0
    responses = read_csv(tmp_path / "funn" / "responses.csv")
    assert list(responses.columns) == ["response_id", "wave", "text", "sted", "language", "n_statements", "themes"]
    assert responses["response_id"].tolist() == [str(n) for n in range(12)]
    assert set(responses["wave"]) == {"2031"}
    assert "frø 7" in (tmp_path / "funn" / "report.html").read_text(encoding="utf-8")


def test_discover_with_a_cache_gives_the_same_tables_and_fills_the_cache(run: Run, survey_file: Path) -> None:
    for out, cache in (("a", []), ("b", ["--cache", "vektorer"]), ("c", ["--cache", "vektorer"])):
        assert run("discover", survey_file, "--out", out, *cache).code == 0
    for name in ("responses.csv", "statements.csv", "themes.csv"):
        assert Path("a", name).read_bytes() == Path("b", name).read_bytes() == Path("c", name).read_bytes()
    assert len(list(Path("vektorer").glob("*.keys"))) == 1


def test_segment_writes_one_row_a_statement(run: Run, tmp_path: Path) -> None:
    text = "id;kommentar\na;Vi mangler boliger. Det er lang ventetid her\nb;- bolig i sentrum / psykolog i kommunen\n"
    (tmp_path / "s.csv").write_text(text, encoding="utf-8")
    result = run("segment", "s.csv", "--out", "utsagn.csv", "--id", "id", "--text", "kommentar")
    assert (result.code, result.err) == (0, "")
    assert result.out == "4 statements: utsagn.csv\n"
    rows = read_csv("utsagn.csv")
    assert list(rows.columns) == ["response_id", "statement_id", "start", "end", "text", "language"]
    assert rows["statement_id"].tolist() == ["a.1", "a.2", "b.1", "b.2"]
    assert rows["text"].tolist()[2:] == ["bolig i sentrum", "psykolog i kommunen"]


@pytest.mark.parametrize(
    "suffix",
    [
        *(".npy", ".parquet", ".csv", ".CSV"),
        pytest.param(".NPY"),
    ],
)
def test_encode_writes_one_vector_a_response(run: Run, survey_file: Path, tmp_path: Path, suffix: str) -> None:
    result = run("encode", survey_file, "--out", f"v{suffix}")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"16 vectors of 384 numbers: v{suffix}\n"
    assert entries(tmp_path) == {survey_file.name, f"v{suffix}"}
    if suffix.lower() == ".npy":
        vectors = np.load(f"v{suffix}")
    elif suffix == ".parquet":
        frame = pd.read_parquet("v.parquet")
        assert frame["response_id"].tolist() == [str(n) for n in range(1, 17)]
        vectors = np.stack(frame["vector"])
    else:
        table = read_csv(f"v{suffix}")
        assert table["response_id"].tolist() == [str(n) for n in range(1, 17)]
        vectors = table.drop(columns="response_id").to_numpy()
    assert vectors.shape == (16, 384)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_doctor_finds_this_installation_whole(run: Run) -> None:
    result = run("doctor")
    assert (result.code, result.err) == (0, "")
    assert all(line.startswith("ok ") for line in result.out.splitlines())
    assert len(result.out.splitlines()) == 7


def test_app_serves_on_this_machine_only_and_reports_nothing(
    run: Run, toy_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []

    def start(command: list[str], check: bool) -> subprocess.CompletedProcess[str]:
        started.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(serve.subprocess, "run", start)
    assert run("app", "--discovery", toy_folder, "--port", "9123").code == 0
    (command,) = started
    assert command[:4] == [sys.executable, "-m", "streamlit", "run"]
    assert {"--server.address=127.0.0.1", "--server.port=9123", "--browser.gatherUsageStats=false"} <= set(command)
    assert command[-3:] == ["--", "--discovery", str(toy_folder.resolve())]


def test_help_lists_every_command_and_nothing_to_do_is_no_error(run: Run) -> None:
    for arguments in (["--help"], []):
        result = run(*arguments)
        assert (result.code, result.err) == (0, "")
        listed = re.findall(r"^  ([a-z]+)  ", result.out, re.MULTILINE)
        assert {"demo", "discover", "segment", "encode", "doctor", "app"} <= set(listed)


# As the user runs it: a process of its own


def test_the_program_exits_with_the_code_and_keeps_the_streams_apart(survey_file: Path, tmp_path: Path) -> None:
    program = [sys.executable, "-c", "from textmine.cli import main; main()"]
    cases = {
        0: ["segment", str(survey_file), "--out", "o.csv"],
        2: ["segment", "missing.csv", "--out", "o.csv"],
    }
    for code, arguments in cases.items():
        finished = subprocess.run([*program, *arguments], capture_output=True, cwd=tmp_path, text=True, check=False)
        assert finished.returncode == code
        assert (finished.stdout == "") == (code != 0)
        assert (finished.stderr == "") == (code == 0)
    assert complains_in_one_line(finished.stderr)


def test_the_command_is_installed_under_its_name() -> None:
    program = Path(sys.executable).with_name("textmine")
    assert program.exists()
    finished = subprocess.run([program, "--help"], capture_output=True, text=True, check=False)
    assert finished.returncode == 0
    assert "discover" in finished.stdout


def test_a_traceback_is_never_shown_where_the_terminal_cannot_write_norwegian(tmp_path: Path) -> None:
    code = "from textmine.cli import main; main()"
    finished = python(
        code, "segment", str(tmp_path / "på øya.csv"), "--out", "o.csv", PYTHONIOENCODING="ascii", LC_ALL="C"
    )
    assert finished.returncode == 2
    assert "Traceback" not in finished.stderr
    assert finished.stderr.count("\n") == 1


def test_importing_the_package_imports_no_heavy_library() -> None:
    code = """
import sys
import textmine
heavy = {"pandas", "numpy", "torch", "spacy", "streamlit", "sklearn", "onnxruntime", "transformers", "plotly"}
print(sorted(heavy & set(sys.modules)))
"""
    finished = python(code)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == "[]"


def test_help_imports_no_heavy_library() -> None:
    code = """
import sys
from textmine.cli import run
assert run(["discover", "--help"]) == 0
heavy = {"pandas", "numpy", "torch", "spacy", "streamlit", "sklearn", "onnxruntime", "transformers", "plotly"}
print(sorted(heavy & set(sys.modules)))
"""
    finished = python(code)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.splitlines()[-1] == "[]"


def test_every_public_name_is_there_and_no_other() -> None:
    import textmine

    for name in textmine.__all__:
        assert getattr(textmine, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'finnes_ikke'"):
        _ = textmine.finnes_ikke


def test_the_version_is_that_of_the_distribution() -> None:
    import textmine

    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{textmine.__version__}"' in project
