from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from app import data
from app.i18n import TEXTS, text
from tests.app.conftest import EVIL, OpenApp, go, rooms_in_menu, shown
from tests.conftest import COMMENTS, ToyEncoder
from textmine.store import Project, open_project

HEADER = "id;runde;kommentar;størrelse;navn"


def file_of(texts: tuple[str, ...] | list[str] = COMMENTS) -> bytes:
    rows = [f'{n};{2023 + n % 2};"{text}";{"liten" if n % 2 else "stor"};Ola' for n, text in enumerate(texts, 1)]
    return "\n".join([HEADER, *rows]).encode()


def upload(page: AppTest, content: bytes, name: str = "svar.csv") -> AppTest:
    return page.file_uploader[0].upload(name, content, "text/csv").run()


def finished(page: AppTest, address: Path, name: str) -> AppTest:
    """The page once its job has ended."""
    data._jobs(str(address), None).wait(name, 120)
    return page.run()


@pytest.fixture
def toy_encoder(monkeypatch: pytest.MonkeyPatch, toy: ToyEncoder) -> ToyEncoder:
    monkeypatch.setattr("textmine.jobs.project.load_encoder", lambda name="default": toy)  # noqa: ARG005 - called with them
    return toy


def test_a_newcomer_comes_from_a_file_to_themes(open_app: OpenApp, project_file: Path, toy_encoder: ToyEncoder) -> None:
    page = go(open_app("overview"), "import_data")
    upload(page, file_of())
    assert not page.exception
    assert "svar.csv" in [text.value for text in page.text]
    assert page.selectbox(key="import_data_text").value == "kommentar"
    assert page.selectbox(key="import_data_id").value == "id"
    assert page.selectbox(key="import_data_wave").value == "runde"
    assert page.multiselect(key="import_data_attributes").value == ["størrelse"]
    page.button(key="import_data_compare").click().run()
    assert [metric.value for metric in page.metric] == [str(len(COMMENTS)), "0", "0", "0"]
    with open_project(project_file) as project:
        assert project.counts().responses == 0, "nothing is written before the user has seen the plan"
    page.button(key="import_data_apply").click().run()
    finished(page, project_file, "import")
    assert not page.exception
    assert text("import_data_done", "nb", new=len(COMMENTS), changed=0, gone=0) in shown(page)
    page.button(key="import_data_find").click().run()
    finished(page, project_file, "discover")
    assert not page.exception
    with open_project(project_file) as project:
        assert project.counts().responses == len(COMMENTS)
        assert project.codebook().active
        assert project.counts().suggestions == len(COMMENTS)
    assert toy_encoder.seen


def test_an_upload_waits_while_the_user_is_on_another_page(open_app: OpenApp) -> None:
    page = upload(open_app("import_data"), file_of())
    go(go(page, "overview"), "import_data")
    assert not page.exception
    assert "svar.csv" in [text.value for text in page.text]


def test_a_file_goes_from_the_server_when_it_is_imported_or_another_is_chosen(
    open_app: OpenApp, project_file: Path
) -> None:
    uploads = project_file.with_name(f"{project_file.name}.files") / "uploads"
    page = upload(open_app("import_data"), file_of())
    assert [path.name for path in uploads.rglob("*.csv")] == ["svar.csv"]
    page.button(key="import_data_other_file").click().run()
    assert not list(uploads.iterdir())
    upload(page, file_of())
    page.button(key="import_data_compare").click().run()
    page.button(key="import_data_apply").click().run()
    finished(page, project_file, "import")
    assert not list(uploads.iterdir())


def test_a_file_that_nobody_imported_is_gone_after_a_day(open_app: OpenApp, project_file: Path) -> None:
    uploads = project_file.with_name(f"{project_file.name}.files") / "uploads"
    upload(open_app("import_data"), file_of())
    (forgotten,) = uploads.glob("*/*")
    os.utime(forgotten, (1, 1))
    upload(open_app("import_data"), file_of())
    assert not forgotten.exists()
    assert len(list(uploads.iterdir())) == 1


def test_another_column_makes_another_plan(open_app: OpenApp) -> None:
    page = upload(open_app("import_data"), file_of())
    page.button(key="import_data_compare").click().run()
    assert page.metric
    page.selectbox(key="import_data_wave").set_value("").run()
    assert not page.metric
    page.text_input(key="import_data_wave_value").set_value("2025").run()
    page.button(key="import_data_compare").click().run()
    assert not page.exception
    assert page.metric[0].value == str(len(COMMENTS))


def test_a_year_in_the_name_of_a_file_without_a_wave_is_proposed_and_can_be_changed(open_app: OpenApp) -> None:
    rows = [f"{n};{comment}" for n, comment in enumerate(COMMENTS)]
    page = upload(open_app("import_data"), "\n".join(["id;kommentar", *rows]).encode(), "svar_2021.csv")
    assert page.text_input(key="import_data_wave_value").value == "2021"
    assert page.dataframe[0].value["wave"].tolist()[0] == "2021"
    page.text_input(key="import_data_wave_value").set_value("").run()
    assert not page.exception
    assert page.dataframe[0].value["wave"].tolist()[0] == ""


