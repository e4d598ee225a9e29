"""The figures of a coded wave as a file to take out of the project: small cells suppressed."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textmine.jobs.wave_audit import with_above
from textmine.privacy.suppression import SYMBOL
from textmine.report.tables import write_rows

if TYPE_CHECKING:
    import pandas as pd

    from textmine.coding.codebook import Codebook
    from textmine.jobs.wave_run import Said

_SAMPLE = {
    "sample_said": ("sample_said", "precision", "precision_low", "precision_high"),
    "sample_there": ("sample_there", "recall", "recall_low", "recall_high"),
}
_DECIMALS = 4


def respondents_of(lines: Sequence[Said], statements: pd.DataFrame, book: Codebook) -> dict[str, int]:
    """How many respondents of a wave the model gave each theme to; themes above included."""
    who = dict(zip(statements["statement_id"], statements["respondent"], strict=True))
    found: dict[str, set[str]] = {}
    for line in lines:
        if line.id in who:
            for theme in with_above(line.themes, book):
                found.setdefault(theme, set()).add(who[line.id])
    return {theme: len(people) for theme, people in found.items()}


def shares_csv(
    shares: pd.DataFrame,
    realised: pd.DataFrame | None,
    names: Mapping[str, str],
    respondents: Mapping[str, int],
    statements: int,
    threshold: int,
) -> bytes:
    """Theme shares, and precision and recall where there is an audit, as CSV for a spreadsheet.

    Parameters
    ----------
    shares : DataFrame
        From `textmine.jobs.wave_audit.shares_of`.
    realised : DataFrame, optional
        From `textmine.jobs.wave_audit.realised_in`.
    names : mapping of theme id to str
    respondents : mapping of theme id to int
        Behind what the model said.
    statements : int
        Statements of the wave, which the shares are out of.
    threshold : int
        Fewer respondents than this, or fewer statements of the sample, are not printed, nor what is worked out from
        them.
    """
    table = shares.copy()
    table.insert(1, "theme", [names.get(theme, theme) for theme in table["theme_id"]])
    table.insert(2, "of_statements", statements)
    if realised is not None:
        own = realised.rename(columns={"said": "sample_said", "there": "sample_there"})
        table = table.merge(own.drop(columns=["right", "f1"]), on="theme_id", how="left")
    numbers = [name for name in table if name not in ("theme_id", "theme", "of_statements")]
    printed = table.round(_DECIMALS).astype(object)
    for row, theme in zip(table.index, table["theme_id"], strict=True):
        hidden = numbers if 0 < respondents.get(theme, 0) < threshold else _small(table.loc[row], threshold)
        printed.loc[row, hidden] = SYMBOL
    stream = io.StringIO(newline="")
    write_rows(_header(printed), stream)
    write_rows(printed.where(printed.notna(), ""), stream)
    return stream.getvalue().encode("utf-8-sig")


def _small(row: pd.Series[float], threshold: int) -> list[str]:
    """Columns about so few statements of the sample that they are not printed."""
    return [name for count, names in _SAMPLE.items() if 0 < row.get(count, 0) < threshold for name in names]


def _header(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([list(table.columns)])
