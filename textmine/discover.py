"""The main job: responses -> statements -> vectors -> themes, as one pure function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from textmine.errors import InputError
from textmine.language import guess_languages, is_uninformative, segment
from textmine.themes import ThemeModel
from textmine.themes.projection import project

if TYPE_CHECKING:
    import pandas as pd

    from textmine.encode import Encoder

STATEMENT_COLUMNS = ["response_id", "statement_id", "start", "end", "text", "language"]


@dataclass(frozen=True)
class Discovery:
    """What a discovery found.

    Attributes
    ----------
    responses : DataFrame
        As read, with ``language``, ``n_statements`` and ``themes`` (names, « | » between them).
    statements : DataFrame
        One row a statement: STATEMENT_COLUMNS, theme_id, theme, probability, abstained, novelty, wave, x, y.
        A statement that says nothing («vet ikke») has no theme and is marked as abstained.
    model : ThemeModel
        Fitted on the statements.
    """

    responses: pd.DataFrame
    statements: pd.DataFrame
    model: ThemeModel
    encoder_id: str
    random_state: int


def with_language(responses: pd.DataFrame) -> pd.DataFrame:
    """Responses with their written standard in ``language``.

    An attribute of the survey that has the name of a result column gets an underscore behind it.
    """
    taken = {name: f"{name}_" for name in ("language", "n_statements", "themes") if name in responses}
    result = responses.rename(columns=taken)
    result["language"] = [guess.language for guess in guess_languages(responses["text"].tolist())]
    return result


def statements_of(responses: pd.DataFrame) -> pd.DataFrame:
    """Cut responses into statements: one row a statement, STATEMENT_COLUMNS, wave and in_context.

    ``in_context`` is the text behind the words that govern it, which is what vectors are made from.

    Parameters
    ----------
    responses : DataFrame
        As ``with_language`` returns it.
    """
    import pandas as pd

    columns = (responses[name] for name in ("response_id", "wave", "text", "language"))
    rows = [
        (response_id, f"{response_id}.{number}", s.start, s.end, s.text, language, wave, s.in_context)
        for response_id, wave, text, language in zip(*columns, strict=True)
        for number, s in enumerate(segment(text), 1)
    ]
    return pd.DataFrame(rows, columns=[*STATEMENT_COLUMNS, "wave", "in_context"])


def discover(
    responses: pd.DataFrame,
    encoder: Encoder,
    n_themes: int | Literal["auto"] = "auto",
    random_state: int = 0,
    show_progress_bar: bool = False,
) -> Discovery:
    """Find the themes of open answers.

    Parameters
    ----------
    responses : DataFrame
        As ``read_responses`` returns it.
    encoder : Encoder
        Turns statements into vectors; a ``VectorCache`` saves time on the next run.
    n_themes : int or "auto"
    random_state : int
    show_progress_bar : bool
        Progress of the encoding, on a terminal.

    Raises
    ------
    InputError
        If no response says anything.
    """
    responses = with_language(responses)
    statements = statements_of(responses)
    texts = statements.pop("in_context").tolist()
    if all(is_uninformative(text) for text in texts):
        raise InputError("no answer says anything to find themes in", "Check that the right column was chosen")
    vectors = encoder.encode(texts, show_progress_bar=show_progress_bar)
    model = ThemeModel(n_themes, random_state, encoder).fit(texts, vectors)
    model.encoder_id_ = encoder.id
    names = np.array([theme.name for theme in model.themes_] + [""], dtype=object)
    statements["theme_id"] = model.labels_
    statements["theme"] = names[model.labels_]
    statements["probability"] = model.strengths_.round(4)
    statements["abstained"] = model.labels_ < 0
    statements["novelty"] = model.novelty(texts, vectors).round(4)
    statements["wave"] = statements.pop("wave")
    statements[["x", "y"]] = project(vectors - model.mean_, random_state).astype(np.float64).round(4)
    return Discovery(_with_themes(responses, statements), statements, model, encoder.id, random_state)


def _with_themes(responses: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Responses with their number of statements and theme names."""
    by_response = statements.groupby("response_id", sort=False)
    coded = statements[~statements["abstained"]].groupby("response_id", sort=False)
    themes = coded["theme"].agg(lambda names: " | ".join(dict.fromkeys(names)))
    result = responses.copy()
    result["n_statements"] = result["response_id"].map(by_response.size()).fillna(0).astype(int)
    result["themes"] = result["response_id"].map(themes).fillna("")
    return result
