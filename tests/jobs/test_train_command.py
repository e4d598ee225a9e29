"""``textmine train`` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, complains_in_one_line
from textmine.report.tables import read_csv


def test_train_and_classify_from_files(run: Run, tmp_path: Path, new_wave: Path) -> None:
    from tests.classify.conftest import LONGER, LONGER_LABELS

    rows = [
        f"r{n // 2};{text};{';'.join(label)}" for n, (text, label) in enumerate(zip(LONGER, LONGER_LABELS, strict=True))
    ]
    file = tmp_path / "kodet.csv"
    file.write_text("\n".join(["svarer;utsagn;tema", *rows, "r99;Taxi er dyrt her;taxi", "r99;Ikke kodet;"]) + "\n")
    themes = tmp_path / "kodebok.csv"
    themes.write_text("theme_id;theme;definition\nbolig;Bolig;Et sted å bo\n", encoding="utf-8")
    trained = run(
        "train",
        file,
        "--text",
        "utsagn",
        "--labels",
        "tema",
        "--group",
        "svarer",
        "--definitions",
        themes,
        "--out",
        tmp_path / "modell",
    )
    assert trained.code == 0
    assert "3 themes learnt from 61 texts" in trained.out
    assert "taxi (1)" in trained.err
    out = tmp_path / "ut.csv"
    result = run("classify", new_wave, "--text", "kommentar", "--model", tmp_path / "modell", "--out", out)
    assert result.code == 0, result.err
    assert "Bolig" in set(read_csv(out)["theme"])


def test_labels_that_the_table_of_themes_does_not_have_are_named(run: Run, tmp_path: Path) -> None:
    rows = [f"Vi mangler boliger nummer {n};{'bolig' if n < 8 else 'boligg'}" for n in range(10)]
    file, themes = tmp_path / "kodet.csv", tmp_path / "kodebok.csv"
    file.write_text("\n".join(["utsagn;tema", *rows]) + "\n", encoding="utf-8")
    themes.write_text("theme_id;theme;definition\nbolig;Bolig;Et sted å bo\n", encoding="utf-8")
    arguments = ["train", file, "--text", "utsagn", "--labels", "tema", "--out", tmp_path / "modell"]
    with_table, without = run(*arguments, "--definitions", themes), run(*arguments)
    assert with_table.code == without.code == 0
    assert "perhaps misspelt: boligg" in with_table.err
    assert "misspelt" not in without.err


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("tekst;tema\nVi mangler boliger;\n", "no statement has a theme"),
        ("tekst;tema\nVi mangler boliger;| |\n", "no statement has a theme"),
        ("tekst;tema\nVi mangler boliger;a\nLang ventetid;b\n", "a (1), b (1)"),
        ("tekst;tema\n" + "".join(f"Vi mangler boliger nummer {n};a\n" for n in range(8)), "the same theme (a)"),
        ("tekst;tema\n" + "".join(f"Vi mangler boliger;a{n}\n" for n in range(40)), "and 10 more"),
    ],
)
def test_a_file_with_too_little_to_train_on_is_one_line(run: Run, tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "kodet.csv"
    file.write_text(content, encoding="utf-8")
    result = run("train", file, "--text", "tekst", "--labels", "tema", "--out", tmp_path / "modell")
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert said in result.err
    assert not (tmp_path / "modell").exists()


def test_separators_alone_are_no_coding(run: Run, tmp_path: Path) -> None:
    rows = [f"Vi mangler boliger nummer {n};{label}" for n in range(6) for label in ("bolig", "-", "|", " | ")]
    file = tmp_path / "kodet.csv"
    file.write_text("\n".join(["utsagn;tema", *rows]) + "\n", encoding="utf-8")
    result = run("train", file, "--text", "utsagn", "--labels", "tema", "--out", tmp_path / "modell")
    assert "1 themes learnt from 12 texts" in result.out


@pytest.mark.parametrize("name", ["model.json", "manifest.json"])
def test_a_survey_that_is_called_as_a_file_of_a_model_is_not_written_over(run: Run, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    rows = [{"utsagn": f"Vi mangler boliger nummer {n}", "tema": "bolig" if n % 2 else "-"} for n in range(12)]
    file.write_text(json.dumps(rows), encoding="utf-8")
    before = file.read_bytes()
    result = run("train", file, "--text", "utsagn", "--labels", "tema", "--out", tmp_path)
    assert result.code == 2
    assert "overwritten" in result.err
    assert complains_in_one_line(result.err)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("themes", "said"),
    [
        ("theme_id;definition\na;x\na;y\n", "row 3: the theme 'a' stands there already"),
        ("theme_id;definition\n;x\na;y\n", "row 2: the definition has no theme"),
        ("theme_id;definition;parent_id\na;x;nei\n", "row 2: there is no theme 'nei' above 'a'"),
    ],
)
def test_a_row_of_the_table_of_themes_is_not_passed_over(run: Run, tmp_path: Path, themes: str, said: str) -> None:
    file, table = tmp_path / "kodet.csv", tmp_path / "kodebok.csv"
    file.write_text("tekst;tema\nVi mangler boliger;a\n", encoding="utf-8")
    table.write_text(themes, encoding="utf-8")
    result = run(
        "train", file, "--text", "tekst", "--labels", "tema", "--definitions", table, "--out", tmp_path / "modell"
    )
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert said in result.err
    assert not (tmp_path / "modell").exists()
