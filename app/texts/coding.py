"""Texts of the page Koding."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "coding_title": {"nb": "Koding", "nn": "Koding", "en": "Coding"},
    "coding_no_codebook": {
        "nb": "Kodeboken har ingen temaer ennå. Lag temaer på siden Tema, eller la programmet finne dem under Import.",
        "nn": "Kodeboka har ingen tema enno. Lag tema på sida Tema, eller la programmet finne dei under Import.",
        "en": "The codebook has no themes yet. Make some on the page Themes, or let the program find them under "
        "Import.",
    },
    "coding_queue": {"nb": "Kø", "nn": "Kø", "en": "Queue"},
    "coding_queue_help": {
        "nb": "«Mest å lære av» gir utsagn som modellen er usikker på, og som er ulike. Et utsagn du har fått, får "
        "ingen andre så lenge du har det framme.",
        "nn": "«Mest å lære av» gjev utsegner som modellen er usikker på, og som er ulike. Når du har fått ei utsegn, "
        "får ingen andre henne så lenge du har henne framme.",
        "en": "“Most to learn from” gives statements that the model is unsure of and that differ. Nobody else gets a "
        "statement while you have it before you.",
    },
    "coding_mode_uncertain": {"nb": "Mest å lære av", "nn": "Mest å lære av", "en": "Most to learn from"},
    "coding_mode_verify": {
        "nb": "Kontroller forslag til ett tema",
        "nn": "Kontroller framlegg til eitt tema",
        "en": "Check suggestions of one theme",
    },
    "coding_mode_disagreement": {
        "nb": "Der koderne er uenige",
        "nn": "Der kodarane er usamde",
        "en": "Where coders disagree",
    },
    "coding_mode_search": {"nb": "Treff på et søk", "nn": "Treff på eit søk", "en": "Hits of a search"},
    "coding_mode_batch": {"nb": "Dobbelkoding", "nn": "Dobbelkoding", "en": "Double coding"},
    "coding_batch": {"nb": "Utvalg", "nn": "Utval", "en": "Batch"},
    "coding_quick": {
        "nb": "Talltast lagrer med en gang",
        "nn": "Taltast lagrar med ein gong",
        "en": "A number key saves at once",
    },
    "coding_quick_help": {
        "nb": "For utsagn med ett tema: Når du trykker på tallet, lagres utsagnet, og du får det neste.",
        "nn": "For utsegner med eitt tema: Når du trykkjer på talet, blir utsegna lagra, og du får den neste.",
        "en": "For statements with one theme: pressing the number saves the statement and brings the next.",
    },
    "coding_keyboard": {"nb": "Taster", "nn": "Tastar", "en": "Keys"},
    "coding_keys": {
        "nb": "Temaer på tastene 1–9",
        "nn": "Tema på tastane 1–9",
        "en": "Themes on the keys 1–9",
    },
    "coding_keys_help": {
        "nb": "Det første temaet får tasten 1, det neste tasten 2 og så videre.",
        "nn": "Det første temaet får tasten 1, det neste tasten 2 og så vidare.",
        "en": "The first theme gets the key 1, the next the key 2, and so on.",
    },
    "coding_memo": {"nb": "Notat (M)", "nn": "Notat (M)", "en": "Memo (M)"},
    "coding_memo_help": {
        "nb": "Tasten M går til notatet, Esc går ut av det. Notatet lagres sammen med utsagnet, på det første "
        "temaet du valgte.",
        "nn": "Tasten M går til notatet, Esc går ut av det. Notatet blir lagra saman med utsegna, på det første "
        "temaet du valde.",
        "en": "The key M goes to the memo, Esc leaves it. It is saved with the statement, on the first theme you "
        "chose.",
    },
    "coding_memo_needs_theme": {
        "nb": "Et notat må høre til et tema. Velg et tema, eller tøm notatet.",
        "nn": "Eit notat må høyre til eit tema. Vel eit tema, eller tøm notatet.",
        "en": "A memo belongs to a theme. Choose one, or empty the memo.",
    },
    "coding_choose_first": {
        "nb": "Velg minst ett tema, eller trykk 0 hvis ingen av dem passer.",
        "nn": "Vel minst eitt tema, eller trykk 0 om ingen av dei passar.",
        "en": "Choose at least one theme, or press 0 if none of them fits.",
    },
    "coding_count": {
        "nb": "{n} kodet siden du åpnet siden",
        "nn": "{n} koda sidan du opna sida",
        "en": "{n} coded since you opened the page",
    },
    "coding_saved": {"nb": "Lagret: {themes}", "nn": "Lagra: {themes}", "en": "Saved: {themes}"},
    "coding_no_theme": {"nb": "ingen temaer passer", "nn": "ingen tema passar", "en": "no theme fits"},
    "coding_rejected": {"nb": "Avvist: {themes}", "nn": "Avvist: {themes}", "en": "Rejected: {themes}"},
    "coding_skipped": {"nb": "Hoppet over", "nn": "Hoppa over", "en": "Skipped"},
    "coding_undone": {"nb": "Angret", "nn": "Angra", "en": "Undone"},
    "coding_redone": {"nb": "Gjort om igjen", "nn": "Gjort om att", "en": "Done again"},
    "coding_undone_elsewhere": {
        "nb": "Angret det siste du gjorde på en annen side",
        "nn": "Angra det siste du gjorde på ei anna side",
        "en": "Undid the last thing you did on another page",
    },
    "coding_redone_elsewhere": {
        "nb": "Gjorde om igjen det du angret på en annen side",
        "nn": "Gjorde om att det du angra på ei anna side",
        "en": "Did again what you undid on another page",
    },
    "coding_nothing_to_undo": {
        "nb": "Det er ikke mer å angre",
        "nn": "Det er ikkje meir å angre",
        "en": "There is nothing more to undo",
    },
    "coding_conflict": {
        "nb": "{who} kom først: endret dette klokken {when} ({what}). Det du har valgt og skrevet, står her fortsatt. "
        "Lagre en gang til hvis ditt skal gjelde.",
        "nn": "{who} kom først: endra dette klokka {when} ({what}). Det du har valt og skrive, står her framleis. "
        "Lagre éin gong til om ditt skal gjelde.",
        "en": "{who} was first: changed this at {when} ({what}). What you chose and typed is still here. "
        "Save once more if yours is to stand.",
    },
    "coding_failed": {"nb": "Det gikk ikke: {why}", "nn": "Det gjekk ikkje: {why}", "en": "That failed: {why}"},
    "coding_taken": {
        "nb": "En annen koder har dette utsagnet framme nå.",
        "nn": "Ein annan kodar har denne utsegna framme no.",
        "en": "Another coder has this statement before her now.",
    },
    "coding_queue_empty": {
        "nb": "Det er ikke flere utsagn i denne køen. Velg en annen kø, eller hent tilbake det du hoppet over.",
        "nn": "Det er ikkje fleire att i denne køen. Vel ein annan kø, eller hent tilbake det du hoppa over.",
        "en": "No statements are left in this queue. Choose another one, or bring back what you skipped.",
    },
    "coding_queue_choose": {
        "nb": "Fyll ut valget over, så kommer det første utsagnet.",
        "nn": "Fyll ut valet over, så kjem den første utsegna.",
        "en": "Make the choice above, and the first statement comes.",
    },
    "coding_bring_back": {
        "nb": "Hent tilbake det du hoppet over",
        "nn": "Hent tilbake det du hoppa over",
        "en": "Bring back what you skipped",
    },
    "coding_others": {"nb": "Kodet før: {who}", "nn": "Koda før: {who}", "en": "Coded before: {who}"},
    "coding_suggestions": {
        "nb": "Forslag fra modellen, med hvor sikker den er",
        "nn": "Framlegg frå modellen, med kor sikker han er",
        "en": "Suggestions of the model, and how sure it is",
    },
    "coding_accept_one": {"nb": "Godta", "nn": "Godta", "en": "Accept"},
    "coding_reject_one": {"nb": "Avvis", "nn": "Avvis", "en": "Reject"},
    "coding_more_themes": {"nb": "Andre temaer", "nn": "Andre tema", "en": "Other themes"},
    "coding_more_themes_hint": {"nb": "Velg flere", "nn": "Vel fleire", "en": "Choose more"},
    "coding_save_next": {"nb": "Lagre", "nn": "Lagre", "en": "Save"},
    "coding_none_fits": {"nb": "Ingen passer", "nn": "Ingen passar", "en": "None fits"},
    "coding_accept": {"nb": "Godta alle", "nn": "Godta alle", "en": "Accept all"},
    "coding_reject": {"nb": "Avvis alle", "nn": "Avvis alle", "en": "Reject all"},
    "coding_skip": {"nb": "Hopp over", "nn": "Hopp over", "en": "Skip"},
    "coding_undo": {"nb": "Angre", "nn": "Angre", "en": "Undo"},
    "coding_redo": {"nb": "Gjør om igjen", "nn": "Gjer om att", "en": "Redo"},
    "coding_cut": {"nb": "Del utsagnet", "nn": "Del utsegna", "en": "Split the statement"},
    "coding_cut_help": {
        "nb": "Sett {mark} i teksten der utsagnet skal deles.",
        "nn": "Set {mark} i teksten der utsegna skal delast.",
        "en": "Put {mark} into the text where the statement is to be split.",
    },
    "coding_cut_do": {"nb": "Del", "nn": "Del", "en": "Split"},
    "coding_was_cut": {
        "nb": "Utsagnet er delt i to",
        "nn": "Utsegna er delt i to",
        "en": "The statement is now two",
    },
    "coding_join_before": {"nb": "Slå sammen med forrige", "nn": "Slå saman med førre", "en": "Join with previous"},
    "coding_join_after": {"nb": "Slå sammen med neste", "nn": "Slå saman med neste", "en": "Join with next"},
    "coding_joined": {
        "nb": "De to utsagnene er slått sammen",
        "nn": "Dei to utsegnene er slegne saman",
        "en": "The two statements are joined",
    },
    "coding_alike": {"nb": "Kod alle som dette", "nn": "Kod alle som denne", "en": "Code all like this"},
    "coding_alike_level": {"nb": "Hvor like", "nn": "Kor like", "en": "How alike"},
    "coding_alike_help": {
        "nb": "Jo lavere tall, jo flere utsagn og jo flere feil. Utsagn som noen har tatt stilling til, er ikke med.",
        "nn": "Di lågare tal, di fleire utsegner og di fleire feil. Utsegner som nokon har teke stilling til, er "
        "ikkje med.",
        "en": "The lower the number, the more statements and the more mistakes. Statements somebody decided on are "
        "left out.",
    },
    "coding_alike_working": {
        "nb": "Leter etter utsagn som ligner …",
        "nn": "Leitar etter utsegner som liknar …",
        "en": "Looking for statements alike …",
    },
    "coding_alike_found": {
        "nb": "{n} {n:annet|andre} utsagn er så {n:likt|like}. Fjern haken der det ikke hører med.",
        "nn": "{n} {n:anna utsegn|andre utsegner} er så {n:lik|like}. Fjern haken der ho ikkje høyrer med.",
        "en": "{n} other {n:statement is|statements are} this alike. Untick what does not belong.",
    },
    "coding_alike_counts": {
        "nb": "Antall utsagn ved hver grense: {counts}",
        "nn": "Talet på utsegner ved kvar grense: {counts}",
        "en": "Statements at each level: {counts}",
    },
    "coding_alike_nothing": {
        "nb": "Ingen andre utsagn er så like. Prøv et lavere tall.",
        "nn": "Ingen andre utsegner er så like. Prøv eit lågare tal.",
        "en": "No other statements are this alike. Try a lower number.",
    },
    "coding_alike_unseen": {
        "nb": "{n} til vises ikke her. De nærmeste og de minst like er blant dem du ser.",
        "nn": "{n} til er ikkje {n:vist|viste} her. Dei næraste og dei minst like er mellom dei du ser.",
        "en": "{n} more {n:is|are} not shown. The nearest and the least alike are among those you see.",
    },
    "coding_alike_do": {
        "nb": "Kod {n} utsagn med «{theme}»",
        "nn": "Kod {n} {n:utsegn|utsegner} med «{theme}»",
        "en": "Code {n} {n:statement|statements} with “{theme}”",
    },
    "coding_alike_done": {
        "nb": "Kodet {n} utsagn: {themes}",
        "nn": "Koda {n} {n:utsegn|utsegner}: {themes}",
        "en": "Coded {n} {n:statement|statements}: {themes}",
    },
}
