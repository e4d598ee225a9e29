"""What ``textmine classify`` does: a file of any size in, coded statements out, in bounded memory."""

from __future__ import annotations

import errno
import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from textmine.classify import read_manifest
from textmine.errors import InputError, TextmineError
from textmine.jobs.coder import ResponseCoder, header
from textmine.jobs.files import check_suffix, keep_original
from textmine.jobs.parts import Parts, Receipt
from textmine.report.files import written_whole
from textmine.survey.stream import ResponseStream, stream_responses

if TYPE_CHECKING:
    import pandas as pd

Engine = Literal["local", "dask"]
PART_ROWS = 1000
"""Responses a part: what a kill costs at most, and small enough that two workers end together."""


@dataclass(frozen=True)
class Coded:
    """What a run wrote: counts of all parts (see `Receipt`), parts of a run before, and notes on the file."""

    out: Path
    responses: int
    statements: int
    rows: int
    abstained: int
    novel: int
    encoded: int
    parts: int
    resumed: int
    seconds: float
    notes: tuple[str, ...] = ()


def classify_file(
    file: Path,
    out: Path,
    model: Path,
    *,
    text: str | None = None,
    id: str | None = None,
    engine: Engine = "local",
    workers: int | None = None,
    scheduler: str | None = None,
    resume: bool = False,
    part_rows: int = PART_ROWS,
) -> Coded:
    """Code the responses of a file with a trained model.

    Parameters
    ----------
    file : Path
        CSV, Parquet and Excel are read some rows at a time; other kinds whole.
    out : Path
        CSV to write, with ``CODED_COLUMNS``; a manifest is written beside it.
    model : Path
        Folder that ``train`` wrote.
    text, id : str, optional
        Columns, found by themselves.
    engine : {"local", "dask"}
        The result is the same to the byte.
    workers : int, optional
        Processes of the Dask engine; by default the number of cores.
    scheduler : str, optional
        Address of a Dask scheduler whose workers can read the model folder; by default a cluster on this machine.
    resume : bool
        Keep the finished parts of a run that was stopped.
    part_rows : int
        Responses a part.

    Raises
    ------
    InputError
        If the file cannot be read or written, or the model is not whole.
    ModelMismatchError
        If the model belongs to another encoder, or the run to resume to another input or model.
    """
    started, began = time.perf_counter(), datetime.now(UTC)
    if engine == "local" and (scheduler is not None or (workers or 1) > 1):
        raise InputError("the local engine is one process", "Add --engine dask for several workers")
    if scheduler is not None and not scheduler.strip():
        raise InputError("--scheduler is empty", "Give the address that dask scheduler prints, or leave it out")
    if scheduler and workers is not None:
        raise InputError("a scheduler that runs already has its own workers", "Leave out --workers, or --scheduler")
    _check_place(file, out)
    manifest = read_manifest(model)
    stream = stream_responses(file, text=text, id=id)
    run = {"input": stream.sha256, "model": manifest.hash, "text column": stream.text_column, "id": id or ""}
    # Parts of another version may have been cut or coded otherwise: their counts do not add up with new ones.
    parts = Parts(out, {**run, "part size": str(part_rows), "version of textmine": version("textmine")})
    with parts.claimed():
        done = parts.begin(resume)
        todo = ((n, chunk) for n, chunk in enumerate(stream.chunks(part_rows)) if n not in done)
        receipts = dict(done)
        try:
            for receipt in _progress(_run(parts, todo, model, engine, workers, scheduler), stream, done):
                receipts[receipt.part] = receipt
        except InputError as error:
            _refuse_changed(stream, parts, error)
            raise
        _refuse_changed(stream, parts)
        with _kept_for_resume(out):
            parts.join(header(), len(receipts))
            result = _summed(out, receipts.values(), len(done), time.perf_counter() - started)
            result = replace(result, notes=tuple(stream.notes))
            identity = {"encoder": manifest.encoder_id, "codebook": manifest.codebook}
            _write_manifest(result, {**run, **identity}, began, engine)
        parts.end()
    return result


def _check_place(file: Path, out: Path) -> None:
    """Refuse before anything is read what would be refused when all of it has been coded."""
    check_suffix(out, (".csv",))
    try:
        # The longest name that is written on the way.
        _manifest_of(out).with_name(f".{_manifest_of(out).stem}-12345678.json").exists()
        folders = [target for target in (out, _manifest_of(out)) if target.is_dir()]
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror})", "Choose another name", file=out) from error
    for target in folders:
        raise InputError("is a folder", "Name a file to write to", file=target)
    keep_original(file, out, _manifest_of(out))


def _manifest_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.manifest.json")


def _refuse_changed(stream: ResponseStream, parts: Parts, cause: InputError | None = None) -> None:
    """Give up where the file is no longer what was checked: its parts are of no file that there is."""
    if not stream.is_unchanged():
        parts.end()
        raise InputError("the file was changed while it was coded", "Run again", file=stream.file) from cause


@contextmanager
def _kept_for_resume(out: Path) -> Iterator[None]:
    """Say of a full or failing disk that what was finished is not lost."""
    try:
        yield
    except OSError as error:
        remedy = "make room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "see to it"
        raise TextmineError(
            f"{out}: {error.strerror}. Finished parts are kept: {remedy} and run again with --resume."
        ) from error


def _run(
    parts: Parts,
    todo: Iterable[tuple[int, pd.DataFrame]],
    model: Path,
    engine: Engine,
    workers: int | None,
    scheduler: str | None,
) -> Iterator[Receipt]:
    if engine == "dask":
        from textmine.jobs.dask_engine import coded_parts

        finished: Iterator[tuple[Receipt, bytes]] = coded_parts(todo, model, workers, scheduler)
    else:
        finished = ResponseCoder.load(model).code_parts(todo)
    for receipt, content in finished:
        with _kept_for_resume(parts.out):
            parts.write(receipt, content)
        yield receipt


def _progress(receipts: Iterator[Receipt], stream: ResponseStream, done: dict[int, Receipt]) -> Iterator[Receipt]:
    from tqdm import tqdm

    finished = sum(receipt.responses for receipt in done.values())
    # disable=None shows the bar only on a terminal.
    with tqdm(total=stream.n_rows, initial=finished, disable=None, unit="response") as bar:
        for receipt in receipts:
            bar.update(receipt.responses)
            yield receipt


def _summed(out: Path, receipts: Iterable[Receipt], resumed: int, seconds: float) -> Coded:
    every = list(receipts)
    names = ("responses", "statements", "rows", "abstained", "novel", "encoded")
    totals = {name: sum(getattr(receipt, name) for receipt in every) for name in names}
    return Coded(out, **totals, parts=len(every), resumed=resumed, seconds=seconds)


def _write_manifest(result: Coded, run: dict[str, str], began: datetime, engine: str) -> None:
    """``OUT.manifest.json``: hashes, versions, counts and times of the run."""
    import platform

    with result.out.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    content: dict[str, Any] = {
        **run,
        "output": digest,
        "engine": engine,
        "began": began.isoformat(timespec="seconds"),
        "ended": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(result.seconds, 1),
        "counts": {name: value for name, value in vars(result).items() if isinstance(value, int)},
        "versions": {"python": platform.python_version(), "textmine": version("textmine")},
    }
    with written_whole(_manifest_of(result.out)) as temporary:
        temporary.write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
