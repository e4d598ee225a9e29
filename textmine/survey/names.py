"""What the name of a column says about it: the vocabulary of survey files in Norwegian and English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

# Most specific first: where several fit, the first that is unique is taken.
ID_NAMES = (
    "responseid",
    "submissionid",
    "lfdn",
    "respid",
    "respondentid",
    "respondentnr",
    "respondentnummer",
    "respnr",
    "responsid",
    "svarid",
    "svarnr",
    "caseid",
    "recordid",
    "intnr",
    "deltakerid",
    "deltakarid",
    "deltakernr",
    "deltakarnr",
    "participantid",
    "løpenummer",
    "løpenr",
    "lopenummer",
    "lopenr",
    "id",
)
# These may also hold a role or a count, so repeats do not make them a broken id column.
WEAK_ID_NAMES = ("respondent", "deltaker", "deltakar", "serial", "uuid", "nummer", "nr")

# Names that can mean nothing else, however short the answers are.
TEXT_NAMES = (
    "text",
    "tekst",
    "fritekst",
    "fritekstsvar",
    "kommentar",
    "kommentarer",
    "kommentarar",
    "comment",
    "comments",
    "svartekst",
    "åpentsvar",
    "opesvar",
)

WAVE_NAMES = ("wave", "runde")
YEAR_NAMES = ("år", "aar", "year", "årgang", "undersøkelsesår", "undersøkingsår", "surveyyear")

_CODE_WIDTHS = {
    "kommunenummer": 4,
    "kommunenr": 4,
    "komnr": 4,
    "knr": 4,
    "fylkesnummer": 2,
    "fylkesnr": 2,
}

_PROSE_HINT = re.compile(
    r"kommentar|fritekst|tekst|text|utdyp|beskriv|skildr|merknad|comment|begrunn|grunngi|forklar"
    r"|innspill|tilbakemelding|synspunkt|forslag|hvorfor|kvifor|\bsvar\b|answer|skriv gjerne|fortell|fortel\b"
    r"|tilføy|legge til|leggje til"
)

_BESIDE = re.compile(
    r"""(?x)
    # The line behind the last choice of a closed question
    \b(?:spesifiser|spesifisér|specify|please\ specify)\b
    |(?<!noe\ )(?<!noko\ )(?<!anything\ )\b(?:annet|anna|annan|annen|andre|other)
        (?:[ ,:(-]+(?:fritekst|tekst|text|skriv\ inn)\)?)?\W*\Z
    # What others wrote than who was asked
    |\b(?:intervjuer|intervjuar|interviewer|saksbehandler|saksbehandlar|koder|kodar|coder)\w*\W+(?:sine?\ )?
        (?:kommentar|merknad|notat|observasjon|comment|note|remark)
    |(?:kommentar|merknad|notat|comment|note|remark)\w*\W+(?:fra|frå|av|til|from|by|for)\W+
        (?:intervjuer|intervjuar|interviewer|saksbehandler|saksbehandlar)
    |\b(?:intervjuer|intervjuar|interviewer)(?:notat|kommentar|merknad)|\bintern\w*\W+(?:kommentar|merknad|notat)
    # A second version of another column
    |\b(?:oversatt|oversettelse|omsett|omsetjing|translat\w+)\b
    # The same words in every row that asks the same
    |\b(?:spørsmåls?tekst|question\ ?text)\b
    # Fields of a form
    |\A(?:stilling|stillingstittel|yrke|tittel|arbeidssted|arbeidsstad|arbeidsplass|arbeidsgiver|arbeidsgivar|virksomhet
        |verksemd|enhet|eining|avdeling|institusjon|organisasjon|kommune|bydel|skole|skule|studium|studieprogram
        |utdanning|utdanningsprogram|sted|stad)\Z"""
)

_PERSONAL_EXACT = re.compile(
    r"""(?x) navn|name|namn|fornavn|etternavn|førenamn|etternamn|fulltnavn|firstname|lastname|fullname
    |kontaktperson|mobil|tlf|fnr|signatur|signature"""
)
_PERSONAL_PART = re.compile(
    r"e-?post\b|e-?mail|telefon|\btlf|mobilnummer|mobilnr|\bphone|adresse\b|address\b|fødselsn|foedselsn|personn"
    r"|kontonummer|kontonr|vedlegg|attachment|opplasting|filnavn|filename"
)
# Asked for by a question, however long.
_PERSONAL_QUESTION = re.compile(
    r"\bnavn på (?:\w+ )?kontaktperson|\bnamn på (?:\w+ )?kontaktperson|\bditt (?:fulle )?navn\b|\bnavnet ditt\b"
    r"|\bnamnet ditt\b|\bditt (?:fulle )?namn\b|\byour (?:full )?name\b|\bhva heter du\b|\bkva heiter du\b"
)
# A question may well ask about the telephone; only a short name is a field for one.
_FIELD_NAME_WORDS = 3

_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")

_TECHNICAL = re.compile(
    r"""(?x)
    # Nettskjema
    submissionreference|referenceid|answertimems|forwardedtoform
    # SurveyXact
    |stat[a-z]?\d|stat(overall|creation|distribution|completion)\d*|closetime
    # LimeSurvey, Microsoft Forms, SurveyMonkey and other web forms
    |created|modified|opprettet|endret|sistendret|timestamp|tidsstempel|tidspunkt|datestamp|submitdate
    |startdate|enddate|starttime|endtime|completiontime|lastmodifiedtime|starttid|sluttid|starttidspunkt
    |fullføringstid|fullføringstidspunkt|startlanguage|lastpage|seed|token|refurl
    |ip|ipadresse|ipaddress|ipaddr|useragent|browser|nettleser|nettlesar|collectorid|respondentcollectorid"""
)
_QUESTBACK_TECHNICAL = re.compile(
    r"""(?x) externallfdn|tester|dispcode|lastpage|quality|duration|exhost|ipaddr|browser|referer|devicetype
    |quota|quotaassignment|quotarejectedid|pagehistory|[hv]flip.*|outputmode|javascript|flash|sessionid
    |language|cleaned|ats|datetime|lastaccs|dateoflastaccess|dateoffirstmail|participant|screen(width|height)
    |p\d{4}|rts?\d+|rndpg\d+"""
)


def normal(name: str) -> str:
    """Lower case without spaces, punctuation and ``$``: ``"E-post"`` and ``"epost"`` are one name."""
    return re.sub(r"[\W_]+", "", name.casefold())


def unique_names(cells: Sequence[str]) -> list[str]:
    """Name every column: an empty header becomes ``Kolonne 3``, a repeated one ``navn (2)``.

    Parameters
    ----------
    cells : sequence of str, shape (n_columns,)
        The header as it stands in the file.

    Returns
    -------
    list of str, shape (n_columns,)
        Distinct names; a name that occurs once is only stripped.
    """
    # Joined files have byte-order marks inside.
    wanted = [cell.replace("\ufeff", "").strip() or f"Kolonne {i}" for i, cell in enumerate(cells, start=1)]
    taken = set(wanted)
    seen: set[str] = set()
    result = []
    for name in wanted:
        unique, n = name, 1
        while unique in seen or (n > 1 and unique in taken):
            n += 1
            unique = f"{name} ({n})"
        seen.add(unique)
        result.append(unique)
    return result


def code_width(name: str) -> int:
    """Digits of the official code in the column: 4 for municipality numbers, 2 for counties, otherwise 0."""
    return _CODE_WIDTHS.get(normal(name), 0)


def hints_prose(names: Iterable[str]) -> bool:
    """Whether one of a column's names says that it holds comments."""
    return any(_PROSE_HINT.search(name.casefold()) for name in names)


