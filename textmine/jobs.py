"""What the commands do: read a file, run the main job or one step of it, write the result whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.encode import Encoder, VectorCache, load_encoder
from textmine.errors import InputError
from textmine.report.files import DISCOVERY_FILES, write_discovery, written_whole
from textmine.resources import shipped

if TYPE_CHECKING:
    import pandas as pd

VECTOR_SUFFIXES = (".npy", ".parquet", ".csv")


def discover_demo(out: Path, seed: int = 0) -> Path:
    """Run the main job on the demo survey and return the report's path."""
    from textmine.discover import discover
    from textmine.survey.corpus import read_survey

    survey = read_survey(shipped("corpora/demo"))
    found = discover(survey.frame(), load_encoder(), random_state=seed, show_progress_bar=True)
    return write_discovery(found, out, survey.question["nb"])


def discover_file(
    file: Path,
    out: Path,
    *,
    text: str | None = None,
    id: str | None = None,
    wave: str | None = None,
    attributes: list[str] | None = None,
    n_themes: int | None = None,
    encoder: str = "default",
    cache: Path | None = None,
    seed: int = 0,
) -> Path:
    """Run the main job on a file and return the report's path."""
    from textmine.discover import discover
    from textmine.survey import read_responses

    _keep_original(file, *(out / name for name in DISCOVERY_FILES))
    used: Encoder = load_encoder(encoder)
    responses = read_responses(file, text=text, id=id, wave=wave, attributes=attributes)
    if cache is not None:
        used = VectorCache(used, cache)
    found = discover(responses, used, n_themes or "auto", seed, show_progress_bar=True)
    return write_discovery(found, out, f"{file.name}: {responses.attrs['reading']['text_column']}")


def segment_file(file: Path, out: Path, *, text: str | None = None, id: str | None = None) -> int:
    """Write one row a statement to a CSV and return how many."""
    from textmine.discover import STATEMENT_COLUMNS, statements_of, with_language
    from textmine.report.tables import write_csv
    from textmine.survey import read_responses

    _check_suffix(out, (".csv",))
    _keep_original(file, out)
    responses = with_language(read_responses(file, text=text, id=id))
    statements = statements_of(responses)[STATEMENT_COLUMNS]
    with written_whole(out) as temporary:
        write_csv(statements, temporary)
    return len(statements)


def redact_file(
    file: Path, out: Path, *, text: str | None = None, id: str | None = None, quasi: bool = True
) -> tuple[int, int]:
    """Write one row a response with its redacted text and return (responses, mentions replaced).

    The CSV has response_id, wave, text_redacted, how many direct and quasi identifiers were replaced, and their types.
    """
    import pandas as pd

    from textmine.privacy import redact
    from textmine.report.tables import write_csv
    from textmine.survey import read_responses

    _check_suffix(out, (".csv",))
    _keep_original(file, out)
    responses = read_responses(file, text=text, id=id)
    redactions = [redact(answer, quasi=quasi) for answer in responses["text"]]
    table = pd.DataFrame(
        {
            "response_id": responses["response_id"],
            "wave": responses["wave"],
            "text_redacted": [redaction.text for redaction in redactions],
            "direct_identifiers": [sum(entity.direct for entity in r.entities) for r in redactions],
            "quasi_identifiers": [sum(not entity.direct for entity in r.entities) for r in redactions],
            "types": [", ".join(dict.fromkeys(entity.type for entity in r.entities)) for r in redactions],
        }
    )
    with written_whole(out) as temporary:
        write_csv(table, temporary)
    return len(table), sum(len(redaction.entities) for redaction in redactions)


def encode_file(
    file: Path,
    out: Path,
    *,
    text: str | None = None,
    id: str | None = None,
    encoder: str = "default",
) -> tuple[int, int]:
    """Write one vector a response and return (number, dimension)."""
    from textmine.survey import read_responses

    _check_suffix(out, VECTOR_SUFFIXES)
    _keep_original(file, out)
    responses = read_responses(file, text=text, id=id)
    vectors = load_encoder(encoder).encode(responses["text"].tolist(), show_progress_bar=True)
    with written_whole(out) as temporary:
        _write_vectors(responses["response_id"], vectors, temporary)
    count, dimension = vectors.shape
    return count, dimension


def run_app(discovery: Path | None, port: int) -> int:
    """Serve the app on 127.0.0.1 until it is stopped; return Streamlit's exit code.

    Raises
    ------
    InputError
        If ``discovery`` is not a folder that ``discover`` wrote.
    """
    if discovery is not None and not (discovery / "statements.csv").is_file():
        raise InputError(
            "holds no discovery",
            "Run textmine discover FILE --out DIR first, and name that DIR",
            file=discovery,
        )
    script = shipped("app/main.py")
    options = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "false" if sys.stdout.isatty() else "true",
        "browser.gatherUsageStats": "false",
        "client.toolbarMode": "viewer",
        "server.fileWatcherType": "none",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    arguments = ["--", str(discovery.resolve())] if discovery is not None else []
    command = [sys.executable, "-m", "streamlit", "run", str(script), *flags, *arguments]
    return subprocess.run(command, check=False).returncode


def _keep_original(file: Path, *targets: Path) -> None:
    """Refuse to write over the survey itself, also through a link."""
    for target in targets:
        if target.exists() and file.exists() and target.samefile(file):
            raise InputError("is the survey itself and would be overwritten", "Choose another place", file=target)


def _check_suffix(out: Path, known: tuple[str, ...]) -> None:
    if out.suffix.lower() not in known:
        raise InputError(
            f"{out.suffix or 'no suffix'} is not a kind of file that can be written",
            f"End the name in {' or '.join(known)}",
            file=out,
        )


def _write_vectors(ids: pd.Series[str], vectors: object, path: Path) -> None:
    import numpy as np
    import pandas as pd

    from textmine.report.tables import write_csv

    array = np.asarray(vectors)
    if path.suffix.lower() == ".npy":
        with path.open("wb") as stream:
            np.save(stream, array)
    elif path.suffix.lower() == ".parquet":
        pd.DataFrame({"response_id": ids, "vector": list(array)}).to_parquet(path, index=False)
    else:
        columns = pd.DataFrame(array, columns=[f"v{i}" for i in range(array.shape[1])])
        write_csv(pd.concat([ids.reset_index(drop=True), columns], axis=1), path)
