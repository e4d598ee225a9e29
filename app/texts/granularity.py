"""Words of the slider between coarser and finer themes."""

from __future__ import annotations

TEXTS = {
    "granularity_open": {
        "nb": "Grovere eller finere temaer",
        "nn": "Grovare eller finare tema",
        "en": "Coarser or finer themes",
    },
    "granularity_help": {
        "nb": "Se hva som skjer om temautkastet deles grovere eller finere inn. Ingenting endres før du sier ja.",
        "nn": (
            "Sjå kva som skjer om temautkastet blir delt grovare eller finare inn. Ingenting blir endra før "
            "du seier ja."
        ),
        "en": "See what happens if the draft themes are cut coarser or finer. Nothing is changed until you say so.",
    },
    "granularity_slider": {
        "nb": "Grovere – finere (antall temaer som modellen deler i)",
        "nn": "Grovare – finare (talet på tema som modellen deler i)",
        "en": "Coarser – finer (number of themes the model cuts into)",
    },
    "granularity_working": {
        "nb": "Henter temahierarkiet …",
        "nn": "Hentar temahierarkiet …",
        "en": "Reading the hierarchy of themes …",
    },
    "granularity_elsewhere": {
        "nb": "Hierarkiet bak temautkastet ligger ikke på denne maskinen. Temaene kan deles og slås sammen ett og ett.",
        "nn": "Hierarkiet bak temautkastet ligg ikkje på denne maskina. Temaa kan delast og slåast saman eitt og eitt.",
        "en": (
            "The hierarchy behind the draft themes is not on this machine. Themes can be split and merged one by one."
        ),
    },
    "granularity_same": {
        "nb": "Slik er inndelingen nå: {n} {n:tema|temaer} i bruk.",
        "nn": "Slik er inndelinga no: {n} tema i bruk.",
        "en": "This is how it is now: {n} {n:theme|themes} in use.",
    },
    "granularity_nothing": {
        "nb": "Ingen temaer blir delt eller slått sammen: {n} {n:tema|temaer} i bruk, som nå.",
        "nn": "Ingen tema blir delte eller slått saman: {n} tema i bruk, som no.",
        "en": "No theme is split or joined: {n} {n:theme|themes} in use, as now.",
    },
    "granularity_change": {
        "nb": (
            "Fra {before} til {after} {after:tema|temaer} i bruk: {splits} deles, og {joins} samler flere. "
            "De andre blir som de er."
        ),
        "nn": (
            "Frå {before} til {after} tema i bruk: {splits} blir {splits:delt|delte}, og {joins} samlar fleire. "
            "Dei andre "
            "blir verande."
        ),
        "en": (
            "From {before} to {after} {after:theme|themes} in use: {splits} {splits:is|are} split up, "
            "{joins} {joins:gathers|gather} several. The others "
            "stay as they are."
        ),
    },
    "granularity_split": {"nb": "Deles", "nn": "Blir delt", "en": "Split"},
    "granularity_join": {"nb": "Slås sammen", "nn": "Blir slått saman", "en": "Joined"},
    "granularity_more": {"nb": "Vis {n} til", "nn": "Vis {n} til", "en": "Show {n} more"},
    "granularity_suggestions": {
        "nb": "Ingen kodinger fra personer blir endret. {n} forslag fra modellen får et annet tema.",
        "nn": "Ingen kodingar frå personar blir endra. {n} framlegg frå modellen får eit anna tema.",
        "en": "No codings by people change. {n} {n:suggestion|suggestions} of the model {n:gets|get} another theme.",
    },
    "granularity_dropped": {
        "nb": "{n} forslag på utsagn som er delt på nytt siden temaene ble funnet, faller bort.",
        "nn": "{n} framlegg på {n:ei utsegn|utsegner} som er {n:delt|delte} på nytt sidan temaa vart funne, fell bort.",
        "en": "{n} {n:suggestion|suggestions} {n:falls|fall} away: "
        "what {n:it was|they were} made for was cut otherwise since the themes were found.",
    },
    "granularity_retired": {
        "nb": (
            "Temaer som deles eller slås sammen, tas ut av bruk, og nye får nye id-er. Går du tilbake, "
            "kommer de samme temaene igjen. Alt kan angres i loggen."
        ),
        "nn": (
            "Tema som blir delte eller slått saman, blir tekne ut av bruk, og nye får nye id-ar. Går du "
            "tilbake, kjem dei same temaa att. Alt kan angrast i loggen."
        ),
        "en": (
            "Themes that are split or joined go out of use, and new ones get new ids. If you go back, the "
            "same themes return. All of it can be undone in the log."
        ),
    },
    "granularity_stays": {
        "nb": "Blir stående fordi noen har arbeidet med dem: {themes}.",
        "nn": "Blir ståande fordi nokon har arbeidt med dei: {themes}.",
        "en": "These stay, since somebody has worked with them: {themes}.",
    },
    "granularity_edited": {"nb": "endret", "nn": "endra", "en": "edited"},
    "granularity_coded": {"nb": "kodet", "nn": "koda", "en": "coded"},
    "granularity_quoted": {"nb": "sitert", "nn": "sitert", "en": "quoted"},
    "granularity_published": {"nb": "publisert", "nn": "publisert", "en": "published"},
    "granularity_do": {"nb": "Bruk denne inndelingen", "nn": "Bruk denne inndelinga", "en": "Use these themes"},
    "granularity_done": {
        "nb": "Temautkastet er delt inn på nytt: {n} {n:tema|temaer} i bruk.",
        "nn": "Temautkastet er delt inn på nytt: {n} tema i bruk.",
        "en": "The draft themes were cut anew: {n} {n:theme|themes} in use.",
    },
}
