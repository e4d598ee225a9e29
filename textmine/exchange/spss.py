"""Responses as an SPSS file: a row a response, a variable a theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textmine.coding.codebook import Language
from textmine.errors import InputError
from textmine.exchange.characters import one_line, plain
from textmine.exchange.codes import codes_of
from textmine.exchange.material import Material
from textmine.exchange.tables import mentions, response_table

if TYPE_CHECKING:
    import pandas as pd

_NAME, _LABEL, _TEXT, _TITLE = 64, 256, 32_767, 64
"""Bytes of UTF-8 that SPSS takes for a variable's name and label, a text, and a file's label."""
_RESERVED = frozenset(["all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with"])
_NOT_IN_NAMES = re.compile(r"\W+")
_VALUES: dict[Language, dict[float, str]] = {
    "nb": {0.0: "Ikke nevnt", 1.0: "Nevnt"},
    "nn": {0.0: "Ikkje nemnt", 1.0: "Nemnt"},
    "en": {0.0: "Not mentioned", 1.0: "Mentioned"},
}
_COUNTS: dict[Language, dict[str, str]] = {
    "nb": {"n_statements": "Utsagn med innhold", "n_coded": "Utsagn som er kodet"},
    "nn": {"n_statements": "Utsegner med innhald", "n_coded": "Utsegner som er koda"},
    "en": {"n_statements": "Statements with content", "n_coded": "Statements that are coded"},
}
_DATE_AT = 92
_DATE = b"01 Jan 8000:00:00"
"""Where the header has the moment of writing, and what stands there instead, so that files can be compared."""


def write_sav(material: Material, path: Path, language: Language = "nb") -> None:
    """Write a .sav file: the responses with their attributes as texts, and 0 or 1 for each theme.

    A theme's value is missing where nobody has looked at the response; its variable is called after its id, which never
    changes, and labelled with its name.

    Parameters
    ----------
    material : Material
    path : Path
    language : {"nb", "nn", "en"}
        Of labels.

    Raises
    ------
    InputError
        If a text is longer than SPSS takes.
    """
    import pyreadstat

    table, themes = response_table(material), mentions(material)
    codes = {code.theme.id: code.name for code in codes_of(material.codebook, language, flat=True)}
    labels = [_COUNTS[language].get(str(name), str(name)) for name in table.columns]
    labels += [codes[theme] for theme in themes.columns]
    names = variable_names([*map(str, table.columns), *(f"theme_{theme}" for theme in themes.columns)])
    frame = _joined(table, themes, names)
    of_themes = names[len(table.columns) :]
    counts = [name for name, column in zip(names, table.columns, strict=False) if column in _COUNTS[language]]
    pyreadstat.write_sav(
        frame,
        path,
        file_label=shortened(one_line(material.name), _TITLE),
        column_labels=[shortened(one_line(label), _LABEL) for label in labels],
        row_compress=True,
        variable_value_labels=dict.fromkeys(of_themes, _VALUES[language]),
        variable_measure={**dict.fromkeys(names, "nominal"), **dict.fromkeys(counts, "scale")},
        variable_format={**dict.fromkeys(of_themes, "F1.0"), **dict.fromkeys(counts, "F5.0")},
    )
    with path.open("r+b") as stream:
        stream.seek(_DATE_AT)
        stream.write(_DATE)


def variable_names(wanted: Iterable[str]) -> list[str]:
    """Names that SPSS takes, each different from the others in more than case.

    Letters, digits and underscores, a letter first and no underscore last, no word of its own language, at most 64
    bytes.
    """
    taken: set[str] = set()
    names = []
    for text in wanted:
        base = _NOT_IN_NAMES.sub("_", one_line(text)).strip("_")
        base = "".join(each for each in base if each.isalpha() or each in "0123456789_")
        if not base[:1].isalpha() or base.casefold() in _RESERVED:
            base = f"v_{base}".rstrip("_")
        name, number = shortened(base, _NAME).rstrip("_"), 1
        while name.casefold() in taken:
            number += 1
            ending = f"_{number}"
            name = shortened(base, _NAME - len(ending)) + ending
        taken.add(name.casefold())
        names.append(name)
    return names


def shortened(text: str, size: int) -> str:
    """The beginning of a text that takes at most ``size`` bytes of UTF-8."""
    return text.encode()[:size].decode(errors="ignore")


def _joined(table: pd.DataFrame, themes: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    columns: dict[str, Any] = {}
    for name, column in zip(names, table.columns, strict=False):
        values = table[column]
        columns[name] = values if column in ("n_statements", "n_coded") else _texts(values, str(column))
    for name, theme in zip(names[len(table.columns) :], themes.columns, strict=True):
        columns[name] = themes[theme]
    return pd.DataFrame(columns)


def _texts(values: pd.Series[Any], column: str) -> list[str]:
    texts = [plain(str(value)) for value in values]
    if max((len(text.encode()) for text in texts), default=0) > _TEXT:
        raise InputError(
            f"a text is longer than the {_TEXT} bytes that SPSS takes", "Export as CSV instead", column=column
        )
    return texts
