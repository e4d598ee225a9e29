from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from textmine.ahead import one_ahead


def test_items_come_in_their_order() -> None:
    assert list(one_ahead(range(5))) == [0, 1, 2, 3, 4]
    assert list(one_ahead([None, None])) == [None, None]
    assert list(one_ahead([])) == []


def test_the_next_item_is_made_while_one_is_in_use() -> None:
    second = threading.Event()

    def items() -> Iterator[int]:
        yield 1
        second.set()
        yield 2

    coming = one_ahead(items())
    assert next(coming) == 1
    assert second.wait(10)
    assert list(coming) == [2]


def test_an_error_comes_when_its_item_is_due() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("torn")

    coming = one_ahead(items())
    assert next(coming) == 1
    with pytest.raises(ValueError, match="torn"):
        next(coming)
