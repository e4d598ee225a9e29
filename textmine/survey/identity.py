"""Ids of the responses."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.errors import InputError
from textmine.survey.table import Table


def response_ids(table: Table, column: str, waves: Sequence[str]) -> tuple[list[str], list[str]]:
    """Identify every response, by a column or by its number.

    Parameters
    ----------
    table : Table
        The file.
    column : str
        The id column; an empty string to number the rows from 1.
    waves : sequence of str, shape (n_rows,) or (0,)
        Wave of every row where the file has them: the same respondent in two waves gives two responses.

    Returns
    -------
    ids : list of str, shape (n_rows,)
        Unique ids.
    notes : list of str
        What the user should know about them.

    Raises
    ------
    InputError
        If a response has no id, or shares it with another one of the same wave.
    """
    if not column:
        return [str(number) for number in range(1, len(table.rows) + 1)], []
    ids = [cell.strip() for cell in table.codes(column)]
    if "" in ids:
        raise _bad_id(table, column, "the response has no id", table.rows[ids.index("")])
    keys = [f"{wave}-{cell}" for wave, cell in zip(waves, ids, strict=True)] if waves else ids
    if len(set(ids)) == len(ids):
        return ids, []
    if len(set(keys)) == len(keys):
        return keys, [f"ids in {column!r} recur between waves; response_id is the wave and the id"]
    first, second = _first_repeat(keys)
    rows = table.rows[first], table.rows[second]
    problem = f"the id {ids[second]!r} is that of row {rows[0]} and of row {rows[1]}"
    raise _bad_id(table, column, problem, rows[1])


def _bad_id(table: Table, column: str, problem: str, row: int) -> InputError:
    remedy = 'Correct the file, name another column with --id, or number the rows with --id ""'
    return InputError(problem, remedy, file=table.file, row=row, column=column)


def _first_repeat(keys: Sequence[str]) -> tuple[int, int]:
    seen: dict[str, int] = {}
    return next((seen[key], i) for i, key in enumerate(keys) if seen.setdefault(key, i) != i)
