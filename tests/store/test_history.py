from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.conftest import answers, ids, themes_of
from textmine import store
from textmine.coding import Theme, Wording
from textmine.coding.operations import add, merge, nest, rename
from textmine.errors import ConflictError, InputError, TextmineError
from textmine.store import Project
from textmine.store.engine import make_engine
from textmine.store.rights import right_of


def state(project: Project) -> tuple[object, ...]:
    """All that undo and redo must bring back."""
    statements = project.statements().drop(columns="version")
    codings = project.codings_frame().drop(columns="version").sort_values(["statement_id", "theme_id", "coder"])
    return (
        statements.to_csv(),
        codings.to_csv(index=False),
        project.codebook().themes,
        project.responses().to_csv(),
        project.settings.all(),
        project.quotes.frame().drop(columns="version").to_csv(),
    )


def every_kind_of_change(project: Project) -> list[Callable[[], object]]:
    names = ids(project)
    return [
        lambda: project.codings.save(names[0], ["T1", "T2"], "kari", memos={"T1": "a"}),
        lambda: project.codings.save(names[0], ["T2"], "kari"),
        lambda: project.codings.set(names[1:4], "T2", "kari"),
        lambda: project.codings.set(names[1], "T1", "kari", "rejected"),
        lambda: project.codings.remove(names[2], "T2", "kari"),
        lambda: project.codebooks.apply(rename(project.codebook(), "T1", Wording("Bustad")), "kari"),
        lambda: project.codebooks.apply(merge(project.codebook(), ["T2"], "T1"), "kari"),
        lambda: project.codebooks.apply(add(project.codebook(), Theme("", Wording("Ny"))), "kari"),
        lambda: project.boundaries.split(names[3], 6, "kari"),
        lambda: project.boundaries.join(names[:2], "kari"),
        lambda: project.quotes.put(names[4], "T1", "kari", redacted="..."),
        lambda: project.batches.draw(2, ["kari", "ola"], "kari"),
        lambda: project.waves.mark("2024", "kari", breaks_series=True),
    ]


def test_every_change_can_be_undone_and_done_again_across_restarts(
    project: Project, opened: Callable[[], Project]
) -> None:
    states = [state(project)]
    for change in every_kind_of_change(project):
        change()
        states.append(state(project))
    project.close()
    again = opened()
    for before in reversed(states[:-1]):
        assert again.history.undo("kari") is not None
        assert state(again) == before
    while again.history.undo("kari"):
        pass
    for _ in range(4):
        again.history.redo("kari")  # the themes that the fixture made
    for after in states[1:]:
        assert again.history.redo("kari") is not None
        assert state(again) == after
    assert again.history.redo("kari") is None


def test_undo_is_each_coders_own(project: Project) -> None:
    names = ids(project)
    project.codings.save(names[0], ["T1"], "kari")
    project.codings.save(names[0], ["T2"], "ola")
    assert project.history.undo("kari") is not None
    assert themes_of(project) == {(names[0], "T2", "ola", "accepted")}


def test_something_new_ends_what_could_be_done_again(project: Project) -> None:
    names = ids(project)
    project.codings.save(names[0], ["T1"], "kari")
    project.history.undo("kari")
    project.codings.save(names[1], ["T1"], "kari")
    assert project.history.next_redo("kari") is None


def test_undo_of_what_another_coder_has_since_changed_is_refused_and_says_who_and_what(project: Project) -> None:
    project.codebooks.apply(rename(project.codebook(), "T1", Wording("Bustad")), "kari")
    project.codebooks.apply(rename(project.codebook(), "T1", Wording("Husvære")), "ola")
    before = state(project)
    with pytest.raises(ConflictError, match=r"theme T1 was changed by ola at .*: codebook\.rename"):
        project.history.undo("kari")
    assert state(project) == before
    project.history.undo("ola")
    assert project.history.undo("kari") is not None
    assert project.codebook().theme("T1").name() == "Bolig"


def test_undoing_a_theme_that_another_has_coded_with_is_refused(project: Project) -> None:
    project.codebooks.apply(add(project.codebook(), Theme("", Wording("Ny"))), "kari")
    project.codings.save(ids(project)[0], ["T5"], "ola")
    with pytest.raises(ConflictError, match=r"coding T5 was changed by ola at .*: coding\.save"):
        project.history.undo("kari")
    assert "T5" in project.codebook()
    assert themes_of(project) == {(ids(project)[0], "T5", "ola", "accepted")}


def test_undoing_a_cut_that_another_has_coded_since_is_refused(project: Project) -> None:
    new = project.boundaries.split(ids(project)[0], 11, "kari")
    project.codings.save(new[0], ["T1"], "ola")
    with pytest.raises(ConflictError, match="changed by ola"):
        project.history.undo("kari")
    assert themes_of(project) == {(new[0], "T1", "ola", "accepted")}


def test_an_import_that_others_have_coded_is_not_undone(empty: Project) -> None:
    empty.codebooks.apply(add(empty.codebook(), Theme("", Wording("Bolig"))), "kari")
    empty.import_responses(answers(), "admin", "svar.csv")
    empty.codings.save(ids(empty)[0], ["T1"], "kari")
    with pytest.raises(ConflictError, match="changed by kari"):
        empty.history.undo("admin")
    empty.history.undo("kari")
    assert empty.history.undo("admin") is not None
    assert empty.statements().empty
    assert empty.history.redo("admin") is not None
    assert len(empty.responses()) == 6


