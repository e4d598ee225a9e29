"""Texts of the page Ny runde."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "new_wave_title": {"nb": "Ny runde", "nn": "Ny runde", "en": "New wave"},
    "new_wave_help": {
        "nb": "Kod årets svar med det modellen har lært av tidligere koding, og se hvor langt du kan stole på den.",
        "nn": "Kod svara frå i år med det modellen har lært av tidlegare koding, og sjå kor langt du kan stole på han.",
        "en": "Code this year's answers with what the model learnt from earlier coding, and see how far to trust it.",
    },
    "new_wave_empty": {
        "nb": "Prosjektet har ingen svar ennå.",
        "nn": "Prosjektet har ingen svar enno.",
        "en": "The project has no responses yet.",
    },
    "new_wave_import": {
        "nb": "Importer en runde fra en fil",
        "nn": "Importer ein runde frå ei fil",
        "en": "Import a wave from a file",
    },
    "new_wave_upload": {
        "nb": "Eller last opp årets fil",
        "nn": "Eller last opp fila for i år",
        "en": "Or upload this year's file",
    },
    "new_wave_upload_no_wave": {
        "nb": "Skriv hvilken runde filen er, så svarene ikke blandes med andre års.",
        "nn": "Skriv kva runde fila er, så svara ikkje blir blanda med dei frå andre år.",
        "en": "Say which wave the file is, so that its responses are not mixed with other years'.",
    },
    "new_wave_step_wave": {"nb": "1. Runde", "nn": "1. Runde", "en": "1. Wave"},
    "new_wave_step_model": {"nb": "2. Modell", "nn": "2. Modell", "en": "2. Model"},
    "new_wave_step_run": {"nb": "3. Kjøring", "nn": "3. Køyring", "en": "3. Run"},
    "new_wave_wave": {"nb": "Runden som skal kodes", "nn": "Runden som skal kodast", "en": "Wave to be coded"},
    "new_wave_wave_called": {
        "nb": "{wave}: {statements} utsagn, {coded} kodet av folk",
        "nn": "{wave}: {statements} {statements:utsegn|utsegner}, {coded} koda av folk",
        "en": "{wave}: {statements} {statements:statement|statements}, {coded} coded by people",
    },
    "new_wave_model": {"nb": "Modell", "nn": "Modell", "en": "Model"},
    "new_wave_model_called": {
        "nb": "{when}: {themes} {themes:tema|temaer} lært av {n} utsagn ({waves})",
        "nn": "{when}: {themes} tema {themes:lært|lærte} av {n} {n:utsegn|utsegner} ({waves})",
        "en": "{when}: {themes} {themes:theme|themes} learnt from {n} {n:statement|statements} ({waves})",
    },
    "new_wave_no_model": {
        "nb": "Prosjektet har ingen modell ennå. En modell lærer av det folk har kodet.",
        "nn": "Prosjektet har ingen modell enno. Ein modell lærer av det folk har koda.",
        "en": "The project has no model yet. A model learns from what people have coded.",
    },
    "new_wave_train": {"nb": "Tren en modell", "nn": "Tren ein modell", "en": "Train a model"},
    "new_wave_train_again": {"nb": "Tren en ny modell", "nn": "Tren ein ny modell", "en": "Train a new model"},
    "new_wave_train_help": {
        "nb": "Lærer av alt folk har godtatt i prosjektet. Gamle modeller blir liggende.",
        "nn": "Lærer av alt folk har godteke i prosjektet. Gamle modellar blir liggjande.",
        "en": "Learns from all that people have accepted in the project. Old models are kept.",
    },
    "new_wave_refused": {
        "nb": "For få kodinger til å læres, og blir derfor aldri foreslått (antall ulike utsagn): {themes}.",
        "nn": "For få kodingar til å bli lærte, og blir difor aldri foreslåtte (talet på ulike utsegner): {themes}.",
        "en": "Coded too seldom to be learnt, so never suggested (number of different statements): {themes}.",
    },
    "new_wave_learnt_from_it": {
        "nb": "Modellen har lært av noen av utsagnene i denne runden. Endringene regnes mot de andre rundene.",
        "nn": "Modellen har lært av nokre av utsegnene i denne runden. Endringane blir rekna mot dei andre rundane.",
        "en": "The model has learnt from some statements of this wave. Changes are counted against the other waves.",
    },
    "new_wave_codebook_changed": {
        "nb": "Kodeboken er endret siden modellen ble trent ({n})",
        "nn": "Kodeboka er endra sidan modellen vart trena ({n})",
        "en": "The codebook has changed since the model was trained ({n})",
    },
    "new_wave_theme_redefined": {
        "nb": "«{theme}» har fått ny definisjon. Modellen foreslår temaet slik det var; les forslagene nøye.",
        "nn": "«{theme}» har fått ny definisjon. Modellen foreslår temaet slik det var; les framlegga nøye.",
        "en": "“{theme}” has a new definition. The model suggests it as it was; read the suggestions with care.",
    },
    "new_wave_theme_merged": {
        "nb": "«{theme}» er slått inn i «{others}». Forslagene føres over.",
        "nn": "«{theme}» er slått inn i «{others}». Framlegga blir førte over.",
        "en": "“{theme}” is merged into “{others}”. Suggestions are carried over.",
    },
    "new_wave_theme_split": {
        "nb": "«{theme}» er delt ({others}). Utsagnene overlates til folk, som velger delen.",
        "nn": "«{theme}» er delt ({others}). Utsegnene blir overlatne til folk, som vel delen.",
        "en": "“{theme}” is split ({others}). Its statements are left to people, who choose the part.",
    },
    "new_wave_theme_retired": {
        "nb": "«{theme}» er tatt ut av bruk og blir ikke foreslått.",
        "nn": "«{theme}» er teke ut av bruk og blir ikkje foreslått.",
        "en": "“{theme}” is retired and not suggested.",
    },
    "new_wave_theme_added": {
        "nb": "«{theme}» er nytt, og modellen kjenner det ikke.",
        "nn": "«{theme}» er nytt, og modellen kjenner det ikkje.",
        "en": "“{theme}” is new, and the model does not know it.",
    },
    "new_wave_run": {"nb": "Kod runden", "nn": "Kod runden", "en": "Code the wave"},
    "new_wave_run_again": {"nb": "Kjør på nytt", "nn": "Køyr på nytt", "en": "Run again"},
    "new_wave_go_on": {"nb": "Fortsett kjøringen", "nn": "Hald fram med køyringa", "en": "Go on with the run"},
    "new_wave_not_run": {
        "nb": "Runden er ikke kodet med denne modellen. En faglig ansvarlig kan starte kjøringen.",
        "nn": "Runden er ikkje koda med denne modellen. Ein fagleg ansvarleg kan starte køyringa.",
        "en": "The wave has not been coded with this model. A reviewer can start the run.",
    },
    "new_wave_was_run": {
        "nb": "Kjørt {when} av {who}. Forslagene ligger i Koding; det folk har bestemt, er ikke rørt.",
        "nn": "Køyrd {when} av {who}. Framlegga ligg i Koding; det folk har bestemt, er ikkje rørt.",
        "en": "Run {when} by {who}. The suggestions are in Coding; what people decided is untouched.",
    },
    "new_wave_running": {
        "nb": "Du kan gå til andre sider imens.",
        "nn": "Du kan gå til andre sider så lenge.",
        "en": "You can go to other pages meanwhile.",
    },
    "new_wave_interrupted": {
        "nb": "Kjøringen ble avbrutt. {done} av {total} utsagn er {done:ferdig|ferdige} og tatt vare på.",
        "nn": "Køyringa vart avbroten. {done} av {total} {total:utsegn|utsegner} er "
        "{done:ferdig og teken|ferdige og tekne} vare på.",
        "en": "The run was interrupted. {done} of {total} {total:statement|statements} {done:is|are} done and kept.",
    },
    "new_wave_done_import": {
        "nb": "Runden er importert: {new} {new:nytt|nye} svar, {changed} endret, {gone} fjernet.",
        "nn": "Runden er importert: {new} {new:nytt|nye} svar, {changed} endra, {gone} fjerna.",
        "en": "The wave is imported: {new} new {new:response|responses}, {changed} changed, {gone} removed.",
    },
    "new_wave_done_train": {
        "nb": "Modellen er trent: {themes} {themes:tema|temaer} av {texts} utsagn.",
        "nn": "Modellen er trena: {themes} tema av {texts} {texts:utsegn|utsegner}.",
        "en": "The model is trained: {themes} {themes:theme|themes} from {texts} {texts:statement|statements}.",
    },
    "new_wave_done_wave": {
        "nb": "{statements} utsagn er lest og har fått {suggestions} forslag. "
        "{abstained} overlates til folk, {novel} av dem ligner ikke på noe kodet.",
        "nn": "{statements} {statements:utsegn er lesen|utsegner er lesne} og har fått {suggestions} framlegg. "
        "{abstained} er {abstained:overlaten|overlatne} til folk, {novel} av dei liknar ikkje på noko koda.",
        "en": "{statements} {statements:statement was|statements were} read and got {suggestions} "
        "{suggestions:suggestion|suggestions}. "
        "{abstained} {abstained:is|are} left to people, {novel} of them unlike anything coded.",
    },
    "new_wave_dismiss": {"nb": "Lukk", "nn": "Lukk", "en": "Close"},
    "new_wave_stale": {
        "nb": "Utsagnene i runden er endret siden kjøringen. Kjør på nytt.",
        "nn": "Utsegnene i runden er endra sidan køyringa. Køyr på nytt.",
        "en": "The statements of the wave have changed since the run. Run again.",
    },
    "new_wave_n_statements": {"nb": "Utsagn i runden", "nn": "Utsegner i runden", "en": "Statements in the wave"},
    "new_wave_n_coded": {"nb": "Fikk et tema", "nn": "Fekk eit tema", "en": "Got a theme"},
    "new_wave_n_abstained": {"nb": "Overlates til folk", "nn": "Overlatne til folk", "en": "Left to people"},
    "new_wave_n_novel": {"nb": "Ligner ikke på noe kodet", "nn": "Liknar ikkje på noko koda", "en": "Unlike all coded"},
    "new_wave_of_all": {"nb": "{share} av runden", "nn": "{share} av runden", "en": "{share} of the wave"},
    "new_wave_tab_drift": {"nb": "Endringer", "nn": "Endringar", "en": "Changes"},
    "new_wave_tab_audit": {"nb": "Stikkprøve", "nn": "Stikkprøve", "en": "Audit sample"},
    "new_wave_tab_review": {"nb": "Til gjennomlesing", "nn": "Til gjennomlesing", "en": "To read"},
    "new_wave_tab_themes": {"nb": "Nye temaer", "nn": "Nye tema", "en": "New themes"},
    "new_wave_tab_shares": {"nb": "Temaandeler", "nn": "Temadelar", "en": "Theme shares"},
    "new_wave_no_drift": {
        "nb": "Modellen har bare lært av denne runden, så det er ingenting å sammenligne med.",
        "nn": "Modellen har lært av denne runden aleine, så det er ingenting å samanlikne med.",
        "en": "The model has learnt from this wave alone, so there is nothing to compare with.",
    },
    "new_wave_drift_themes": {"nb": "Temaer før og nå", "nn": "Tema før og no", "en": "Themes before and now"},
    "new_wave_drift_themes_help": {
        "nb": "Andel av respondentene som nevner temaet, med 95 % intervall, slik modellen koder begge. De gamle "
        "utsagnene er kodet uten at modellen hadde sett dem. p er korrigert for at mange temaer prøves.",
        "nn": "Del av respondentane som nemner temaet, med 95 % intervall, slik modellen kodar begge. Dei gamle "
        "utsegnene er koda utan at modellen hadde sett dei. p er korrigert for at mange tema blir prøvde.",
        "en": "Share of respondents who mention the theme, with 95% intervals, as the model codes both. The old "
        "statements were coded while the model had not seen them. p is corrected for testing many themes.",
    },
    "new_wave_drift_rest": {"nb": "Andre endringer", "nn": "Andre endringar", "en": "Other changes"},
    "new_wave_drift_rest_help": {
        "nb": "Andeler av utsagnene. AUC sier hvor godt rundene kan skilles på ordlyden: 0,5 er ikke i det hele tatt, "
        "1 er helt. En p under 0,05 betyr at forskjellen neppe er tilfeldig.",
        "nn": "Delar av utsegnene. AUC seier kor godt rundane kan skiljast på ordlyden: 0,5 er ikkje i det heile, "
        "1 er heilt. Ein p under 0,05 tyder at skilnaden neppe er tilfeldig.",
        "en": "Shares of statements. AUC says how well the waves can be told apart by their wording: 0.5 is not at "
        "all, 1 entirely. A p below 0.05 means that the difference is hardly chance.",
    },
    "new_wave_drift_what": {"nb": "Hva", "nn": "Kva", "en": "What"},
    "new_wave_drift_abstained": {"nb": "Overlates til folk", "nn": "Overlatne til folk", "en": "Left to people"},
    "new_wave_drift_novel": {
        "nb": "Ligner ikke på noe kodet",
        "nn": "Liknar ikkje på noko koda",
        "en": "Unlike anything coded",
    },
    "new_wave_drift_language": {"nb": "Målform: {standard}", "nn": "Målform: {standard}", "en": "Standard: {standard}"},
    "new_wave_drift_length": {
        "nb": "Ord i et utsagn (midtverdi)",
        "nn": "Ord i ei utsegn (midtverdi)",
        "en": "Words in a statement (median)",
    },
    "new_wave_drift_domain": {
        "nb": "Kan rundene skilles? (AUC)",
        "nn": "Kan rundane skiljast? (AUC)",
        "en": "Can the waves be told apart? (AUC)",
    },
    "new_wave_before": {"nb": "Før", "nn": "Før", "en": "Before"},
    "new_wave_now": {"nb": "Nå", "nn": "No", "en": "Now"},
    "new_wave_review_help": {
        "nb": "Disse utsagnene er modellen for usikker på. De mest usikre kommer først, og like utsagn er spredt.",
        "nn": "Desse utsegnene er modellen for usikker på. Dei mest usikre kjem først, og like utsegner er spreidde.",
        "en": "The model is too unsure of these statements. The least sure come first, and like ones are spread.",
    },
    "new_wave_sample_first": {
        "nb": "Trekk stikkprøven først: det som er kodet når den trekkes, blir ikke med i den.",
        "nn": "Trekk stikkprøva først: det som er koda når ho blir trekt, blir ikkje med i henne.",
        "en": "Draw the audit sample first: what has been coded by then does not become part of it.",
    },
    "new_wave_review_done": {
        "nb": "Ingen utsagn venter på å bli lest.",
        "nn": "Ingen utsegner ventar på å bli lesne.",
        "en": "No statement waits to be read.",
    },
    "new_wave_reason": {"nb": "Hvorfor", "nn": "Kvifor", "en": "Why"},
    "new_wave_reason_novel": {
        "nb": "Ligner ikke på noe kodet",
        "nn": "Liknar ikkje på noko koda",
        "en": "Unlike anything coded",
    },
    "new_wave_reason_no_theme": {"nb": "Ingen tema", "nn": "Ingen tema", "en": "No theme"},
    "new_wave_reason_unsure": {"nb": "Usikker", "nn": "Usikker", "en": "Unsure"},
    "new_wave_reason_split": {"nb": "Temaet er delt", "nn": "Temaet er delt", "en": "Theme was split"},
    "new_wave_guess": {"nb": "Modellens forslag", "nn": "Framlegg frå modellen", "en": "What the model suggests"},
    "new_wave_to_queue": {
        "nb": "Kod disse i Koding ({n})",
        "nn": "Kod desse i Koding ({n})",
        "en": "Code these in Coding ({n})",
    },
    "new_wave_to_queue_help": {
        "nb": "Legger utsagnene øverst i køen for alle.",
        "nn": "Legg utsegnene øvst i køen for alle.",
        "en": "Puts the statements first in everybody's queue.",
    },
    "new_wave_no_proposals": {
        "nb": "Modellen fant ingen nye temaer i runden.",
        "nn": "Modellen fann ingen nye tema i runden.",
        "en": "The model found no new themes in the wave.",
    },
    "new_wave_proposals_help": {
        "nb": "Utsagn som ligner hverandre, men ikke på noe som er kodet. Et tema du lager her, legges i kodeboken.",
        "nn": "Utsegner som liknar kvarandre, men ikkje på noko som er koda. Eit tema du lagar her, kjem i kodeboka.",
        "en": "Statements like each other, but unlike anything coded. A theme made here is put into the codebook.",
    },
    "new_wave_proposal": {
        "nb": "{n} utsagn. Nøkkelord: {keywords}",
        "nn": "{n} {n:utsegn|utsegner}. Nøkkelord: {keywords}",
        "en": "{n} {n:statement|statements}. Keywords: {keywords}",
    },
    "new_wave_name_nb": {"nb": "Navn på bokmål", "nn": "Namn på bokmål", "en": "Name in Bokmål"},
    "new_wave_name_nn": {"nb": "Navn på nynorsk", "nn": "Namn på nynorsk", "en": "Name in Nynorsk"},
    "new_wave_make": {"nb": "Lag temaet", "nn": "Lag temaet", "en": "Make the theme"},
    "new_wave_made": {
        "nb": "«{name}» ligger i kodeboken.",
        "nn": "«{name}» ligg i kodeboka.",
        "en": "“{name}” is in the codebook.",
    },
    "new_wave_audit_help": {
        "nb": "Et tilfeldig utvalg av runden kodes uten å se hva modellen sa. Da vet du hvor ofte den har rett i år.",
        "nn": "Eit tilfeldig utval av runden blir koda utan å sjå kva modellen sa. Då veit du kor ofte han har rett i "
        "år.",
        "en": "A random sample of the wave is coded without seeing what the model said. It tells how often it is right "
        "this year.",
    },
    "new_wave_no_sample": {
        "nb": "Ingen stikkprøve er trukket ennå. En faglig ansvarlig trekker den.",
        "nn": "Inga stikkprøve er trekt enno. Ein fagleg ansvarleg trekkjer henne.",
        "en": "No audit sample has been drawn yet. A reviewer draws it.",
    },
    "new_wave_sample_n": {"nb": "Antall utsagn", "nn": "Talet på utsegner", "en": "Number of statements"},
    "new_wave_sample_n_help": {
        "nb": "200 gir som regel intervaller på pluss/minus fem prosentpoeng for vanlige temaer.",
        "nn": "200 gjev som regel intervall på pluss/minus fem prosentpoeng for vanlege tema.",
        "en": "200 mostly give intervals of five percentage points either way for common themes.",
    },
    "new_wave_sample_coders": {"nb": "Kodere", "nn": "Kodarar", "en": "Coders"},
    "new_wave_sample_name": {"nb": "Stikkprøve {wave}", "nn": "Stikkprøve {wave}", "en": "Audit sample {wave}"},
    "new_wave_draw": {"nb": "Trekk stikkprøven", "nn": "Trekk stikkprøva", "en": "Draw the sample"},
    "new_wave_draw_another": {
        "nb": "Trekk en ny stikkprøve",
        "nn": "Trekk ei ny stikkprøve",
        "en": "Draw another sample",
    },
    "new_wave_sample_done": {
        "nb": "{who}: {done} av {n} kodet",
        "nn": "{who}: {done} av {n} koda",
        "en": "{who}: {done} of {n} coded",
    },
    "new_wave_code_blind": {"nb": "Kod blindt", "nn": "Kod blindt", "en": "Code blind"},
    "new_wave_close": {"nb": "Lukk og regn ut", "nn": "Lukk og rekn ut", "en": "Close and work out"},
    "new_wave_close_early": {
        "nb": "Lukk nå, med {n} ukodet",
        "nn": "Lukk no, med {n} ukoda",
        "en": "Close now, with {n} not coded",
    },
    "new_wave_audited": {
        "nb": "{n} utsagn er kodet blindt og regnet med. {left} ble ikke kodet.",
        "nn": "{n} {n:utsegn|utsegner} er koda blindt og rekna med. {left} vart ikkje koda.",
        "en": "{n} {n:statement was coded blind and counts|statements were coded blind and count}. "
        "{left} {left:was|were} not coded.",
    },
    "new_wave_unsettled": {
        "nb": "Koderne er uenige om {n} utsagn, som ikke regnes med før det er avgjort.",
        "nn": "Kodarane er usamde om {n} {n:utsegn|utsegner}, som ikkje blir rekna med før det er avgjort.",
        "en": "The coders differ on {n} {n:statement, which does|statements, which do} not count until "
        "that is settled.",
    },
    "new_wave_settle": {"nb": "Avgjør uenigheten", "nn": "Avgjer usemja", "en": "Settle the differences"},
    "new_wave_nothing_audited": {
        "nb": "Ingen utsagn i stikkprøven er kodet.",
        "nn": "Ingen utsegner i stikkprøva er koda.",
        "en": "No statement of the sample has been coded.",
    },
    "new_wave_said": {"nb": "Modellen sa", "nn": "Modellen sa", "en": "Model said"},
    "new_wave_there": {"nb": "Folk sa", "nn": "Folk sa", "en": "People said"},
    "new_wave_precision": {"nb": "Presisjon", "nn": "Presisjon", "en": "Precision"},
    "new_wave_precision_help": {
        "nb": "Når modellen ga temaet: hvor ofte folk var enige.",
        "nn": "Når modellen gav temaet: kor ofte folk var samde.",
        "en": "Where the model gave the theme: how often people agreed.",
    },
    "new_wave_recall": {"nb": "Dekning", "nn": "Dekning", "en": "Recall"},
    "new_wave_recall_help": {
        "nb": "Når folk ga temaet: hvor ofte modellen fant det.",
        "nn": "Når folk gav temaet: kor ofte modellen fann det.",
        "en": "Where people gave the theme: how often the model found it.",
    },
    "new_wave_interval_help": {
        "nb": "{example} leses: 95 % intervall i parentes.",
        "nn": "{example} blir lese: 95 % intervall i parentes.",
        "en": "{example}: the 95% interval stands in brackets.",
    },
    "new_wave_shares_help": {
        "nb": "En modell overser noe og finner på noe, så andelene den teller, er skjeve. Bruk de korrigerte i en "
        "rapport.",
        "nn": "Ein modell overser noko og finn på noko, så delane han tel, er skeive. Bruk dei korrigerte i rapporten.",
        "en": "A model misses some and makes up some, so the shares it counts are biased. Report the corrected ones.",
    },
    "new_wave_shares_no_audit": {
        "nb": "Andeler korrigert med stikkprøven vises når den er kodet og lukket.",
        "nn": "Delar korrigerte med stikkprøva står her når ho er koda og lukka.",
        "en": "Shares corrected by the audit sample are shown once it has been coded and closed.",
    },
    "new_wave_raw": {"nb": "Modellens telling", "nn": "Teljinga til modellen", "en": "Model's count"},
    "new_wave_raw_help": {
        "nb": "Andel av utsagnene modellen ga temaet.",
        "nn": "Del av utsegnene modellen gav temaet.",
        "en": "Share of statements the model gave the theme.",
    },
    "new_wave_adjusted": {
        "nb": "Justert etter gamle feil",
        "nn": "Justert etter gamle feil",
        "en": "Adjusted by old errors",
    },
    "new_wave_adjusted_help": {
        "nb": "Retter for feilene modellen gjorde på det den lærte av. Gjelder bare hvis den feiler likt i år.",
        "nn": "Rettar for feila modellen gjorde på det han lærte av. Gjeld berre om han feilar likt i år.",
        "en": "Corrects for the errors on what it learnt from. Holds only if it errs alike this year.",
    },
    "new_wave_corrected": {
        "nb": "Korrigert med stikkprøve",
        "nn": "Korrigert med stikkprøve",
        "en": "Corrected by audit",
    },
    "new_wave_corrected_help": {
        "nb": "Retter for feilene i årets stikkprøve. Det folk hadde kodet før, telles som det er.",
        "nn": "Rettar for feila i stikkprøva frå i år. Det folk hadde koda før, blir talt som det er.",
        "en": "Corrects for the errors in this year's sample. What people had coded before is counted as it is.",
    },
    "new_wave_shares_of": {
        "nb": "Andeler av {n} utsagn, med 95 % intervall i parentes.",
        "nn": "Delar av {n} {n:utsegn|utsegner}, med 95 % intervall i parentes.",
        "en": "Shares of {n} {n:statement|statements}, with 95% intervals in brackets.",
    },
    "new_wave_download": {"nb": "Last ned tabellen", "nn": "Last ned tabellen", "en": "Download the table"},
    "new_wave_download_help": {
        "nb": "Tall som få respondenter står bak, er erstattet med kolon i filen.",
        "nn": "Tal som få respondentar står bak, er bytte ut med kolon i fila.",
        "en": "Figures with few respondents behind them are replaced by a colon in the file.",
    },
}
