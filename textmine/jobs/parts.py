"""Results of a long run in parts: each written whole, entered in a ledger, and joined at the end.

A part is named by the run (input, model and settings) and its number, so that a part of another run is never taken for
one of this. The ledger is appended to after the part has got its name: what it lists is there and is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from textmine.errors import InputError, ModelMismatchError, cause
from textmine.report.files import written_whole

try:
    import fcntl
except ImportError:  # Windows has no such lock; there nothing keeps two runs apart
    fcntl = None  # type: ignore[assignment]  # a module, where there is one

_LEDGER = "ledger.jsonl"
_RUN = "run.json"
_CLAIM = "claim"


@dataclass(frozen=True)
class Receipt:
    """One finished part; ``abstained`` are left to people, and what says nothing («vet ikke») is not among them."""

    part: int
    responses: int
    statements: int
    rows: int
    abstained: int
    novel: int
    encoded: int
    sha256: str


def _seal(receipt: Receipt) -> str:
    """What tells that a line of the ledger is the one that was written."""
    return hashlib.sha256(json.dumps(asdict(receipt), sort_keys=True).encode()).hexdigest()[:16]


class Parts:
    """The folder of a run's parts, beside the file it will become.

    Parameters
    ----------
    out : Path
        The file that the parts become.
    run : mapping of str to str
        What the result depends on.
    """

    def __init__(self, out: Path, run: Mapping[str, str]) -> None:
        self.out = out
        self.folder = out.parent / f".{out.name}.parts"
        self._run = dict(run)
        self.key = hashlib.sha256(json.dumps(self._run, sort_keys=True).encode()).hexdigest()[:16]

    @contextmanager
    def claimed(self) -> Iterator[None]:
        """Make the folder and keep other runs from it until the block ends; one without a finished part goes away.

        Raises
        ------
        InputError
            If another run has it, or it cannot be made.
        """
        missing = [place for place in self.folder.parents if not place.exists()]
        claim = self._claim()
        try:
            yield
        finally:
            if not (self.folder / _LEDGER).exists():
                shutil.rmtree(self.folder, ignore_errors=True)
                for place in missing:
                    with suppress(OSError):
                        place.rmdir()
            claim.close()

    def begin(self, resume: bool) -> dict[int, Receipt]:
        """Return what is finished already; the folder has been claimed.

        Raises
        ------
        ModelMismatchError
            If there are parts of another input or model and the run is to be resumed.
        """
        if not resume:
            for old in [entry for entry in self.folder.iterdir() if entry.name != _CLAIM]:
                shutil.rmtree(old) if old.is_dir() else old.unlink()
        self._check_run()
        done = {receipt.part: receipt for receipt in self._receipts() if self._is_whole(receipt)}
        for stray in self.folder.glob(".*.tmp"):
            stray.unlink()
        self._end_cut_line()
        return done

    def entered(self) -> dict[int, Receipt]:
        """What the ledger lists, for who wants to know how far a run has come; nothing is made or checked."""
        return {receipt.part: receipt for receipt in self._receipts()}

    def write(self, receipt: Receipt, content: bytes) -> None:
        """Write one part and enter it."""
        temporary = self.folder / f".{self.key}-{receipt.part:06d}.tmp"
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(self._path(receipt.part))
        with (self.folder / _LEDGER).open("ab") as ledger:
            ledger.write(json.dumps({**asdict(receipt), "seal": _seal(receipt)}).encode() + b"\n")
            ledger.flush()
            os.fsync(ledger.fileno())

    def join(self, header: bytes, count: int) -> None:
        """Write ``out`` from the parts 0 to ``count`` - 1."""
        with written_whole(self.out) as temporary, temporary.open("wb") as stream:
            stream.write(header)
            for part in range(count):
                with self._path(part).open("rb") as content:
                    shutil.copyfileobj(content, stream)

    def end(self) -> None:
        """Take the parts away."""
        shutil.rmtree(self.folder)

    def _claim(self) -> BinaryIO:
        """Lock the folder for this process; the system lets go of it when the process ends, however it ends."""
        while True:
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
                claim = (self.folder / _CLAIM).open("ab")
            except OSError as error:
                problem = f"cannot be written ({error.strerror})"
                raise InputError(problem, "Choose another place", file=self.out) from error
            try:
                if fcntl is not None:
                    fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                claim.close()
                raise InputError(
                    "another run is writing this file",
                    "Wait until it has ended, or choose another place",
                    file=self.out,
                ) from error
            except OSError:
                # A disk that knows no locks.
                return claim
            with suppress(OSError):
                if os.fstat(claim.fileno()).st_ino == (self.folder / _CLAIM).stat().st_ino:
                    return claim
            # The run that had it ended just now and took the folder with it.
            claim.close()

    def _end_cut_line(self) -> None:
        """End a line that a killed run left half-written, so that the next receipt has a line of its own."""
        ledger = self.folder / _LEDGER
        if ledger.exists() and not ledger.read_bytes().endswith(b"\n"):
            with ledger.open("ab") as stream:
                stream.write(b"\n")

    def _path(self, part: int) -> Path:
        return self.folder / f"{self.key}-{part:06d}.csv"

    def _check_run(self) -> None:
        file = self.folder / _RUN
        if not file.exists():
            with written_whole(file) as temporary:
                temporary.write_text(json.dumps(self._run, indent=1), encoding="utf-8")
            return
        try:
            stored = dict(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            problem = f"the unfinished run cannot be read ({cause(error)})"
            raise ModelMismatchError(problem, "Start anew without --resume", file=self.out) from error
        changed = [name for name in self._run if stored.get(name) != self._run[name]]
        if changed:
            raise ModelMismatchError(
                f"the unfinished run had another {' and '.join(changed)}",
                "Give what it was begun with, or start anew without --resume",
                file=self.out,
            )

    def _receipts(self) -> Iterator[Receipt]:
        ledger = self.folder / _LEDGER
        if not ledger.exists():
            return
        for line in ledger.read_bytes().split(b"\n"):
            try:
                entry = json.loads(line)
                seal = entry.pop("seal")
                receipt = Receipt(**entry)
            except (ValueError, TypeError, KeyError, AttributeError, IndexError):
                # The last line of a run that was killed while it wrote.
                continue
            # A line that somebody or something changed would give wrong counts: its part is done again.
            if seal == _seal(receipt):
                yield receipt

    def _is_whole(self, receipt: Receipt) -> bool:
        path = self._path(receipt.part)
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == receipt.sha256
