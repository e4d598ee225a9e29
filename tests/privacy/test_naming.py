from __future__ import annotations

import pytest

import textmine as tm
from textmine.privacy.naming import nearly_the_same


def people(text: str) -> list[str]:
    return [entity.text for entity in tm.redact(text).entities if entity.type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("og fy til finn roger som skyver snøen tilbake", ["finn roger"]),
        ("eg vil ha att jorunn aa som støttekontakt", ["jorunn aa"]),
        ("Mona L i hjemmetjenesten har nøkkel", ["Mona L"]),
        ("Han kallar meg Litle-Synneva. Eg heiter Synneva Eikås.", ["Litle-Synneva", "Synneva Eikås"]),
        ("Ho heiter Målfrid, og på armbandet står det Målfrida.", ["Målfrid", "Målfrida"]),
        ("Viser til samtale med Gran på plan og bygg. Gran mente noe annet.", ["Gran", "Gran"]),
    ],
)
def test_the_whole_answer_tells_who_is_named(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Far har Lewy, ikkje Alzheimer, og Aricept gjorde han berre reddare.",
        "Imodium og Movicol på same dagen.",
        "Under ekstremværet Hans sto vannet til knes.",
        "Ekstremvêret Dagmar tok naustet. Dagmar tok alt.",
        "Det er Ola og Kari Nordmann som betaler.",
        "Me er berre Ola Dunk for dei.",
        "Karius og Baktus heng framleis på veggen.",
        "Vikaren satte på Ole Brumm i naturfag.",
        "Nødhjelp fredag klokka tre: et gavekort på Rema.",
        "Første mai er framleis fin, fana vår er sydd av mor mi.",
        "eg ramla og braut handa",
    ],
)
def test_what_looks_like_a_name_and_is_nobodys_stays(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Storm Erling ville vite mer", ["Storm Erling"]),
        ("Vi snakket med Jens Parkinson i går", ["Jens Parkinson"]),
        ("Ring Ola Nordmann", ["Ola Nordmann"]),
    ],
)
def test_a_name_that_is_also_something_else_is_masked_where_it_is_somebodys(text: str, expected: list[str]) -> None:
    assert people(text) == expected


@pytest.mark.parametrize(
    ("word", "other", "near"),
    [
        ("haakonn", "haakon", True),
        ("marfrid", "målfrid", True),
        ("kari", "karin", True),
        ("kari", "mari", False),
        ("berit", "bente", False),
        ("synneva", "synnøve", True),
    ],
)
def test_a_misspelling_is_one_letter_off_or_two_in_a_long_name(word: str, other: str, near: bool) -> None:
    assert nearly_the_same(word, other) is near
    assert nearly_the_same(other, word) is near


def test_words_are_not_held_against_very_many_names(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr("textmine.privacy.naming.nearly_the_same", lambda word, _: bool(compared.append(word)))
    names = [f"Kari{chr(97 + n % 26)}{chr(97 + n // 26)} Olsen" for n in range(200)]
    for some in (names[:20], names):
        compared.clear()
        assert len(people(f"Eg snakka med {', '.join(some)}. " + "Karantenereglane er dumme. " * 20)) == len(some)
        assert len(compared) <= 20 * 50
        assert bool(compared) == (some != names)
