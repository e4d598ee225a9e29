"""Write an encoder folder: ONNX int8 for the tool, sentence-transformers fp16 for everyone else."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from models.build.one_text import rewrite
from models.build.smooth import smoothed
from textmine.encode.embedded import content_hash

ONNX_FILE = "model_int8.onnx"
MAX_TOKENS = 512


def write_sentence_transformer(model: Any, tokenizer: Any, folder: Path, prefix: str) -> None:
    """Save a BertModel with mean pooling as a sentence-transformers folder, weights in fp16."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Normalize, Pooling, Transformer

    with tempfile.TemporaryDirectory() as scratch:
        model.save_pretrained(scratch)
        tokenizer.save_pretrained(scratch)
        transformer = Transformer(scratch, max_seq_length=MAX_TOKENS, model_kwargs={"add_pooling_layer": False})
        pooling = Pooling(transformer.get_embedding_dimension(), pooling_mode="mean")
        prompts = {"statement": prefix}
        sentence_model = SentenceTransformer(
            modules=[transformer, pooling, Normalize()],
            prompts=prompts,
            default_prompt_name="statement" if prefix else None,
            device="cpu",
        )
        sentence_model.half().save(str(folder), create_model_card=False)


def write_onnx(model: Any, folder: Path) -> None:
    """Write the encoder in int8, for one text at a time."""
    with tempfile.TemporaryDirectory() as scratch:
        quantised = Path(scratch) / "quantised.onnx"
        write_quantised(model, quantised)
        rewrite(quantised, folder / ONNX_FILE, model.config.num_attention_heads)


def write_quantised(model: Any, file: Path) -> None:
    """Export encoder, mean pooling and normalisation for any batch; quantise weights to int8, one scale a channel."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    class Pooled(torch.nn.Module):
        """Token vectors averaged over the mask, then unit length."""

        def __init__(self) -> None:
            super().__init__()
            self.encoder = model.float().eval()

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            tokens = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(tokens.dtype)
            return torch.nn.functional.normalize((tokens * mask).sum(1) / mask.sum(1), dim=-1)

    ids = torch.randint(5, 1000, (2, 9))
    axes = {
        "input_ids": {0: "text", 1: "token"},
        "attention_mask": {0: "text", 1: "token"},
        "embedding": {0: "text"},
    }
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "model.onnx"
        torch.onnx.export(
            Pooled(),
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["embedding"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, file, weight_type=QuantType.QInt8, per_channel=True)


def write_config(folder: Path, name: str, prefix: str, dimension: int) -> None:
    """Write ``textmine.json``; the id carries a hash of the weights and of the table of words."""
    content = {
        "id": f"{name}:{content_hash(folder, ONNX_FILE)}",
        "prefix": prefix,
        "max_tokens": MAX_TOKENS,
        "dimension": dimension,
        "onnx": ONNX_FILE,
    }
    (folder / "textmine.json").write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def export(model: Any, tokenizer: Any, folder: Path, name: str, prefix: str, texts: Sequence[str]) -> None:
    """Write the whole encoder folder; activations are evened out on ``texts`` before they are quantised."""
    folder.mkdir(parents=True, exist_ok=True)
    write_onnx(smoothed(model, tokenizer, [prefix + text for text in texts]), folder)
    write_sentence_transformer(model, tokenizer, folder, prefix)
    write_config(folder, name, prefix, model.config.hidden_size)
