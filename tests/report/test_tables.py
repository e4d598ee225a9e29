from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from textmine.discover import Discovery
from textmine.report.tables import original_cell, printed_theme_table, read_csv, safe_cell, theme_table, write_csv

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00\r"), max_size=20),
    st.builds(
        "{}{}".format,
        st.sampled_from([*FORMULA_STARTS[:-1], "  =", '"', ";", "''", "NA", "null", ""]),
        st.text('aæ1 ;\n"'),
    ),
)


def looks_escaped(cell: str) -> bool:
    """Text that was written with an apostrophe before a formula sign, as if it had been made safe already."""
    return cell.startswith("'") and cell[1:].lstrip(" ").startswith(FORMULA_STARTS)


def round_trip(folder: Path, cells: list[str]) -> list[str]:
    frame = pd.DataFrame({"response_id": [f"r{n}" for n in range(len(cells))], "text": cells}, dtype=object)
    write_csv(frame, folder / "cells.csv")
    return read_csv(folder / "cells.csv")["text"].tolist()


def test_csv_begins_with_a_byte_order_mark_and_is_separated_by_semicolons(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"response_id": ["1"], "text": ["Kø på øya"]}), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes() == "\ufeffresponse_id;text\r\n1;Kø på øya\r\n".encode()


@pytest.mark.parametrize("start", FORMULA_STARTS)
@pytest.mark.parametrize("space", ["", " ", "   "])
def test_no_cell_starts_a_formula(start: str, space: str) -> None:
    cell = f"{space}{start}HYPERLINK(1)"
    assert safe_cell(cell) == f"'{cell}"
    assert original_cell(safe_cell(cell)) == cell


@pytest.mark.parametrize(
    "cell", ["Vi mangler boliger", "a=b", "3-4", "e@post.no", "«-»", "", "'sitat'", 7, -7, 0.5, None]
)
def test_other_cells_are_left_alone(cell: object) -> None:
    assert safe_cell(cell) == cell
    assert original_cell(cell) == cell


@given(CELLS)
def test_a_safe_cell_never_starts_a_formula_and_can_be_written(cell: str) -> None:
    safe = str(safe_cell(cell))
    assert not safe.lstrip(" ").startswith(FORMULA_STARTS)
    safe.encode("utf-8")


def test_what_a_file_cannot_hold_is_replaced(tmp_path: Path) -> None:
    assert round_trip(tmp_path, ["NUL \x00 her", "halv \ud83d"]) == ["NUL \ufffd her", "halv ?"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(CELLS.filter(lambda cell: not looks_escaped(cell)), min_size=1, max_size=6))
@example(["-", "=1+1", " =1", "\t", "@", "NA", "null", "", "a\nb", 'si "nei"; takk'])
def test_text_is_read_back_unchanged(tmp_path: Path, cells: list[str]) -> None:
    assert round_trip(tmp_path, cells) == cells


@pytest.mark.parametrize("cell", ["'=1", "'-x", "' - så sa han", "''=1"])
def test_an_apostrophe_of_the_respondents_own_is_read_back(tmp_path: Path, cell: str) -> None:
    assert round_trip(tmp_path, [cell]) == [cell]
    assert round_trip(tmp_path, [cell[1:], cell]) == [cell[1:], cell]


@pytest.mark.parametrize("cell", ["først\rså", "slutt\r"])
def test_a_carriage_return_inside_an_answer_does_not_break_the_row(tmp_path: Path, cell: str) -> None:
    assert round_trip(tmp_path, [cell, "neste"]) == [cell, "neste"]


def test_other_programs_read_the_same_rows(tmp_path: Path) -> None:
    cells = ["=1+1", 'si "nei"; takk', "to\nlinjer", "vanlig"]
    write_csv(pd.DataFrame({"response_id": list("abcd"), "text": cells}), tmp_path / "a.csv")
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    assert rows == [["response_id", "text"], *[list(pair) for pair in zip("abcd", ["'=1+1", *cells[1:]], strict=True)]]


def test_a_column_name_that_starts_a_formula_is_made_safe(tmp_path: Path) -> None:
    write_csv(pd.DataFrame({"=cmd": ["1"]}), tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()[0] == "'=cmd"


def test_ids_and_waves_stay_text_and_numbers_stay_numbers(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {"response_id": ["007"], "wave": ["2024"], "text": ["NA"], "theme_id": [3], "probability": [0.25]}
    )
    write_csv(frame, tmp_path / "a.csv")
    row = read_csv(tmp_path / "a.csv").iloc[0].to_dict()
    assert row == {"response_id": "007", "wave": "2024", "text": "NA", "theme_id": 3, "probability": 0.25}


def test_the_theme_table_counts_respondents_and_gives_shares_their_denominator(toy_discovery: Discovery) -> None:
    table = theme_table(toy_discovery)
    told = toy_discovery.statements[~toy_discovery.statements["abstained"]]
    assert table["theme_id"].tolist() == [theme.id for theme in toy_discovery.model.themes_]
    assert table["theme"].tolist() == [theme.name for theme in toy_discovery.model.themes_]
    assert table["statements"].sum() == len(told) == 15
    assert set(table["of_respondents"]) == {15}
    assert table["respondents"].tolist() == [6, 5, 4]
    assert table["share"].tolist() == pytest.approx([6 / 15, 5 / 15, 4 / 15], abs=1e-4)
    assert (table["share_low"] < table["share"]).all()
    assert (table["share"] < table["share_high"]).all()


def test_the_theme_table_splits_statements_by_written_standard(toy_discovery: Discovery) -> None:
    table = theme_table(toy_discovery)
    told = toy_discovery.statements[~toy_discovery.statements["abstained"]]
    for language in ("nb", "nn", "other"):
        counts = told[told["language"] == language]["theme_id"].value_counts()
        assert table[f"statements_{language}"].tolist() == [counts.get(theme, 0) for theme in table["theme_id"]]
    nynorsk = told[told["language"] == "nn"]
    expected = [
        nynorsk[nynorsk["theme_id"] == theme]["response_id"].nunique() / nynorsk["response_id"].nunique()
        for theme in table["theme_id"]
    ]
    assert table["share_nn"].tolist() == pytest.approx(expected, abs=1e-4)


def test_the_printed_theme_table_hides_small_counts_and_what_would_give_them_back(toy_discovery: Discovery) -> None:
    table = printed_theme_table(toy_discovery)
    assert table["respondents"].tolist() == [6, 5, ":"]
    assert table["statements"].tolist() == [6, 5, ":"]
    assert table.iloc[2][["share", "share_low", "share_high", "statements_nb", "statements_nn"]].tolist() == [":"] * 5
    numbers = [c for c in table if c.startswith(("statements", "respondents", "of_respondents"))]
    shown = {value for value in table[numbers].to_numpy().ravel() if value != ":"}
    assert shown.isdisjoint(range(1, 5))
