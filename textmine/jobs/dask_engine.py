"""Parts of a file coded by Dask workers, on this machine or on a cluster.

Only the driver writes: a worker gets responses and gives back rows, so that a worker that dies loses nothing (Dask
gives its part to another) and doubles nothing, and workers need no disk in common but the model's.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any

from textmine.classify import read_manifest
from textmine.errors import InputError, TextmineError
from textmine.jobs.coder import ResponseCoder
from textmine.jobs.parts import Receipt

if TYPE_CHECKING:
    import pandas as pd

PATIENCE = "30s"
"""How long to wait for a scheduler."""
_LONGER = 5
"""Seconds beyond it after which Dask itself does not come back."""
_AHEAD = 2
"""Parts a worker has waiting; more would only fill memory."""


def coded_parts(
    todo: Iterable[tuple[int, pd.DataFrame]], model: Path, workers: int | None = None, scheduler: str | None = None
) -> Iterator[tuple[Receipt, bytes]]:
    """Code parts on Dask workers and yield them as they end, in any order.

    Parameters
    ----------
    todo : iterable of (int, DataFrame)
        Number and responses of each part; read only as fast as it is coded.
    model : Path
        Folder that ``train`` wrote.
    workers : int, optional
        Processes on this machine, one thread each; by default the number of cores.
    scheduler : str, optional
        Address of a scheduler that runs already.

    Raises
    ------
    InputError
        If Dask is not installed, or the scheduler does not answer.
    TextmineError
        If a part has failed on several workers.
    """
    folder, digest = str(model.resolve()), read_manifest(model).hash
    pending = iter(todo)
    with _client(workers, scheduler) as client:
        from distributed import as_completed

        def submit(part: tuple[int, pd.DataFrame]) -> Any:
            number, responses = part
            return client.submit(code_on_worker, folder, digest, number, responses, pure=False)

        ahead = max(1, len(client.scheduler_info()["workers"])) * _AHEAD
        running = as_completed([submit(part) for part in islice(pending, ahead)])
        for future in running:
            yield _result(future)
            future.release()
            for part in islice(pending, 1):
                running.add(submit(part))


def code_on_worker(folder: str, digest: str, number: int, responses: pd.DataFrame) -> tuple[Receipt, bytes]:
    """Code one part in a worker, which loads model and encoder once."""
    return _coder(folder, digest).code_part(number, responses)


@cache
def _coder(folder: str, digest: str) -> ResponseCoder:
    if read_manifest(folder).hash != digest:
        problem = "the worker sees another model than the driver"
        raise InputError(problem, "Give a folder that both can read", file=folder)
    return ResponseCoder.load(folder, threads=1)


def _result(future: Any) -> tuple[Receipt, bytes]:
    try:
        receipt, content = future.result()
    except TextmineError:
        raise
    except Exception as error:  # whatever a machine that is not this one may come to
        told = " ".join(f"{type(error).__name__}: {error}".split())
        raise TextmineError(
            f"a part failed on several workers ({told}). Finished parts are kept: run again with --resume."
        ) from error
    return receipt, content


def _connected(scheduler: str) -> Any:
    """A client of the scheduler; asked for in a thread of its own, since Dask waits for ever for a silent peer."""
    from dask.utils import parse_timedelta
    from distributed import Client

    answer: Queue[Any] = Queue()

    def ask() -> None:
        try:
            answer.put(Client(scheduler, timeout=PATIENCE))
        except OSError:
            answer.put("does not answer")
        except Exception:  # what another program's answer, or half an address, may come to in Dask
            answer.put("is not one that Dask can speak with")
        # A client that failed closes itself when it is collected; in the midst of the next one's start, behind a lock
        # that the two share, that would never end.
        gc.collect()

    Thread(target=ask, daemon=True).start()
    try:
        client = answer.get(timeout=parse_timedelta(PATIENCE) + _LONGER)
    except Empty as error:
        raise _unreachable(scheduler, "does not answer") from error
    if isinstance(client, str):
        raise _unreachable(scheduler, client)
    return client


def _unreachable(scheduler: str, problem: str) -> InputError:
    remedy = "Give the address that dask scheduler prints, such as tcp://HOST:8786, or leave out --scheduler"
    return InputError(f"the scheduler {scheduler!r} {problem}", remedy)


def _wait_for_a_worker(client: Any, scheduler: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        problem = f"the scheduler {scheduler} has no workers"
        raise InputError(problem, f"Start some: dask worker {scheduler}") from error


@contextmanager
def _client(workers: int | None, scheduler: str | None) -> Iterator[Any]:
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise InputError("Dask is not installed", "Install textmine[dask], or leave out --engine dask") from error
    with dask.config.set({"distributed.comm.timeouts.connect": PATIENCE}):
        if scheduler:
            client = _connected(scheduler)
            with client:
                _wait_for_a_worker(client, scheduler)
                yield client
            return
        # Without a dashboard there is still a server of figures: on a free port, for this machine alone.
        with (
            LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                # What a worker's end means is told in this program's own words.
                silence_logs=logging.CRITICAL,
            ) as cluster,
            Client(cluster) as client,
        ):
            yield client