@pytest.mark.parametrize("name", ["../../etc/svar.csv", "..\\..\\svar.csv", "/tmp/svar.csv"])  # noqa: S108 - nothing is written there
def test_a_file_name_cannot_lead_out_of_the_folder(open_app: OpenApp, project_file: Path, name: str) -> None:
    page = upload(open_app("import_data"), file_of(), name)
    assert not page.exception
    folder = project_file.with_name(f"{project_file.name}.files") / "uploads"
    assert [path.name for path in folder.rglob("*.csv")] == ["svar.csv"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"%PDF-1.4", b"a;b\n"])
def test_a_file_that_is_no_survey_is_an_error_in_words_and_can_be_replaced(open_app: OpenApp, content: bytes) -> None:
    page = upload(open_app("import_data"), content)
    assert not page.exception
    assert TEXTS["import_data_unreadable"]["nb"] in shown(page)
    page.button(key="import_data_other_file").click().run()
    assert not page.exception
    assert page.file_uploader


def test_changed_answers_are_shown_and_only_taken_over_when_asked_for(open_app: OpenApp, project_file: Path) -> None:
    page = upload(open_app("import_data"), file_of())
    page.button(key="import_data_compare").click().run()
    page.button(key="import_data_apply").click().run()
    finished(page, project_file, "import")
    upload(page, file_of(["Vi har fått boliger nå", *COMMENTS[1:-1]]))
    page.button(key="import_data_compare").click().run()
    assert [metric.value for metric in page.metric] == ["0", str(len(COMMENTS) - 2), "1", "1"]
    assert page.button(key="import_data_apply").disabled
    page.checkbox(key="import_data_take_changes").check().run()
    page.button(key="import_data_apply").click().run()
    finished(page, project_file, "import")
    with open_project(project_file) as project:
        assert "Vi har fått boliger nå" in project.responses()["text"].tolist()
        assert len(project.responses()) == len(COMMENTS), "what is gone stays unless its box is ticked"


def test_a_job_that_failed_says_why(open_app: OpenApp, project_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = upload(open_app("import_data"), file_of())
    page.button(key="import_data_compare").click().run()

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setattr("textmine.store.importing.Importing.apply", broken)
    page.button(key="import_data_apply").click().run()
    finished(page, project_file, "import")
    assert not page.exception
    assert TEXTS["job_failed_import"]["nb"] in shown(page)
    assert "the disk is on fire" in shown(page)


def test_a_job_that_the_server_did_not_live_to_end_is_told_of(open_app: OpenApp, project_file: Path) -> None:
    folder = project_file.with_name(f"{project_file.name}.files") / "jobs"
    folder.mkdir(parents=True)
    kept = {"name": "import", "by": "admin", "started": "2025-01-01T00:00:00+00:00", "status": "running"}
    (folder / "import.json").write_text(json.dumps(kept), encoding="utf-8")
    page = open_app("import_data")
    assert not page.exception
    assert TEXTS["job_interrupted"]["nb"] in shown(page)
    page.button(key="import_data_dismiss_import").click().run()
    assert TEXTS["job_interrupted"]["nb"] not in shown(page)


def test_survey_text_and_column_names_are_shown_as_text(open_app: OpenApp) -> None:
    evil = EVIL.replace('"', "").replace(";", "")
    rows = [f'{n};"{evil} {text}";"{text} og mer om det samme her"' for n, text in enumerate(COMMENTS)]
    content = "\n".join([f"id;{evil};kommentar", *rows]).encode()
    page = upload(open_app("import_data"), content)
    assert not page.exception
    markdown = [element.value for kind in ("markdown", "caption", "info") for element in getattr(page, kind)]
    assert not [value for value in markdown if "script" in value]


def test_a_coder_may_not_import(open_app: OpenApp, filled: Project) -> None:
    filled.coders.add("kari", "coder", by="admin")
    page = open_app("overview", coder="kari")
    assert "import_data" not in rooms_in_menu(page)
    assert "administration" not in rooms_in_menu(page)


def test_a_file_that_does_not_show_where_the_answers_are_asks_for_it_and_finds_the_rest(open_app: OpenApp) -> None:
    rows = [f"R{n};{2023 + n % 2};{'ja' if n % 3 else 'nei'}" for n in range(1, 13)]
    page = upload(open_app("import_data"), ("\n".join(["respondent;år;svar", *rows]) + "\n").encode())
    assert not page.exception
    assert TEXTS["import_data_which_text"]["nb"] in shown(page)
    assert page.selectbox(key="import_data_text").value is None
    assert [each.key for each in page.button if each.key == "import_data_compare"] == []
    page.selectbox(key="import_data_text").set_value("svar").run()
    assert not page.exception
    assert page.selectbox(key="import_data_wave").value == "år"
    assert page.button(key="import_data_compare")


def test_the_themes_that_were_found_are_shown_with_what_to_do_next(
    open_app: OpenApp,
    project_file: Path,
    toy_encoder: ToyEncoder,
) -> None:
    page = upload(open_app("import_data"), file_of())
    page.button(key="import_data_compare").click().run()
    page.button(key="import_data_apply").click().run()
    finished(page, project_file, "import")
    page.button(key="import_data_find").click().run()
    finished(page, project_file, "discover")
    with open_project(project_file) as project:
        names = [theme.name("nb") for theme in project.codebook().active]
    told = shown(page).replace("\\", "")
    assert TEXTS["import_data_largest"]["nb"] in told
    assert any(f"- {name} " in told for name in names)
    assert TEXTS["import_data_next"]["nb"] in told
    assert "Importert:" not in told, "what came before has been told"
