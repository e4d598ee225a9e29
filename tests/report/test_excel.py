from __future__ import annotations

import io

import openpyxl
import pytest

from textmine.report.document import Chapter, Column, Document, Paragraph, Quotation, Table
from textmine.report.publish import rendered
from textmine.themes.waves import Share, share_of


def document(*rows: tuple, title: str = "Kapittel") -> Document:
    columns = (Column("Tema"), Column("Antall", "count"), Column("Andel (95 % intervall)", "share"))
    blocks = (Paragraph("=1+1"), Table("Tabell", columns, rows, "Merknad"), Quotation("Vi mangler boliger", "nord"))
    return Document("Rapport", "", "nb", "2024-05-01", (Chapter("x", title, blocks), Chapter("y", title, ())))


def opened(given: Document):
    return openpyxl.load_workbook(io.BytesIO(rendered(given, ["xlsx"])["xlsx"]))


def test_a_share_is_five_columns_of_numbers_in_a_real_table() -> None:
    share = share_of(5, 20)
    sheet = opened(document(("Bolig", 1234, share), ("Kø", 7, share))).worksheets[1]
    ((name, place),) = sheet.tables.items()
    assert name == "Table1"
    head, first, _ = sheet[place]
    assert [cell.value for cell in head] == ["Tema", "Antall", "Andel", "Nedre", "Øvre", "Antall 2", "Av"]
    values = [cell.value for cell in first]
    assert values[:3] + values[5:] == ["Bolig", 1234, 0.25, 5, 20]
    assert values[3:5] == pytest.approx([share.low, share.high])
    assert first[2].number_format == r"0.0\ %"
    assert first[1].number_format == "#,##0"


def test_a_hidden_number_is_in_no_cell() -> None:
    hidden = Share(3, 20, 0.15, 0.05, 0.36, suppressed=True)
    sheet = opened(document(("Bolig", None, hidden))).worksheets[1]
    (place,) = [table.ref for table in sheet.tables.values()]
    assert [cell.value for cell in sheet[place][1]] == ["Bolig", *[":"] * 6]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "http://x.no", "{=1}"])
def test_text_is_never_run_or_made_a_link(text: str) -> None:
    sheet = opened(document((text, 1, share_of(1, 2)))).worksheets[1]
    (place,) = [table.ref for table in sheet.tables.values()]
    cell = sheet[place][1][0]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_sheets_have_names_that_excel_takes_and_the_front_leads_to_them() -> None:
    title = "Temaer: en [svært] lang overskrift / med tegn?"
    book = opened(document(("Bolig", 1, share_of(1, 2)), title=title))
    assert len(set(book.sheetnames)) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in book.sheetnames)
    links = [cell.hyperlink.location for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in book.sheetnames[1:]]


def test_a_table_without_rows_can_be_opened() -> None:
    assert opened(document()).sheetnames[0] == "Innhold"


def test_a_title_that_excel_would_call_damage_is_cut_and_set_on_one_line() -> None:
    long = "linje 1\nlinje 2 " + "x" * 300
    columns = (Column("Tema"), Column(long, "count"), Column(long, "count"))
    blocks = (Table("Tabell", columns, (("Bolig", 1, 2),)),)
    sheet = opened(Document("R", "", "nb", "", (Chapter("x", "K", blocks),))).worksheets[1]
    (table,) = sheet.tables.values()
    titles = [column.name for column in table.tableColumns]
    assert all(len(title) <= 255 and "\n" not in title for title in titles)
    assert len(set(titles)) == 3
    assert [cell.value for cell in sheet[table.ref][0]] == titles


def test_no_row_is_higher_than_excel_reads() -> None:
    sheet = opened(document(("Bolig " * 900, 1, share_of(5, 20)))).worksheets[1]
    assert max(row.height or 0 for row in sheet.row_dimensions.values()) in (408.75, 409)
