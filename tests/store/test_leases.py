from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
import sqlalchemy as sa

from tests.store.conftest import Clock, answers, ids
from textmine.errors import InputError, TextmineError
from textmine.store import Filters, Project, open_project


def served(project: Project, coder: str, mode: str = "uncertain", **wanted: object) -> str | None:
    found = project.next_statement(coder, mode, **wanted)  # type: ignore[arg-type]
    return None if found is None else found.statement_id


def test_two_coders_never_have_the_same_statement(project: Project, opened: Callable[[], Project]) -> None:
    other = opened()
    for _ in range(3):
        mine, theirs = served(project, "kari"), served(other, "ola")
        assert mine is not None
        assert mine != theirs
        project.codings.save(mine, ["T1"], "kari")


def test_a_coder_gets_the_same_statement_until_she_codes_it(project: Project) -> None:
    first = served(project, "kari")
    assert served(project, "kari") == first
    project.codings.save(str(first), [], "kari")
    assert served(project, "kari") != first


def test_a_statement_that_is_not_coded_in_time_goes_to_others(project: Project, clock: Clock) -> None:
    first = served(project, "kari", minutes=10)
    clock.wait(minutes=9)
    assert served(project, "ola") != first
    project.queue.release("ola")
    clock.wait(minutes=2)
    assert served(project, "ola") == first


def test_what_is_next_comes_with_its_response(project: Project) -> None:
    found = project.next_statement("kari")
    assert found is not None
    assert found.response_text[found.start : found.end] == found.text
    assert (found.wave, found.attributes, found.language) == ("2024", {"size": "large"}, "nb")
    assert found.version == int(project.statements()["version"][0])


def test_a_skipped_statement_goes_to_others_and_comes_back_when_asked_for(project: Project) -> None:
    first = str(served(project, "kari"))
    project.queue.skip("kari", first)
    assert served(project, "kari") != first
    project.queue.release("kari")
    assert served(project, "ola") == first
    project.queue.release("ola")
    project.queue.bring_back("kari")
    assert served(project, "kari") == first


def test_statements_come_in_the_order_that_was_set_and_new_ones_last(project: Project) -> None:
    names = ids(project)
    order = [names[3], names[0]]
    project.queue.set_order(order, "kari")
    seen = []
    for _ in range(3):
        seen.append(served(project, "kari"))
        project.codings.save(str(seen[-1]), [], "kari")
    assert seen == [*order, names[1]]


def test_the_queue_is_empty_when_all_is_coded_and_undo_fills_it_again(project: Project) -> None:
    names = ids(project)
    project.codings.set(names, "T1", "kari")
    assert served(project, "ola") is None
    project.history.undo("kari")
    assert served(project, "ola") == names[0]


def test_suggestions_of_a_theme_come_surest_first_until_a_person_has_decided(project: Project) -> None:
    names = ids(project)
    frame = pd.DataFrame({"statement_id": names[:3], "theme_id": ["T1"] * 3, "confidence": [0.4, 0.9, 0.6]})
    project.suggestions.write(frame, "abc", "kari")
    assert served(project, "kari", "verify", theme="T1") == names[1]
    project.codings.set(names[1], "T1", "kari", "rejected")
    assert served(project, "kari", "verify", theme="T1") == names[2]
    assert served(project, "ola", "verify", theme="T2") is None
    project.history.undo("kari")
    assert served(project, "kari", "verify", theme="T1") == names[1]


def test_what_coders_disagree_on_comes_until_they_agree(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1"], "kari")
    project.codings.save(first, ["T1", "T2"], "ola")
    assert served(project, "admin", "disagreement") == first
    project.codings.save(first, ["T1"], "ola")
    assert served(project, "admin", "disagreement") is None


def test_a_search_can_be_worked_through(project: Project) -> None:
    seen = set()
    while name := served(project, "kari", "search", query="psykolog"):
        seen.add(name)
        project.codings.save(name, ["T2"], "kari")
    texts = project.statements().set_index("statement_id")["text"]
    assert seen == {name for name, text in texts.items() if "psykolog" in text}


def test_filters_narrow_the_queue(project: Project) -> None:
    frame = project.statements().set_index("statement_id")
    name = served(project, "kari", filters=Filters(languages=["nn"]))
    assert frame.loc[str(name), "language"] == "nn"
    assert served(project, "kari", filters=Filters(waves=["1999"])) is None


def test_a_queue_without_its_theme_or_batch_says_what_is_missing(project: Project) -> None:
    with pytest.raises(InputError, match="no theme was named"):
        served(project, "kari", "verify")
    with pytest.raises(InputError, match="no batch was named"):
        served(project, "kari", "batch")
    with pytest.raises(InputError, match="no queue 'random'"):
        served(project, "kari", "random")
    project.coders.add("leser", "reader", by="admin")
    with pytest.raises(TextmineError, match="may not code"):
        served(project, "leser")


def test_a_queue_that_a_write_has_locked_is_not_empty(postgresql: str, clock: Clock) -> None:
    with open_project(postgresql, clock=clock) as project, ThreadPoolExecutor(1) as pool:
        project.coders.add("admin")
        project.import_responses(answers(), "admin", "svar.csv")
        waits = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
        with project._db.transaction() as connection:
            connection.execute(sa.text("UPDATE statement SET place = 7"))
            asked = pool.submit(project.next_statement, "admin")
            with project._db.read() as other:
                while not asked.done() and not other.execute(waits).scalar_one():
                    pass
            assert not asked.done()
        found = asked.result(60)
    assert found is not None
