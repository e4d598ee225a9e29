"""What the commands do: read a file, run the main job or one step of it, write the result whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textmine.encode import Encoder, VectorCache, load_encoder
from textmine.errors import InputError
from textmine.jobs.redacted import redacted, redacted_responses
from textmine.report.files import DISCOVERY_FILES, write_discovery, written_whole
from textmine.resources import shipped

if TYPE_CHECKING:
    import pandas as pd

    from textmine.themes.language_model import LanguageModel

VECTOR_SUFFIXES = (".npy", ".parquet", ".csv")


def discover_demo(out: Path, seed: int = 0) -> Path:
    """Run the main job on the demo survey and return the report's path; texts are redacted."""
    from textmine.discover import discover
    from textmine.survey.corpus import read_survey

    survey = read_survey(shipped("corpora/demo"))
    found = discover(survey.labelled(), load_encoder(), random_state=seed, show_progress_bar=True)
    return write_discovery(redacted(found)[0], out, survey.question["nb"])


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
    unredacted: bool = False,
    language_model: LanguageModel | None = None,
) -> tuple[Path, str, list[str]]:
    """Run the main job on a file and return the report's path, which columns were read, and notes for the user.

    Everything that is written is redacted unless ``unredacted``; offsets stay those of the original responses.
    """
    from textmine.discover import discover
    from textmine.survey import how_read, notes_of, read_responses

    keep_original(file, *(out / name for name in DISCOVERY_FILES))
    used: Encoder = load_encoder(encoder)
    responses = read_responses(file, text=text, id=id, wave=wave, attributes=attributes)
    if cache is not None:
        used = VectorCache(used, cache)
    found = discover(responses, used, n_themes or "auto", seed, show_progress_bar=True, language_model=language_model)
    reading = responses.attrs["reading"]
    title = f"{file.name}: {reading['text_column']}"
    shown, notes = (found, []) if unredacted else redacted(found)
    report = write_discovery(shown, out, title)
    return report, how_read(reading, text_named=text is not None), notes_of(reading) + notes


def segment_file(file: Path, out: Path, *, text: str | None = None, id: str | None = None) -> tuple[int, list[str]]:
    """Write one row a statement to a CSV and return how many, and notes for the user."""
    from textmine.discover import STATEMENT_COLUMNS, statements_of, with_language
    from textmine.report.tables import write_csv
    from textmine.survey import notes_of, read_responses

    check_suffix(out, (".csv",))
    keep_original(file, out)
    responses = with_language(read_responses(file, text=text, id=id))
    statements = statements_of(responses, show_progress_bar=True)[STATEMENT_COLUMNS]
    with written_whole(out) as temporary:
        write_csv(statements, temporary)
    return len(statements), notes_of(responses.attrs["reading"], text_named=text is not None)


def redact_file(
    file: Path, out: Path, *, text: str | None = None, id: str | None = None, quasi: bool = True
) -> tuple[int, int, list[str]]:
    """Write one row a response with its redacted text and return (responses, mentions replaced, notes for the user).

    The CSV has response_id, wave, text_redacted, how many direct and quasi identifiers were replaced, and their
    types. Ids that are personal data themselves are replaced by row numbers.
    """
    import pandas as pd
    from tqdm import tqdm

    from textmine.privacy import redact
    from textmine.report.tables import write_csv
    from textmine.survey import notes_of, read_responses

    check_suffix(out, (".csv",))
    keep_original(file, out)
    read = read_responses(file, text=text, id=id, attributes=[])
    responses, notes = redacted_responses(read)
    notes = notes_of(read.attrs["reading"], text_named=text is not None) + notes
    # disable=None shows the bar only on a terminal.
    answers = tqdm(responses["text"], disable=None, unit="response", leave=False)
    redactions = [redact(answer, quasi=quasi) for answer in answers]
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
    return len(table), sum(len(redaction.entities) for redaction in redactions), notes


def encode_file(
    file: Path,
    out: Path,
    *,
    text: str | None = None,
    id: str | None = None,
    encoder: str = "default",
) -> tuple[int, int, list[str]]:
    """Write one vector a response and return (number, dimension, notes for the user)."""
    from textmine.survey import notes_of, read_responses

    check_suffix(out, VECTOR_SUFFIXES)
    keep_original(file, out)
    # Before the file is read: that may take minutes, and a slip in the name is told at once.
    used: Encoder = load_encoder(encoder)
    responses = read_responses(file, text=text, id=id)
    vectors = used.encode(responses["text"].tolist(), show_progress_bar=True)
    with written_whole(out) as temporary:
        _write_vectors(responses["response_id"], vectors, temporary)
    count, dimension = vectors.shape
    return count, dimension, notes_of(responses.attrs["reading"], text_named=text is not None)


def keep_original(file: Path, *targets: Path) -> None:
    """Refuse to write over the survey itself, also through a link."""
    for target in targets:
        if target.exists() and file.exists() and target.samefile(file):
            raise InputError("is the survey itself and would be overwritten", "Choose another place", file=target)


def check_suffix(out: Path, known: tuple[str, ...]) -> None:
    """Refuse to write a kind of file that is not known."""
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
