"""Which column is what, found by itself or named by the user."""

from __future__ import annotations

import pytest

from textmine.survey import read_responses

from .conftest import COMMENTS, Refusal, Save, table

NUMBERS = ("1", "2", "3", "4")


def test_the_longest_prose_is_the_text_and_the_rest_are_recorded(save: Save) -> None:
    path = save(table("hva fungerer;hva fungerer ikke", tuple(" ".join(c.split()[:5]) for c in COMMENTS)))
    frame = read_responses(path)
    reading = frame.attrs["reading"]
    assert frame["text"].tolist() == list(COMMENTS)
    assert reading["text_column"] == "hva fungerer ikke"
    assert reading["other_text_columns"] == ["hva fungerer"]
    assert reading["attribute_columns"] == []


def test_a_name_that_promises_comments_breaks_a_tie(save: Save) -> None:
    path = save(table("q7;q8 kommentar", COMMENTS[::-1]))
    assert read_responses(path).attrs["reading"]["text_column"] == "q8 kommentar"


def test_short_answers_count_as_comments_where_the_name_says_so(save: Save) -> None:
    path = save("region;utdyp\nnord;flere boliger\nsør;kortere ventetid\nvest;mer folk\n")
    assert read_responses(path)["text"].tolist() == ["flere boliger", "kortere ventetid", "mer folk"]


def test_answers_from_a_fixed_scale_are_not_comments(save: Save) -> None:
    scale = ("I svært stor grad og alltid", "I svært liten grad og aldri")
    rows = "".join(f"{scale[i % 2]};{COMMENTS[i % 4]} {i}\n" for i in range(40))
    frame = read_responses(save("tilfredshet;q2\n" + rows))
    assert frame.attrs["reading"]["text_column"] == "q2"
    assert set(frame["tilfredshet"]) == set(scale)


def test_comments_that_many_gave_alike_are_still_comments(save: Save) -> None:
    rows = "".join(f"{i};vi mangler nr {i % 20}\n" for i in range(1000))
    assert read_responses(save("id;kommentar\n" + rows)).attrs["reading"]["text_column"] == "kommentar"


def test_a_remark_that_hardly_anyone_made_is_not_the_text(save: Save) -> None:
    rows = "".join(f"{COMMENTS[i % 4]} {i};\n" for i in range(500))
    path = save("q1;til slutt\n" + rows + f"nei;{' '.join(COMMENTS)}\n")
    assert read_responses(path).attrs["reading"]["text_column"] == "q1"


def test_without_prose_the_user_is_asked_for_the_column(save: Save, refusal: Refusal) -> None:
    message = refusal(save("kjønn;alder\nmann;41\nkvinne;37\n"))
    assert "--text" in message
    assert "kjønn, alder" in message


@pytest.mark.parametrize("name", ["kommentar", " KOMMENTAR ", "Kommentar"])
def test_a_column_is_found_whatever_its_letter_case(save: Save, name: str) -> None:
    path = save(table("id;Kommentar", NUMBERS))
    assert read_responses(path, text=name)["text"].tolist() == list(COMMENTS)


@pytest.mark.parametrize("argument", ["text", "id", "wave", "attributes"])
def test_a_misspelt_column_gets_the_closest_name_and_the_list(save: Save, refusal: Refusal, argument: str) -> None:
    path = save(table("region;kommentar", NUMBERS))
    message = refusal(path, **{argument: "regoin"})
    assert "'regoin'" in message
    assert "Did you mean 'region'?" in message
    assert "region, kommentar" in message


def test_hundreds_of_columns_still_make_one_readable_line(save: Save, refusal: Refusal) -> None:
    names = [f"spørsmål {i}" for i in range(300)]
    message = refusal(save(";".join(names) + "\n" + ";".join("1" * 300) + "\n"), text="fritekst")
    assert "and 270 more" in message


def test_a_chosen_column_without_text_is_refused(save: Save, refusal: Refusal) -> None:
    path = save(f"id;kommentar;annet\n1;{COMMENTS[0]};\n2;{COMMENTS[1]}; \n")
    message = refusal(path, text="annet")
    assert "column 'annet'" in message
    assert "no text" in message


@pytest.mark.parametrize(
    "name", ["id", "ID", "respid", "Response ID", "lfdn", "$submission_id", "løpenummer", "Respondentnummer"]
)
def test_the_id_column_is_found_by_its_name(save: Save, name: str) -> None:
    frame = read_responses(save(table(f"{name};kommentar", ("a7", "a8", "b1", "b2"))))
    assert frame["response_id"].tolist() == ["a7", "a8", "b1", "b2"]
    assert frame.columns.tolist() == ["response_id", "wave", "text"]


def test_of_two_id_columns_the_unique_one_is_taken(save: Save) -> None:
    path = save(table("respid;id;kommentar", ("7", "7", "8", "8"), NUMBERS))
    assert read_responses(path).attrs["reading"]["id_column"] == "id"


def test_a_role_called_respondent_is_no_id(save: Save) -> None:
    path = save(table("respondent;kommentar", ("leder", "leder", "ansatt", "leder")))
    frame = read_responses(path)
    assert frame["response_id"].tolist() == list(NUMBERS)
    assert frame["respondent"].tolist() == ["leder", "leder", "ansatt", "leder"]


