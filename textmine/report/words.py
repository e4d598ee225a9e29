"""Words of the reports in bokmål, nynorsk and English."""

from __future__ import annotations

LANGUAGES = ("nb", "nn", "en")

WORDS: dict[str, dict[str, str]] = {
    # Files and pages
    "subtitle": {
        "nb": "Temaer i åpne svar",
        "nn": "Tema i opne svar",
        "en": "Themes in open answers",
    },
    "contents": {"nb": "Innhold", "nn": "Innhald", "en": "Contents"},
    "table": {"nb": "Tabell", "nn": "Tabell", "en": "Table"},
    "figure": {"nb": "Figur", "nn": "Figur", "en": "Figure"},
    "made": {"nb": "Laget {date} med textmine", "nn": "Laga {date} med textmine", "en": "Made {date} with textmine"},
    "made_undated": {"nb": "Laget med textmine", "nn": "Laga med textmine", "en": "Made with textmine"},
    "and": {"nb": "{first} og {last}", "nn": "{first} og {last}", "en": "{first} and {last}"},
    # Columns and axes
    "what": {"nb": "Hva", "nn": "Kva", "en": "What"},
    "how": {"nb": "Hvordan", "nn": "Korleis", "en": "How"},
    "theme": {"nb": "Tema", "nn": "Tema", "en": "Theme"},
    "other_theme": {"nb": "Og tema", "nn": "Og tema", "en": "And theme"},
    "statements": {"nb": "Utsagn", "nn": "Utsegner", "en": "Statements"},
    "respondents": {"nb": "Respondenter", "nn": "Respondentar", "en": "Respondents"},
    "share": {"nb": "Andel (95 % intervall)", "nn": "Del (95 % intervall)", "en": "Share (95% interval)"},
    "only_share": {"nb": "Andel", "nn": "Del", "en": "Share"},
    "low": {"nb": "Nedre", "nn": "Nedre", "en": "Lower"},
    "high": {"nb": "Øvre", "nn": "Øvre", "en": "Upper"},
    "count": {"nb": "Antall", "nn": "Tal", "en": "Count"},
    "of": {"nb": "Av", "nn": "Av", "en": "Of"},
    "wave": {"nb": "Runde", "nn": "Runde", "en": "Wave"},
    "division": {"nb": "Inndeling", "nn": "Inndeling", "en": "Division"},
    "group": {"nb": "Gruppe", "nn": "Gruppe", "en": "Group"},
    "both": {"nb": "Nevner begge", "nn": "Nemner begge", "en": "Mention both"},
    "expected": {"nb": "Ventet", "nn": "Venta", "en": "Expected"},
    "ratio": {"nb": "Forhold", "nn": "Forhold", "en": "Ratio"},
    "difference": {"nb": "Forskjell", "nn": "Skilnad", "en": "Difference"},
    "from": {"nb": "fra", "nn": "frå", "en": "from"},
    "to": {"nb": "til", "nn": "til", "en": "to"},
    "p_adjusted": {"nb": "P (justert)", "nn": "P (justert)", "en": "P (adjusted)"},
    "up_to": {"nb": "til {high}", "nn": "til {high}", "en": "up to {high}"},
    "between": {"nb": "over {low} til {high}", "nn": "over {low} til {high}", "en": "over {low} to {high}"},
    "over": {"nb": "over {low}", "nn": "over {low}", "en": "over {low}"},
    "nb": {"nb": "Bokmål", "nn": "Bokmål", "en": "Bokmål"},
    "nn": {"nb": "Nynorsk", "nn": "Nynorsk", "en": "Nynorsk"},
    "definition": {"nb": "Definisjon", "nn": "Definisjon", "en": "Definition"},
    "parent": {"nb": "Overtema", "nn": "Overtema", "en": "Theme above"},
    "include": {"nb": "Ta med", "nn": "Ta med", "en": "Include"},
    "exclude": {"nb": "Ikke ta med", "nn": "Ikkje ta med", "en": "Exclude"},
    # Method
    "method": {"nb": "Slik er det gjort", "nn": "Slik er det gjort", "en": "How it was done"},
    "method_caption": {"nb": "Metode", "nn": "Metode", "en": "Method"},
    "read": {"nb": "Lest", "nn": "Lese", "en": "Read"},
    "read_text": {
        "nb": "{responses} svar fra {respondents} respondenter; {empty} av svarene er tomme",
        "nn": "{responses} svar frå {respondents} respondentar; {empty} av svara er tomme",
        "en": "{responses} responses from {respondents} respondents; {empty} of the responses are empty",
    },
    "waves": {"nb": "Runder", "nn": "Rundar", "en": "Waves"},
    "dropped": {"nb": "Ikke lest", "nn": "Ikkje lese", "en": "Not read"},
    "statements_text": {
        "nb": "{statements} utsagn; {aside} uten innhold («vet ikke» og lignende) er lagt til side. "
        "{coded} av de andre har minst ett tema ({share})",
        "nn": "{statements} utsegner; {aside} utan innhald («veit ikkje» og liknande) er lagde til side. "
        "{coded} av dei andre har minst eitt tema ({share})",
        "en": "{statements} statements; {aside} without content (“don't know” and the like) are set aside. "
        "{coded} of the others have at least one theme ({share})",
    },
    "coded_by": {"nb": "Kodet av", "nn": "Koda av", "en": "Coded by"},
    "coded_by_text": {
        "nb": "{codings} kodinger gjelder: {person} er satt eller godkjent av et menneske, {model} bare av en modell",
        "nn": "{codings} kodingar gjeld: {person} er sette eller godkjende av eit menneske, {model} "
        "berre av ein modell",
        "en": "{codings} codings count: {person} made or accepted by a person, {model} by a model only",
    },
    "coders": {"nb": "Kodere", "nn": "Kodarar", "en": "Coders"},
    "person": {"nb": "menneske", "nn": "menneske", "en": "person"},
    "model": {"nb": "modell", "nn": "modell", "en": "model"},
    "agreement": {"nb": "Enighet", "nn": "Semje", "en": "Agreement"},
    "model_quality": {"nb": "Modellens kvalitet", "nn": "Kvaliteten på modellen", "en": "Quality of the model"},
    "shares": {"nb": "Andeler", "nn": "Delar", "en": "Shares"},
    "shares_text": {
        "nb": "Andelen av respondentene med minst ett utsagn med innhold som nevner temaet eller et tema under det. "
        "Intervallene er 95 % Wilson-intervaller",
        "nn": "Delen av respondentane med minst ei utsegn med innhald som nemner temaet eller eit tema under det. "
        "Intervalla er 95 % Wilson-intervall",
        "en": "Share of the respondents with at least one statement with content who mention the theme or one "
        "below it. Intervals are 95% Wilson intervals",
    },
    "weights": {"nb": "Vekter", "nn": "Vekter", "en": "Weights"},
    "weights_text": {
        "nb": "Andelene er vektet med «{column}»; effektivt antall respondenter (Kish) er {n}. Antall er uvektet",
        "nn": "Delane er vekta med «{column}»; effektivt tal på respondentar (Kish) er {n}. "
        "Tala på respondentar er uvekta",
        "en": "Shares are weighted by “{column}”; the effective number of respondents (Kish) is {n}. "
        "Counts are unweighted",
    },
    "break": {"nb": "Brudd i tidsserien", "nn": "Brot i tidsserien", "en": "Break in the series"},
    "break_text": {
        "nb": "Tall fra og med {waves} kan ikke sammenlignes med tidligere runder",
        "nn": "Tal frå og med {waves} kan ikkje samanliknast med tidlegare rundar",
        "en": "Figures from {waves} on cannot be compared with earlier waves",
    },
    "break_mark": {
        "nb": "‖ Brudd i tidsserien: kan ikke sammenlignes med rundene før.",
        "nn": "‖ Brot i tidsserien: kan ikkje samanliknast med rundane før.",
        "en": "‖ Break in the series: not comparable with the waves before.",
    },
    "privacy": {"nb": "Personvern", "nn": "Personvern", "en": "Privacy"},
    "privacy_text": {
        "nb": "Tall med færre enn {threshold} respondenter bak seg, tall som gjelder nesten alle i en gruppe, og tall "
        "som ville røpe slike, er erstattet med «:». "
        "Sitatene er sladdet og godkjent av et menneske; sladdet tekst er ikke anonym tekst",
        "nn": "Tal med færre enn {threshold} respondentar bak seg, tal som gjeld nesten alle i ei gruppe, og tal som "
        "ville røpe slike, er bytte ut med «:». "
        "Sitata er sladda og godkjende av eit menneske; sladda tekst er ikkje anonym tekst",
        "en": "Figures with fewer than {threshold} respondents behind them, those that hold for nearly all of a group, "
        "and those that would give such away, are replaced by “:”. Quotes are "
        "redacted and approved by a person; redacted text is not anonymous text",
    },
    "versions": {"nb": "Versjoner", "nn": "Versjonar", "en": "Versions"},
    "note": {"nb": "Merknad", "nn": "Merknad", "en": "Note"},
    # What is missing
    "missing": {"nb": "Dette mangler", "nn": "Dette manglar", "en": "What is missing"},
    "missing_themes": {
        "nb": "Kodeboken har ingen temaer i bruk, så det er ingenting å telle. Lag temaer i kodeboken eller la "
        "programmet foreslå noen, kod svarene og lag rapporten på nytt.",
        "nn": "Kodeboka har ingen tema i bruk, så det er ingenting å telje. Lag tema i kodeboka eller la programmet "
        "føreslå nokre, kod svara og lag rapporten på nytt.",
        "en": "The codebook has no theme in use, so that there is nothing to count. Make themes in the codebook or let "
        "the program suggest some, code the answers and make the report again.",
    },
    "missing_codings": {
        "nb": "Ingen utsagn har fått et tema ennå: ingen har kodet dem, og ingen modell er sikker nok. Alle andeler "
        "nedenfor er derfor 0. Kod svarene og lag rapporten på nytt.",
        "nn": "Inga utsegn har fått eit tema enno: ingen har koda dei, og ingen modell er sikker nok. Alle delar "
        "nedanfor er difor 0. Kod svara og lag rapporten på nytt.",
        "en": "No statement has a theme yet: nobody has coded them, and no model is sure enough. All shares below are "
        "therefore 0. Code the answers and make the report again.",
    },
    "missing_waves": {
        "nb": "Ingenting er kodet i {waves}. Svarene derfra er ikke med i andelene. Kod dem og lag rapporten på nytt.",
        "nn": "Ingenting er koda i {waves}. Svara derifrå er ikkje med i delane. Kod dei og lag rapporten på nytt.",
        "en": "Nothing is coded in {waves}. Its answers do not count in the shares. Code them and make the report "
        "again.",
    },
    "missing_waves_unnamed": {
        "nb": "Ingenting er kodet av svarene uten runde. De er ikke med i andelene. Kod dem og lag rapporten på nytt.",
        "nn": "Ingenting er koda av svara utan runde. Dei er ikkje med i delane. Kod dei og lag rapporten på nytt.",
        "en": "Nothing is coded of the answers without a wave. They do not count in the shares. Code them and make "
        "the report again.",
    },
    "missing_rest": {
        "nb": "Færre enn halvparten av utsagnene i {waves} har et tema. Er kodingen der ikke ferdig, er andelene for "
        "lave.",
        "nn": "Færre enn halvparten av utsegnene i {waves} har eit tema. Er kodinga der ikkje ferdig, er delane for "
        "låge.",
        "en": "Fewer than half of the statements in {waves} have a theme. If the coding there is not finished, the "
        "shares are too low.",
    },
    "missing_rest_unnamed": {
        "nb": "Færre enn halvparten av utsagnene har et tema. Er kodingen ikke ferdig, er andelene for lave.",
        "nn": "Færre enn halvparten av utsegnene har eit tema. Er kodinga ikkje ferdig, er delane for låge.",
        "en": "Fewer than half of the statements have a theme. If the coding is not finished, the shares are too low.",
    },
    # Overview
    "overview": {"nb": "Temaene samlet", "nn": "Temaa samla", "en": "All themes"},
    "overview_lead": {
        "nb": "En respondent kan nevne flere temaer; andelene summerer seg derfor ikke til 100 %.",
        "nn": "Ein respondent kan nemne fleire tema; delane summerer seg difor ikkje til 100 %.",
        "en": "A respondent can mention several themes, so that the shares do not add up to 100%.",
    },
    "overview_caption": {
        "nb": "Andel av respondentene som nevner hvert tema",
        "nn": "Del av respondentane som nemner kvart tema",
        "en": "Share of respondents who mention each theme",
    },
    "overview_chart": {
        "nb": "Temaer etter hvor mange som nevner dem, med 95 % intervall",
        "nn": "Tema etter kor mange som nemner dei, med 95 % intervall",
        "en": "Themes by how many mention them, with 95% intervals",
    },
    "overview_alternative": {
        "nb": "Liggende stolper for {n} temaer, sortert etter andel. De mest nevnte er {largest}.",
        "nn": "Liggjande stolpar for {n} tema, sorterte etter del. Dei mest nemnde er {largest}.",
        "en": "Horizontal bars for {n} themes by share. Most mentioned are {largest}.",
    },
    "out_of": {
        "nb": "Andelene er av {n} respondenter som har skrevet noe med innhold.",
        "nn": "Delane er av {n} respondentar som har skrive noko med innhald.",
        "en": "Shares are of the {n} respondents who wrote something with content.",
    },
    # One theme
    "themes": {"nb": "Tema for tema", "nn": "Tema for tema", "en": "Theme by theme"},
    "below": {"nb": "Under «{parent}»", "nn": "Under «{parent}»", "en": "Below “{parent}”"},
    "theme_hidden": {
        "nb": "Færre enn {threshold} respondenter nevner temaet. Tallene vises ikke.",
        "nn": "Færre enn {threshold} respondentar nemner temaet. Tala er ikkje viste.",
        "en": "Fewer than {threshold} respondents mention the theme. Its figures are not shown.",
    },
    "theme_telling": {
        "nb": "Tallene vises ikke: sammen med temaet over ville de røpe færre enn {threshold} respondenter.",
        "nn": "Tala er ikkje viste: saman med temaet over ville dei røpe færre enn {threshold} respondentar.",
        "en": "Its figures are not shown: beside the theme above they would give away fewer than {threshold} "
        "respondents.",
    },
    "theme_lead": {
        "nb": "Nevnt av {count} av {out_of} respondenter: {share}.",
        "nn": "Nemnt av {count} av {out_of} respondentar: {share}.",
        "en": "Mentioned by {count} of {out_of} respondents: {share}.",
    },
    "theme_chart": {
        "nb": "«{theme}»: andel som nevner temaet, med 95 % intervall",
        "nn": "«{theme}»: del som nemner temaet, med 95 % intervall",
        "en": "“{theme}”: share who mention the theme, with 95% intervals",
    },
    "theme_alternative": {
        "nb": "Andelen som nevner «{theme}», etter {sections}. Tallene står i tabellen.",
        "nn": "Delen som nemner «{theme}», etter {sections}. Tala står i tabellen.",
        "en": "Share who mention “{theme}”, by {sections}. The figures are in the table.",
    },
    "theme_caption": {
        "nb": "«{theme}» etter gruppe",
        "nn": "«{theme}» etter gruppe",
        "en": "“{theme}” by group",
    },
    "quotes": {"nb": "Sitater", "nn": "Sitat", "en": "Quotes"},
    # Groups
    "waves_caption": {
        "nb": "Andel som nevner hvert tema, etter runde",
        "nn": "Del som nemner kvart tema, etter runde",
        "en": "Share who mention each theme, by wave",
    },
    "crosstab": {"nb": "Temaer etter gruppe", "nn": "Tema etter gruppe", "en": "Themes by group"},
    "crosstab_caption": {
        "nb": "Andel som nevner hvert tema, etter {attribute}",
        "nn": "Del som nemner kvart tema, etter {attribute}",
        "en": "Share who mention each theme, by {attribute}",
    },
    "numbers": {"nb": "Temaer etter tall", "nn": "Tema etter tal", "en": "Themes by number"},
    "numbers_lead": {
        "nb": "Respondentene er delt i like store grupper etter tallet. Grensene er avrundet.",
        "nn": "Respondentane er delte i like store grupper etter talet. Grensene er avrunda.",
        "en": "Respondents are divided into groups of equal size by the number. The limits are rounded.",
    },
    "numbers_caption": {
        "nb": "Andel som nevner hvert tema, etter {attribute}",
        "nn": "Del som nemner kvart tema, etter {attribute}",
        "en": "Share who mention each theme, by {attribute}",
    },
    "groups_left_out": {
        "nb": "Grupper med færre enn {threshold} respondenter er ikke nevnt.",
        "nn": "Grupper med færre enn {threshold} respondentar er ikkje nemnde.",
        "en": "Groups of fewer than {threshold} respondents are not named.",
    },
    "numbers_note": {
        "nb": "z og P: Cochran-Armitage-test for lineær trend over gruppene; positiv z betyr at andelen stiger. "
        "P er justert for antall temaer (Benjamini-Hochberg).",
        "nn": "z og P: Cochran-Armitage-test for lineær trend over gruppene; positiv z tyder at delen stig. "
        "P er justert for talet på tema (Benjamini-Hochberg).",
        "en": "z and P: Cochran-Armitage test for linear trend over the groups; z above 0 means that the share rises. "
        "P is adjusted for the number of themes (Benjamini-Hochberg).",
    },
    # Bokmål and nynorsk
    "standards": {"nb": "Bokmål og nynorsk", "nn": "Bokmål og nynorsk", "en": "Bokmål and nynorsk"},
    "standards_lead": {
        "nb": "Nevner de som skriver bokmål og nynorsk, temaene like ofte? En forskjell kan bero på hvem som skriver "
        "hva, eller på at kodingen treffer den ene målformen bedre.",
        "nn": "Nemner dei som skriv bokmål og nynorsk, temaa like ofte? Ein skilnad kan kome av kven som skriv kva, "
        "eller av at kodinga treffer den eine målforma betre.",
        "en": "Do those who write bokmål and nynorsk mention the themes equally often? A difference may come from who "
        "writes which, or from coding that fits one of them better.",
    },
    "standards_caption": {
        "nb": "Andel som nevner hvert tema, etter målform",
        "nn": "Del som nemner kvart tema, etter målform",
        "en": "Share who mention each theme, by written standard",
    },
    "standards_note": {
        "nb": "Forskjell: nynorsk minus bokmål i prosentpoeng, med 95 % intervall (Newcombe).",
        "nn": "Skilnad: nynorsk minus bokmål i prosentpoeng, med 95 % intervall (Newcombe).",
        "en": "Difference: nynorsk minus bokmål in percentage points, with its 95% interval (Newcombe).",
    },
    "standards_chart": {
        "nb": "Andel som nevner hvert tema blant dem som skriver bokmål og nynorsk",
        "nn": "Del som nemner kvart tema blant dei som skriv bokmål og nynorsk",
        "en": "Share who mention each theme among those who write bokmål and nynorsk",
    },
    "standards_alternative": {
        "nb": "To punkter per tema, ett for hver målform. Tallene står i tabellen.",
        "nn": "To punkt per tema, eitt for kvar målform. Tala står i tabellen.",
        "en": "Two dots a theme, one for each written standard. The figures are in the table.",
    },
    # Together
    "together": {
        "nb": "Temaer som nevnes sammen",
        "nn": "Tema som blir nemnde saman",
        "en": "Themes mentioned together",
    },
    "together_lead": {
        "nb": "Hvilke temaer tar de samme respondentene opp?",
        "nn": "Kva tema tek dei same respondentane opp?",
        "en": "Which themes do the same respondents raise?",
    },
    "together_caption": {
        "nb": "Par av temaer som flest nevner",
        "nn": "Par av tema som flest nemner",
        "en": "Pairs of themes that most mention",
    },
    "together_note": {
        "nb": "Ventet: hvor mange som ville nevnt begge hvis temaene ikke hadde med hverandre å gjøre. "
        "Forhold: nevner begge delt på ventet.",
        "nn": "Venta: kor mange som ville nemnt begge om temaa ikkje hadde med kvarandre å gjere. "
        "Forhold: nemner begge delt på venta.",
        "en": "Expected: how many would mention both if the themes had nothing to do with each other. "
        "Ratio: those who mention both over those expected.",
    },
    "together_chart": {
        "nb": "Av dem som nevner temaet på linjen: prosent som også nevner temaet i kolonnen",
        "nn": "Av dei som nemner temaet på linja: prosent som òg nemner temaet i kolonnen",
        "en": "Of those who mention the row's theme: per cent who also mention the column's",
    },
    "together_alternative": {
        "nb": "Rutenett over de {n} mest nevnte temaene. Mørkere ruter betyr at flere nevner begge.",
        "nn": "Rutenett over dei {n} mest nemnde temaa. Mørkare ruter tyder at fleire nemner begge.",
        "en": "Grid of the {n} most mentioned themes. Darker cells mean that more mention both.",
    },
    # Codebook
    "codebook": {"nb": "Vedlegg: kodebok", "nn": "Vedlegg: kodebok", "en": "Appendix: codebook"},
    "codebook_caption": {"nb": "Temaer og definisjoner", "nn": "Tema og definisjonar", "en": "Themes and definitions"},
}


def say(key: str, language: str, **values: object) -> str:
    """A text of the report, its placeholders filled.

    Raises
    ------
    KeyError
        If the text does not exist in that language; a test sees to it that all do.
    """
    return WORDS[key][language].format(**values)
