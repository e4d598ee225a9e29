from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from app.i18n import TEXTS
from tests.app.conftest import EVIL, OpenApp, answers, go, shown
from textmine.store import Project


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_page_is_drawn_in_every_language(open_app: OpenApp, language: str) -> None:
    page = open_app("administration")
    page.selectbox(key="language").set_value(language).run()
    assert not page.exception
    labels = [tab.label for tab in page.tabs]
    assert labels == [TEXTS[f"administration_{name}"][language] for name in ("coders", "settings", "backup", "log")]


# Coders


def submit(page, label: str):
    (button,) = (each for each in page.button if each.label == TEXTS[label]["nb"])
    return button.click().run()


def test_a_coder_is_added_and_her_role_changed(open_app: OpenApp, filled: Project) -> None:
    page = open_app("administration")
    page.text_input(key="administration_name").set_value(" Kari@Example.no ")
    page.selectbox(key="administration_role").set_value("coder")
    submit(page, "administration_save_coder")
    assert not page.exception
    assert filled.coders.role("kari@example.no") == "coder"
    page.text_input(key="administration_name").set_value("kari@example.no")
    page.selectbox(key="administration_role").set_value("reviewer")
    submit(page, "administration_save_coder")
    assert filled.coders.role("kari@example.no") == "reviewer"


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", ["", "model:x"])
def test_a_name_that_cannot_be_used_is_refused_in_words_and_stays_in_its_field(open_app: OpenApp, name: str) -> None:
    page = open_app("administration")
    page.text_input(key="administration_name").set_value(name)
    submit(page, "administration_save_coder")
    assert not page.exception
    assert TEXTS["not_done"]["nb"] in shown(page)
    assert page.text_input(key="administration_name").value == name


def test_a_coder_loses_her_access(open_app: OpenApp, filled: Project) -> None:
    filled.coders.add("kari", "coder", by="admin")
    page = open_app("administration")
    page.selectbox(key="administration_remove_who").set_value("kari")
    submit(page, "administration_remove")
    assert not page.exception
    assert filled.coders.role("kari") is None


def test_the_last_administrator_cannot_leave_the_project_without_one(open_app: OpenApp, filled: Project) -> None:
    page = open_app("administration")
    page.text_input(key="administration_name").set_value("admin")
    page.selectbox(key="administration_role").set_value("reader")
    submit(page, "administration_save_coder")
    assert TEXTS["not_done"]["nb"] in shown(page)
    assert filled.coders.role("admin") == "admin"


# Settings


def test_settings_are_saved(open_app: OpenApp, filled: Project) -> None:
    page = open_app("administration")
    page.text_input(key="administration_title").set_value("Brukerundersøkelsen")
    page.number_input(key="administration_suppression_threshold").set_value(7)
    submit(page, "save")
    assert not page.exception
    assert filled.settings.get("title") == "Brukerundersøkelsen"
    assert filled.settings.get("suppression_threshold") == 7


def test_what_somebody_else_saved_meanwhile_is_not_overwritten_and_what_was_typed_is_shown(
    open_app: OpenApp, filled: Project
) -> None:
    page = open_app("administration")
    filled.coders.add("kari", "admin", by="admin")
    filled.settings.set("title", "Karis navn", "kari")
    page.text_input(key="administration_title").set_value("Mitt navn")
    submit(page, "save")
    assert not page.exception
    assert filled.settings.get("title") == "Karis navn"
    assert TEXTS["conflict"]["nb"] in shown(page)
    assert "kari" in shown(page)
    assert "Mitt navn" in [code.value for code in page.code]
    assert page.text_input(key="administration_title").value == "Mitt navn"


def test_what_the_user_did_not_touch_is_no_conflict(open_app: OpenApp, filled: Project) -> None:
    page = open_app("administration")
    filled.coders.add("kari", "admin", by="admin")
    filled.settings.set("title", "Karis navn", "kari")
    page.number_input(key="administration_suppression_threshold").set_value(7)
    submit(page, "save")
    assert filled.settings.get("title") == "Karis navn"
    assert filled.settings.get("suppression_threshold") == 7


# Backup


