"""Texts of the page that shows a discovery."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "discovery_summary": {
        "nb": "{statements} utsagn fra {told} av {responses} svar i {themes} {themes:tema|temaer}. "
        "{aside} utsagn uten innhold er lagt til side.",
        "nn": "{statements} {statements:utsegn|utsegner} frå {told} av {responses} svar i {themes} tema. "
        "{aside} {aside:utsegn|utsegner} utan innhald er {aside:lagd|lagde} til side.",
        "en": "{statements} {statements:statement|statements} from {told} of {responses} "
        "{responses:response|responses} in {themes} {themes:theme|themes}. "
        "{aside} {aside:statement|statements} without content {aside:is|are} set aside.",
    },
    "discovery_keywords": {
        "nb": "Nøkkelord",
        "nn": "Nøkkelord",
        "en": "Keywords",
    },
    "discovery_representative": {
        "nb": "Representative utsagn",
        "nn": "Representative utsegner",
        "en": "Representative statements",
    },
    "discovery_map": {
        "nb": "Kart",
        "nn": "Kart",
        "en": "Map",
    },
    "discovery_map_help": {
        "nb": "Hvert punkt er et utsagn; utsagn som ligner hverandre, ligger nær hverandre. "
        "Marker med boks eller lasso for å lese dem i listen.",
        "nn": "Kvart punkt er ei utsegn; utsegner som liknar kvarandre, ligg nær kvarandre. "
        "Marker med boks eller lasso for å lese dei i lista.",
        "en": "Each dot is a statement; statements alike lie near each other. "
        "Select with box or lasso to read them in the list.",
    },
    "discovery_shown": {
        "nb": "{n} utsagn vises",
        "nn": "{n} {n:utsegn|utsegner} er {n:vist|viste}",
        "en": "{n} {n:statement|statements} shown",
    },
    "discovery_nothing": {
        "nb": "Ingen utsagn passer med utvalget. Fjern et filter.",
        "nn": "Ingen utsegner passar med utvalet. Ta bort eit filter.",
        "en": "No statement matches the selection. Remove a filter.",
    },
    "discovery_cannot_open": {
        "nb": "Kan ikke åpne funnene.",
        "nn": "Kan ikkje opne funna.",
        "en": "The discovery cannot be opened.",
    },
    "discovery_report": {
        "nb": "Last ned rapporten",
        "nn": "Last ned rapporten",
        "en": "Download the report",
    },
    "discovery_share": {
        "nb": "Andel av svarene",
        "nn": "Del av svara",
        "en": "Share of responses",
    },
    "discovery_strength": {
        "nb": "Styrke",
        "nn": "Styrke",
        "en": "Strength",
    },
    "discovery_cut": {
        "nb": "Grovere – finere: antall temaer",
        "nn": "Grovare – finare: talet på tema",
        "en": "Coarser – finer: number of themes",
    },
    "discovery_cut_help": {
        "nb": "Det samme hierarkiet delt grovere eller finere. Ingenting lagres.",
        "nn": "Det same hierarkiet delt grovare eller finare. Ingenting blir lagra.",
        "en": "The same hierarchy, cut coarser or finer. Nothing is saved.",
    },
}
