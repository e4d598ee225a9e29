"""What a command costs: seconds, processor seconds and memory of its process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# A process's peak memory starts at that of the one it was forked from, so a small one has to start it.
_LAUNCHER = """
import json, os, subprocess, sys, time
started = time.perf_counter()
process = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(process.pid, 0)
cost = time.perf_counter() - started, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
open(sys.argv[1], "w").write(json.dumps(cost))
sys.exit(os.waitstatus_to_exitcode(status))
"""


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock, processor seconds with those of waited-for children, peak memory of one process in MB."""

    seconds: float
    cpu_seconds: float
    memory: float


def cost_of(command: Sequence[str], cwd: Path | None = None, stdout: int | None = subprocess.DEVNULL) -> Cost:
    """Run a command to its end.

    Raises
    ------
    subprocess.CalledProcessError
        If it fails.
    """
    with tempfile.TemporaryDirectory() as scratch:
        told = Path(scratch) / "cost.json"
        launcher = [sys.executable, "-S", "-c", _LAUNCHER, str(told), *command]
        subprocess.run(launcher, check=True, cwd=cwd, stdout=stdout)
        return Cost(*json.loads(told.read_text(encoding="utf-8")))
