from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import textmine as tm
from tests.store.conftest import Clock, answers, ids, themes_of
from textmine.errors import ConflictError, InputError, TextmineError
from textmine.store import Project, open_project


def test_a_path_that_does_not_exist_makes_no_project_unless_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no project here"):
        tm.open_project(tmp_path / "new.sqlite")
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_can_read_a_new_project(tmp_path: Path) -> None:
    open_project(tmp_path / "new.sqlite", create=True).close()
    assert (tmp_path / "new.sqlite").stat().st_mode & 0o077 == 0


def test_what_was_written_is_there_when_the_project_is_opened_again(
    project: Project, opened: Callable[[], Project]
) -> None:
    first = ids(project)[0]
    project.codings.save(first, ["T1"], "kari", memos={"T1": "sjå òg T4"})
    project.close()
    again = opened()
    assert themes_of(again) == {(first, "T1", "kari", "accepted")}
    assert again.codings_frame()["memo"].tolist() == ["sjå òg T4"]
    assert [theme.name() for _, theme in again.codebook().tree()] == ["Bolig", "Ventetid", "Kveld", "Dagtilbud"]


def test_frames_of_an_empty_project_have_their_columns(empty: Project) -> None:
    assert empty.responses().empty
    assert list(empty.statements().columns)[:4] == ["statement_id", "response_id", "start", "end"]
    assert "status" in empty.codings_frame().columns
    assert empty.codebook().themes == ()


def test_statements_lie_where_they_say_in_their_responses(project: Project) -> None:
    texts = project.responses().set_index("response_id")["text"]
    for row in project.statements().itertuples():
        assert texts[row.response_id][row.start : row.end] == row.text


def test_statements_can_be_read_with_attributes(project: Project) -> None:
    frame = project.statements(attributes=True)
    assert frame["size"].tolist() == project.responses().set_index("response_id")["size"][frame["response_id"]].tolist()


def test_the_first_person_is_admin_and_only_an_admin_adds_others(opened: Callable[[], Project]) -> None:
    project = opened()
    project.coders.add("admin", "reader")
    project.coders.add("kari", "coder", by="admin")
    assert [project.coders.role(name) for name in ("admin", "kari", "nobody")] == ["admin", "coder", None]
    with pytest.raises(TextmineError, match="kari is coder here and may not"):
        project.coders.add("ola", by="kari")
    with pytest.raises(TextmineError, match="may not"):
        project.coders.add("ola")


def test_a_coder_two_admins_change_is_kept_by_the_first(empty: Project) -> None:
    empty.coders.add("sjef", "admin", by="admin")
    version = int(empty.coders.frame().set_index("coder")["version"]["ola"])
    empty.coders.add("ola", "reader", by="sjef", version=version)
    with pytest.raises(ConflictError, match="coder ola was changed by sjef"):
        empty.coders.add("ola", "coder", by="admin", version=version)
    assert empty.coders.role("ola") == "reader"
    with pytest.raises(ConflictError, match="coder ola was changed by sjef"):
        empty.coders.add("ola", "coder", by="admin", version=0)
    empty.coders.remove("ola", "admin")
    empty.coders.add("ola", "coder", by="admin", version=0)
    assert empty.coders.role("ola") == "coder"


def test_roles_limit_what_coders_do(project: Project) -> None:
    project.coders.add("leser", "reader", by="admin")
    project.coders.add("koder", "coder", by="admin")
    first = ids(project)[0]
    with pytest.raises(TextmineError, match="leser is reader here and may not code"):
        project.codings.save(first, ["T1"], "leser")
    with pytest.raises(TextmineError, match="may not change the codebook"):
        project.codebooks.publish("koder")
    with pytest.raises(TextmineError, match="may not import"):
        project.import_responses(answers(), "koder")
    with pytest.raises(InputError, match="no coder 'nobody'"):
        project.codings.save(first, ["T1"], "nobody")
    assert project.codings_frame().empty


def test_settings_have_defaults_and_refuse_a_threshold_that_protects_nobody(project: Project) -> None:
    assert project.settings.get("suppression_threshold") == 5
    project.settings.set("suppression_threshold", 10, "admin")
    assert project.settings.get("suppression_threshold") == 10
    with pytest.raises(InputError, match="protects nobody"):
        project.settings.set("suppression_threshold", 2, "admin")
    with pytest.raises(InputError, match="no setting"):
        project.settings.get("colour")


def test_a_setting_changed_by_two_is_kept_by_the_first_and_the_other_is_told(project: Project, clock: Clock) -> None:
    project.coders.add("sjef", "admin", by="admin")
    version = project.settings.version("questions")
    project.settings.set("questions", {"k": "Hva mangler?"}, "sjef", version=version)
    with pytest.raises(ConflictError, match="setting questions was changed by sjef") as caught:
        project.settings.set("questions", {"k": "Kva manglar?"}, "admin", version=version)
    assert caught.value.typed == {"value": {"k": "Kva manglar?"}}
    assert (caught.value.who, caught.value.when) == ("sjef", clock.now.replace(second=clock.now.second - 1))
    assert project.settings.get("questions") == {"k": "Hva mangler?"}