def test_an_older_entry_can_be_undone_by_its_number(project: Project) -> None:
    names = ids(project)
    project.codings.save(names[0], ["T1"], "kari")
    entry = int(project.history.frame(limit=1)["id"].iloc[0])
    project.codings.save(names[1], ["T1"], "kari")
    assert project.history.undo("kari", entry) is not None
    assert themes_of(project) == {(names[1], "T1", "kari", "accepted")}
    with pytest.raises(InputError, match="has no entry"):
        project.history.undo("ola", entry)


def test_the_log_says_who_when_what_and_the_inverse(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1"], "kari")
    project.history.undo("kari")
    log = project.history.frame(limit=2)
    assert log["action"].tolist() == ["undo", "coding.save"]
    assert log["coder"].tolist() == ["kari", "kari"]
    assert log["undoes"].tolist()[0] == log["id"].tolist()[1]
    assert first in log["about"].iloc[1]
    saved = project.history.changes(int(log["id"].iloc[1]))
    assert [(each["table"], each["before"], each["after"]["removed"]) for each in saved] == [
        ("coding", {"removed": True}, False),
        ("reading", {"removed": True}, False),
    ]


def test_saving_what_is_there_already_is_no_change(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1"], "kari", memos={"T1": "a"})
    entries = len(project.history.frame())
    project.codings.save(first, ["T1"], "kari", memos={"T1": "a"})
    assert len(project.history.frame()) == entries


def test_the_database_itself_refuses_to_change_the_log(project: Project) -> None:
    engine = make_engine(project.place)
    for sql in ("UPDATE log SET coder = 'ola'", "DELETE FROM log"):
        with pytest.raises(sa.exc.DBAPIError, match="the log only grows"), engine.begin() as connection:
            connection.execute(sa.text(sql))
    engine.dispose()


STEPS = st.tuples(
    st.sampled_from(["save", "reject", "remove", "undo", "redo"]),
    st.integers(0, 1),
    st.lists(st.sampled_from(["T1", "T2"]), unique=True),
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=8))
def test_any_mixture_of_changes_undo_and_redo_keeps_a_straight_history(
    project: Project, steps: list[tuple[str, int, list[str]]]
) -> None:
    names = ids(project)

    def now() -> tuple[object, ...]:
        return themes_of(project), project.counts()

    past, future = [now()], []
    for step, place, themes in steps:
        last = project.history.next_undo("kari")
        if step == "undo" and len(past) > 1:
            project.history.undo("kari")
            future.append(past.pop())
        elif step == "redo" and future:
            project.history.redo("kari")
            past.append(future.pop())
        elif step == "save":
            project.codings.save(names[place], themes, "kari")
        elif step == "reject":
            project.codings.set(names[place], "T1", "kari", "rejected")
        elif step == "remove":
            project.codings.remove(names[place], "T2", "kari")
        if step in ("save", "reject", "remove") and project.history.next_undo("kari") != last:
            past, future = [*past, now()], []
        assert now() == past[-1]


def test_undo_takes_the_role_that_the_change_took(project: Project) -> None:
    project.coders.add("sjef", "admin", by="admin")
    project.coders.add("admin", "coder", by="sjef")
    with pytest.raises(TextmineError, match="admin is coder here and may not"):
        project.history.undo("admin")
    assert project.coders.role("sjef") == "admin"


def test_undo_leaves_no_project_without_an_admin(empty: Project) -> None:
    for _ in range(2):
        empty.history.undo("admin")
    with pytest.raises(InputError, match="without an admin"):
        empty.history.undo("admin")
    assert empty.coders.role("admin") == "admin"


def test_undo_does_not_put_a_theme_below_itself(project: Project) -> None:
    project.codebooks.apply(nest(project.codebook(), "T1", "T2"), "kari")
    project.codebooks.apply(nest(project.codebook(), "T1", None), "kari")
    project.codebooks.apply(nest(project.codebook(), "T2", "T1"), "ola")
    with pytest.raises(ConflictError, match="theme T2 was changed by ola"):
        project.history.undo("kari")
    assert project.codebook().theme("T1").parent is None


def test_every_action_that_takes_more_than_coding_takes_it_again_to_undo() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(store.__file__).parent.glob("*.py"))
    asked = re.findall(r"_db\.write\(\w+, f?\"([\w.]+)(?:\{.*?\})?\", work, right=\"(\w+)\"\)", source)
    assert len(asked) > 8
    for action, right in asked:
        assert right_of(action) == right, action


def test_an_import_is_not_undone_under_a_statement_that_was_cut_since(empty: Project) -> None:
    empty.import_responses(answers(), "admin")
    entry = int(empty.history.frame()["id"][0])
    first = empty.statements().iloc[0]
    empty.boundaries.split(first["statement_id"], first["text"].index("boliger"), "admin")
    before = state(empty)
    with pytest.raises(ConflictError, match=r"changed by admin .* statement\.split"):
        empty.history.undo("admin", entry)
    assert state(empty) == before
    for _ in range(2):
        empty.history.undo("admin")
    assert ids(empty) == []
    for _ in range(2):
        empty.history.redo("admin")
    assert state(empty) == before
