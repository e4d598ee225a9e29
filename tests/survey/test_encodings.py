"""Text tables of Norwegian programs that do not write UTF-8, and files that lost their letters on the way."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from textmine.survey import read_responses
from textmine.survey.stream import stream_responses

from .conftest import COMMENTS, Save, table

NUMBERS = ("1", "2", "3", "4")
CONTENT = table("id;kommentar", NUMBERS)
GARBLED = "answers hold garbled letters such as Ã¸: the file was damaged before it came here; export it again as UTF-8"


def notes(path: Path) -> list[str]:
    said = list(read_responses(path).attrs["reading"]["notes"])
    assert stream_responses(path).notes == said
    return said


def texts(path: Path) -> list[str]:
    found = read_responses(path)["text"].tolist()
    assert pd.concat(stream_responses(path).chunks(3))["text"].tolist() == found
    return list(found)


@pytest.mark.parametrize(("encoding", "name"), [("mac_roman", "Mac Roman"), ("cp850", "DOS (code page 850)")])
@pytest.mark.parametrize("ending", ["\n", "\r"])
@pytest.mark.parametrize("more", ["", " Åpning på Øya, så blæst – ÆØÅ æøå é".replace("–", "-")])
def test_old_mac_and_dos_text_is_read_and_told(save: Save, encoding: str, name: str, ending: str, more: str) -> None:
    content = CONTENT.replace("beskjed.", f"beskjed.{more}").replace("\n", ending)
    path = save(content, encoding=encoding)
    assert texts(path)[2] == COMMENTS[2] + more
    assert read_responses(path).attrs["reading"]["encoding"] == encoding
    assert notes(path) == [f"the file is read as {name} text: look that æ, ø and å are right"]


@pytest.mark.parametrize(
    "more",
    ["Œuvre, 1¾ time, ‘sitat’ og ›ord‹ † ®", "¿Qué dicen? ¿Y por qué?", "Microsoft® og Œ", "“æ” ‘æ’ ‘ærlig’ † ›"],
)
def test_marks_of_windows_text_do_not_make_it_another(save: Save, more: str) -> None:
    path = save(CONTENT.replace("mest.", f"mest. {more}"), encoding="cp1252")
    assert texts(path)[0] == f"{COMMENTS[0][:-1]}. {more}"
    assert read_responses(path).attrs["reading"]["encoding"] == "cp1252"
    assert notes(path) == []


def test_windows_text_without_norwegian_letters_is_windows_text(save: Save) -> None:
    path = save("id;kommentar\n1;We‘d like 2½ more – please†\n2;El niño ¿qué dice? Œuf\n", encoding="cp1252")
    assert texts(path) == ["We‘d like 2½ more – please†", "El niño ¿qué dice? Œuf"]
    assert notes(path) == []


@pytest.mark.parametrize("spoilt", ["f\u00c3\u00a5r", "f\ufffdr"])
def test_answers_that_were_garbled_before_are_told(save: Save, spoilt: str) -> None:
    assert notes(save(CONTENT.replace("får", spoilt))) == [f"1 {GARBLED}"]


def test_sound_answers_are_not_called_garbled(save: Save) -> None:
    assert notes(save(CONTENT.replace("får", "SÃO får"))) == []
