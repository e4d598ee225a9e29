from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.examples import changes, codebook, coding, codings
from textmine.coding.changes import apply
from textmine.coding.codebook import LANGUAGES, Language, Wording
from textmine.coding.codings import Coding
from textmine.coding.consequence import Consequence, consequences, in_words, suggestions_in_words
from textmine.coding.operations import Part, merge, rename, retire, split
from textmine.coding.recoding import recode


def test_a_merge_is_counted_before_it_is_done() -> None:
    some = [
        coding("s1", "b"),
        coding("s2", "b"),
        coding("s2", "b", "ola"),
        coding("s2", "c"),
        coding("s3", "b", status="rejected"),
        coding("s4", "a"),
    ]
    assert consequences(merge(codebook(), ["b"], "c"), some) == [
        Consequence("b", "c", codings=3, statements=2, joined=1),
        Consequence("b", None, codings=1, statements=1, closed=True),
    ]


def test_what_stays_after_a_split_is_open_where_the_theme_is_kept() -> None:
    some = [coding("s1", "b"), coding("s2", "b")]
    parts = [Part(Wording(nb="Del"), frozenset({"s1"}))]
    assert consequences(split(codebook(), "b", parts), some)[-1] == Consequence("b", None, 1, 1)
    assert consequences(split(codebook(), "b", parts, keep=False), some)[-1] == Consequence(
        "b", None, 1, 1, closed=True
    )


@given(st.data(), codings())
def test_counts_are_what_is_then_done(data: st.DataObject, some: list[Coding]) -> None:
    change = data.draw(changes(codebook()))
    found = consequences(change, some)
    done = recode(some, change.recodings)
    sources = {rule.theme_id for rule in change.recodings}
    moving = {(each.theme_id, each.key) for each in some for rule in change.recodings if rule.moves(each)}
    assert sum(each.codings for each in found if each.to is None) == sum(
        each.theme_id in sources and (each.theme_id, each.key) not in moving for each in some
    )
    assert bool(done.added) == any(each.to is not None for each in found)
    # What is joined is what makes fewer codings of more.
    arrivals = sum(each.codings for each in found if each.to is not None)
    assert len(done.added) <= arrivals
    assert (len(done.added) == arrivals) or any(each.joined for each in found)


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        (
            "nb",
            [
                "3 kodinger på 2 utsagn flyttes fra «Tema b» til «Tema c»; av dem blir 1 slått sammen med en annen av "
                "samme koder.",
                "1 koding på 1 utsagn blir stående på «Tema b», men lukket: de telles ikke lenger.",
            ],
        ),
        (
            "nn",
            [
                "3 kodingar på 2 utsegner blir flytta frå «Tema b nn» til «Tema c nn»; av dei blir 1 slått saman med "
                "ei anna av same kodar.",
                "1 koding på 1 utsegn blir ståande på «Tema b nn», men lukka: dei tel ikkje lenger.",
            ],
        ),
        (
            "en",
            [
                "3 codings on 2 statements will move from “Theme b” to “Theme c”; of these, 1 will be joined with "
                "another by the same coder.",
                "1 coding on 1 statement will stay on “Theme b”, but closed: no longer counted.",
            ],
        ),
    ],
)
def test_consequences_are_said_in_each_language(language: Language, sentences: list[str]) -> None:
    found = [Consequence("b", "c", 3, 2, 1), Consequence("b", None, 1, 1, closed=True)]
    assert in_words(found, language, codebook()) == sentences


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_without_codings_says_so_and_new_themes_have_their_names(language: Language) -> None:
    book = codebook()
    assert len(in_words(consequences(rename(book, "a", Wording(nb="Ny")), [coding("s", "a")]), language, book)) == 1
    change = split(book, "b", [Part(Wording(nb="Skilt ut"), frozenset({"s"}))])
    sentence = in_words(consequences(change, [coding("s", "b")]), language, book, apply(change, book))[0]
    assert "Skilt ut" in sentence
    assert "T1" not in sentence
    assert in_words([], "nb", book) == ["Ingen kodinger endres."]
    assert in_words(consequences(retire(book, "a"), []), "en", book) == ["No codings will change."]


def test_what_models_suggest_is_called_so_and_nothing_is_said_of_none() -> None:
    found = consequences(merge(codebook(), ["b"], "c"), [coding("s1", "b")])
    assert suggestions_in_words(found, "nn", codebook()) == [
        "1 framlegg på 1 utsegn blir flytta frå «Tema b nn» til «Tema c nn»."
    ]
    assert suggestions_in_words([], "nb", codebook()) == []
