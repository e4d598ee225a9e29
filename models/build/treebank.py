"""The Norwegian Dependency Treebank with NorNE's entities, read with universal parts of speech.

The training files carry the tags of NDT itself (Solberg et al. 2014, *The Norwegian Dependency Treebank*); the
development files are Universal Dependencies (Øvrelid & Hohle 2016, *Universal Dependencies for Norwegian*), whose
conversion is redone here:
a part of speech follows from NDT's tag and features and, where UD looks at the function, from the dependency tree.
Entities: Jørgensen et al. (2020), *NorNE: Annotating named entities for Norwegian*.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

STANDARDS = {"nb": "nob", "nn": "nno"}
"""File names of the treebank, by written standard."""
_AUXILIARIES = {
    "være", "vere", "bli", "ha", "ville", "vilje", "kunne", "skulle", "måtte", "burde", "få", "tore", "tørre",
}  # fmt: skip
_COPULAS = {"være", "vere"}
_PLACE_ADVERBS = {"her", "der"}
_PREDICATIVE = {"SPRED", "FSPRED", "OPRED", "FOPRED"}
_DIRECT = {
    "subst": "NOUN", "verb": "VERB", "adj": "ADJ", "adv": "ADV", "pron": "PRON", "prep": "ADP", "konj": "CCONJ",
    "sbu": "SCONJ", "inf-merke": "PART", "interj": "INTJ", "symb": "SYM", "ukjent": "X",
}  # fmt: skip
_NEGATIONS = {"ikke", "ikkje"}
# Which quantifiers count: figures, number words and «eneste»; the rest («all», «noen», «en») are determiners.
_NUMBER = re.compile(
    r"[\d.,:/–-]*\d[\d.,:/–-]*|[ivxlcm]{2,}|eneste|einaste|eine|én|ett|éin|éit|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti"
    r"|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten|(?:hundre|tusen)+|½"
    r"|(?:tjue|tretti|førti|femti|seksti|sytti|åtti|nitti|tyve|tredve)\w*",
    re.IGNORECASE,
)
_NO_SPACE_BEFORE = set(",.;:!?)»%…")
_NO_SPACE_AFTER = set("(«")


@dataclass(frozen=True)
class Token:
    """A word of the treebank; ``entity`` in BIO, ``space`` whether one follows."""

    text: str
    lemma: str
    pos: str
    entity: str
    space: bool


Sentence = tuple[Token, ...]


def training_sentences(path: Path, nynorsk: bool) -> list[Sentence]:
    """Sentences of an NDT file, converted; NDT's mark of a headline's end («|») is no text and is left out."""
    return [sentence for rows in _rows(path) if (sentence := _converted(rows, nynorsk))]


def development_sentences(path: Path) -> list[Sentence]:
    """Sentences of a UD file, as they are."""
    return [
        tuple(Token(r[1], r[2], r[3], _entity(r[9]), "SpaceAfter=No" not in r[9]) for r in rows) for rows in _rows(path)
    ]


def _rows(path: Path) -> Iterator[list[list[str]]]:
    rows: list[list[str]] = []
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for line in [*stream, "\n"]:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 1 and cells[0].isdigit():
                rows.append(cells)
            elif not line.strip() and rows:
                yield rows
                rows = []


def _entity(cell: str) -> str:
    found = re.search(r"name=([^|]+)", cell)
    return found[1] if found else "O"


def _converted(rows: Sequence[Sequence[str]], nynorsk: bool) -> Sentence:
    kept = [i for i, row in enumerate(rows) if row[1] != "|"]
    tokens = []
    for place, i in enumerate(kept):
        row = rows[i]
        following = rows[kept[place + 1]][1] if place + 1 < len(kept) else ""
        space = following not in _NO_SPACE_BEFORE and row[1] not in _NO_SPACE_AFTER
        tokens.append(Token(row[1], row[2], _part_of_speech(row, rows, nynorsk), _entity(row[9]), space))
    return tuple(tokens)


def _part_of_speech(row: Sequence[str], rows: Sequence[Sequence[str]], nynorsk: bool) -> str:
    """Universal part of speech of one NDT row, given its sentence."""
    lemma, tag, features = row[2].lower(), row[3], row[5].split("|")
    if tag == "subst" and "prop" in features:
        # UD's nynorsk conversion read the first feature alone: «Solveig» («fem|prop») and «EU» («fork|prop») are nouns
        # there, and the development split counts them so.
        return "NOUN" if nynorsk and features[0] != "prop" else "PROPN"
    if tag == "det":
        return _determiner(row[1], features)
    if tag == "verb":
        return _verb(row, rows, lemma)
    if tag == "adv" and lemma in _NEGATIONS:
        return "PART"
    if tag == "sbu" and lemma == "som":
        return "SCONJ" if _relation_of_head(row, rows) == "ADV" else "PRON"
    if tag == "prep":
        return _preposition(row, rows, lemma)
    return _DIRECT.get(tag, "PUNCT")


def _preposition(row: Sequence[str], rows: Sequence[Sequence[str]], lemma: str) -> str:
    """«Her» and «der» are adverbs, «for å» and «om at» subjunctions, and so is «som» before a predicative."""
    complements = [other[3] for other in rows if other[6] == row[0] and other[7] == "PUTFYLL"]
    if lemma in _PLACE_ADVERBS and not complements:
        return "ADV"
    predicative = lemma == "som" and row[7] in _PREDICATIVE
    return "SCONJ" if predicative or {"inf-merke", "verb"} & set(complements) else "ADP"


def _determiner(word: str, features: Sequence[str]) -> str:
    if "poss" in features:
        return "PRON"
    return "NUM" if "kvant" in features and _NUMBER.fullmatch(word) else "DET"


def _verb(row: Sequence[str], rows: Sequence[Sequence[str]], lemma: str) -> str:
    """Auxiliaries have a verb below them and copulas a predicative; a passive or a perfect too."""
    if lemma not in _AUXILIARIES:
        return "VERB"
    below = {other[7] for other in rows if other[6] == row[0]}
    return "AUX" if "INFV" in below or (lemma in _COPULAS and "SPRED" in below) else "VERB"


def _relation_of_head(row: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = next((other for other in rows if other[0] == row[6]), None)
    return head[7] if head else ""
