"""Which column is the text, the id, the wave; which ones are attributes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from textmine.errors import InputError
from textmine.survey.columns import Profile, may_be_answers, profiles, prose_columns
from textmine.survey.lookup import find_column, listed, lookup
from textmine.survey.names import (
    ID_NAMES,
    TEXT_NAMES,
    WAVE_NAMES,
    WEAK_ID_NAMES,
    YEAR_NAMES,
    is_personal,
    is_technical,
    normal,
    system_of,
)
from textmine.survey.table import Table

_MOST_CATEGORIES = 50
_MOST_WAVES = 30
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_OTHER_YEAR = re.compile(r"fød|foed|birth|bygg|ansatt|tilsett|start|oppr|stift")
# "2024", "høst 2024", "runde 3".
_WAVE_VALUE = re.compile(r"[^\n]{0,40}\d[^\n]{0,40}")


@dataclass(frozen=True)
class Roles:
    """The columns chosen; an empty name means that there is none.

    ``wave_value`` is the wave of every row when the user gave it instead of a column.
    """

    text: str
    other_texts: tuple[str, ...]
    id: str
    wave: str
    wave_value: str
    attributes: tuple[str, ...]


def choose_roles(
    table: Table,
    text: str | None,
    id: str | None,
    wave: str | None,
    attributes: Sequence[str] | Mapping[str, str] | None,
) -> Roles:
    """Find the columns that the user did not name.

    Parameters
    ----------
    table : Table
        The file.
    text, id, wave : str or None
        Column names; ``None`` to find one, an empty string (not for ``text``) for none.
        ``wave`` may be a value such as ``"2024"``.
    attributes : sequence of str, mapping of str to str or None
        Column names, taken as they are, perhaps each with the option that named it, for the error where there is no
        such column; ``None`` to find them.

    Raises
    ------
    InputError
        If a column does not exist, or no column looks like comments.
    """
    described = profiles(table)
    options = attributes if isinstance(attributes, Mapping) else dict.fromkeys(attributes or (), "--attribute")
    named = tuple(dict.fromkeys(find_column(table, name, option) for name, option in options.items()))
    wave_column, wave_value = _wave(table, described, wave, text)
    id_column = find_column(table, id, "--id") if id else ""
    if id is None:
        id_column = _find_id(table, described)
    system = system_of(alias for name in table.columns for alias in table.names_of(name))
    open_ones = [
        name for name in table.columns if name not in {id_column, wave_column} and not _is_private(table, name, system)
    ]
    prose = prose_columns(table, described, (name for name in open_ones if name not in named))
    chosen = find_column(table, text, "--text") if text is not None else _text(table, described, prose, open_ones)
    others = tuple(name for name in prose if name != chosen)
    if attributes is None:
        closed = (name for name in open_ones if name != chosen and name not in others)
        named = tuple(name for name in closed if _is_attribute(name, described[name]))
    return Roles(chosen, others, id_column, wave_column, wave_value, named)


def _text(table: Table, described: dict[str, Profile], prose: Sequence[str], open_ones: Sequence[str]) -> str:
    if prose:
        return prose[0]
    called_so = [name for name in open_ones if any(normal(alias) in TEXT_NAMES for alias in table.names_of(name))]
    if len(called_so) == 1 and may_be_answers(described[called_so[0]]):
        return called_so[0]
    raise InputError(
        "no column looks like comments",
        f"Name the column with --text; the columns are {listed(described)}",
        file=table.file,
    )


def _find_id(table: Table, described: dict[str, Profile]) -> str:
    by_name: dict[str, str] = {}
    for column in table.columns:
        for alias in table.names_of(column):
            by_name.setdefault(normal(alias), column)
    likely = [by_name[name] for name in ID_NAMES if name in by_name and described[by_name[name]].filled > 0.5]
    weak = [by_name[name] for name in WEAK_ID_NAMES if name in by_name]
    unique = (name for name in (*likely, *weak) if _is_key(described[name]))
    # A broken id column is better refused later, with its rows, than passed over: row numbers
    # that look like ids would point at the wrong respondents.
    return next(unique, likely[0] if likely else "")


def _is_key(figures: Profile) -> bool:
    return figures.filled == 1.0 and figures.distinct_share == 1.0


def _wave(table: Table, described: dict[str, Profile], wave: str | None, text: str | None) -> tuple[str, str]:
    if wave is None:
        taken = lookup(table, text) if text else None
        return _find_wave({name: figures for name, figures in described.items() if name != taken}), ""
    if not wave.strip():
        return "", ""
    column = lookup(table, wave)
    if column is not None:
        return column, ""
    # "2024" is a wave even where a column is called 2023; "runde2" is a slip for the column "runde".
    misspelt = get_close_matches(wave, [*table.columns, *table.aliases], n=1)
    if _YEAR.match(wave.strip()) or (_WAVE_VALUE.fullmatch(wave) and not misspelt):
        return "", wave.strip()
    return find_column(table, wave, "--wave"), ""


def _find_wave(described: dict[str, Profile]) -> str:
    possible = {name: figures for name, figures in described.items() if 0 < figures.distinct <= _MOST_WAVES}
    by_name = {normal(name): name for name in reversed(possible)}
    for name in (*WAVE_NAMES, *YEAR_NAMES):
        column = by_name.get(name)
        # "år" may also be a number of years.
        if column is not None and (name in WAVE_NAMES or possible[column].years):
            return column
    full = {name: figures for name, figures in possible.items() if figures.filled == 1.0}
    years = [name for name, figures in full.items() if figures.years and not _OTHER_YEAR.search(name.casefold())]
    return years[0] if len(years) == 1 else ""


def _is_private(table: Table, name: str, system: str) -> bool:
    return any(is_personal(alias) or is_technical(alias, system) for alias in table.names_of(name))


def _is_attribute(name: str, figures: Profile) -> bool:
    if not figures.distinct or figures.personal or figures.nested:
        return False
    if normal(name) in ID_NAMES and _is_key(figures):
        return False
    return figures.numeric or figures.distinct <= _MOST_CATEGORIES
