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
from dataclasses import asdict, dataclass
from pathlib import Path

from textmine.errors import InputError, ModelMismatchError
from textmine.report.files import written_whole

_LEDGER = "ledger.jsonl"
_RUN = "run.json"


@dataclass(frozen=True)
class Receipt:
    """One finished part."""

    part: int
    responses: int
    statements: int
    rows: int
    abstained: int
    novel: int
    encoded: int
    sha256: str


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

    def begin(self, resume: bool) -> dict[int, Receipt]:
        """Make the folder and return what is finished already.

        Raises
        ------
        ModelMismatchError
            If there are parts of another input or model and the run is to be resumed.
        """
        if self.folder.exists() and not resume:
            shutil.rmtree(self.folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"cannot be written ({error.strerror})", "Choose another place", file=self.out) from error
        self._check_run()
        done = {receipt.part: receipt for receipt in self._receipts() if self._is_whole(receipt)}
        for stray in self.folder.glob(".*.tmp"):
            stray.unlink()
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
            ledger.write(json.dumps(asdict(receipt)).encode() + b"\n")
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

    def _path(self, part: int) -> Path:
        return self.folder / f"{self.key}-{part:06d}.csv"

    def _check_run(self) -> None:
        file = self.folder / _RUN
        if not file.exists():
            with written_whole(file) as temporary:
                temporary.write_text(json.dumps(self._run, indent=1), encoding="utf-8")
            return
        stored = json.loads(file.read_text(encoding="utf-8"))
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
                yield Receipt(**json.loads(line))
            except (ValueError, TypeError):
                # The last line of a run that was killed while it wrote.
                continue

    def _is_whole(self, receipt: Receipt) -> bool:
        path = self._path(receipt.part)
        return path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == receipt.sha256
