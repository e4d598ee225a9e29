"""A fitted ThemeModel on disk: ``themes.json`` and ``arrays.npz``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from textmine.errors import InputError, cause
from textmine.themes.cluster import Tree
from textmine.themes.guided import GuidedThemeModel, Seed
from textmine.themes.model import UNINFORMATIVE, ThemeModel
from textmine.themes.values import Theme

FORMAT = 2


def save_model(model: ThemeModel, folder: Path) -> None:
    """Write ``model`` into ``folder``, which is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    name = model.encoder if isinstance(model.encoder, str) else "default"
    content: dict[str, Any] = {
        "format": FORMAT,
        "n_themes": model.n_themes,
        "random_state": model.random_state,
        "encoder": name,
        "encoder_id": model.encoder_id_,
        "themes": [asdict(theme) for theme in model.themes_],
        "languages": model.languages_,
        "texts": model.texts_,
    }
    guidance: dict[str, Any] = {}
    if isinstance(model, GuidedThemeModel):
        content |= {"seeds": [asdict(seed) for seed in model.seeds], "fits": model.fits}
        guidance = {"seed_descriptions": model.seed_descriptions_, "seed_examples": model.seed_examples_}
    (folder / "themes.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    np.savez(
        folder / "arrays.npz",
        mean=model.mean_,
        language_axis=model.language_axis_,
        centres=model.centres_,
        nodes=model.nodes_,
        strengths=model.strengths_,
        rows=model.rows_,
        row_of=model.row_of_,
        row_labels=model.row_labels_,
        linkage=model.tree_.linkage,
        leaf_of=model.tree_.leaf_of,
        **guidance,
    )


def load_model(folder: Path) -> ThemeModel:
    """Read a model that ``save_model`` wrote.

    Raises
    ------
    InputError
        If the folder holds no readable model.
    """
    try:
        content = json.loads((folder / "themes.json").read_text(encoding="utf-8"))
        if content["format"] != FORMAT:
            raise ValueError(f"format {content['format']}, this version reads {FORMAT}")
        with np.load(folder / "arrays.npz", allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        return _restored(content, arrays)
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise InputError(
            f"no theme model can be read here ({cause(error)})", "Name a folder that save() wrote", file=folder
        ) from error


def _restored(content: dict[str, Any], arrays: dict[str, Any]) -> ThemeModel:
    model = _unfitted(content, arrays)
    model.encoder_id_ = content["encoder_id"]
    model.themes_ = [_theme(values) for values in content["themes"]]
    model.texts_, model.languages_ = tuple(content["texts"]), tuple(content["languages"])
    model.mean_, model.centres_ = arrays["mean"], arrays["centres"]
    model.language_axis_ = arrays["language_axis"]
    model.nodes_ = arrays.get("nodes", np.empty(0, dtype=np.int64))  # older folders have none
    model.rows_, model.row_of_, model.row_labels_ = arrays["rows"], arrays["row_of"], arrays["row_labels"]
    if len(model.rows_) != len(model.texts_):
        raise ValueError(f"{len(model.rows_)} vectors for {len(model.texts_)} texts")
    model.labels_ = np.where(model.row_of_ >= 0, model.row_labels_[model.row_of_], UNINFORMATIVE)
    model.strengths_ = arrays["strengths"]
    model.tree_ = Tree(arrays["linkage"], arrays["leaf_of"])
    return model


def _unfitted(content: dict[str, Any], arrays: dict[str, Any]) -> ThemeModel:
    parameters = content["n_themes"], content["random_state"], content["encoder"]
    if "seeds" not in content:
        return ThemeModel(*parameters)
    seeds = tuple(Seed(**{**values, "examples": tuple(values["examples"])}) for values in content["seeds"])
    model = GuidedThemeModel(seeds, *parameters, fits=content["fits"])
    model.seed_descriptions_, model.seed_examples_ = arrays["seed_descriptions"], arrays["seed_examples"]
    return model


def _theme(values: dict[str, Any]) -> Theme:
    tuples = {name: tuple(values[name]) for name in ("keywords", "representative")}
    return Theme(**{**values, **tuples})
