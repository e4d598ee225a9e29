"""The graph of one text gives the vectors of the graph that was quantised, to the last bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import torch
from transformers import BertConfig, BertModel

from models.build.export import write_quantised
from models.build.one_text import rewrite
from models.build.smooth import smoothed

HEADS = 4


def small_model() -> BertModel:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=1000,
        hidden_size=64,
        num_hidden_layers=2,
        num_attention_heads=HEADS,
        intermediate_size=128,
        max_position_embeddings=32,
    )
    model = BertModel(config, add_pooling_layer=False).eval()
    # Biases begin as zeros, and equal parameters are written down once.
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.2)
    return model


def vectors(file: Path, texts: list[list[int]], *, masked: bool) -> list[np.ndarray]:
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
    rows = [np.array([text]) for text in texts]
    return [
        session.run(None, {"input_ids": row} | ({"attention_mask": np.ones_like(row)} if masked else {}))[0]
        for row in rows
    ]


def test_vectors_are_the_same_to_the_last_bit(tmp_path: Path) -> None:
    quantised, one_text = tmp_path / "quantised.onnx", tmp_path / "one_text.onnx"
    random = np.random.default_rng(0)
    texts = [random.integers(3, 1000, length).tolist() for length in (1, 2, 3, 7, 16, 31, 32)]
    model = small_model()
    write_quantised(smoothed(model, lambda text, **_: {"input_ids": torch.tensor([text])}, texts), quantised)
    rewrite(quantised, one_text, HEADS)
    before, after = vectors(quantised, texts, masked=True), vectors(one_text, texts, masked=False)
    for old, new in zip(before, after, strict=True):
        assert old.shape == new.shape == (1, 64)
        assert old.tobytes() == new.tobytes()
    assert np.ptp(np.concatenate(after), axis=0).max() > 0.01
