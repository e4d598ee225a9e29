"""Find the column that a user means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from textmine.errors import InputError
from textmine.survey.table import Table

_LISTED = 30


def find_column(table: Table, wanted: str, option: str) -> str:
    """Column that the user means: by its name or another of its names, letter case and spaces aside.

    Raises
    ------
    InputError
        If there is no such column; the message names the closest and lists them all.
    """
    found = lookup(table, wanted)
    if found is not None:
        return found
    names = [*table.columns, *table.aliases]
    close = get_close_matches(wanted, names, n=1)
    guess = f"Did you mean {close[0]!r}? " if close else ""
    raise InputError(
        f"there is no such column for {option}",
        f"{guess}The columns are {listed(table.columns)}",
        file=table.file,
        column=wanted,
    )


def repeated(table: Table, column: str) -> list[str]:
    """What the user should know of a column whose name stands over others too: which one is read; at most one line."""
    others = [name for name in table.columns if re.fullmatch(re.escape(column) + r" \(\d+\)", name)]
    return (
        [f"several columns are called {column}: the first is read, the others are called {listed(others)}"]
        if others
        else []
    )


def lookup(table: Table, wanted: str) -> str | None:
    """Like `find_column`, but ``None`` if there is no such column."""
    if wanted in table.columns:
        return wanted
    if wanted in table.aliases:
        return table.aliases[wanted]
    names = {name: name for name in table.columns} | dict(table.aliases)
    folded = " ".join(wanted.split()).casefold()
    matches = {target for name, target in names.items() if " ".join(name.split()).casefold() == folded}
    return matches.pop() if len(matches) == 1 else None


def listed(names: Iterable[str]) -> str:
    """Names of columns for an error message of one line."""
    every = [name if len(name) <= 60 else f"{name[:57]}..." for name in names]
    more = f" and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return ", ".join(every[:_LISTED]) + more
