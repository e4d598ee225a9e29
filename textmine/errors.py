"""Errors written for the person who must act on them."""

from __future__ import annotations

from pathlib import Path


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


class ModelMismatchError(InputError):
    """Saved vectors or a saved model belong to another encoder, version or file than the one in use."""
