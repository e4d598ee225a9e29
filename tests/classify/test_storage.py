from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.classify.conftest import LONGER, NEW_TEXTS, same
from tests.conftest import ToyEncoder, python
from textmine.classify import ThemeClassifier, read_manifest
from textmine.classify.storage import MANIFEST, MODEL_FILES
from textmine.errors import InputError, ModelMismatchError


def test_a_loaded_model_says_the_same_to_the_last_bit(
    model: ThemeClassifier, model_folder: Path, toy: ToyEncoder
) -> None:
    loaded = ThemeClassifier.load(model_folder)
    loaded.encoder = toy
    same(model, loaded, [*LONGER, *NEW_TEXTS])
    for name in ("themes_", "names_", "counts_", "refused_", "errors_", "thresholds_", "encoder_id_", "codebook_"):
        assert getattr(loaded, name) == getattr(model, name), name


def test_a_loaded_model_can_be_saved_again(model_folder: Path, tmp_path: Path, toy: ToyEncoder) -> None:
    loaded = ThemeClassifier.load(model_folder)
    loaded.save(tmp_path / "again")
    again = ThemeClassifier.load(tmp_path / "again")
    loaded.encoder = again.encoder = toy
    same(loaded, again, NEW_TEXTS)


@pytest.mark.parametrize("name", MODEL_FILES)
def test_a_changed_file_is_refused_by_name(model_folder: Path, name: str) -> None:
    content = bytearray((model_folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    (model_folder / name).write_bytes(content)
    with pytest.raises(ModelMismatchError, match=name):
        ThemeClassifier.load(model_folder)


def test_a_manifest_of_other_files_is_refused(model_folder: Path) -> None:
    manifest = json.loads((model_folder / MANIFEST).read_text())
    manifest["hash"] = "0" * 64
    (model_folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelMismatchError, match="manifest"):
        ThemeClassifier.load(model_folder)


@pytest.mark.parametrize("field", ["encoder_id", "codebook"])
def test_a_manifest_that_names_another_encoder_or_codebook_is_refused(model_folder: Path, field: str) -> None:
    manifest = json.loads((model_folder / MANIFEST).read_text())
    manifest[field] = "another"
    (model_folder / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(ModelMismatchError, match="manifest"):
        read_manifest(model_folder)
    with pytest.raises(ModelMismatchError, match="manifest"):
        ThemeClassifier.load(model_folder, codebook="another")


def sign_again(folder: Path) -> None:
    """Make the manifest fit what lies in the folder, as whoever changed it can."""
    manifest = json.loads((folder / MANIFEST).read_text())
    content = json.loads((folder / "model.json").read_text())
    files = {n: hashlib.sha256((folder / n).read_bytes()).hexdigest() for n in MODEL_FILES}
    whole = hashlib.sha256("".join(f"{n}:{files[n]}\n" for n in sorted(files)).encode()).hexdigest()
    identity = {name: content.get(name) for name in ("encoder_id", "codebook")}
    (folder / MANIFEST).write_text(json.dumps({**manifest, **identity, "files": files, "hash": whole}))


def test_objects_that_only_pickle_can_write_are_not_read(model_folder: Path) -> None:
    np.savez(model_folder / "weights.npz", mean=np.array([{"any": "object"}], dtype=object))
    sign_again(model_folder)
    with pytest.raises(InputError, match="allow_pickle"):
        ThemeClassifier.load(model_folder)


def test_a_file_is_no_folder_to_save_in(model: ThemeClassifier, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept")
    with pytest.raises(InputError, match="no model can be saved here"):
        model.save(tmp_path / "file")
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize("name", ["model.json", "ngrams.json", MANIFEST])
def test_lists_in_lists_without_end_are_refused(model_folder: Path, name: str) -> None:
    (model_folder / name).write_text("[" * 200_000 + "]" * 200_000)
    if name == "ngrams.json":
        sign_again(model_folder)
    with pytest.raises(InputError):
        ThemeClassifier.load(model_folder)


@pytest.mark.parametrize(("local", "central", "value"), [(6, 8, 1), (8, 10, 99)], ids=["encrypted", "oddly packed"])
def test_an_archive_that_cannot_be_opened_is_refused(model_folder: Path, local: int, central: int, value: int) -> None:
    file = model_folder / "weights.npz"
    content = bytearray(file.read_bytes())
    for signature, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        place = content.find(signature)
        while place >= 0:
            content[place + offset] = value
            place = content.find(signature, place + 4)
    file.write_bytes(content)
    sign_again(model_folder)
    with pytest.raises(InputError, match="cannot be read"):
        ThemeClassifier.load(model_folder)


ARRAYS = [
    "mean",
    "idf",
    "weights",
    "intercepts",
    "prototypes",
    "coefficients",
    "shifts",
    "priors",
    "rivals",
    "whitening",
    "references",
    "places",
    "spreads",
    "above",
    "thresholds",
]


@pytest.mark.parametrize("name", ARRAYS)
def test_weights_that_cannot_be_a_models_are_refused_though_their_hash_fits(model_folder: Path, name: str) -> None:
    with np.load(model_folder / "weights.npz") as stored:
        weights = {key: stored[key] for key in stored.files}
    assert set(weights) == set(ARRAYS)
    right = weights[name]
    wrong = [right[..., None], right.astype(str), right.astype(complex), np.zeros(0)]
    if right.dtype.kind == "f":
        wrong += [np.full_like(right, np.nan), np.full_like(right, np.inf)]
    for array in wrong:
        np.savez(model_folder / "weights.npz", **{**weights, name: array})
        sign_again(model_folder)
        with pytest.raises(InputError, match=f"cannot be read .*{name}"):
            ThemeClassifier.load(model_folder)
    np.savez(model_folder / "weights.npz", **{key: array for key, array in weights.items() if key != name})
    sign_again(model_folder)
    with pytest.raises(InputError, match="the arrays are not"):
        ThemeClassifier.load(model_folder)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("encoder", None),
        ("encoder", []),
        ("codebook", 3),
        ("dimension", 7),
        ("dimension", "x"),
        ("themes", []),
        ("themes", [["a", None, 1]]),
        ("themes", [["a", "A", 1], ["a", "A", 1], ["b", "B", 1]]),
        ("errors", [["a", 1, 1, 1]] * 3),
        ("refused", [[[], 1]]),
        ("novel_at", None),
        ("novel_at", float("nan")),
        ("doubt_at", "x"),
        ("parameters", {"abstain_share": 5}),
    ],
)
def test_settings_that_cannot_be_a_models_are_refused_though_their_hash_fits(
    model_folder: Path, name: str, value: object
) -> None:
    file = model_folder / "model.json"
    content = json.loads(file.read_text())
    file.write_text(json.dumps({**content, name: value}))
    sign_again(model_folder)
    with pytest.raises(InputError):
        ThemeClassifier.load(model_folder)
    del content[name]
    file.write_text(json.dumps(content))
    sign_again(model_folder)
    with pytest.raises(InputError, match=name):
        ThemeClassifier.load(model_folder)


@pytest.mark.parametrize("change", [lambda old: [*old[:-1], 3], lambda old: [*old[:-1], old[0]], lambda _: {}])
def test_ngrams_that_cannot_be_a_models_are_refused(model_folder: Path, change: Callable[[list[str]], object]) -> None:
    file = model_folder / "ngrams.json"
    file.write_text(json.dumps(change(json.loads(file.read_text()))))
    sign_again(model_folder)
    with pytest.raises(InputError, match="n-gram"):
        ThemeClassifier.load(model_folder)


def test_the_same_model_is_the_same_bytes(model: ThemeClassifier, model_folder: Path, tmp_path: Path) -> None:
    model.save(tmp_path / "again")
    for name in (*MODEL_FILES, MANIFEST):
        assert (tmp_path / "again" / name).read_bytes() == (model_folder / name).read_bytes(), name


def test_reading_a_model_imports_neither_torch_nor_every_estimator(model_folder: Path) -> None:
    code = """
import sys
from textmine.classify import ThemeClassifier
ThemeClassifier.load(sys.argv[1])
print(sorted({"torch", "skops", "mapie", "sklearn.ensemble", "dask"} & set(sys.modules)))
"""
    result = python(code, str(model_folder))
    assert result.stdout.strip() == "[]", result.stderr


@pytest.mark.parametrize("name", [MANIFEST, *MODEL_FILES])
def test_a_folder_that_lacks_a_file_is_no_model(model_folder: Path, name: str) -> None:
    (model_folder / name).unlink()
    with pytest.raises(InputError):
        ThemeClassifier.load(model_folder)


def test_another_codebook_is_refused(model: ThemeClassifier, model_folder: Path) -> None:
    assert ThemeClassifier.load(model_folder, codebook=model.codebook_).themes_ == model.themes_
    with pytest.raises(ModelMismatchError, match="codebook"):
        ThemeClassifier.load(model_folder, codebook="another")


def test_the_manifest_names_encoder_codebook_files_and_versions(model: ThemeClassifier, model_folder: Path) -> None:
    manifest = read_manifest(model_folder)
    assert (manifest.encoder_id, manifest.codebook) == (model.encoder_id_, model.codebook_)
    assert set(manifest.files) == set(MODEL_FILES)
    assert {"python", "textmine", "scikit-learn"} <= set(manifest.versions)
