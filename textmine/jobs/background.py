"""Long work behind a page: a thread a job, progress that any page can look at, an end that outlives the server."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol

from textmine.errors import TextmineError
from textmine.report.files import written_whole

Status = Literal["running", "done", "failed", "interrupted"]
_LOG = logging.getLogger(__name__)


class Progress(Protocol):
    """What a job calls to say how far it has come."""

    def __call__(self, step: str, done: int = 0, total: int = 0) -> None:
        """Say which step is under way; ``total`` is 0 where nobody knows how long it takes."""


def silent(step: str, done: int = 0, total: int = 0) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True)
class Job:
    """What is known of a job.

    Attributes
    ----------
    name : str
        Kind of work; one of a kind runs at a time.
    by : str
        Coder who started it.
    started : str
        ISO 8601, UTC.
    status : {"running", "done", "failed", "interrupted"}
        ``interrupted``: the server stopped while it ran.
    step : str
        Step under way.
    done, total : int
        Progress of the step.
    result : dict
        What the work returned.
    problem : str
        Why it failed, in one line.
    """

    name: str
    by: str
    started: str
    status: Status = "running"
    step: str = ""
    done: int = 0
    total: int = 0
    result: dict[str, Any] = field(default_factory=dict)
    problem: str = ""


class Jobs:
    """Jobs of one project.

    Parameters
    ----------
    folder : Path
        Keeps the last job of each kind, one small file each; made when the first job starts.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._threads: dict[str, threading.Thread] = {}

    def start(self, name: str, by: str, work: Callable[[Progress], dict[str, Any]]) -> Job:
        """Begin a job.

        Parameters
        ----------
        name : str
        by : str
        work : callable
            Does it, given a callable to report progress to, and returns what JSON can hold. It must be whole or not
            at all by itself: the server may stop at any time.

        Raises
        ------
        TextmineError
            If one of that name runs already.
        """
        job = Job(name, by, datetime.now(UTC).isoformat(timespec="seconds"))
        with self._lock:
            running = self._jobs.get(name)
            if running is not None and running.status == "running":
                raise TextmineError(f"{running.by} started the same at {running.started}. Wait until it is done.")
            self._keep(job)
            self._jobs[name] = job
            thread = threading.Thread(target=self._run, args=(job, work), name=f"textmine-{name}", daemon=True)
            self._threads[name] = thread
        thread.start()
        return job

    def get(self, name: str) -> Job | None:
        """The last job of a name; None where there has been none, or it has been forgotten."""
        with self._lock:
            return self._jobs.get(name) or self._kept(name)

    def running(self) -> list[Job]:
        """The jobs under way."""
        with self._lock:
            return [job for job in self._jobs.values() if job.status == "running"]

    def wait(self, name: str, seconds: float | None = None) -> Job | None:
        """The job, once it has ended or the time is over."""
        thread = self._threads.get(name)
        if thread is not None:
            thread.join(seconds)
        return self.get(name)

    def forget(self, name: str) -> None:
        """Let an ended job go."""
        with self._lock:
            job = self._jobs.get(name)
            if job is None or job.status != "running":
                self._jobs.pop(name, None)
                self._file(name).unlink(missing_ok=True)

    def _run(self, job: Job, work: Callable[[Progress], dict[str, Any]]) -> None:
        def progress(step: str, done: int = 0, total: int = 0) -> None:
            with self._lock:
                self._jobs[job.name] = replace(self._jobs[job.name], step=step, done=done, total=total)

        try:
            result = work(progress)
        except TextmineError as error:
            self._end(job.name, status="failed", problem=str(error))
        except Exception as error:  # a thread has nobody above it to report to
            _LOG.exception("the job %s failed", job.name)
            self._end(job.name, status="failed", problem=f"{type(error).__name__}: {' '.join(str(error).split())}")
        else:
            self._end(job.name, status="done", result=result)

    def _end(self, name: str, **values: Any) -> None:
        with self._lock:
            ended = replace(self._jobs[name], **values)
            self._jobs[name] = ended
            self._keep(ended)

    def _file(self, name: str) -> Path:
        return self._folder / f"{name}.json"

    def _keep(self, job: Job) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with written_whole(self._file(job.name)) as temporary:
                temporary.write_text(json.dumps(asdict(job), ensure_ascii=False), encoding="utf-8")
        except (OSError, TextmineError) as error:
            # The work itself matters more than its note.
            _LOG.warning("the state of the job %s cannot be kept: %s", job.name, error)

    def _kept(self, name: str) -> Job | None:
        try:
            job = Job(**json.loads(self._file(name).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return replace(job, status="interrupted") if job.status == "running" else job
