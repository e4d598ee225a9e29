from __future__ import annotations

import pytest

from tests.conftest import COMMENTS, HOUSING, ToyEncoder
from textmine.coding.parting import suggest_parts
from textmine.errors import InputError


def test_statements_that_share_words_are_put_together(toy: ToyEncoder) -> None:
    ids = [f"s{number}" for number in range(len(COMMENTS))]
    parts = suggest_parts(ids, COMMENTS, toy.encode(COMMENTS), 3)
    assert sorted(one for part in parts for one in part.statement_ids) == sorted(ids)
    assert set(ids[: len(HOUSING)]) in [set(part.statement_ids) for part in parts]
    assert all(1 <= len(part.representative) <= 3 and part.name for part in parts)


def test_the_finer_it_is_asked_for_the_more_parts_there_are(toy: ToyEncoder) -> None:
    ids = [f"s{number}" for number in range(len(COMMENTS))]
    sizes = [len(suggest_parts(ids, COMMENTS, toy.encode(COMMENTS), n)) for n in (1, 2, 3)]
    assert sizes == [1, 2, 3]


def test_a_theme_with_nothing_said_in_it_cannot_be_parted(toy: ToyEncoder) -> None:
    with pytest.raises(InputError):
        suggest_parts(["a", "b"], ["-", "vet ikke"], toy.encode(["-", "vet ikke"]), 2)
