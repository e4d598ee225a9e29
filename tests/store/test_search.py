from __future__ import annotations

import pandas as pd
import pytest

from tests.conftest import ToyEncoder
from tests.store.conftest import answers, ids
from textmine.errors import InputError
from textmine.store import Filters, Project

BOLIG = {"Vi mangler boliger til unge.", "Boligene er dårlige."}


def found(project: Project, query: str = "", filters: Filters | None = None) -> set[str]:
    texts = project.search(query, filters)["text"]
    assert len(texts) == project.search_count(query, filters)
    return set(texts)


@pytest.mark.parametrize("query", ["bolig", "BOLIG", "boliger", "bol", "bolig*", " bolig "])
def test_words_are_found_by_their_beginning_and_their_other_forms(project: Project, query: str) -> None:
    assert found(project, query) | (BOLIG if query == "boliger" else set()) >= BOLIG
    assert "Vi mangler boliger til unge." in found(project, query)
    assert "Ingen tilbud på kveld og helg." not in found(project, query)


def test_an_inflected_word_finds_other_forms_of_it(project: Project) -> None:
    assert found(project, "boliger") >= BOLIG


def test_å_is_another_letter_than_a(project: Project) -> None:
    project.import_responses(answers(("Apent hus", "Åpent tun", "Hus pa tunet"), wave="2025"), "admin")
    assert found(project, "åpent") == {"Åpent hus på lørdag hadde hjulpet.", "Åpent tun"}
    assert found(project, "apent") == {"Apent hus"}
    assert found(project, "pa") == {"Hus pa tunet"}
    assert found(project, "A\u030apent tun") == {"Åpent tun"}


def test_all_words_must_be_there_and_quoted_ones_in_a_row(project: Project) -> None:
    assert found(project, "psykolog ventetiden") == {"Ventetiden hos psykolog er altfor lang."}
    assert found(project, "psykolog boliger") == set()
    assert found(project, '"hos psykolog"') == {"Ventetiden hos psykolog er altfor lang."}
    assert found(project, '"psykolog hos"') == set()


def test_words_that_say_little_can_be_searched_for_too(project: Project) -> None:
    assert "vet ikke" in found(project, "ikke")


@pytest.mark.parametrize(
    "query", ['"', "AND", "OR NOT", "a:b", "bolig*)", "'", "*", "-", "NEAR(a b)", "bolig;--", "%", "\\", "<->", "&|!"]
)
def test_no_query_is_an_error(project: Project, query: str) -> None:
    found(project, query)


def test_what_is_removed_or_changed_is_found_by_its_new_words_only(project: Project) -> None:
    edited = answers()
    edited.loc[1, "text"] = "Svømmehallen er stengt."
    project.import_responses(edited, "admin", changes=True)
    assert found(project, "helg") == set()
    assert found(project, "svømmehall") == {"Svømmehallen er stengt."}


def test_filters_hold_together(project: Project) -> None:
    names = ids(project)
    project.codings.save(names[0], ["T1"], "kari")
    project.codings.set(names[1], "T1", "ola", "rejected")
    project.import_responses(answers(("Bustad",), wave="2025"), "admin")
    texts = project.statements().set_index("statement_id")["text"]
    assert found(project, filters=Filters(waves=["2025"])) == {"Bustad"}
    assert found(project, filters=Filters(themes=["T1"])) == set(texts[names[:2]])
    assert found(project, filters=Filters(themes=["T1"], statuses=["rejected"])) == {texts[names[1]]}
    assert found(project, filters=Filters(themes=["T1"], coders=["kari"], statuses=["rejected"])) == set()
    assert found(project, "psykolog", Filters(languages=["nn"])) == {"Me ventar lenge på psykolog."}
    assert found(project, filters=Filters(attributes={"size": ["small"]}, coded=True)) == set()
    assert names[0] in set(project.search(filters=Filters(attributes={"size": ["large"]}))["statement_id"])
    assert found(project, filters=Filters(coded=True)) == {texts[names[0]]}


def test_results_come_a_page_at_a_time(project: Project) -> None:
    names = ids(project)
    pages = [project.search(limit=3, offset=offset)["statement_id"].tolist() for offset in (0, 3)]
    assert pages[0] + pages[1] == names[:6]


