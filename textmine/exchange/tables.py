"""Tables of a project: one row a statement and theme, one row a response, one row a theme."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from textmine.coding.codebook import Language
from textmine.exchange.codes import codes_of
from textmine.exchange.material import Material

if TYPE_CHECKING:
    import pandas as pd

_MORE = ("status", "coder", "time", "wave", "question", "respondent")
_COUNTS = ("n_statements", "n_coded")
_DECIMALS = 6


def coding_table(material: Material, language: Language = "nb") -> pd.DataFrame:
    """One row a statement and theme, in the order of the responses and the codebook.

    Returns
    -------
    DataFrame
        CODED_COLUMNS of `textmine.classify`, status, coder, time, wave, question, respondent, and the attributes. A
        statement without theme has one row; ``abstained`` there says that nobody has looked for one. ``probability``
        is empty where the coder gave none, ``novelty`` everywhere: no project keeps it.
    """
    from textmine.classify import CODED_COLUMNS

    codes = codes_of(material.codebook, language, flat=True)
    place = {code.theme.id: number for number, code in enumerate(codes)}
    names = {code.theme.id: code.name for code in codes}
    codings = material.codings[material.codings["theme_id"].isin(place)]
    codings = codings.assign(_place=codings["theme_id"].map(place))
    statements = material.statements.assign(_row=range(len(material.statements)))
    table = statements.merge(codings, on="statement_id", how="left").sort_values(["_row", "_place"], ignore_index=True)
    without = table["theme_id"].isna()
    table["theme"] = table["theme_id"].map(names)
    table["probability"] = ["" if math.isnan(value) else round(value, _DECIMALS) for value in table["confidence"]]
    table["abstained"] = without & ~table["decided"].astype(bool)
    table["novelty"] = ""
    table["time"] = [
        "" if none else time.isoformat(timespec="seconds") for none, time in zip(without, table["time"], strict=True)
    ]
    table["coder"] = table["coder"].map(lambda coder: material.coders.get(coder, coder))
    columns = [*CODED_COLUMNS, *_MORE]
    own = material.responses.drop(columns=["text", "language"]).rename(columns=_apart(material, columns))
    table = table.merge(own, on="response_id", how="left")
    columns += [name for name in own.columns if name not in columns]
    filled = table[columns].astype(object)
    return filled.where(filled.notna(), "")


def response_table(material: Material) -> pd.DataFrame:
    """One row a response: what it is, the attributes, n_statements and n_coded.

    ``n_statements`` counts statements that say something, ``n_coded`` those of them that somebody has looked at.
    """
    statements = material.statements[material.statements["informative"].astype(bool)]
    decided = statements[statements["decided"].astype(bool)]
    table = material.responses.rename(columns=_apart(material, _COUNTS))
    for name, counted in zip(_COUNTS, (statements, decided), strict=True):
        table[name] = table["response_id"].map(counted["response_id"].value_counts()).fillna(0).astype(int)
    return table


def mentions(material: Material) -> pd.DataFrame:
    """Which response mentions which theme, in the order of the responses and the codebook.

    Mentioning a theme is mentioning the themes above it; statements that say nothing mention none.

    Returns
    -------
    DataFrame of float
        A column a theme id: 1 or 0; NaN where nobody has looked at any statement of the response.
    """
    import numpy as np
    import pandas as pd

    themes = [code.theme.id for code in codes_of(material.codebook)]
    ids = [str(id) for id in material.responses["response_id"]]
    told = material.statements[material.statements["informative"].astype(bool)]
    looked = set(told.loc[told["decided"].astype(bool), "response_id"])
    response = dict(zip(told["statement_id"], told["response_id"], strict=True))
    rows, columns = ({name: place for place, name in enumerate(names)} for names in (ids, themes))
    table = np.zeros((len(ids), len(themes)))
    table[[id not in looked for id in ids]] = np.nan
    for statement, theme in zip(material.codings["statement_id"], material.codings["theme_id"], strict=True):
        for above in material.codebook.path(theme) if statement in response and theme in columns else ():
            if above.id in columns:
                table[rows[response[statement]], columns[above.id]] = 1.0
    return pd.DataFrame(table, columns=themes)


def response_sheet(material: Material, language: Language = "nb") -> pd.DataFrame:
    """What `response_table` gives, with a column of 0 and 1 for each theme under its name."""
    import pandas as pd

    table, themes = response_table(material), mentions(material)
    taken, names = set(table.columns), {}
    for code in codes_of(material.codebook, language, flat=True):
        name = code.name
        while name in taken:
            name += f" ({code.theme.id})"
        taken.add(name)
        names[code.theme.id] = name
    return pd.concat([table, themes.rename(columns=names)], axis=1)


def codebook_table(material: Material, language: Language = "nb") -> pd.DataFrame:
    """One row a theme in use: theme_id, theme (with those above), parent_id, definition, include, exclude, colour."""
    import pandas as pd

    rows = [
        (
            code.theme.id,
            code.name,
            code.theme.parent or "",
            code.theme.definition.within(language),
            "\n".join(code.theme.include),
            "\n".join(code.theme.exclude),
            code.theme.colour,
        )
        for code in codes_of(material.codebook, language, flat=True)
    ]
    return pd.DataFrame(rows, columns=["theme_id", "theme", "parent_id", "definition", "include", "exclude", "colour"])


def _apart(material: Material, reserved: Collection[str]) -> Mapping[str, str]:
    """New names for attributes that have the name of a column of the table: with an underscore behind."""
    taken = {*reserved, *material.attributes}
    renamed = {}
    for name in material.attributes:
        if name in reserved:
            renamed[name] = name
            while renamed[name] in taken:
                renamed[name] += "_"
            taken.add(renamed[name])
    return renamed
