"""A drift report in words a researcher understands, in bokmål, nynorsk and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from textmine.classify.drift import Drift
from textmine.classify.examples import ThemeId
from textmine.themes.waves import Share

Language = Literal["nb", "nn", "en"]
_SURE = 0.05
_CLEAR_AUC = 0.6

_WORDS: dict[Language, dict[str, str]] = {
    "nb": {
        "same": "Svarene i den nye runden ligner på de gamle (AUC {auc}, p = {p}).",
        "different": "Svarene i den nye runden skiller seg fra de gamle (AUC {auc}, p = {p})."
        " Kontroller kodingen med en stikkprøve.",
        "slight": "Det er små, men påviselige forskjeller mellom rundene (AUC {auc}, p = {p}).",
        "up": "Flere nevner «{theme}»: {old} før, {new} nå.",
        "down": "Færre nevner «{theme}»: {old} før, {new} nå.",
        "no_theme": "Ingen temaer har endret seg mer enn tilfeldigheter kan forklare.",
        "novel": "Utsagn som ikke ligner på noe som er kodet: {old} før, {new} nå.",
        "novel_more": "Se på forslagene til nye temaer.",
        "abstained": "Utsagn der modellen overlater valget til et menneske: {old} før, {new} nå.",
        "length": "Utsagnene har fått en annen lengde: midtverdien var {old} ord og er nå {new}.",
        "language": "Andelen på {standard} er {new}, mot {old} før.",
        "nb": "bokmål",
        "nn": "nynorsk",
        "other": "andre språk",
    },
    "nn": {
        "same": "Svara i den nye runden liknar på dei gamle (AUC {auc}, p = {p}).",
        "different": "Svara i den nye runden skil seg frå dei gamle (AUC {auc}, p = {p})."
        " Kontroller kodinga med ein stikkprøve.",
        "slight": "Det er små, men påviselege skilnader mellom rundane (AUC {auc}, p = {p}).",
        "up": "Fleire nemner «{theme}»: {old} før, {new} no.",
        "down": "Færre nemner «{theme}»: {old} før, {new} no.",
        "no_theme": "Ingen tema har endra seg meir enn det som kan vere tilfeldig.",
        "novel": "Utsegner som ikkje liknar på noko som er koda: {old} før, {new} no.",
        "novel_more": "Sjå på framlegga til nye tema.",
        "abstained": "Utsegner der modellen overlèt valet til eit menneske: {old} før, {new} no.",
        "length": "Utsegnene har fått ei anna lengd: midtverdien var {old} ord og er no {new}.",
        "language": "Delen på {standard} er {new}, mot {old} før.",
        "nb": "bokmål",
        "nn": "nynorsk",
        "other": "andre språk",
    },
    "en": {
        "same": "The answers of the new wave are like the old ones (AUC {auc}, p = {p}).",
        "different": "The answers of the new wave differ from the old ones (AUC {auc}, p = {p})."
        " Check the coding with an audit sample.",
        "slight": "There are small but real differences between the waves (AUC {auc}, p = {p}).",
        "up": "More mention “{theme}”: {old} before, {new} now.",
        "down": "Fewer mention “{theme}”: {old} before, {new} now.",
        "no_theme": "No theme has changed more than chance can explain.",
        "novel": "Statements unlike anything coded: {old} before, {new} now.",
        "novel_more": "Look at the proposed new themes.",
        "abstained": "Statements where the model leaves the choice to a person: {old} before, {new} now.",
        "length": "The statements have changed in length: the median was {old} words and is now {new}.",
        "language": "The share in {standard} is {new}, it was {old}.",
        "nb": "Bokmål",
        "nn": "Nynorsk",
        "other": "other languages",
    },
}


def in_words(drift: Drift, names: Mapping[ThemeId, str] | None = None, language: Language = "nb") -> list[str]:
    """Sentences that say what has changed, the most important first.

    Parameters
    ----------
    drift : Drift
    names : mapping of theme id to str, optional
    language : {"nb", "nn", "en"}
    """
    words = _WORDS[language]
    sentences = [_domain(drift, words, language)]
    grown = drift.novel[1].low > drift.novel[0].share
    sentences.append(_pair(words["novel"], drift.novel, language) + (" " + words["novel_more"] if grown else ""))
    sentences.append(_pair(words["abstained"], drift.abstained, language))
    changed = [change for change in drift.themes if change.p < _SURE]
    for change in changed:
        key = "up" if change.new.share > change.old.share else "down"
        name = (names or {}).get(change.theme, str(change.theme))
        sentences.append(_pair(words[key], (change.old, change.new), language, theme=name))
    if not changed:
        sentences.append(words["no_theme"])
    if drift.words_p < _SURE and drift.words[0] != drift.words[1]:
        sentences.append(
            words["length"].format(old=_number(drift.words[0], language), new=_number(drift.words[1], language))
        )
    for standard, (old, new) in drift.languages.items():
        if new.low > old.share or new.high < old.share:
            sentences.append(_pair(words["language"], (old, new), language, standard=words.get(standard, standard)))
    return sentences


def _domain(drift: Drift, words: Mapping[str, str], language: Language) -> str:
    auc, p = (_number(round(value, 3), language) for value in (drift.domain.auc, drift.domain.p))
    if drift.domain.p >= _SURE:
        return words["same"].format(auc=auc, p=p)
    return words["different" if drift.domain.auc >= _CLEAR_AUC else "slight"].format(auc=auc, p=p)


def _pair(template: str, shares: tuple[Share, Share], language: Language, **more: str) -> str:
    old, new = (_share(share, language) for share in shares)
    return template.format(old=old, new=new, **more)


def _share(share: Share, language: Language) -> str:
    percent = _number(round(100 * share.share, 1), language)
    of = "of" if language == "en" else "av"
    sign = "%" if language == "en" else " %"
    return f"{percent}{sign} ({share.count} {of} {share.out_of})"


def _number(value: float, language: Language) -> str:
    text = f"{value:g}"
    return text if language == "en" else text.replace(".", ",")