def test_statements_are_found_by_meaning_and_vectors_lie_beside_the_project(project: Project) -> None:
    toy = ToyEncoder()
    near = project.meaning.search("Vi mangler boliger til unge.", toy, limit=2)
    assert near["text"].iloc[0] == "Vi mangler boliger til unge."
    assert near["similarity"].is_monotonic_decreasing
    assert len(list((project.place.folder / "vectors").glob("*/*.npy"))) == 1
    before = len(toy.seen)
    project.meaning.search("kveld", toy)
    assert toy.seen[before:] == ["kveld"]
    assert project.place.folder.stat().st_mode & 0o077 == 0


def test_meaning_takes_filters_and_sees_new_statements(project: Project) -> None:
    toy = ToyEncoder()
    project.meaning.search("kveld", toy)
    project.import_responses(answers(("Kveld er kveld",), wave="2025"), "admin")
    assert project.meaning.search("Kveld er kveld", toy)["text"].iloc[0] == "Kveld er kveld"
    assert set(project.meaning.search("kveld", toy, Filters(languages=["nn"]))["language"]) == {"nn"}


def test_all_like_this_leaves_out_what_a_person_has_decided(project: Project) -> None:
    toy = ToyEncoder()
    project.import_responses(
        answers(("Ingen tilbud på kveld og helg", "ingen tilbud på kveld og helg."), "2025"), "admin"
    )
    name = project.search("tilbud helg")["statement_id"].iloc[0]
    like = project.meaning.alike([name], "T3", toy, at_least=0.7)
    assert len(like) == 2
    project.codings.set(like.statement_ids[0], "T3", "ola", "rejected")
    assert project.meaning.alike([name], "T3", toy, at_least=0.7).statement_ids == like.statement_ids[1:]
    project.codings.set(list(like.statement_ids[1:]), "T3", "kari")
    assert len(project.meaning.alike([name], "T3", toy, at_least=0.7)) == 0
    with pytest.raises(InputError, match="none of these"):
        project.meaning.alike(["x"], "T3", toy)


def test_a_model_never_writes_over_a_person(project: Project) -> None:
    first, second, third, *_ = ids(project)
    project.codings.save(first, ["T1"], "kari", memos={"T1": "sikker"})
    project.codings.set(second, "T1", "kari", "rejected")
    before = project.codings_frame().to_csv()
    frame = pd.DataFrame(
        {"statement_id": [first, second, third], "theme_id": ["T1"] * 3, "confidence": [0.1, 0.9, 0.5]}
    )
    project.suggestions.write(frame, "abc", "ola", name="Modell 1")
    after = project.codings_frame()
    assert after[after["coder_kind"] == "person"].to_csv() == before
    assert project.counts().suggestions == 1
    assert project.codings_frame("suggested")["confidence"].tolist() == [0.1, 0.9, 0.5]


def test_a_new_model_takes_the_place_of_an_older_one_and_undo_brings_it_back(project: Project) -> None:
    names = ids(project)
    old = pd.DataFrame({"statement_id": names[:2], "theme_id": ["T1", "T2"], "confidence": [0.5, 0.6]})
    new = pd.DataFrame({"statement_id": names[:1], "theme_id": ["T3"], "confidence": [0.7]})
    first = project.suggestions.write(old, "old", "kari")
    project.suggestions.write(old, "old", "kari")
    second = project.suggestions.write(new, "new", "kari", looked=names[:2])
    assert project.codings_frame()[["coder", "theme_id"]].to_numpy().tolist() == [[second, "T3"]]
    project.history.undo("kari")
    assert project.codings_frame()[["coder", "theme_id"]].to_numpy().tolist() == [[first, "T1"], [first, "T2"]]
    project.history.redo("kari")
    assert project.codings_frame()["coder"].tolist() == [second]
    assert project.counts().waiting == len(names)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (("nowhere", "T1", 0.5), "no statement 'nowhere'"),
        ((None, "T9", 0.5), "no theme 'T9'"),
        ((None, "T1", 1.5), "not from 0 to 1"),
    ],
)
def test_suggestions_that_make_no_sense_are_refused_whole(
    project: Project, row: tuple[str | None, str, float], problem: str
) -> None:
    names = ids(project)
    rows = [(names[0], "T1", 0.5), (row[0] or names[1], *row[1:])]
    frame = pd.DataFrame(rows, columns=["statement_id", "theme_id", "confidence"])
    with pytest.raises(InputError, match=problem):
        project.suggestions.write(frame, "abc", "kari")
    with pytest.raises(InputError, match="suggested twice"):
        project.suggestions.write(frame.iloc[[0, 0]], "abc", "kari")
    assert project.codings_frame().empty