@pytest.mark.parametrize("name", ["wave", "runde", "år", "aar", "Year", "Årgang", "levert"])
def test_the_wave_column_is_found_by_its_name_or_its_years(save: Save, name: str) -> None:
    frame = read_responses(save(table(f"{name};kommentar", ("2023", "2023", "2024", "2024"))))
    assert frame["wave"].tolist() == ["2023", "2023", "2024", "2024"]
    assert frame.columns.tolist() == ["response_id", "wave", "text"]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("fødselsår", ("1971", "1984", "1990", "1962")),
        ("år", ("3", "12", "7", "3")),
        ("levert", ("2023", "2024", "", "2024")),
    ],
)
def test_other_numbers_are_no_wave(save: Save, name: str, values: tuple[str, ...]) -> None:
    frame = read_responses(save(table(f"{name};kommentar", values)))
    assert set(frame["wave"]) == {""}
    assert frame[name].tolist() == list(values)


def test_of_two_columns_of_years_none_is_guessed(save: Save) -> None:
    years = ("2020", "2021", "2020", "2021")
    frame = read_responses(save(table("vedtatt;levert;kommentar", years, years)))
    assert frame.attrs["reading"]["wave_column"] == ""
    assert frame.columns.tolist()[3:] == ["vedtatt", "levert"]


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("svar_2021.csv", "2021"),
        ("IS-24-8 2023 runde 2023.csv", "2023"),
        ("uttrekk 2024-03-12.csv", "2024"),
        ("svar 2021-2023.csv", ""),
        ("svar20240312.csv", ""),
        ("svar.csv", ""),
    ],
)
def test_the_only_year_in_the_name_of_a_file_is_recorded_and_not_used(save: Save, name: str, year: str) -> None:
    frame = read_responses(save(table("id;kommentar", NUMBERS), name))
    assert frame.attrs["reading"]["wave_in_name"] == year
    assert set(frame["wave"]) == {""}


def test_where_a_wave_is_known_the_name_of_the_file_says_nothing(save: Save) -> None:
    path = save(table("runde;kommentar", ("1", "1", "2", "2")), "svar_2021.csv")
    assert read_responses(path).attrs["reading"]["wave_in_name"] == ""
    assert read_responses(path, wave="2020").attrs["reading"]["wave_in_name"] == ""


def test_attributes_are_categories_and_numbers(save: Save) -> None:
    rows = "".join(f"{i};{'nord' if i % 2 else 'sør'};{i * 1.5};sted{i};;{COMMENTS[i % 4]} {i}\n" for i in range(60))
    frame = read_responses(save("id;region;vekt;sted;tom;kommentar\n" + rows))
    assert frame.columns.tolist() == ["response_id", "wave", "text", "region", "vekt"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("E-post", "x"),
        ("kontakt", "ola@nordmann.no"),
        ("Telefon", "x"),
        ("kontakt", "+47 922 22 222"),
        ("ref", "01010112345"),
        ("Navn", "Kari"),
        ("Hjemmeadresse", "Storgata 1"),
        ("vedlegg", "x"),
        ("opplasting", "cv kari.pdf"),
        ("opplastet", "cv kari.pdf"),
        ("IP-adresse", "10.0.0.1"),
        ("Starttidspunkt", "2024-01-01 10:00"),
        ("$created", "2024-01-01"),
    ],
)
def test_personal_and_technical_columns_are_attributes_only_when_asked_for(save: Save, name: str, value: str) -> None:
    path = save(table(f"{name};kommentar", (value,) * 4))
    assert name not in read_responses(path).columns
    assert read_responses(path, attributes=[name])[name].tolist() == [value] * 4


def test_a_question_about_the_telephone_is_not_a_telephone_number(save: Save) -> None:
    question = "Er dere lette å nå på telefon for brukerne?"
    frame = read_responses(save(table(f"{question};kommentar", ("ja", "nei", "ja", "ja"))))
    assert frame[question].tolist() == ["ja", "nei", "ja", "ja"]


def test_named_attributes_are_taken_as_they_are(save: Save) -> None:
    path = save(table("id;region;rolle;kommentar", NUMBERS, ("n", "s", "n", "s"), ("a", "b", "c", "d")))
    assert read_responses(path, attributes=["rolle", "id"]).columns.tolist()[3:] == ["rolle", "id"]
    assert read_responses(path, attributes="rolle").columns.tolist()[3:] == ["rolle"]
    assert read_responses(path, attributes=[]).columns.tolist()[3:] == []


def test_an_attribute_called_like_a_fixed_column_gets_an_underscore(save: Save) -> None:
    path = save(table("text;text_;wave;kommentar", ("a", "b", "a", "b"), NUMBERS, ("x", "y", "x", "y")))
    frame = read_responses(path, text="kommentar", wave="", attributes=["text", "text_", "wave"])
    assert frame.columns.tolist() == ["response_id", "wave", "text", "text__", "text_", "wave_"]
    assert frame["text__"].tolist() == ["a", "b", "a", "b"]
    assert frame["wave_"].tolist() == ["x", "y", "x", "y"]


@pytest.mark.parametrize("name", ["kommunenummer", "Kommunenr", "knr"])
def test_municipality_numbers_have_four_digits(save: Save, name: str) -> None:
    frame = read_responses(save(table(f"{name};kommentar", ("301", "301.0", "1103", "ukjent"))))
    assert frame[name].tolist() == ["0301", "0301", "1103", "ukjent"]
