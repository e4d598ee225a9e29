"""A discovery without the personal data that was found in it: what the report and the files show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

from textmine.language.wordlists import word_list
from textmine.privacy import Redaction, redact
from textmine.privacy.identifiers import column_identifies, row_numbers
from textmine.privacy.people import name_words
from textmine.privacy.redact import redact_spans
from textmine.privacy.tagger import shipped_model

if TYPE_CHECKING:
    import pandas as pd

    from textmine.discover import Discovery
    from textmine.themes.values import Theme

NOT_ATTRIBUTES = ("response_id", "wave", "text", "language", "n_statements", "themes")
HIDDEN = "[SKJULT]"
"""What stands in an attribute that points to people."""
_WORD = re.compile(r"[^\s,.]+")


def redacted_responses(responses: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Responses whose ids and attributes point to nobody, and notes on what was replaced; the text is left alone.

    Ids that are e-mail addresses, names, phone numbers or national ids become row numbers; cells of attributes that
    are such things become ``HIDDEN``.
    """
    result, notes = responses.copy(), []
    if column_identifies(result["response_id"].astype(str).tolist()):
        result["response_id"] = row_numbers(result["response_id"].astype(str).tolist())
        notes.append("the ids look like personal data and are replaced by row numbers")
    for column in result.columns:
        if column in NOT_ATTRIBUTES or not column_identifies(result[column].astype(str).tolist()):
            continue
        result[column] = [HIDDEN if str(value).strip() else value for value in result[column]]
        notes.append(f"the column {column!r} looks like personal data and is hidden")
    return result, notes


def redacted(discovery: Discovery) -> tuple[Discovery, list[str]]:
    """A discovery with redacted texts, and notes on ids and attributes that were replaced.

    Offsets stay those of the original response. Vectors, themes and figures are untouched; names of people are taken
    out of keywords and theme names.
    """
    responses, notes = redacted_responses(discovery.responses)
    old_ids = discovery.responses["response_id"].tolist()
    new_ids = dict(zip(old_ids, responses["response_id"], strict=True))
    originals = dict(zip(old_ids, discovery.responses["text"], strict=True))
    redactions = {text: redact(text) for text in dict.fromkeys(originals.values())}
    responses["text"] = [redactions[text].text for text in discovery.responses["text"]]
    statements = discovery.statements.copy()
    texts: dict[object, str] = {}
    for response_id, own in statements.groupby("response_id", sort=False):
        original = originals[response_id]
        spans = list(zip(own["start"], own["end"], strict=True))
        texts.update(zip(own.index, redact_spans(original, redactions[original].entities, spans), strict=True))
    statements["text"] = [texts[index] for index in statements.index]
    statements["statement_id"] = [
        f"{new_ids[old]}.{str(statement).rpartition('.')[2]}"
        for old, statement in zip(statements["response_id"], statements["statement_id"], strict=True)
    ]
    statements["response_id"] = statements["response_id"].map(new_ids)
    model = copy(discovery.model)
    known = dict(zip(discovery.statements["text"], statements["text"], strict=True))
    people = _people(redactions.values())
    model.texts_ = tuple(redact(text).text for text in model.texts_)
    model.themes_ = [_redacted_theme(theme, known, people) for theme in discovery.model.themes_]
    names = {theme.id: theme.name for theme in model.themes_}
    statements["theme"] = [names.get(number, "") for number in statements["theme_id"]]
    responses["themes"] = [
        " | ".join(renamed)
        for renamed in (
            [_renamed(name, discovery.model.themes_, names) for name in themes.split(" | ")] if themes else []
            for themes in responses["themes"]
        )
    ]
    return replace(discovery, responses=responses, statements=statements, model=model), notes


def _people(redactions: Iterable[Redaction]) -> frozenset[str]:
    """Words of people's names in the texts that are not ordinary words or the kind of an institution too."""
    mentions = {e.text for redaction in redactions for e in redaction.entities if e.type == "PERSON"}
    words = frozenset(word for mention in mentions for word in name_words(mention))
    # «Åsli DPS» may be taken for a person: its last word still names no one.
    return words - shipped_model().common_words - word_list("institution_words")


def _redacted_theme(theme: Theme, known: Mapping[str, str], people: frozenset[str]) -> Theme:
    keywords = tuple(key for key in theme.keywords if people.isdisjoint(key.casefold().split()))
    names = {language: _without_people(name, people) for language, name in theme.names.items()}
    texts = tuple(known.get(text) or redact(text).text for text in theme.representative)
    name = _without_people(theme.name, people)
    return replace(theme, name=name, names=names, keywords=keywords, representative=texts)


def _without_people(name: str, people: frozenset[str]) -> str:
    return _WORD.sub(lambda word: "[NAVN]" if word[0].casefold() in people else word[0], name)


def _renamed(name: str, themes: list[Theme], names: Mapping[int, str]) -> str:
    return next((names[theme.id] for theme in themes if theme.name == name), name)
