"""Texts of the page Administrasjon."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "administration_title": {"nb": "Administrasjon", "nn": "Administrasjon", "en": "Administration"},
    "administration_coders": {"nb": "Kodere", "nn": "Kodarar", "en": "Coders"},
    "administration_settings": {"nb": "Innstillinger", "nn": "Innstillingar", "en": "Settings"},
    "administration_backup": {"nb": "Sikkerhetskopi", "nn": "Tryggingskopi", "en": "Backup"},
    "administration_log": {"nb": "Logg", "nn": "Logg", "en": "Log"},
    "administration_name": {"nb": "Brukernavn eller e-post", "nn": "Brukarnamn eller e-post", "en": "User or e-mail"},
    "administration_name_help": {
        "nb": "Med felles innlogging: e-postadressen som innloggingen oppgir, med små bokstaver.",
        "nn": "Med felles innlogging: e-postadressa som innlogginga oppgjev, med små bokstavar.",
        "en": "With single sign-on: the e-mail address that the login gives, in lower case.",
    },
    "administration_full_name": {"nb": "Navn", "nn": "Namn", "en": "Name"},
    "administration_role": {"nb": "Rolle", "nn": "Rolle", "en": "Role"},
    "administration_role_help": {
        "nb": "Leser: ser alt. Koder: koder også. Faglig ansvarlig: endrer også kodeboken, trekker dobbelkoding og "
        "godkjenner sitater. Administrator: importerer også svar og styrer kodere og innstillinger.",
        "nn": "Lesar: ser alt. Kodar: kodar òg. Fagleg ansvarleg: endrar òg kodeboka, trekkjer dobbelkoding og "
        "godkjenner sitat. Administrator: importerer òg svar og styrer kodarar og innstillingar.",
        "en": "Reader: sees everything. Coder: codes too. Reviewer: also changes the codebook, draws double coding "
        "and approves quotes. Administrator: also imports responses and manages coders and settings.",
    },
    "administration_save_coder": {
        "nb": "Legg til eller endre",
        "nn": "Legg til eller endre",
        "en": "Add or change",
    },
    "administration_coder_saved": {
        "nb": "{name} er lagret som {role}.",
        "nn": "{name} er lagra som {role}.",
        "en": "{name} is saved as {role}.",
    },
    "administration_remove": {"nb": "Fjern adgangen", "nn": "Fjern tilgangen", "en": "Remove access"},
    "administration_remove_who": {
        "nb": "Hvem skal ikke ha adgang lenger?",
        "nn": "Kven skal ikkje ha tilgang lenger?",
        "en": "Who should no longer have access?",
    },
    "administration_remove_help": {
        "nb": "Det personen har kodet, blir stående.",
        "nn": "Det personen har koda, blir ståande.",
        "en": "What the person has coded stays.",
    },
    "administration_removed": {
        "nb": "{name} har ikke lenger adgang.",
        "nn": "{name} har ikkje tilgang lenger.",
        "en": "{name} no longer has access.",
    },
    "administration_project_name": {
        "nb": "Prosjektets navn",
        "nn": "Namnet på prosjektet",
        "en": "Name of the project",
    },
    "administration_threshold": {
        "nb": "Minste antall respondenter i en vist celle",
        "nn": "Minste tal respondentar i ei vist celle",
        "en": "Fewest respondents in a cell that is shown",
    },
    "administration_threshold_help": {
        "nb": "Tall bygd på færre enn dette trykkes ikke i rapporter. Aldri under 3.",
        "nn": "Tal bygde på færre enn dette blir ikkje trykte i rapportar. Aldri under 3.",
        "en": "Figures that rest on fewer than this are not printed in reports. Never below 3.",
    },
    "administration_export_roles": {
        "nb": "Hvem kan laste ned data",
        "nn": "Kven kan laste ned data",
        "en": "Who may download data",
    },
    "administration_saved": {"nb": "Lagret.", "nn": "Lagra.", "en": "Saved."},
    "administration_look_again": {"nb": "Hent på nytt", "nn": "Hent på nytt", "en": "Get the latest"},
    "administration_backup_help": {
        "nb": "En kopi av hele prosjektet i én fil, tatt mens andre arbeider: svar, kodebok, koding, logg, modeller "
        "og kjøringer. Den inneholder personopplysninger: oppbevar den like trygt som prosjektet.",
        "nn": "Ein kopi av heile prosjektet i éi fil, teken medan andre arbeider: svar, kodebok, koding, logg, "
        "modellar og køyringar. Han inneheld personopplysningar: oppbevar han like trygt som prosjektet.",
        "en": "A copy of the whole project in one file, taken while others work: responses, codebook, codings, log, "
        "models and runs. It holds personal data: keep it as safe as the project.",
    },
    "administration_backing_up": {"nb": "Tar kopi …", "nn": "Tek kopi …", "en": "Taking a copy …"},
    "administration_backed_up": {
        "nb": "Kopien er tatt: {name}",
        "nn": "Kopien er teken: {name}",
        "en": "The copy is taken: {name}",
    },
    "administration_restore_help": {
        "nb": "Slik blir kopien til et nytt prosjekt. Kommandoen skrives i et terminalvindu på denne maskinen; "
        "prosjektet du er i nå, blir ikke endret.",
        "nn": "Slik blir kopien til eit nytt prosjekt. Kommandoen skriv du i eit terminalvindauge på denne maskina; "
        "prosjektet du er i no, blir ikkje endra.",
        "en": "This makes a new project of the copy. Type the command in a terminal on this machine; the project you "
        "are in now is not changed.",
    },
    "administration_restored_name": {
        "nb": "gjenopprettet.textmine",
        "nn": "gjenoppretta.textmine",
        "en": "restored.textmine",
    },
    "administration_make_backup": {"nb": "Ta kopi nå", "nn": "Ta kopi no", "en": "Take a copy now"},
    "administration_backups": {"nb": "Tidligere kopier", "nn": "Tidlegare kopiar", "en": "Earlier copies"},
    "administration_no_backups": {
        "nb": "Ingen kopier ennå.",
        "nn": "Ingen kopiar enno.",
        "en": "No copies yet.",
    },
    "administration_download": {"nb": "Last ned", "nn": "Last ned", "en": "Download"},
    "administration_no_export": {
        "nb": "Rollen din kan ikke laste ned data fra prosjektet.",
        "nn": "Rolla di kan ikkje laste ned data frå prosjektet.",
        "en": "Your role may not download data from the project.",
    },
    "administration_file": {"nb": "Fil", "nn": "Fil", "en": "File"},
    "administration_size": {"nb": "Størrelse", "nn": "Storleik", "en": "Size"},
    "administration_time": {"nb": "Tid", "nn": "Tid", "en": "Time"},
    "administration_what": {"nb": "Hva", "nn": "Kva", "en": "What"},
    "administration_about": {"nb": "Gjelder", "nn": "Gjeld", "en": "About"},
    "administration_number": {"nb": "Nr.", "nn": "Nr.", "en": "No."},
    "administration_everybody": {"nb": "Alle", "nn": "Alle", "en": "Everybody"},
    "administration_log_of": {"nb": "Vis loggen til", "nn": "Vis loggen til", "en": "Show the log of"},
    "administration_undo_last": {
        "nb": "Angre det siste jeg gjorde: {what}",
        "nn": "Angre det siste eg gjorde: {what}",
        "en": "Undo what I did last: {what}",
    },
    "administration_redo_last": {
        "nb": "Gjør om igjen: {what}",
        "nn": "Gjer om att: {what}",
        "en": "Do again: {what}",
    },
    "administration_undo_entry": {
        "nb": "Angre nr. {n}: {what}",
        "nn": "Angre nr. {n}: {what}",
        "en": "Undo no. {n}: {what}",
    },
    "administration_choose_entry": {
        "nb": "Velg en av dine egne rader for å angre akkurat den.",
        "nn": "Vel ei av dine eigne rader for å angre akkurat den.",
        "en": "Choose one of your own rows to undo just that.",
    },
    "administration_undone": {"nb": "Angret: {what}", "nn": "Angra: {what}", "en": "Undone: {what}"},
    "administration_redone": {"nb": "Gjort igjen: {what}", "nn": "Gjort på nytt: {what}", "en": "Done again: {what}"},
}
