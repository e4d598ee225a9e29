from __future__ import annotations

from pathlib import Path

import pytest

from textmine.errors import InputError
from textmine.report.chapters import CHAPTERS
from textmine.report.compose import compose
from textmine.report.material import Material
from textmine.report.plan import Plan, PlannedChapter, read_plan, written_plan
from textmine.report.publish import rendered


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "kapitler.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_chapters_come_in_the_order_of_the_file(tmp_path: Path, demo_material: Material) -> None:
    path = written(tmp_path, "title: Årsrapport\nchapters:\n  - codebook\n  - themes: {only: [housing], quotes: 1}\n")
    document = compose(demo_material, "nb", "2024-05-01", read_plan(path))
    assert document.title == "Årsrapport"
    assert [chapter.key for chapter in document.chapters] == ["codebook", "themes"]
    assert [type(block).__name__ for block in document.chapters[1].blocks].count("Quotation") == 1


@pytest.mark.parametrize(
    "plan",
    [
        Plan(),
        Plan((PlannedChapter("codebook"), PlannedChapter("method")), "Årsrapport: «2024» # 1"),
        Plan((PlannedChapter("themes", {"only": ["T1", "nei", "1"], "quotes": 0}), PlannedChapter("together"))),
    ],
)
def test_a_plan_that_is_written_is_read_as_the_same(tmp_path: Path, plan: Plan) -> None:
    assert read_plan(written(tmp_path, written_plan(plan))) == plan


def test_without_a_file_every_chapter_comes() -> None:
    assert [chapter.name for chapter in Plan().chapters] == list(CHAPTERS)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("chapters: [method", r"row \d: is no YAML"),
        ("", "no list of chapters"),
        ("chapters:", "no list of chapters"),
        ("- method", "no list of chapters"),
        ("chapters: [metode]", "no chapter 'metode'. Choose among method, overview"),
        ("chapters: [3]", "no chapter 3"),
        ("chapters: [method, method]", "'method' stands there twice"),
        ("kapitler: [method]\nchapters: [method]", "'kapitler' is not known"),
        ("chapters: [{themes: [housing]}]", "options of themes are no mapping"),
        ("chapters: [{themes: {tema: x}}]", "no option 'tema'. It takes only, quotes"),
        ("chapters: [{method: {quotes: 1}}]", "no option 'quotes'. It takes no options"),
        ("chapters: [{themes: {quotes: many}}]", "quotes of the chapter themes is 'many'"),
        ("chapters: [{themes: {quotes: true}}]", "quotes of the chapter themes is True"),
        ("chapters: [{themes: {only: housing}}]", "only of the chapter themes is 'housing'"),
        ("chapters: [{numbers: {quantiles: 1}}]", "quantiles of the chapter numbers is 1"),
        ("chapters: [{numbers: {quantiles: 1000000000000}}]", "Give a whole number from 2 to 10"),
        ("chapters: [{together: {pairs: 1000000000000000000000000}}]", "from 1 to 1000"),
        ("chapters: [{crosstab: {attributes: [size, size]}}]", "each once"),
        ("title: {a: b}\nchapters: [method]", "title is {'a': 'b'}"),
        ("a: &a [method]\nchapters: *a", "has an alias"),
        ("[" * 5000 + "]" * 5000, "lists in lists"),
        ("chapters: [2024-13-45]", "is no YAML"),
        ("chapters: [method]\nchapters: [codebook]", "row 2: 'chapters' stands there twice"),
        ("chapters: [{themes: {quotes: 1, quotes: 2}}]", "row 1: 'quotes' stands there twice"),
        ("chapters:\n  - themes:\n    quotes: 2\n", r"one entry of the list holds 2 things: \['themes', 'quotes'\]"),
        ("chapters: [{themes: {only: []}}]", r"only of the chapter themes is \[\]"),
        ("chapters: [{themes: {only: [true]}}]", r"only of the chapter themes is \[True\]"),
        ("chapters: [{themes: {quotes: 0x" + "f" * 9000 + "}}]", "is a number of thousands of digits"),
        ("chapters: [" + "x" * 900 + "]", "no chapter 'x{59}…"),
        ("title: " + "x" * 900 + "\nchapters: [method]", "title is 'x{59}…. Give one line"),
        ("chapters: [method]\n" + "#" * 1_000_000, "is too large"),
        ("chapters: [!!python/object/apply:os.system [ls]]", "is no YAML"),
        ("--- [method]\n--- [method]", "is no YAML"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        read_plan(written(tmp_path, text))
    assert str(caught.value).startswith(f"{tmp_path / 'kapitler.yaml'}")
    assert len(caught.value.problem) < 200


def test_a_chapter_with_nothing_behind_its_colon_has_no_options(tmp_path: Path) -> None:
    assert read_plan(written(tmp_path, "chapters:\n  - themes:\n")) == Plan((PlannedChapter("themes"),))


def test_a_theme_that_is_called_by_a_number_is_named_by_it(tmp_path: Path) -> None:
    plan = read_plan(written(tmp_path, "chapters: [{themes: {only: [0, '3']}}]"))
    assert plan.chapters[0].options == {"only": ["0", "3"]}


def test_half_a_character_in_a_title_is_shown_as_unknown(tmp_path: Path, demo_material: Material) -> None:
    plan = read_plan(written(tmp_path, 'title: "A\\ud800"\nchapters: [method]\n'))
    files = rendered(compose(demo_material, "nb", "", plan))
    assert "A?" in files["md"].decode()


def test_a_file_that_is_not_there_or_no_text_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_plan(tmp_path / "nei.yaml")
    (tmp_path / "b.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        read_plan(tmp_path / "b.yaml")


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        ("themes: {only: [nope]}", r"there is no theme 'nope'\. Choose among housing, early_discharge, "),
        ("crosstab: {attributes: [nope]}", r"there is no attribute 'nope' .*\. Choose among size, region, role\.$"),
        ("numbers: {attributes: [size]}", r"there is no attribute 'size' .*\. Choose among staff_per_10000\.$"),
    ],
)
def test_themes_and_attributes_that_are_not_there_are_refused_with_the_file(
    tmp_path: Path, demo_material: Material, options: str, problem: str
) -> None:
    path = written(tmp_path, f"chapters:\n  - {options}\n")
    with pytest.raises(InputError, match=problem) as caught:
        compose(demo_material, "nb", "", read_plan(path))
    assert str(caught.value).startswith(f"{path}: ")
