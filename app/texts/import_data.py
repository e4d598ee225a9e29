"""Texts of the page Import."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "import_data_title": {"nb": "Import", "nn": "Import", "en": "Import"},
    "import_data_file": {"nb": "Fil med svar", "nn": "Fil med svar", "en": "File with responses"},
    "import_data_file_help": {
        "nb": "CSV, Excel, OpenDocument, SPSS, Stata, Parquet eller JSON; eksport fra SurveyXact, Nettskjema og "
        "Questback kjennes igjen. Filen blir på denne maskinen.",
        "nn": "CSV, Excel, OpenDocument, SPSS, Stata, Parquet eller JSON; eksport frå SurveyXact, Nettskjema og "
        "Questback blir kjend att. Fila blir på denne maskina.",
        "en": "CSV, Excel, OpenDocument, SPSS, Stata, Parquet or JSON; exports from SurveyXact, Nettskjema and "
        "Questback are recognised. The file stays on this machine.",
    },
    "import_data_unreadable": {
        "nb": "Filen kan ikke leses slik. Velg andre kolonner eller en annen fil.",
        "nn": "Fila kan ikkje lesast slik. Vel andre kolonnar eller ei anna fil.",
        "en": "The file cannot be read like this. Choose other columns or another file.",
    },
    "import_data_which_text": {
        "nb": "Det er ikke til å se av filen hvilken kolonne svarene står i. Velg den her.",
        "nn": "Det er ikkje til å sjå av fila kva kolonne svara står i. Vel han her.",
        "en": "The file does not show which column holds the responses. Choose it here.",
    },
    "import_data_understood": {"nb": "Slik leses filen", "nn": "Slik blir fila lesen", "en": "How the file is read"},
    "import_data_understood_line": {
        "nb": "{kind}. {rows} {rows:rad|rader}, {empty} uten tekst.",
        "nn": "{kind}. {rows} {rows:rad|rader}, {empty} utan tekst.",
        "en": "{kind}. {rows} {rows:row|rows}, {empty} without text.",
    },
    "import_data_columns": {"nb": "Kolonner", "nn": "Kolonnar", "en": "Columns"},
    "import_data_text": {"nb": "Svarene står i", "nn": "Svara står i", "en": "The responses are in"},
    "import_data_text_others": {
        "nb": "Også disse ser ut som kommentarer: {names}. Importer ett spørsmål om gangen.",
        "nn": "Desse ser òg ut som kommentarar: {names}. Importer eitt spørsmål om gongen.",
        "en": "These look like comments too: {names}. Import one question at a time.",
    },
    "import_data_id": {"nb": "Respondentens id", "nn": "ID-en til respondenten", "en": "Respondent id"},
    "import_data_id_help": {
        "nb": "Med en id kan en ny versjon av filen sammenlignes med det som er importert før.",
        "nn": "Med ein ID kan ein ny versjon av fila samanliknast med det som er importert før.",
        "en": "With an id, a new version of the file can be compared with what was imported before.",
    },
    "import_data_row_number": {"nb": "Ingen: bruk radnummer", "nn": "Ingen: bruk radnummer", "en": "None: row numbers"},
    "import_data_wave_column": {"nb": "Runden står i", "nn": "Runden står i", "en": "The wave is in"},
    "import_data_wave_none": {"nb": "Ingen kolonne", "nn": "Ingen kolonne", "en": "No column"},
    "import_data_wave_value": {
        "nb": "Runde for hele filen",
        "nn": "Runde for heile fila",
        "en": "Wave of the whole file",
    },
    "import_data_wave_value_hint": {"nb": "for eksempel 2024", "nn": "til dømes 2024", "en": "for example 2024"},
    "import_data_attributes": {
        "nb": "Bakgrunnsopplysninger som tas med",
        "nn": "Bakgrunnsopplysningar som blir tekne med",
        "en": "Background variables to keep",
    },
    "import_data_attributes_help": {
        "nb": "Kolonner med navn, e-post og annet som peker ut personer, er utelatt fra starten.",
        "nn": "Kolonnar med namn, e-post og anna som peikar ut personar, er utelatne frå starten.",
        "en": "Columns with names, e-mail and the like that point out people are left out to begin with.",
    },
    "import_data_preview": {"nb": "De første svarene", "nn": "Dei første svara", "en": "The first responses"},
    "import_data_compare": {
        "nb": "Sammenlign med prosjektet",
        "nn": "Samanlikn med prosjektet",
        "en": "Compare with the project",
    },
    "import_data_other_file": {"nb": "Velg en annen fil", "nn": "Vel ei anna fil", "en": "Choose another file"},
    "import_data_plan": {"nb": "Dette vil skje", "nn": "Dette vil skje", "en": "What will happen"},
    "import_data_new": {"nb": "Nye svar", "nn": "Nye svar", "en": "New responses"},
    "import_data_same": {"nb": "Uendret", "nn": "Uendra", "en": "Unchanged"},
    "import_data_changed": {"nb": "Endret i filen", "nn": "Endra i fila", "en": "Changed in the file"},
    "import_data_gone": {"nb": "Ikke i filen", "nn": "Ikkje i fila", "en": "Not in the file"},
    "import_data_before": {"nb": "I prosjektet", "nn": "I prosjektet", "en": "In the project"},
    "import_data_after": {"nb": "I filen", "nn": "I fila", "en": "In the file"},
    "import_data_field": {"nb": "Felt", "nn": "Felt", "en": "Field"},
    "import_data_field_text": {"nb": "svaret", "nn": "svaret", "en": "the response"},
    "import_data_response": {"nb": "Svar", "nn": "Svar", "en": "Response"},
    "import_data_take_changes": {
        "nb": "Ta over endringene. Utsagn med de samme ordene beholder kodingene sine.",
        "nn": "Ta over endringane. Utsegner med dei same orda held på kodingane sine.",
        "en": "Take over the changes. Statements with the same words keep their codings.",
    },
    "import_data_lost": {
        "nb": "{n} {n:koding|kodinger} står på utsagn som ikke lenger finnes i den nye teksten, og faller da bort.",
        "nn": "{n} {n:koding|kodingar} står på utsegner som ikkje lenger finst i den nye teksten, og fell då bort.",
        "en": "{n} {n:coding is|codings are} on statements that the new text no longer has, and would be lost.",
    },
    "import_data_remove_gone": {
        "nb": "Fjern svarene som ikke er i filen",
        "nn": "Fjern svara som ikkje er i fila",
        "en": "Remove the responses that are not in the file",
    },
    "import_data_nothing": {
        "nb": "Alt i filen er allerede i prosjektet.",
        "nn": "Alt i fila er alt i prosjektet.",
        "en": "Everything in the file is in the project already.",
    },
    "import_data_apply": {"nb": "Importer", "nn": "Importer", "en": "Import"},
    "import_data_running": {
        "nb": "Du kan gå til andre sider imens. Framdriften vises i menyen.",
        "nn": "Du kan gå til andre sider imens. Framdrifta er synleg i menyen.",
        "en": "You may go to other pages meanwhile. Progress is shown in the menu.",
    },
    "import_data_done": {
        "nb": "Importert: {new} {new:nytt|nye} svar, {changed} endret, {gone} fjernet.",
        "nn": "Importert: {new} {new:nytt|nye} svar, {changed} endra, {gone} fjerna.",
        "en": "Imported: {new} new {new:response|responses}, {changed} changed, {gone} removed.",
    },
    "import_data_undo_hint": {
        "nb": "Importen kan angres i loggen under Administrasjon.",
        "nn": "Importen kan angrast i loggen under Administrasjon.",
        "en": "The import can be undone in the log under Administration.",
    },
    "import_data_find": {"nb": "Finn temaer", "nn": "Finn tema", "en": "Find themes"},
    "import_data_find_help": {
        "nb": "Utsagn som ligner hverandre, samles til et utkast til kodebok, og hvert utsagn får et forslag. "
        "Du bestemmer: alt kan endres på siden Tema, og ingenting er kodet før et menneske har sagt ja.",
        "nn": "Utsegner som liknar kvarandre, blir samla til eit utkast til kodebok, og kvar utsegn får eit framlegg. "
        "Du avgjer: alt kan endrast på sida Tema, og ingenting er koda før eit menneske har sagt ja.",
        "en": "Statements that are alike are gathered into a draft of a codebook, and each statement gets a "
        "suggestion. You decide: everything can be changed on the page Themes, and nothing is coded until a person "
        "says so.",
    },
    "import_data_number": {
        "nb": "Antall temaer (0: finn selv)",
        "nn": "Talet på tema (0: finn sjølv)",
        "en": "Number of themes (0: find out)",
    },
    "import_data_found": {
        "nb": "{themes} {themes:tema|temaer} funnet, {suggestions} utsagn har fått et forslag.",
        "nn": "{themes} tema funne, {suggestions} {suggestions:utsegn|utsegner} har fått eit framlegg.",
        "en": "{themes} {themes:theme|themes} found, "
        "{suggestions} {suggestions:statement has|statements have} a suggestion.",
    },
    "import_data_largest": {
        "nb": "De største, med antall utsagn:",
        "nn": "Dei største, med talet på utsegner:",
        "en": "The largest, with the number of statements:",
    },
    "import_data_next": {"nb": "**Neste steg**", "nn": "**Neste steg**", "en": "**What next**"},
    "import_data_to_themes": {
        "nb": "Gå gjennom temaene: gi dem navn, slå sammen og del",
        "nn": "Gå gjennom temaa: gje dei namn, slå saman og del",
        "en": "Go through the themes: name, merge and split them",
    },
    "import_data_to_new_wave": {
        "nb": "La en modell kode de nye svarene",
        "nn": "Lat ein modell kode dei nye svara",
        "en": "Have a model code the new responses",
    },
    "import_data_to_coding": {"nb": "Kod utsagnene", "nn": "Kod utsegnene", "en": "Code the statements"},
    "import_data_dismiss": {"nb": "Lukk meldingen", "nn": "Lukk meldinga", "en": "Close the message"},
}
