"""A fitted ThemeModel on disk: ``themes.json`` and ``arrays.npz``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from textmine.errors import InputError
from textmine.themes.cluster import Tree
from textmine.themes.model import Theme, ThemeModel

FORMAT = 1


def save_model(model: ThemeModel, folder: Path) -> None:
    """Write ``model`` into ``folder``, which is made if needed."""
    folder.mkdir(parents=True, exist_ok=True)
    name = model.encoder if isinstance(model.encoder, str) else "default"
    content = {
        "format": FORMAT,
        "n_themes": model.n_themes,
        "random_state": model.random_state,
        "encoder": name,
        "encoder_id": model.encoder_id_,
        "themes": [asdict(theme) for theme in model.themes_],
    }
    (folder / "themes.json").write_text(json.dumps(content, ensure_ascii=False, indent=1), encoding="utf-8")
    np.savez(
        folder / "arrays.npz",
        mean=model.mean_,
        language_axis=model.language_axis_,
        centres=model.centres_,
        labels=model.labels_,
        strengths=model.strengths_,
        linkage=model.tree_.linkage,
        leaf_of=model.tree_.leaf_of,
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
        model = ThemeModel(content["n_themes"], content["random_state"], content["encoder"])
        model.encoder_id_ = content["encoder_id"]
        model.themes_ = [
            Theme(t["id"], t["name"], tuple(t["keywords"]), t["size"], tuple(t["representative"]))
            for t in content["themes"]
        ]
        model.mean_, model.centres_ = arrays["mean"], arrays["centres"]
        model.language_axis_ = arrays["language_axis"]
        model.labels_, model.strengths_ = arrays["labels"], arrays["strengths"]
        model.tree_ = Tree(arrays["linkage"], arrays["leaf_of"])
    except (OSError, ValueError, KeyError, TypeError, EOFError, BadZipFile) as error:
        raise InputError(
            f"no theme model can be read here ({error})", "Name a folder that save() wrote", file=folder
        ) from error
    return model
