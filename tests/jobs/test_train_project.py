"""What a classifier learns from in a project: what stands, after all that people have said of a statement."""

from __future__ import annotations

from tests.jobs.test_wave import file, project
from textmine.jobs.train import coded_statements
from textmine.store import Project

# Fixtures, which pytest finds here by their names.
__all__ = ["file", "project"]


def uncoded(project: Project) -> list[str]:
    frame = project.statements()
    return list(frame["statement_id"][~frame["coded"]])


def label(project: Project, statement: str) -> object:
    return coded_statements(project).labels[project.vector_texts()[0].index(statement)]


def test_what_was_read_and_got_no_theme_is_learnt_as_having_none(project: Project) -> None:
    first, second = uncoded(project)[:2]
    project.codings.save(first, [], "kari")
    assert label(project, first) == set()
    assert label(project, second) is None


def test_who_rejects_a_suggestion_has_not_said_that_no_theme_fits(project: Project) -> None:
    name = uncoded(project)[0]
    project.codings.set(name, "T1", "kari", "rejected")
    assert label(project, name) is None
    project.codings.save(name, ["T2"], "kari")
    assert label(project, name) == {"T2"}


def test_where_people_differ_it_counts_when_it_is_settled(project: Project) -> None:
    name = uncoded(project)[0]
    project.codings.save(name, ["T1", "T3"], "kari")
    assert label(project, name) == {"T1", "T3"}
    project.codings.set(name, "T1", "ola", "rejected")
    assert label(project, name) is None
    project.batches.adjudicate(name, ["T3"], "kari")
    assert label(project, name) == {"T3"}
    project.batches.adjudicate(name, [], "kari")
    assert label(project, name) == set()
