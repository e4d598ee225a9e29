"""SPSS (.sav, .zsav, .por) and Stata (.dta)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from textmine.errors import InputError
from textmine.survey.cells import cell_text
from textmine.survey.table import Table

_READERS = {".sav": "read_sav", ".zsav": "read_sav", ".por": "read_por", ".dta": "read_dta"}


def read_statistics(file: Path, form: str) -> Table:
    """Read cells, variable labels, value labels and missing values.

    Parameters
    ----------
    file : Path
        The file.
    form : str
        ``.sav``, ``.zsav``, ``.por`` or ``.dta``, whatever the file is called.

    Raises
    ------
    InputError
        If the file is damaged or empty.
    """
    import pyreadstat

    options: dict[str, Any] = {"output_format": "dict"}
    if form != ".por":
        # Codes declared missing often say something: "vet ikke" is not the same as no answer.
        options["user_missing"] = True
    try:
        cells, meta = getattr(pyreadstat, _READERS[form])(file, **options)
    except Exception as error:  # the C library raises many kinds, and none says what to do
        raise InputError(
            f"the file cannot be read as SPSS or Stata ({error})",
            "Open it there and save it again, or export CSV",
            file=file,
        ) from error
    columns = {name: [cell_text(value) for value in values] for name, values in cells.items()}
    n_rows = len(next(iter(columns.values()), []))
    if not n_rows:
        raise InputError("the file holds no rows", "Export it again with the answers", file=file)
    return Table(
        "stata" if form == ".dta" else "spss",
        file,
        columns,
        list(range(1, n_rows + 1)),
        encoding=(meta.file_encoding or "").lower(),
        aliases=_questions(meta.column_names_to_labels),
        value_labels={name: _labels(labels) for name, labels in meta.variable_value_labels.items()},
        missing={
            name: _missing(columns[name], meta.missing_ranges.get(name, ()), meta.missing_user_values.get(name, ()))
            for name in columns
        },
    )


def _questions(labels: Mapping[str, str | None]) -> dict[str, str]:
    stripped = {name: label.strip() for name, label in labels.items() if label and label.strip()}
    # A label that several variables share, or that is another's name, names none of them.
    shared = list(stripped.values())
    return {label: name for name, label in stripped.items() if shared.count(label) == 1 and label not in labels}


def _labels(labels: Mapping[Any, str]) -> dict[str, str]:
    return {cell_text(code): label.strip() for code, label in labels.items()}


def _missing(cells: Iterable[str], ranges: Sequence[Mapping[str, Any]], values: Sequence[Any]) -> frozenset[str]:
    if not ranges and not values:
        return frozenset()
    single = {cell_text(value) for value in values}
    return frozenset(
        cell for cell in set(cells) if cell in single or any(_within(cell, r["lo"], r["hi"]) for r in ranges)
    )


def _within(cell: str, low: Any, high: Any) -> bool:
    if isinstance(low, str):
        return low.rstrip() == cell.rstrip()
    try:
        return bool(float(low) <= float(cell) <= float(high))
    except ValueError:
        return False
