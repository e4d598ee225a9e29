from __future__ import annotations

import json

import pytest
from hypothesis import given

from tests.coding.examples import codebook, histories, theme
from textmine.coding.changes import Change, apply
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.codebook_json import codebook_from_dict, codebook_to_dict, theme_from_dict
from textmine.errors import InputError


def test_an_id_that_occurs_twice_is_refused() -> None:
    with pytest.raises(InputError, match="'a' occurs twice"):
        codebook(theme("a"), theme("a"))


def test_a_text_that_is_missing_is_read_in_the_nearest_language() -> None:
    assert Wording(nb="Bolig", en="Housing").within("nn") == "Bolig"
    assert Wording(nn="Bustad").within("en") == "Bustad"
    assert not Wording()
    assert Theme("T1", Wording()).name("nn") == "T1"


def test_the_tree_has_parents_before_children_and_siblings_in_order() -> None:
    assert [(depth, each.id) for depth, each in codebook().tree()] == [
        (0, "a"),
        (1, "a1"),
        (1, "a2"),
        (0, "b"),
        (0, "c"),
    ]
    swapped = codebook(theme("b", order=5), theme("a", order=7), theme("c", "b"))
    assert [each.id for _, each in swapped.tree()] == ["b", "c", "a"]


def test_paths_go_from_the_top_and_branches_leave_out_their_root() -> None:
    book = codebook(theme("a"), theme("b", "a"), theme("c", "b"))
    assert [each.id for each in book.path("c")] == ["a", "b", "c"]
    assert [each.id for each in book.below("a")] == ["b", "c"]


def test_themes_in_a_circle_or_below_nothing_are_still_in_the_tree_once() -> None:
    book = codebook(theme("x", "y"), theme("y", "x"), theme("z", "gone"), theme("self", "self"))
    assert sorted(each.id for _, each in book.tree()) == ["self", "x", "y", "z"]
    assert {each.id for each in book.path("x")} == {"x", "y"}
    assert [each.id for each in book.below("x")] == ["y"]


def test_an_unknown_theme_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="no theme 'q'"):
        codebook().theme("q")
    assert codebook().get("q") is None


def test_a_new_id_is_none_that_was_ever_used() -> None:
    assert Codebook(themes=(theme("T2"),), withdrawn=frozenset({"T7"})).new_id() == "T8"
    assert Codebook(themes=(theme("T²"), theme("Tre"))).new_id() == "T1"


@given(histories())
def test_what_is_written_as_json_is_read_back_the_same(history: list[tuple[Codebook, Change]]) -> None:
    book = apply(history[-1][1], history[-1][0])
    assert codebook_from_dict(json.loads(json.dumps(codebook_to_dict(book)))) == book


def test_little_is_needed_of_a_theme_written_by_hand() -> None:
    assert theme_from_dict({"id": "bolig", "names": "Bolig"}) == Theme("bolig", Wording(nb="Bolig"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "the codebook is not a set of named fields"),
        ({}, "the codebook has no valid themes"),
        ({"themes": [], "version": 0}, "no valid version"),
        ({"themes": [], "version": True}, "no valid version"),
        ({"themes": [], "state": "final"}, "no valid state"),
        ({"themes": [], "withdrawn": "T1"}, "no valid withdrawn"),
        ({"themes": ["bolig"]}, "theme 1 is not a set of named fields"),
        ({"themes": [{"id": "a"}, {"names": "B"}]}, "theme 2 has no valid id"),
        ({"themes": [{"id": "a b"}]}, "theme 1 has no valid id"),
        ({"themes": [{"id": "a", "names": ["A"]}]}, "theme 'a' has no valid names"),
        ({"themes": [{"id": "a", "names": {"se": "A"}}]}, "theme 'a' has names in 'se'"),
        ({"themes": [{"id": "a", "definition": {"nb": 1}}]}, "theme 'a' has no valid definition"),
        ({"themes": [{"id": "a", "include": "x"}]}, "theme 'a' has no valid include"),
        ({"themes": [{"id": "a", "examples": [1]}]}, "theme 'a' has no valid examples"),
        ({"themes": [{"id": "a", "parent": 3}]}, "theme 'a' has no valid parent"),
        ({"themes": [{"id": "a", "colour": "red"}]}, "theme 'a' has no valid colour"),
        ({"themes": [{"id": "a", "order": "1"}]}, "theme 'a' has no valid order"),
        ({"themes": [{"id": "a", "status": "old"}]}, "theme 'a' has no valid status"),
        ({"themes": [{"id": "a"}, {"id": "a"}]}, "'a' occurs twice"),
    ],
)
def test_bad_content_is_refused_with_its_place(content: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        codebook_from_dict(content)
