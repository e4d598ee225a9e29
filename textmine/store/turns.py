"""Writers of one SQLite file take turns.

SQLite lets those who wait for its write lock sleep and look again, so that among sixteen some wait for seconds while
others pass them. Waiting for a lock of the operating system they are woken in their turn. It only keeps the queue in
order: what makes a write safe is SQLite's own lock.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager

from textmine.store.places import Place

try:
    import fcntl
except ImportError:  # Windows has no such lock; there SQLite's own waiting has to do
    fcntl = None  # type: ignore[assignment]  # a module, where there is one


@contextmanager
def turn(place: Place) -> Iterator[None]:
    """Wait for one's turn to write; at once for PostgreSQL, and where the folder cannot be written to."""
    handle = _handle(place)
    try:
        if handle is not None and fcntl is not None:
            with contextlib.suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _handle(place: Place) -> int | None:
    if place.file is None or fcntl is None:
        return None
    try:
        return os.open(place.file.with_name(f"{place.file.name}-turn"), os.O_CREAT | os.O_RDWR, 0o600)
    except OSError:
        return None
