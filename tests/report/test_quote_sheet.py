from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from textmine.errors import InputError
from textmine.quotes import select_quotes
from textmine.report.quote_sheet import read_quotes, write_quotes
from textmine.report.tables import read_csv, write_csv

TEXT = "Ring Kari Aasen på 91 23 45 67 om boliger i kommunen"


@pytest.fixture
def sheet(tmp_path: Path, toy) -> Path:
    frame = pd.DataFrame({"text": [TEXT, "Vi mangler boliger til unge", "=1+1 kjemper om boligene"], "theme": "1"})
    write_quotes(select_quotes(frame, "1", 3, encoder=toy).assign(theme="Bolig"), tmp_path / "q.csv")
    return tmp_path / "q.csv"


def filled(path: Path, **columns: list[str]) -> Path:
    """The sheet as a person would save it."""
    write_csv(read_csv(path).assign(**columns), path)
    return path


def test_nothing_is_approved_until_somebody_has_written_their_name(sheet: Path) -> None:
    assert read_quotes(sheet).empty
    assert len(read_quotes(filled(sheet, approved_by=["Ane", "", " "]))) == 1


def test_originals_are_in_the_sheet_only_if_asked_for(sheet: Path, tmp_path: Path, toy) -> None:
    assert "Aasen" not in sheet.read_text(encoding="utf-8-sig")
    picked = select_quotes(pd.DataFrame({"text": [TEXT], "theme": "1"}), "1", 1, encoder=toy).assign(theme="Bolig")
    write_quotes(picked, tmp_path / "med.csv", "en", originals=True)
    assert read_csv(tmp_path / "med.csv")["original"].tolist() == [TEXT]
    assert read_csv(tmp_path / "med.csv")["reason"].iloc[0].startswith("Stands for")


def test_an_edited_quote_is_printed_as_edited(sheet: Path) -> None:
    redacted = read_csv(sheet)["redacted"].tolist()
    place = redacted.index("Vi mangler boliger til unge")
    edited = ["Vi mangler boliger […]" if n == place else "" for n in range(3)]
    quotes = read_quotes(filled(sheet, approved_by=["Ane"] * 3, edited=edited))
    assert quotes["text"].tolist() == [edited[n] or redacted[n] for n in range(3)]
    assert set(quotes["approved_by"]) == {"Ane"}


def test_an_edit_that_breaks_the_rules_is_pointed_at_with_its_row(sheet: Path) -> None:
    filled(sheet, approved_by=["Ane"] * 3, edited=["", "helt andre ord", ""])
    with pytest.raises(InputError, match="row 3, column 'edited': The words"):
        read_quotes(sheet)


def test_a_file_that_is_no_sheet_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no quotes can be read"):
        read_quotes(tmp_path / "nei.csv")
    (tmp_path / "a.csv").write_text("a;b\n1;2\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the columns theme_id"):
        read_quotes(tmp_path / "a.csv")
