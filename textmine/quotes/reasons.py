"""Why a statement was picked, in bokmål, nynorsk and English."""

from __future__ import annotations

LANGUAGES = ("nb", "nn", "en")

REASONS: dict[str, dict[str, str]] = {
    "representative": {
        "nb": "Står for deltemaet «{subtheme}»: {share} av utsagnene i temaet ligger nærmest dette sitatet",
        "nn": "Står for deltemaet «{subtheme}»: {share} av utsegnene i temaet ligg nærast dette sitatet",
        "en": "Stands for the sub-theme “{subtheme}”: {share} of the theme's statements lie nearest to this quote",
    },
    "typical": {
        "nb": "Typisk: nærmest midten av hele temaet, ligner utsagnene i temaet mest i gjennomsnitt",
        "nn": "Typisk: nærast midten av heile temaet, liknar utsegnene i temaet mest i gjennomsnitt",
        "en": "Typical: nearest to the centre of the whole theme, most like its statements on average",
    },
    "extreme": {
        "nb": "Ytterpunkt: {share} av utsagnene i temaet ligger nærmere midten",
        "nn": "Ytterpunkt: {share} av utsegnene i temaet ligg nærare midten",
        "en": "Extreme: {share} of the theme's statements lie nearer to its centre",
    },
    "dissenting_praise": {
        "nb": "Avvikende: språkmodellen leser det som ros, slik den gjør med {share} av utsagnene i temaet",
        "nn": "Avvikande: språkmodellen les det som ros, slik han gjer med {share} av utsegnene i temaet",
        "en": "Dissenting: the language model reads it as praise, as it does {share} of the theme's statements",
    },
    "dissenting_complaint": {
        "nb": "Avvikende: språkmodellen leser det som kritikk, slik den gjør med {share} av utsagnene i temaet",
        "nn": "Avvikande: språkmodellen les det som kritikk, slik han gjer med {share} av utsegnene i temaet",
        "en": "Dissenting: the language model reads it as criticism, as it does {share} of the theme's statements",
    },
}


def reason(key: str, language: str, share: float, subtheme: str = "") -> str:
    """One reason; ``share`` is between 0 and 1."""
    percent = f"{100 * share:.0f}%" if language == "en" else f"{100 * share:.0f}\N{NO-BREAK SPACE}%"
    return REASONS[key][language].format(share=percent, subtheme=subtheme)
