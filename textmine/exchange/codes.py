"""Themes in use as other programs list codes: in the order of the tree, each with a name of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

from textmine.coding.codebook import Codebook, Language, Theme
from textmine.exchange.characters import one_line, plain

_BETWEEN = " / "
_WORDS: dict[Language, tuple[str, str, str]] = {
    "nb": ("Ta med", "Ikke ta med", "Eksempler"),
    "nn": ("Ta med", "Ikkje ta med", "Døme"),
    "en": ("Include", "Exclude", "Examples"),
}


@dataclass(frozen=True)
class Code:
    """A theme in use; ``depth`` is 0 at the top, and ``name`` on one line and no sibling's."""

    theme: Theme
    name: str
    depth: int
    description: str


def codes_of(book: Codebook, language: Language = "nb", *, flat: bool = False) -> list[Code]:
    """Themes in use, each before those below it.

    Parameters
    ----------
    book : Codebook
    language : {"nb", "nn", "en"}
        Of names and descriptions.
    flat : bool
        All on one level, with the names of those above before their own.
    """
    # A theme below a retired one stands at the top: what is retired is not exported.
    in_use = replace(book, themes=book.active)
    taken: set[tuple[str, str]] = set()
    line: list[str] = []
    codes = []
    for depth, theme in in_use.tree():
        line[depth:] = [one_line(theme.name(language)) or theme.id]
        name = _BETWEEN.join(line) if flat else line[-1]
        level = "" if flat or depth == 0 else str(theme.parent)
        while (level, name.casefold()) in taken:
            name = f"{name} ({theme.id})"
        taken.add((level, name.casefold()))
        codes.append(Code(theme, name, 0 if flat else depth, _description(theme, language)))
    return codes


def _description(theme: Theme, language: Language) -> str:
    """Definition, rules and examples, a paragraph each."""
    rules = zip(_WORDS[language], (theme.include, theme.exclude, theme.examples), strict=True)
    paragraphs = [theme.definition.within(language)]
    paragraphs += ["\n".join([f"{word}:", *(f"- {text}" for text in texts)]) for word, texts in rules if texts]
    return plain("\n\n".join(paragraph for paragraph in paragraphs if paragraph))
