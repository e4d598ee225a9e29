from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from textmine.encode import Encoder, load_encoder
from textmine.encode.named import SentenceTransformersEncoder
from textmine.errors import InputError
from textmine.resources import shipped

TEXTS = (
    "Vi mangler boliger til unge.",
    "Me manglar bustader til unge.",
    "Bussen går for sjelden om kvelden.",
    "Psykolog",
    "Det er for lang ventetid hos spesialisthelsetenesta, og ingen svarer.",
)


@pytest.fixture(scope="module")
def plain_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped encoder as a plain sentence-transformers folder, without this project's own files."""
    folder = tmp_path_factory.mktemp("named") / "encoder"
    shutil.copytree(
        shipped("models/encoder"),
        folder,
        ignore=shutil.ignore_patterns("*.onnx", "textmine.json", "README*"),
        copy_function=lambda source, target: Path(target).symlink_to(source),
    )
    return folder


@pytest.fixture(scope="module")
def named(plain_folder: Path) -> Encoder:
    return load_encoder(str(plain_folder))


def test_a_sentence_transformers_folder_loads_by_its_path(named: Encoder, plain_folder: Path) -> None:
    assert isinstance(named, SentenceTransformersEncoder)
    assert isinstance(named, Encoder)
    assert str(plain_folder) in named.id


def test_its_vectors_are_float32_unit_rows(named: Encoder) -> None:
    vectors = named.encode([*TEXTS, ""])
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS) + 1, named.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(named: Encoder) -> None:
    assert named.encode([]).shape == (0, named.dimension)


def test_the_embedded_encoder_agrees_with_the_weights_it_was_made_from(named: Encoder, encoder: Encoder) -> None:
    cosines = (named.encode(TEXTS) * encoder.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.98


def test_text_longer_than_the_window_is_encoded_to_its_last_word(named: Encoder) -> None:
    start = "Vi venter på svar fra kommunen om " * 100
    first, second = named.encode([start + "boliger", start + "tannlege"])
    assert not np.allclose(first, second, atol=1e-5)
    assert first @ second > 0.9


@pytest.mark.parametrize("name", ["no/such/folder", "empty"])
def test_a_path_without_a_model_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    path = str(tmp_path / name)
    with pytest.raises(InputError, match="cannot be loaded") as caught:
        load_encoder(path)
    assert path in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["/no/such", "./such", "~/no-such", "no/such/folder", "no\\such", "such/"])
def test_what_can_only_be_a_path_is_refused_before_anything_is_loaded(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(InputError, match="there is no such folder"):
        load_encoder(name)


class Library:
    """Stands for sentence-transformers: knows which models lie on this machine, and what it was asked."""

    def __init__(self, *here: str) -> None:
        self.here = here
        self.asked: list[tuple[str, bool]] = []

    def __call__(self, name: str, local_files_only: bool = False, **_: object) -> object:
        self.asked.append((name, local_files_only))
        if name not in self.here:
            raise OSError(f"{name} is not to be found\nand more")
        return object()


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Library:
    found = Library("org/kept")
    monkeypatch.setitem(sys.modules, "sentence_transformers", SimpleNamespace(SentenceTransformer=found))
    return found


def test_a_hub_name_is_looked_for_on_this_machine_only(library: Library) -> None:
    load_encoder("org/kept")
    with pytest.raises(
        InputError, match=r"^encoder 'org/other' does not lie on this machine\. .*hf download org/other"
    ):
        load_encoder("org/other")
    with pytest.raises(InputError, match="hf download sentence-transformers/short"):
        load_encoder("short")
    assert library.asked == [("org/kept", True), ("org/other", True), ("short", True)]


def test_a_folder_that_is_no_model_says_why(library: Library, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot be loaded \(.* is not to be found\)\. Give the folder"):
        load_encoder(str(tmp_path))
    assert library.asked == [(str(tmp_path), True)]
