"""A report's material from a discovery, whose codings are a model's suggestions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textmine.errors import InputError
from textmine.privacy import redact
from textmine.privacy.suppression import THRESHOLD
from textmine.report.attributes import kinds_of
from textmine.report.material import QUOTE_COLUMNS, Material, Method, ReportTheme, ReportWave

if TYPE_CHECKING:
    import pandas as pd

    from textmine.discover import Discovery

_NOT_ATTRIBUTES = frozenset({"response_id", "respondent", "wave", "text", "language", "n_statements", "themes"})


def material_of_discovery(
    discovery: Discovery,
    title: str,
    quotes: pd.DataFrame | None = None,
    *,
    breaks: Sequence[str] = (),
    weight: str = "",
    threshold: int = THRESHOLD,
) -> Material:
    """What a report on a discovery is made from.

    Parameters
    ----------
    discovery : Discovery
    title : str
    quotes : DataFrame, optional
        Approved quotes, as ``textmine.report.quote_sheet.read_quotes`` returns them.
    breaks : sequence of str
        Waves that are not comparable with those before.
    weight : str
        Column with weights; empty for none.
    threshold : int

    Raises
    ------
    InputError
        If a wave or the column of weights is not there.
    """
    import pandas as pd

    from textmine import __version__

    responses = discovery.responses.assign(
        respondent=discovery.responses.get("respondent", discovery.responses["response_id"])
    )
    found = discovery.statements
    statements = found[["response_id", "statement_id", "text"]].assign(informative=~found["abstained"])
    told = found[~found["abstained"]]
    codings = pd.DataFrame(
        {
            "statement_id": told["statement_id"],
            "theme_id": told["theme_id"].astype(str),
            "coder": discovery.encoder_id,
            "coder_kind": "model",
            "status": "suggested",
            "confidence": told["probability"],
        }
    )
    columns = [name for name in responses.columns if name not in _NOT_ATTRIBUTES and name != weight]
    groups, numbers = kinds_of(responses, columns)
    names = sorted(set(responses["wave"].astype(str)) - {""})
    if unknown := [name for name in breaks if name not in names]:
        remedy = f"Choose among {', '.join(names)}" if names else "The answers have no waves: leave the break out"
        raise InputError(f"there is no wave {unknown[0]!r}", remedy)
    return Material(
        title={"nb": title},
        responses=responses,
        statements=statements,
        codings=codings,
        themes=_themes(discovery),
        waves=tuple(ReportWave(name, name in breaks) for name in names),
        quotes=pd.DataFrame(columns=list(QUOTE_COLUMNS)) if quotes is None else quotes,
        method=Method(versions={"textmine": __version__, "encoder": discovery.encoder_id}, notes=(_FOUND,)),
        counted=("accepted", "suggested"),
        attributes=groups,
        number_attributes=numbers,
        weight=weight,
        threshold=threshold,
    )


_FOUND = {
    "nb": "Temaene er funnet av programmet, og navnene er nøkkelord. Ingen har vurdert kodingen",
    "nn": "Temaa er funne av programmet, og namna er nøkkelord. Ingen har vurdert kodinga",
    "en": "The themes were found by the program, and their names are keywords. Nobody has reviewed the coding",
}
_KEYWORDS = {"nb": "Nøkkelord: {}", "nn": "Nøkkelord: {}", "en": "Keywords: {}"}


def _themes(discovery: Discovery) -> tuple[ReportTheme, ...]:
    """Themes with their keywords as definition, both from what respondents wrote and therefore redacted."""
    themes = []
    for order, theme in enumerate(discovery.model.themes_):
        words = redact(", ".join(theme.keywords), quasi=False).text
        definition = {language: text.format(words) for language, text in _KEYWORDS.items()}
        name = {"nb": redact(theme.name, quasi=False).text}
        themes.append(ReportTheme(str(theme.id), name, definition, order=order))
    return tuple(themes)
