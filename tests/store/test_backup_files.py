"""What lies beside a project goes with its backup; a backup from elsewhere writes nothing outside its project."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.store.conftest import ids
from textmine.errors import InputError, StoreError
from textmine.store import Project, open_project, restore_project
from textmine.store.archive import DATABASE, PARTS
from textmine.store.backup import copy_database

KEPT = {
    "discovery/discovery-abc/statements.json": b"[]",
    "models/0123/about.json": b"{}",
    "models/0123/heads.npz": bytes(range(256)),
    "waves/4567/coded.jsonl": "æøå\n".encode(),
}
LEFT = (
    "vectors/default/vectors.npy",
    "map/points.npy",
    "reports/report.html",
    "uploads/1/svar.csv",
    "backups/old.zip",
    "jobs/import.json",
    "models/.half/about.json",
    "waves/4567/.coded.jsonl.parts/0.csv",
)


def write(folder: Path) -> None:
    """What a project that has been worked with has beside it."""
    for name in (*KEPT, *LEFT):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(KEPT.get(name, b"x"))


def beside(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_models_runs_and_the_discovery_come_back_and_what_can_be_made_again_does_not(
    project: Project, tmp_path: Path
) -> None:
    write(project.place.folder)
    project.back_up(tmp_path / "copy.zip")
    restore_project(tmp_path / "copy.zip", tmp_path / "again.textmine")
    with open_project(tmp_path / "again.textmine") as again:
        assert beside(again.place.folder) == KEPT
        assert again.place.folder.stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


def test_a_backup_that_is_a_bare_project_file_as_they_were_before_is_restored(project: Project, tmp_path: Path) -> None:
    copy_database(project.place, tmp_path / "old.backup")
    restore_project(tmp_path / "old.backup", tmp_path / "again.textmine")
    with open_project(tmp_path / "again.textmine") as again:
        assert ids(again) == ids(project)
        assert not again.place.folder.exists()


def test_a_project_on_a_server_keeps_its_models_too(
    postgresql: str, server: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with open_project(postgresql) as project:
        write(project.place.folder)
        project.back_up(tmp_path / "copy.zip")
        shutil.rmtree(project.place.folder)
    server.psql("CREATE DATABASE restored_models")  # type: ignore[attr-defined]
    address = server.get_uri("restored_models")  # type: ignore[attr-defined]
    restore_project(tmp_path / "copy.zip", address)
    with open_project(address) as again:
        assert beside(again.place.folder) == KEPT


@pytest.fixture
def backup(project: Project, tmp_path: Path) -> Path:
    write(project.place.folder)
    return project.back_up(tmp_path / "copy.zip")


def names_in(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*")}


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "name",
    [
        "../escaped",
        "files/models/../../../escaped",
        "/tmp/escaped",  # noqa: S108 - nothing is written there
        "files/uploads/1/svar.csv",
        "files/models\\..\\escaped",
        "files/models/C:escaped",
        "files//models/1/about.json",
        "files/models/.hidden/about.json",
        "other",
        DATABASE,
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_backup_with_anything_else_in_it_is_refused_and_writes_nothing(
    backup: Path, tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr(name, "x")
    before = names_in(tmp_path)
    with pytest.raises(InputError, match="is not a backup of textmine"):
        restore_project(backup, tmp_path / "again.textmine")
    assert names_in(tmp_path) == before


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kind", ["cut", "flipped", "no database", "text"])
def test_a_damaged_backup_is_told_of_in_one_line_and_leaves_nothing(backup: Path, tmp_path: Path, kind: str) -> None:
    content = bytearray(backup.read_bytes())
    if kind == "cut":
        backup.write_bytes(content[: len(content) // 2])
    elif kind == "flipped":
        content[2000] ^= 0xFF
        backup.write_bytes(content)
    else:
        with zipfile.ZipFile(backup, "w") as archive:
            archive.writestr(DATABASE if kind == "text" else "files/models/1/about.json", "Kjære dagbok " * 1000)
    before = names_in(tmp_path)
    with pytest.raises((InputError, StoreError)) as told:
        restore_project(backup, tmp_path / "again.textmine")
    assert str(backup) in str(told.value)
    assert "\n" not in str(told.value)
    assert names_in(tmp_path) == before


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_models_that_lie_there_already_are_never_mixed_with_those_of_a_backup(backup: Path, tmp_path: Path) -> None:
    other = tmp_path / "again.textmine.files" / "models" / "9999"
    other.mkdir(parents=True)
    with pytest.raises(InputError, match="holds models of another project"):
        restore_project(backup, tmp_path / "again.textmine")
    assert not (tmp_path / "again.textmine").exists()
    assert other.is_dir()


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_link_among_the_models_does_not_bring_other_files_along(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hemmelig")
    (project.place.folder / "models" / "1").mkdir(parents=True)
    (project.place.folder / "models" / "1" / "about.json").symlink_to(tmp_path / "secret")
    project.back_up(tmp_path / "copy.zip")
    with zipfile.ZipFile(tmp_path / "copy.zip") as archive:
        assert archive.namelist() == [DATABASE]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_backup_opened_as_a_project_says_what_it_is(backup: Path) -> None:
    with pytest.raises(InputError, match=r"is a backup\. Make a project of it first, with textmine restore"):
        open_project(backup)


def test_what_a_backup_takes_along_is_what_the_rooms_write(project: Project) -> None:
    from textmine.jobs import wave_models, wave_run
    from textmine.store import discoveries

    homes = {wave_models._home(project).name, wave_run._home(project).name, discoveries._NAME}
    assert homes == set(PARTS)
