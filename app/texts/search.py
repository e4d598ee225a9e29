"""Texts of the page Søk."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "search_title": {"nb": "Søk", "nn": "Søk", "en": "Search"},
    "search_help": {
        "nb": "Alle ordene må være med, også bøyd. Sett ord i anførselstegn når de skal stå etter hverandre.",
        "nn": "Alle orda må vere med, òg bøygde. Set ord i hermeteikn når dei skal stå etter kvarandre.",
        "en": "All words must be there, inflected or not. Put words in quotation marks if they must follow each other.",
    },
    "search_by": {"nb": "Søk etter", "nn": "Søk etter", "en": "Search by"},
    "search_by_words": {"nb": "Ord", "nn": "Ord", "en": "Words"},
    "search_by_meaning": {"nb": "Mening", "nn": "Meining", "en": "Meaning"},
    "search_empty": {
        "nb": "Prosjektet har ingen utsagn å søke i ennå.",
        "nn": "Prosjektet har ingen utsegner å søkje i enno.",
        "en": "The project has no statements to search yet.",
    },
    "search_nothing": {
        "nb": "Ingen utsagn passer med søket. Fjern et ord eller et filter.",
        "nn": "Ingen utsegner passar med søket. Ta bort eit ord eller eit filter.",
        "en": "No statement matches. Remove a word or a filter.",
    },
    "search_choose": {
        "nb": "Merk rader i tabellen for å kode dem samlet.",
        "nn": "Merk rader i tabellen for å kode dei samla.",
        "en": "Select rows in the table to code them together.",
    },
    "search_take_all": {
        "nb": "Ta med alle {n} treff",
        "nn": "Ta med alle {n} treff",
        "en": "Take all {n} {n:hit|hits}",
    },
    "search_one_by_one": {
        "nb": "Kod treffene ett for ett",
        "nn": "Kod treffa eitt for eitt",
        "en": "Code the hits one by one",
    },
    "search_meaning_empty": {
        "nb": "Skriv med egne ord hva utsagnene skal handle om. De trenger ikke inneholde ordene du skriver.",
        "nn": "Skriv med eigne ord kva utsegnene skal handle om. Dei treng ikkje innehalde orda du skriv.",
        "en": "Say in your own words what the statements should be about. They need not hold the words you write.",
    },
    "search_working": {"nb": "Leter …", "nn": "Leitar …", "en": "Searching …"},
    "search_nearest": {
        "nb": "De {n} nærmeste i mening, de nærmeste først.",
        "nn": "Dei {n} næraste i meining, dei næraste først.",
        "en": "The {n} nearest in meaning, the nearest first.",
    },
}
