"""What counts in a project's report wave by wave: what people decided, or what a model says where nobody has yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textmine.coding.codings import SURE_ENOUGH
from textmine.report.material import Texts

if TYPE_CHECKING:
    import pandas as pd

_NOBODY = {
    "nb": "Ingen har vurdert kodingen ennå: tallene er en modells forslag",
    "nn": "Ingen har vurdert kodinga enno: tala er framlegg frå ein modell",
    "en": "Nobody has reviewed the coding yet: the figures are a model's suggestions",
}
_SUGGESTED = {
    "nb": "Runde {wave}: ingen har vurdert kodingen ennå, så tallene er en modells forslag",
    "nn": "Runde {wave}: ingen har vurdert kodinga enno, så tala er framlegg frå ein modell",
    "en": "Wave {wave}: nobody has reviewed the coding yet, so the figures are a model's suggestions",
}
_PARTLY_WITHOUT_WAVE = {
    "nb": "{coded} av {n} utsagn er vurdert av et menneske; de andre regnes som at de ikke nevner noe tema",
    "nn": "{coded} av {n} utsegner er vurderte av eit menneske; dei andre blir rekna som at dei ikkje nemner noko tema",
    "en": "{coded} of {n} statements have been reviewed by a person; the others count as mentioning no theme",
}
_PARTLY = {
    "nb": "Runde {wave}: " + _PARTLY_WITHOUT_WAVE["nb"],
    "nn": "Runde {wave}: " + _PARTLY_WITHOUT_WAVE["nn"],
    "en": "Wave {wave}: " + _PARTLY_WITHOUT_WAVE["en"],
}


@dataclass(frozen=True)
class Counted:
    """What of a project a report counts.

    Attributes
    ----------
    standing : DataFrame
        statement_id and theme_id of what counts.
    notes : tuple of Texts
        What a reader should know of it.
    """

    standing: pd.DataFrame
    notes: tuple[Texts, ...]


def counted(standing: pd.DataFrame, statements: pd.DataFrame) -> Counted:
    """Choose what counts: what stands accepted; in a wave that nobody has reviewed, what a model is sure enough of.

    Parameters
    ----------
    standing : DataFrame
        ``glances.standing()``: statement_id, theme_id, status, confidence.
    statements : DataFrame
        statement_id, wave, ``coded`` (a person has), ``informative``.
    """
    accepted, sure = standing["status"] == "accepted", sure_suggestions(standing)
    wave_of = standing["statement_id"].map(statements.set_index("statement_id")["wave"])
    reviewed = set(wave_of[accepted])
    suggested = set(wave_of[sure]) - reviewed
    own = statements[statements["informative"].astype(bool)]
    waves = sorted(set(own["wave"]))
    notes: list[Texts] = []
    if not reviewed:
        notes.append(_NOBODY)
    else:
        done = own["coded"].astype(bool) | own["statement_id"].isin(standing.loc[accepted, "statement_id"])
        notes += [_of(_SUGGESTED, wave=wave) for wave in waves if wave in suggested]
        notes += [note for wave in waves if wave in reviewed for note in _partly(wave, done[own["wave"] == wave])]
    counts = (accepted & wave_of.isin(reviewed)) | (sure & wave_of.isin(suggested))
    return Counted(standing.loc[counts, ["statement_id", "theme_id"]], tuple(notes))


def _partly(wave: str, done: pd.Series[bool]) -> list[Texts]:
    if done.all():
        return []
    return [_of(_PARTLY if wave else _PARTLY_WITHOUT_WAVE, wave=wave, coded=int(done.sum()), n=len(done))]


def sure_suggestions(standing: pd.DataFrame) -> pd.Series[bool]:
    """Rows of ``glances.standing()`` that a model suggests and is not unsure of."""
    return (standing["status"] == "suggested") & ~(standing["confidence"] < SURE_ENOUGH)


def _of(texts: Texts, **values: object) -> Texts:
    """The texts with values; responses of no wave stand beside waves where a part of a project has none."""
    values["wave"] = values["wave"] or "–"
    return {language: text.format(**values) for language, text in texts.items()}
