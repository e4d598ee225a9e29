"""Texts of the page Dobbelkoding."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "double_coding_title": {"nb": "Dobbelkoding", "nn": "Dobbelkoding", "en": "Double coding"},
    "double_coding_none": {
        "nb": "Ingen utvalg er trukket ennå.",
        "nn": "Ingen utval er trekte enno.",
        "en": "No batch has been drawn yet.",
    },
    "double_coding_batch": {"nb": "Utvalg {n}", "nn": "Utval {n}", "en": "Batch {n}"},
    "double_coding_yours": {
        "nb": "{name}: du har kodet {done} av {n}",
        "nn": "{name}: du har koda {done} av {n}",
        "en": "{name}: you have coded {done} of {n}",
    },
    "double_coding_go": {"nb": "Kod blindt", "nn": "Kod blindt", "en": "Code blind"},
    "double_coding_finished": {"nb": "Ferdig", "nn": "Ferdig", "en": "Finished"},
    "double_coding_tab_batches": {"nb": "Utvalg", "nn": "Utval", "en": "Batches"},
    "double_coding_tab_draw": {"nb": "Trekk nytt utvalg", "nn": "Trekk nytt utval", "en": "Draw a batch"},
    "double_coding_tab_settle": {"nb": "Avgjør uenighet", "nn": "Avgjer usemje", "en": "Settle"},
    "double_coding_open": {"nb": "kodes blindt", "nn": "blir koda blindt", "en": "being coded blind"},
    "double_coding_closed": {"nb": "lukket", "nn": "lukka", "en": "closed"},
    "double_coding_done_of": {
        "nb": "{coder}: {done} av {n}",
        "nn": "{coder}: {done} av {n}",
        "en": "{coder}: {done} of {n}",
    },
    "double_coding_close": {"nb": "Lukk", "nn": "Lukk", "en": "Close"},
    "double_coding_close_help": {
        "nb": "Alle er ferdige. Når utvalget er lukket, ser alle hverandres koding.",
        "nn": "Alle er ferdige. Når utvalet er lukka, ser alle koding frå kvarandre.",
        "en": "All have finished. Once the batch is closed, all see each other's coding.",
    },
    "double_coding_close_left": {
        "nb": "Det gjenstår {n} {n:koding|kodinger}. Lukker du nå, regnes bare det som minst to har kodet.",
        "nn": "Det står att {n} {n:koding|kodingar}. Lukkar du no, blir berre det som minst to har koda, rekna med.",
        "en": "{n} {n:coding is|codings are} left. If you close now, only what at least two have coded counts.",
    },
    "double_coding_close_do": {"nb": "Lukk utvalget", "nn": "Lukk utvalet", "en": "Close the batch"},
    "double_coding_was_closed": {
        "nb": "Utvalget er lukket. Se enigheten under Enighet, og avgjør resten her.",
        "nn": "Utvalet er lukka. Sjå semja under Semje, og avgjer resten her.",
        "en": "The batch is closed. See how far you agree under Agreement, and settle the rest here.",
    },
    "double_coding_needs_two": {
        "nb": "Dobbelkoding krever minst to kodere. En administrator legger dem til under Administrasjon.",
        "nn": "Dobbelkoding krev minst to kodarar. Ein administrator legg dei til under Administrasjon.",
        "en": "Double coding needs two coders or more. An administrator adds them under Administration.",
    },
    "double_coding_coders": {"nb": "Kodere", "nn": "Kodarar", "en": "Coders"},
    "double_coding_n": {"nb": "Antall utsagn", "nn": "Talet på utsegner", "en": "Number of statements"},
    "double_coding_name": {"nb": "Navn på utvalget", "nn": "Namn på utvalet", "en": "Name of the batch"},
    "double_coding_stratify": {"nb": "Fordel etter", "nn": "Fordel etter", "en": "Spread over"},
    "double_coding_stratify_help": {
        "nb": "Hver gruppe får sin andel av utvalget.",
        "nn": "Kvar gruppe får sin del av utvalet.",
        "en": "Each group gets its share of the batch.",
    },
    "double_coding_random": {"nb": "Helt tilfeldig", "nn": "Heilt tilfeldig", "en": "Simple random"},
    "double_coding_seed": {"nb": "Startverdi", "nn": "Startverdi", "en": "Seed"},
    "double_coding_seed_help": {
        "nb": "Samme startverdi gir samme trekning. Skriv et annet tall for å trekke andre utsagn.",
        "nn": "Lik startverdi gjev lik trekking. Skriv eit anna tal for å trekkje andre utsegner.",
        "en": "The same seed draws the same statements. Give another number to draw others.",
    },
    "double_coding_draw": {"nb": "Trekk utvalget", "nn": "Trekk utvalet", "en": "Draw the batch"},
    "double_coding_drawn": {
        "nb": "Utvalget er trukket. Koderne ser det øverst på denne siden og i køen under Koding.",
        "nn": "Utvalet er trekt. Kodarane ser det øvst på denne sida og i køen under Koding.",
        "en": "The batch is drawn. The coders see it at the top of this page and in the queue under Coding.",
    },
    "double_coding_none_closed": {
        "nb": "Ingen utvalg er lukket ennå. Det er først når et utvalg er lukket, at kodingen kan sammenlignes.",
        "nn": "Ingen utval er lukka enno. Det er først når eit utval er lukka, at kodinga kan samanliknast.",
        "en": "No batch is closed yet. Only when one is closed can the coding be compared.",
    },
    "double_coding_which": {"nb": "Utvalg", "nn": "Utval", "en": "Batch"},
    "double_coding_summary": {
        "nb": "Enige om {agreed} av {n} utsagn. {settled} er avgjort, {left} gjenstår.",
        "nn": "Samde om {agreed} av {n} {n:utsegn|utsegner}. {settled} er {settled:avgjord|avgjorde}, {left} står att.",
        "en": "Agreed on {agreed} of {n} {n:statement|statements}. {settled} settled, {left} left.",
    },
    "double_coding_all_settled": {
        "nb": "All uenighet i utvalget er avgjort.",
        "nn": "All usemje i utvalet er avgjord.",
        "en": "All differences in the batch are settled.",
    },
    "double_coding_no_theme": {"nb": "Ingen temaer", "nn": "Ingen tema", "en": "No theme"},
    "double_coding_take": {"nb": "Bruk dette", "nn": "Bruk dette", "en": "Take this"},
    "double_coding_decision": {"nb": "Avgjørelse", "nn": "Avgjerd", "en": "Decision"},
    "double_coding_why": {"nb": "Begrunnelse", "nn": "Grunngiving", "en": "Reason"},
    "double_coding_settle": {"nb": "Avgjør, neste", "nn": "Avgjer, neste", "en": "Settle, next"},
    "double_coding_later": {"nb": "Ta det senere", "nn": "Ta det seinare", "en": "Later"},
}
