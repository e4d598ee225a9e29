"""Texts of the page Tema."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "themes_title": {"nb": "Tema", "nn": "Tema", "en": "Themes"},
    "themes_empty": {
        "nb": "Kodeboken er tom. Lag det første temaet, eller la programmet finne temaer under Import.",
        "nn": "Kodeboka er tom. Lag det første temaet, eller la programmet finne tema under Import.",
        "en": "The codebook is empty. Make the first theme, or let the program find themes under Import.",
    },
    "themes_working": {
        "nb": "Ser over utsagnene …",
        "nn": "Ser over utsegnene …",
        "en": "Looking over the statements …",
    },
    "themes_tree": {
        "nb": "Kodebok (kodet / forslag)",
        "nn": "Kodeboka (koda / framlegg)",
        "en": "Codebook (coded / suggested)",
    },
    "themes_tree_help": {
        "nb": "Tallene er utsagn som noen har kodet med temaet, og forslag som venter.",
        "nn": "Tala er utsegner som nokon har koda med temaet, og framlegg som ventar.",
        "en": "The numbers are statements that somebody coded with the theme, and suggestions that wait.",
    },
    "themes_show_retired": {
        "nb": "Vis temaer ute av bruk",
        "nn": "Vis tema ute av bruk",
        "en": "Show retired themes",
    },
    "themes_is_retired": {
        "nb": "Temaet er ute av bruk.",
        "nn": "Temaet er ute av bruk.",
        "en": "The theme is retired.",
    },
    "themes_shaky": {
        "nb": "Temaet henger dårlig sammen: {share} % av utsagnene ligner mer på et annet tema. "
        "Nærmest ligger «{neighbour}». "
        "Se på grensetilfellene, og vurder å dele, slå sammen eller definere klarere.",
        "nn": "Temaet heng dårleg saman: {share} % av utsegnene liknar meir på eit anna tema. "
        "Nærast ligg «{neighbour}». "
        "Sjå på grensetilfella, og vurder å dele, slå saman eller definere klarare.",
        "en": "The theme does not hold together well: {share} % of its statements are more like another theme. "
        "The nearest is “{neighbour}”. Look at the borderline statements, "
        "and think of splitting, merging or defining it.",
    },
    "themes_warnings": {"nb": "Ting å se på ({n})", "nn": "Ting å sjå på ({n})", "en": "Things to look at ({n})"},
    "themes_tab_statements": {"nb": "Utsagn", "nn": "Utsegner", "en": "Statements"},
    "themes_tab_meaning": {"nb": "Navn og definisjon", "nn": "Namn og definisjon", "en": "Name and definition"},
    "themes_tab_change": {"nb": "Endre kodeboken", "nn": "Endre kodeboka", "en": "Change the codebook"},
    "themes_kind": {"nb": "Hvilke utsagn", "nn": "Kva utsegner", "en": "Which statements"},
    "themes_representative": {"nb": "Typiske", "nn": "Typiske", "en": "Representative"},
    "themes_borderline": {"nb": "Grensetilfeller", "nn": "Grensetilfelle", "en": "Borderline"},
    "themes_odd": {"nb": "Utypiske", "nn": "Utypiske", "en": "Odd"},
    "themes_all": {"nb": "Alle", "nn": "Alle", "en": "All"},
    "themes_representative_help": {
        "nb": "Utsagn midt i temaet, valgt slik at de er ulike.",
        "nn": "Utsegner midt i temaet, valde slik at dei er ulike.",
        "en": "Statements at the heart of the theme, chosen to differ.",
    },
    "themes_borderline_help": {
        "nb": "Utsagn som ligger omtrent like nær et annet tema.",
        "nn": "Utsegner som ligg om lag like nær eit anna tema.",
        "en": "Statements about as near to another theme.",
    },
    "themes_odd_help": {
        "nb": "Utsagn som ligger lengst fra resten av temaet.",
        "nn": "Utsegner som ligg lengst unna resten av temaet.",
        "en": "Statements furthest from the rest of the theme.",
    },
    "themes_all_help": {
        "nb": "Alle utsagn som er kodet med temaet eller har forslag om det.",
        "nn": "Alle utsegner som er koda med temaet eller har framlegg om det.",
        "en": "All statements coded with the theme or suggested for it.",
    },
    "themes_none": {"nb": "Ingen utsagn her.", "nn": "Ingen utsegner her.", "en": "No statements here."},
    "themes_reject": {"nb": "Hører ikke til", "nn": "Høyrer ikkje til", "en": "Does not belong"},
    "themes_name_nb": {"nb": "Navn, bokmål", "nn": "Namn, bokmål", "en": "Name, bokmål"},
    "themes_name_nn": {"nb": "Navn, nynorsk", "nn": "Namn, nynorsk", "en": "Name, nynorsk"},
    "themes_name_en": {"nb": "Navn, engelsk", "nn": "Namn, engelsk", "en": "Name, English"},
    "themes_definition": {"nb": "Definisjon", "nn": "Definisjon", "en": "Definition"},
    "themes_definition_nb": {"nb": "Definisjon, bokmål", "nn": "Definisjon, bokmål", "en": "Definition, bokmål"},
    "themes_definition_nn": {"nb": "Definisjon, nynorsk", "nn": "Definisjon, nynorsk", "en": "Definition, nynorsk"},
    "themes_definition_en": {"nb": "Definisjon, engelsk", "nn": "Definisjon, engelsk", "en": "Definition, English"},
    "themes_include": {
        "nb": "Hører med (én per linje)",
        "nn": "Høyrer med (éin per linje)",
        "en": "Include (one a line)",
    },
    "themes_exclude": {
        "nb": "Hører ikke med (én per linje)",
        "nn": "Høyrer ikkje med (éin per linje)",
        "en": "Exclude (one a line)",
    },
    "themes_examples": {
        "nb": "Eksempler (ett per linje)",
        "nn": "Døme (eitt per linje)",
        "en": "Examples (one a line)",
    },
    "themes_unsaved": {
        "nb": "Du har endringer som ikke er lagret. De blir stående om du går til et annet tema.",
        "nn": "Du har endringar som ikkje er lagra. Dei blir ståande om du går til eit anna tema.",
        "en": "You have changes that are not saved. They stay if you go to another theme.",
    },
    "themes_discard": {"nb": "Forkast endringene", "nn": "Forkast endringane", "en": "Discard changes"},
    "themes_saved": {"nb": "Temaet er lagret.", "nn": "Temaet er lagra.", "en": "The theme is saved."},
    "themes_conflict": {
        "nb": "{who} lagret dette temaet klokken {when}. Nå står det: {theirs}. "
        "Det du skrev, står fortsatt i feltene. Lagre en gang til hvis ditt skal gjelde.",
        "nn": "{who} lagra dette temaet klokka {when}. No står det: {theirs}. "
        "Det du skreiv, står framleis i felta. Lagre éin gong til om ditt skal gjelde.",
        "en": "{who} saved this theme at {when}. It now says: {theirs}. "
        "What you typed is still in the fields. Save once more if yours is to stand.",
    },
    "themes_gone": {"nb": "temaet er borte", "nn": "temaet er borte", "en": "the theme is gone"},
    "themes_conflict_tree": {
        "nb": "{who} endret et av disse temaene klokken {when} ({what}), så ingenting er gjort. Se på det og prøv "
        "igjen.",
        "nn": "{who} endra eitt av desse temaa klokka {when} ({what}), så ingenting er gjort. Sjå på det og prøv "
        "på nytt.",
        "en": "{who} changed one of these themes at {when} ({what}), so nothing was done. Look at it and try again.",
    },
    "themes_new": {"nb": "Nytt tema", "nn": "Nytt tema", "en": "New theme"},
    "themes_new_name": {"nb": "Navn", "nn": "Namn", "en": "Name"},
    "themes_new_do": {"nb": "Lag temaet", "nn": "Lag temaet", "en": "Make the theme"},
    "themes_new_parent": {"nb": "Ligger under", "nn": "Ligg under", "en": "Below"},
    "themes_new_parent_none": {"nb": "Øverste nivå", "nn": "Øvste nivå", "en": "Top level"},
    "themes_operation": {"nb": "Hva vil du gjøre?", "nn": "Kva vil du gjere?", "en": "What do you want to do?"},
    "themes_merge": {"nb": "Slå sammen", "nn": "Slå saman", "en": "Merge"},
    "themes_nest": {"nb": "Flytt i treet", "nn": "Flytt i treet", "en": "Move in the tree"},
    "themes_split": {"nb": "Del", "nn": "Del", "en": "Split"},
    "themes_retire": {"nb": "Ta ut av bruk", "nn": "Ta ut av bruk", "en": "Retire"},
    "themes_target": {"nb": "Slå sammen med", "nn": "Slå saman med", "en": "Merge into"},
    "themes_parent": {"nb": "Legg under", "nn": "Legg under", "en": "Put below"},
    "themes_parent_none": {"nb": "Øverste nivå", "nn": "Øvste nivå", "en": "Top level"},
    "themes_move_to": {"nb": "Flytt kodingene til", "nn": "Flytt kodingane til", "en": "Move its codings to"},
    "themes_move_to_none": {
        "nb": "Ingen; de lukkes med temaet",
        "nn": "Ingen; dei blir lukka med temaet",
        "en": "None; they are closed with the theme",
    },
    "themes_preview": {"nb": "Dette vil skje", "nn": "Dette vil skje", "en": "This will happen"},
    "themes_merge_do": {"nb": "Slå sammen", "nn": "Slå saman", "en": "Merge"},
    "themes_nest_do": {"nb": "Flytt", "nn": "Flytt", "en": "Move"},
    "themes_split_do": {"nb": "Del temaet", "nn": "Del temaet", "en": "Split the theme"},
    "themes_retire_do": {"nb": "Ta ut av bruk", "nn": "Ta ut av bruk", "en": "Retire"},
    "themes_reinstate_do": {"nb": "Ta i bruk igjen", "nn": "Ta i bruk att", "en": "Take into use again"},
    "themes_done": {"nb": "Kodeboken er endret.", "nn": "Kodeboka er endra.", "en": "The codebook is changed."},
    "themes_split_fine": {"nb": "Hvor fint", "nn": "Kor fint", "en": "How finely"},
    "themes_split_too_few": {
        "nb": "Temaet har for få utsagn til å deles.",
        "nn": "Temaet har for få utsegner til å delast.",
        "en": "The theme has too few statements to be split.",
    },
    "themes_part_take": {
        "nb": "Nytt tema, {n} utsagn",
        "nn": "Nytt tema, {n} {n:utsegn|utsegner}",
        "en": "New theme, {n} {n:statement|statements}",
    },
    "themes_part_all": {
        "nb": "Utsagn som flyttes hit ({n})",
        "nn": "Utsegner som blir flytta hit ({n})",
        "en": "Statements that move here ({n})",
    },
    "themes_part_rest": {
        "nb": "Utsagn som ingen del får ({n})",
        "nn": "Utsegner som ingen del får ({n})",
        "en": "Statements that no part takes ({n})",
    },
    "themes_split_keep": {
        "nb": "Behold temaet for utsagnene som blir igjen",
        "nn": "Behald temaet for utsegnene som er att",
        "en": "Keep the theme for the statements that are left",
    },
}
