from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.examples import changes, codebook, coding, codings, histories, ids, theme
from textmine.coding.changes import Change, apply, change_from_dict, change_to_dict
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.codings import Coding
from textmine.coding.operations import (
    Part,
    add,
    arrange,
    define,
    merge,
    nest,
    new_draft,
    publish,
    recolour,
    reinstate,
    rename,
    retire,
    split,
)
from textmine.coding.recoding import recode
from textmine.errors import InputError


@given(histories())
def test_every_operation_keeps_ids_unique_and_the_tree_whole(history: list[tuple[Codebook, Change]]) -> None:
    for before, change in history:
        after = apply(change, before)
        assert len(set(ids(after))) == len(ids(after)) == len(after.tree())
        assert set(ids(before)) <= set(ids(after))
        for each in after.active:
            assert each.parent is None or after.theme(each.parent).is_active
            assert each.id not in {below.id for below in after.below(each.id)}


@given(histories())
def test_an_operation_and_its_inverse_give_back_the_same_themes(history: list[tuple[Codebook, Change]]) -> None:
    start, book = history[0][0], apply(history[-1][1], history[-1][0])
    for _, change in reversed(history):
        book = apply(change.inverse, book)
    assert book.themes == start.themes
    for _, change in history:
        book = apply(change, book)
    assert book == apply(history[-1][1], history[-1][0])


@given(histories())
def test_an_id_taken_back_is_never_given_out_again(history: list[tuple[Codebook, Change]]) -> None:
    start, book = history[0][0], apply(history[-1][1], history[-1][0])
    for _, change in reversed(history):
        book = apply(change.inverse, book)
    gone = {edit.theme_id for _, change in history for edit in change.edits if edit.before is None}
    assert gone == book.withdrawn - start.withdrawn
    assert book.new_id() not in gone
    for taken in gone:
        with pytest.raises(InputError, match="is or was another theme's"):
            add(book, theme(taken))


@given(st.data())
def test_a_change_written_for_the_log_is_read_back_the_same(data: st.DataObject) -> None:
    change = data.draw(changes(codebook()))
    assert change_from_dict(json.loads(json.dumps(change_to_dict(change)))) == change


def test_a_change_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be read"):
        change_from_dict({"operation": "delete", "edits": [], "recodings": []})
    with pytest.raises(InputError, match="cannot be read"):
        change_from_dict({})


@given(st.data(), codings())
def test_codings_are_never_lost_and_come_back_with_the_inverse(data: st.DataObject, some: list[Coding]) -> None:
    change = data.draw(changes(codebook()))
    moved = recode(some, change.recodings)
    after = moved.applied_to(some)
    assert {(each.statement_id, each.coder) for each in after} == {(each.statement_id, each.coder) for each in some}
    assert len({each.key for each in after}) == len(after)
    assert set(moved.inverse.applied_to(after)) == set(some)


@pytest.mark.parametrize(
    "operation",
    [
        lambda book: rename(book, "a", Wording(nb="Ny")),
        lambda book: define(book, "a", include=["x"]),
        lambda book: recolour(book, "a", "#112233"),
        lambda book: add(book, theme("n")),
        lambda book: merge(book, ["a"], "b"),
        lambda book: split(book, "a", [Part(Wording(nb="Del"))]),
        lambda book: nest(book, "b", "a"),
        lambda book: arrange(book, ["b", "a"]),
        lambda book: retire(book, "a"),
        lambda book: reinstate(book, "a"),
        publish,
    ],
)
def test_a_published_version_never_changes(operation: object) -> None:
    with pytest.raises(InputError, match="published and never changes"):
        operation(publish(codebook()))  # type: ignore[operator]


def test_the_next_version_begins_as_a_draft_of_the_published_one() -> None:
    published = publish(codebook())
    draft = new_draft(published)
    assert (draft.version, draft.state, draft.themes) == (2, "draft", published.themes)
    with pytest.raises(InputError, match="draft already"):
        new_draft(draft)
    with pytest.raises(InputError, match="no theme in use"):
        publish(Codebook())


