from __future__ import annotations

import pytest

from textmine.privacy.institutions import institutions

ORDINARY = frozenset({"vår", "ingen", "hver", "lokal"})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Fjordgløtt aktivitetssenter er stengt", "Fjordgløtt aktivitetssenter"),
        ("mor bor på Solbakken bo- og behandlingssenter", "Solbakken bo- og behandlingssenter"),
        ("Takk til Tverrbakken Øvre skule", "Tverrbakken Øvre skule"),
        ("Vår Solbakken skole er best", "Solbakken skole"),
    ],
)
def test_a_name_before_a_kind_of_institution_is_an_organisation(text: str, name: str) -> None:
    assert [entity.text for entity in institutions(text, ORDINARY)] == [name]


@pytest.mark.parametrize("text", ["Vår skole", "Ingen kommune svarer. Hver skole for seg", "Oslo kommune", "min skole"])
def test_an_institution_without_a_name_points_to_none(text: str) -> None:
    assert list(institutions(text, ORDINARY)) == []
