"""Long work in a process of its own, so that the app stays quick meanwhile; progress comes back line by line.

Run as ``python -m textmine.jobs.worker KIND`` with arguments as JSON on standard input: an address may hold a
password, which a command line would show to everybody on the machine.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from textmine.errors import TextmineError
from textmine.jobs.background import Progress
from textmine.jobs.project import discover_project, import_as_shown
from textmine.jobs.reports import make_report
from textmine.report.lacks import in_words
from textmine.report.plan import plan_of
from textmine.report.publish import CHARTS
from textmine.report.words import LANGUAGES

_RESULT, _PROBLEM = "result", "problem"


def discover(progress: Progress, **arguments: Any) -> dict[str, Any]:
    """Find themes; see `discover_project`."""
    return asdict(discover_project(progress=progress, **arguments))


def report(
    progress: Progress,
    *,
    project: str,
    out: str,
    plan: str,
    formats: Sequence[str],
    language: str,
    weight: str = "",
    template: str = "",
) -> dict[str, Any]:
    """Write a report into a folder of its own, where none of an earlier one stays; see `make_report`."""
    folder = Path(out)
    made = make_report(
        None,
        folder,
        project=project,
        formats=formats,
        language=language,
        template=Path(template) if template else None,
        chapters=plan_of(plan.encode(), "chapters"),
        weight=weight,
        progress=progress,
    )
    for old in folder.glob("report.*"):
        if old not in made.files:
            old.unlink()
    if "md" not in formats:
        shutil.rmtree(folder / f"report{CHARTS}", ignore_errors=True)
    return {
        "files": [file.name for file in made.files],
        "language": language,
        "lacks": {each: [in_words(lack, each) for lack in made.lacks] for each in LANGUAGES},
        "without_quotes": made.without_quotes,
    }


def train(progress: Progress, **arguments: Any) -> dict[str, Any]:
    """Train a classifier; see `train_in_project`."""
    from textmine.jobs.wave_models import train_in_project

    return train_in_project(progress, **arguments)


def wave(progress: Progress, **arguments: Any) -> dict[str, Any]:
    """Code a wave; see `run_wave`."""
    from textmine.jobs.wave_findings import run_wave

    return run_wave(progress, **arguments)


KINDS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "import": import_as_shown,
    "discover": discover,
    "report": report,
    "train": train,
    "wave": wave,
}


def in_own_process(kind: str, arguments: Mapping[str, Any]) -> Callable[[Progress], dict[str, Any]]:
    """Work for `Jobs.start` that runs in a process of its own.

    Parameters
    ----------
    kind : str
        One of KINDS.
    arguments : mapping
        What it is given; JSON must be able to hold it.
    """
    return partial(_run_process, kind, json.dumps(arguments))


def _run_process(kind: str, arguments: str, progress: Progress) -> dict[str, Any]:
    command = [sys.executable, "-m", "textmine.jobs.worker", kind]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8"
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise TextmineError("The work could not be started.")
        process.stdin.write(arguments)
        process.stdin.close()
        last: dict[str, Any] = {}
        for line in process.stdout:
            last = json.loads(line)
            if "step" in last:
                progress(**last)
    if _RESULT in last:
        return dict(last[_RESULT])
    raise TextmineError(last.get(_PROBLEM) or f"The work stopped by itself (exit code {process.returncode}).")


def main(kind: str) -> None:
    """Do one piece of work and say how it went on standard output."""
    # Whatever else is printed must not come between the lines.
    out, sys.stdout = sys.stdout, sys.stderr

    def say(**line: Any) -> None:
        print(json.dumps(line), file=out, flush=True)

    def progress(step: str, done: int = 0, total: int = 0) -> None:
        say(step=step, done=done, total=total)

    try:
        say(result=KINDS[kind](progress, **json.load(sys.stdin)))
    except TextmineError as error:
        say(problem=str(error))
    except MemoryError:
        say(problem="The machine ran out of memory. Close other programs or give a smaller file.")
    except OSError as error:
        say(problem=f"{error.filename or 'a file'}: {error.strerror}.")


if __name__ == "__main__":
    main(sys.argv[1])
