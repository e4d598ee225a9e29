"""Sentences about codebooks in the three languages of the interface."""

from __future__ import annotations

from collections.abc import Sequence

from textmine.coding.codebook import Codebook, Language, Wording

CODING = (Wording("koding", "koding", "coding"), Wording("kodinger", "kodingar", "codings"))
SUGGESTION = (Wording("forslag", "framlegg", "suggestion"), Wording("forslag", "framlegg", "suggestions"))
STATEMENT = (Wording("utsagn", "utsegn", "statement"), Wording("utsagn", "utsegner", "statements"))
_AND = Wording("og", "og", "and")


def counted(number: int, noun: tuple[Wording, Wording], language: Language) -> str:
    """A number with its noun, such as «1 koding» and «3 kodinger»."""
    return f"{number} {noun[number != 1].within(language)}"


def quoted(name: str, language: Language) -> str:
    """A name in the quotation marks of the language."""
    return f"“{name}”" if language == "en" else f"«{name}»"


def theme_name(theme_id: str, language: Language, *codebooks: Codebook) -> str:
    """The quoted name of a theme in the first of the codebooks that has it, or its id."""
    theme = next((book.theme(theme_id) for book in codebooks if theme_id in book), None)
    return quoted(theme.name(language) if theme else theme_id, language)


def listed(items: Sequence[str], language: Language) -> str:
    """«a», «a og b», «a, b og c»."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {_AND.within(language)} {items[-1]}"
