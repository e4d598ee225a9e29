from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.conftest import answers, ids, themes_of
from textmine.errors import ConflictError, InputError
from textmine.store import Project


def texts(project: Project) -> list[str]:
    return project.statements()["text"].tolist()


def test_a_cut_says_where_its_themes_belong(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1", "T2"], "kari")
    one, two = project.boundaries.split(first, 11, "kari", places={"T1": "second", "T2": "both"})
    assert texts(project)[:2] == ["Vi mangler", "boliger til unge."]
    assert themes_of(project) == {
        (one, "T2", "kari", "accepted"),
        (two, "T1", "kari", "accepted"),
        (two, "T2", "kari", "accepted"),
    }


def test_after_a_cut_nobody_placed_the_themes_wait_for_somebody_to_look(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1"], "kari")
    halves = project.boundaries.split(first, 11, "ola")
    assert themes_of(project) == {(half, "T1", "kari", "suggested") for half in halves}
    assert not project.statements().set_index("statement_id")["coded"][halves].any()
    found = project.next_statement("ola", "verify", theme="T1")
    assert found is not None
    assert found.statement_id in halves


def test_joined_statements_have_the_codings_of_both(project: Project) -> None:
    first, second, *_ = ids(project)
    project.codings.save(first, ["T1"], "kari")
    project.codings.save(second, ["T2"], "kari")
    project.codings.save(second, ["T2"], "ola")
    (whole,) = project.boundaries.join([first, second], "ola")
    assert themes_of(project) == {
        (whole, "T1", "kari", "accepted"),
        (whole, "T2", "kari", "accepted"),
        (whole, "T2", "ola", "accepted"),
    }
    assert project.codings.seen(whole, "ola").finished


def test_neighbours_give_way_when_bounds_move_and_nothing_is_lost(project: Project) -> None:
    first, second, *_ = ids(project)
    project.codings.save(first, ["T1"], "kari")
    project.codings.save(second, ["T2"], "kari")
    project.boundaries.move(first, 0, 40, "kari")
    assert {(theme, status) for _, theme, _, status in themes_of(project)} == {("T1", "accepted"), ("T2", "accepted")}
    assert project.statements()["coded"].sum() == 2


def test_bounds_two_persons_change_are_kept_by_the_first(project: Project) -> None:
    seen = project.statements().set_index("statement_id")["version"]
    first = ids(project)[0]
    project.boundaries.split(first, 11, "kari")
    with pytest.raises(ConflictError, match="was changed by kari"):
        project.boundaries.split(first, 3, "ola", versions={first: int(seen[first])})


def test_statements_of_different_responses_are_not_joined(project: Project) -> None:
    with pytest.raises(InputError, match="cannot be joined"):
        project.boundaries.join([ids(project)[0], ids(project)[-1]], "kari")


def test_a_cut_and_a_join_give_the_first_statement_back_under_the_same_words(project: Project) -> None:
    before = texts(project)
    halves = project.boundaries.split(ids(project)[0], 11, "kari")
    project.boundaries.join(halves, "kari")
    again = project.boundaries.split(ids(project)[0], 11, "kari")
    assert again == halves
    project.boundaries.join(halves, "kari")
    assert texts(project) == before


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(offsets=st.lists(st.integers(1, 66), min_size=1, max_size=3))
def test_no_cut_loses_a_theme_somebody_put_on_and_undo_gives_all_back(project: Project, offsets: list[int]) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1", "T2"], "ola")
    before, lines = themes_of(project), texts(project)
    done = 0
    for offset in offsets:
        frame = project.statements()
        inside = frame[(frame["response_id"] == "2024-1") & (frame["start"] < offset) & (frame["end"] > offset)]
        for name in inside["statement_id"]:
            try:
                project.boundaries.split(name, offset, "kari")
                done += 1
            except InputError as error:
                assert "no words" in str(error)
    assert {theme for _, theme, _, _ in themes_of(project)} == {"T1", "T2"}
    for _ in range(done):
        project.history.undo("kari")
    assert (themes_of(project), texts(project)) == (before, lines)


def test_what_was_said_of_other_words_at_the_same_place_does_not_come_back(project: Project) -> None:
    first = project.statements().iloc[0]
    at = first["text"].index("boliger")
    half, _ = project.boundaries.split(first["statement_id"], at, "kari")
    project.codings.save(half, ["T1"], "ola")
    frame = answers()
    frame.loc[0, "text"] = frame.loc[0, "text"].replace("Vi mangler", "Du mangler")
    project.import_responses(frame, "admin", changes=True)
    new = project.statements().iloc[0]["statement_id"]
    again, _ = project.boundaries.split(new, at, "kari")
    assert again == half
    assert themes_of(project) == set()
    assert not project.codings.seen(half, "ola").finished


def test_no_statements_are_not_joined(project: Project) -> None:
    with pytest.raises(InputError, match="cannot be joined"):
        project.boundaries.join([], "kari")
