"""A discovery in a project, cut coarser and finer around what people have decided."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import textmine.jobs.project
from tests.conftest import COMMENTS, ToyEncoder, responses_of
from textmine.coding import Wording
from textmine.coding.operations import rename
from textmine.errors import ConflictError, InputError, TextmineError
from textmine.jobs.granularity import Hierarchy, Preview, apply_preview, hierarchy_of, preview_cut
from textmine.jobs.project import discover_project
from textmine.store import Project, open_project
from textmine.store.discoveries import Kept


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which five themes were discovered."""
    folder = tmp_path_factory.mktemp("granularity")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(textmine.jobs.project, "load_encoder", lambda _: ToyEncoder())
        with open_project(folder / "p", create=True) as project:
            project.coders.ensure("kari")
            project.coders.add("ola", "reviewer", by="kari")
            project.import_responses(responses_of([*COMMENTS, "vet ikke"]), "kari")
        discover_project(str(folder / "p"), n_themes=5, coder="kari")
    return folder


@pytest.fixture
def project(template: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    with open_project(tmp_path / "p") as opened:
        yield opened


def kept_by(project: Project) -> tuple[Kept, Hierarchy]:
    kept = project.discoveries.kept()
    assert kept is not None
    hierarchy = hierarchy_of(project, kept)
    assert hierarchy is not None
    return kept, hierarchy


def preview(project: Project, n: int) -> Preview:
    return preview_cut(project, *kept_by(project), n)


def cut(project: Project, n: int, coder: str = "kari") -> Preview:
    kept, hierarchy = kept_by(project)
    seen = preview_cut(project, kept, hierarchy, n)
    apply_preview(project, kept, seen, coder)
    return seen


def suggestions(project: Project) -> dict[str, str]:
    """The theme that is suggested for each statement, of which there is one."""
    frame = project.codings_frame("suggested")
    assert frame["statement_id"].is_unique
    return dict(zip(frame["statement_id"], frame["theme_id"], strict=True))


def active(project: Project) -> set[str]:
    return {theme.id for theme in project.codebook().active}


def test_the_cut_that_stands_changes_nothing(project: Project) -> None:
    seen = preview(project, 5)
    assert (seen.before, seen.after, seen.steps, seen.moved, seen.dropped) == (5, 5, (), 0, 0)


@pytest.mark.parametrize("n", [1, 2, 3, 7, 9])
def test_a_preview_says_what_is_done_and_changes_nothing_before(project: Project, n: int) -> None:
    before, book = suggestions(project), project.codebook()
    seen = preview(project, n)
    assert (suggestions(project), project.codebook()) == (before, book)
    cut(project, n)
    after = suggestions(project)
    assert len(active(project)) == seen.after == n
    assert after.keys() == before.keys()
    assert sum(after[name] != before[name] for name in before) == seen.moved
    sizes = Counter(after.values())
    for step in seen.steps:
        assert sum(each.statements for each in step.before) == sum(each.statements for each in step.after)
        assert {each.theme.id: each.statements for each in step.after} == {
            each.theme.id: sizes[each.theme.id] for each in step.after
        }
    untouched = active(project) & {theme.id for theme in book.active}
    assert {name for name, theme in before.items() if theme in untouched} == {
        name for name, theme in after.items() if theme in untouched
    }


def test_there_and_back_gives_the_same_themes_and_suggestions(project: Project) -> None:
    before, book = project.codings_frame("suggested"), project.codebook()
    cut(project, 9)
    cut(project, 2)
    cut(project, 5)
    columns = ["statement_id", "theme_id", "confidence"]
    after = project.codings_frame("suggested")[columns].sort_values("statement_id", ignore_index=True)
    assert after[columns[:2]].equals(before[columns].sort_values("statement_id", ignore_index=True)[columns[:2]])
    assert project.codebook().active == book.active


def test_undo_takes_the_whole_cut_back_and_it_can_be_cut_again(project: Project) -> None:
    before, book = suggestions(project), project.codebook()
    cut(project, 8)
    cut(project, 3)
    assert project.history.undo("kari") is not None
    assert project.history.undo("kari") is not None
    assert suggestions(project) == before
    assert project.codebook().themes == book.themes
    assert len(kept_by(project)[0].drafted.nodes) == 5
    assert cut(project, 8).stays == {}
    assert not active(project) & {"T6", "T7"}, "the ids of themes that were undone are not used again"


def test_what_people_decided_stays_and_is_named(project: Project) -> None:
    coded, named, *_ = sorted(active(project))
    statement = next(name for name, theme in suggestions(project).items() if theme == coded)
    project.codings.set(statement, coded, "ola", "accepted")
    project.codebooks.apply(rename(project.codebook(), named, Wording(nb="Mitt navn")), "ola")
    mine = {name for name, theme in suggestions(project).items() if theme in (coded, named)}
    seen = cut(project, 1)
    assert {coded: "coded", named: "edited"} == seen.stays
    assert {coded, named} <= active(project)
    assert project.codebook().theme(named).name() == "Mitt navn"
    assert {name for name, theme in suggestions(project).items() if theme in (coded, named)} == mine
    finer = cut(project, kept_by(project)[1].finest)
    assert {coded, named} <= active(project)
    assert set(finer.stays) <= {coded, named}
    frame = project.codings_frame("accepted")
    assert frame[["statement_id", "theme_id", "coder"]].to_numpy().tolist() == [[statement, coded, "ola"]]


def test_a_rejection_is_a_decision_too(project: Project) -> None:
    statement, theme = next(iter(suggestions(project).items()))
    project.codings.set(statement, theme, "ola", "rejected")
    assert preview(project, 1).stays == {theme: "coded"}


def test_a_theme_that_was_decided_on_since_the_preview_stops_it(project: Project) -> None:
    kept, hierarchy = kept_by(project)
    seen = preview_cut(project, kept, hierarchy, 2)
    gone = seen.steps[0].before[0].theme.id
    statement = next(name for name, theme in suggestions(project).items() if theme == gone)
    project.codings.set(statement, gone, "ola", "accepted")
    before = suggestions(project), project.codebook()
    with pytest.raises(InputError, match="worked with the theme"):
        apply_preview(project, kept, seen, "kari")
    assert (suggestions(project), project.codebook()) == before


def test_of_two_cuts_at_once_the_second_is_told_of_the_first(project: Project) -> None:
    kept, hierarchy = kept_by(project)
    first, second = preview_cut(project, kept, hierarchy, 2), preview_cut(project, kept, hierarchy, 3)
    apply_preview(project, kept, first, "kari")
    with pytest.raises(ConflictError, match="kari"):
        apply_preview(project, kept, second, "ola")


def test_a_coder_may_not_cut(project: Project) -> None:
    project.coders.add("per", "coder", by="kari")
    with pytest.raises(TextmineError, match="may not change the codebook"):
        cut(project, 2, coder="per")


def test_a_statement_that_was_cut_otherwise_loses_only_a_suggestion_that_nobody_can_place(project: Project) -> None:
    theme = Counter(suggestions(project).values()).most_common(1)[0][0]
    statement = next(name for name, own in suggestions(project).items() if own == theme)
    project.boundaries.split(statement, 6, "ola")
    seen = cut(project, 9)
    split = next(step for step in seen.steps if step.before[0].theme.id == theme)
    assert split.before[0].statements == sum(each.statements for each in split.after) + seen.dropped
    assert seen.dropped > 0
    assert project.history.undo("kari") is not None


def test_an_undone_discovery_is_not_cut(project: Project) -> None:
    project.history.undo("kari")
    assert project.discoveries.kept() is None
    assert not active(project)


def test_without_its_files_a_discovery_is_known_and_not_cut(project: Project) -> None:
    shutil.rmtree(project.place.folder / "discovery")
    kept = project.discoveries.kept()
    assert kept is not None
    assert hierarchy_of(project, kept) is None


def test_only_the_owner_can_read_what_is_kept(project: Project) -> None:
    assert (project.place.folder).stat().st_mode & 0o077 == 0
