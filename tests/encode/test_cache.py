from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.conftest import ToyEncoder
from textmine.encode import Encoder, VectorCache
from textmine.errors import ModelMismatchError, TextmineError

TEXTS = ["Vi mangler boliger", "Lang ventetid", "", "Ingen tilbud på kveld", "\ud83d halv", "Lang ventetid"]


def segment_file(folder: Path, suffix: str) -> Path:
    return next(folder.glob(f"*{suffix}"))


@pytest.fixture
def fresh() -> ToyEncoder:
    return ToyEncoder()


def test_cached_vectors_are_identical_to_fresh_ones(fresh: ToyEncoder, tmp_path: Path) -> None:
    cache = VectorCache(fresh, tmp_path)
    expected = ToyEncoder().encode(TEXTS)
    for _ in range(2):
        vectors = cache.encode(TEXTS)
        np.testing.assert_array_equal(vectors, expected)
        assert vectors.dtype == np.float32


def test_cached_vectors_of_the_shipped_encoder_are_identical(encoder: Encoder, tmp_path: Path) -> None:
    VectorCache(encoder, tmp_path).encode(TEXTS)
    np.testing.assert_array_equal(VectorCache(encoder, tmp_path).encode(TEXTS), encoder.encode(TEXTS))


def test_only_unseen_texts_reach_the_encoder_and_each_once(fresh: ToyEncoder, tmp_path: Path) -> None:
    cache = VectorCache(fresh, tmp_path)
    cache.encode(["a b", "c d", "a b"])
    assert fresh.seen == ["a b", "c d"]
    cache.encode(["c d", "e f", "a b"])
    assert fresh.seen == ["a b", "c d", "e f"]
    assert len(cache) == 3


def test_texts_that_differ_only_in_spacing_are_one_entry(fresh: ToyEncoder, tmp_path: Path) -> None:
    cache = VectorCache(fresh, tmp_path)
    cache.encode(["lang ventetid", "  lang \n ventetid "])
    assert len(cache) == 1


def test_the_cache_survives_a_new_object(fresh: ToyEncoder, tmp_path: Path) -> None:
    first = VectorCache(fresh, tmp_path)
    first.encode(TEXTS[:3])
    first.encode(TEXTS)
    other = ToyEncoder()
    second = VectorCache(other, tmp_path)
    np.testing.assert_array_equal(second.encode(TEXTS), first.encode(TEXTS))
    assert other.seen == []
    assert len(second) == len(first)


def test_two_objects_may_write_to_one_folder(tmp_path: Path) -> None:
    one, two = VectorCache(ToyEncoder(), tmp_path), VectorCache(ToyEncoder(), tmp_path)
    one.encode(["a b"])
    two.encode(["a b", "c d"])
    assert len(VectorCache(ToyEncoder(), tmp_path)) == 2


def test_a_cache_looks_like_its_encoder(fresh: ToyEncoder, tmp_path: Path) -> None:
    cache = VectorCache(fresh, tmp_path / "made" / "here")
    assert isinstance(cache, Encoder)
    assert (cache.id, cache.dimension) == (fresh.id, fresh.dimension)
    assert cache.encode([]).shape == (0, fresh.dimension)


def test_vectors_of_another_encoder_are_refused_in_one_line(fresh: ToyEncoder, tmp_path: Path) -> None:
    VectorCache(fresh, tmp_path).encode(TEXTS)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(ModelMismatchError, match="toy:2") as caught:
        VectorCache(ToyEncoder("toy:2"), tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_a_segment_whose_keys_were_never_written_is_ignored(fresh: ToyEncoder, tmp_path: Path) -> None:
    VectorCache(fresh, tmp_path).encode(["a b"])
    segment_file(tmp_path, ".keys").unlink()
    (tmp_path / ".123.npy").write_bytes(b"half")
    cache = VectorCache(fresh, tmp_path)
    assert len(cache) == 0
    np.testing.assert_array_equal(cache.encode(["a b"]), ToyEncoder().encode(["a b"]))


def test_a_failing_encoder_adds_nothing(tmp_path: Path) -> None:
    class Failing(ToyEncoder):
        def encode(self, *_: object, **__: object) -> np.ndarray:
            raise MemoryError

    cache = VectorCache(Failing(), tmp_path)
    with pytest.raises(MemoryError):
        cache.encode(["a b"])
    assert [path.name for path in tmp_path.iterdir()] == ["encoder.json"]
    assert len(cache) == 0


def test_the_folder_holds_no_text(fresh: ToyEncoder, tmp_path: Path) -> None:
    VectorCache(fresh, tmp_path).encode(["Tordis Hemmelig"])
    for path in tmp_path.iterdir():
        assert "Tordis" not in path.name
        assert b"Tordis" not in path.read_bytes()


@pytest.mark.parametrize("kept", [0, 50, -20, None])
def test_a_damaged_segment_is_encoded_again_or_refused_in_one_line(
    fresh: ToyEncoder, tmp_path: Path, kept: int | None
) -> None:
    VectorCache(fresh, tmp_path).encode(["a b"])
    vectors = segment_file(tmp_path, ".npy")
    if kept is None:
        vectors.unlink()
    else:
        vectors.write_bytes(vectors.read_bytes()[:kept])
    try:
        found = VectorCache(fresh, tmp_path).encode(["a b"])
    except TextmineError as error:
        assert str(tmp_path) in str(error)
    else:
        np.testing.assert_array_equal(found, ToyEncoder().encode(["a b"]))


@pytest.mark.parametrize("case", ["owner", "file"])
def test_a_folder_that_cannot_be_a_cache_is_refused_in_one_line(fresh: ToyEncoder, tmp_path: Path, case: str) -> None:
    folder = tmp_path / "cache"
    if case == "file":
        folder.write_text("not a folder", encoding="utf-8")
    else:
        folder.mkdir()
        (folder / "encoder.json").write_text("{", encoding="utf-8")
    with pytest.raises(TextmineError) as caught:
        VectorCache(fresh, folder)
    assert str(folder) in str(caught.value)
