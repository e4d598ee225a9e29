from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run, complains_in_one_line, entries
from textmine.report.tables import read_csv, write_csv


@pytest.fixture(autouse=True)
def _toy_encoder(monkeypatch: pytest.MonkeyPatch, toy) -> None:
    monkeypatch.setattr("textmine.encode.load_encoder", lambda *_: toy)


def test_quotes_are_picked_approved_and_reported(run: Run, toy_folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sitater.csv"
    result = run("quotes", "--discovery", toy_folder, "--out", sheet, "-n", "2", "--shortest", "3")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("6 quotes of 3 themes")
    picked = read_csv(sheet)
    write_csv(picked.assign(approved_by=["Ane", *[""] * 5]), sheet)
    arguments = ["--out", tmp_path / "r", "--format", "md,html", "--quotes", sheet, "--date", "2024-05-01"]
    assert run("report", "--discovery", toy_folder, *arguments, "--title", "Vår undersøkelse").code == 0
    assert {name for name in entries(tmp_path / "r") if "charts" not in name} == {"report.md", "report.html"}
    text = (tmp_path / "r" / "report.md").read_text(encoding="utf-8")
    assert text.startswith("# Vår undersøkelse")
    assert [line for line in text.splitlines() if line.startswith("> ")] == [f"> {picked['redacted'][0]}"]


def test_a_theme_is_named_by_id_or_name(run: Run, toy_folder: Path, tmp_path: Path) -> None:
    everything = ["quotes", "--discovery", toy_folder, "--out", tmp_path / "q.csv"]
    assert run(*everything, "--theme", "1").code == 0
    by_id = read_csv(tmp_path / "q.csv")
    assert run(*everything, "--theme", by_id["theme"][0]).code == 0
    assert read_csv(tmp_path / "q.csv").equals(by_id)
    assert set(by_id["theme_id"].astype(str)) == {"1"}


def test_chapters_language_and_break_are_obeyed(run: Run, toy_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "k.yaml").write_text("chapters: [waves, method]\n", encoding="utf-8")
    out = tmp_path / "r.md"
    options = ["--chapters", tmp_path / "k.yaml", "--language", "nn", "--break", "2024"]
    assert run("report", "--discovery", toy_folder, "--out", out, *options).code == 0
    text = out.read_text(encoding="utf-8")
    assert text.index("## Rundar") < text.index("## Slik er det gjort")
    assert "2024 ‖" in text


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["quotes", "--out", "q.txt"], "CSV"),
        (["quotes", "--out", "q.csv", "--theme", "99"], "no theme '99'"),
        (["quotes", "--out", "q.csv", "--also", "odd"], "'odd'"),
        (["quotes", "--out", "q.csv", "--attribute", "nope"], "no column 'nope'"),
        (["quotes", "--out", "q.csv", "--threshold", "1"], "protects nobody"),
        (["quotes", "--out", "q.csv", "--language", "sv"], "'sv'"),
        (["report", "--out", "r", "--format", "pdf"], "'pdf'"),
        (["report", "--out", "r", "--language", "sv"], "'sv'"),
        (["report", "--out", "r", "--break", "1999"], "no wave '1999'"),
        (["report", "--out", "r", "--weight", "nope"], "nope"),
        (["report", "--out", "r", "--date", "igår"], "'igår' is no date"),
        (["report", "--out", "r", "--threshold", "2"], "protects nobody"),
        (["report", "--out", "r", "--template", "nope.docx"], "nope.docx"),
        (["report", "--out", "r", "--chapters", "nope.yaml"], "nope.yaml"),
        (["report", "--out", "r", "--quotes", "nope.csv"], "nope.csv"),
    ],
)
def test_bad_arguments_end_with_2_and_one_line_and_leave_nothing(
    run: Run, toy_folder: Path, tmp_path: Path, arguments: list[str], problem: str
) -> None:
    result = run(arguments[0], "--discovery", toy_folder, *arguments[1:])
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert problem in result.err
    assert entries(tmp_path) == set()


def test_a_folder_that_is_no_discovery_is_refused(run: Run, tmp_path: Path) -> None:
    assert run("report", "--discovery", tmp_path, "--out", tmp_path / "r").code == 2
