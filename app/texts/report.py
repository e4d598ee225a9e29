"""Texts of the page Rapport."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "report_title": {"nb": "Rapport", "nn": "Rapport", "en": "Report"},
    "report_help": {
        "nb": "Andeler, figurer og godkjente sitater for hvert tema, fra det som er kodet. "
        "Grupper som er for små, vises ikke.",
        "nn": "Delar, figurar og godkjende sitat for kvart tema, frå det som er koda. "
        "Grupper som er for små, blir ikkje viste.",
        "en": "Shares, charts and approved quotes for each theme, from what is coded. Groups that are too small are "
        "not shown.",
    },
    "report_chapters": {"nb": "Kapitler", "nn": "Kapittel", "en": "Chapters"},
    "report_up": {"nb": "Flytt opp: {chapter}", "nn": "Flytt opp: {chapter}", "en": "Move up: {chapter}"},
    "report_down": {"nb": "Flytt ned: {chapter}", "nn": "Flytt ned: {chapter}", "en": "Move down: {chapter}"},
    "report_options": {
        "nb": "Tittel og valg for kapitlene",
        "nn": "Tittel og val for kapitla",
        "en": "Title and options of the chapters",
    },
    "report_name": {
        "nb": "Tittel (tom: prosjektets navn)",
        "nn": "Tittel (tom: namnet på prosjektet)",
        "en": "Title (empty: the project's name)",
    },
    "report_all": {"nb": "Alle", "nn": "Alle", "en": "All"},
    "report_field_only": {
        "nb": "Temaer med eget avsnitt",
        "nn": "Tema med eige avsnitt",
        "en": "Themes with a section",
    },
    "report_field_crosstab_attributes": {"nb": "Grupper etter", "nn": "Grupper etter", "en": "Groups by"},
    "report_field_numbers_attributes": {
        "nb": "Tallfestede kjennetegn",
        "nn": "Talfeste kjenneteikn",
        "en": "Number attributes",
    },
    "report_field_quotes": {
        "nb": "Sitater per tema, høyst",
        "nn": "Sitat per tema, høgst",
        "en": "Quotes a theme, at most",
    },
    "report_usual_quotes": {"nb": "Alle godkjente", "nn": "Alle godkjende", "en": "All approved"},
    "report_field_quantiles": {
        "nb": "Like store grupper av tallene",
        "nn": "Like store grupper av tala",
        "en": "Equal groups of the numbers",
    },
    "report_usual_quantiles": {"nb": "4", "nn": "4", "en": "4"},
    "report_field_pairs": {
        "nb": "Par av temaer som nevnes sammen, høyst",
        "nn": "Par av tema som blir nemnde saman, høgst",
        "en": "Pairs of themes mentioned together, at most",
    },
    "report_usual_pairs": {"nb": "15", "nn": "15", "en": "15"},
    "report_plan_file": {"nb": "Kapitler som fil", "nn": "Kapittel som fil", "en": "Chapters as a file"},
    "report_plan_download": {
        "nb": "Last ned kapittelfilen",
        "nn": "Last ned kapittelfila",
        "en": "Download the chapters file",
    },
    "report_plan_upload": {
        "nb": "Bruk en kapittelfil (YAML)",
        "nn": "Bruk ei kapittelfil (YAML)",
        "en": "Use a chapters file (YAML)",
    },
    "report_language": {"nb": "Rapportens språk", "nn": "Språket i rapporten", "en": "Language of the report"},
    "report_formats": {"nb": "Formater", "nn": "Format", "en": "Formats"},
    "report_format_html": {"nb": "HTML", "nn": "HTML", "en": "HTML"},
    "report_format_docx": {"nb": "Word", "nn": "Word", "en": "Word"},
    "report_format_xlsx": {"nb": "Excel", "nn": "Excel", "en": "Excel"},
    "report_format_md": {"nb": "Markdown", "nn": "Markdown", "en": "Markdown"},
    "report_weight": {"nb": "Vekter", "nn": "Vekter", "en": "Weights"},
    "report_weight_none": {"nb": "Uten vekter", "nn": "Utan vekter", "en": "Without weights"},
    "report_template": {"nb": "Egen Word-mal", "nn": "Eigen Word-mal", "en": "Own Word template"},
    "report_template_help": {
        "nb": "Stilene, siden, toppteksten og bunnteksten brukes. Teksten i malen kommer ikke med.",
        "nn": "Stilane, sida, toppteksten og botnteksten blir brukte. Teksten i malen kjem ikkje med.",
        "en": "Its styles, page, header and footer are used. Its text is left out.",
    },
    "report_template_upload": {"nb": "Mal (.docx)", "nn": "Mal (.docx)", "en": "Template (.docx)"},
    "report_template_used": {"nb": "Brukes: {name}", "nn": "Blir brukt: {name}", "en": "In use: {name}"},
    "report_template_drop": {
        "nb": "Bruk vanlig utseende",
        "nn": "Bruk vanleg utsjånad",
        "en": "Use the usual look",
    },
    "report_nothing_chosen": {
        "nb": "Velg minst ett kapittel og ett format.",
        "nn": "Vel minst eitt kapittel og eitt format.",
        "en": "Choose at least one chapter and one format.",
    },
    "report_make": {"nb": "Lag rapport", "nn": "Lag rapport", "en": "Make the report"},
    "report_made": {"nb": "Laget {when}.", "nn": "Laga {when}.", "en": "Made {when}."},
    "report_file": {"nb": "rapport", "nn": "rapport", "en": "report"},
    "report_none_yet": {
        "nb": "Ingen rapport er laget ennå.",
        "nn": "Ingen rapport er laga enno.",
        "en": "No report has been made yet.",
    },
    "report_preview": {"nb": "Forhåndsvisning", "nn": "Førehandsvising", "en": "Preview"},
    "report_no_export": {
        "nb": "Rollen din kan ikke laste ned data fra prosjektet. Spør en administrator.",
        "nn": "Rolla di kan ikkje laste ned data frå prosjektet. Spør ein administrator.",
        "en": "Your role may not download data from the project. Ask an administrator.",
    },
    "report_lacks": {
        "nb": "Rapporten er laget, men noe mangler:",
        "nn": "Rapporten er laga, men noko manglar:",
        "en": "The report is made, but something is missing:",
    },
    "report_without_quotes": {
        "nb": "Ingen sitater er godkjent, så rapporten har ingen. Velg og godkjenn på siden Sitater, og lag rapporten "
        "på nytt.",
        "nn": "Ingen sitat er godkjende, så rapporten har ingen. Vel og godkjenn på sida Sitat, og lag rapporten på "
        "nytt.",
        "en": "No quotes are approved, so that the report has none. Pick and approve on the page Quotes, and make the "
        "report again.",
    },
    "report_empty": {
        "nb": "Rapporten kan lages når prosjektet har svar og kodeboken har temaer. Les inn svar på siden Import og "
        "lag temaer på siden Tema.",
        "nn": "Rapporten kan lagast når prosjektet har svar og kodeboka har tema. Les inn svar på sida Import og lag "
        "tema på sida Tema.",
        "en": "The report can be made once the project has responses and the codebook has themes. Read responses in on "
        "the page Import and make themes on the page Themes.",
    },
}
