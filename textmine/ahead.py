"""Make the next item in a thread while one is in use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_T = TypeVar("_T")


def one_ahead(items: Iterable[_T]) -> Iterator[_T]:
    """Items in their order; while one is in use, a thread makes the next, and no more than that.

    It pays where making or using an item runs outside Python's lock, as encoders and products of arrays do.

    Parameters
    ----------
    items : iterable
        Made one at a time, a generator say. What it raises is raised here, when its item is due.
    """
    pending = iter(items)
    end = object()
    with ThreadPoolExecutor(1) as pool:
        coming = pool.submit(next, pending, end)
        while (item := coming.result()) is not end:
            coming = pool.submit(next, pending, end)
            yield item  # type: ignore[misc]  # never the mark of the end
