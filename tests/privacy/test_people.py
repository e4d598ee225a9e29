from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from textmine.privacy.people import is_genitive, same_people

NAMES = st.lists(st.sampled_from(["Kari", "Kari Aasen", "Per Aasen", "Aasen", "K. Aasen", "Karis", "", ".", "K. A."]))


@pytest.mark.parametrize(
    ("mentions", "people"),
    [
        (["Kari", "Nordmann", "Kari Nordmann"], [1, 1, 1]),
        (["Turid Aasen", "Mohamed Hassan", "Turid", "Hassans"], [1, 2, 1, 2]),
        (["Per Aasen", "Kari Aasen"], [1, 2]),
        (["Kari Aasen", "K. Aasen", "Kari A."], [1, 1, 1]),
        (["Kari Aasen", "Kari Berg", "Kari", "Kari Aasen", "Kari"], [1, 2, 2, 1, 1]),
        (["KARI AASEN", "kari"], [1, 1]),
        (["fru Løkkebø", "Løkkebø"], [1, 1]),
    ],
)
def test_mentions_of_one_person_are_told_from_those_of_another(mentions: list[str], people: list[int]) -> None:
    assert same_people(mentions) == people


@given(NAMES)
def test_people_are_numbered_in_order_of_first_mention(mentions: list[str]) -> None:
    numbers = same_people(mentions)
    assert len(numbers) == len(mentions)
    assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))


@given(NAMES)
def test_the_same_mention_in_a_row_is_the_same_person(mentions: list[str]) -> None:
    numbers = same_people([name for mention in mentions for name in (mention, mention)])
    assert numbers[::2] == numbers[1::2]


@pytest.mark.parametrize(("mention", "genitive"), [("Karis", True), ("Mats'", True), ("Jonas", False), ("", False)])
def test_a_genitive_is_told_from_a_name_that_ends_in_s(mention: str, genitive: bool) -> None:
    assert is_genitive(mention) is genitive
