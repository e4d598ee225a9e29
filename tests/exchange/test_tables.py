"""Tables and workbooks: the contract's columns, 0 and 1 for each theme, and nothing that runs as a formula."""

from __future__ import annotations

import io
import math
import zipfile
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from tests.exchange.conftest import CODED, HOSTILE, book_of, codings_of
from textmine.classify import CODED_COLUMNS
from textmine.coding import Codebook
from textmine.errors import InputError
from textmine.exchange.material import Material
from textmine.exchange.tables import codebook_table, coding_table, mentions, response_sheet, response_table
from textmine.exchange.workbook import workbook


def test_codings_have_the_columns_of_the_contract_first(material: Material) -> None:
    table = coding_table(material)
    assert tuple(table.columns[: len(CODED_COLUMNS)]) == CODED_COLUMNS
    assert table.columns[-1] == "size"
    pairs = list(zip(table["statement_id"], table["theme_id"], strict=True))
    assert pairs == [
        ("1.1", "T1"),
        ("1.2", "T2"),
        ("2.1", "T3"),
        ("2.2", "T1"),
        ("2.2", "T2"),
        ("3.1", ""),
        ("5.1", "T2"),
    ]
    assert table["theme"].tolist()[2] == "Bolig / Kveld"
    assert table["coder"].tolist()[0] == "Kari N."


def test_a_statement_that_nobody_has_looked_at_is_told_from_one_without_theme(material: Material) -> None:
    table = coding_table(replace(material, codings=codings_of(CODED[:-1]))).set_index("statement_id")
    assert not table.loc["3.1", "abstained"]
    assert table.loc["5.1", "abstained"]
    assert table.loc["5.1", "theme"] == ""


def test_a_model_that_gave_a_probability_is_quoted(material: Material) -> None:
    codings = material.codings.assign(
        confidence=[0.8123456789, *[math.nan] * 5], status=["suggested", *["accepted"] * 5]
    )
    table = coding_table(replace(material, codings=codings))
    assert table["probability"].tolist()[:2] == [0.812346, ""]
    assert table["status"].tolist()[:2] == ["suggested", "accepted"]


def test_mentioning_a_theme_is_mentioning_the_one_above_and_nobody_looked_is_missing(material: Material) -> None:
    codings = codings_of([("1.1", "T1"), ("2.1", "T3"), ("3.1", "T2")])
    table = mentions(replace(material, codings=codings))
    # In the order of the tree.
    assert list(table.columns) == ["T1", "T3", "T2"]
    assert table.iloc[0].tolist() == [1, 0, 0]
    assert table.iloc[1].tolist() == [1, 1, 0]
    assert table.iloc[2:].isna().all(axis=None), "«vet ikke», no answer, and one that nobody has coded"


def test_a_response_says_how_much_of_it_is_coded(material: Material) -> None:
    table = response_table(material)
    assert table["n_statements"].tolist() == [2, 2, 0, 0, 1]
    assert table["n_coded"].tolist() == [2, 2, 0, 0, 0]


def test_attributes_with_the_name_of_a_column_get_an_underscore(material: Material) -> None:
    renamed = material.responses.rename(columns={"size": "theme"}).assign(theme_="y", n_coded="z")
    clashing = replace(material, responses=renamed)
    table = coding_table(clashing)
    assert table["theme"].tolist()[0] == "Bolig"
    assert table["theme__"].tolist()[0] == "small"
    assert table["theme_"].tolist()[0] == "y"
    assert response_table(clashing)["n_coded_"].tolist() == ["z"] * 5


def test_tables_of_a_project_that_nobody_has_coded(material: Material) -> None:
    bare = replace(material, codings=codings_of(()), codebook=Codebook())
    assert len(coding_table(bare)) == 6
    assert mentions(bare).shape == (5, 0)
    assert codebook_table(bare).empty


def test_theme_columns_of_a_sheet_have_names_of_their_own(material: Material) -> None:
    table = response_sheet(replace(material, codebook=book_of(["size", "Size", "wave"])))
    assert table.columns.is_unique
    assert list(table.columns[-3:]) == ["size (T1)", "size / wave", "Size (T2)"]


def sheets_of(material: Material) -> dict[str, pd.DataFrame]:
    return {
        "codings": coding_table(material),
        "responses": response_sheet(material),
        "codebook": codebook_table(material),
    }


def test_a_workbook_reads_back_in_two_readers(material: Material) -> None:
    content = workbook(sheets_of(material))
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["codings", "responses", "codebook"]
    rows = book.get_sheet_by_name("responses").to_python()
    assert rows[0][-3:] == ["Bolig", "Bolig / Kveld", "Ventetid"]
    assert rows[1][-3:] == [1.0, 0.0, 1.0]
    assert rows[3][-3:] == ["", "", ""]
    cells = openpyxl.load_workbook(io.BytesIO(content))["codings"]
    assert [cell.value for cell in cells[2]][:6] == ["1", "1.1", 0, 30, "Vi mangler boliger 🏠 til unge.", "nb"]


def test_hostile_names_are_text_in_a_workbook(material: Material) -> None:
    content = workbook(sheets_of(replace(material, codebook=book_of(HOSTILE))))
    book = openpyxl.load_workbook(io.BytesIO(content))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds
    assert "=1+1" in [cell.value for cell in book["responses"][1]]


def test_the_same_tables_give_the_same_bytes(material: Material) -> None:
    content = workbook(sheets_of(material))
    assert workbook(sheets_of(material)) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_what_excel_cannot_hold_is_refused_and_not_cut() -> None:
    with pytest.raises(InputError, match="column 'text': codings: a text is longer"):
        workbook({"codings": pd.DataFrame({"text": ["🏠" * 16_384]})})
    with pytest.raises(InputError, match="too many for Excel"):
        workbook({"codings": pd.DataFrame({"n": range(1_048_576)})})
