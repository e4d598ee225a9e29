"""The main job: responses -> statements -> vectors -> themes, as one pure function."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from textmine.errors import InputError
from textmine.language import guess_languages, is_uninformative, segment
from textmine.themes import ThemeModel
from textmine.themes.guided import GuidedThemeModel, Seed
from textmine.themes.language_model import LanguageModel, name_with_model
from textmine.themes.projection import project

if TYPE_CHECKING:
    import pandas as pd

    from textmine.encode import Encoder, Vectors

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
        A statement that says nothing («vet ikke») has no theme, no novelty, and is marked as abstained.
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


def statements_of(responses: pd.DataFrame, show_progress_bar: bool = False) -> pd.DataFrame:
    """Cut responses into statements: one row a statement, STATEMENT_COLUMNS, wave and in_context.

    ``in_context`` is the text behind the words that govern it, which is what vectors are made from.

    Parameters
    ----------
    responses : DataFrame
        As ``with_language`` returns it.
    show_progress_bar : bool
        Show progress on standard error when it is a terminal.
    """
    import pandas as pd
    from tqdm import tqdm

    columns = (responses[name] for name in ("response_id", "wave", "text", "language"))
    # disable=None shows the bar only on a terminal.
    hidden = None if show_progress_bar else True
    rows_in = tqdm(zip(*columns, strict=True), total=len(responses), disable=hidden, unit="response", leave=False)
    rows = [
        (response_id, f"{response_id}.{number}", s.start, s.end, s.text, language, wave, s.in_context)
        for response_id, wave, text, language in rows_in
        for number, s in enumerate(segment(text), 1)
    ]
    return pd.DataFrame(rows, columns=[*STATEMENT_COLUMNS, "wave", "in_context"])


def discover(
    responses: pd.DataFrame,
    encoder: Encoder,
    n_themes: int | Literal["auto"] = "auto",
    random_state: int = 0,
    show_progress_bar: bool = False,
    seeds: Sequence[Seed] = (),
    language_model: LanguageModel | None = None,
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
        Progress of the cutting and the encoding, on a terminal.
    seeds : sequence of Seed
        Themes that are known beforehand; ``n_themes`` is then how many new ones the rest forms.
    language_model : LanguageModel, optional
        Proposes names from redacted statements. Nothing leaves the machine without it.

    Raises
    ------
    InputError
        If no response says anything.
    """
    responses = with_language(responses)
    statements = statements_of(responses, show_progress_bar)
    texts = statements.pop("in_context").tolist()
    if all(is_uninformative(text) for text in texts):
        raise InputError("no answer says anything to find themes in", "Check that the right column was chosen")
    vectors = encoder.encode(texts, show_progress_bar=show_progress_bar)
    model = _fitted(texts, vectors, encoder, n_themes, random_state, seeds)
    if language_model is not None:
        model.themes_ = name_with_model(model.themes_, language_model)
    _set_themes(statements, model)
    statements["novelty"] = np.where(model.labels_ < 0, 0.0, model.novelty(texts, vectors)).round(4)
    statements["wave"] = statements.pop("wave")
    statements[["x", "y"]] = project(model.place(texts, vectors), random_state).astype(np.float64).round(4)
    return Discovery(_with_themes(responses, statements), statements, model, encoder.id, random_state)


def recut(discovery: Discovery, n_themes: int) -> Discovery:
    """The same discovery with coarser or finer themes; nothing is encoded or fitted again, and the map stays.

    Parameters
    ----------
    discovery : Discovery
        Its statements in the order they were found in.
    n_themes : int
        As in ``ThemeModel.cut``.

    Raises
    ------
    InputError
        If the statements are not those the model was fitted on.
    """
    if len(discovery.statements) != len(discovery.model.labels_):
        raise InputError("these are not all statements that the themes were found in", "Cut the whole discovery")
    model = discovery.model.cut(n_themes).assess()
    statements = discovery.statements.copy()
    _set_themes(statements, model)
    told = model.row_of_ >= 0
    statements.loc[told, "novelty"] = model.row_novelties()[model.row_of_[told]].round(4)
    return replace(discovery, responses=_with_themes(discovery.responses, statements), statements=statements,
                   model=model)  # fmt: skip


def _set_themes(statements: pd.DataFrame, model: ThemeModel) -> None:
    """Set the columns that say which theme each statement has."""
    names = np.array([theme.name for theme in model.themes_] + [""], dtype=object)
    statements["theme_id"] = model.labels_
    statements["theme"] = names[model.labels_]
    statements["probability"] = model.strengths_.round(4)
    statements["abstained"] = model.labels_ < 0


def _fitted(
    texts: list[str],
    vectors: Vectors,
    encoder: Encoder,
    n_themes: int | Literal["auto"],
    random_state: int,
    seeds: Sequence[Seed],
) -> ThemeModel:
    """A model that knows its encoder, with names and stabilities."""
    if seeds:
        model: ThemeModel = GuidedThemeModel(seeds, n_themes, random_state, encoder)
    else:
        model = ThemeModel(n_themes, random_state, encoder)
    return model.fit(texts, vectors, encoder_id=encoder.id).assess()


def _with_themes(responses: pd.DataFrame, statements: pd.DataFrame) -> pd.DataFrame:
    """Responses with their number of statements and theme names."""
    by_response = statements.groupby("response_id", sort=False)
    coded = statements[~statements["abstained"]].groupby("response_id", sort=False)
    themes = coded["theme"].agg(lambda names: " | ".join(dict.fromkeys(names)))
    result = responses.copy()
    result["n_statements"] = result["response_id"].map(by_response.size()).fillna(0).astype(int)
    result["themes"] = result["response_id"].map(themes).fillna("")
    return result
