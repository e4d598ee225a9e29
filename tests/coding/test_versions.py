from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.coding.examples import codebook, histories, theme
from textmine.coding.changes import Change, apply
from textmine.coding.codebook import LANGUAGES, Codebook, Language, Wording
from textmine.coding.operations import Part, add, define, merge, nest, recolour, reinstate, rename, retire, split
from textmine.coding.versions import Difference, difference_in_words, differences


def after(change: Change, book: Codebook | None = None) -> Codebook:
    return apply(change, book or codebook())


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (rename(codebook(), "a", Wording(nb="Ny")), [Difference("renamed", "a")]),
        (define(codebook(), "a", definition=Wording(nb="Om")), [Difference("redefined", "a")]),
        (define(codebook(), "a", exclude=["x"]), [Difference("redefined", "a")]),
        (define(codebook(), "a", examples=["x"]), [Difference("examples", "a")]),
        (recolour(codebook(), "a", "#112233"), [Difference("appearance", "a")]),
        (add(codebook(), theme("n")), [Difference("added", "n")]),
        (retire(codebook(), "c"), [Difference("retired", "c")]),
        (merge(codebook(), ["c"], "b"), [Difference("merged", "c", ("b",))]),
        (nest(codebook(), "c", "b"), [Difference("moved", "c", ("b",)), Difference("appearance", "c")]),
        (split(codebook(), "c", [Part(Wording(nb="Del"))]), [Difference("split", "c", ("T1",))]),
        (
            split(codebook(), "c", [Part(Wording(nb="Del"))], keep=False),
            [Difference("split", "c", ("T1",)), Difference("retired", "c")],
        ),
    ],
)
def test_each_operation_is_seen_as_what_it_is(change: Change, expected: list[Difference]) -> None:
    assert differences(codebook(), after(change)) == expected


def test_what_was_undone_or_taken_into_use_again_is_seen_too() -> None:
    retired = after(retire(codebook(), "c"))
    assert differences(retired, after(reinstate(retired, "c"), retired)) == [Difference("reinstated", "c")]
    change = add(codebook(), theme("n"))
    more = after(change)
    assert differences(more, after(change.inverse, more)) == [Difference("removed", "n")]


@given(histories())
def test_there_is_a_difference_exactly_where_themes_differ_and_all_can_be_said(
    history: list[tuple[Codebook, Change]],
) -> None:
    old, new = history[0][0], apply(history[-1][1], history[-1][0])
    found = differences(old, new)
    changed = {each.id for each in new.themes if old.get(each.id) != each}
    named = {each.theme_id for each in found} | {other for each in found for other in each.others}
    assert changed <= named
    assert bool(found) == bool(changed)
    for language in LANGUAGES:
        for each in found:
            sentence = difference_in_words(each, language, old, new)
            assert sentence.endswith(".")
            assert "{" not in sentence


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "«Tema c» er slått inn i «Tema b»."),
        ("nn", "«Tema c nn» er slått inn i «Tema b nn»."),
        ("en", "“Theme c” is merged into “Theme b”."),
    ],
)
def test_a_merge_is_said_in_each_language(language: Language, sentence: str) -> None:
    new = after(merge(codebook(), ["c"], "b"))
    assert difference_in_words(differences(codebook(), new)[0], language, codebook(), new) == sentence


def test_a_new_name_in_another_language_and_a_move_to_the_top_have_sentences_of_their_own() -> None:
    old = codebook()
    new = after(rename(old, "c", replace(old.theme("c").names, nn="Anna")))
    assert (
        difference_in_words(Difference("renamed", "c"), "nb", old, new)
        == "«Tema c» har fått nytt navn på et annet språk."
    )
    assert difference_in_words(Difference("renamed", "c"), "nn", old, new) == "«Tema c nn» heiter no «Anna»."
    assert difference_in_words(Difference("moved", "a1"), "nn", old, old) == "«Tema a1 nn» ligg no øvst."
    parts = Difference("split", "a", ("a1", "b", "c"))
    assert (
        difference_in_words(parts, "en", old, old)
        == "“Theme a” is split; split out: “Theme a1”, “Theme b” and “Theme c”."
    )
