from __future__ import annotations

from hypothesis import given

from tests.coding.examples import codebook, histories, theme
from textmine.coding.changes import Change, apply
from textmine.coding.codebook import Codebook, Wording
from textmine.coding.crosswalk import Group, Link, crosswalk
from textmine.coding.operations import Part, add, define, merge, retire, split


def follow(*operations: object, book: Codebook | None = None) -> tuple[Codebook, Codebook]:
    old = new = book or codebook(theme("a"), theme("b"), theme("c"), theme("d"))
    for operation in operations:
        new = apply(operation(new), new)  # type: ignore[operator]
    return old, new


def part(name: str) -> Part:
    return Part(Wording(nb=name), theme_id=name)


def test_what_did_not_change_answers_to_itself() -> None:
    walk = crosswalk(*follow())
    assert walk.links == tuple(Link(each, (each,), "same") for each in "abcd")
    assert walk.groups() == [Group((each,), (each,)) for each in "abcd"]
    assert walk.forward(["a", "c", "unknown"]) == {"a", "c"}


def test_merged_themes_are_followed_through_several_merges() -> None:
    walk = crosswalk(*follow(lambda book: merge(book, ["a"], "b"), lambda book: merge(book, ["b"], "c")))
    assert walk.link("a") == Link("a", ("c",), "merged")
    assert walk.forward(["a", "b"]) == {"c"}
    assert Group(("a", "b", "c"), ("c",)) in walk.groups()


def test_what_was_split_is_for_a_person_to_choose() -> None:
    walk = crosswalk(*follow(lambda book: split(book, "a", [part("x"), part("y")])))
    assert walk.link("a") == Link("a", ("a", "x", "y"), "split")
    assert walk.forward(["a", "b"]) == {"b"}
    assert walk.to_review(["a", "b"]) == {"a"}
    assert Group(("a",), ("a", "x", "y")) in walk.groups()
    assert walk.added == ()


def test_one_part_that_replaced_a_theme_is_still_a_part() -> None:
    walk = crosswalk(*follow(lambda book: split(book, "a", [part("x")], keep=False)))
    assert walk.link("a") == Link("a", ("x",), "split")
    assert walk.forward(["a"]) == frozenset()


def test_a_part_merged_into_another_theme_ties_both_together() -> None:
    walk = crosswalk(*follow(lambda book: split(book, "a", [part("x")]), lambda book: merge(book, ["x"], "b")))
    assert walk.link("a") == Link("a", ("a", "b"), "split")
    assert Group(("a", "b"), ("a", "b")) in walk.groups()


def test_retired_redefined_and_added_themes_are_told_apart() -> None:
    walk = crosswalk(
        *follow(
            lambda book: retire(book, "a"),
            lambda book: define(book, "b", definition=Wording(nb="Om b")),
            lambda book: add(book, theme("n")),
        )
    )
    assert [link.relation for link in walk.links] == ["retired", "redefined", "same", "same"]
    assert walk.forward(["a", "b"]) == {"b"}
    assert walk.to_review(["a", "b"]) == {"b"}
    assert walk.added == ("n",)
    assert walk.groups()[-1] == Group((), ("n",))


@given(histories())
def test_every_theme_in_use_is_in_one_group(history: list[tuple[Codebook, Change]]) -> None:
    old, new = history[0][0], apply(history[-1][1], history[-1][0])
    groups = crosswalk(old, new).groups()
    assert sorted(each for group in groups for each in group.old) == sorted(each.id for each in old.active)
    assert sorted(each for group in groups for each in group.new) == sorted(each.id for each in new.active)
