from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.coding.examples import coding, codings
from textmine.coding.codings import Coding
from textmine.coding.spans import Correction, Span, join_spans, move_span, split_span
from textmine.errors import InputError

TEXT = "Vi mangler bolig, og ventetida er lang. Fine folk."
WHOLE = Span("s1", "r", 0, 39)
REST = Span("s2", "r", 40, 50)


def words(correction: Correction) -> list[str]:
    return [TEXT[span.start : span.end] for span in correction.added]


def cut(*some: Coding, offset: int = 17, **places: object) -> Correction:
    return split_span(WHOLE, TEXT, offset, some, places=places)  # type: ignore[arg-type]


def test_separators_at_a_cut_belong_to_neither_half() -> None:
    assert words(cut()) == ["Vi mangler bolig", "og ventetida er lang."]


def test_after_a_split_a_person_confirms_where_an_accepted_theme_belongs() -> None:
    some = [coding("s1", "a", memo="her"), coding("s1", "b", status="rejected"), coding("s2", "a")]
    correction = cut(*some)
    first, second = (span.statement_id for span in correction.added)
    assert [(each.statement_id, each.theme_id, each.status, each.memo) for each in correction.codings.added] == [
        (first, "a", "suggested", "her"),
        (second, "a", "suggested", "her"),
        (first, "b", "rejected", ""),
        (second, "b", "rejected", ""),
    ]
    assert some[2] in correction.codings.applied_to(some)


def test_a_theme_placed_by_who_splits_stays_accepted_there_and_only_there() -> None:
    some = [coding("s1", "a"), coding("s1", "b"), coding("s1", "c")]
    correction = cut(*some, a="first", b="second", c="both")
    first, second = (span.statement_id for span in correction.added)
    assert {each.key: each.status for each in correction.codings.added} == {
        (first, "a", "kari"): "accepted",
        (second, "b", "kari"): "accepted",
        (first, "c", "kari"): "accepted",
        (second, "c", "kari"): "accepted",
    }


@pytest.mark.parametrize("offset", [0, 39, -5, 60])
def test_a_half_without_words_is_refused(offset: int) -> None:
    with pytest.raises(InputError, match="no words"):
        cut(offset=offset)


def test_joined_statements_hold_the_words_between_and_what_held_for_a_half() -> None:
    some = [
        coding("s1", "a"),
        coding("s2", "a", status="rejected"),
        coding("s2", "b", status="rejected"),
        coding("s1", "b", "ola", "suggested"),
    ]
    correction = join_spans([REST, WHOLE], TEXT, some)
    assert words(correction) == [TEXT]
    assert {(each.theme_id, each.coder): each.status for each in correction.codings.added} == {
        ("a", "kari"): "accepted",
        ("b", "kari"): "rejected",
        ("b", "ola"): "suggested",
    }


def test_only_neighbours_of_one_response_are_joined() -> None:
    left, middle, right = Span("1", "r", 0, 10), Span("2", "r", 11, 16), Span("3", "r", 18, 38)
    with pytest.raises(InputError, match="lies between"):
        join_spans([left, right], TEXT, [], others=[left, middle, right])
    assert (
        len(join_spans([left, middle, right], TEXT, [], others=[left, middle, right, Span("x", "q", 0, 50)]).added) == 1
    )
    for spans in ([left], [left, Span("x", "q", 0, 5)]):
        with pytest.raises(InputError, match="cannot be joined"):
            join_spans(spans, TEXT, [])


def test_a_moved_boundary_keeps_decisions_and_the_neighbour_gives_way() -> None:
    left, right = Span("1", "r", 0, 10, "Ja"), Span("2", "r", 11, 38)
    some = [coding("1", "a"), coding("2", "b", status="rejected")]
    correction = move_span(left, TEXT, 0, 17, some, others=[left, right])
    assert words(correction) == ["Vi mangler bolig", "og ventetida er lang"]
    assert [each.status for each in correction.codings.added] == ["accepted", "rejected"]
    assert correction.added[0].context == "Ja"
    forward = move_span(right, TEXT, 3, 38, some, others=[left])
    assert words(forward) == ["mangler bolig, og ventetida er lang", "Vi"]


def test_a_neighbour_without_words_left_is_refused() -> None:
    with pytest.raises(InputError, match="no words"):
        move_span(WHOLE, TEXT, 0, 50, [], others=[REST])


def test_bounds_that_stay_where_they_were_change_nothing() -> None:
    correction = move_span(WHOLE, TEXT, 0, 39, [coding("s1", "a")], others=[REST])
    assert (correction.removed, correction.added, bool(correction.codings)) == ((), (), False)


@given(
    st.integers(1, 38), st.integers(0, 49), st.integers(1, 50), codings(), st.sampled_from(["split", "join", "move"])
)
def test_a_correction_and_its_inverse_give_back_statements_and_codings(
    offset: int, start: int, end: int, some: list[Coding], kind: str
) -> None:
    spans = [WHOLE, REST]
    try:
        correction = {
            "split": lambda: split_span(WHOLE, TEXT, offset, some),
            "join": lambda: join_spans(spans, TEXT, some),
            "move": lambda: move_span(WHOLE, TEXT, start, end, some, others=spans),
        }[kind]()
    except InputError:
        assume(False)
    after, moved = correction.applied_to(spans), correction.codings.applied_to(some)
    assert all(one.end <= other.start for one, other in pairwise(after))
    assert {each.theme_id for each in moved} == {each.theme_id for each in some}
    assert {each.coder for each in moved} == {each.coder for each in some}
    assert correction.inverse.applied_to(after) == spans
    assert set(correction.codings.inverse.applied_to(moved)) == set(some)


def test_a_statement_changed_meanwhile_is_not_written_over() -> None:
    with pytest.raises(InputError, match="changed meanwhile"):
        cut().applied_to([Span("s1", "r", 0, 38)])
