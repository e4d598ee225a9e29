"""What many tests need: a toy encoder, small surveys, the encoder that ships, and a way to run commands."""

from __future__ import annotations

import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, settings

from textmine.discover import Discovery, discover
from textmine.encode import Encoder, load_encoder
from textmine.report.files import write_discovery

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("textmine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("textmine")

HOUSING = (
    "Vi mangler boliger til unge",
    "Kommunen mangler egnede boliger",
    "Det er for få boliger med bemanning",
    "Boliger med bemanning mangler i hele kommunen",
    "Unge får ikke boliger",
    "Me manglar bustader og boliger til dei unge",
)
WAITING = (
    "Lang ventetid hos psykolog",
    "Ventetid på ti uker hos psykolog",
    "Psykolog har altfor lang ventetid",
    "For lang ventetid før timen hos psykolog",
    "Ventetida hos psykolog er for lang ventetid",
)
EVENINGS = (
    "Ingen tilbud på kveld og helg",
    "Tilbud på kveld mangler",
    "Helg og kveld er uten tilbud",
    "Det finst ikkje tilbod på kveld eller helg",
)
COMMENTS = (*HOUSING, *WAITING, *EVENINGS)
EMPTY_ANSWERS = ("vet ikke", "Veit ikkje.", "-", "")


class ToyEncoder:
    """Hashed bag of words: deterministic, needs no model, and texts that share words lie near each other."""

    def __init__(self, id: str = "toy:1", dimension: int = 64) -> None:
        self.id = id
        self.dimension = dimension
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str], show_progress_bar: bool = False) -> np.ndarray:  # noqa: ARG002 - an encoder takes it
        self.seen.extend(texts)
        counts = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            # The constant word keeps empty texts from being the zero vector.
            for word in ["<text>", *text.casefold().split()]:
                counts[row, zlib.crc32(word.encode("utf-8", "replace")) % self.dimension] += 1
        norms = np.linalg.norm(counts, axis=1, keepdims=True)
        return np.asarray(counts / np.where(norms == 0, 1, norms), dtype=np.float32)


class Result(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


def responses_of(
    texts: Sequence[str],
    waves: Sequence[str] | None = None,
    ids: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Responses as ``read_responses`` returns them."""
    return pd.DataFrame(
        {
            "response_id": list(ids) if ids is not None else [f"r{n}" for n in range(len(texts))],
            "wave": list(waves) if waves is not None else [""] * len(texts),
            "text": list(texts),
        },
        dtype=str,
    )


def complains_in_one_line(err: str) -> bool:
    """Whether standard error holds exactly one line, written for the user."""
    return err.startswith("textmine: ") and err.endswith("\n") and err.count("\n") == 1 and "Traceback" not in err


def entries(folder: Path) -> set[str]:
    """Every file and folder below ``folder``, hidden ones too."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.fixture(scope="session")
def toy() -> ToyEncoder:
    return ToyEncoder()


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The encoder that ships."""
    return load_encoder()


@pytest.fixture(scope="session")
def toy_discovery(toy: ToyEncoder) -> Discovery:
    """Three themes in two waves and both written standards, with answers that say nothing."""
    texts = [*COMMENTS, *EMPTY_ANSWERS]
    waves = ["2023" if number % 2 else "2024" for number in range(len(texts))]
    return discover(responses_of(texts, waves), toy, n_themes=3)


@pytest.fixture(scope="session")
def toy_folder(toy_discovery: Discovery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The toy discovery as ``textmine discover`` writes it; not to be changed by a test."""
    folder = tmp_path_factory.mktemp("toy") / "discovery"
    write_discovery(toy_discovery, folder, "Toy survey")
    return folder


@pytest.fixture
def survey_file(tmp_path: Path) -> Path:
    """A small survey as a program would export it."""
    rows = [f"{n};{2023 + n % 2};{text}" for n, text in enumerate([*COMMENTS, "vet ikke"], start=1)]
    path = tmp_path / "svar.csv"
    path.write_text("\n".join(["id;runde;kommentar", *rows]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line inside this process, in the test's folder; an exception that escapes fails the test."""
    from textmine.cli import run as run_command

    monkeypatch.chdir(tmp_path)

    def command(*arguments: str | Path) -> Result:
        capsys.readouterr()
        code = run_command([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return command