def is_beside_the_questions(names: Iterable[str]) -> bool:
    """Whether a column's names say that its prose is no answer to a question of its own.

    So are the line «Annet, spesifiser», an interviewer's remark, a translation and a field such as the workplace.
    """
    return any(_BESIDE.search(" ".join(name.casefold().replace("_", " ").split())) for name in names)


def is_personal(name: str) -> bool:
    """Whether the column is a field for a name, an address, an attachment or the like."""
    if _PERSONAL_QUESTION.search(name.casefold()):
        return True
    if len(name.split()) > _FIELD_NAME_WORDS:
        return False
    return bool(_PERSONAL_EXACT.fullmatch(normal(name)) or _PERSONAL_PART.search(name.casefold()))


def year_in(file_name: str) -> str:
    """Return the year that a file's name tells, where it tells one and no more, or an empty string."""
    years = set(_YEAR_IN_NAME.findall(file_name))
    return years.pop() if len(years) == 1 else ""


def system_of(names: Iterable[str]) -> str:
    """Survey system that wrote a file with these columns: ``"Nettskjema"``, ``"Questback"`` or ``""``."""
    folded = {name.casefold() for name in names}
    if "$submission_id" in folded:
        return "Nettskjema"
    if "lfdn" in folded and ("dispcode" in folded or any(name.startswith("v_") for name in folded)):
        return "Questback"
    return ""


def is_technical(name: str, system: str) -> bool:
    """Whether the survey system made the column for itself: times, browser, status, references."""
    bare = normal(name)
    if name.startswith("$") or _TECHNICAL.fullmatch(bare):
        return True
    return system == "Questback" and _QUESTBACK_TECHNICAL.fullmatch(bare) is not None
