from __future__ import annotations

import pytest

from textmine.privacy.patterns import formatted


def found(text: str) -> set[tuple[str, str]]:
    return {(entity.type, entity.text) for entity in formatted(text)}


@pytest.mark.parametrize(
    ("text", "type_", "hit"),
    [
        ("fnr 01019012345 takk", "NATIONAL_ID", "01019012345"),
        ("fødselsnummer 010190 12345", "NATIONAL_ID", "010190 12345"),
        ("01.01.90-12345 er feil", "NATIONAL_ID", "01.01.90-12345"),
        ("D-nummer 410190-12345.", "NATIONAL_ID", "410190-12345"),
        ("ring 91 23 45 67", "PHONE", "91 23 45 67"),
        ("ring 912 34 567!", "PHONE", "912 34 567"),
        ("+47 91234567", "PHONE", "+47 91234567"),
        ("0047 22 33 44 55", "PHONE", "0047 22 33 44 55"),
        ("tlf. 22334455", "PHONE", "22334455"),
        ("+46 70 123 45 67", "PHONE", "+46 70 123 45 67"),
        ("skriv til kari.nordmann+jobb@kommune.no.", "EMAIL", "kari.nordmann+jobb@kommune.no"),
        ("øystein_å@bygda.example", "EMAIL", "øystein_å@bygda.example"),
        ("konto 1234.56.78903", "ACCOUNT", "1234.56.78903"),
        ("kontonummeret mitt er 12345678903", "ACCOUNT", "12345678903"),
        ("bilen SU 41267 sto der", "PLATE", "SU 41267"),
        ("ein el 33870 på fortauet", "PLATE", "el 33870"),
        ("bur i Storgata 14 B", "ADDRESS", "Storgata 14 B"),
        ("i Lars Hilles gate 22", "ADDRESS", "Lars Hilles gate 22"),
        ("Øvre Bakkevei 3 er mørk", "ADDRESS", "Øvre Bakkevei 3"),
        ("Solbakken 7, 5745 Aurland", "POSTCODE", "5745 Aurland"),
        ("se www.bygda.example/brev.", "URL", "www.bygda.example/brev"),
        ("følg @natt_vakt på insta", "HANDLE", "@natt_vakt"),
        ("ringte 14. mars 2022", "DATE", "14. mars 2022"),
        ("den 3/5-23 kom svaret", "DATE", "3/5-23"),
        ("eneste 19-åringen på laget", "AGE", "19-åringen"),
    ],
)
def test_personal_data_with_a_form_is_found_whole(text: str, type_: str, hit: str) -> None:
    assert (type_, hit) in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Det kostet 12 000 000 kroner",
        "Saksnummer 20231457 har ligget urørt",
        "Åpent 21.00-22.30 hver dag",
        "Vi er 3. linje, jf. § 4-5",
        "I 2021 var 45 % misfornøyde",
        "Søk på finn.no eller helsenorge.no",
        "Ringte 14 ganger",
        "kr 45000 i året",
        "Feirer 17. mai",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == set()
