"""Errors written for the person who must act on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any


class TextmineError(Exception):
    """Something failed that the user can read about in one line; the command exits with ``exit_code``."""

    exit_code = 1


class InputError(TextmineError):
    """Bad arguments or bad input.

    Parameters
    ----------
    problem : str
        What is wrong, without a full stop.
    remedy : str
        What the user can do about it, without a full stop.
    file : str or Path, optional
        The file it is about.
    row : int, optional
        Row in the file as a spreadsheet counts: the header is row 1.
    column : str, optional
        Name of the column.
    """

    exit_code = 2

    def __init__(
        self,
        problem: str,
        remedy: str,
        *,
        file: str | Path | None = None,
        row: int | None = None,
        column: str | None = None,
    ) -> None:
        where = [str(file)] if file is not None else []
        where += [f"row {row}"] if row is not None else []
        where += [f"column {column!r}"] if column is not None else []
        prefix = ", ".join(where) + ": " if where else ""
        super().__init__(" ".join(f"{prefix}{problem}. {remedy}.".split()))
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.row = row
        self.column = column

    def __reduce__(self) -> tuple[object, ...]:
        """How it comes over from another process: whole, and not as its one line."""
        return _again, (type(self), self.problem, self.remedy, self.file, self.row, self.column)


def _again(
    kind: type[InputError], problem: str, remedy: str, file: str | Path | None, row: int | None, column: str | None
) -> InputError:
    return kind(problem, remedy, file=file, row=row, column=column)


def cause(error: BaseException) -> str:
    """Why a file could not be read, without the notation of Python's and the operating system's errors."""
    if isinstance(error, FileNotFoundError) and error.filename is not None:
        return f"there is no {Path(error.filename).name}"
    if isinstance(error, KeyError):
        return f"it lacks {error.args[0]}"
    return (isinstance(error, OSError) and error.strerror) or str(error)


class ModelMismatchError(InputError):
    """Saved vectors or a saved model belong to another encoder, version or file than the one in use."""


class StoreError(TextmineError):
    """The project's file or server would not do what was asked: disk full, read-only, damaged, out of reach."""


class ConflictError(TextmineError):
    """Somebody else changed the same thing first.

    Parameters
    ----------
    thing : str
        What both wanted to change, such as ``theme T1``.
    who : str
        Coder who was first.
    when : datetime
        When, with time zone.
    what : str
        What was done, as the log names it, such as ``theme.save (names, definition)``.
    typed : mapping, optional
        What the loser wanted to write, by field, so that nothing typed is lost.
    """

    def __init__(self, thing: str, who: str, when: datetime, what: str, typed: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            f"{thing} was changed by {who} at {when:%Y-%m-%d %H:%M:%S} UTC: {what}. Look at it and try again."
        )
        self.thing = thing
        self.who = who
        self.when = when
        self.what = what
        self.typed = dict(typed or {})
