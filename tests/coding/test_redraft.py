"""A draft codebook that is cut coarser or finer, and what people have decided in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from textmine.coding.changes import apply
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.crosswalk import crosswalk
from textmine.coding.operations import add, arrange, define, merge, nest, publish, reinstate, rename, retire
from textmine.coding.redraft import Drafted, decided, redraft

THEMES = tuple(Theme(f"T{n}", Wording(nb=f"Tema {n}"), order=n) for n in range(1, 5))
BOOK = Codebook(themes=THEMES)
DRAFTED = Drafted({f"T{n}": 100 + n for n in range(1, 5)}, {theme.id: theme for theme in THEMES})
PARTS = {1: Theme("", Wording(nb="Del 1")), 2: Theme("", Wording(nb="Del 2"))}


def test_nothing_is_decided_at_first() -> None:
    assert decided(BOOK, DRAFTED) == {}


@pytest.mark.parametrize(
    ("change", "themes"),
    [
        (rename(BOOK, "T1", Wording(nb="Annet")), {"T1"}),
        (define(BOOK, "T2", definition=Wording(nb="Om")), {"T2"}),
        (merge(BOOK, ["T1"], "T2"), {"T1", "T2"}),
        (nest(BOOK, "T1", "T3"), {"T1", "T3"}),
        (retire(BOOK, "T4"), {"T4"}),
        (add(BOOK, Theme("", Wording(nb="Nytt"), parent="T4")), {"T4"}),
        (arrange(BOOK, ["T4", "T1", "T2", "T3"]), set()),
    ],
)
def test_what_a_person_edits_is_decided(change, themes: set[str]) -> None:
    assert decided(apply(change, BOOK), DRAFTED) == dict.fromkeys(sorted(themes), "edited")


def test_what_is_coded_quoted_or_published_is_decided() -> None:
    found = decided(BOOK, DRAFTED, coded=["T1"], quoted=["T1", "T2"])
    assert found == {"T1": "coded", "T2": "quoted"}
    assert set(decided(BOOK, DRAFTED, published=[publish(BOOK)]).values()) == {"published"}


def test_a_split_makes_new_ids_and_joining_the_parts_again_brings_the_old_one_back() -> None:
    split, after = redraft(BOOK, DRAFTED, {101: (1, 2)}, {}, PARTS)
    book = apply(split, BOOK)
    assert [(theme.id, theme.split_from, theme.name()) for theme in book.active if theme.id > "T4"] == [
        ("T5", "T1", "Del 1"),
        ("T6", "T1", "Del 2"),
    ]
    assert not book.theme("T1").is_active
    assert not split.recodings
    assert decided(book, after) == {}
    back, again = redraft(book, after, {}, {101: (1, 2)}, {})
    book = apply(back, book)
    assert book.active == BOOK.active
    assert {book.theme(name).merged_into for name in ("T5", "T6")} == {"T1"}
    assert decided(book, again) == {}
    finer, _ = redraft(book, again, {101: (1, 2)}, {}, {})
    assert {theme.id for theme in apply(finer, book).active} == {"T2", "T3", "T4", "T5", "T6"}


def test_a_part_that_a_person_renames_leaves_the_other_parts_undecided() -> None:
    split, after = redraft(BOOK, DRAFTED, {101: (1, 2)}, {}, PARTS)
    book = apply(split, BOOK)
    renamed = apply(rename(book, "T5", Wording(nb="Mitt")), book)
    assert decided(renamed, after) == {"T5": "edited"}


def test_what_a_person_brings_back_is_hers() -> None:
    split, after = redraft(BOOK, DRAFTED, {101: (1, 2)}, {}, PARTS)
    book = apply(split, BOOK)
    assert decided(apply(reinstate(book, "T1"), book), after) == {"T1": "edited"}


def test_a_join_says_what_took_the_themes_over_and_stands_where_they_stood() -> None:
    change, _ = redraft(BOOK, DRAFTED, {}, {7: (102, 103)}, {7: Theme("", Wording(nb="Felles"))})
    book = apply(change, BOOK)
    assert {theme.merged_into for theme in book.themes if not theme.is_active} == {"T5"}
    assert [theme.name() for _, theme in book.tree() if theme.is_active] == ["Tema 1", "Felles", "Tema 4"]
    old, new = publish(BOOK), replace(publish(book), version=2)
    assert crosswalk(old, new) is not None


def test_the_inverse_gives_the_codebook_back() -> None:
    change, _ = redraft(BOOK, DRAFTED, {101: (1, 2)}, {7: (102, 103)}, {**PARTS, 7: Theme("", Wording(nb="F"))})
    book = apply(change, BOOK)
    assert apply(change.inverse, book).themes == BOOK.themes
