from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from textmine.errors import InputError, StoreError
from textmine.store import open_project, restore_project, schema
from textmine.store.engine import make_engine
from textmine.store.places import file_system, place_of, refuse_network
from textmine.store.tables import metadata


def old_project(address: str) -> None:
    """A project as the first step left it, with an answer in it."""
    engine = make_engine(place_of(address))
    with engine.begin() as connection:
        schema.upgrade_to(connection, "0001")
        for sql in (
            "INSERT INTO coder VALUES ('kari', 'Kari', 'person', 'admin', '{}', 1, false)",
            "INSERT INTO wave VALUES ('2024', 0, false, '', 1, false)",
            "INSERT INTO response"
            " (id, response_id, question, wave, respondent, text, language, attributes, version, removed)"
            " VALUES (1, '2024-1', '', '2024', '1', 'Vi mangler boliger', 'nb', '{}', 1, false)",
            'INSERT INTO statement (id, statement_id, response, start, "end", text, context, words, version, removed)'
            " VALUES (1, '2024-1.1', 1, 0, 18, 'Vi mangler boliger', '', 'vi mangler boliger', 1, false)",
        ):
            connection.exec_driver_sql(sql)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address where there is nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if request.param == "sqlite":
        return str(tmp_path / "project.sqlite")
    server = request.getfixturevalue("server")
    name = f"nothing_{abs(hash(request.node.nodeid))}"
    server.psql(f"CREATE DATABASE {name}")
    return str(server.get_uri(name))


def test_the_newest_step_is_the_one_the_code_expects() -> None:
    steps = ScriptDirectory(str(Path(schema.__file__).with_name("migrations")))
    assert steps.get_heads() == [schema.HEAD]


def test_the_steps_make_the_tables_that_the_code_uses(nothing: str) -> None:
    open_project(nothing, create=True).close()
    engine = make_engine(place_of(nothing))
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    # The full-text index is each database's own.
    assert [each for each in map(str, differences) if "statement_words" not in each and "search" not in each] == []


def test_an_older_project_is_backed_up_and_migrated(nothing: str) -> None:
    old_project(nothing)
    with open_project(nothing) as project:
        assert project.search("bolig")["statement_id"].tolist() == ["2024-1.1"]
        project.coders.add("ola", by="kari")
        backup = project.migration_backup
    assert backup is not None
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert connection.execute("SELECT text FROM statement").fetchone() == ("Vi mangler boliger",)
    with open_project(nothing) as again:
        assert again.migration_backup is None
    with open_project(backup) as old:
        assert old.search("bolig")["statement_id"].tolist() == ["2024-1.1"]


def test_a_project_of_a_newer_textmine_is_refused_and_left_alone(nothing: str) -> None:
    open_project(nothing, create=True).close()
    engine = make_engine(place_of(nothing))
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(InputError, match="made by a newer textmine"):
        open_project(nothing)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one() == "9999"
    engine.dispose()


def test_another_programs_database_is_refused_and_left_alone(nothing: str) -> None:
    engine = make_engine(place_of(nothing))
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE dagbok (dag TEXT)"))
    with pytest.raises(InputError, match="database of another program"):
        open_project(nothing, create=True)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == ["dagbok"]
    engine.dispose()


def test_an_empty_database_is_no_project_unless_one_is_to_be_made(nothing: str) -> None:
    place = place_of(nothing)
    if place.file:
        place.file.touch()
    with pytest.raises(InputError, match="no project here"):
        open_project(nothing)
    open_project(nothing, create=True).close()
    open_project(nothing).close()


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "svar.csv"
    file.write_text("id;tekst\n" * 500)
    with pytest.raises(InputError, match="not a project"):
        open_project(file, create=True)
    assert file.read_text() == "id;tekst\n" * 500


def test_a_server_that_does_not_answer_gives_one_line_without_the_password() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_project("postgresql://kari:hemmelig@127.0.0.1:9/x")
    assert "hemmelig" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("mysql://x/y", "mysql:// is no project's address"),
        ("/", "is a folder"),
        ("postgresql://vert:port/db", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(address: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        place_of(address)


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs", "9p"])
def test_a_network_drive_is_refused(tmp_path: Path, kind: str) -> None:
    mounts = tmp_path / "mounts"
    share = tmp_path / "felles mappe"
    lines = ["/dev/sda / ext4 rw 0 0", f"server:/x {str(share).replace(' ', chr(92) + '040')} {kind} rw 0 0"]
    mounts.write_text("\n".join(lines) + "\n")
    with pytest.raises(InputError, match=rf"network drive \({kind}\)"):
        refuse_network(share / "prosjekt" / "p.sqlite", mounts)
    refuse_network(tmp_path / "p.sqlite", mounts)
    assert file_system(share / "p.sqlite", mounts) == kind


def test_a_link_to_a_network_drive_is_refused_too(tmp_path: Path) -> None:
    (tmp_path / "share").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "share")
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path / 'share'} nfs rw 0 0\n")
    with pytest.raises(InputError, match="network drive"):
        refuse_network(tmp_path / "link" / "p.sqlite", mounts)


def test_where_nobody_tells_the_mounts_no_drive_is_refused(tmp_path: Path) -> None:
    refuse_network(tmp_path / "p.sqlite", tmp_path / "none")


def test_a_file_of_another_program_is_left_as_it_is_to_the_last_byte(tmp_path: Path) -> None:
    file = tmp_path / "annet.sqlite"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE dagbok (dag)")
    before = file.read_bytes()
    with pytest.raises(InputError, match="another program"):
        open_project(file, create=True)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("sql", "problem"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "newer textmine"),
        ("DELETE FROM alembic_version", "does not say which textmine made it"),
    ],
)
def test_a_backup_that_could_not_be_opened_is_not_restored(
    empty_file: Path, nothing: str, tmp_path: Path, sql: str, problem: str
) -> None:
    backup = tmp_path / "copy"
    backup.write_bytes(empty_file.read_bytes())
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute(sql)
    with pytest.raises(InputError, match=problem):
        restore_project(backup, nothing)
    with pytest.raises(InputError, match="no project here"):
        open_project(nothing)
