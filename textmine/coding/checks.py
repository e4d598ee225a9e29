"""Warnings about a codebook: nothing is refused, the researcher decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Literal

import numpy as np

from textmine.coding.codebook import Codebook, Language, Wording
from textmine.coding.phrases import STATEMENT, counted, listed, theme_name

if TYPE_CHECKING:
    from textmine.encode import Vectors

WarningKind = Literal[
    "too_many", "unknown_parent", "retired_parent", "cycle", "undefined", "same_name", "alike", "overlap", "few"
]
MOST_THEMES = 70
FEWEST_STATEMENTS = 5
ALIKE = 0.8
"""Cosine of two themes' vectors. In 85 codebooks made by hand the nearest two definitions reach 0.79 with the encoder
that ships, 0.70 in the middle one."""
OVERLAP = 0.5
_TEXTS: dict[WarningKind, Wording] = {
    "too_many": Wording(
        "Kodeboken har {n} temaer i bruk; med flere enn {limit} blir den tung å holde i hodet.",
        "Kodeboka har {n} tema i bruk; med fleire enn {limit} blir ho tung å halde i hovudet.",
        "The codebook has {n} themes in use; more than {limit} are hard to keep in mind.",
    ),
    "unknown_parent": Wording(
        "{themes} ligger under et tema som ikke finnes.",
        "{themes} ligg under eit tema som ikkje finst.",
        "{themes} lies below a theme that does not exist.",
    ),
    "retired_parent": Wording(
        "{themes} ligger under et tema som er tatt ut av bruk.",
        "{themes} ligg under eit tema som er teke ut av bruk.",
        "{themes} lies below a theme that is retired.",
    ),
    "cycle": Wording(
        "{themes} ligger under hverandre i ring.",
        "{themes} ligg under kvarandre i ring.",
        "{themes} lie below one another in a circle.",
    ),
    "undefined": Wording("{themes} mangler definisjon.", "{themes} manglar definisjon.", "{themes} has no definition."),
    "same_name": Wording("{themes} har samme navn.", "{themes} har same namn.", "{themes} have the same name."),
    "alike": Wording(
        "{themes} ligner så mye at de kan være ett tema.",
        "{themes} liknar så mykje at dei kan vere eitt tema.",
        "{themes} are so alike that they may be one theme.",
    ),
    "overlap": Wording(
        "{percent} % av utsagnene i det minste av {themes} er også i det andre.",
        "{percent} % av utsegnene i det minste av {themes} er òg i det andre.",
        "{percent} % of the statements in the smaller of {themes} are also in the other.",
    ),
    "few": Wording(
        "{themes} har bare {statements}.", "{themes} har berre {statements}.", "{themes} has only {statements}."
    ),
}


@dataclass(frozen=True)
class CodebookWarning:
    """Something the researcher should look at; ``value`` is a number of themes or statements, a cosine or a share."""

    kind: WarningKind
    theme_ids: tuple[str, ...] = ()
    value: float = 0.0


def check_codebook(
    codebook: Codebook,
    *,
    accepted: Mapping[str, Set[str]] | None = None,
    vectors: Mapping[str, Vectors] | None = None,
) -> list[CodebookWarning]:
    """Look for what often goes wrong with codebooks.

    Parameters
    ----------
    codebook : Codebook
        Only its themes in use are looked at.
    accepted : mapping of statement id to theme ids, optional
        As `textmine.coding.codings.accepted_themes` gives it; without it nothing is said of few statements or overlap.
    vectors : mapping of theme id to array (d,) of unit length, optional
        Of names with definitions; without it themes are compared by name only.

    Returns
    -------
    list of CodebookWarning
        More than `MOST_THEMES` themes; parents that do not exist, are retired or go in a circle; no definition; the
        same name; vectors with a cosine of at least `ALIKE`; two themes, not one below the other, that share
        `OVERLAP` of the smaller one's statements; fewer than `FEWEST_STATEMENTS` statements.
    """
    found = list(_shape(codebook))
    found += [CodebookWarning("undefined", (theme.id,)) for theme in codebook.active if not theme.definition]
    found += _same_names(codebook)
    if vectors is not None:
        found += _alike(codebook, vectors)
    if accepted is not None:
        found += _by_statements(codebook, accepted)
    return found


def warning_in_words(warning: CodebookWarning, language: Language, codebook: Codebook) -> str:
    """A sentence with the themes' names."""
    return (
        _TEXTS[warning.kind]
        .within(language)
        .format(
            n=round(warning.value),
            limit=MOST_THEMES,
            percent=round(100 * warning.value),
            statements=counted(round(warning.value), STATEMENT, language),
            themes=listed([theme_name(theme, language, codebook) for theme in warning.theme_ids], language),
        )
    )


def _shape(codebook: Codebook) -> Iterator[CodebookWarning]:
    if len(codebook.active) > MOST_THEMES:
        yield CodebookWarning("too_many", value=len(codebook.active))
    for theme in codebook.active:
        parent = codebook.get(theme.parent or "")
        if theme.parent is not None and parent is None:
            yield CodebookWarning("unknown_parent", (theme.id,))
        elif parent is not None and not parent.is_active:
            yield CodebookWarning("retired_parent", (theme.id,))
    for circle in sorted({circle for theme in codebook.active if (circle := _circle(codebook, theme.id))}):
        yield CodebookWarning("cycle", circle)


def _circle(codebook: Codebook, theme_id: str) -> tuple[str, ...]:
    """The ids of the circle of parents that a theme is part of, sorted; empty where it is in none."""
    path = codebook.path(theme_id)
    return tuple(sorted(theme.id for theme in path)) if path[0].parent == theme_id else ()


def _same_names(codebook: Codebook) -> Iterator[CodebookWarning]:
    for one, other in combinations(codebook.active, 2):
        names = {name.casefold().strip() for name in one.names.all}
        if names & {name.casefold().strip() for name in other.names.all}:
            yield CodebookWarning("same_name", (one.id, other.id))


def _alike(codebook: Codebook, vectors: Mapping[str, Vectors]) -> Iterator[CodebookWarning]:
    ids = [theme.id for theme in codebook.active if theme.id in vectors]
    if len(ids) < 2:
        return
    matrix = np.stack([vectors[theme] for theme in ids])
    cosines = matrix @ matrix.T
    for one, other in np.argwhere(np.triu(cosines >= ALIKE, k=1)):
        yield CodebookWarning("alike", (ids[one], ids[other]), float(cosines[one, other]))


def _by_statements(codebook: Codebook, accepted: Mapping[str, Set[str]]) -> Iterator[CodebookWarning]:
    alone: Counter[str] = Counter()
    together: Counter[tuple[str, str]] = Counter()
    for themes in accepted.values():
        alone.update(themes)
        together.update(combinations(sorted(themes), 2))
    family = {theme.id: {above.id for above in codebook.path(theme.id)} for theme in codebook.active}
    for (one, other), both in sorted(together.items()):
        smaller = min(alone[one], alone[other])
        related = one not in family or other not in family or one in family[other] or other in family[one]
        if not related and smaller >= FEWEST_STATEMENTS and both / smaller >= OVERLAP:
            yield CodebookWarning("overlap", (one, other), both / smaller)
    for theme in codebook.active:
        if alone[theme.id] < FEWEST_STATEMENTS:
            yield CodebookWarning("few", (theme.id,), alone[theme.id])
