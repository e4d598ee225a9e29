"""Texts that several pages share: languages, roles, login, buttons, words of the field."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "nb": {"nb": "bokmål", "nn": "bokmål", "en": "bokmål"},
    "nn": {"nb": "nynorsk", "nn": "nynorsk", "en": "nynorsk"},
    "other": {"nb": "annet", "nn": "anna", "en": "other"},
    "wave": {"nb": "Runde", "nn": "Runde", "en": "Wave"},
    "standard": {"nb": "Målform", "nn": "Målform", "en": "Written standard"},
    "theme": {"nb": "Tema", "nn": "Tema", "en": "Theme"},
    "themes": {"nb": "Temaer", "nn": "Tema", "en": "Themes"},
    "statement": {"nb": "Utsagn", "nn": "Utsegn", "en": "Statement"},
    "statements": {"nb": "Utsagn", "nn": "Utsegner", "en": "Statements"},
    "responses": {"nb": "Svar", "nn": "Svar", "en": "Responses"},
    "coder": {"nb": "Koder", "nn": "Kodar", "en": "Coder"},
    "search": {"nb": "Søk i utsagn", "nn": "Søk i utsegner", "en": "Search statements"},
    "save": {"nb": "Lagre", "nn": "Lagre", "en": "Save"},
    "choose": {"nb": "Velg", "nn": "Vel", "en": "Choose"},
    "role_reader": {"nb": "Leser", "nn": "Lesar", "en": "Reader"},
    "role_coder": {"nb": "Koder", "nn": "Kodar", "en": "Coder"},
    "role_reviewer": {"nb": "Faglig ansvarlig", "nn": "Fagleg ansvarleg", "en": "Reviewer"},
    "role_admin": {"nb": "Administrator", "nn": "Administrator", "en": "Administrator"},
    "log_in": {"nb": "Logg inn", "nn": "Logg inn", "en": "Log in"},
    "log_out": {"nb": "Logg ut", "nn": "Logg ut", "en": "Log out"},
    "login_needed": {
        "nb": "Logg inn for å komme til prosjektet.",
        "nn": "Logg inn for å kome til prosjektet.",
        "en": "Log in to get to the project.",
    },
    "login_expired": {
        "nb": "Du har vært innlogget så lenge at du må logge inn på nytt. Alt du har lagret, er tatt vare på.",
        "nn": "Du har vore innlogga så lenge at du må logge inn på nytt. Alt du har lagra, er teke vare på.",
        "en": "You have been logged in for so long that you must log in again. Everything you saved is kept.",
    },
    "login_unknown": {
        "nb": "Du er logget inn, men er ikke lagt til i dette prosjektet. Be en administrator legge til:",
        "nn": "Du er logga inn, men er ikkje lagd til i dette prosjektet. Be ein administrator leggje til:",
        "en": "You are logged in, but not part of this project. Ask an administrator to add:",
    },
    "not_allowed": {
        "nb": "Rollen din gir ikke adgang til dette. Spør en administrator.",
        "nn": "Rolla di gjev ikkje tilgang til dette. Spør ein administrator.",
        "en": "Your role does not give access to this. Ask an administrator.",
    },
    "cannot_open_project": {
        "nb": "Kan ikke åpne prosjektet.",
        "nn": "Kan ikkje opne prosjektet.",
        "en": "The project cannot be opened.",
    },
    "demo_project": {
        "nb": "Demo: svar skrevet for prosjektet, ikke samlet inn. Det du gjør her, blir borte når appen stopper.",
        "nn": "Demo: svar skrivne for prosjektet, ikkje samla inn. Det du gjer her, blir borte når appen stoppar.",
        "en": "Demo: answers written for the project, not collected. What you do here is gone when the app stops.",
    },
    "demo_opening": {
        "nb": "Åpner demoundersøkelsen …",
        "nn": "Opnar demoundersøkinga …",
        "en": "Opening the demo survey …",
    },
    "not_done": {
        "nb": "Dette ble ikke gjort. Det du har skrevet, står fortsatt i feltene.",
        "nn": "Dette vart ikkje gjort. Det du har skrive, står framleis i felta.",
        "en": "This was not done. What you typed is still in the fields.",
    },
    "conflict": {
        "nb": "Noen andre rakk å endre dette før deg. Ingenting er overskrevet, og det du skrev, er tatt vare på.",
        "nn": "Nokon andre rakk å endre dette før deg. Ingenting er overskrive, og det du skreiv, er teke vare på.",
        "en": "Somebody else changed this before you. Nothing was overwritten, and what you typed is kept.",
    },
    "conflict_by": {
        "nb": "Endret av {who} {when}: {thing}",
        "nn": "Endra av {who} {when}: {thing}",
        "en": "Changed by {who} {when}: {thing}",
    },
    "conflict_typed": {
        "nb": "Dette ville du lagre. Se på den nye versjonen og prøv på nytt.",
        "nn": "Dette ville du lagre. Sjå på den nye versjonen og prøv på nytt.",
        "en": "This is what you wanted to save. Look at the new version and try again.",
    },
    "rows_shown": {
        "nb": "{first}–{last} av {total}",
        "nn": "{first}–{last} av {total}",
        "en": "{first}–{last} of {total}",
    },
    "of": {"nb": "{n} av {total}", "nn": "{n} av {total}", "en": "{n} of {total}"},
    "job_import": {"nb": "Importerer", "nn": "Importerer", "en": "Importing"},
    "job_discover": {"nb": "Finner temaer", "nn": "Finn tema", "en": "Finding themes"},
    "job_report": {"nb": "Lager rapport", "nn": "Lagar rapport", "en": "Making the report"},
    "job_step_cut": {
        "nb": "deler svarene i utsagn",
        "nn": "deler svara i utsegner",
        "en": "cutting responses into statements",
    },
    "job_step_write": {"nb": "lagrer", "nn": "lagrar", "en": "saving"},
    "job_step_encode": {"nb": "leser utsagnene", "nn": "les utsegnene", "en": "reading the statements"},
    "job_step_group": {"nb": "grupperer", "nn": "grupperer", "en": "grouping"},
    "job_failed_import": {
        "nb": "Importen stoppet. Ingenting ble lagret.",
        "nn": "Importen stoppa. Ingenting vart lagra.",
        "en": "The import stopped. Nothing was saved.",
    },
    "job_failed_discover": {
        "nb": "Temaene ble ikke funnet. Ingenting ble lagret.",
        "nn": "Temaa vart ikkje funne. Ingenting vart lagra.",
        "en": "The themes were not found. Nothing was saved.",
    },
    "job_failed_report": {
        "nb": "Rapporten ble ikke laget.",
        "nn": "Rapporten vart ikkje laga.",
        "en": "The report was not made.",
    },
    "job_interrupted": {
        "nb": "Appen ble stoppet mens dette pågikk. Ingenting er lagret halvveis; start det på nytt.",
        "nn": "Appen vart stoppa medan dette gjekk føre seg. Ingenting er lagra halvvegs; start det på nytt.",
        "en": "The app was stopped while this was going on. Nothing is half saved; start it again.",
    },
}
