"""Texts of the page Rapport."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "report_title": {"nb": "Rapport", "nn": "Rapport", "en": "Report"},
    "report_help": {
        "nb": "Temaer, kart og utvikling over rundene i én fil som åpnes i nettleseren. Temaene er funnet av modellen "
        "og ikke rettet av kodingen.",
        "nn": "Tema, kart og utvikling over rundane i éi fil som blir opna i nettlesaren. Temaa er funne av modellen "
        "og ikkje retta av kodinga.",
        "en": "Themes, map and change over the waves in one file that opens in the browser. The themes are found by "
        "the model and not corrected by the coding.",
    },
    "report_make": {"nb": "Lag rapport", "nn": "Lag rapport", "en": "Make the report"},
    "report_make_again": {"nb": "Lag på nytt", "nn": "Lag på nytt", "en": "Make it again"},
    "report_made": {
        "nb": "Laget {when}.",
        "nn": "Laga {when}.",
        "en": "Made {when}.",
    },
    "report_download": {"nb": "Last ned rapporten", "nn": "Last ned rapporten", "en": "Download the report"},
    "report_no_export": {
        "nb": "Rollen din kan ikke laste ned data fra prosjektet. Spør en administrator.",
        "nn": "Rolla di kan ikkje laste ned data frå prosjektet. Spør ein administrator.",
        "en": "Your role may not download data from the project. Ask an administrator.",
    },
    "report_empty": {
        "nb": "Rapporten kan lages når prosjektet har svar.",
        "nn": "Rapporten kan lagast når prosjektet har svar.",
        "en": "The report can be made once the project has responses.",
    },
}
