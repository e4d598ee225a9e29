"""A project: what people and models decided about the answers of a survey, kept in one database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from textmine.coding.agreement import Agreement
from textmine.coding.codebook import Codebook
from textmine.coding.codings import CodingStatus
from textmine.errors import StoreError
from textmine.store import backup
from textmine.store.approved import Quotes
from textmine.store.batches import Batches
from textmine.store.boundaries import Boundaries
from textmine.store.codebooks import Codebooks
from textmine.store.coders import Coders
from textmine.store.codings import Codings
from textmine.store.database import Database
from textmine.store.discoveries import Discoveries
from textmine.store.figures import Counts, Figures
from textmine.store.glances import Glances
from textmine.store.history import History
from textmine.store.importing import Importing, ImportPlan
from textmine.store.leases import Mode, Next, Queue
from textmine.store.meaning import Meaning
from textmine.store.places import Place, place_of
from textmine.store.responses import Responses
from textmine.store.search import Filters, Search
from textmine.store.settings import Settings, Waves
from textmine.store.suggestions import Suggestions

if TYPE_CHECKING:
    import pandas as pd


def _now() -> datetime:
    return datetime.now(UTC)


class Project:
    """Rooms of a project; made by `open_project`, and closed by ``close`` or at the end of ``with``.

    Attributes
    ----------
    place : Place
        Where it lies.
    migration_backup : Path or None
        The backup that opening made, where the project was of an older textmine.
    importing, boundaries, codebooks, codings, suggestions, discoveries, queue, batches, quotes, coders, waves,
    settings, history
        What can be read and written; every decision is one transaction with its entry in the log.
    meaning, figures, glances
        What is worked out from it.
    """

    def __init__(self, place: Place, *, create: bool = False, clock: Callable[[], datetime] = _now) -> None:
        database = Database(place, create=create, clock=clock)
        self._db = database
        self.place = place
        self.migration_backup: Path | None = database.migration_backup
        self._responses = Responses(database)
        self.importing = Importing(database)
        self.boundaries = Boundaries(database)
        self.codebooks = Codebooks(database)
        self.codings = Codings(database)
        self.suggestions = Suggestions(database)
        self.discoveries = Discoveries(database)
        self.queue = Queue(database)
        self.batches = Batches(database)
        self.quotes = Quotes(database)
        self.meaning = Meaning(database)
        self.figures = Figures(database)
        self.glances = Glances(database)
        self._search = Search(database)
        self.coders = Coders(database)
        self.waves = Waves(database)
        self.settings = Settings(database)
        self.history = History(database)

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the database back; the project cannot be used afterwards."""
        self._db.close()

    def responses(self) -> pd.DataFrame:
        """One row a response: response_id, respondent, wave, question, text, language, and the attributes."""
        return self._responses.frame()

    def statements(self, *, attributes: bool = False) -> pd.DataFrame:
        """One row a statement; see `textmine.store.responses.Responses.statements`."""
        return self._responses.statements(attributes=attributes)

    def vector_texts(self) -> tuple[list[str], list[str]]:
        """Statement ids, and the texts their vectors are made from."""
        return self._responses.vector_texts()

    def codings_frame(self, status: CodingStatus | None = None, *, seen_by: str | None = None) -> pd.DataFrame:
        """One row a coding; see `textmine.store.codings.Codings.frame`."""
        return self.codings.frame(status, seen_by=seen_by)

    def codebook(self, version: int | None = None) -> Codebook:
        """The draft of the codebook, or a published version."""
        return self.codebooks.get(version)

    def import_responses(
        self, frame: pd.DataFrame, coder: str, source: str = "", question: str = "", *, changes: bool = False
    ) -> ImportPlan:
        """Compare answers with the project, take over new ones, and changed ones only if told to; the plan tells."""
        plan = self.importing.plan(frame, source, question)
        self.importing.apply(plan, coder, changes=changes)
        return plan

    def search(
        self,
        query: str = "",
        filters: Filters | None = None,
        *,
        limit: int | None = 100,
        offset: int = 0,
        seen_by: str | None = None,
    ) -> pd.DataFrame:
        """Statements by their words; see `textmine.store.search.Search.text`, and ``meaning.search`` for the other."""
        return self._search.text(query, filters, limit=limit, offset=offset, seen_by=seen_by)

    def search_count(self, query: str = "", filters: Filters | None = None, *, seen_by: str | None = None) -> int:
        """How many statements `search` would find without a limit."""
        return self._search.count(query, filters, seen_by=seen_by)

    def next_statement(self, coder: str, mode: Mode = "uncertain", **wanted: Any) -> Next | None:
        """The next statement for a coder; see `textmine.store.leases.Queue.next_statement`."""
        return self.queue.next_statement(coder, mode, **wanted)

    def counts(self) -> Counts:
        """How far the coding has come."""
        return self.figures.counts()

    def agreement(self, coders: Sequence[str] | None = None, *, batch: int | None = None, seed: int = 0) -> Agreement:
        """How far coders agree; see `textmine.store.figures.Figures.agreement`."""
        return self.figures.agreement(coders, number=batch, seed=seed)

    def check(self) -> None:
        """Read the project's file from end to end; a server looks after its own.

        Raises
        ------
        StoreError
            If the file is damaged.
        """
        file = self.place.file
        if file is None:
            return
        try:
            backup.check_file(file, file)
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{file}: the project file is damaged ({error}). Use an earlier backup.") from error

    def back_up(self, target: str | Path) -> Path:
        """Copy the project as it is now to one ZIP file, models and runs with it, while others go on working."""
        return backup.back_up(self.place, Path(target))


def restore_project(file: str | Path, url_or_path: str | Path) -> None:
    """Make a project out of a backup, where there is none; see `textmine.store.backup.restore`."""
    backup.restore(Path(file), place_of(url_or_path))


def open_project(url_or_path: str | Path, create: bool = False, *, clock: Callable[[], datetime] = _now) -> Project:
    """Open a project.

    Parameters
    ----------
    url_or_path : str or Path
        A SQLite file, or ``postgresql://user@host/database``.
    create : bool
        Make the project where there is none; without it a path that does not exist is an error.
    clock : callable
        Gives the time, with time zone.

    Returns
    -------
    Project
        A project of an older textmine is backed up and then migrated.

    Raises
    ------
    InputError
        If there is no project, a newer textmine made it, or it is a file on a network drive.
    StoreError
        If the file or the server cannot be used.
    """
    return Project(place_of(url_or_path), create=create, clock=clock)
