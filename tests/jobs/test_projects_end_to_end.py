"""From a project to its report, its quotes, a classifier of what people decided and the suggestions of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from textmine.errors import InputError
from textmine.jobs.classify_project import classify_project
from textmine.jobs.demo_project import fill_with_demo
from textmine.jobs.reports import make_report, pick_quotes
from textmine.jobs.train import train_project
from textmine.report.document import Lack
from textmine.store import open_project


@pytest.fixture(scope="module")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("project") / "demo.textmine"
    with open_project(file, create=True) as project:
        project.coders.ensure("kari")
        fill_with_demo(project, "kari")
    return file


@pytest.fixture(scope="module")
def empty_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("project") / "empty.textmine"
    with open_project(file, create=True) as project:
        project.coders.ensure("kari")
    return file


def test_a_project_is_reported_in_every_format_and_the_same_each_time(demo_project: Path, tmp_path: Path) -> None:
    once = make_report(None, tmp_path / "one", project=str(demo_project), date="2026-01-31").files
    again = make_report(None, tmp_path / "two", project=str(demo_project), date="2026-01-31").files
    assert {file.suffix for file in once} == {".html", ".docx", ".xlsx", ".md"}
    assert [file.read_bytes() for file in once] == [file.read_bytes() for file in again]


def test_an_approved_quote_is_printed_as_it_was_edited(demo_project: Path, tmp_path: Path) -> None:
    with open_project(demo_project) as project:
        coded = project.codings_frame("accepted").iloc[0]
        project.quotes.put(
            coded["statement_id"],
            coded["theme_id"],
            "kari",
            redacted="Ring [NAVN] i morgen tidlig.",
            edited="Ring [NAVN] […]",
            status="approved",
        )
    plan = tmp_path / "chapters.yaml"
    plan.write_text(f"chapters: [{{themes: {{only: [{coded['theme_id']}]}}}}]", encoding="utf-8")
    made = make_report(None, tmp_path / "report.md", project=str(demo_project), formats=["md"], chapters=plan)
    [file] = made.files
    text = file.read_text(encoding="utf-8").replace("\\", "")
    assert "Ring [NAVN] […]" in text
    assert "i morgen tidlig" not in text


def test_a_report_tells_what_it_lacks_and_the_wave_that_nobody_coded_is_not_in_it(
    demo_project: Path, tmp_path: Path
) -> None:
    (tmp_path / "chapters.yaml").write_text("chapters: [waves, numbers]", encoding="utf-8")
    plan = tmp_path / "chapters.yaml"
    made = make_report(None, tmp_path / "r.md", project=str(demo_project), formats=["md"], chapters=plan)
    assert made.lacks == (Lack("missing_waves", ("2020",)),)
    assert made.left_out == ("numbers",)
    assert made.notes()[0].startswith("Nothing is coded in 2020.")
    assert "numbers" in made.notes()[1]
    text = made.files[0].read_text(encoding="utf-8")
    assert text.index("Ingenting er kodet i 2020") < text.index("## Runder")
    assert "| 2020" not in text and "2019" in text


def test_quotes_of_a_project_are_of_statements_that_people_coded(demo_project: Path, tmp_path: Path) -> None:
    quotes, themes = pick_quotes(None, tmp_path / "q.csv", project=str(demo_project), themes=["T1"], n=3)
    assert (quotes, themes) == (3, 1)


def test_a_classifier_learns_from_a_project_and_never_overrules_a_person(demo_project: Path, tmp_path: Path) -> None:
    trained = train_project(str(demo_project), tmp_path / "model")
    assert trained.themes > 15
    with open_project(demo_project) as project:
        before = project.codings_frame("accepted").sort_values(["statement_id", "theme_id"], ignore_index=True)
    done = classify_project(str(demo_project), tmp_path / "model", wave="2020", coder="kari")
    assert done.suggestions > 0
    with open_project(demo_project) as project:
        after = project.codings_frame("accepted").sort_values(["statement_id", "theme_id"], ignore_index=True)
        suggested = project.codings_frame("suggested")
    assert after.equals(before)
    assert set(suggested["coder"]) == {done.model}


def test_a_project_that_nobody_has_coded_is_refused_in_one_line(empty_project: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nobody has accepted a theme"):
        train_project(str(empty_project), tmp_path / "model")
    with pytest.raises(InputError, match="no theme of this project has statements to quote"):
        pick_quotes(None, tmp_path / "q.csv", project=str(empty_project))
    with pytest.raises(InputError, match="no answers to report on"):
        make_report(None, tmp_path / "r.md", project=str(empty_project), formats=["md"])


def test_what_to_read_is_named_once(demo_project: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--project P or --discovery DIR"):
        make_report(None, tmp_path / "r.md")
    with pytest.raises(InputError, match="--project P or --discovery DIR"):
        make_report(tmp_path, tmp_path / "r.md", project=str(demo_project))
