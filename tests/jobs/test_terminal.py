"""Long work shows a bar on a terminal and is silent in a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

COMMANDS = [
    ["segment", "svar.csv", "--out", "out.csv"],
    ["redact", "svar.csv", "--out", "out.csv"],
    ["import", "svar.csv", "--project", "p.textmine", "--id", "nr"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_bar_is_for_people_only(command: list[str], tmp_path: Path) -> None:
    (tmp_path / "svar.csv").write_text("nr;kommentar\n1;For få boliger.\n2;Me ventar for lenge.\n", encoding="utf-8")
    assert _errors(command, tmp_path, terminal=False) == ""
    (tmp_path / "p.textmine").unlink(missing_ok=True)
    shown = _errors(command, tmp_path, terminal=True)
    assert "response" in shown
    assert "Traceback" not in shown


def _errors(command: list[str], folder: Path, *, terminal: bool) -> str:
    """What a command writes to standard error."""
    above, below = pty.openpty() if terminal else os.pipe()
    if terminal:
        fcntl.ioctl(below, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    arguments = [sys.executable, "-m", "textmine", *command]
    with os.fdopen(above, "rb", buffering=0) as reader:
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "TERM": "xterm"}
        process = subprocess.Popen(arguments, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=below)
        os.close(below)
        written = b""
        while piece := _read(reader.fileno()):
            written += piece
    assert process.wait() == 0, written
    return written.decode()


def _read(descriptor: int) -> bytes:
    """The next bytes; none where the last writer has closed a terminal, which Linux tells with an error."""
    try:
        return os.read(descriptor, 4096)
    except OSError:
        return b""
