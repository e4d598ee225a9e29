"""Command line: one thin function a command, no logic.

Exit codes: 0 done, 1 the run failed, 2 bad arguments or bad input.
"""

from __future__ import annotations

import sys
from typing import Any

import typer

from textmine.cli import analysis, coding_new_wave, exchange, project, reporting, upkeep  # noqa: F401 - they add their commands
from textmine.cli.application import app
from textmine.errors import TextmineError

# Typer carries a click of its own; what it exports leads to the base of that click's errors.
_UsageError: Any = typer.BadParameter.__base__
_INTERRUPTED = 130


def main() -> None:
    """Run the command line and turn every expected failure into one line on standard error."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        command = typer.main.get_command(app)
        result = command.main(arguments or ["--help"], prog_name="textmine", standalone_mode=False)
        if result == _INTERRUPTED:
            raise KeyboardInterrupt
        return result if isinstance(result, int) else 0
    except _UsageError as error:
        _complain(f"{error.format_message().rstrip('.')}. See textmine --help.")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        _complain("stopped; nothing was left half-written")
        return 1
    except TextmineError as error:
        _complain(str(error))
        return error.exit_code
    except FileNotFoundError as error:
        _complain(str(error))
        return 1
    except OSError as error:
        _complain(f"{error.filename or 'a file'}: {error.strerror}. Nothing was left half-written.")
        return 1
    except MemoryError:
        _complain("the machine ran out of memory. Close other programs or give a smaller file.")
        return 1


def _complain(message: str) -> None:
    typer.echo("textmine: " + " ".join(message.split()), err=True)
