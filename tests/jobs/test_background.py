from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from textmine.errors import InputError, TextmineError
from textmine.jobs.background import Jobs, Progress


@pytest.fixture
def jobs(tmp_path: Path) -> Jobs:
    return Jobs(tmp_path / "jobs")


def nothing(progress: Progress) -> dict[str, Any]:
    return {}


def test_a_job_runs_and_its_result_is_kept(jobs: Jobs, tmp_path: Path) -> None:
    jobs.start("import", "kari", lambda progress: {"new": 3})  # noqa: ARG005 - called with them
    job = jobs.wait("import", 20)
    assert job is not None
    assert (job.status, job.by, job.result, job.problem) == ("done", "kari", {"new": 3}, "")
    assert jobs.running() == []
    assert Jobs(tmp_path / "jobs").get("import") == job, "another server on the same project knows it too"


def test_progress_is_seen_while_it_runs(jobs: Jobs) -> None:
    told, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> dict[str, Any]:
        progress("encode", 5, 10)
        told.set()
        go_on.wait(20)
        return {}

    jobs.start("discover", "kari", work)
    assert told.wait(20)
    (job,) = jobs.running()
    assert (job.status, job.step, job.done, job.total) == ("running", "encode", 5, 10)
    go_on.set()
    ended = jobs.wait("discover", 20)
    assert ended is not None
    assert ended.status == "done"


def test_one_job_of_a_name_runs_at_a_time_and_those_of_other_names_beside_it(jobs: Jobs) -> None:
    go_on = threading.Event()

    def wait(progress: Progress) -> dict[str, Any]:
        go_on.wait(20)
        return {}

    jobs.start("import", "kari", wait)
    with pytest.raises(TextmineError, match="kari"):
        jobs.start("import", "ola", nothing)
    jobs.start("report", "ola", nothing)
    assert jobs.wait("report", 20).status == "done"  # type: ignore[union-attr]
    jobs.forget("import")
    assert [job.name for job in jobs.running()] == ["import"], "what runs cannot be forgotten"
    go_on.set()
    jobs.wait("import", 20)
    jobs.start("import", "ola", nothing)
    assert jobs.wait("import", 20).by == "ola"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("error", "problem"),
    [(InputError("it is empty", "Fill it"), "it is empty. Fill it."), (RuntimeError("two\nlines"), "two lines")],
)
def test_a_job_that_fails_says_why_in_one_line(jobs: Jobs, error: Exception, problem: str) -> None:
    def work(progress: Progress) -> dict[str, Any]:
        raise error

    jobs.start("import", "kari", work)
    job = jobs.wait("import", 20)
    assert job is not None
    assert job.status == "failed"
    assert problem in job.problem
    assert "\n" not in job.problem


def test_a_job_that_the_server_did_not_live_to_end_is_interrupted(jobs: Jobs, tmp_path: Path) -> None:
    go_on = threading.Event()

    def work(progress: Progress) -> dict[str, Any]:
        go_on.wait(20)
        return {}

    jobs.start("import", "kari", work)
    after_restart = Jobs(tmp_path / "jobs").get("import")
    go_on.set()
    jobs.wait("import", 20)
    assert after_restart is not None
    assert after_restart.status == "interrupted"


def test_a_forgotten_job_is_gone_after_a_restart_too(jobs: Jobs, tmp_path: Path) -> None:
    jobs.start("import", "kari", nothing)
    jobs.wait("import", 20)
    jobs.forget("import")
    assert jobs.get("import") is None
    assert Jobs(tmp_path / "jobs").get("import") is None


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"odd": 1})])
def test_a_damaged_note_of_a_job_is_as_none(jobs: Jobs, tmp_path: Path, content: str) -> None:
    (tmp_path / "jobs").mkdir()
    (tmp_path / "jobs" / "import.json").write_text(content, encoding="utf-8")
    assert jobs.get("import") is None


def test_a_job_is_done_though_its_note_cannot_be_written(tmp_path: Path) -> None:
    blocked = tmp_path / "jobs"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    jobs = Jobs(blocked)
    jobs.start("import", "kari", nothing)
    assert jobs.wait("import", 20).status == "done"  # type: ignore[union-attr]
