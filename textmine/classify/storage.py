"""A trained classifier on disk: ``model.json``, ``ngrams.json``, ``weights.npz``, and ``manifest.json`` with SHA-256.

JSON and arrays without pickle: reading them can run no code, whoever wrote them, and needs no list of trusted types.
skops was tried: importing it imports every estimator of scikit-learn and with them torch, which takes longer
than coding a hundred answers, and its files differ from one writing to the next. These are the same for the same model.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from textmine.classify.blend import Blend
from textmine.classify.classifier import ThemeClassifier
from textmine.classify.confusion import Errors
from textmine.classify.features import Features, ngram_model
from textmine.classify.heads import Heads
from textmine.classify.novelty import Novelty
from textmine.classify.soundness import check_content, check_ngrams, check_weights
from textmine.classify.training import Fitted
from textmine.errors import InputError, ModelMismatchError, cause

FORMAT = 1
MODEL_FILES = ("model.json", "ngrams.json", "weights.npz")
MANIFEST = "manifest.json"
_LIBRARIES = ("textmine", "numpy", "scikit-learn")
_REMEDY = "Train the model again, or copy its folder again from where it was made"


@dataclass(frozen=True)
class Manifest:
    """What a model folder says of itself.

    Attributes
    ----------
    hash : str
        SHA-256 over the hashes of the files: the name of exactly this model.
    encoder_id, codebook : str
        What it was trained with.
    files : dict of str to str
        SHA-256 of each file.
    versions : dict of str to str
        Of Python and the libraries that wrote it.
    """

    hash: str
    encoder_id: str
    codebook: str
    files: dict[str, str]
    versions: dict[str, str]


def save_classifier(model: ThemeClassifier, folder: Path) -> None:
    """Write ``model`` into ``folder``, which is made if needed; the manifest comes last.

    Raises
    ------
    InputError
        If there can be no such folder.
    """
    fitted = model._fitted
    content = {
        "format": FORMAT,
        "encoder": model.encoder if isinstance(model.encoder, str) else "default",
        "encoder_id": model.encoder_id_,
        "dimension": model.dimension_,
        "codebook": model.codebook_,
        "parameters": {name: getattr(model, name) for name in ("min_examples", "novel_share", "abstain_share")},
        "themes": [[theme, model.names_[theme], model.counts_[theme]] for theme in model.themes_],
        "errors": [list(vars(model.errors_[theme]).values()) for theme in model.themes_],
        "refused": [[theme, count] for theme, count in model.refused_.items()],
        "novel_at": fitted.novel_at,
        # JSON has no infinity.
        "doubt_at": fitted.doubt_at if np.isfinite(fitted.doubt_at) else None,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"no model can be saved here ({error.strerror})", "Name another folder", file=folder
        ) from error
    (folder / MANIFEST).unlink(missing_ok=True)
    (folder / "model.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    ngrams = fitted.heads.features.ngrams.get_feature_names_out().tolist()
    (folder / "ngrams.json").write_text(json.dumps(ngrams, ensure_ascii=False), encoding="utf-8")
    np.savez(folder / "weights.npz", allow_pickle=False, **_weights(fitted))
    files = {name: _sha256(folder / name) for name in MODEL_FILES}
    versions = {"python": platform.python_version(), **{name: version(name) for name in _LIBRARIES}}
    manifest = Manifest(_hash_of(files), model.encoder_id_, model.codebook_, files, versions)
    (folder / MANIFEST).write_text(json.dumps({"format": FORMAT, **asdict(manifest)}, indent=1), encoding="utf-8")


def read_manifest(folder: str | Path) -> Manifest:
    """Read the manifest of a model folder and check its files against it.

    Raises
    ------
    InputError
        If the folder holds no model.
    ModelMismatchError
        If a file is not the one the model was saved with.
    """
    folder = Path(folder)
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        if content.pop("format") != FORMAT:
            raise ValueError("a format that this version does not read")
        manifest = Manifest(**content)
        found = {name: _sha256(folder / name) for name in MODEL_FILES}
        stored = dict(manifest.files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError) as error:
        raise InputError(
            f"no trained model can be read here ({cause(error)})",
            "Name a folder that textmine train wrote",
            file=folder,
        ) from error
    for name in MODEL_FILES:
        if stored.get(name) != found[name]:
            raise ModelMismatchError("the file is not the one the model was saved with", _REMEDY, file=folder / name)
    if manifest.hash != _hash_of(found) or not _same_identity(manifest, folder / "model.json"):
        raise ModelMismatchError("the manifest does not belong to these files", _REMEDY, file=folder / MANIFEST)
    return manifest


def _same_identity(manifest: Manifest, model: Path) -> bool:
    """Whether the manifest names the encoder and the codebook that the model itself, which is hashed, names."""
    try:
        content = json.loads(model.read_text(encoding="utf-8"))
        return bool((content["encoder_id"], content["codebook"]) == (manifest.encoder_id, manifest.codebook))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError) as error:
        raise InputError(f"the model cannot be read ({cause(error)})", _REMEDY, file=model.parent) from error


def load_classifier(folder: Path, codebook: str | None = None) -> ThemeClassifier:
    """Read a model that ``save_classifier`` wrote.

    Raises
    ------
    InputError
        If the folder holds no readable model.
    ModelMismatchError
        If a file was changed, or the model was trained with another codebook than ``codebook``.
    """
    manifest = read_manifest(folder)
    if codebook is not None and codebook != manifest.codebook:
        raise ModelMismatchError(
            "the model was trained with another codebook than the one in use",
            "Train it again, or open the codebook version it was made with",
            file=folder,
        )
    try:
        content = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        ngrams = json.loads((folder / "ngrams.json").read_text(encoding="utf-8"))
        with np.load(folder / "weights.npz", allow_pickle=False) as stored:
            weights = {name: stored[name] for name in stored.files}
        return _rebuilt(content, ngrams, weights)
    # RuntimeError: lists in lists without end, an encrypted or oddly packed archive. MemoryError: a senseless shape.
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        EOFError,
        BadZipFile,
        RuntimeError,
        MemoryError,
    ) as error:
        raise InputError(f"the model cannot be read ({cause(error)})", _REMEDY, file=folder) from error


def _weights(fitted: Fitted) -> dict[str, npt.NDArray[Any]]:
    heads, blend, novelty = fitted.heads, fitted.blend, fitted.novelty
    return {
        "mean": heads.features.mean,
        "idf": heads.features.ngrams.idf_,
        "weights": heads.weights,
        "intercepts": heads.intercepts,
        "prototypes": heads.prototypes,
        "coefficients": blend.coefficients,
        "shifts": blend.shifts,
        "priors": blend.priors,
        "rivals": blend.rivals,
        "whitening": novelty.whitening,
        "references": novelty.references,
        "places": novelty.places,
        "spreads": novelty.spreads,
        "above": fitted.above,
        "thresholds": fitted.thresholds,
    }


def _rebuilt(content: Mapping[str, Any], ngrams: list[str], w: Mapping[str, Any]) -> ThemeClassifier:
    if content["format"] != FORMAT:
        raise ValueError(f"format {content['format']}, this version reads {FORMAT}")
    check_content(content)
    check_ngrams(ngrams)
    check_weights(w, content, ngrams)
    model = ThemeClassifier(content["encoder"], **content["parameters"])
    try:
        model.check_parameters()
    except InputError as error:
        raise ValueError(error.problem) from error
    model.encoder_id_, model.dimension_ = content["encoder_id"], content["dimension"]
    model.codebook_ = content["codebook"]
    model.themes_ = tuple(theme for theme, _, _ in content["themes"])
    model.names_ = {theme: name for theme, name, _ in content["themes"]}
    model.counts_ = {theme: count for theme, _, count in content["themes"]}
    model.errors_ = {theme: Errors(*counts) for theme, counts in zip(model.themes_, content["errors"], strict=True)}
    model.refused_ = dict(content["refused"])
    model.out_of_fold_ = None
    model._fitted = Fitted(
        Heads(Features(w["mean"], ngram_model(ngrams, w["idf"])), w["weights"], w["intercepts"], w["prototypes"]),
        Blend(w["coefficients"], w["shifts"], w["priors"], w["rivals"]),
        Novelty(w["whitening"], w["references"], w["places"], w["spreads"]),
        w["above"],
        w["thresholds"],
        content["novel_at"],
        np.inf if content["doubt_at"] is None else content["doubt_at"],
    )
    return model


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hash_of(files: Mapping[str, str]) -> str:
    return hashlib.sha256("".join(f"{name}:{files[name]}\n" for name in sorted(files)).encode()).hexdigest()
