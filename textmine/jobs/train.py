"""What ``textmine train`` does: coded statements in, a model folder out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textmine.classify import ThemeClassifier, codebook_hash, read_manifest
from textmine.classify.examples import ThemeId, sorted_ids
from textmine.classify.storage import MANIFEST, MODEL_FILES
from textmine.coding.codings import verdicts
from textmine.encode import Vectors, load_encoder
from textmine.errors import InputError, ModelMismatchError
from textmine.jobs.files import keep_original
from textmine.report.files import folder_written_whole

if TYPE_CHECKING:
    from textmine.coding.codebook import Codebook
    from textmine.store import Project
    from textmine.survey.table import Table

NO_THEME = "-"
"""In the label column: read, and no theme fits. An empty cell is a statement nobody has coded."""
_BETWEEN = re.compile(r"[;|]")


@dataclass(frozen=True)
class CodedTexts:
    """What a classifier is trained on, whether it comes from a file or from a project.

    Attributes
    ----------
    texts : sequence of str, length n
        Statements.
    labels : sequence of set of theme ids or None, length n
    groups : sequence of str or None, length n
        Respondents.
    definitions, parents, names : mapping
        Of the codebook, by theme id; empty where there is none.
    known : frozenset of ThemeId or None
        Themes of the codebook; None where there is none.
    """

    texts: Sequence[str]
    labels: Sequence[set[ThemeId] | None]
    groups: Sequence[str] | None
    definitions: Mapping[ThemeId, str | Sequence[str]]
    parents: Mapping[ThemeId, ThemeId | None]
    names: Mapping[ThemeId, str]
    known: frozenset[ThemeId] | None = None

    @property
    def unknown(self) -> tuple[ThemeId, ...]:
        """Themes of the labels that the codebook does not have, sorted; none where there is no codebook."""
        if self.known is None:
            return ()
        return sorted_ids({theme for label in self.labels for theme in label or ()} - self.known)

    @property
    def n_coded(self) -> int:
        """Texts that somebody has coded, if with no theme."""
        return sum(label is not None for label in self.labels)


@dataclass(frozen=True)
class Trained:
    """What ``train_model`` made.

    Attributes
    ----------
    folder : Path
    hash : str
        Name of exactly this model.
    themes : int
    texts : int
        Coded texts it learnt from, duplicates included.
    refused : dict
        Themes with too little to learn from, and how many different texts each had.
    unknown : tuple of ThemeId
        Themes of the labels that the codebook given does not have: mostly slips of the pen.
    """

    folder: Path
    hash: str
    themes: int
    texts: int
    refused: dict[ThemeId, int]
    unknown: tuple[ThemeId, ...] = ()


def train_file(
    file: Path,
    out: Path,
    *,
    text: str | None,
    labels: str,
    group: str | None = None,
    definitions: Path | None = None,
    encoder: str = "default",
) -> Trained:
    """Train a classifier on a file with one coded statement a row."""
    for original in (file, definitions):
        if original is not None:
            keep_original(original, *(out / name for name in (*MODEL_FILES, MANIFEST)))
    return train_model(coded_texts(file, text=text, labels=labels, group=group, definitions=definitions), out, encoder)


def train_model(coded: CodedTexts, out: Path, encoder: str = "default") -> Trained:
    """Train a classifier and write its folder whole."""
    load_encoder(encoder)
    model = fitted_on(coded, ThemeClassifier(encoder))
    with folder_written_whole(out) as temporary:
        model.save(temporary)
    return Trained(out, read_manifest(out).hash, len(model.themes_), coded.n_coded, model.refused_, coded.unknown)


def fitted_on(coded: CodedTexts, model: ThemeClassifier, vectors: Vectors | None = None) -> ThemeClassifier:
    """Fit a classifier on coded texts; ``vectors`` (n, d) are theirs, if they are at hand.

    Raises
    ------
    InputError
        If every text has the same themes, or none has enough texts.
    """
    kinds = {frozenset(label) for label in coded.labels if label is not None}
    if len(kinds) == 1 and (only := kinds.pop()):
        raise InputError(
            f"every coded text has the same theme ({', '.join(map(str, sorted_ids(only)))}): there is nothing to tell"
            " it from",
            "Code texts with other themes too, or with none",
        )
    with warnings.catch_warnings():
        # The refused themes are told in the words of whoever asks.
        warnings.simplefilter("ignore", UserWarning)
        return model.fit(
            coded.texts,
            coded.labels,
            coded.groups,
            embeddings=vectors,
            definitions=coded.definitions,
            parents=coded.parents,
            names=coded.names,
        )


def train_project(project: str, out: Path, encoder: str = "default") -> Trained:
    """Train a classifier on what people have decided in a project."""
    from textmine.store import open_project

    with open_project(project) as opened:
        return train_model(coded_statements(opened), out, encoder)


def coded_statements(project: Project) -> CodedTexts:
    """A project's statements with the themes that people accepted.

    One that was read and got no theme has an empty label. One that nobody has read, or where people differ about a
    theme and nobody has settled it, has none.

    Raises
    ------
    InputError
        If people have accepted no theme yet.
    """
    ids, texts = project.vector_texts()
    codebook = project.codebook()
    frame = project.statements().set_index("statement_id")
    stands = verdicts((coding for coding in project.codings.values() if coding.coder_kind != "model"), codebook)
    labels: dict[str, set[ThemeId]] = {}
    for name in {*frame.index[frame["coded"]], *stands}:
        own = stands.get(name, {})
        accepted: set[ThemeId] = {theme for theme, stand in own.items() if stand == "accepted"}
        # Who only rejects a suggestion has not said that no other theme fits.
        if "disputed" not in own.values() and (accepted or frame["coded"].get(name, False)):
            labels[name] = accepted
    if not any(labels.values()):
        raise InputError("nobody has accepted a theme in this project yet", "Code some statements first: textmine app")
    owners = frame["respondent"].loc[ids].tolist()
    return CodedTexts(texts, [labels.get(id) for id in ids], owners, *_learnt_of(codebook))


def check_codebook(model: ThemeClassifier, codebook: Codebook) -> None:
    """Refuse a model whose themes are not what a project's codebook calls so.

    Ids alone do not tell: every project has a T1.

    Raises
    ------
    ModelMismatchError
        If a theme of the model is not in use, or one has another name, definition or place in the tree.
    """
    definitions, parents, names = _learnt_of(codebook)
    remedy = "Train it again: textmine train --project"
    for theme in model.themes_:
        if theme not in names:
            raise ModelMismatchError(f"the codebook has no theme {theme!r} in use, which the model learnt", remedy)
    if codebook_hash({theme: names[theme] for theme in model.themes_}, definitions, parents) != model.codebook_:
        raise ModelMismatchError("the model was trained with another codebook than the one in use", remedy)


def _learnt_of(
    codebook: Codebook,
) -> tuple[dict[ThemeId, list[str]], dict[ThemeId, ThemeId | None], dict[ThemeId, str]]:
    """Definitions, parents and names of the themes in use."""
    return (
        {theme.id: list(definition) for theme in codebook.active if (definition := theme.definition.all)},
        {theme.id: _above(codebook, theme.id) for theme in codebook.active},
        {theme.id: theme.name() or theme.id for theme in codebook.active},
    )


def _above(codebook: Codebook, theme_id: str) -> str | None:
    """The nearest theme above one that is in use."""
    return next((theme.id for theme in reversed(codebook.path(theme_id)[:-1]) if theme.is_active), None)


def coded_texts(
    file: Path, *, text: str | None, labels: str, group: str | None = None, definitions: Path | None = None
) -> CodedTexts:
    """Read coded statements from a file.

    Parameters
    ----------
    file : Path
        One row a statement.
    text : str or None
        Column of the statements; found by itself.
    labels : str
        Column of the themes, with ``;`` or ``|`` between several; ``-`` for none, empty for not coded.
    group : str, optional
        Column of the respondent.
    definitions : Path, optional
        Table with the columns theme_id and definition, and perhaps theme (its name) and parent_id.

    Raises
    ------
    InputError
        If a column does not exist or no statement is coded.
    """
    from textmine.survey import read_responses

    # Several statements share a respondent, so that the respondent's id is no id of the row.
    wanted = {labels: "--labels"} | ({} if group is None or group == labels else {group: "--group"})
    frame = read_responses(file, text=text, id="", wave="", attributes=wanted)
    kept = frame.columns[3:].tolist()
    cells = frame[kept[0]].tolist()
    found = [_themes(cell) for cell in cells]
    if not any(found):
        remedy = "Name the column of the themes with --labels"
        raise InputError("no statement has a theme", remedy, file=file, column=labels)
    groups = None if group is None else frame[kept[-1]].tolist()
    if definitions is None:
        return CodedTexts(frame["text"].tolist(), found, groups, {}, {}, {})
    return CodedTexts(frame["text"].tolist(), found, groups, *_codebook(definitions))


def _themes(cell: str) -> set[ThemeId] | None:
    # Columns that were joined leave separators alone behind where nobody has coded.
    parts = {part.strip() for part in _BETWEEN.split(cell)} - {""}
    return parts - {NO_THEME} if parts else None


def _codebook(
    file: Path,
) -> tuple[dict[ThemeId, str], dict[ThemeId, str], dict[ThemeId, str], frozenset[ThemeId]]:
    """Definitions, parents and names of a table of themes, and all its ids."""
    from textmine.survey.formats import read_table
    from textmine.survey.lookup import find_column, lookup

    table = read_table(file)
    ids = [cell.strip() for cell in table.values(find_column(table, "theme_id", "--definitions"))]
    texts = table.values(find_column(table, "definition", "--definitions"))
    name, parent = lookup(table, "theme"), lookup(table, "parent_id")
    names = table.values(name) if name else [""] * len(ids)
    above = table.values(parent) if parent else [""] * len(ids)
    _check_themes(table, ids, texts, above)
    rows = list(zip(ids, (n.strip() for n in names), texts, (p.strip() for p in above), strict=True))
    return (
        {theme: f"{named}. {text}" if named else text for theme, named, text, _ in rows if text.strip()},
        {theme: parent for theme, _, _, parent in rows if parent},
        {theme: named for theme, named, _, _ in rows if named},
        frozenset(theme for theme, _, _, _ in rows if theme),
    )


def _check_themes(table: Table, ids: list[str], texts: list[str], above: list[str]) -> None:
    """Refuse a table of themes of which a row would be passed over in silence."""
    seen: set[str] = set()
    for row, theme, text, parent in zip(table.rows, ids, texts, above, strict=True):
        if theme in seen and theme:
            problem, remedy = f"the theme {theme!r} stands there already", "Give each theme one row"
        elif not theme and text.strip():
            problem, remedy = "the definition has no theme", "Write its id into theme_id"
        elif parent.strip() and parent.strip() not in ids:
            problem, remedy = (
                f"there is no theme {parent.strip()!r} above {theme!r}",
                "Give it a row, or correct parent_id",
            )
        else:
            seen.add(theme)
            continue
        raise InputError(problem, remedy, file=table.file, row=row)
