from __future__ import annotations

import numpy as np
import pytest

from tests.coding.examples import codebook, theme
from textmine.coding.checks import MOST_THEMES, CodebookWarning, check_codebook, warning_in_words
from textmine.coding.codebook import LANGUAGES, Language, Theme, Wording

DEFINED = {"definition": Wording(nb="Om dette")}


def kinds(found: list[CodebookWarning]) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.kind, each.theme_ids) for each in found]


def test_a_sound_codebook_has_no_warnings() -> None:
    book = codebook(theme("a", **DEFINED), theme("b", "a", **DEFINED))
    accepted = {f"s{n}": frozenset({"a"} if n % 2 else {"b"}) for n in range(20)}
    assert check_codebook(book, accepted=accepted, vectors={"a": np.eye(2)[0], "b": np.eye(2)[1]}) == []


def test_missing_definitions_and_equal_names_are_found_among_themes_in_use() -> None:
    book = codebook(
        Theme("a", Wording(nb="Bolig", en="Housing")),
        Theme("b", Wording(nn="Bustad", en=" housing "), definition=Wording(nn="Om")),
        Theme("c", Wording(nb="Bolig"), status="retired"),
    )
    assert kinds(check_codebook(book)) == [("undefined", ("a",)), ("same_name", ("a", "b"))]


def test_parents_that_are_gone_retired_or_in_a_circle_are_found() -> None:
    book = codebook(
        theme("a", "gone", **DEFINED),
        theme("old", status="retired"),
        theme("b", "old", **DEFINED),
        theme("x", "y", **DEFINED),
        theme("y", "x", **DEFINED),
        theme("z", "x", **DEFINED),
        theme("self", "self", **DEFINED),
    )
    assert kinds(check_codebook(book)) == [
        ("unknown_parent", ("a",)),
        ("retired_parent", ("b",)),
        ("cycle", ("self",)),
        ("cycle", ("x", "y")),
    ]


def test_more_than_seventy_themes_are_too_many() -> None:
    themes = [theme(f"t{n}", **DEFINED) for n in range(MOST_THEMES + 1)]
    assert check_codebook(codebook(*themes[:-1])) == []
    assert check_codebook(codebook(*themes)) == [CodebookWarning("too_many", value=71)]


def test_themes_with_nearly_the_same_vector_are_too_alike() -> None:
    book = codebook(theme("a", **DEFINED), theme("b", **DEFINED), theme("c", **DEFINED), theme("d", **DEFINED))
    vectors = {"a": np.array([1.0, 0]), "b": np.array([0.9, np.sqrt(0.19)]), "c": np.array([0, 1.0])}
    (found,) = check_codebook(book, vectors=vectors)
    assert (found.kind, found.theme_ids) == ("alike", ("a", "b"))
    assert found.value == pytest.approx(0.9)


def test_themes_that_share_statements_overlap_unless_one_lies_below_the_other() -> None:
    book = codebook(theme("a", **DEFINED), theme("b", **DEFINED), theme("c", "a", **DEFINED))
    accepted = {f"s{n}": frozenset({"a", "b", "c"} if n < 6 else {"a"}) for n in range(12)}
    assert kinds(check_codebook(book, accepted=accepted)) == [("overlap", ("a", "b")), ("overlap", ("b", "c"))]


def test_themes_with_few_statements_are_found() -> None:
    book = codebook(theme("a", **DEFINED), theme("b", **DEFINED))
    accepted = {f"s{n}": frozenset("a") for n in range(5)} | {"t": frozenset({"b", "gone"})}
    assert check_codebook(book, accepted=accepted) == [CodebookWarning("few", ("b",), 1)]


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("nb", ["«Tema a» mangler definisjon.", "«Tema a» og «Tema b» ligner så mye at de kan være ett tema."]),
        (
            "nn",
            [
                "«Tema a nn» manglar definisjon.",
                "«Tema a nn» og «Tema b nn» liknar så mykje at dei kan vere eitt tema.",
            ],
        ),
        ("en", ["“Theme a” has no definition.", "“Theme a” and “Theme b” are so alike that they may be one theme."]),
    ],
)
def test_warnings_are_said_in_each_language(language: Language, sentences: list[str]) -> None:
    warnings = [CodebookWarning("undefined", ("a",)), CodebookWarning("alike", ("a", "b"), 0.9)]
    assert [warning_in_words(each, language, codebook()) for each in warnings] == sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_stand_in_the_sentences(language: Language) -> None:
    assert "71" in warning_in_words(CodebookWarning("too_many", value=71), language, codebook())
    assert "63 %" in warning_in_words(CodebookWarning("overlap", ("a", "b"), 0.63), language, codebook())
    assert " 3 " in warning_in_words(CodebookWarning("few", ("a",), 3), language, codebook())
