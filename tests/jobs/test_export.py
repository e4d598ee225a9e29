"""The command export: what stands in a project, redacted, in each kind of file."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pyreadstat
import pytest
from lxml import etree

from tests.conftest import Run, complains_in_one_line, entries
from tests.exchange.conftest import PROJECT, TIME, check
from textmine.coding import Coding, Theme, Wording
from textmine.coding.codings import adjudicator
from textmine.coding.operations import add
from textmine.jobs.export import SUFFIXES, Wanted, export_project
from textmine.jobs.export_material import material_of, standing
from textmine.report.tables import read_csv
from textmine.store import Project, open_project, restore_project

TEXTS = (
    "Vi mangler boliger til unge. Ring Kari Nordmann på 91 23 45 67 eller kari@bygda.example.",
    "Lang ventetid hos psykolog. Kari Nordmann svarer aldri.",
    "vet ikke",
    "=1+1 er for få plasser.",
)
SECRETS = ("Nordmann", "91 23 45 67", "bygda.example")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that a person has coded a part of, and a model has suggested for."""
    file = tmp_path_factory.mktemp("export") / "undersøkelse.sqlite"
    with open_project(file, create=True) as project:
        project.coders.add("admin", full_name="Anne Admin")
        frame = pd.DataFrame({"response_id": ["1", "2", "3", "4"], "wave": "2024", "text": TEXTS, "size": list("abab")})
        project.import_responses(frame.astype(str), "admin", "svar.csv", "kommentar")
        for name in ("Bolig", "=Ventetid"):
            project.codebooks.apply(add(project.codebook(), Theme("", Wording(nb=name))), "admin")
        first, second = statement(project, "Vi mangler"), statement(project, "Lang ventetid")
        project.codings.save(first, ["T1"], "admin")
        project.codings.save(second, ["T2"], "admin")
        rows = [(statement(project, "plasser"), "T1", 0.75), (first, "T2", 0.5)]
        frame = pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"])
        project.suggestions.write(frame, "abc", "admin")
    return file


def statement(project: Project, text: str) -> str:
    frame = project.statements()
    return str(frame.loc[frame["text"].str.contains(text, regex=False), "statement_id"].iloc[0])


def insides(path: Path) -> str:
    """All that a file holds, as text."""
    content = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    elif path.suffix == ".sav":
        frame, meta = pyreadstat.read_sav(path)
        content = frame.to_csv().encode() + repr(meta.__dict__).encode()
    return content.decode("utf-8", "ignore")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_nothing_exported_holds_the_personal_data_that_is_found(whole: Path, tmp_path: Path, suffix: str) -> None:
    for wanted in (Wanted(), Wanted(unredacted=True)):
        export_project(str(whole), tmp_path / f"p{suffix}", wanted)
        text = insides(tmp_path / f"p{suffix}")
        there = [secret for secret in SECRETS if secret in text]
        assert there == (list(SECRETS) if wanted.unredacted and suffix != ".qdc" else [])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_project_gives_the_same_bytes_wherever_it_lies(whole: Path, tmp_path: Path, suffix: str) -> None:
    export_project(str(whole), tmp_path / f"p{suffix}")
    elsewhere = tmp_path / "elsewhere" / whole.name
    elsewhere.parent.mkdir()
    with open_project(whole) as project:
        project.back_up(tmp_path / "copy.zip")
    restore_project(tmp_path / "copy.zip", elsewhere)
    export_project(str(elsewhere), tmp_path / f"q{suffix}")
    assert (tmp_path / f"p{suffix}").read_bytes() == (tmp_path / f"q{suffix}").read_bytes()