def test_a_change_meets_a_theme_that_somebody_else_changed() -> None:
    book = codebook()
    mine, theirs = rename(book, "a", Wording(nb="Min")), rename(book, "a", Wording(nb="Din"))
    with pytest.raises(InputError, match="changed meanwhile"):
        apply(mine, apply(theirs, book))
    other = rename(book, "b", Wording(nb="Annet"))
    assert apply(mine, apply(other, book)).theme("a").name() == "Min"


def test_a_theme_that_others_depend_on_cannot_be_taken_back() -> None:
    book = codebook()
    first = add(book, theme("n"))
    book = apply(add(apply(first, book), theme("m", "n")), apply(first, book))
    with pytest.raises(InputError, match="'m' depends on"):
        apply(first.inverse, book)


def test_definitions_change_only_in_what_is_given() -> None:
    book = apply(define(codebook(), "a", definition=Wording(nb="Om a"), examples=["ett"]), codebook())
    after = apply(define(book, "a", include=["x"], exclude=["y"]), book).theme("a")
    assert (after.definition.nb, after.include, after.exclude, after.examples) == ("Om a", ("x",), ("y",), ("ett",))
    assert define(book, "a").edits == ()


@pytest.mark.parametrize(
    ("new", "message"),
    [
        (Theme("", Wording()), "no name"),
        (Theme("", Wording(nb="  ")), "no name"),
        (Theme("b", Wording(nb="B")), "another theme's"),
        (Theme("x y", Wording(nb="B")), "no valid id"),
        (Theme("", Wording(nb="B"), parent="gone"), "no theme 'gone'"),
        (Theme("", Wording(nb="B"), colour="rød"), "no valid colour"),
    ],
)
def test_a_theme_that_cannot_be_added_is_refused(new: Theme, message: str) -> None:
    with pytest.raises(InputError, match=message):
        add(codebook(), new)


def test_a_new_theme_comes_last_among_its_siblings() -> None:
    book = apply(add(codebook(), Theme("", Wording(nb="Aaa"))), codebook())
    assert [each.id for each in book.children(None)] == ["a", "b", "c", "T1"]


def test_merged_codings_move_and_a_statement_with_both_gets_one() -> None:
    some = [coding("s1", "b"), coding("s2", "b", memo="her"), coding("s2", "c", memo="der"), coding("s3", "b", "ola")]
    change = merge(codebook(), ["b"], "c")
    after = recode(some, change.recodings).applied_to(some)
    assert {each.key for each in after} == {("s1", "c", "kari"), ("s2", "c", "kari"), ("s3", "c", "ola")}
    assert {each.memo for each in after} == {"", "der\nher"}
    book = apply(change, codebook())
    assert (book.theme("b").status, book.theme("b").merged_into) == ("retired", "c")


def test_accepted_wins_over_suggested_when_two_codings_become_one() -> None:
    some = [coding("s", "b", status="suggested", confidence=0.9), coding("s", "c", confidence=0.4)]
    after = recode(some, merge(codebook(), ["c"], "b").recodings).applied_to(some)
    assert [(each.theme_id, each.status, each.confidence) for each in after] == [("b", "accepted", 0.4)]


def test_a_rejection_does_not_move_to_the_wider_theme() -> None:
    some = [coding("s1", "b", status="rejected"), coding("s2", "b", status="rejected"), coding("s2", "c")]
    assert not recode(some, merge(codebook(), ["b"], "c").recodings)


def test_themes_below_a_merged_theme_go_to_the_target() -> None:
    book = apply(merge(codebook(), ["a"], "b"), codebook())
    assert [each.id for each in book.children("b")] == ["a1", "a2"]


def test_merging_a_theme_into_one_below_it_moves_that_one_up() -> None:
    book = codebook(theme("top"), theme("a", "top"), theme("b", "a"), theme("c", "b"), theme("d", "a"))
    after = apply(merge(book, ["a"], "c"), book)
    assert [each.id for each in after.path("c")] == ["top", "b", "c"]
    assert after.theme("d").parent == "c"


@pytest.mark.parametrize(
    ("sources", "target"), [([], "a"), (["a"], "a"), (["b", "a"], "a"), (["q"], "a"), (["a"], "q")]
)
def test_a_merge_that_makes_no_sense_is_refused(sources: list[str], target: str) -> None:
    with pytest.raises(InputError):
        merge(codebook(), sources, target)


