"""SurveyXact exports: codes in ``dataset``, questions in ``structure``, what codes mean in ``labels``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from textmine.errors import InputError
from textmine.survey.decode import decode
from textmine.survey.delimited import find_separator, parse, read_delimited
from textmine.survey.names import normal, unique_names
from textmine.survey.table import Table, from_rows

_PARTS = ("dataset", "structure", "labels")
_FILES = tuple(f"{part}.csv" for part in _PARTS)
# A wide export is cut into Dataset(1), Dataset(2) and so on.
_DATASET_SHEET = re.compile(r"dataset\s*(\(\d+\))?", re.IGNORECASE)
# Where the invitation was sent: personal data that no analysis needs.
_ADDRESS = ("email", "epost")


@dataclass(frozen=True)
class SheetParts:
    """Names of the sheets of a SurveyXact workbook."""

    dataset: tuple[str, ...]
    structure: str
    labels: str


def find_folder(path: Path) -> Path | None:
    """Folder with the three files of an export, when ``path`` is that folder or one of the files."""
    folder = path if path.is_dir() else path.parent
    if path.is_file() and path.name.casefold() not in _FILES:
        return None
    names = {entry.name.casefold() for entry in folder.iterdir()}
    return folder if names.issuperset(_FILES) else None


def read_folder(folder: Path) -> Table:
    """Read ``dataset.csv``, ``structure.csv`` and ``labels.csv``, in any of the encodings SurveyXact offers.

    Parameters
    ----------
    folder : Path
        Where the three files lie.

    Raises
    ------
    InputError
        If one of the files is not what its name says.
    """
    files = {entry.name.casefold(): entry for entry in folder.iterdir()}
    dataset, structure, labels = (files[name] for name in _FILES)
    text, encoding = decode(dataset.read_bytes(), dataset)
    table = replace(read_delimited(text, dataset, encoding=encoding), kind="surveyxact")
    return _labelled(table, _lines(structure), _lines(labels), structure)


def is_surveyxact(sheets: Iterable[str]) -> bool:
    """Whether a workbook has the sheets of a SurveyXact export."""
    folded = {name.casefold().strip() for name in sheets}
    return {"structure", "labels"} <= folded and any(_DATASET_SHEET.fullmatch(name) for name in folded)


def sheet_parts(sheets: Sequence[str]) -> SheetParts:
    """Tell the sheets of a SurveyXact workbook apart."""
    by_name = {name.casefold().strip(): name for name in sheets}
    dataset = tuple(name for name in sheets if _DATASET_SHEET.fullmatch(name.strip()))
    return SheetParts(dataset, by_name["structure"], by_name["labels"])


def assemble(
    table: Table,
    dataset: Sequence[Sequence[str]],
    structure: Sequence[Sequence[str]],
    labels: Sequence[Sequence[str]],
) -> Table:
    """Put questions and labels on the answers.

    Parameters
    ----------
    table : Table
        Kind, file and the like; its cells are replaced.
    dataset : sequence of sequence of str
        Header and answers as codes.
    structure : sequence of sequence of str
        Header and one row a variable: its question, and its choice when several may be ticked.
    labels : sequence of sequence of str
        Variable, code and label; without header.
    """
    if not dataset:
        raise InputError("the sheet Dataset is empty", "Export it again with the answers", file=table.file)
    return _labelled(from_rows(table, dataset[0], dataset[1:]), structure, labels, table.file)


def _lines(file: Path) -> list[list[str]]:
    text, _ = decode(file.read_bytes(), file)
    return parse(text, find_separator(text), file)


def _labelled(table: Table, structure: Sequence[Sequence[str]], labels: Sequence[Sequence[str]], source: Path) -> Table:
    variables = [variable for variable in table.columns if normal(variable) not in _ADDRESS]
    questions = dict(_questions(structure, source))
    names = dict(zip(variables, unique_names([questions.get(v) or v for v in variables]), strict=True))
    meanings: dict[str, dict[str, str]] = defaultdict(dict)
    for row in labels:
        if len(row) >= 3 and row[0] in names:
            meanings[names[row[0]]][row[1]] = row[2].strip()
    return replace(
        table,
        columns={names[variable]: table.columns[variable] for variable in variables},
        aliases={variable: name for variable, name in names.items() if variable != name},
        value_labels=meanings,
    )


def _questions(structure: Sequence[Sequence[str]], source: Path) -> Iterator[tuple[str, str]]:
    header = [cell.strip() for cell in structure[0]] if structure else []
    for needed in ("variableName", "questionText"):
        if needed not in header:
            raise InputError(
                "this is not the structure file of a SurveyXact export",
                f"Export structure again; it must have the column {needed}",
                file=source,
                column=needed,
            )
    for row in structure[1:]:
        # Some exports end every row with a separator: zip leaves the surplus cell out.
        cells = dict(zip(header, row, strict=False))
        parts = [cells.get("questionText", "")]
        if cells.get("subType", "").strip() == "Multiple":
            parts.append(cells.get("choiceText", ""))
        yield (
            cells.get("variableName", "").strip(),
            " - ".join(" ".join(part.split()) for part in parts if part),
        )