def test_a_backup_is_taken_and_offered_to_those_who_may_take_data_out(
    open_app: OpenApp, filled: Project, project_file: Path
) -> None:
    page = open_app("administration")
    page.button(key="administration_make_backup").click().run()
    assert not page.exception
    folder = project_file.with_name(f"{project_file.name}.files") / "backups"
    (backup,) = folder.glob("*.zip")
    assert zipfile.is_zipfile(backup)
    assert page.toast[0].value.startswith("Kopien er tatt")
    assert f"textmine restore {backup}" in page.code[0].value
    assert page.get("download_button")
    filled.settings.set("export_roles", ["reviewer"], "admin")
    page.run()
    assert not page.get("download_button")
    assert TEXTS["administration_no_export"]["nb"] in shown(page)


def test_backups_of_old_are_listed_beside_those_of_today(
    open_app: OpenApp,
    filled: Project,
    project_file: Path,
) -> None:
    folder = project_file.with_name(f"{project_file.name}.files") / "backups"
    folder.mkdir(parents=True)
    (folder / "survey-2025-01-01-120000.backup").write_bytes(b"x")
    page = open_app("administration")
    page.button(key="administration_make_backup").click().run()
    assert len(page.selectbox(key="administration_file").options) == 2


# The log


def test_the_log_shows_what_was_done_in_words_with_undo_and_redo(open_app: OpenApp, filled: Project) -> None:
    statement = filled.statements()["statement_id"][0]
    filled.codings.save(statement, ["T1"], "admin")
    page = open_app("administration")
    log = next(frame.value for frame in page.dataframe if "about" in frame.value)
    assert log["what"].iloc[0] == TEXTS["changes_action_coding_save"]["nb"]
    page.button(key="administration_undo_last").click().run()
    assert not page.exception
    assert not filled.codings.values(statements=[statement])
    page.button(key="administration_redo_last").click().run()
    assert [coding.theme_id for coding in filled.codings.values(statements=[statement])] == ["T1"]


def test_the_log_names_themes_roles_and_what_was_undone(open_app: OpenApp, filled: Project) -> None:
    statement = filled.statements()["statement_id"][0]
    filled.codings.save(statement, ["T1"], "admin")
    filled.history.undo("admin")
    filled.coders.add("kari", "reviewer", by="admin")
    filled.settings.set("export_roles", ["admin"], "admin")
    page = open_app("administration")
    log = next(frame.value for frame in page.dataframe if "about" in frame.value)
    assert log["what"].tolist()[2] == "Angret: Koding"
    assert log["about"].tolist()[:4] == [
        "innstilling: hvem kan laste ned data",
        "koder: kari, rolle: Faglig ansvarlig",
        f"utsagn: {statement}, temaer: «Bolig»",
        f"utsagn: {statement}, temaer: «Bolig»",
    ]


def test_an_earlier_entry_can_be_undone_by_itself(open_app: OpenApp, filled: Project) -> None:
    first, second = filled.statements()["statement_id"][:2]
    filled.codings.save(first, ["T1"], "admin")
    filled.codings.save(second, ["T2"], "admin")
    page = open_app("administration")
    page.session_state["administration_log"] = {"selection": {"rows": [1], "columns": [], "cells": []}}
    page.run()
    page.button(key="administration_undo_entry").click().run()
    assert not page.exception
    assert not filled.codings.values(statements=[first])
    assert filled.codings.values(statements=[second])


def test_the_log_is_shown_a_page_at_a_time_and_by_coder(open_app: OpenApp, filled: Project) -> None:
    filled.coders.add("kari", "coder", by="admin")
    for statement in filled.statements()["statement_id"][:15]:
        filled.codings.save(statement, ["T1"], "kari")
        filled.codings.save(statement, ["T2"], "kari")
    page = open_app("administration")
    log = next(frame.value for frame in page.dataframe if "about" in frame.value)
    assert len(log) == 25
    page.selectbox(key="administration_log_of").set_value("admin").run()
    log = next(frame.value for frame in page.dataframe if "about" in frame.value)
    assert set(log["coder"]) == {"admin"}


def test_names_in_the_log_and_among_coders_are_cells_and_never_markup(open_app: OpenApp, filled: Project) -> None:
    filled.coders.add(EVIL.casefold(), "coder", by="admin", full_name=EVIL)
    filled.import_responses(answers(["Noe annet her"], wave="2025"), "admin", EVIL)
    page = go(open_app("overview"), "administration")
    assert not page.exception
    assert "script" not in shown(page)
