from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from textmine.classify import Decisions
from textmine.jobs.remembered import Remembered, joined


def decisions(*numbers: float) -> Decisions:
    """Decisions on two themes that tell by their numbers which they are."""
    column = np.array(numbers)
    both = np.column_stack([column, 1 - column])
    return Decisions(both, both > 0.5, column, column > 0.8, column < 0.2, column == 0)


def test_a_decision_comes_back_to_the_last_bit() -> None:
    memory = Remembered(2)
    memory.keep(["Bolig", "Kveld \ud800"], decisions(1 / 3, 0.9))
    found = memory.decisions(memory.places(["Kveld \ud800", "Bolig"]).values())
    assert found.probabilities.tolist() == [[0.9, 1 - 0.9], [1 / 3, 1 - 1 / 3]]
    assert found.said.tolist() == [[True, False], [False, True]]
    assert (found.novel.tolist(), found.unsure.tolist(), found.empty.tolist()) == (
        [True, False],
        [False] * 2,
        [False] * 2,
    )


def test_the_oldest_texts_go_where_it_is_full() -> None:
    memory = Remembered(2, texts=2)
    memory.keep(["a", "b", "c"], decisions(0.1, 0.2, 0.3))
    assert memory.places(["a"]) == {}
    memory.keep(["d"], decisions(0.4))
    assert list(left := memory.places(["b", "c", "d"])) == ["c", "d"]
    assert memory.decisions(left.values()).novelty.tolist() == [0.3, 0.4]


@pytest.mark.parametrize("themes", [1, 22])
def test_what_is_remembered_takes_no_more_than_was_set_aside(themes: int) -> None:
    n = 30_000
    flags, column = np.zeros(n, dtype=bool), np.zeros(n)
    all_of_them = Decisions(np.zeros((n, themes)), np.zeros((n, themes), dtype=bool), column, flags, flags, flags)
    memory = Remembered(themes)
    tracemalloc.start()
    memory.keep([f"text {number}" for number in range(n)], all_of_them)
    keys = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(memory._rows) * keys / n + memory._rows.nbytes < 512 * 2**20


def test_decisions_are_joined_in_the_order_asked_for() -> None:
    both = joined([decisions(0.1, 0.2), decisions(0.3)], np.array([2, 0, 0, 1]))
    assert both.novelty.tolist() == [0.3, 0.1, 0.1, 0.2]
    assert both.probabilities.shape == (4, 2)
