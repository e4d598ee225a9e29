from __future__ import annotations

import pytest

from textmine.errors import InputError
from textmine.quotes import Quote, approve, edit, reject

PICKED = Quote("r1.1", "housing", "Kari mangler bolig nå", "[NAVN] mangler bolig nå")


def test_a_decision_keeps_who_took_it() -> None:
    approved, rejected = approve(PICKED, "Ane "), reject(PICKED, "Bo")
    assert (approved.status, approved.decided_by) == ("approved", "Ane")
    assert (rejected.status, rejected.decided_by) == ("rejected", "Bo")
    assert approved.text == PICKED.redacted


def test_an_edit_keeps_the_original_and_asks_for_approval_again() -> None:
    edited = edit(approve(PICKED, "Ane"), "[…] mangler bolig nå")
    assert (edited.status, edited.decided_by) == ("picked", "")
    assert (edited.original, edited.redacted) == (PICKED.original, PICKED.redacted)
    assert edited.text == "[…] mangler bolig nå"


def test_an_edit_back_to_the_redacted_text_is_no_edit() -> None:
    assert edit(edit(PICKED, "[…] mangler bolig nå"), PICKED.redacted) == PICKED


def test_an_edit_that_breaks_the_rules_is_refused() -> None:
    with pytest.raises(InputError, match="do not stand like this"):
        edit(PICKED, "Kari mangler bolig nå")


@pytest.mark.parametrize("decide", [approve, reject])
def test_somebody_must_decide(decide) -> None:
    with pytest.raises(InputError, match="nobody is named"):
        decide(PICKED, " ")
