"""Edits are values: they can be stored, replayed on a refit and undone, and ids never change meaning."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import COMMENTS, EVENINGS, HOUSING, WAITING, ToyEncoder
from textmine.errors import InputError
from textmine.themes import ThemeModel
from textmine.themes.edits import Edit, Merge, Move, Nest, Rename, SetAside, Split, SplitByQuery, edit_from
from textmine.themes.review import Review, start_of

ALL_KINDS = [
    Rename(0, {"nb": "Bolig", "nn": "Bustad"}),
    Merge((0, 1), 7, {"nb": "Begge"}),
    Split(0, (8, 9)),
    SplitByQuery(0, "egnede boliger", (8, 9)),
    Move((WAITING[0],), 0),
    SetAside(2),
    Nest(1, 2),
]


@pytest.fixture(scope="module")
def model(toy: ToyEncoder) -> ThemeModel:
    return ThemeModel(3, encoder=toy).fit(COMMENTS)


@pytest.fixture(scope="module")
def review(model: ThemeModel) -> Review:
    return Review(start_of(model))


def partition(review: Review) -> dict[str, int]:
    return dict(zip(review.state.texts, review.state.labels.tolist(), strict=True))


def test_before_any_edit_a_review_is_the_discovery(review: Review, model: ThemeModel) -> None:
    assert review.label_of(COMMENTS).tolist() == model.labels_.tolist()
    assert {id: theme.names["nb"] for id, theme in review.state.themes.items()} == {
        theme.id: theme.names["nb"] for theme in model.themes_
    }
    assert review.label_of(["noe nytt"]).tolist() == [-1]


def test_merged_themes_are_retired_and_their_texts_get_a_new_id(review: Review) -> None:
    after = review.then(Merge((0, 1), 3, {"nb": "Begge"}))
    assert set(after.label_of([*HOUSING, *WAITING])) == {3}
    assert set(after.label_of(EVENINGS)) == {2}
    assert after.state.themes[3].made_from == (0, 1)
    assert [after.state.themes[id].retired for id in (0, 1, 2, 3)] == [True, True, False, False]


def test_a_split_gives_every_text_of_the_theme_a_new_id_and_leaves_others_alone(review: Review) -> None:
    after = review.then(Split(0, (3, 4)))
    assert set(after.label_of(HOUSING)) == {3, 4}
    assert after.label_of([*WAITING, *EVENINGS]).tolist() == review.label_of([*WAITING, *EVENINGS]).tolist()
    sizes = [int((after.state.labels == id).sum()) for id in (3, 4)]
    assert sizes == sorted(sizes, reverse=True)


def test_a_query_finds_the_texts_that_are_like_it(review: Review) -> None:
    after = review.then(SplitByQuery(0, "boliger med bemanning", (3, 4)))
    found = {text for text, id in partition(after).items() if id == 3}
    assert HOUSING[2] in found
    assert HOUSING[0] not in found
    assert found <= set(HOUSING)


def test_moved_texts_change_theme_and_no_others_do(review: Review) -> None:
    after = review.then(Move((HOUSING[0], "ikke i dataene"), 1))
    changed = {text for text in COMMENTS if partition(after)[text] != partition(review)[text]}
    assert changed == {HOUSING[0]}


def test_renaming_keeps_names_in_other_languages(review: Review) -> None:
    after = review.then(Rename(0, {"nb": "Bolig"}))
    assert after.state.themes[0].names == {"nb": "Bolig", "nn": review.state.themes[0].names["nn"]}


def test_setting_aside_and_taking_it_back(review: Review) -> None:
    after = review.then(SetAside(2))
    assert after.state.themes[2].aside
    assert not after.then(SetAside(2, aside=False)).state.themes[2].aside


def test_themes_nest_but_never_under_themselves(review: Review) -> None:
    after = review.then(Nest(0, 1)).then(Nest(1, 2))
    assert [after.state.themes[id].parent for id in (0, 1, 2)] == [1, 2, None]
    for parent in (0, 2):
        with pytest.raises(InputError, match="under itself"):
            after.then(Nest(2, parent))
    assert after.then(Nest(0, None)).state.themes[0].parent is None


def test_what_is_nested_under_a_retired_theme_moves_to_what_it_became(review: Review) -> None:
    nested = review.then(Nest(2, 0))
    assert nested.then(Merge((0, 1), 3)).state.themes[2].parent == 3
    assert nested.then(Split(0, (3, 4))).state.themes[2].parent is None


@pytest.mark.parametrize(
    "edit",
    [
        Merge((0,), 5),
        Merge((0, 0), 5),
        Merge((0, 1), 2),
        Merge((0, 9), 5),
        Split(0, (5,)),
        Split(0, tuple(range(5, 15))),
        Split(0, (1, 5)),
        Rename(9, {"nb": "x"}),
        Move((HOUSING[0],), 9),
        Nest(0, 9),
        SetAside(-1),
    ],
)
def test_edits_that_make_no_sense_are_refused_in_one_line(review: Review, edit: Edit) -> None:
    with pytest.raises(InputError) as caught:
        review.then(edit)
    assert "\n" not in str(caught.value)


def test_a_retired_theme_cannot_be_edited(review: Review) -> None:
    after = review.then(Merge((0, 1), 3))
    for edit in (Rename(0, {"nb": "x"}), Split(1, (4, 5)), Move((HOUSING[0],), 0), Merge((0, 2), 4)):
        with pytest.raises(InputError, match="merged or split"):
            after.then(edit)


@pytest.mark.parametrize("edit", ALL_KINDS, ids=lambda edit: edit.kind)
def test_every_edit_can_be_undone(review: Review, edit: Edit) -> None:
    undone = review.then(edit).undo()
    assert partition(undone) == partition(review)
    assert undone.state.themes == review.state.themes


def test_there_is_nothing_to_undo_at_the_start(review: Review) -> None:
    with pytest.raises(InputError, match="nothing to undo"):
        review.undo()


@pytest.mark.parametrize("edit", ALL_KINDS, ids=lambda edit: edit.kind)
def test_an_edit_survives_being_stored_as_json(edit: Edit) -> None:
    assert edit_from(json.loads(json.dumps(edit.to_record()))) == edit


@pytest.mark.parametrize("record", [{}, {"kind": "burn"}, {"kind": "rename"}, {"kind": "nest", "theme": 1, "extra": 2}])
def test_a_record_of_no_edit_is_refused(record: dict[str, object]) -> None:
    with pytest.raises(InputError, match="no edit"):
        edit_from(record)


def any_edit(review: Review, draw: st.DataObject) -> Edit:
    """An edit that makes sense where the review stands."""
    state, new = review.state, review.next_id()
    ids = sorted(id for id, theme in state.themes.items() if not theme.retired)
    one, other = draw.draw(st.sampled_from(ids)), draw.draw(st.sampled_from(ids))
    choices: list[Edit] = [Rename(one, {"nb": "Nytt navn"}), SetAside(one), Move((HOUSING[0], WAITING[0]), one)]
    if one != other:
        choices.append(Merge((one, other), new))
    if len(state.rows(one)) > 1:
        choices.append(Split(one, (new, new + 1)))
    return draw.draw(st.sampled_from(choices))


@settings(max_examples=40)
@given(data=st.data(), n=st.integers(1, 6))
def test_whatever_is_done_every_text_keeps_a_theme_in_use_and_everything_can_be_replayed(
    review: Review, data: st.DataObject, n: int
) -> None:
    after = review
    for _ in range(n):
        after = after.then(any_edit(after, data))
    in_use = {id for id, theme in after.state.themes.items() if not theme.retired}
    assert set(after.state.labels.tolist()) <= in_use
    assert after.state.texts == review.state.texts
    replayed = Review(review.start, after.edits)
    assert partition(replayed) == partition(after)
    assert replayed.state.themes == after.state.themes
    for _ in range(n):
        after = after.undo()
    assert partition(after) == partition(review)


def test_a_refit_keeps_ids_and_edits(toy: ToyEncoder, review: Review) -> None:
    edited = review.then(Rename(1, {"nb": "Kø"})).then(Merge((0, 2), 3)).then(Move((WAITING[0],), 3))
    more = [*COMMENTS, "Psykolog har lang ventetid igjen", "Boliger mangler", "Ingen vei til svømmehallen"]
    refit, failed = edited.on_refit(ThemeModel(3, encoder=toy).fit(more))
    assert failed == []
    assert refit.edits == edited.edits
    assert refit.label_of(COMMENTS).tolist() == edited.label_of(COMMENTS).tolist()
    assert refit.state.themes[1].names["nb"] == "Kø"


def test_a_theme_that_only_the_refit_has_gets_an_id_that_was_never_used(toy: ToyEncoder, review: Review) -> None:
    edited = review.then(Split(0, (3, 4))).undo().then(Split(0, (5, 6)))
    new = ["Bussen går sjelden", "Bussen går for sjelden her", "Det går sjelden buss", "Bussen går ikke"]
    refit, _ = edited.on_refit(ThemeModel(4, encoder=toy).fit([*COMMENTS, *new]))
    assert 7 in refit.label_of(new)
    assert 7 not in refit.label_of(COMMENTS)
    assert 7 not in edited.state.themes


def test_an_edit_of_a_theme_that_the_refit_lacks_is_reported(toy: ToyEncoder, review: Review) -> None:
    edited = review.then(Rename(2, {"nb": "Kveld"})).then(Rename(0, {"nb": "Bolig"}))
    refit, failed = edited.on_refit(ThemeModel(2, encoder=toy).fit([*HOUSING, *WAITING]))
    assert failed == [Rename(2, {"nb": "Kveld"})]
    assert refit.state.themes[0].names["nb"] == "Bolig"
    np.testing.assert_array_equal(refit.label_of(HOUSING), review.label_of(HOUSING))
