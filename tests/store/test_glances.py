from __future__ import annotations

import pandas as pd
import pytest

from tests.store.conftest import ids
from textmine.coding.codings import accepted_themes, verdicts
from textmine.errors import InputError
from textmine.store import Project


def standing(project: Project) -> dict[tuple[str, str], str]:
    frame = project.glances.standing()
    return dict(zip(zip(frame["statement_id"], frame["theme_id"], strict=True), frame["status"], strict=True))


def as_verdicts(project: Project) -> dict[tuple[str, str], str]:
    found = verdicts(project.codings.values())
    return {(one, theme): stands for one, own in found.items() for theme, stands in own.items() if stands != "rejected"}


def test_a_statement_comes_with_its_response_and_its_neighbours(project: Project) -> None:
    shown = project.queue.lend("kari", ids(project)[1])
    assert shown is not None
    around = project.glances.neighbours(shown.response_id)
    assert shown.text == shown.response_text[shown.start : shown.end]
    assert [each.statement_id for each in around] == ids(project)[:2]
    assert [each.text for each in around] == [shown.response_text[each.start : each.end] for each in around]
    assert shown.attributes == {"size": "large"}


def test_a_statement_asked_for_by_name_is_lent_to_one_at_a_time(project: Project) -> None:
    one = ids(project)[0]
    assert project.queue.lend("kari", one) is not None
    assert project.queue.lend("ola", one) is None
    assert project.queue.lend("kari", one) is not None
    project.queue.release("kari")
    assert project.queue.lend("ola", one) is not None


def test_a_statement_that_was_cut_is_an_error_in_one_line(project: Project) -> None:
    one = ids(project)[0]
    project.boundaries.split(one, 9, "kari")
    with pytest.raises(InputError, match="no statement"):
        project.queue.lend("kari", one)


def test_the_last_change_moves_with_every_decision(project: Project) -> None:
    before = project.history.latest()
    project.codings.save(ids(project)[0], ["T1"], "kari")
    assert project.history.latest() > before


def test_tallies_count_each_statement_once_a_theme(project: Project) -> None:
    one, two, three = ids(project)[:3]
    for coder in ("kari", "ola"):
        project.codings.save(one, ["T1"], coder)
    project.codings.set(two, "T1", "kari", "rejected")
    rows = [(one, "T1", 0.9), (two, "T2", 0.4), (three, "T2", 0.8)]
    project.suggestions.write(pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"]), "h", "kari")
    tallies = project.glances.tallies()
    assert (tallies["T1"].accepted, tallies["T1"].suggested) == (1, 0)
    assert (tallies["T2"].accepted, tallies["T2"].suggested) == (0, 2)


def test_what_stands_is_what_the_verdicts_say(project: Project) -> None:
    one, two, three, four = ids(project)[:4]
    rows = [(one, "T1", 0.9), (two, "T2", 0.4), (three, "T2", 0.8), (three, "T3", 0.3)]
    project.suggestions.write(pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"]), "h", "kari")
    project.codings.save(one, ["T1", "T3"], "kari")
    project.codings.set(one, "T1", "ola", "rejected")
    project.codings.set(two, "T2", "ola", "rejected")
    project.codings.save(four, ["T4"], "kari")
    project.codings.set(four, "T4", "ola", "rejected")
    for judge, themes in (("kari", ["T4"]), ("ola", [])):
        project.batches.adjudicate(four, themes, judge)
    assert standing(project) == as_verdicts(project)
    assert (four, "T4") not in standing(project)
    assert accepted_themes(project.codings.values()) == {one: frozenset({"T3"})}


def test_what_is_coded_blind_is_not_shown(project: Project) -> None:
    number = project.batches.draw(3, ["kari", "ola"], "kari")
    blind = project.batches.get(number).statement_ids[0]
    project.codings.save(blind, ["T1"], "kari")
    assert standing(project) == {}
    assert project.glances.tallies() == {}


def test_a_statement_in_another_window_is_not_given_again(project: Project) -> None:
    first = project.next_statement("kari")
    assert first is not None
    second = project.next_statement("kari", leave_out=[first.statement_id])
    assert second is not None
    assert second.statement_id != first.statement_id


def test_attributes_come_with_their_values_unless_there_are_too_many(project: Project) -> None:
    assert project.glances.attribute_values(2) == {"size": ["large", "small"]}
    assert project.glances.attribute_values(1) == {}
    assert project.glances.last_import() > 0


def test_texts_leave_out_what_is_not_there_and_what_is_coded_blind(project: Project) -> None:
    one, two = ids(project)[:2]
    assert set(project.glances.texts([one, "unknown"])) == {one}
    number = project.batches.draw(1, ["kari", "ola"], "kari")
    blind = project.batches.get(number).statement_ids[0]
    assert set(project.glances.statement_texts()) == set(ids(project)) - {blind}
    assert set(project.glances.texts([one, two])) == {one, two}
