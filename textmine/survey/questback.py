"""What Questback means by its codes, whatever kind of file it exported."""

from __future__ import annotations

from dataclasses import replace

from textmine.survey.names import normal, system_of
from textmine.survey.table import Table, without_rows

# Hidden, not seen, seen but left empty: https://qbdocs.atlassian.net, "missing response values".
_MISSING = frozenset({"-66", "-77", "-99"})
_COMPLETE = frozenset({"31", "32"})


def without_codes(table: Table) -> Table:
    """Take Questback's codes for no answer out of its questions, and its testers out of the respondents.

    A table that Questback did not write comes back as it is.
    """
    if system_of(table.columns) != "Questback":
        return table
    questions = [name for name in table.columns if name.casefold().startswith("v_")]
    known = {name: _MISSING | table.missing.get(name, frozenset()) for name in questions}
    cleaned = replace(table, missing={**table.missing, **known})
    tester = next((name for name in table.columns if normal(name) == "tester"), None)
    if tester is None:
        return cleaned
    return without_rows(cleaned, [cell == "1" for cell in table.columns[tester]], "answers by testers")


def incomplete(table: Table) -> int:
    """Count respondents who did not finish, by Questback's disposition code (31 and 32 mean complete)."""
    if system_of(table.columns) != "Questback":
        return 0
    code = next((name for name in table.columns if normal(name) == "dispcode"), None)
    return sum(cell not in _COMPLETE for cell in table.columns[code]) if code is not None else 0
