"""Survey file in, one row a response out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.survey.decode import garbled_note, is_garbled
from textmine.survey.formats import read_table
from textmine.survey.identity import response_ids
from textmine.survey.lookup import listed, repeated
from textmine.survey.names import system_of, year_in
from textmine.survey.questback import incomplete, without_codes
from textmine.survey.roles import Roles, choose_roles
from textmine.survey.table import Table

if TYPE_CHECKING:
    import pandas as pd

_FIXED = ("response_id", "wave", "text")


@dataclass(frozen=True)
class Reading:
    """How a file was read, for the user to check.

    Attributes
    ----------
    kind : str
        ``csv``, ``excel``, ``spss``, ``stata``, ``parquet``, ``json``, ``jsonl`` or ``surveyxact``.
    system : str
        Survey system that wrote the file: ``SurveyXact``, ``Nettskjema``, ``Questback`` or ``""``.
    encoding, separator, sheet : str
        As found; an empty string where the kind of file has none.
    text_column, id_column, wave_column : str
        The columns used; an empty string where there is none.
    wave_value : str
        The wave of every row, when the user gave it.
    wave_in_name : str
        The only year in the file's name, where no wave was found or given; it is used only when the user says so.
    other_text_columns : list of str
        Columns that look like comments too, the likeliest first.
    attribute_columns : list of str
        In the order of the result, under their names in the file.
    rows_read : int
        Rows of the result.
    rows_without_text : int
        Rows of the result where the respondent wrote nothing.
    rows_dropped : dict of str to int
        Rows of the file that are not in the result, by reason.
    notes : list of str
        What else the user should know.
    """

    kind: str
    system: str
    encoding: str
    separator: str
    sheet: str
    text_column: str
    other_text_columns: list[str]
    id_column: str
    wave_column: str
    wave_value: str
    wave_in_name: str
    attribute_columns: list[str]
    rows_read: int
    rows_without_text: int
    rows_dropped: dict[str, int]
    notes: list[str]


def read_responses(
    path: str | Path,
    text: str | None = None,
    id: str | None = None,
    wave: str | int | None = None,
    attributes: Sequence[str] | Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Read the answers to one open question of a survey.

    Parameters
    ----------
    path : str or Path
        CSV, Excel, OpenDocument, SPSS, Stata, Parquet or JSON, or the folder of a SurveyXact export.
        Kind, encoding and separator are found by themselves.
    text : str, optional
        Column of the answers; by default the one with most words that looks like prose.
    id : str, optional
        Column that identifies the response; by default found by its name. An empty string numbers the rows.
    wave : str or int, optional
        Column of the wave, or the wave of every row, such as ``"2024"``; by default a column is found by its
        name or its years. An empty string for none.
    attributes : sequence of str or mapping of str to str, optional
        Columns to keep beside the text, perhaps each with the command's option that named it; by default those
        with at most 50 values or with numbers, without personal data and what the survey system made for itself.

    Returns
    -------
    pandas.DataFrame
        One row a response: ``response_id`` (unique), ``wave``, ``text`` as it was written, the attributes.
        All are strings; an empty one is a missing value. ``attrs["reading"]`` is a `Reading` as a dict.

    Raises
    ------
    InputError
        If the file cannot be read, a column does not exist, an id occurs twice or there is no text.
    """
    import pandas as pd

    table = without_codes(read_table(path))
    roles = choose_roles(
        table,
        None if text is None else str(text),
        None if id is None else str(id),
        None if wave is None else str(wave),
        [attributes] if isinstance(attributes, str) else attributes,
    )
    texts = table.answers(roles.text)
    if not any(map(has_letters, texts)):
        raise InputError(
            "the column holds no text",
            f"Name another one with --text; the columns are {listed(table.columns)}",
            file=table.file,
            column=roles.text,
        )
    waves = _waves(table, roles)
    ids, notes = response_ids(table, roles.id, waves if roles.wave else [])
    if roles.wave and (without := waves.count("")):
        notes.append(f"{without} responses have no wave: their cell in {roles.wave!r} is empty")
    notes = [*table.notes, *notes, *repeated(table, roles.text), *garbled_note(sum(map(is_garbled, texts)))]
    if unfinished := incomplete(table):
        notes.append(f"{unfinished} respondents did not finish (dispcode other than 31 and 32) and are counted")
    data: dict[str, list[str]] = {"response_id": ids, "wave": waves, "text": texts}
    for column, name in _attribute_names(roles.attributes).items():
        data[name] = [value.strip() for value in table.values(column)]
    frame = pd.DataFrame(data, dtype=str)
    frame.attrs["reading"] = asdict(_reading(table, roles, texts, notes))
    return frame


def has_letters(answer: str) -> bool:
    """Whether an answer can say anything: marks and numbers alone do not."""
    return any(map(str.isalpha, answer))


def _waves(table: Table, roles: Roles) -> list[str]:
    if not roles.wave:
        return [roles.wave_value] * len(table.rows)
    return [value.strip().removesuffix(".0") for value in table.values(roles.wave)]


def _attribute_names(columns: Sequence[str]) -> Mapping[str, str]:
    """Names in the result: underscores keep attributes apart from the fixed columns."""
    taken = set(_FIXED) | {column for column in columns if column not in _FIXED}
    names = {}
    for column in columns:
        name = column
        while column in _FIXED and name in taken:
            name += "_"
        taken.add(name)
        names[column] = name
    return names


def _reading(table: Table, roles: Roles, texts: Sequence[str], notes: list[str]) -> Reading:
    system = "SurveyXact" if table.kind == "surveyxact" else system_of(table.columns)
    return Reading(
        kind=table.kind,
        system=system,
        encoding=table.encoding,
        separator=table.separator,
        sheet=table.sheet,
        text_column=roles.text,
        other_text_columns=list(roles.other_texts),
        id_column=roles.id,
        wave_column=roles.wave,
        wave_value=roles.wave_value,
        wave_in_name="" if roles.wave or roles.wave_value else year_in(table.file.stem),
        attribute_columns=list(roles.attributes),
        rows_read=len(texts),
        rows_without_text=sum(not text.strip() for text in texts),
        rows_dropped=dict(table.dropped),
        notes=notes,
    )
