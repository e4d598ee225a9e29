from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.conftest import answers, ids, themes_of
from textmine.errors import InputError, StoreError
from textmine.store import Project, open_project, restore_project


def content(project: Project) -> tuple[object, ...]:
    return (
        project.responses().to_csv(),
        project.statements().to_csv(),
        project.codings_frame().to_csv(),
        project.codebook(),
        project.history.frame().to_csv(),
        project.coders.frame().to_csv(),
    )


def restored(backup: Path) -> Project:
    """A project made of a backup, beside it."""
    target = backup.with_name(f"{backup.name}.textmine")
    restore_project(backup, target)
    return open_project(target)


def test_a_backup_becomes_a_project_with_all_in_it(project: Project, tmp_path: Path) -> None:
    project.codings.save(ids(project)[0], ["T1"], "kari")
    project.codebooks.publish("kari")
    backup = project.back_up(tmp_path / "copy")
    with restored(backup) as copy:
        assert content(copy) == content(project)
        assert copy.search("psykolog")["text"].tolist() == project.search("psykolog")["text"].tolist()
        copy.codings.save(ids(copy)[1], ["T2"], "ola")
        copy.history.undo("kari")
    assert backup.stat().st_mode & 0o077 == 0
    assert copy.place.file.stat().st_mode & 0o077 == 0


def test_a_backup_is_taken_while_others_write(project: Project, opened: Callable[[], Project], tmp_path: Path) -> None:
    other = opened()
    other.codings.save(ids(other)[0], ["T1"], "kari")
    project.back_up(tmp_path / "copy")
    other.codings.save(ids(other)[1], ["T1"], "kari")
    with restored(tmp_path / "copy") as copy:
        assert len(copy.codings_frame()) == 1


def test_a_backup_never_overwrites_a_file(project: Project, tmp_path: Path) -> None:
    (tmp_path / "copy").write_text("mitt")
    with pytest.raises(InputError, match="exists already"):
        project.back_up(tmp_path / "copy")
    assert (tmp_path / "copy").read_text() == "mitt"


def test_a_project_on_a_server_goes_to_a_file_and_back(postgresql: str, server: object, tmp_path: Path) -> None:
    with open_project(postgresql) as project:
        project.coders.add("admin")
        project.import_responses(answers(("Vi mangler boliger",), wave="å"), "admin")
        before = content(project)
        project.back_up(tmp_path / "copy")
    server.psql("CREATE DATABASE restored")  # type: ignore[attr-defined]
    address = server.get_uri("restored")  # type: ignore[attr-defined]
    restore_project(tmp_path / "copy", address)
    with open_project(address) as again:
        assert content(again) == before
        assert again.search("bolig")["text"].tolist() == ["Vi mangler boliger"]
        again.coders.add("ny", by="admin")  # ids go on after those that were copied
        again.import_responses(answers(("Mer penger",), wave="ø"), "admin")
        assert len(again.statements()) == 2
    with pytest.raises(InputError, match="holds a project already"):
        restore_project(tmp_path / "copy", address)


def test_restoring_makes_the_project_and_overwrites_nothing(project: Project, tmp_path: Path) -> None:
    project.codings.save(ids(project)[0], ["T1"], "kari")
    project.back_up(tmp_path / "copy")
    restore_project(tmp_path / "copy", tmp_path / "again.sqlite")
    with open_project(tmp_path / "again.sqlite") as again:
        assert themes_of(again) == themes_of(project)
    with pytest.raises(InputError, match="exists already"):
        restore_project(tmp_path / "copy", tmp_path / "again.sqlite")


@pytest.mark.parametrize("kind", ["text", "other database", "cut", "missing"])
def test_what_is_no_backup_is_refused_and_nothing_is_left(empty_file: Path, tmp_path: Path, kind: str) -> None:
    backup = tmp_path / "copy"
    if kind == "text":
        backup.write_text("Kjære dagbok " * 1000)
    elif kind == "other database":
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("CREATE TABLE dagbok (dag)")
    elif kind == "cut":
        backup.write_bytes(empty_file.read_bytes()[:40_000])
    with pytest.raises((InputError, StoreError)):
        restore_project(backup, tmp_path / "new.sqlite")
    assert [path.name for path in tmp_path.iterdir()] == ([] if kind == "missing" else ["copy"])


def test_a_backup_is_restored_by_a_path_from_where_one_stands(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.back_up(tmp_path / "copy")
    monkeypatch.chdir(tmp_path)
    restore_project("copy", "again.sqlite")
    with open_project("again.sqlite") as again:
        assert ids(again) == ids(project)