def test_a_wave_can_be_marked_as_a_break_in_the_series(project: Project) -> None:
    project.waves.mark("2024", "kari", breaks_series=True, note="Nytt spørsmål")
    row = project.waves.frame().iloc[0]
    assert (row["wave"], bool(row["breaks_series"]), row["note"]) == ("2024", True, "Nytt spørsmål")
    with pytest.raises(ConflictError, match="wave 2024 was changed by kari"):
        project.waves.mark("2024", "ola", breaks_series=False, version=1)
    with pytest.raises(InputError, match="no wave '1999'"):
        project.waves.mark("1999", "kari", breaks_series=True)


def test_a_quote_two_persons_edit_is_kept_by_the_first(project: Project) -> None:
    first = ids(project)[0]
    project.quotes.put(first, "T1", "kari", redacted="Vi mangler boliger til unge.")
    version = int(project.quotes.frame()["version"].iloc[0])
    project.quotes.put(first, "T1", "kari", redacted="Vi mangler boliger.", status="approved", version=version)
    with pytest.raises(ConflictError, match="quote T1 was changed by kari") as caught:
        project.quotes.put(first, "T1", "ola", redacted="Vi mangler [...].", version=version)
    assert caught.value.typed["redacted"] == "Vi mangler [...]."
    row = project.quotes.frame(status="approved").iloc[0]
    assert (row["original"], row["redacted"], row["coder"]) == (
        "Vi mangler boliger til unge.",
        "Vi mangler boliger.",
        "kari",
    )


@pytest.mark.parametrize(
    ("edited", "problem"),
    [
        ("[NAVN] mangler boliger til Kari.", "Kari"),
        ("[NAVN] mangler boliger til [Kari Nordmann].", "Kari Nordmann"),
        ("[NAVN] mangler boliger.", "til unge"),
        ("[…]", "Nothing is left"),
        ("Vi mangler boliger til unge.", "Vi"),
    ],
)
def test_a_quote_is_edited_by_the_rules_or_not_at_all(project: Project, edited: str, problem: str) -> None:
    first, redacted = ids(project)[0], "[NAVN] mangler boliger til unge."
    project.quotes.put(first, "T1", "kari", redacted=redacted, edited="[NAVN] mangler boliger […]", status="approved")
    before = project.quotes.frame().to_csv()
    with pytest.raises(InputError, match=problem):
        project.quotes.put(first, "T1", "kari", redacted=redacted, edited=edited, status="approved")
    assert project.quotes.frame().to_csv() == before


def test_only_a_reviewer_changes_what_is_approved(project: Project) -> None:
    first = ids(project)[0]
    project.coders.add("per", "coder", by="admin")
    project.quotes.put(first, "T1", "per", redacted="Vi mangler boliger.")
    project.quotes.put(first, "T1", "kari", redacted="Vi mangler boliger.", status="approved")
    with pytest.raises(TextmineError, match="approve quotes"):
        project.quotes.put(first, "T1", "per", redacted="Vi mangler boliger.")
    with pytest.raises(TextmineError, match="approve quotes"):
        project.quotes.remove(first, "T1", "per")
    assert list(project.quotes.frame(status="approved")["coder"]) == ["kari"]
    project.quotes.remove(first, "T1", "kari")
    project.quotes.put(first, "T1", "per", redacted="Vi mangler boliger.")
    assert list(project.quotes.frame()["status"]) == ["picked"]


def test_a_quote_has_to_be_approved_again_when_its_statement_is_cut_otherwise(project: Project) -> None:
    first = ids(project)[0]
    project.quotes.put(first, "T1", "kari", redacted="Vi mangler boliger.", status="approved")
    project.boundaries.move(first, 0, 18, "ola")
    assert project.quotes.frame().empty
    project.history.undo("ola")
    assert len(project.quotes.frame()) == 1


def test_counts_say_how_far_the_coding_has_come(project: Project) -> None:
    names = ids(project)
    project.codings.save(names[0], ["T1"], "kari")
    project.codings.save(names[0], ["T2"], "ola")
    project.codings.save(names[1], [], "kari")
    counts = project.counts()
    assert (counts.responses, counts.statements, counts.coded, counts.waiting) == (6, len(names), 2, len(names) - 2)
    assert (counts.disputed, counts.by_coder) == (1, {"kari": 2, "ola": 1})
    assert project.figures.progress().by_coder == {"kari": 1, "ola": 1}


def test_a_quote_of_a_theme_that_is_not_there_is_refused(project: Project) -> None:
    with pytest.raises(InputError, match="'T99' is not in the codebook"):
        project.quotes.put(ids(project)[0], "T99", "kari", redacted="x")
