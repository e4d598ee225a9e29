"""What the user should know of how a file was read, in lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textmine.survey.lookup import listed


def how_read(reading: Mapping[str, Any], *, text_named: bool) -> str:
    """Which columns were taken, as one line.

    Parameters
    ----------
    reading : mapping
        ``attrs["reading"]`` of what ``read_responses`` returns.
    text_named : bool
        Whether the user named the column of the answers, and so knows that there are others.
    """
    parts = [f"answers in {reading['text_column']!r}"]
    parts.append(f"ids in {reading['id_column']!r}" if reading["id_column"] else "no id column")
    if reading["wave_column"]:
        parts.append(f"waves in {reading['wave_column']!r}")
    else:
        parts.append(f"wave {reading['wave_value']}" if reading["wave_value"] else "no wave")
        if year := reading["wave_in_name"]:
            parts[-1] += f" (the file's name says {year}: is it --wave {year}?)"
    others = [] if text_named else reading["other_text_columns"]
    more = f". Other columns that look like answers, to name with --text: {listed(others)}" if others else ""
    sheet = f", sheet {reading['sheet']}" if reading["kind"] == "excel" else ""
    return f"Read{sheet}: {', '.join(parts)}{more}"


def notes_of(reading: Mapping[str, Any], *, text_named: bool = True) -> list[str]:
    """What may be wrong: the file's notes, rows left out, and which column was guessed where there are several."""
    left_out = [f"{number} {reason} are left out" for reason, number in reading["rows_dropped"].items()]
    guessed = not text_named and reading["other_text_columns"]
    return [*([how_read(reading, text_named=False)] if guessed else []), *reading["notes"], *left_out]
