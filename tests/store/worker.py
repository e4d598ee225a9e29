"""What runs in processes of its own in tests and benchmarks of the store, and what to look for afterwards."""

from __future__ import annotations

import multiprocessing
import os
import resource
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

from textmine.errors import TextmineError
from textmine.store import Project, open_project

NOBODY = 65534


def processes() -> ForkServerContext:
    """Fresh processes that start quickly, since one has imported the room for all."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.store.worker", "pandas", "psycopg", "sqlalchemy.dialects.sqlite"])
    return context


def start(target: Any, *arguments: Any) -> ForkServerProcess:
    process = processes().Process(target=target, args=arguments)
    # A process of its own runs the main module first, and the tests of the app leave a page there.
    with patch.dict(sys.modules, {"__main__": ModuleType("__main__")}):
        process.start()
    return process


def code(address: str, coder: str, groups: Sequence[Sequence[str]], acknowledged: Path) -> None:
    """Put T1 on group after group of statements; note each group, and its seconds, once it is saved."""
    note = os.open(acknowledged, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    with open_project(address) as project:
        for group in groups:
            started = time.perf_counter()
            project.codings.set(list(group), "T1", coder)
            os.write(note, f"{group[0]} {time.perf_counter() - started}\n".encode())


def code_until_it_fails(address: str, names: Sequence[str], acknowledged: Path, message: Path, room: int) -> None:
    """Code as ``code`` does, on a disk that has room for so many bytes more; write down what the user is told."""
    file = Path(address)
    sizes = [path.stat().st_size for path in file.parent.glob(f"{file.name}*") if path.is_file()]
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(sizes) + room,) * 2)
    note = os.open(acknowledged, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    try:
        with open_project(address) as project:
            for name in names:
                project.codings.set(name, "T1", "kari", memo="x" * 2000)
                os.write(note, f"{name} 0\n".encode())
    except TextmineError as error:
        message.write_text(str(error), encoding="utf-8")


def read_and_write_as_nobody(rehearsal: str, address: str, statement: str, message: Path) -> None:
    """Read the project and try to code, without the right to write to it; write down what came of it.

    The rehearsal is another project, to import all that is needed while it may be read.
    """
    with open_project(rehearsal) as project:
        project.statements()
        project.codings.set(statement, "T1", "kari")
    if os.geteuid() == 0:
        os.setuid(NOBODY)
    told = []
    try:
        with open_project(address) as project:
            told.append(f"read {len(project.statements())}")
            project.codings.set(statement, "T1", "kari")
            told.append("written")
    except TextmineError as error:
        told.append(str(error))
    message.write_text("\n".join(told), encoding="utf-8")


def read_acknowledged(file: Path) -> dict[str, float]:
    """First statement of each group that was saved, with the seconds it took."""
    lines = file.read_text().splitlines() if file.exists() else []
    return {name: float(seconds) for name, seconds in (line.split() for line in lines)}


Groups = dict[str, Sequence[Sequence[str]]]


def faults(project: Project, groups: Groups, acknowledged: dict[str, set[str]]) -> list[str]:
    """What is wrong after coders were interrupted: lost, doubled or half-done work; nothing where all is well.

    Parameters
    ----------
    project : Project
    groups : dict of coder to list of groups of statement ids
    acknowledged : dict of coder to set of first statement ids
    """
    frame = project.codings_frame()
    found = [f"doubled: {len(frame)}"] if frame.duplicated(["statement_id", "theme_id", "coder"]).any() else []
    entries = set(project.history.frame()["id"])
    found += [f"no log entry for {version}" for version in sorted(set(frame["version"]) - entries)]
    for coder, own in groups.items():
        there = set(frame["statement_id"][frame["coder"] == coder])
        found += [f"{coder} lost {name}" for name in sorted(acknowledged[coder] - there)]
        found += [f"{coder} half of {group[0]}" for group in own if 0 < len(there & set(group)) < len(group)]
        read = {name for name in there if not project.codings.seen(name, coder).finished} if len(there) < 50 else set()
        found += [f"{coder} coded {name} without having read it" for name in read]
    return found + list(_file_faults(project))


def _file_faults(project: Project) -> Iterator[str]:
    if project.place.file is None:
        return
    with closing(sqlite3.connect(project.place.file)) as connection:
        for pragma in ("integrity_check", "foreign_key_check"):
            yield from (f"{pragma}: {row}" for row in connection.execute(f"PRAGMA {pragma}") if row != ("ok",))
        try:
            connection.execute("INSERT INTO statement_words(statement_words, rank) VALUES ('integrity-check', 1)")
        except sqlite3.Error as error:
            yield f"full-text index: {error}"
