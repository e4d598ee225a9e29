"""Step 1: fetch the base, unpack it, trim its vocabulary. Result: a BertModel folder in fp32."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from models.build.base import PackedWeights, fetch, state_dict
from models.build.vocabulary import kept_pieces, trim_tokenizer

ROOT = Path(__file__).resolve().parents[2]
SPECIAL_TOKENS = {
    "bos_token": "<s>",
    "eos_token": "</s>",
    "sep_token": "</s>",
    "cls_token": "<s>",
    "unk_token": "<unk>",
    "pad_token": "<pad>",
    "mask_token": "<mask>",
}


def survey_texts() -> list[str]:
    """Answers of all surveys in ``corpora/``."""
    from textmine.survey.corpus import read_survey

    folders = sorted(path.parent for path in (ROOT / "corpora").rglob("responses.jsonl"))
    return [response.text for folder in folders for response in read_survey(folder).responses]


def trimmed_folder(cache: Path) -> Path:
    """Where the trimmed base lies: its vocabulary depends on the corpora, and so does its name."""
    words = hashlib.sha256("\n".join(survey_texts()).encode()).hexdigest()
    return cache / f"trimmed-{words[:12]}"


def trimmed_base(cache: Path) -> tuple[Any, Any]:
    """The trimmed base as (BertModel, tokenizer), made once for each state of the corpora and kept in ``cache``."""
    from transformers import BertModel, PreTrainedTokenizerFast

    folder = trimmed_folder(cache)
    if not (folder / "model.safetensors").exists():
        _build(cache, folder)
    model = BertModel.from_pretrained(folder, add_pooling_layer=False)
    return model, PreTrainedTokenizerFast.from_pretrained(folder)


def _build(cache: Path, folder: Path) -> None:
    import torch
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    weights_file, tokenizer_file = fetch(cache)
    packed = PackedWeights(weights_file.read_bytes())
    keep = kept_pieces(tokenizer_file, survey_texts())
    tokenizer_json = trim_tokenizer(tokenizer_file, keep)
    state = {name: torch.from_numpy(value) for name, value in state_dict(packed).items()}
    words = "embeddings.word_embeddings.weight"
    state[words] = state[words][keep].clone()
    s = packed.shape
    pad_id = next(token["id"] for token in tokenizer_json["added_tokens"] if token["content"] == "<pad>")
    config = BertConfig(
        vocab_size=len(keep),
        hidden_size=s.hidden,
        num_hidden_layers=s.layers,
        num_attention_heads=s.heads,
        intermediate_size=s.intermediate,
        max_position_embeddings=s.positions,
        type_vocab_size=s.types,
        layer_norm_eps=s.eps,
        pad_token_id=pad_id,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(state)
    folder.mkdir(parents=True, exist_ok=True)
    trimmed_tokenizer = folder / "tokenizer.json"
    trimmed_tokenizer.write_text(json.dumps(tokenizer_json, ensure_ascii=False), encoding="utf-8")
    PreTrainedTokenizerFast(
        tokenizer_file=str(trimmed_tokenizer), model_max_length=512, **SPECIAL_TOKENS
    ).save_pretrained(folder)
    model.save_pretrained(folder)
