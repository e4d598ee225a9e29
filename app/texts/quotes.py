"""Texts of the page Sitater."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "quotes_title": {"nb": "Sitater", "nn": "Sitat", "en": "Quotes"},
    "quotes_help": {
        "nb": "Finn utsagn som til sammen står for et tema. Det som godkjennes, kommer med i rapporten, alltid "
        "sladdet. Originalen blir aldri endret og aldri trykket.",
        "nn": "Finn utsegner som til saman står for eit tema. Det som blir godkjent, kjem med i rapporten, alltid "
        "sladda. Originalen blir aldri endra og aldri trykt.",
        "en": "Find statements that together stand for a theme. What is approved goes into the report, always "
        "redacted. The original is never changed and never printed.",
    },
    "quotes_empty": {
        "nb": "Sitater kan velges når kodeboken har temaer.",
        "nn": "Sitat kan veljast når kodeboka har tema.",
        "en": "Quotes can be picked once the codebook has themes.",
    },
    "quotes_kinds": {"nb": "Hva slags sitater", "nn": "Kva slags sitat", "en": "What kind of quotes"},
    "quotes_kinds_help": {
        "nb": "Representative dekker temaet sammen. Typisk, ytterpunkt og avvikende gir ett utsagn hver.",
        "nn": "Representative dekkjer temaet saman. Typisk, ytterpunkt og avvikande gjev éi utsegn kvar.",
        "en": "Representative ones cover the theme together. Typical, extreme and dissenting give one statement each.",
    },
    "quotes_kind_representative": {"nb": "Representativt", "nn": "Representativt", "en": "Representative"},
    "quotes_kind_typical": {"nb": "Typisk", "nn": "Typisk", "en": "Typical"},
    "quotes_kind_extreme": {"nb": "Ytterpunkt", "nn": "Ytterpunkt", "en": "Extreme"},
    "quotes_kind_dissenting": {"nb": "Avvikende", "nn": "Avvikande", "en": "Dissenting"},
    "quotes_no_kind": {
        "nb": "Velg minst ett slags sitat.",
        "nn": "Vel minst eitt slags sitat.",
        "en": "Choose at least one kind of quote.",
    },
    "quotes_n": {"nb": "Antall representative", "nn": "Tal representative", "en": "Number of representative ones"},
    "quotes_n_help": {
        "nb": "Høyst ett sitat per respondent.",
        "nn": "Høgst eitt sitat per respondent.",
        "en": "At most one quote a respondent.",
    },
    "quotes_words": {"nb": "Lengde i ord", "nn": "Lengd i ord", "en": "Length in words"},
    "quotes_balance": {"nb": "Fordel over", "nn": "Fordel over", "en": "Balance over"},
    "quotes_how": {"nb": "Fordeling", "nn": "Fordeling", "en": "Balance"},
    "quotes_how_proportional": {"nb": "Som i temaet", "nn": "Som i temaet", "en": "As in the theme"},
    "quotes_how_even": {"nb": "Likt", "nn": "Likt", "en": "Evenly"},
    "quotes_attributes": {
        "nb": "Vis ved sitatet",
        "nn": "Vis ved sitatet",
        "en": "Show with the quote",
    },
    "quotes_attributes_help": {
        "nb": "Runden og det du velger her, vises bare der det til sammen passer på nok respondenter. "
        "Det du velger først, går foran.",
        "nn": "Runden og det du vel her, blir vist berre der det til saman passar på nok respondentar. "
        "Det du vel først, går føre.",
        "en": "The wave and what you choose here is shown only where it fits enough respondents together. "
        "What you choose first goes first.",
    },
    "quotes_pick": {"nb": "Finn sitater", "nn": "Finn sitat", "en": "Find quotes"},
    "quotes_working": {
        "nb": "Leser utsagnene i temaet …",
        "nn": "Les utsegnene i temaet …",
        "en": "Reading the theme's statements …",
    },
    "quotes_view": {"nb": "Hva som vises", "nn": "Kva som blir vist", "en": "What is shown"},
    "quotes_view_picks": {"nb": "Forslag", "nn": "Framlegg", "en": "Picked"},
    "quotes_view_decided": {"nb": "Vurdert", "nn": "Vurdert", "en": "Decided"},
    "quotes_none_picked": {
        "nb": "Velg til venstre hva slags sitater du vil ha, og trykk «Finn sitater».",
        "nn": "Vel til venstre kva slags sitat du vil ha, og trykk «Finn sitat».",
        "en": "Choose on the left what kind of quotes you want, and press “Find quotes”.",
    },
    "quotes_found_none": {
        "nb": "Ingen utsagn passer. Prøv en annen lengde eller et annet slags sitat.",
        "nn": "Inga utsegn passar. Prøv ei anna lengd eller eit anna slags sitat.",
        "en": "No statement fits. Try another length or another kind of quote.",
    },
    "quotes_none_decided": {
        "nb": "Ingen sitater i dette temaet er vurdert ennå.",
        "nn": "Ingen sitat i dette temaet er vurderte enno.",
        "en": "No quote of this theme has been decided on yet.",
    },
    "quotes_suggested": {
        "nb": "Ingen har kodet dette temaet ennå. Sitatene er valgt blant modellens forslag.",
        "nn": "Ingen har koda dette temaet enno. Sitata er valde blant framlegga frå modellen.",
        "en": "Nobody has coded this theme yet. The quotes are picked among the model's suggestions.",
    },
    "quotes_original": {
        "nb": "Original, det merkede blir sladdet",
        "nn": "Original, det merkte blir sladda",
        "en": "Original, what is marked gets redacted",
    },
    "quotes_redacted": {"nb": "Sladdet", "nn": "Sladda", "en": "Redacted"},
    "quotes_printed": {"nb": "Slik trykkes det", "nn": "Slik blir det trykt", "en": "This is printed"},
    "quotes_proposed": {
        "nb": "Slik er det foreslått",
        "nn": "Slik er det foreslått",
        "en": "This is proposed",
    },
    "quotes_is_approved": {
        "nb": "Godkjent av {who} {when}",
        "nn": "Godkjent av {who} {when}",
        "en": "Approved by {who} {when}",
    },
    "quotes_is_rejected": {
        "nb": "Avvist av {who} {when}",
        "nn": "Avvist av {who} {when}",
        "en": "Rejected by {who} {when}",
    },
    "quotes_is_picked": {
        "nb": "Lagret av {who} {when}, ikke godkjent",
        "nn": "Lagra av {who} {when}, ikkje godkjent",
        "en": "Saved by {who} {when}, not approved",
    },
    "quotes_approve": {"nb": "Godkjenn", "nn": "Godkjenn", "en": "Approve"},
    "quotes_reject": {"nb": "Avvis", "nn": "Avvis", "en": "Reject"},
    "quotes_reopen": {"nb": "Vurder på nytt", "nn": "Vurder på nytt", "en": "Decide again"},
    "quotes_save": {
        "nb": "Lagre uten å godkjenne",
        "nn": "Lagre utan å godkjenne",
        "en": "Save without approving",
    },
    "quotes_discard": {"nb": "Forkast endringen", "nn": "Forkast endringa", "en": "Discard the change"},
    "quotes_edit": {"nb": "Rediger", "nn": "Rediger", "en": "Edit"},
    "quotes_text": {"nb": "Teksten som trykkes", "nn": "Teksten som blir trykt", "en": "The text that is printed"},
    "quotes_rules": {
        "nb": "Sett […] der noe tas bort, og [klammer] om egne ord. Ellers står ordene som de er.",
        "nn": "Set […] der noko blir teke bort, og [klammer] om eigne ord. Elles står orda som dei er.",
        "en": "Put […] where something is left out, and [brackets] around words of your own. "
        "All other words stay as they are.",
    },
    "quotes_undo": {"nb": "Angre siste valg", "nn": "Angre siste val", "en": "Undo the last choice"},
    "quotes_download": {
        "nb": "Last ned godkjente sitater",
        "nn": "Last ned godkjende sitat",
        "en": "Download approved quotes",
    },
    "quotes_download_help": {
        "nb": "Alle temaer, sladdet tekst, med hvem som godkjente og når.",
        "nn": "Alle tema, sladda tekst, med kven som godkjende og når.",
        "en": "All themes, redacted text, with who approved and when.",
    },
    "quotes_download_csv": {"nb": "CSV", "nn": "CSV", "en": "CSV"},
    "quotes_download_xlsx": {"nb": "Excel", "nn": "Excel", "en": "Excel"},
    "quotes_file": {"nb": "sitater", "nn": "sitat", "en": "quotes"},
    "quotes_no_export": {
        "nb": "Rollen din kan ikke laste ned data fra prosjektet. Spør en administrator.",
        "nn": "Rolla di kan ikkje laste ned data frå prosjektet. Spør ein administrator.",
        "en": "Your role may not download data from the project. Ask an administrator.",
    },
}
