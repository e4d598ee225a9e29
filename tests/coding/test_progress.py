from __future__ import annotations

from hypothesis import given

from tests.coding.examples import codebook, coding, codings, theme
from textmine.coding.codings import Coding
from textmine.coding.progress import Progress, ThemeProgress, progress


def test_each_statement_counts_in_one_state() -> None:
    some = [
        coding("s1", "a"),
        coding("s2", "a"),
        coding("s2", "a", "ola", "rejected"),
        coding("s3", "a", "model:1", "suggested"),
        coding("s4", "b", "model:1"),
        coding("s5", "old"),
        coding("elsewhere", "a"),
        coding("s6", "b", status="rejected"),
    ]
    book = codebook(theme("a"), theme("b", order=1), theme("old", status="retired"))
    assert progress([f"s{n}" for n in range(1, 8)], some, book) == Progress(
        statements=7,
        decided=2,
        disputed=1,
        suggested=2,
        untouched=2,
        by_coder={"kari": 3, "model:1": 1, "ola": 1},
        themes=(
            ThemeProgress("a", accepted=1, suggested=1, disputed=1, rejected=0),
            ThemeProgress("b", accepted=1, suggested=0, disputed=0, rejected=1),
        ),
    )


@given(codings())
def test_states_add_up_to_all_statements(some: list[Coding]) -> None:
    found = progress(["s1", "s2", "s3", "s4"], some, codebook())
    assert found.decided + found.disputed + found.suggested + found.untouched == found.statements == 4
    assert found.share_decided == found.decided / 4


def test_nothing_to_code_is_no_share() -> None:
    assert progress([], [], codebook()).share_decided == 0
