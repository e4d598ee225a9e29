"""Which of many columns holds the answers, in surveys as wide as real ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from textmine.errors import InputError
from textmine.survey import read_responses

from .conftest import COMMENTS, Save

Cell = Callable[[int], str]
CLOSED: dict[str, Cell] = {
    "id": lambda i: str(i + 1),
    "kjønn": lambda i: ("Mann", "Kvinne")[i % 2],
    "vekt": lambda i: f"{i / 7:.3f}".replace(".", ","),
    "svart": lambda i: f"{1 + i % 28:02d}.03.2024",
}


def answer(i: int) -> str:
    return f"{COMMENTS[i % 4]} Sak {i}"


def long(i: int) -> str:
    return " ".join(f"{comment} Nr {i}" for comment in COMMENTS)


def survey(save: Save, rows: int = 120, **columns: Cell) -> dict[str, object]:
    """How a survey with closed questions and these columns is read."""
    cells = CLOSED | columns
    lines = [";".join(cells), *(";".join(cell(i) for cell in cells.values()) for i in range(rows))]
    return dict(read_responses(save("\n".join(lines) + "\n")).attrs["reading"])


@pytest.mark.parametrize(
    "beside",
    [
        "Annet, spesifiser",
        "q5_annet - Annet, vennligst spesifiser",
        "Hvem hjalp deg? - Annet",
        "Hvem hjalp deg? - Andre (skriv inn)",
        "Intervjuers kommentar",
        "Intervjuerkommentar",
        "Kommentar fra intervjuer",
        "Intern merknad",
        "Kommentar (oversatt til engelsk)",
        "Arbeidsplass",
    ],
)
def test_what_stands_beside_the_questions_is_not_the_text(save: Save, beside: str) -> None:
    columns: dict[str, Cell] = {beside: long, "Hva bør bli bedre?": lambda i: answer(i) if i % 2 else ""}
    reading = survey(save, **columns)
    assert reading["text_column"] == "Hva bør bli bedre?"
    assert reading["other_text_columns"] == [beside]


def test_a_line_for_other_answers_is_the_text_where_there_is_nothing_else(save: Save) -> None:
    assert survey(save, **{"Annet, spesifiser": answer})["text_column"] == "Annet, spesifiser"


@pytest.mark.parametrize("question", ["Har du andre kommentarer?", "Er det noe annet?", "Spesifikke forslag"])
def test_open_questions_with_like_words_are_questions(save: Save, question: str) -> None:
    reading = survey(save, **{"Er du fornøyd": lambda i: answer(i) if i % 2 else "", question: answer})
    assert reading["text_column"] == question


def test_long_remarks_of_a_few_do_not_beat_what_most_answered(save: Save) -> None:
    last: Cell = lambda i: long(i) if i % 30 == 0 else ""  # noqa: E731 - cells as in the tables below
    reading = survey(save, **{"Hva mener du?": answer, "Har du noe å tilføye? Kommentar": last})
    assert reading["text_column"] == "Hva mener du?"
    assert reading["other_text_columns"] == ["Har du noe å tilføye? Kommentar"]


def test_a_half_empty_question_with_much_to_read_beats_a_full_one_with_little(save: Save) -> None:
    columns: dict[str, Cell] = {
        "Hva er din rolle": lambda i: f"Leder i avdeling {i}",
        "Hva mangler?": lambda i: long(i) if i % 2 else "",
    }
    assert survey(save, **columns)["text_column"] == "Hva mangler?"


def test_a_column_that_a_program_filled_with_nan_is_as_empty_as_it_looks(save: Save) -> None:
    columns: dict[str, Cell] = {
        "Hva mangler?": lambda i: long(i) if i % 40 == 0 else "nan",
        "Hva er bra?": answer,
    }
    assert survey(save, **columns)["text_column"] == "Hva er bra?"


@pytest.mark.parametrize("mark", [",", " |"])
def test_ticked_choices_in_one_cell_are_no_prose(save: Save, mark: str) -> None:
    choices = (
        "Fastlege eller legevakt",
        "Psykolog i kommunen",
        "Venner og nær familie",
        "NAV sitt kontor her",
        "Ingen",
    )
    ticked: Cell = lambda i: f"{mark} ".join(c for n, c in enumerate(choices) if (i + 1) >> n & 1)  # noqa: E731 - cells as in the tables below
    columns: dict[str, Cell] = {"Hvem hjalp?": ticked, "Hva mangler?": lambda i: answer(i) if i % 3 == 0 else ""}
    reading = survey(save, **columns)
    assert reading["text_column"] == "Hva mangler?"
    assert reading["other_text_columns"] == []


def test_comments_with_commas_are_not_taken_for_choices(save: Save) -> None:
    columns: dict[str, Cell] = {"Hva mangler?": lambda i: f"bolig {i}, psykolog {i % 7}, tid til nr {i}"}
    assert survey(save, **columns)["text_column"] == "Hva mangler?"


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Hvor bor du?", "Storgata {} B, 0182 Oslo sentrum"),
        ("Navn på kontaktperson i kommunen", "Kari Marie Berg Nordmann {}"),
        ("Hva er telefonnummeret ditt?", "922 22 {:03d}"),
        ("Hvordan kan vi nå deg?", "92222{:03d}"),
    ],
)
def test_where_people_can_be_reached_is_neither_text_nor_attribute(save: Save, name: str, cell: str) -> None:
    reading = survey(save, **{name: cell.format, "Hva mangler?": lambda i: answer(i) if i % 3 == 0 else ""})
    assert reading["text_column"] == "Hva mangler?"
    assert reading["other_text_columns"] == []
    assert reading["attribute_columns"] == ["kjønn", "vekt", "svart"]


def test_a_question_that_stands_in_every_row_is_not_the_text(save: Save) -> None:
    asked = ("Hva synes du om tilbudet i kommunen der du bor?", "Hva kunne ha vært bedre enn det er i dag?")
    reading = survey(save, **{"Spørsmålstekst": lambda i: asked[i % 2], "Svar": lambda i: f"mer tid {i % 40}"})
    assert reading["text_column"] == "Svar"


@pytest.mark.parametrize("name", ["text", "Fritekst", "Kommentarer", "KOMMENTAR"])
def test_a_column_called_text_is_the_text_however_short_its_answers(tmp_path: Path, name: str) -> None:
    file = tmp_path / "kort.csv"
    file.write_text(f"id;{name};Kjønn\n1;Bolig;Mann\n2;;Kvinne\n3;Bolig;Mann\n", encoding="utf-8")
    assert read_responses(file)["text"].tolist() == ["Bolig", "", "Bolig"]


@pytest.mark.parametrize("answers", ["1;4;5", "a@b.no;c@d.no;e@f.no"])
def test_numbers_and_addresses_are_no_text_whatever_their_name(tmp_path: Path, answers: str) -> None:
    file = tmp_path / "tall.csv"
    file.write_text("kommentar\n" + answers.replace(";", "\n") + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column looks like comments"):
        read_responses(file)
