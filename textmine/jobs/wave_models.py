"""Classifiers trained for a project, each in a folder of its own beside it.

Beside the model's files lie ``codebook.json``, the codebook that it learnt; ``learnt.json``, what it said of its
training statements while they were left out, by statement id and without a text; and ``about.json``, written last: a
folder without it is half a model and is not seen.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from textmine.classify import Decisions, ThemeClassifier, decided_unseen, read_manifest
from textmine.coding.codebook import Codebook
from textmine.coding.codebook_json import codebook_from_dict, codebook_to_dict
from textmine.encode import load_encoder
from textmine.errors import InputError, ModelMismatchError, cause
from textmine.jobs.background import Progress
from textmine.jobs.train import coded_statements, fitted_on

if TYPE_CHECKING:
    from textmine.store import Project

_ABOUT, _CODEBOOK, _LEARNT = "about.json", "codebook.json", "learnt.json"
_CHANGED, _AGAIN = "the file is not the one the model was saved with", "Train the model again"


@dataclass(frozen=True)
class ProjectModel:
    """A model trained for a project.

    Attributes
    ----------
    folder : Path
    hash : str
        Name of exactly this model.
    made : str
        ISO 8601, UTC.
    by : str
    texts, themes : int
        Coded statements it learnt from, and themes it learnt.
    waves : tuple of str
        Waves it learnt from.
    refused : dict
        Ids of the themes with too little to learn from, and how many different texts each had.
    files : dict
        SHA-256 of the files that lie beside the model's own; empty for a model of a version that did not keep them.
    """

    folder: Path
    hash: str
    made: str
    by: str
    texts: int
    themes: int
    waves: tuple[str, ...] = ()
    refused: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)

    def codebook(self) -> Codebook:
        """The codebook it was trained with; a ModelMismatchError where the file was changed."""
        return codebook_from_dict(self._own(_CODEBOOK))

    def classifier(self) -> ThemeClassifier:
        """The classifier, checked against its manifest, with its encoder loaded.

        Raises
        ------
        InputError
            If the folder was changed or is not whole.
        ModelMismatchError
            If the encoder in use is not the one it was trained with.
        """
        loaded = ThemeClassifier.load(self.folder)
        if read_manifest(self.folder).hash != self.hash:
            raise ModelMismatchError(_CHANGED, _AGAIN, file=self.folder / _ABOUT)
        if isinstance(loaded.encoder, str):
            loaded.encoder = load_encoder(loaded.encoder)
        loaded.check_encoder()
        return loaded

    def learnt(self) -> Learnt:
        """What it said of its training statements while they were left out; as `codebook` where it was changed."""
        return Learnt(**self._own(_LEARNT))

    def _own(self, name: str) -> Any:
        file = self.folder / name
        content = _read(file)
        if self.files and self.files.get(name) != _sha256(file):
            raise ModelMismatchError(_CHANGED, _AGAIN, file=file)
        return content


@dataclass(frozen=True)
class Learnt:
    """The statements a model learnt from, as it would have coded them unseen; lists of length n."""

    statements: list[str]
    themes: list[list[str]]
    abstained: list[bool]
    novel: list[bool]


def models_of(project: Project) -> list[ProjectModel]:
    """The models of a project, the newest first; a folder whose description cannot be read is no model."""
    found = []
    for about in _home(project).glob(f"*/{_ABOUT}"):
        with suppress(InputError, KeyError, TypeError):
            content = _read(about)
            found.append(ProjectModel(folder=about.parent, **{**content, "waves": tuple(content["waves"])}))
    return sorted(found, key=lambda model: (model.made, model.hash), reverse=True)


def model_of(project: Project, hash: str) -> ProjectModel:
    """The model of this hash, or of a hash that begins so; an InputError where the project has none."""
    for model in models_of(project):
        if hash and model.hash.startswith(hash):
            return model
    raise InputError(f"the project has no model {hash[:12]!r}", "Train one, or choose another")


def train_in_project(
    progress: Progress, *, project: str, coder: str, encoder: str = "default", now: str = ""
) -> dict[str, Any]:
    """Train a classifier on what people have accepted in a project, and keep it beside the project.

    Parameters
    ----------
    progress : Progress
        Told of the steps encode, train and write.
    project, coder : str
    encoder : str
    now : str
        ISO 8601; by default the time it is.

    Returns
    -------
    dict
        ``model`` (hash), ``texts``, ``themes`` and ``refused`` (theme id to number of different texts). The same
        codings give the same model, which is then kept once.

    Raises
    ------
    InputError
        If people have accepted no theme yet, or none often enough.
    """
    from textmine.store import open_project

    with open_project(project) as opened:
        _demand_reviewer(opened, coder)
        used = load_encoder(encoder)
        opened.meaning.vectors(used, progress=partial(progress, "encode"))
        progress("train")
        # Only now, and at once: somebody may have cut statements otherwise while they were read.
        coded, codebook = coded_statements(opened), opened.codebook()
        ids, vectors = opened.meaning.vectors(used)
        model = fitted_on(coded, ThemeClassifier(used), vectors)
        rows = [row for row, label in enumerate(coded.labels) if label is not None]
        waves = opened.statements().set_index("statement_id")["wave"].loc[[ids[row] for row in rows]]
        decided = decided_unseen(model, [coded.texts[row] for row in rows], [coded.labels[row] for row in rows])
        model.encoder = encoder
        progress("write")
        about = {
            "made": now or datetime.now(UTC).isoformat(timespec="seconds"),
            "by": coder,
            "texts": coded.n_coded,
            "themes": len(model.themes_),
            "waves": sorted(set(waves)),
            "refused": {str(theme): count for theme, count in model.refused_.items()},
        }
        kept = _keep(_home(opened), model, codebook, _learnt([ids[row] for row in rows], decided, model), about)
    return {"model": kept, **{name: about[name] for name in ("texts", "themes", "refused")}}


def _demand_reviewer(project: Project, coder: str) -> None:
    from textmine.store.rights import demand

    demand(coder, project.coders.role(coder) or "", "review")


def _learnt(ids: list[str], decided: Decisions, model: ThemeClassifier) -> Learnt:
    themes = [[str(model.themes_[place]) for place in np.flatnonzero(row)] for row in decided.said]
    return Learnt(ids, themes, decided.abstained.tolist(), decided.novel.tolist())


def _keep(home: Path, model: ThemeClassifier, codebook: Codebook, learnt: Learnt, about: dict[str, Any]) -> str:
    """Write a model's folder under the beginning of its hash; returns the hash."""
    # Vectors and n-grams of personal texts are personal too, so that only their owner can read them.
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    making = home / f".{uuid.uuid4().hex}"
    try:
        model.save(making)
        hash = read_manifest(making).hash
        _write(making / _CODEBOOK, codebook_to_dict(codebook))
        _write(making / _LEARNT, asdict(learnt))
        files = {name: _sha256(making / name) for name in (_CODEBOOK, _LEARNT)}
        _write(making / _ABOUT, {"hash": hash, **about, "files": files})
        shutil.rmtree(home / hash[:16], ignore_errors=True)
        making.replace(home / hash[:16])
    finally:
        shutil.rmtree(making, ignore_errors=True)
    return hash


def _home(project: Project) -> Path:
    return project.place.folder / "models"


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _write(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def _read(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({cause(error)})", "Train the model again", file=file) from error
