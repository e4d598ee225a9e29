from __future__ import annotations

import pandas as pd
import pytest

from tests.store.conftest import answers, ids, themes_of
from textmine.errors import ConflictError, InputError
from textmine.store import Filters, Project


@pytest.fixture
def batch(project: Project) -> int:
    """Three statements for Kari and Ola."""
    return project.batches.draw(3, ["kari", "ola"], "kari", seed=1, name="Pilot")


def code(project: Project, batch: int, coder: str, themes: list[str]) -> list[str]:
    """Code a whole batch with these themes in turn, none where one is empty."""
    names = []
    for theme in themes:
        found = project.next_statement(coder, "batch", batch=batch)
        assert found is not None
        project.codings.save(found.statement_id, [theme] if theme else [], coder)
        names.append(found.statement_id)
    assert project.next_statement(coder, "batch", batch=batch) is None
    return names


def test_coders_of_a_batch_get_the_same_statements_and_do_not_see_each_other(project: Project, batch: int) -> None:
    mine = code(project, batch, "kari", ["T1", "T2", ""])
    for name in mine:
        assert project.codings.seen(name, "ola").codings == ()
        assert all(each.coder == "kari" for each in project.codings.seen(name, "kari").codings)
    assert project.codings_frame(seen_by="ola").empty
    assert project.search(filters=Filters(themes=["T1"]), seen_by="ola").empty
    assert code(project, batch, "ola", ["T1", "T1", ""]) == mine


def test_suggestions_of_models_are_blind_too(project: Project, batch: int) -> None:
    name = project.batches.get(batch).statement_ids[0]
    frame = pd.DataFrame({"statement_id": [name], "theme_id": ["T1"], "confidence": [0.9]})
    project.suggestions.write(frame, "abc", "kari")
    assert project.codings.seen(name, "kari").codings == ()
    assert project.next_statement("ola", "verify", theme="T1") is None


def test_others_cannot_code_or_cut_what_is_in_an_open_batch(project: Project, batch: int) -> None:
    name = project.batches.get(batch).statement_ids[0]
    with pytest.raises(InputError, match="coded blind by others"):
        project.codings.save(name, ["T1"], "admin")
    with pytest.raises(InputError, match="keeps its bounds"):
        project.boundaries.split(name, project.statements().set_index("statement_id")["start"][name] + 11, "kari")
    waiting = set()
    while found := project.next_statement("admin"):
        waiting.add(found.statement_id)
        project.codings.save(found.statement_id, [], "admin")
    assert waiting.isdisjoint(project.batches.get(batch).statement_ids)
    assert len(waiting) == len(ids(project)) - 3


def test_a_batch_is_compared_only_when_it_is_closed(project: Project, batch: int) -> None:
    code(project, batch, "kari", ["T1", "T2", ""])
    with pytest.raises(InputError, match="ola has 3 left"):
        project.batches.close(batch, "kari")
    for compare in (project.batches.adjudications, lambda number: project.agreement(batch=number)):
        with pytest.raises(InputError, match="coded blind"):
            compare(batch)
    code(project, batch, "ola", ["T1", "T1", ""])
    assert project.batches.frame()["done"].tolist() == [3, 3]
    project.batches.close(batch, "kari")
    assert project.batches.frame()["state"].tolist() == ["closed", "closed"]
    assert len(project.batches.adjudications(batch)) == 3


def test_agreement_leaves_out_what_nobody_put_a_theme_on(project: Project, batch: int) -> None:
    code(project, batch, "kari", ["T1", "T2", ""])
    code(project, batch, "ola", ["T1", "T1", ""])
    project.batches.close(batch, "kari")
    found = project.agreement(batch=batch)
    assert (found.coders, found.statements, found.left_out) == (("kari", "ola"), 2, 1)
    assert found.same_sets.value == 0.5
    assert project.agreement(["kari", "ola"]).statements == 2


def test_adjudication_settles_and_leaves_what_the_coders_wrote(project: Project, batch: int) -> None:
    names = code(project, batch, "kari", ["T1", "T2", ""])
    code(project, batch, "ola", ["T1", "T1", ""])
    project.batches.close(batch, "kari")
    found = project.next_statement("admin", "disagreement")
    assert found is not None
    assert found.statement_id == names[1]
    before = themes_of(project)
    project.batches.adjudicate(names[1], ["T2"], "admin", memos={"T2": "avgjort"})
    assert themes_of(project) - before == {
        (names[1], "T1", "adjudicated:admin", "rejected"),
        (names[1], "T2", "adjudicated:admin", "accepted"),
    }
    assert before <= themes_of(project)
    assert project.next_statement("admin", "disagreement") is None
    assert project.agreement(batch=batch).coders == ("kari", "ola")
    project.history.undo("admin")
    assert themes_of(project) == before
    assert project.counts().disputed == 1


def test_a_batch_takes_its_share_of_every_stratum(project: Project) -> None:
    number = project.batches.draw(6, ["kari", "ola"], "kari", stratify="language")
    frame = project.statements().set_index("statement_id")
    drawn = frame.loc[list(project.batches.get(number).statement_ids)]
    assert set(drawn["language"]) == {"nb", "nn"}
    assert drawn.index.is_unique
    sizes = project.batches.draw(2, ["kari", "ola"], "kari", stratify="size")
    assert len(project.batches.get(sizes).statement_ids) == 2


