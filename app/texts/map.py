"""Texts of the page Kart."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "map_title": {"nb": "Kart", "nn": "Kart", "en": "Map"},
    "map_working": {
        "nb": "Tegner kartet. Første gang tar det litt tid …",
        "nn": "Teiknar kartet. Første gongen tek det litt tid …",
        "en": "Drawing the map. The first time takes a while …",
    },
    "map_empty": {
        "nb": "Prosjektet har ingen utsagn å tegne ennå.",
        "nn": "Prosjektet har ingen utsegner å teikne enno.",
        "en": "The project has no statements to draw yet.",
    },
    "map_help": {
        "nb": "Hvert punkt er et utsagn, og utsagn som ligner, ligger nær hverandre. "
        "Tegn en ring eller en boks rundt punkter for å lese og kode dem.",
        "nn": "Kvart punkt er ei utsegn, og utsegner som liknar, ligg nær kvarandre. "
        "Teikn ein ring eller ein boks rundt punkt for å lese og kode dei.",
        "en": "Each dot is a statement, and statements alike lie near each other. "
        "Draw a ring or a box around dots to read and code them.",
    },
    "map_no_theme": {"nb": "Uten tema", "nn": "Utan tema", "en": "No theme"},
    "map_choose": {
        "nb": "Ingen punkter er valgt ennå.",
        "nn": "Ingen punkt er valde enno.",
        "en": "No dots are selected yet.",
    },
    "map_selected": {"nb": "Valgte utsagn: {n}", "nn": "Valde utsegner: {n}", "en": "Statements selected: {n}"},
    "map_first": {
        "nb": "Tabellen viser de første {n}.",
        "nn": "Tabellen viser dei første {n}.",
        "en": "The table shows the first {n}.",
    },
    "map_code_help": {
        "nb": "Merk rader i tabellen for å kode bare dem; ellers kodes alle valgte.",
        "nn": "Merk rader i tabellen for å kode berre dei; elles blir alle valde koda.",
        "en": "Select rows in the table to code only those; otherwise all selected are coded.",
    },
}