def test_a_split_moves_the_codings_of_chosen_statements_and_rejections_with_them() -> None:
    some = [coding("s1", "b"), coding("s2", "b", status="rejected"), coding("s3", "b"), coding("s1", "c")]
    parts = [Part(Wording(nb="Del 1"), frozenset({"s1", "s2"})), Part(Wording(nb="Del 2"), frozenset({"s1"}))]
    change = split(codebook(), "b", parts)
    after = {each.key: each.status for each in recode(some, change.recodings).applied_to(some)}
    assert after == {
        ("s1", "T1", "kari"): "accepted",
        ("s1", "T2", "kari"): "accepted",
        ("s2", "T1", "kari"): "rejected",
        ("s3", "b", "kari"): "accepted",
        ("s1", "c", "kari"): "accepted",
    }
    book = apply(change, codebook())
    assert [book.theme(part).split_from for part in ("T1", "T2")] == ["b", "b"]
    assert book.theme("b").is_active


def test_a_split_that_does_not_keep_the_theme_closes_the_rest() -> None:
    change = split(codebook(), "a", [Part(Wording(nb="Del"), frozenset({"s1"}), theme_id="del")], keep=False)
    book = apply(change, codebook())
    assert not book.theme("a").is_active
    assert book.theme("a1").parent is None
    some = [coding("s1", "a"), coding("s2", "a")]
    assert {each.key for each in recode(some, change.recodings).applied_to(some)} == {
        ("s1", "del", "kari"),
        ("s2", "a", "kari"),
    }
    with pytest.raises(InputError, match="into nothing"):
        split(codebook(), "a", [])


def test_a_theme_cannot_lie_below_itself() -> None:
    for parent in ("a", "a1"):
        with pytest.raises(InputError, match="below itself"):
            nest(codebook(), "a", parent)
    book = apply(nest(codebook(), "a", "b"), codebook())
    assert [each.id for each in book.path("a1")] == ["b", "a", "a1"]
    assert nest(codebook(), "a1", "a").edits == ()


def test_siblings_are_put_in_order_and_the_others_follow() -> None:
    book = apply(arrange(codebook(), ["c"]), codebook())
    assert [each.id for each in book.children(None)] == ["c", "a", "b"]
    with pytest.raises(InputError, match="different parents"):
        arrange(codebook(), ["a", "a1"])
    assert arrange(codebook(), []).edits == ()


def test_a_retired_theme_keeps_its_codings_or_hands_them_on() -> None:
    some = [coding("s1", "a"), coding("s2", "a", status="rejected")]
    assert not recode(some, retire(codebook(), "a").recodings)
    after = recode(some, retire(codebook(), "a", move_to="b").recodings).applied_to(some)
    assert {each.key for each in after} == {("s1", "b", "kari"), ("s2", "a", "kari")}
    book = apply(retire(codebook(), "a"), codebook())
    assert book.theme("a1").parent is None
    with pytest.raises(InputError, match="is retired"):
        retire(book, "a")
    with pytest.raises(InputError, match="cannot move to itself"):
        retire(codebook(), "a", move_to="a")


def test_a_retired_theme_can_be_taken_into_use_again() -> None:
    book = apply(merge(codebook(), ["a1"], "b"), codebook())
    book = apply(retire(book, "a"), book)
    back = apply(reinstate(book, "a1"), book).theme("a1")
    assert (back.status, back.merged_into, back.parent) == ("active", None, None)
    with pytest.raises(InputError, match="in use already"):
        reinstate(book, "b")


def test_codings_changed_meanwhile_are_not_written_over() -> None:
    some = [coding("s1", "b"), coding("s1", "c")]
    moved = recode(some, merge(codebook(), ["b"], "c").recodings)
    with pytest.raises(InputError, match="changed meanwhile"):
        moved.applied_to([replace(some[0], memo="ny"), some[1]])
    with pytest.raises(InputError, match="changed meanwhile"):
        recode(some[:1], merge(codebook(), ["b"], "c").recodings).applied_to(some)
