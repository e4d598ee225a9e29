"""Texts of the promise to find most of what is said about a theme, on the page Ny runde."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "new_wave_promise_title": {
        "nb": "Finn det meste om ett tema",
        "nn": "Finn det meste om eitt tema",
        "en": "Find most of what is said about a theme",
    },
    "new_wave_promise_help": {
        "nb": "Velg hvor mye du må ha med. Stikkprøven viser hvor mange utsagn som da må leses, og hvor mange av dem "
        "som handler om noe annet.",
        "nn": "Vel kor mykje du må ha med. Stikkprøva viser kor mange utsegner som då må lesast, og kor mange av dei "
        "som handlar om noko anna.",
        "en": "Choose how much you must find. The audit sample tells how many statements that takes to read, and how "
        "many of them are about something else.",
    },
    "new_wave_promise_theme": {
        "nb": "{theme} ({n} i stikkprøven)",
        "nn": "{theme} ({n} i stikkprøva)",
        "en": "{theme} ({n} in the sample)",
    },
    "new_wave_promise_recall": {"nb": "Finn minst", "nn": "Finn minst", "en": "Find at least"},
    "new_wave_promise_said": {
        "nb": "Finn minst {recall} av utsagnene om «{theme}»: les {n} utsagn, {share} av runden.",
        "nn": "Finn minst {recall} av utsegnene om «{theme}»: les {n} {n:utsegn|utsegner}, {share} av runden.",
        "en": "Find at least {recall} of the statements about “{theme}”: read {n} {n:statement|statements}, "
        "{share} of the wave.",
    },
    "new_wave_promise_too_few": {
        "nb": "Å love {recall} krever minst {least} utsagn om temaet i stikkprøven. «{theme}» har {n}. Krev mindre, "
        "eller trekk en større stikkprøve.",
        "nn": "Å love {recall} krev minst {least} {least:utsegn|utsegner} om temaet i stikkprøva. «{theme}» har {n}. "
        "Krev mindre, eller trekk ei større stikkprøve.",
        "en": "To promise {recall} takes at least {least} {least:statement|statements} about the theme in the sample. "
        "“{theme}” has {n}. Ask for less, or draw a larger sample.",
    },
    "new_wave_promise_no_theme": {
        "nb": "Ingen av modellens temaer ble funnet i stikkprøven, så ingenting kan loves.",
        "nn": "Ingen av temaa til modellen vart funne i stikkprøva, så ingenting kan lovast.",
        "en": "None of the model's themes was found in the sample, so nothing can be promised.",
    },
    "new_wave_promise_old_run": {
        "nb": "Kjøringen er fra en eldre versjon, som ikke tok vare på det som trengs her. Kjør på nytt.",
        "nn": "Køyringa er frå ein eldre versjon, som ikkje tok vare på det som trengst her. Køyr på nytt.",
        "en": "The run is of an older version, which did not keep what is needed here. Run again.",
    },
    "new_wave_promise_how": {"nb": "Slik", "nn": "Slik", "en": "How"},
    "new_wave_promise_read": {"nb": "Utsagn å lese", "nn": "Utsegner å lese", "en": "Statements to read"},
    "new_wave_promise_model": {
        "nb": "Bare modellens forslag",
        "nn": "Berre framlegga frå modellen",
        "en": "The model's suggestions alone",
    },
    "new_wave_promise_kept": {"nb": "Med løftet", "nn": "Med lovnaden", "en": "With the promise"},
    "new_wave_promise_at_least": {"nb": "minst {recall}", "nn": "minst {recall}", "en": "at least {recall}"},
    "new_wave_promise_holds": {
        "nb": "Regnet ut av {n} utsagn om temaet i stikkprøven. Holder i minst {times} av 10 slike stikkprøver, og "
        "bare for denne runden.",
        "nn": "Rekna ut av {n} {n:utsegn|utsegner} om temaet i stikkprøva. Held i minst {times} av 10 slike "
        "stikkprøver, og berre for denne runden.",
        "en": "Worked out from {n} {n:statement|statements} about the theme in the sample. Holds in at least {times} "
        "of 10 such samples, and for this wave alone.",
    },
    "new_wave_promise_all_read": {
        "nb": "Alle disse er kodet.",
        "nn": "Alle desse er koda.",
        "en": "All of these have been coded.",
    },
}
