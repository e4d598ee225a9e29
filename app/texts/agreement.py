"""Texts of the page Enighet."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "agreement_title": {"nb": "Enighet", "nn": "Semje", "en": "Agreement"},
    "agreement_of": {"nb": "Hva skal regnes med", "nn": "Kva skal reknast med", "en": "What to count"},
    "agreement_everything": {
        "nb": "Alt som minst to har kodet",
        "nn": "Alt som minst to har koda",
        "en": "Everything that at least two have coded",
    },
    "agreement_coders": {"nb": "Kodere", "nn": "Kodarar", "en": "Coders"},
    "agreement_coders_help": {
        "nb": "Velg to eller flere, personer eller modeller.",
        "nn": "Vel to eller fleire, personar eller modellar.",
        "en": "Choose two or more, persons or models.",
    },
    "agreement_coders_all": {"nb": "Alle personer", "nn": "Alle personar", "en": "All persons"},
    "agreement_working": {"nb": "Regner …", "nn": "Reknar …", "en": "Working it out …"},
    "agreement_nothing": {
        "nb": "Ingen to av disse har kodet de samme utsagnene ennå. Trekk et utvalg under Dobbelkoding.",
        "nn": "Ingen to av desse har koda dei same utsegnene enno. Trekk eit utval under Dobbelkoding.",
        "en": "No two of these have coded the same statements yet. Draw a batch under Double coding.",
    },
    "agreement_basis": {
        "nb": "{coders}: {n} utsagn fra {respondents} {respondents:respondent|respondenter}. "
        "{left_out} utsagn som ingen ga noe tema, teller ikke som enighet.",
        "nn": "{coders}: {n} {n:utsegn|utsegner} frå {respondents} {respondents:respondent|respondentar}. "
        "{left_out} {left_out:utsegn|utsegner} som ingen gav noko tema, tel ikkje som semje.",
        "en": "{coders}: {n} {n:statement|statements} of {respondents} {respondents:respondent|respondents}. "
        "{left_out} {left_out:statement|statements} that nobody gave a theme {left_out:does|do} not count as "
        "agreement.",
    },
    "agreement_same_sets": {"nb": "Helt like", "nn": "Heilt like", "en": "Exactly the same"},
    "agreement_same_sets_help": {
        "nb": "Andel av utsagnene der alle har satt nøyaktig de temaene de andre satte.",
        "nn": "Del av utsegnene der alle har sett nøyaktig dei temaa dei andre sette.",
        "en": "Share of statements on which all put exactly the same themes.",
    },
    "agreement_masi": {"nb": "Alfa (MASI)", "nn": "Alfa (MASI)", "en": "Alpha (MASI)"},
    "agreement_masi_help": {
        "nb": "Krippendorffs alfa der delvis like sett med temaer gir delvis uttelling.",
        "nn": "Krippendorffs alfa der delvis like sett med tema gjev delvis utteljing.",
        "en": "Krippendorff's alpha in which sets of themes that are partly alike count in part.",
    },
    "agreement_percent": {"nb": "Andel like", "nn": "Del like", "en": "Share alike"},
    "agreement_percent_help": {
        "nb": "Andel av utsagnene der koderne er enige om temaet passer. Tar ikke hensyn til tilfeldigheter.",
        "nn": "Del av utsegnene der kodarane er samde om temaet passar. Tek ikkje omsyn til tilfelle.",
        "en": "Share of statements on which the coders agree whether the theme fits. Does not allow for chance.",
    },
    "agreement_alpha": {"nb": "Alfa", "nn": "Alfa", "en": "Alpha"},
    "agreement_alpha_help": {
        "nb": "Krippendorffs alfa: 1 er full enighet, 0 er det tilfeldigheter ville gitt.",
        "nn": "Krippendorffs alfa: 1 er full semje, 0 er det tilfelle ville gitt.",
        "en": "Krippendorff's alpha: 1 is full agreement, 0 what chance would give.",
    },
    "agreement_ac1": {"nb": "AC1", "nn": "AC1", "en": "AC1"},
    "agreement_ac1_help": {
        "nb": "Gwets AC1: som alfa, men faller ikke sammen når et tema er sjeldent.",
        "nn": "Gwets AC1: som alfa, men fell ikkje saman når eit tema er sjeldan.",
        "en": "Gwet's AC1: like alpha, but does not break down where a theme is rare.",
    },
    "agreement_cohen": {"nb": "Kappa", "nn": "Kappa", "en": "Kappa"},
    "agreement_cohen_help": {
        "nb": "Cohens kappa, for to kodere.",
        "nn": "Cohens kappa, for to kodarar.",
        "en": "Cohen's kappa, for two coders.",
    },
    "agreement_fleiss": {"nb": "Kappa (Fleiss)", "nn": "Kappa (Fleiss)", "en": "Kappa (Fleiss)"},
    "agreement_fleiss_help": {
        "nb": "Fleiss' kappa, for tre eller flere kodere.",
        "nn": "Fleiss' kappa, for tre eller fleire kodarar.",
        "en": "Fleiss' kappa, for three coders or more.",
    },
    "agreement_interval": {"nb": "Intervall {span}", "nn": "Intervall {span}", "en": "Interval {span}"},
    "agreement_by_theme": {"nb": "Tema for tema", "nn": "Tema for tema", "en": "Theme by theme"},
    "agreement_used": {"nb": "Utsagn", "nn": "Utsegner", "en": "Statements"},
    "agreement_interval_help": {
        "nb": "I parentes: {level} % intervall, der respondenter er trukket på nytt med alle sine utsagn.",
        "nn": "I parentes: {level} % intervall, der respondentar er trekte på nytt med alle sine utsegner.",
        "en": "In brackets: {level}% interval, with respondents resampled together with all their statements.",
    },
    "agreement_about": {"nb": "Hvordan lese tallene", "nn": "Korleis lese tala", "en": "How to read the figures"},
    "agreement_explained": {
        "nb": "Ingen grense passer alltid. Krippendorff foreslår 0,80 for sikre konklusjoner og 0,67 for foreløpige. "
        "Se på hele intervallet: er det bredt, er det kodet for få utsagn til å si noe sikkert. "
        "Et tema med lav enighet trenger som regel en klarere definisjon, ikke flere kodere.",
        "nn": "Inga grense passar alltid. Krippendorff foreslår 0,80 for sikre konklusjonar og 0,67 for førebelse. "
        "Sjå på heile intervallet: er det breitt, er det koda for få utsegner til å seie noko sikkert. "
        "Eit tema med låg semje treng som regel ein klarare definisjon, ikkje fleire kodarar.",
        "en": "No bound fits always. Krippendorff suggests 0.80 for firm conclusions and 0.67 for tentative ones. "
        "Look at the whole interval: where it is wide, too few statements are coded to say anything for certain. "
        "A theme with low agreement usually needs a clearer definition, not more coders.",
    },
}
