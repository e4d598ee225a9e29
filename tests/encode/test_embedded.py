from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import python
from textmine.encode import Encoder, load_encoder
from textmine.encode.embedded import EmbeddedEncoder
from textmine.errors import TextmineError
from textmine.resources import shipped

TEXTS = (
    "Vi mangler boliger til unge.",
    "Me manglar bustader til unge.",
    "Bussen går for sjelden om kvelden.",
    "",
    "Psykolog",
    "😀",
    "x",
    "Det er for lang ventetid. " * 30,
)


def long_text(last: str) -> str:
    return "Vi venter på svar fra kommunen om " * 429 + last


def test_vectors_are_float32_with_rows_of_unit_length(encoder: Encoder) -> None:
    vectors = encoder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(TEXTS), encoder.dimension)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    vectors = encoder.encode([])
    assert vectors.shape == (0, encoder.dimension)
    assert vectors.dtype == np.float32


def test_one_by_one_is_exactly_the_batch_in_any_order(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    backwards = encoder.encode(TEXTS[::-1])[::-1]
    np.testing.assert_array_equal(alone, together)
    np.testing.assert_array_equal(backwards, together)


def test_the_number_of_threads_does_not_change_a_vector(encoder: Encoder) -> None:
    single = EmbeddedEncoder(shipped("models/encoder"), threads=1)
    np.testing.assert_array_equal(single.encode(TEXTS), encoder.encode(TEXTS))


def test_equal_texts_get_equal_vectors_whatever_their_spacing(encoder: Encoder) -> None:
    vectors = encoder.encode(["Lang ventetid på øya", "  Lang  ventetid\npa\u030a øya "])
    np.testing.assert_array_equal(vectors[0], vectors[1])


@settings(max_examples=25)
@given(st.text(st.characters(exclude_categories=()), max_size=30))
def test_any_string_becomes_a_unit_vector(encoder: Encoder, text: str) -> None:
    vector = encoder.encode([text])[0]
    assert abs(np.linalg.norm(vector) - 1) < 1e-5


def test_text_longer_than_the_window_is_encoded_to_its_last_word(encoder: Encoder) -> None:
    first, second = encoder.encode([long_text("boliger"), long_text("tannlege")])
    assert len(long_text("boliger").split()) > 3000
    assert not np.array_equal(first, second)
    assert first @ second > 0.9
    np.testing.assert_allclose(np.linalg.norm([first, second], axis=1), 1, atol=1e-5)


def test_paraphrases_in_two_standards_are_nearer_than_strangers(encoder: Encoder) -> None:
    bokmaal, nynorsk, stranger = encoder.encode(TEXTS[:3])
    assert bokmaal @ nynorsk > bokmaal @ stranger


def test_the_encoder_fulfils_the_protocol(encoder: Encoder) -> None:
    assert isinstance(encoder, Encoder)
    assert encoder.dimension == 384


def test_the_id_names_the_file_of_weights(encoder: Encoder) -> None:
    config = json.loads((shipped("models/encoder") / "textmine.json").read_text(encoding="utf-8"))
    assert encoder.id == config["id"]


def test_a_folder_of_this_project_loads_by_its_path(encoder: Encoder) -> None:
    by_path = load_encoder(str(shipped("models/encoder")))
    assert by_path.id == encoder.id
    np.testing.assert_array_equal(by_path.encode(["Bolig"]), encoder.encode(["Bolig"]))


def test_loading_and_encoding_import_neither_torch_nor_transformers() -> None:
    code = """
import sys
from textmine import load_encoder
load_encoder().encode(["Vi mangler boliger"])
print(sorted({"torch", "transformers", "sentence_transformers", "spacy", "pandas"} & set(sys.modules)))
"""
    finished = python(code)
    assert finished.returncode == 0, finished.stderr
    assert finished.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "content",
    [
        *("", "{", "{}", '{"id": "x"}'),
        pytest.param("[]"),
    ],
)
def test_a_damaged_configuration_is_one_line_that_says_where(tmp_path: Path, content: str) -> None:
    (tmp_path / "textmine.json").write_text(content, encoding="utf-8")
    with pytest.raises(TextmineError, match="Install textmine again") as caught:
        load_encoder(str(tmp_path))
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("damaged", ["model_int8.onnx", "tokenizer.json"])
@pytest.mark.parametrize("content", [None, b"not a model"])
def test_missing_or_damaged_weights_are_one_line_that_says_where(
    tmp_path: Path, damaged: str, content: bytes | None
) -> None:
    for path in shipped("models/encoder").glob("*"):
        if path.name != damaged:
            (tmp_path / path.name).symlink_to(path)
    if content is not None:
        (tmp_path / damaged).write_bytes(content)
    with pytest.raises(TextmineError) as caught:
        load_encoder(str(tmp_path))
    assert str(tmp_path) in str(caught.value)


def test_progress_is_silent_where_standard_error_is_not_a_terminal(
    encoder: Encoder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not sys.stderr.isatty()
    encoder.encode(TEXTS[:3], show_progress_bar=True)
    assert capsys.readouterr().err == ""
