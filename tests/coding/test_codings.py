from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.coding.examples import NOON, codebook, coding, codings, theme
from textmine.coding.codings import (
    Coding,
    accepted_by,
    accepted_themes,
    adjudicator,
    coding_from_dict,
    coding_to_dict,
    kind_of,
    model_coder,
    verdict,
    verdicts,
    without_overruling,
)
from textmine.errors import InputError

MODEL = model_coder("abc")


def test_coders_are_persons_models_or_adjudications() -> None:
    assert [kind_of(coder) for coder in ("kari", MODEL, adjudicator("kari"))] == ["person", "model", "adjudication"]


@pytest.mark.parametrize(
    "fields", [{"status": "perhaps"}, {"confidence": 1.2}, {"confidence": float("nan")}, {"time": datetime(2024, 1, 1)}]
)
def test_a_coding_that_makes_no_sense_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(InputError):
        coding("s", "a", **fields)  # type: ignore[arg-type]


@given(codings(), st.sampled_from(["accepted", "rejected"]))
def test_a_model_never_overrules_a_person(others: list[Coding], status: str) -> None:
    models = [
        other for other in others if other.coder_kind == "model" and (other.statement_id, other.theme_id) == ("s1", "a")
    ]
    said = coding("s1", "a", status=status)  # type: ignore[arg-type]
    assert verdict([*models, said, coding("s1", "a", MODEL), coding("s1", "a", "model:2", "rejected")]) == status
    assert without_overruling(models, [said]) == []


def test_a_model_may_write_where_persons_have_only_suggested_or_decided_something_else() -> None:
    old = [coding("s", "a", status="suggested"), coding("s", "b"), coding("t", "a")]
    new = [coding("s", "a", MODEL), coding("s", "b", MODEL, "suggested"), coding("s", "c", MODEL)]
    assert without_overruling(new, old) == [new[0], new[2]]
    assert without_overruling([coding("s", "b", "ola", "rejected")], old) == [coding("s", "b", "ola", "rejected")]


def test_persons_who_decided_differently_make_it_disputed_until_it_is_adjudicated() -> None:
    sides = [coding("s", "a"), coding("s", "a", "ola", "rejected")]
    assert verdict(sides) == "disputed"
    settled = [*sides, coding("s", "a", adjudicator("eva"), "rejected")]
    assert verdict(settled) == "rejected"
    again = coding("s", "a", adjudicator("per"), "accepted", time=NOON + timedelta(hours=1))
    assert verdict([again, *settled]) == "accepted"


def test_what_nobody_decided_is_suggested_and_what_nobody_said_is_refused() -> None:
    assert verdict([coding("s", "a", MODEL, "suggested"), coding("s", "a", status="suggested")]) == "suggested"
    assert verdict([coding("s", "a", status="suggested"), coding("s", "a", MODEL, "accepted")]) == "accepted"
    with pytest.raises(InputError, match="nobody coded"):
        verdict([])


@given(codings(), st.randoms())
def test_the_order_of_codings_does_not_matter(some: list[Coding], random: object) -> None:
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert verdicts(mixed) == verdicts(some)


def test_codings_of_retired_and_unknown_themes_are_closed() -> None:
    book = codebook(theme("a"), theme("old", status="retired"))
    some = [coding("s", "a"), coding("s", "old"), coding("t", "gone")]
    assert accepted_themes(some, book) == {"s": {"a"}}
    assert accepted_themes(some) == {"s": {"a", "old"}, "t": {"gone"}}


def test_who_accepted_what_is_listed_by_coder() -> None:
    some = [coding("s", "a", "ola"), coding("s", "a", "kari"), coding("s", "b", status="rejected")]
    assert accepted_by(some) == {"s": {"a": ("kari", "ola")}}


@given(codings())
def test_a_coding_written_as_json_is_read_back_the_same(some: list[Coding]) -> None:
    assert [coding_from_dict(json.loads(json.dumps(coding_to_dict(each)))) for each in some] == some


@pytest.mark.parametrize("change", [{"time": "yesterday"}, {"confidence": "high"}, {"codebook_version": None}])
def test_a_coding_that_cannot_be_read_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        coding_from_dict({**coding_to_dict(coding("s", "a")), **change})
    with pytest.raises(InputError, match="cannot be read"):
        coding_from_dict({})
