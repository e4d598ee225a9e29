from __future__ import annotations

import pytest

from textmine.report.document import Chapter, Column, Document, Paragraph, Quotation, Table
from textmine.report.publish import rendered
from textmine.report.writers.markdown import escaped
from textmine.themes.waves import share_of


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b\nc", r"a\|b c"),
        ("<script>", r"\<script\>"),
        ("# ikke *overskrift*", r"\# ikke \*overskrift\*"),
        ("1. ikke liste", r"1\. ikke liste"),
        ("- ikke liste", r"\- ikke liste"),
        ("Vi mangler boliger, 24/7 - nå", "Vi mangler boliger, 24/7 - nå"),
    ],
)
def test_text_stands_as_it_was_written(text: str, written: str) -> None:
    assert escaped(text) == written


def test_a_document_reads_well() -> None:
    table = Table("Andeler", (Column("Tema"), Column("Andel", "share")), (("Bolig", share_of(5, 15)),), "Merk")
    chapter = Chapter("x", "Kapittel", (Paragraph("Tekst"), table, Quotation("Vi mangler bolig", "2024, nord")))
    text = rendered(Document("Rapport", "Under", "nb", "2024-05-01", (chapter,)), ["md"])["md"].decode()
    space = "\N{NO-BREAK SPACE}"
    assert text == (
        "# Rapport\n\nUnder\n\n*Laget 1. mai 2024 med textmine*\n\n## Kapittel\n\nTekst\n\n**Andeler**\n\n"
        f"| Tema | Andel |\n| --- | ---: |\n| Bolig | 33,3{space}% (15,2–58,3) |\n\n*Merk*\n\n"
        "> Vi mangler bolig  \n> — 2024, nord\n"
    )