@pytest.mark.parametrize("source", ["question", "response"])
@pytest.mark.parametrize("unredacted", [False, True])
def test_offsets_fit_the_text_that_is_exported(whole: Path, tmp_path: Path, source: str, unredacted: bool) -> None:
    with open_project(whole) as project:
        every = list(project.statements()["statement_id"])
        everything, _ = material_of(project, unredacted=unredacted)
    for text, start, end, own in zip(
        everything.statements["response_id"].map(everything.responses.set_index("response_id")["text"]),
        everything.statements["shown_start"],
        everything.statements["shown_end"],
        everything.statements["text"],
        strict=True,
    ):
        assert text[start:end] == own
    assert len(everything.statements) == len(every)
    export_project(str(whole), tmp_path / "p.qdpx", Wanted(source=source, unredacted=unredacted, suggested=True))
    with zipfile.ZipFile(tmp_path / "p.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
        check(root, "Project")
        for element in root.iter(f"{PROJECT}TextSource"):
            text = archive.read(f"sources/{element.get('plainTextPath').removeprefix('internal://')}").decode()
            for selection in element.iter(f"{PROJECT}PlainTextSelection"):
                assert text[int(selection.get("startPosition")) : int(selection.get("endPosition"))] == selection.get(
                    "name"
                )


def test_a_name_that_a_statement_ends_in_is_replaced_as_a_whole(tmp_path: Path) -> None:
    text = "Boliger mangler, sier Kari Nordmann her."
    with open_project(tmp_path / "p.sqlite", create=True) as project:
        project.coders.add("admin")
        frame = pd.DataFrame({"response_id": ["1"], "wave": [""], "text": [text]})
        project.import_responses(frame, "admin")
        [own] = project.statements()["statement_id"]
        project.boundaries.split(own, text.index("Nordmann"), "admin")
        material, _ = material_of(project)
    [shown] = material.responses["text"]
    assert shown == "Boliger mangler, sier [NAVN] her."
    pairs = zip(material.statements["shown_start"], material.statements["shown_end"], strict=True)
    assert [shown[start:end] for start, end in pairs] == ["Boliger mangler, sier [NAVN]", "[NAVN] her."]
    assert material.statements["text"].tolist() == ["Boliger mangler, sier [NAVN]", "[NAVN] her."]


def test_ids_and_attributes_that_are_personal_data_are_replaced_everywhere(tmp_path: Path) -> None:
    with open_project(tmp_path / "p.sqlite", create=True) as project:
        project.coders.add("admin")
        frame = pd.DataFrame(
            {
                "response_id": ["kari@bygda.example", "per@bygda.example"],
                "wave": "2024",
                "text": ["Vi mangler boliger.", "Lang ventetid."],
                "leder": ["Kari Nordmann", "Ola Nordmann"],
            }
        )
        project.import_responses(frame, "admin")
        material, notes = material_of(project)
        plain, none = material_of(project, unredacted=True)
    assert material.responses["response_id"].tolist() == ["1", "2"]
    assert material.responses["respondent"].tolist() == ["1", "2"]
    assert material.responses["leder"].tolist() == ["[SKJULT]", "[SKJULT]"]
    assert material.statements["statement_id"].tolist() == ["1.1", "2.1"]
    assert len(notes) == 2
    assert none == []
    assert plain.responses["respondent"].tolist() == ["kari@bygda.example", "per@bygda.example"]


def test_only_what_people_decided_counts_unless_suggestions_are_asked_for(whole: Path, tmp_path: Path) -> None:
    done = export_project(str(whole), tmp_path / "p.csv")
    assert (done.responses, done.codings, done.themes, done.notes) == (4, 2, 2, ())
    table = read_csv(tmp_path / "p.csv")
    assert table.loc[table["theme_id"] != "", "coder"].tolist() == ["Anne Admin"] * 2
    more = export_project(str(whole), tmp_path / "q.csv", Wanted(suggested=True))
    assert more.codings == 4
    table = read_csv(tmp_path / "q.csv")
    assert sorted(table.loc[table["status"] == "suggested", "probability"].astype(str)) == ["0.5", "0.75"]


def test_a_codebook_is_written_without_a_look_at_the_answers(
    run: Run, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Project, "responses", None)
    result = run("export", "--project", whole, "--out", tmp_path / "p.qdc", "--flat")
    assert (result.code, result.out) == (0, f"2 themes: {tmp_path / 'p.qdc'}\n")
    check(etree.fromstring((tmp_path / "p.qdc").read_bytes()), "Codebook")


def test_a_csv_has_a_bom_semicolons_and_no_formula(whole: Path, tmp_path: Path) -> None:
    export_project(str(whole), tmp_path / "p.csv")
    content = (tmp_path / "p.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfresponse_id;statement_id;start;end;text;language;theme_id;theme;")
    assert ";'=Ventetid;" in content.decode("utf-8-sig")
    assert ";'=1+1 er for" in content.decode("utf-8-sig")


def test_a_response_counts_in_spss_where_somebody_has_looked(whole: Path, tmp_path: Path) -> None:
    export_project(str(whole), tmp_path / "p.sav")
    frame, _ = pyreadstat.read_sav(tmp_path / "p.sav")
    assert frame["theme_T1"].fillna(-1).tolist() == [1, 0, -1, -1]
    export_project(str(whole), tmp_path / "q.sav", Wanted(suggested=True))
    frame, _ = pyreadstat.read_sav(tmp_path / "q.sav")
    assert frame["theme_T1"].fillna(-1).tolist() == [1, 0, -1, 1]
    assert frame["theme_T2"].fillna(-1).tolist() == [1, 1, -1, 0]


def test_what_is_coded_blind_is_left_out_until_the_batch_is_closed(tmp_path: Path) -> None:
    with open_project(tmp_path / "p.sqlite", create=True) as project:
        project.coders.add("admin")
        for name in ("kari", "ola"):
            project.coders.add(name, "reviewer", by="admin")
        frame = pd.DataFrame({"response_id": ["1"], "wave": [""], "text": ["Vi mangler boliger."]})
        project.import_responses(frame, "admin")
        project.codebooks.apply(add(project.codebook(), Theme("", Wording(nb="Bolig"))), "admin")
        batch = project.batches.draw(1, ["kari", "ola"], "admin")
        project.codings.save("1.1", ["T1"], "kari")
        hidden, notes = material_of(project)
        project.codings.save("1.1", ["T1"], "ola")
        project.batches.close(batch, "admin")
        shown, none = material_of(project)
    assert hidden.codings.empty
    assert hidden.statements["decided"].tolist() == [False]
    assert notes == ["1 statements are being coded blind; their codings come when the batch is closed"]
    assert shown.codings["theme_id"].tolist() == ["T1"]
    assert shown.statements["decided"].tolist() == [True]
    assert none == []


def test_what_stands_is_what_was_settled_and_not_what_is_disputed() -> None:
    from tests.exchange.conftest import book_of

    def coding(statement: str, coder: str, status: str) -> Coding:
        return Coding(statement, "T1", coder, status, 1, TIME)  # type: ignore[arg-type]

    codings = [
        *(coding("disputed", "kari", "accepted"), coding("disputed", "ola", "rejected")),
        *(coding("overruled", "kari", "accepted"), coding("overruled", adjudicator("ola"), "rejected")),
        *(coding("settled", "kari", "rejected"), coding("settled", adjudicator("ola"), "accepted")),
        *(coding("refused", "kari", "rejected"), coding("refused", "model:abc", "suggested")),
        coding("open", "model:abc", "suggested"),
    ]
    people = standing(codings, book_of(["Bolig"]))
    assert list(zip(people["statement_id"], people["coder"], strict=True)) == [("settled", "ola")]
    everybody = standing(codings, book_of(["Bolig"]), suggested=True)
    assert everybody["statement_id"].tolist() == ["settled", "open"]
    assert standing(codings, book_of([])).empty


def test_the_command_says_what_it_wrote_and_that_a_file_was_there(run: Run, whole: Path, tmp_path: Path) -> None:
    out = tmp_path / "p.qdpx"
    first = run("export", "--project", whole, "--out", out)
    assert (first.code, first.err) == (0, "")
    assert first.out == f"4 answers, 2 codings, 2 themes: {out}\n"
    again = run("export", "--project", whole, "--out", out, "--flat", "--source", "response", "--newline", "crlf")
    assert again.code == 0
    assert "in the place of the file that was there" in again.out
    assert entries(tmp_path) == {"p.qdpx"}


BAD = {
    "suffix": (["--out", "p.docx"], "End the name in .qdpx or .qdc"),
    "no suffix": (["--out", "p"], "no suffix is not a kind of file"),
    "no file": ([], "--out"),
    "source": (["--out", "p.qdpx", "--source", "page"], "Choose among question, response"),
    "newline": (["--out", "p.qdpx", "--newline", "cr"], "Choose among lf, crlf"),
    "language": (["--out", "p.csv", "--language", "se"], "Choose among nb, nn, en"),
    "flat table": (["--out", "p.csv", "--flat"], "--flat makes no difference to .csv"),
    "source of a table": (["--out", "p.sav", "--source", "response"], "Use it with .qdpx"),
    "suggested codebook": (["--out", "p.qdc", "--suggested"], "--suggested makes no difference"),
    "folder": (["--out", "folder.csv"], "is a folder"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_arguments_are_one_line_and_no_file(run: Run, whole: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    arguments, words = BAD[name]
    result = run("export", "--project", whole, *arguments)
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert words in result.err
    assert entries(tmp_path) == {"folder.csv"}


def test_a_missing_or_other_project_is_one_line_and_no_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no project", encoding="utf-8")
    for project in ("missing.sqlite", "notes.txt"):
        result = run("export", "--project", tmp_path / project, "--out", tmp_path / "p.csv")
        assert result.code in (1, 2)
        assert complains_in_one_line(result.err)
        assert project in result.err
    assert entries(tmp_path) == {"notes.txt"}


def test_the_project_itself_is_never_written_over(run: Run, whole: Path, tmp_path: Path) -> None:
    own = tmp_path / "p.csv"
    own.write_bytes(whole.read_bytes())
    before = own.read_bytes()
    result = run("export", "--project", own, "--out", own)
    assert result.code == 2
    assert "would be overwritten" in result.err
    assert own.read_bytes() == before


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_empty_project_is_refused_in_one_line(run: Run, tmp_path: Path, suffix: str) -> None:
    with open_project(tmp_path / "p.sqlite", create=True) as project:
        project.coders.add("admin")
    before = entries(tmp_path)
    result = run("export", "--project", tmp_path / "p.sqlite", "--out", tmp_path / f"p{suffix}")
    assert result.code == 2
    assert complains_in_one_line(result.err)
    assert entries(tmp_path) == before


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != ".qdc"])
def test_a_project_that_nobody_has_coded_is_written_with_a_note(tmp_path: Path, suffix: str) -> None:
    with open_project(tmp_path / "p.sqlite", create=True) as project:
        project.coders.add("admin")
        project.import_responses(pd.DataFrame({"response_id": ["1"], "wave": [""], "text": ["Bra."]}), "admin")
    done = export_project(str(tmp_path / "p.sqlite"), tmp_path / f"p{suffix}")
    assert (done.responses, done.codings, done.themes) == (1, 0, 0)
    assert "--suggested" in done.notes[0]


def test_a_run_that_fails_leaves_the_last_file_as_it_was(
    run: Run, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "p.xlsx"
    out.write_bytes(b"before")

    def fail(*_: object) -> bytes:
        raise OSError(28, "No space left on device", "p.xlsx")

    monkeypatch.setattr("textmine.exchange.workbook.workbook", fail)
    result = run("export", "--project", whole, "--out", out)
    assert result.code == 1
    assert complains_in_one_line(result.err)
    assert out.read_bytes() == b"before"
    assert entries(tmp_path) == {"p.xlsx"}
