"""Words of the interface in bokmål, nynorsk and English."""

from __future__ import annotations

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}

TEXTS: dict[str, dict[str, str]] = {
    "themes": {"nb": "Temaer", "nn": "Tema", "en": "Themes"},
    "demo_note": {
        "nb": "Demoundersøkelsen: svar skrevet for prosjektet, ikke samlet inn.",
        "nn": "Demoundersøkinga: svar skrivne for prosjektet, ikkje samla inn.",
        "en": "The demo survey: answers written for the project, not collected.",
    },
    "summary": {
        "nb": "{statements} utsagn fra {told} av {responses} svar i {themes} temaer. "
        "{aside} utsagn uten innhold er lagt til side.",
        "nn": "{statements} utsegner frå {told} av {responses} svar i {themes} tema. "
        "{aside} utsegner utan innhald er lagde til side.",
        "en": "{statements} statements from {told} of {responses} responses in {themes} themes. "
        "{aside} statements without content are set aside.",
    },
    "wave": {"nb": "Runde", "nn": "Runde", "en": "Wave"},
    "standard": {"nb": "Målform", "nn": "Målform", "en": "Written standard"},
    "nb": {"nb": "bokmål", "nn": "bokmål", "en": "bokmål"},
    "nn": {"nb": "nynorsk", "nn": "nynorsk", "en": "nynorsk"},
    "other": {"nb": "annet", "nn": "anna", "en": "other"},
    "search": {"nb": "Søk i utsagn", "nn": "Søk i utsegner", "en": "Search statements"},
    "theme": {"nb": "Tema", "nn": "Tema", "en": "Theme"},
    "statements": {"nb": "Utsagn", "nn": "Utsegner", "en": "Statements"},
    "statement": {"nb": "Utsagn", "nn": "Utsegn", "en": "Statement"},
    "responses": {"nb": "Svar", "nn": "Svar", "en": "Responses"},
    "share": {"nb": "Andel av svarene", "nn": "Del av svara", "en": "Share of responses"},
    "strength": {"nb": "Styrke", "nn": "Styrke", "en": "Strength"},
    "keywords": {"nb": "Nøkkelord", "nn": "Nøkkelord", "en": "Keywords"},
    "representative": {
        "nb": "Representative utsagn",
        "nn": "Representative utsegner",
        "en": "Representative statements",
    },
    "map": {"nb": "Kart", "nn": "Kart", "en": "Map"},
    "map_help": {
        "nb": "Hvert punkt er et utsagn; utsagn som ligner hverandre, ligger nær hverandre. "
        "Marker med boks eller lasso for å lese dem i listen.",
        "nn": "Kvart punkt er ei utsegn; utsegner som liknar kvarandre, ligg nær kvarandre. "
        "Marker med boks eller lasso for å lese dei i lista.",
        "en": "Each dot is a statement; statements alike lie near each other. "
        "Select with box or lasso to read them in the list.",
    },
    "shown": {"nb": "{n} utsagn vises", "nn": "{n} utsegner er viste", "en": "{n} statements shown"},
    "nothing": {
        "nb": "Ingen utsagn passer med utvalget. Fjern et filter.",
        "nn": "Ingen utsegner passar med utvalet. Ta bort eit filter.",
        "en": "No statement matches the selection. Remove a filter.",
    },
    "cannot_open": {
        "nb": "Kan ikke åpne funnene.",
        "nn": "Kan ikkje opne funna.",
        "en": "The discovery cannot be opened.",
    },
    "working": {
        "nb": "Finner temaer i demoundersøkelsen …",
        "nn": "Finn tema i demoundersøkinga …",
        "en": "Finding themes in the demo survey …",
    },
    "report": {"nb": "Last ned rapporten", "nn": "Last ned rapporten", "en": "Download the report"},
}


def text(key: str, language: str, **values: object) -> str:
    """One string of the interface, its placeholders filled.

    Raises
    ------
    KeyError
        If the string does not exist in that language; a test sees to it that all do.
    """
    return TEXTS[key][language].format(**values)
