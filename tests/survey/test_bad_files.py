"""Files that hold no survey: every one is refused with a line that says what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from textmine.survey import read_responses

from .conftest import COMMENTS, Refusal, Save, table

TEXT = table("id;kommentar", ("1", "2", "3", "4"))


def zipped(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "innhold")
    return out.getvalue()


def test_a_missing_file(tmp_path: Path, refusal: Refusal) -> None:
    assert "no such file" in refusal(tmp_path / "borte.csv")


def test_a_folder(tmp_path: Path, refusal: Refusal) -> None:
    assert "folder" in refusal(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file(save: Save, refusal: Refusal, content: bytes) -> None:
    assert "empty" in refusal(save(content))


def test_a_header_without_rows(save: Save, refusal: Refusal) -> None:
    assert "no rows" in refusal(save("id;kommentar\n"))


def test_a_header_over_blank_rows(save: Save, refusal: Refusal) -> None:
    assert "no rows" in refusal(save("id;kommentar\n;\n\n;\n"))


@pytest.mark.parametrize("name", ["svar.docx", "svar.dat", "svar"])
def test_an_unknown_ending(save: Save, refusal: Refusal, name: str) -> None:
    message = refusal(save(TEXT, name))
    assert ".xlsx" in message
    assert ".csv" in message


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"\x1f\x8b\x08\x00svar", "archive"),
        (zipped("svar.csv"), "zip archive"),
        (zipped("word/document.xml"), "Word"),
        (zipped("xl/workbook.xml"), "workbook cannot be read"),
        (b"PK\x03\x04 og ikke mer", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 og ikke mer", "workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"id;kommentar\n1;a\x00b\n", "zero bytes"),
        (b"<!DOCTYPE html><table><tr><td>id</td></tr></table>", "web page"),
    ],
)
@pytest.mark.parametrize("name", ["svar.csv", "svar.xlsx", "svar.json"])
def test_content_that_is_no_table(save: Save, refusal: Refusal, content: bytes, what: str, name: str) -> None:
    assert what in refusal(save(content, name))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_byte_order_mark(save: Save, refusal: Refusal, encoding: str) -> None:
    assert "UTF-16 without" in refusal(save(TEXT, encoding=encoding))


def test_utf16_that_was_cut(save: Save, refusal: Refusal) -> None:
    assert "damaged" in refusal(save(TEXT.encode("utf-16")[:-1]))


def test_utf32(save: Save, refusal: Refusal) -> None:
    assert "not text" in refusal(save(TEXT.encode("utf-32")))


def test_bytes_that_no_encoding_explains(save: Save, refusal: Refusal) -> None:
    message = refusal(save(b"id;kommentar\n1;sm\xf8r\n2;\x81\x8d\x8f\n"))
    assert "neither UTF-8" in message
    assert "row 2" in message
    assert "save it as CSV" in message


def test_control_characters_after_decoding(save: Save, refusal: Refusal) -> None:
    assert "neither UTF-8" in refusal(save(b"id;kommentar\n1;sm\xf8r\x01\x02\x03\n"))
    assert "control characters" in refusal(save(bytes(range(1, 32)) * 10))


def test_a_single_control_character_in_pasted_text_is_kept(save: Save) -> None:
    path = save(table("id;kommentar", ("1", "2", "3", "4")).replace("boliger", "boli\x02ger"))
    assert read_responses(path)["text"][0] == COMMENTS[0].replace("boliger", "boli\x02ger")


def test_utf8_joined_with_windows_text_is_not_garbled_in_silence(save: Save, refusal: Refusal) -> None:
    content = "id;kommentar\n1;Vi får for få boliger\n".encode() + "2;Det går ikke\n".encode("cp1252")
    message = refusal(save(content))
    assert "not all of it" in message
    assert "row 3" in message


@pytest.mark.parametrize("name", ["svar.sav", "svar.dta", "svar.por", "svar.parquet"])
def test_text_called_a_statistics_file(save: Save, refusal: Refusal, name: str) -> None:
    refusal(save(TEXT, name))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("svar.sav", b"$FL2" + b"tull" * 100),
        ("svar.dta", b"<stata_dta><header>tull"),
        ("svar.parquet", b"PAR1tullPAR1"),
    ],
)
def test_a_damaged_statistics_file(save: Save, refusal: Refusal, name: str, content: bytes) -> None:
    assert "cannot be read" in refusal(save(content, name))


def test_a_text_table_called_xls_is_read(save: Save) -> None:
    assert read_responses(save(TEXT, "svar.xls"))["text"].tolist() == list(COMMENTS)


def test_a_file_without_rights_is_refused(save: Save, refusal: Refusal, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = save(TEXT)
    # The tests may run as root, whom no file refuses.
    monkeypatch.setattr(Path, "read_bytes", denied)
    assert "permission denied" in refusal(path)
