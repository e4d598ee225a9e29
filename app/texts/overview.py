"""Texts of the page Oversikt."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "overview_title": {"nb": "Oversikt", "nn": "Oversyn", "en": "Overview"},
    "overview_welcome": {
        "nb": "Velkommen. Slik kommer du i gang:",
        "nn": "Velkomen. Slik kjem du i gang:",
        "en": "Welcome. This is how to begin:",
    },
    "overview_step_import": {
        "nb": "**1. Importer svarene** fra en fil. Appen finner kolonnene selv, og du ser alt før noe lagres.",
        "nn": "**1. Importer svara** frå ei fil. Appen finn kolonnane sjølv, og du ser alt før noko blir lagra.",
        "en": "**1. Import the responses** from a file. The app finds the columns, and you see all before it is saved.",
    },
    "overview_step_themes": {
        "nb": "**2. Finn temaer.** Appen foreslår en kodebok ut fra det folk har skrevet. Du retter og slår sammen.",
        "nn": "**2. Finn tema.** Appen foreslår ei kodebok ut frå det folk har skrive. Du rettar og slår saman.",
        "en": "**2. Find themes.** The app proposes a codebook from what people wrote. You edit and merge.",
    },
    "overview_step_code": {
        "nb": "**3. Kod utsagnene.** Ta imot eller avvis forslagene. Appen lærer av det du gjør.",
        "nn": "**3. Kod utsegnene.** Ta imot eller avvis framlegga. Appen lærer av det du gjer.",
        "en": "**3. Code the statements.** Accept or reject the suggestions. The app learns from what you do.",
    },
    "overview_begin": {"nb": "Importer svar", "nn": "Importer svar", "en": "Import responses"},
    "overview_wait": {
        "nb": "Prosjektet har ingen svar ennå. En administrator må importere dem.",
        "nn": "Prosjektet har ingen svar enno. Ein administrator må importere dei.",
        "en": "The project has no responses yet. An administrator must import them.",
    },
    "overview_next": {"nb": "Neste steg", "nn": "Neste steg", "en": "What to do next"},
    "overview_next_find": {
        "nb": "Finn temaer i svarene",
        "nn": "Finn tema i svara",
        "en": "Find themes in the responses",
    },
    "overview_next_batch": {
        "nb": "Dobbelkod {n} utsagn som venter på deg",
        "nn": "Dobbelkod {n} {n:utsegn|utsegner} som ventar på deg",
        "en": "Double code {n} {n:statement that waits|statements that wait} for you",
    },
    "overview_next_disputed": {
        "nb": "Avgjør {n} utsagn der koderne er uenige",
        "nn": "Avgjer {n} {n:utsegn|utsegner} der kodarane er usamde",
        "en": "Settle {n} {n:statement|statements} where coders differ",
    },
    "overview_next_suggestions": {
        "nb": "Se gjennom {n} forslag",
        "nn": "Sjå gjennom {n} framlegg",
        "en": "Review {n} {n:suggestion|suggestions}",
    },
    "overview_next_code": {
        "nb": "Kod {n} utsagn som gjenstår",
        "nn": "Kod {n} {n:utsegn|utsegner} som står att",
        "en": "Code {n} {n:statement that remains|statements that remain}",
    },
    "overview_next_review": {
        "nb": "Gå gjennom kodeboken: navn, definisjoner, sammenslåing",
        "nn": "Gå gjennom kodeboka: namn, definisjonar, samanslåing",
        "en": "Review the codebook: names, definitions, merging",
    },
    "overview_next_report": {
        "nb": "Alt er kodet. Hent rapporten",
        "nn": "Alt er koda. Hent rapporten",
        "en": "Everything is coded. Get the report",
    },
    "overview_coded": {"nb": "Kodet", "nn": "Koda", "en": "Coded"},
    "overview_coded_help": {
        "nb": "Utsagn som minst én person har kodet, av alle utsagn.",
        "nn": "Utsegner som minst éin person har koda, av alle utsegner.",
        "en": "Statements that at least one person has coded, out of all.",
    },
    "overview_suggestions": {"nb": "Forslag", "nn": "Framlegg", "en": "Suggestions"},
    "overview_suggestions_help": {
        "nb": "Temaer som modellen foreslår, og som ingen har tatt stilling til.",
        "nn": "Tema som modellen foreslår, og som ingen har teke stilling til.",
        "en": "Themes that the model suggests and nobody has decided on.",
    },
    "overview_disputed": {"nb": "Uenighet", "nn": "Usemje", "en": "Disputed"},
    "overview_disputed_help": {
        "nb": "Utsagn der to kodere har valgt ulike temaer og ingen har avgjort saken.",
        "nn": "Utsegner der to kodarar har valt ulike tema og ingen har avgjort saka.",
        "en": "Statements where two coders chose different themes and nobody has settled it.",
    },
    "overview_agreement": {"nb": "Enighet (alfa)", "nn": "Semje (alfa)", "en": "Agreement (alpha)"},
    "overview_agreement_help": {
        "nb": "Krippendorffs alfa for siste lukkede utvalg, med 95 % intervall. 1 er full enighet, "
        "0 er som tilfeldig. 0,80 regnes som godt, under 0,67 som for lite.",
        "nn": "Krippendorffs alfa for siste lukka utval, med 95 % intervall. 1 er full semje, "
        "0 er som tilfeldig. 0,80 blir rekna som godt, under 0,67 som for lite.",
        "en": "Krippendorff's alpha for the last closed batch, with a 95 % interval. 1 is full agreement, "
        "0 is as by chance. 0.80 counts as good, below 0.67 as too little.",
    },
    "overview_no_agreement": {
        "nb": "Ikke målt ennå: ingen utvalg er lukket. {meaning}",
        "nn": "Ikkje målt enno: ingen utval er lukka. {meaning}",
        "en": "Not measured yet: no batch is closed. {meaning}",
    },
    "overview_waves": {"nb": "Runder", "nn": "Rundar", "en": "Waves"},
    "overview_no_wave": {"nb": "(uten runde)", "nn": "(utan runde)", "en": "(no wave)"},
    "overview_share_coded": {"nb": "Andel kodet", "nn": "Del koda", "en": "Share coded"},
    "overview_themes": {"nb": "Temaer i bruk", "nn": "Tema i bruk", "en": "Themes in use"},
    "overview_accepted": {"nb": "Kodet", "nn": "Koda", "en": "Coded"},
    "overview_waiting": {"nb": "Forslag", "nn": "Framlegg", "en": "Suggested"},
    "overview_coders": {"nb": "Hvem har kodet", "nn": "Kven har koda", "en": "Who has coded"},
    "overview_coder_statements": {"nb": "Utsagn", "nn": "Utsegner", "en": "Statements"},
}
