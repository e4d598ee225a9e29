from __future__ import annotations

import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from tests.store.conftest import answers, ids
from tests.store.worker import (
    code,
    code_until_it_fails,
    faults,
    read_acknowledged,
    read_and_write_as_nobody,
    start,
)
from textmine.errors import StoreError
from textmine.store import Project
from textmine.store.backup import copy_database

PROCESSES, EACH, KILLS = 16, 25, 15


@pytest.fixture
def many(project: Project) -> Project:
    """A project with some hundred statements and a coder for each process."""
    texts = tuple(f"Vi mangler tilbud nummer {number}" for number in range(500))
    project.import_responses(answers(texts, wave="2025"), "admin")
    for number in range(PROCESSES):
        project.coders.add(f"koder{number}", by="admin")
    return project


def test_processes_that_write_at_once_lose_and_double_nothing(many: Project, address: str, tmp_path: Path) -> None:
    names = ids(many)[:EACH]
    coders = [f"koder{number}" for number in range(PROCESSES)]
    entries = len(many.history.frame())
    # All code the same statements, so that they meet on the same rows.
    running = [start(code, address, coder, [[name] for name in names], tmp_path / coder) for coder in coders]
    for process in running:
        process.join(300)
    assert [process.exitcode for process in running] == [0] * PROCESSES
    noted = {coder: set(read_acknowledged(tmp_path / coder)) for coder in coders}
    assert all(len(own) == EACH for own in noted.values())
    assert faults(many, {coder: [[name] for name in names] for coder in coders}, noted) == []
    assert len(many.codings_frame()) == PROCESSES * EACH
    assert len(many.history.frame()) == entries + PROCESSES * EACH
    assert many.counts().by_coder == dict.fromkeys(sorted(coders), EACH)


def test_a_process_killed_at_any_moment_leaves_whole_work_and_all_that_was_acknowledged(
    many: Project, address: str, tmp_path: Path
) -> None:
    names, noted, chance = ids(many), tmp_path / "noted", random.Random(0)  # noqa: S311 - sampling, not cryptography
    groups = [names[place : place + 5] for place in range(0, 500, 5)]
    entries = len(many.history.frame())
    for _ in range(KILLS):
        done = set(read_acknowledged(noted))
        process = start(code, address, "kari", [group for group in groups if group[0] not in done], noted)
        until = len(done) + chance.randrange(3)
        while process.is_alive() and len(read_acknowledged(noted)) < until:
            time.sleep(0.002)
        time.sleep(chance.random() / 50)
        process.kill()
        process.join()
        assert process.exitcode in (-signal.SIGKILL, 0)
        assert faults(many, {"kari": groups}, {"kari": set(read_acknowledged(noted))}) == []
    kept = len(read_acknowledged(noted))
    assert kept <= len(many.history.frame()) - entries <= kept + KILLS


def test_what_a_killed_process_had_on_loan_goes_to_others_in_time(
    project: Project, opened: Callable[[], Project]
) -> None:
    first = project.next_statement("kari", minutes=0.02)
    project.close()
    again = opened()
    found = []
    while not found or found[-1] is not None:
        found.append(again.next_statement("ola"))
        if found[-1] is not None:
            again.queue.skip("ola", found[-1].statement_id)
    assert first is not None
    assert first.statement_id in {each.statement_id for each in found if each is not None}


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_disk_that_fills_up_gives_one_line_and_loses_nothing(many: Project, address: str, tmp_path: Path) -> None:
    names = ids(many)
    process = start(code_until_it_fails, address, names, tmp_path / "noted", tmp_path / "told", 400_000)
    process.join(120)
    assert process.exitcode == 0
    told = (tmp_path / "told").read_text(encoding="utf-8")
    assert "what was saved before is safe" in told
    assert told.count("\n") == 0
    kept = set(read_acknowledged(tmp_path / "noted"))
    assert 0 < len(kept) < len(names)
    assert faults(many, {"kari": [[name] for name in names]}, {"kari": kept}) == []
    many.codings.set(names[-1], "T1", "kari")  # there is room again
    assert len(many.codings_frame()) == len(kept) + 1


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_database_that_may_not_grow_says_that_the_disk_is_full(many: Project, opened: Callable[[], Project]) -> None:
    pages = many.place.file.stat().st_size // 4096  # type: ignore[union-attr]

    def limit(connection: sqlite3.Connection, _: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    event.listen(sa.Engine, "connect", limit)
    try:
        full = opened()
        with pytest.raises(StoreError, match="the disk is full"):
            full.codings.set(ids(full), "T1", "kari")
        assert full.codings_frame().empty
        assert full.history.next_undo("kari") == many.history.next_undo("kari")
    finally:
        event.remove(sa.Engine, "connect", limit)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can look into."""
    folder = Path(tempfile.mkdtemp(prefix="textmine-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
@pytest.mark.parametrize("of", ["file", "file and folder"])
def test_a_read_only_project_can_be_read_and_says_so_to_who_writes(
    project: Project, address: str, open_folder: Path, of: str
) -> None:
    copy = open_folder / "project.sqlite"
    copy_database(project.place, copy)
    before = copy.read_bytes()
    copy.chmod(0o444)
    if of == "file and folder":
        open_folder.chmod(0o555)
    told = Path(tempfile.mkdtemp(prefix="textmine-")) / "told"
    told.parent.chmod(0o777)
    process = start(read_and_write_as_nobody, address, str(copy), ids(project)[0], told)
    process.join(120)
    read, refused = told.read_text(encoding="utf-8").split("\n")
    shutil.rmtree(told.parent)
    assert read == f"read {len(ids(project))}"
    assert "the project is read-only. Ask for the right to write" in refused
    assert copy.read_bytes() == before


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_damaged_file_gives_one_line(project: Project, opened: Callable[[], Project]) -> None:
    file = project.place.file
    assert file is not None
    project.close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = bytearray(file.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as caught:
        opened().statements()
    assert "\n" not in str(caught.value)
