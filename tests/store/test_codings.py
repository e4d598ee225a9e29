from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.store.conftest import answers, ids, themes_of
from textmine.coding import Codebook, Wording
from textmine.coding.changes import Change
from textmine.coding.operations import Part, merge, nest, rename, retire, split
from textmine.errors import ConflictError, InputError
from textmine.store import Project

Operate = Callable[[Codebook], Change]


def test_a_statement_has_many_themes_by_several_coders(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1", "T2"], "kari")
    project.codings.save(first, ["T1"], "ola")
    project.codings.set(first, "T3", "ola", "rejected", memo="nei")
    assert themes_of(project) == {
        (first, "T1", "kari", "accepted"),
        (first, "T2", "kari", "accepted"),
        (first, "T1", "ola", "accepted"),
        (first, "T3", "ola", "rejected"),
    }


def test_saving_takes_away_what_is_not_named_and_keeps_what_was_rejected(project: Project) -> None:
    first = ids(project)[0]
    project.codings.set(first, "T3", "kari", "rejected")
    project.codings.save(first, ["T1", "T2"], "kari")
    project.codings.save(first, ["T2"], "kari")
    assert themes_of(project) == {(first, "T2", "kari", "accepted"), (first, "T3", "kari", "rejected")}


def test_a_statement_with_no_theme_counts_as_coded_until_its_coding_is_taken_back(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, [], "kari")
    assert project.codings.seen(first, "kari").finished
    assert bool(project.statements().set_index("statement_id")["coded"][first])
    project.history.undo("kari")
    assert not project.codings.seen(first, "kari").finished
    assert not bool(project.statements().set_index("statement_id")["coded"][first])


def test_taking_the_last_theme_off_makes_a_statement_uncoded(project: Project) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1", "T2"], "kari")
    project.codings.remove(first, "T1", "kari")
    assert project.codings.seen(first, "kari").finished
    project.codings.remove(first, "T2", "kari")
    assert not project.codings.seen(first, "kari").finished


def test_two_windows_of_one_coder_do_not_overwrite_each_other(project: Project) -> None:
    first = ids(project)[0]
    seen = project.codings.seen(first, "kari")
    project.codings.save(first, ["T1"], "kari", version=seen.version)
    with pytest.raises(ConflictError, match=f"coding of {first} was changed by kari") as caught:
        project.codings.save(first, ["T2"], "kari", memos={"T2": "lang tanke"}, version=seen.version)
    assert caught.value.typed == {"themes": ["T2"], "memos": {"T2": "lang tanke"}}
    assert themes_of(project) == {(first, "T1", "kari", "accepted")}
    project.codings.save(first, ["T2"], "kari", version=project.codings.seen(first, "kari").version)
    assert themes_of(project) == {(first, "T2", "kari", "accepted")}


def test_coding_a_statement_that_somebody_has_cut_otherwise_says_so_and_keeps_what_was_typed(project: Project) -> None:
    names = ids(project)
    project.boundaries.join(names[:2], "ola")
    with pytest.raises(
        ConflictError, match=rf"statement {names[0]} was changed by ola at .*: statement\.join"
    ) as caught:
        project.codings.save(names[0], ["T1"], "kari", memos={"T1": "hei"})
    assert caught.value.typed["memos"] == {"T1": "hei"}


@pytest.mark.parametrize(
    ("statement", "theme", "problem"),
    [("nowhere", "T1", "no statement 'nowhere'"), (None, "T9", "'T9' is not in the codebook")],
)
def test_what_is_not_there_cannot_be_coded(project: Project, statement: str | None, theme: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        project.codings.save(statement or ids(project)[0], [theme], "kari")
    with pytest.raises(InputError, match="does not write 'suggested'"):
        project.codings.set(ids(project)[0], "T1", "kari", "suggested")


def test_a_retired_theme_takes_no_new_codings_and_keeps_the_old(project: Project) -> None:
    first, second, *_ = ids(project)
    project.codings.save(first, ["T1"], "kari")
    project.codebooks.apply(retire(project.codebook(), "T1"), "kari")
    with pytest.raises(InputError, match="'T1' is retired"):
        project.codings.save(second, ["T1"], "ola")
    assert themes_of(project) == {(first, "T1", "kari", "accepted")}


def test_coding_many_at_once_is_one_step_to_undo(project: Project) -> None:
    names = ids(project)
    project.codings.set(names, "T1", "kari")
    assert len(project.codings_frame("accepted")) == len(names)
    project.history.undo("kari")
    assert project.codings_frame().empty


def test_coding_hundreds_at_once_is_undone_and_done_again_like_one(project: Project) -> None:
    project.import_responses(answers(tuple(f"Svar nummer {number}" for number in range(250)), "2025"), "admin")
    names = ids(project)
    project.codings.save(names[0], ["T1"], "kari", memos={"T1": "den første"})
    project.codings.set(names, "T1", "kari")
    assert project.codings_frame()["memo"].tolist().count("den første") == 1
    assert (len(project.codings_frame()), project.counts().waiting) == (len(names), 0)
    project.history.undo("kari")
    assert themes_of(project) == {(names[0], "T1", "kari", "accepted")}
    assert project.counts().coded == 1
    project.history.redo("kari")
    assert (len(project.codings_frame()), project.counts().coded) == (len(names), len(names))
    project.codebooks.apply(merge(project.codebook(), ["T1"], "T2"), "ola")
    assert set(project.codings_frame()["theme_id"]) == {"T2"}
    with pytest.raises(ConflictError, match="changed by ola"):
        project.history.undo("kari")


def test_merging_moves_codings_and_undo_puts_them_back(project: Project) -> None:
    first, second, *_ = ids(project)
    project.codings.save(first, ["T1", "T2"], "kari", memos={"T2": "hos psykolog"})
    project.codings.save(second, ["T2"], "ola")
    before = themes_of(project)
    project.codebooks.apply(merge(project.codebook(), ["T2"], "T1"), "kari")
    assert themes_of(project) == {(first, "T1", "kari", "accepted"), (second, "T1", "ola", "accepted")}
    assert "hos psykolog" in project.codings_frame()["memo"].tolist()
    assert not project.codebook().theme("T2").is_active
    project.history.undo("kari")
    assert themes_of(project) == before
    assert project.codebook().theme("T2").is_active


def test_splitting_a_theme_moves_the_codings_of_its_part(project: Project) -> None:
    first, second, *_ = ids(project)
    project.codings.set([first, second], "T1", "kari")
    part = Part(Wording("Ungdomsbolig"), frozenset({first}))
    project.codebooks.apply(split(project.codebook(), "T1", [part]), "kari")
    assert themes_of(project) == {(first, "T5", "kari", "accepted"), (second, "T1", "kari", "accepted")}


def test_two_who_edit_one_theme_the_first_wins_and_the_other_keeps_her_words(project: Project) -> None:
    seen = project.codebook()
    project.codebooks.apply(rename(seen, "T1", Wording("Bustad")), "kari")
    with pytest.raises(ConflictError, match="theme T1 was changed by kari") as caught:
        project.codebooks.apply(rename(seen, "T1", Wording("Husvære")), "ola")
    assert caught.value.typed["names"]["nb"] == "Husvære"
    assert project.codebook().theme("T1").name() == "Bustad"


def test_two_who_edit_different_themes_do_not_meet(project: Project) -> None:
    seen = project.codebook()
    project.codebooks.apply(rename(seen, "T1", Wording("Bustad")), "kari")
    project.codebooks.apply(rename(seen, "T2", Wording("Kø")), "ola")
    assert {theme.name() for theme in project.codebook().active} == {"Bustad", "Kø", "Kveld", "Dagtilbud"}


def test_a_published_version_never_changes(project: Project) -> None:
    published = project.codebooks.publish("kari", "Etter pilot")
    project.codebooks.apply(rename(project.codebook(), "T1", Wording("Bustad")), "kari")
    assert project.codebook(1) == published
    assert project.codebook(1).theme("T1").name() == "Bolig"
    assert project.codebook().version == 2
    assert [version["note"] for version in project.codebooks.published()] == ["Etter pilot"]
    with pytest.raises(InputError, match="no published version 7"):
        project.codebook(7)


def test_publishing_again_without_a_change_is_refused(project: Project) -> None:
    project.codebooks.publish("kari")
    with pytest.raises(InputError, match="nothing has changed"):
        project.codebooks.publish("kari")


def test_codings_carry_the_version_of_the_codebook_the_coder_had(project: Project) -> None:
    names = ids(project)
    project.codings.save(names[0], ["T1"], "kari")
    project.codebooks.publish("kari")
    project.codings.save(names[1], ["T1"], "kari")
    project.codebooks.apply(rename(project.codebook(), "T1", Wording("Bustad")), "kari")
    project.codings.save(names[2], ["T1"], "kari")
    assert project.codings_frame()["codebook_version"].tolist() == [1, 1, 2]


def test_a_codebook_from_elsewhere_adds_and_changes_themes_and_takes_none_away(project: Project) -> None:
    other = project.codebook()
    new = other.replacing([rename(other, "T1", Wording("Bustad")).edits[0].after])  # type: ignore[list-item]
    project.codebooks.put(new, "kari")
    assert project.codebook().theme("T1").name() == "Bustad"
    assert len(project.codebook().active) == 4


@pytest.mark.parametrize(
    ("first", "second", "blamed"),
    [
        (
            lambda book: nest(book, "T1", "T2"),
            lambda book: nest(book, "T2", "T1"),
            "theme T1 .* codebook.nest .parent.",
        ),
        (lambda book: merge(book, ["T2"], "T3"), lambda book: merge(book, ["T1"], "T2"), "theme T2 .* codebook.merge"),
        (lambda book: retire(book, "T1"), lambda book: nest(book, "T3", "T1"), "theme T1 .* codebook.retire .status."),
        (lambda book: nest(book, "T3", "T1"), lambda book: retire(book, "T1"), "theme T3 .* codebook.nest"),
    ],
    ids=["below each other", "into a merged theme", "below a retired theme", "retired from above a theme"],
)
def test_what_no_longer_fits_with_what_another_did_is_refused_and_says_who_and_what(
    project: Project, first: Operate, second: Operate, blamed: str
) -> None:
    project.codings.save(ids(project)[0], ["T1"], "kari")
    seen = project.codebook()
    project.codebooks.apply(first(seen), "kari")
    book, codings = project.codebook(), themes_of(project)
    with pytest.raises(ConflictError, match=f"{blamed}") as caught:
        project.codebooks.apply(second(seen), "ola")
    assert caught.value.who == "kari"
    assert caught.value.typed
    assert (project.codebook(), themes_of(project)) == (book, codings)


def test_a_theme_named_twice_is_put_on_once(project: Project) -> None:
    project.codings.save(ids(project)[0], ["T1", "T1"], "kari")
    assert themes_of(project) == {(ids(project)[0], "T1", "kari", "accepted")}
