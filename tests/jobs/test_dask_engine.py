"""Dask engine; workers and driver are killed for real."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from textmine.errors import InputError
from textmine.jobs.classify import classify_file
from textmine.jobs.dask_engine import _result, code_on_worker
from textmine.report.tables import read_csv

PROGRAM = """
import os, signal, sys
from pathlib import Path
from textmine.jobs import classify, dask_engine
from textmine.jobs.parts import Parts

def main(what):
    if what == "driver":
        write = Parts.write
        def killed(self, receipt, content):
            write(self, receipt, content)
            if len(list(self.folder.glob("*.csv"))) == 2:
                os.kill(os.getpid(), signal.SIGKILL)
        Parts.write = killed
    if what == "worker":
        original = dask_engine._result
        def kills(future, done=[]):
            if not done:
                done.append(1)
                from distributed import get_client
                pids = get_client().run(os.getpid)
                os.kill(next(iter(pids.values())), signal.SIGKILL)
            return original(future)
        dask_engine._result = kills
    file, out, model = map(Path, sys.argv[2:5])
    result = classify.classify_file(
        file, out, model, text="kommentar", engine="dask", workers=2, part_rows=3, resume="--resume" in sys.argv
    )
    print(result.parts, result.resumed)

if __name__ == "__main__":
    main(sys.argv[1])
"""


@pytest.fixture
def local(new_wave: Path, shipped_model: Path) -> bytes:
    """What the local engine writes."""
    return classify_file(new_wave, new_wave.parent / "lokal.csv", shipped_model, text="kommentar").out.read_bytes()


def run(folder: Path, what: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(program), what, *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_workers_write_what_the_local_engine_writes_and_a_killed_one_changes_nothing(
    new_wave: Path, shipped_model: Path, local: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "dask.csv"
    done = run(tmp_path, "worker", new_wave, out, shipped_model)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["10", "0"]
    assert out.read_bytes() == local


def test_a_killed_driver_loses_and_doubles_nothing(
    new_wave: Path, shipped_model: Path, local: bytes, tmp_path: Path
) -> None:
    out = tmp_path / "dask.csv"
    killed = run(tmp_path, "driver", new_wave, out, shipped_model)
    assert killed.returncode == -signal.SIGKILL, killed.stderr[-2000:]
    assert not out.exists()
    resumed = classify_file(new_wave, out, shipped_model, text="kommentar", part_rows=3, resume=True)
    assert resumed.resumed == 2
    assert out.read_bytes() == local
    assert not read_csv(out).duplicated(["statement_id", "theme_id"]).any()


def test_a_scheduler_that_does_not_answer_is_said_so(
    new_wave: Path, shipped_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("textmine.jobs.dask_engine.PATIENCE", "1s")
    with pytest.raises(InputError, match="does not answer"):
        classify_file(
            new_wave,
            tmp_path / "ut.csv",
            shipped_model,
            text="kommentar",
            engine="dask",
            scheduler="tcp://127.0.0.1:9",
        )


@pytest.mark.parametrize(
    ("answer", "said"),
    [(None, "does not answer"), (b"SSH-2.0-OpenSSH_9.2p1 Debian-2", "is not one that Dask can speak with")],
)
def test_a_port_where_something_else_listens_is_said_so(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch, answer: bytes | None, said: str
) -> None:
    import socket
    import threading

    monkeypatch.setattr("textmine.jobs.dask_engine.PATIENCE", "1s")
    monkeypatch.setattr("textmine.jobs.dask_engine._LONGER", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as other:

        def speak() -> None:
            connection, _ = other.accept()
            connection.sendall(answer or b"")

        if answer is not None:
            threading.Thread(target=speak, daemon=True).start()
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(InputError, match=said):
            classify_file(
                new_wave,
                new_wave.parent / "ut.csv",
                shipped_model,
                text="kommentar",
                engine="dask",
                scheduler=address,
            )
    assert not list(new_wave.parent.glob("*ut.csv*"))


@pytest.mark.parametrize("address", ["foo", "tcp://", "tls://127.0.0.1:9", "http://127.0.0.1:9"])
def test_an_address_that_is_none_is_said_so(
    new_wave: Path, shipped_model: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    # Where a client of a test before still waits for its peer, Dask makes the next one wait too.
    monkeypatch.setattr("textmine.jobs.dask_engine.PATIENCE", "1s")
    monkeypatch.setattr("textmine.jobs.dask_engine._LONGER", 0.5)
    with pytest.raises(InputError, match=r"scheduler .* Give the address that dask scheduler prints"):
        classify_file(
            new_wave, new_wave.parent / "ut.csv", shipped_model, text="kommentar", engine="dask", scheduler=address
        )


def test_a_scheduler_without_workers_is_said_so(
    new_wave: Path, shipped_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr("textmine.jobs.dask_engine.PATIENCE", "1s")
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=None) as cluster:
        address = cluster.scheduler_address
        with pytest.raises(InputError, match="has no workers"):
            classify_file(
                new_wave, tmp_path / "ut.csv", shipped_model, text="kommentar", engine="dask", scheduler=address
            )
    assert not list(tmp_path.glob("*ut.csv*"))


def test_what_a_worker_refuses_comes_over_as_it_was_said(new_wave: Path, shipped_model: Path) -> None:
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=1, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        responses = read_csv(new_wave)
        future = client.submit(code_on_worker, str(shipped_model), "another hash", 0, responses, pure=False)
        with pytest.raises(InputError, match="the worker sees another model than the driver") as told:
            _result(future)
    assert told.value.file == str(shipped_model)
