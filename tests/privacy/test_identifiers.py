from __future__ import annotations

import pytest

from textmine.privacy.identifiers import column_identifies, row_numbers


@pytest.mark.parametrize(
    "values",
    [
        ["kari@bygda.example", "per@bygda.example"],
        ["17", "18", "kari@bygda.example"],
        ["01019012345", "02029054321"],
        ["2023-01019012345", "2024-02029054321"],
        ["Kari Nordmann", "Per Aasen", ""],
        ["91234567", "41234567"],
        ["+47 91 23 45 67", "+47 41 23 45 67"],
    ],
)
def test_values_that_point_to_people_are_seen(values: list[str]) -> None:
    assert column_identifies(values)


@pytest.mark.parametrize(
    "values",
    [
        [],
        ["", " "],
        [str(number) for number in range(300)],
        [str(number) for number in range(10_000_000, 10_000_300)],
        ["R-001", "R-002"],
        ["Bergen", "Oslo", "Bodø"],
        ["lege", "sykepleier", "annet"],
        ["2023", "2024"],
        ["8f14e45fceea167a", "c9f0f895fb98ab91"],
    ],
)
def test_other_ids_and_attributes_are_left_alone(values: list[str]) -> None:
    assert not column_identifies(values)


def test_the_same_id_gets_the_same_number() -> None:
    assert row_numbers(["b", "a", "b"]) == ["1", "2", "1"]
