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
        ("fnr 010190\u00a012345", "NATIONAL_ID", "010190\u00a012345"),
        ("fødd 010190\n12345", "NATIONAL_ID", "010190\n12345"),
        ("H-nr 01419012345", "NATIONAL_ID", "01419012345"),
        ("0101 9012 345 er mitt", "NATIONAL_ID", "0101 9012 345"),
        ("010190.12345", "NATIONAL_ID", "010190.12345"),
        ("010190 xxxxx", "NATIONAL_ID", "010190 xxxxx"),
        ("(+47) 912 34 567", "PHONE", "(+47) 912 34 567"),
        ("912.34.567 svarer ikke", "PHONE", "912.34.567"),
        ("91/23/45/67", "PHONE", "91/23/45/67"),
        ("tlf nr: (912) 34 567", "PHONE", "(912) 34 567"),
        ("mobil nr er 91 23\u202f45 67", "PHONE", "91 23\u202f45 67"),
        ("9 1 2 3 4 5 6 7 når som helst", "PHONE", "9 1 2 3 4 5 6 7"),
        ("9l23456O er nummeret", "PHONE", "9l23456O"),
        ("ni en to tre fire fem seks sju", "PHONE", "ni en to tre fire fem seks sju"),
        ("kari @ kommune.no", "EMAIL", "kari @ kommune.no"),
        ("kari (at) kommune (punktum) no", "EMAIL", "kari (at) kommune (punktum) no"),
        ("kari[at]kommune.no", "EMAIL", "kari[at]kommune.no"),
        ("kari alfakrøll kommune punktum no", "EMAIL", "kari alfakrøll kommune punktum no"),
        ("AB 12345 sperrer", "PLATE", "AB 12345"),
        ("EL12345 lader der", "PLATE", "EL12345"),
        ("bor i Kong Oscars gate 4", "ADDRESS", "Kong Oscars gate 4"),
        ("Åsveien 3", "ADDRESS", "Åsveien 3"),
        ("Postboks 12 på Bryne", "ADDRESS", "Postboks 12"),
        ("Nedre Skaret 12, så", "ADDRESS", "Nedre Skaret 12"),
        ("vi bor i Solhaug 7 nå", "ADDRESS", "Solhaug 7"),
        ("0301 Oslo", "POSTCODE", "0301 Oslo"),
        ("4340 Bryne", "POSTCODE", "4340 Bryne"),
        ("facebook.com/kari.nordmann skrev", "URL", "facebook.com/kari.nordmann"),
        ("bror min på 47 fekk plass", "AGE", "47"),
        ("Vi er 84 og 79 og greier oss", "AGE", "84 og 79"),
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
        "2500 Timer på et år",
        "Se nav.no/dagpenger og www.helsenorge.no/timer",
        "Budsjett på 12 345 678 901 kroner",
        "Saksnr 20231457 har ligget urørt",
        "Vi er 12 og 4 er sjuke",
        "Ein på 20 kvadratmeter",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert found(text) == set()
