"""Tables of a discovery, as files for other programs: themes, and CSV that is safe to open."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from textmine.privacy.suppression import SYMBOL, THRESHOLD
from textmine.themes.waves import Share, share_of, shares_by

if TYPE_CHECKING:
    import pandas as pd

    from textmine.discover import Discovery

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def theme_table(discovery: Discovery) -> pd.DataFrame:
    """One row a theme: id, name, statements, respondents with share and 95 % interval, nb/nn, keywords."""
    import pandas as pd

    told = discovery.statements[~discovery.statements["abstained"]]
    out_of = told["response_id"].nunique()
    languages = shares_by(told, "language")
    rows = []
    for theme in discovery.model.themes_:
        own = told[told["theme_id"] == theme.id]
        share = share_of(own["response_id"].nunique(), out_of)
        by_language = own["language"].value_counts()
        rows.append(
            {
                "theme_id": theme.id,
                "theme": theme.name,
                "statements": len(own),
                "respondents": share.count,
                "of_respondents": share.out_of,
                "share": round(share.share, 6),
                "share_low": round(share.low, 6),
                "share_high": round(share.high, 6),
                **{f"statements_{lang}": int(by_language.get(lang, 0)) for lang in ("nb", "nn", "other")},
                **{f"respondents_{lang}": languages[theme.id, lang].count for lang in _standards(languages)},
                **{f"of_respondents_{lang}": languages[theme.id, lang].out_of for lang in _standards(languages)},
                **{f"share_{lang}": round(languages[theme.id, lang].share, 6) for lang in _standards(languages)},
                "keywords": ", ".join(theme.keywords),
                "example": next(iter(theme.representative), ""),
                "theme_nn": theme.names.get("nn", theme.name),
                "definition": theme.definition.get("nb", ""),
                "name_from": theme.source,
                "stability": theme.stability,
            }
        )
    return pd.DataFrame(rows)


def printed_theme_table(discovery: Discovery) -> pd.DataFrame:
    """``theme_table`` with small counts, and those that would give them back, replaced by ``SYMBOL``."""
    table = theme_table(discovery).astype(object)
    told = discovery.statements[~discovery.statements["abstained"]]
    languages = shares_by(told, "language")
    shown = visible_themes(discovery)
    small = {name for name, number in told.groupby("language")["response_id"].nunique().items() if number < THRESHOLD}
    counted = ["statements", "respondents", "share", "share_low", "share_high"]
    for row, theme in zip(table.index, table["theme_id"], strict=True):
        hidden = [] if theme in shown else list(counted)
        for lang in ("nb", "nn", "other"):
            share = languages.get((theme, lang))
            if theme not in shown or (share is not None and share.suppressed):
                hidden += [
                    name
                    for name in (f"{kind}_{lang}" for kind in ("statements", "respondents", "share"))
                    if name in table
                ]
            if lang in small:
                hidden.append(f"of_respondents_{lang}")
        table.loc[row, [name for name in hidden if name in table]] = SYMBOL
    return table


def visible_themes(discovery: Discovery) -> frozenset[int]:
    """Ids of the themes behind which so many respondents stand that their statements may be counted."""
    told = discovery.statements[~discovery.statements["abstained"]]
    respondents = told.groupby("theme_id")["response_id"].nunique()
    return frozenset(int(theme) for theme in respondents.index[respondents >= THRESHOLD])


def _standards(shares: dict[tuple[int, str], Share]) -> list[str]:
    """The written standards, bokmål and nynorsk, that anybody answered in."""
    return [name for name in ("nb", "nn") if any(language == name for _, language in shares)]


def safe_cell(value: object) -> object:
    """A cell that no spreadsheet runs as a formula: text that could start one gets an apostrophe in front."""
    if isinstance(value, str):
        value = value.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
        # A cell that has an apostrophe already gets one more, so that reading back finds the original.
        if value.lstrip("' ").startswith(_FORMULA_STARTS):
            return "'" + value
    return value


def original_cell(value: object) -> object:
    """The cell that ``safe_cell`` made safe."""
    if isinstance(value, str) and value.startswith("'") and value.lstrip("' ").startswith(_FORMULA_STARTS):
        return value[1:]
    return value


def read_csv(path: str | Path) -> pd.DataFrame:
    """Read a table that ``write_csv`` wrote; text columns stay text and empty cells empty strings."""
    import pandas as pd

    text = dict.fromkeys(("response_id", "statement_id", "wave", "text", "language", "theme", "themes"), str)
    frame = pd.read_csv(path, sep=";", encoding="utf-8-sig", dtype=text, keep_default_na=False, na_values={})
    return frame.map(original_cell)


def write_csv(frame: pd.DataFrame, path: str | Path) -> None:
    """Write UTF-8 with BOM, semicolons, CRLF (RFC 4180), and no cell that runs as a formula."""
    Path(path).write_bytes(csv_bytes(frame))


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """What ``write_csv`` writes."""
    stream = io.StringIO(newline="")
    _writer(stream).writerow([str(safe_cell(name)) for name in frame.columns])
    write_rows(frame, stream)
    return stream.getvalue().encode("utf-8-sig")


def write_rows(frame: pd.DataFrame, stream: TextIO) -> None:
    """Write the rows of a table, without its header, as ``write_csv`` does; ``stream`` must leave line ends alone."""
    _writer(stream).writerows(frame.map(safe_cell).itertuples(index=False, name=None))


def _writer(stream: TextIO) -> Any:
    # csv quotes a lone carriage return too, which pandas leaves bare when lines end in a newline.
    return csv.writer(stream, delimiter=";", lineterminator="\r\n")
