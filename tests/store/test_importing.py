from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tests.store.conftest import TEXTS, answers, ids, themes_of
from textmine.errors import InputError, TextmineError
from textmine.store import Project
from textmine.store.cutting import Cut, cut


def changed(**cells: dict[int, str]) -> pd.DataFrame:
    frame = answers()
    for column, values in cells.items():
        for row, value in values.items():
            frame.loc[row, column] = value
    return frame


def test_importing_the_same_file_twice_adds_nothing(empty: Project) -> None:
    first = empty.import_responses(answers(), "admin", "svar.csv")
    entries = len(empty.history.frame())
    second = empty.import_responses(answers(), "admin", "svar.csv")
    assert (first.new, second.new, second.same, second.changed) == (6, 0, 6, ())
    assert len(empty.responses()) == 6
    assert len(empty.history.frame()) == entries


def test_originals_are_kept_letter_by_letter(empty: Project) -> None:
    strange = ("  To  mellomrom\r\nog linje ", "", "Ære\u0301 «sitat» 👩‍👩‍👧", "e\u0301", "\ud800 alene"[1:])
    empty.import_responses(answers(strange), "admin")
    assert empty.responses()["text"].tolist() == list(strange)
    assert empty.import_responses(answers(strange), "admin").same == len(strange)


def test_a_plan_says_what_changed_and_changes_nothing(project: Project) -> None:
    edited = changed(text={1: "Ingen tilbud om kvelden."}, size={0: "small"}).drop(index=5)
    plan = project.importing.plan(edited, "svar.csv")
    assert (plan.new, plan.same, plan.changed_responses, plan.gone) == (0, 3, 2, ("2024-6",))
    assert [(each.response_id, each.field, each.before, each.after) for each in plan.changed] == [
        ("2024-1", "size", "large", "small"),
        ("2024-2", "text", "Ingen tilbud på kveld og helg.", "Ingen tilbud om kvelden."),
    ]
    assert project.responses()["text"].tolist() == list(TEXTS)


def test_changes_are_taken_over_only_when_asked_for(project: Project) -> None:
    edited = changed(text={1: "Ingen tilbud om kvelden."})
    project.import_responses(edited, "admin")
    assert project.responses()["text"][1] == TEXTS[1]
    project.import_responses(edited, "admin", changes=True)
    assert project.responses()["text"][1] == "Ingen tilbud om kvelden."
    project.history.undo("admin")
    assert project.responses()["text"][1] == TEXTS[1]


def test_codings_of_statements_that_stay_the_same_survive_an_edit_around_them(project: Project) -> None:
    first, second, *_ = ids(project)
    project.codings.save(first, ["T1"], "kari")
    project.codings.save(second, ["T2"], "kari")
    edited = changed(text={0: "Husleien er for høy. Vi mangler boliger til unge. Noe annet enn før."})
    plan = project.importing.plan(edited)
    assert plan.codings_lost == 1
    project.importing.apply(plan, "admin", changes=True)
    own = project.statements().query("response_id == '2024-1'").set_index("statement_id")
    assert own["text"].tolist() == ["Husleien er for høy.", "Vi mangler boliger til unge.", "Noe annet enn før."]
    assert own.loc[first, "text"] == "Vi mangler boliger til unge."
    assert themes_of(project) == {(first, "T1", "kari", "accepted")}
    assert second not in own.index  # an id is never used again
    project.history.undo("admin")
    assert len(themes_of(project)) == 2


def test_answers_that_are_gone_go_only_when_asked_for_and_come_back_with_their_codings(project: Project) -> None:
    last = ids(project)[-1]
    project.codings.save(last, ["T3"], "kari")
    fewer = answers().drop(index=5)
    project.importing.apply(project.importing.plan(fewer), "admin")
    assert len(project.responses()) == 6
    project.importing.apply(project.importing.plan(fewer), "admin", gone=True)
    assert len(project.responses()) == 5
    assert themes_of(project) == set()
    project.import_responses(answers(), "admin")
    assert themes_of(project) == {(last, "T3", "kari", "accepted")}