def test_a_draw_is_the_same_for_the_same_seed_and_is_undone(project: Project) -> None:
    first = project.batches.get(project.batches.draw(3, ["kari", "ola"], "kari", seed=3))
    project.history.undo("kari")
    assert project.batches.frame().empty
    assert project.counts().in_batches == 0
    again = project.batches.get(project.batches.draw(3, ["kari", "ola"], "kari", seed=3))
    assert again.statement_ids == first.statement_ids


@pytest.mark.parametrize(
    ("coders", "stratify", "problem"),
    [
        (["kari"], None, "two different coders"),
        (["kari", "nobody"], None, "no coder 'nobody'"),
        (["kari", "ola"], "colour", "no response has 'colour'"),
    ],
)
def test_a_batch_that_makes_no_sense_is_refused(
    project: Project, coders: list[str], stratify: str | None, problem: str
) -> None:
    with pytest.raises(InputError, match=problem):
        project.batches.draw(3, coders, "kari", stratify=stratify)
    with pytest.raises(InputError, match="no batch 99"):
        project.batches.get(99)
    assert project.batches.frame().empty


def test_a_person_and_a_model_are_compared_with_what_the_model_is_silent_on(project: Project) -> None:
    names = ids(project)[:4]
    frame = pd.DataFrame({"statement_id": names[:2], "theme_id": ["T1", "T2"], "confidence": [0.9, 0.8]})
    model = project.suggestions.write(frame, "abc", "kari", looked=names)
    for name, theme in zip(names, ["T1", "T1", "T3", ""], strict=True):
        project.codings.save(name, [theme] if theme else [], "kari")
    found = project.agreement(["kari", model])
    assert (found.statements, found.left_out) == (3, 1)
    assert found.same_sets.value == pytest.approx(1 / 3)


def test_statements_drawn_elsewhere_are_coded_blind_by_one_coder_in_their_order(project: Project) -> None:
    wanted = ids(project)[3:0:-1]
    number = project.batches.assign(wanted, ["ola"], "kari", name="Stikkprøve", scheme={"run": "abc", "seed": 7})
    assert project.batches.schemes()[number] == {"run": "abc", "seed": 7}
    assert project.batches.get(number).statement_ids == tuple(wanted)
    assert code(project, number, "ola", ["T1", "", "T2"]) == wanted
    assert project.codings_frame(seen_by="kari").empty
    project.batches.close(number, "kari")
    assert len(project.codings_frame(seen_by="kari")) == 2


def test_statements_that_do_not_wait_are_not_given_to_anybody(project: Project) -> None:
    first, second = ids(project)[:2]
    project.codings.save(first, ["T1"], "kari")
    for wanted, coders in (([first, second], ["ola"]), ([second], []), ([], ["ola"]), ([second], ["nobody"])):
        with pytest.raises(InputError):
            project.batches.assign(wanted, coders, "kari", name="", scheme={})
    project.batches.assign([second], ["ola"], "kari", name="", scheme={})
    with pytest.raises(InputError, match="coded blind"):
        project.batches.assign([second], ["kari"], "kari", name="", scheme={})
    assert len(project.batches.frame()) == 1


def test_who_settles_what_another_has_settled_is_told_who_and_what(project: Project, batch: int) -> None:
    names = code(project, batch, "kari", ["T1", "T2", ""])
    code(project, batch, "ola", ["T1", "T1", ""])
    project.batches.close(batch, "kari")
    assert project.batches.settled(names[1]) == 0
    project.batches.adjudicate(names[1], [], "admin", version=0)
    before = themes_of(project)
    with pytest.raises(ConflictError, match=r"was changed by admin .* coding\.adjudicate") as caught:
        project.batches.adjudicate(names[1], ["T2"], "kari", memos={"T2": "avgjort"}, version=0)
    assert caught.value.typed == {"themes": ["T2"], "memos": {"T2": "avgjort"}}
    assert themes_of(project) == before
    project.batches.adjudicate(names[1], ["T2"], "kari", version=project.batches.settled(names[1]))
    assert (names[1], "T2", "adjudicated:kari", "accepted") in themes_of(project)


def test_a_batch_goes_on_when_an_import_takes_one_of_its_statements_away(project: Project, batch: int) -> None:
    gone = project.statements().set_index("statement_id")["respondent"][project.batches.get(batch).statement_ids[0]]
    frame = answers()
    plan = project.importing.plan(frame[frame["response_id"] != gone])
    project.importing.apply(plan, "admin", gone=True)
    for coder in ("kari", "ola"):
        while found := project.next_statement(coder, "batch", batch=batch):
            project.codings.save(found.statement_id, ["T1"], coder)
    project.batches.close(batch, "kari")
    assert project.agreement(batch=batch).statements < 3


def test_agreement_with_somebody_unknown_names_her(project: Project) -> None:
    with pytest.raises(InputError, match="no coder 'nobody'"):
        project.agreement(["kari", "nobody"])
