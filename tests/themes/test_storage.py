from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.conftest import COMMENTS, EMPTY_ANSWERS, ToyEncoder
from textmine.encode import Encoder
from textmine.errors import InputError, ModelMismatchError
from textmine.themes import ThemeModel
from textmine.themes.guided import GuidedThemeModel, Seed

TEXTS = [*COMMENTS, *EMPTY_ANSWERS]
NEW_TEXTS = ["Det trengs flere boliger", "psykolog nå", "noe helt annet på øya", "vet ikke", ""]


@pytest.fixture
def saved(toy: ToyEncoder, tmp_path: Path) -> Path:
    folder = tmp_path / "model"
    ThemeModel(3, 7, toy).fit(TEXTS).save(folder)
    return folder


def test_everything_learnt_survives_saving_and_loading(toy: ToyEncoder, saved: Path) -> None:
    expected, model = ThemeModel(3, 7, toy).fit(TEXTS), ThemeModel.load(saved)
    assert model.themes_ == expected.themes_
    assert (model.n_themes, model.random_state, model.encoder_id_) == (3, 7, toy.id)
    assert (model.texts_, model.languages_) == (expected.texts_, expected.languages_)
    for name in ("labels_", "strengths_", "centres_", "mean_", "rows_", "row_labels_"):
        np.testing.assert_array_equal(getattr(model, name), getattr(expected, name))
    np.testing.assert_array_equal(model.tree_.cut(5), expected.tree_.cut(5))


def test_predictions_are_the_same_after_loading(toy: ToyEncoder, saved: Path) -> None:
    expected, model = ThemeModel(3, 7, toy).fit(TEXTS), ThemeModel.load(saved)
    model.encoder = toy
    for texts in (TEXTS, NEW_TEXTS):
        np.testing.assert_array_equal(model.predict(texts), expected.predict(texts))
        np.testing.assert_array_equal(model.predict_strength(texts), expected.predict_strength(texts))
        np.testing.assert_array_equal(model.novelty(texts), expected.novelty(texts))


def test_a_loaded_model_finds_its_encoder_by_itself(encoder: Encoder, tmp_path: Path) -> None:
    expected = ThemeModel(3, encoder=encoder).fit(COMMENTS)
    expected.save(tmp_path)
    np.testing.assert_array_equal(ThemeModel.load(tmp_path).predict(NEW_TEXTS), expected.predict(NEW_TEXTS))


def test_a_loaded_model_refuses_an_encoder_it_was_not_fitted_with(saved: Path) -> None:
    with pytest.raises(ModelMismatchError, match="toy:1"):
        ThemeModel.load(saved).predict(NEW_TEXTS)


@pytest.mark.parametrize("n_themes", [2, 5])
def test_a_loaded_model_is_cut_as_the_saved_one(toy: ToyEncoder, saved: Path, n_themes: int) -> None:
    expected, model = ThemeModel(3, 7, toy).fit(TEXTS).cut(n_themes), ThemeModel.load(saved).cut(n_themes)
    assert model.themes_ == expected.themes_
    np.testing.assert_array_equal(model.labels_, expected.labels_)


def test_a_loaded_guided_model_is_the_saved_one(toy: ToyEncoder, tmp_path: Path) -> None:
    seeds = (Seed("b", "Boliger", "Vi mangler boliger", ("Unge får ikke boliger",)), Seed("k", "Kveld og helg"))
    expected = GuidedThemeModel(seeds, 1, 7, toy).fit(TEXTS)
    expected.save(tmp_path)
    model = ThemeModel.load(tmp_path)
    model.encoder = toy
    assert isinstance(model, GuidedThemeModel)
    assert model.seeds == seeds
    assert model.themes_ == expected.themes_
    np.testing.assert_array_equal(model.predict(NEW_TEXTS), expected.predict(NEW_TEXTS))
    np.testing.assert_array_equal(model.cut(2).labels_, expected.cut(2).labels_)


def test_saving_a_loaded_model_writes_the_same_model(saved: Path, tmp_path: Path) -> None:
    ThemeModel.load(saved).save(tmp_path / "again")
    assert (tmp_path / "again" / "themes.json").read_bytes() == (saved / "themes.json").read_bytes()
    with np.load(saved / "arrays.npz") as first, np.load(tmp_path / "again" / "arrays.npz") as second:
        assert first.files == second.files
        for name in first.files:
            np.testing.assert_array_equal(first[name], second[name])


def test_the_files_are_plain_json_and_arrays_without_pickle(saved: Path) -> None:
    assert sorted(path.name for path in saved.iterdir()) == ["arrays.npz", "themes.json"]
    content = json.loads((saved / "themes.json").read_text(encoding="utf-8"))
    assert [theme["id"] for theme in content["themes"]] == [0, 1, 2]
    with np.load(saved / "arrays.npz", allow_pickle=False) as arrays:
        assert all(arrays[name].dtype != object for name in arrays.files)


@pytest.mark.parametrize("content", ["", "{", "[]", "null", "{}", '{"format": 99}', '{"format": 1}', '"\ud800"'])
def test_a_damaged_description_is_refused_in_one_line(saved: Path, content: str) -> None:
    (saved / "themes.json").write_bytes(content.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError, match="no theme model can be read here") as caught:
        ThemeModel.load(saved)
    assert str(saved) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [
        b"not an archive at all",
        pytest.param(b""),
        pytest.param(b"PK\x03\x04" + b"x" * 100),
    ],
)
def test_a_damaged_array_file_is_refused_in_one_line(saved: Path, content: bytes) -> None:
    (saved / "arrays.npz").write_bytes(content)
    with pytest.raises(InputError, match="no theme model can be read here"):
        ThemeModel.load(saved)


def test_an_array_file_that_was_cut_is_refused_in_one_line(saved: Path) -> None:
    content = (saved / "arrays.npz").read_bytes()
    (saved / "arrays.npz").write_bytes(content[: len(content) // 2])
    with pytest.raises(InputError, match="no theme model can be read here"):
        ThemeModel.load(saved)


@pytest.mark.parametrize("missing", ["themes.json", "arrays.npz"])
def test_a_missing_file_is_refused_in_one_line(saved: Path, missing: str) -> None:
    (saved / missing).unlink()
    with pytest.raises(InputError, match="no theme model can be read here"):
        ThemeModel.load(saved)


def test_a_folder_that_does_not_exist_is_refused_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: .* \(there is no themes.json\)\."):
        ThemeModel.load(tmp_path / "nowhere")


def test_a_missing_array_is_refused_in_one_line(saved: Path) -> None:
    np.savez(saved / "arrays.npz", mean=np.zeros(4))
    with pytest.raises(InputError, match="no theme model can be read here"):
        ThemeModel.load(saved)
