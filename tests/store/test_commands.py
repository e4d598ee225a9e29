"""The commands about a project, on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run, ToyEncoder, complains_in_one_line
from tests.store.conftest import ids
from textmine.jobs import project as jobs
from textmine.report.tables import read_csv
from textmine.store import open_project


@pytest.fixture
def imported(run: Run, survey_file: Path, tmp_path: Path) -> Path:
    project = tmp_path / "p.sqlite"
    result = run("import", survey_file, "--project", project, "--coder", "kari")
    assert (result.code, result.err) == (0, "")
    assert "16 new answers" in result.out
    return project


def test_importing_twice_adds_nothing(run: Run, imported: Path, survey_file: Path) -> None:
    result = run("import", survey_file, "--project", imported, "--coder", "kari")
    assert result.code == 0
    assert "0 new answers, 16 as they were, 0 changed" in result.out


def test_an_edited_file_shows_what_changed_and_changes_nothing_until_told_to(
    run: Run, imported: Path, survey_file: Path
) -> None:
    text = survey_file.read_text(encoding="utf-8")
    survey_file.write_text(text.replace("Unge får ikke boliger", "Unge får boliger"), encoding="utf-8")
    result = run("import", survey_file, "--project", imported, "--coder", "kari")
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert "«Unge får ikke boliger» -> «Unge får boliger»" in result.out
    with open_project(imported) as project:
        assert "Unge får ikke boliger" in project.responses()["text"].tolist()
    assert run("import", survey_file, "--project", imported, "--coder", "kari", "--yes").code == 0
    with open_project(imported) as project:
        assert "Unge får boliger" in project.responses()["text"].tolist()


def test_answers_that_are_gone_are_told_and_kept(run: Run, imported: Path, survey_file: Path) -> None:
    lines = survey_file.read_text(encoding="utf-8").splitlines()
    survey_file.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    result = run("import", survey_file, "--project", imported, "--coder", "kari")
    assert "1 answers of these waves are not in the file (kept; --remove-gone removes them)" in result.out
    result = run("import", survey_file, "--project", imported, "--coder", "kari", "--remove-gone")
    assert "(removed)" in result.out


def test_discover_writes_a_draft_codebook_and_suggestions(
    run: Run, imported: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "load_encoder", lambda _: ToyEncoder())
    result = run("discover", "--project", imported, "--themes", "3", "--coder", "kari")
    assert (result.code, result.err) == (0, "")
    with open_project(imported) as project:
        assert len(project.codebook().active) == 3
        suggested = project.codings_frame("suggested")
        assert suggested["coder"].str.startswith("model:discovery-").all()
        assert len(suggested) == project.counts().statements - 1  # «vet ikke» has no theme
        assert project.counts().suggestions == len(suggested)
    again = run("discover", "--project", imported, "--coder", "kari")
    assert again.code == 2
    assert "has themes already" in again.err


@pytest.mark.parametrize("arguments", [("--project", "p", "svar.csv"), ("svar.csv",), ()])
def test_discover_wants_a_file_and_a_folder_or_a_project(run: Run, arguments: tuple[str, ...]) -> None:
    result = run("discover", *arguments)
    assert result.code == 2
    assert complains_in_one_line(result.err)


def test_agreement_backup_restore_and_log(run: Run, imported: Path, tmp_path: Path) -> None:
    with open_project(imported) as project:
        from textmine.coding import Theme, Wording
        from textmine.coding.operations import add

        project.coders.add("ola", by="kari")
        for name in ("Bolig", "=Ventetid"):
            project.codebooks.apply(add(project.codebook(), Theme("", Wording(name))), "kari")
        for place, name in enumerate(ids(project)[:8]):
            project.codings.save(name, ["T1" if place < 4 else "T2"], "kari")
            project.codings.save(name, ["T1" if place < 5 else "T2"], "ola")
    result = run("agreement", "--project", imported, "--out", tmp_path / "enighet.csv")
    assert result.code == 0
    assert "kari, ola: 8 statements of 8 respondents; 0 that nobody put a theme on are left out" in result.out
    table = read_csv(tmp_path / "enighet.csv").set_index("theme_id")
    assert table.loc["T1", "cohen"] == pytest.approx(0.75)
    assert table.loc["T2", "theme"] == "=Ventetid"
    assert "'=Ventetid" in (tmp_path / "enighet.csv").read_text(encoding="utf-8-sig")
    assert run("backup", "--project", imported, "--out", tmp_path / "kopi").code == 0
    assert run("restore", tmp_path / "kopi", "--project", tmp_path / "ny.sqlite").code == 0
    log = run("log", "--project", tmp_path / "ny.sqlite", "--limit", "2", "--out", tmp_path / "logg.csv")
    assert log.out.count("coding.save") == 2
    assert "ola" in log.out
    assert len(read_csv(tmp_path / "logg.csv")) == 2


@pytest.mark.parametrize("command", ["agreement", "log", "backup", "discover"])
def test_a_project_that_is_not_there_is_told_in_one_line(run: Run, tmp_path: Path, command: str) -> None:
    out = ("--out", tmp_path / "ut") if command == "backup" else ()
    result = run(command, "--project", tmp_path / "p.sqlite", *out)
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert list(tmp_path.iterdir()) == []


def test_a_stranger_is_told_whom_to_ask(run: Run, imported: Path, survey_file: Path) -> None:
    result = run("import", survey_file, "--project", imported, "--coder", "per")
    assert result.code == 2
    assert "no coder 'per'. Ask kari to add you" in result.err


def test_the_log_is_written_whole(run: Run, imported: Path, tmp_path: Path) -> None:
    with open_project(imported) as project:
        for number in range(60):
            project.settings.set("title", f"Nr. {number}", "kari")
    assert run("log", "--project", imported, "--out", tmp_path / "logg.csv").code == 0
    assert len(read_csv(tmp_path / "logg.csv")) == 62
    stranger = run("log", "--project", imported, "--coder", "per")
    assert stranger.code == 2
    assert "the log has nothing of 'per'" in stranger.err