def test_the_same_respondents_next_year_are_new_answers_and_last_years_stay(project: Project) -> None:
    plan = project.import_responses(answers(wave="2025"), "admin")
    assert (plan.new, plan.gone) == (6, ())
    assert project.waves.frame()["wave"].tolist() == ["2024", "2025"]
    assert set(project.responses()["respondent"]) == {str(number) for number in range(1, 7)}
    assert project.responses()["response_id"].is_unique


def test_another_question_of_the_same_respondents_has_its_own_answers(project: Project) -> None:
    plan = project.import_responses(answers(("Mer penger",)), "admin", question="forslag")
    assert (plan.new, plan.gone) == (1, ())
    assert project.responses()["response_id"].tolist()[-1] == "2024-1/2"


def test_ids_that_already_have_their_wave_do_not_get_it_twice(empty: Project) -> None:
    frame = answers()
    frame["response_id"] = "2024-" + frame["response_id"]
    empty.import_responses(frame, "admin")
    assert empty.responses()["response_id"][0] == "2024-1"
    assert empty.importing.plan(answers()).same == 6


def test_a_plan_is_not_carried_out_when_the_project_has_changed_since(project: Project) -> None:
    plan = project.importing.plan(changed(text={1: "Ny tekst."}))
    project.import_responses(changed(text={1: "En annen tekst."}), "admin", changes=True)
    project.importing.apply(plan, "admin", changes=True)
    assert project.responses()["text"][1] == "Ny tekst."


def test_two_who_import_the_same_file_import_it_once(empty: Project, opened: Callable[[], Project]) -> None:
    other = opened()
    plans = [one.importing.plan(answers()) for one in (empty, other)]
    empty.importing.apply(plans[0], "admin")
    other.importing.apply(plans[1], "admin")
    assert len(empty.responses()) == 6


def test_a_response_that_occurs_twice_is_refused(empty: Project) -> None:
    frame = answers()
    frame.loc[1, "response_id"] = "1"
    with pytest.raises(InputError, match="'1' occurs twice in its wave"):
        empty.importing.plan(frame)
    with pytest.raises(InputError, match="the column is missing"):
        empty.importing.plan(frame.drop(columns="text"))


def test_a_file_without_ids_gives_a_warning(empty: Project) -> None:
    frame = answers()
    frame.attrs["reading"] = {"id_column": ""}
    assert "no id column" in empty.importing.plan(frame).notes[0]


def test_rows_with_the_same_number_in_two_waves_are_not_the_same_respondent(empty: Project) -> None:
    for year in ("2024", "2025"):
        frame = answers(wave=year)
        frame.attrs["reading"] = {"id_column": ""}
        empty.import_responses(frame, "admin")
        assert empty.importing.plan(frame).same == 6
    found = empty.responses()
    assert found["respondent"].is_unique
    assert found["response_id"].tolist() == [f"{year}-{n}" for year in ("2024", "2025") for n in range(1, 7)]


def test_numbered_rows_of_an_older_project_and_of_its_own_export_are_still_known(project: Project) -> None:
    frame = answers()
    frame.attrs["reading"] = {"id_column": ""}
    assert project.importing.plan(frame).same == 6
    project.import_responses(answers(wave="2025").assign(response_id=[f"2025-{n}" for n in range(1, 7)]), "admin")
    again = answers(wave="2025")
    again.attrs["reading"] = {"id_column": ""}
    assert project.importing.plan(again).same == 6


def test_only_an_admin_imports(project: Project) -> None:
    with pytest.raises(TextmineError, match="may not import"):
        project.import_responses(answers(wave="2026"), "kari")


def test_an_answer_that_went_while_the_file_was_read_is_told_in_one_line(
    project: Project, opened: Callable[[], Project], monkeypatch: pytest.MonkeyPatch
) -> None:
    frame = answers((*TEXTS, "Mer penger."))
    plan = project.importing.plan(frame)
    other = opened()

    def cut_meanwhile(texts: list[str], *_: object) -> list[Cut]:
        if not texts:
            return []  # the other plan, which has no text to cut
        fewer = answers()
        gone = other.importing.plan(fewer[fewer["response_id"] != "2"])
        if gone.gone:
            other.importing.apply(gone, "admin", gone=True)
        return cut(texts)

    monkeypatch.setattr("textmine.store.importing.cut", cut_meanwhile)
    with pytest.raises(TextmineError, match="changed since the file was compared"):
        project.importing.apply(plan, "admin")
