"""What the commands tell of how they read a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import COMMENTS, Run

HEADER = "id;år;Hva er bra?;Hva mangler?"
ROWS = [f"{n};2024;{comment};{comment} her hos oss, sak {n}" for n, comment in enumerate(COMMENTS)]


@pytest.fixture
def wide(tmp_path: Path) -> Path:
    path = tmp_path / "bred.csv"
    path.write_text("\n".join([HEADER, *ROWS[:6], ";;;", *ROWS[6:]]), encoding="utf-8")
    return path


def test_discover_says_which_columns_it_took_and_which_rows_it_left_out(run: Run, wide: Path) -> None:
    found = run("discover", wide, "--out", "funn")
    assert found.out.splitlines()[0] == (
        "Read: answers in 'Hva mangler?', ids in 'id', waves in 'år'. "
        "Other columns that look like answers, to name with --text: Hva er bra?"
    )
    assert found.err == "textmine: 1 blank rows are left out\n"


def test_discover_says_which_columns_it_was_told_to_take(run: Run, wide: Path) -> None:
    found = run("discover", wide, "--out", "funn", "--text", "Hva er bra?", "--id", "", "--wave", "2023")
    assert found.out.splitlines()[0] == "Read: answers in 'Hva er bra?', no id column, wave 2023"


def test_a_year_in_the_name_of_the_file_is_no_wave_until_somebody_says_so(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "svar_2021.csv"
    path.write_text("\n".join(["id;kommentar", *(f"{n};{c}" for n, c in enumerate(COMMENTS))]), encoding="utf-8")
    asked = "Read: answers in 'kommentar', ids in 'id', no wave (the file's name says 2021: is it --wave 2021?)"
    assert run("discover", path, "--out", "funn").out.splitlines()[0] == asked
    given = run("discover", path, "--out", "funn", "--wave", "2021")
    assert given.out.splitlines()[0] == "Read: answers in 'kommentar', ids in 'id', wave 2021"


def test_import_says_which_columns_it_took(run: Run, wide: Path) -> None:
    done = run("import", wide, "--project", "p.textmine", "--text", "Hva mangler?")
    assert done.out.splitlines()[0] == "Read: answers in 'Hva mangler?', ids in 'id', waves in 'år'"
    assert done.err == "textmine: 1 blank rows are left out\n"


@pytest.mark.parametrize(("command", "out"), [("segment", "o.csv"), ("encode", "o.npy"), ("redact", "o.csv")])
def test_a_column_that_was_guessed_among_several_is_told(run: Run, wide: Path, command: str, out: str) -> None:
    told = run(command, wide, "--out", out)
    assert "answers in 'Hva mangler?'" in told.err
    assert "Hva er bra?" in told.err
    named = run(command, wide, "--out", out, "--text", "Hva mangler?")
    assert named.err == "textmine: 1 blank rows are left out\n"
