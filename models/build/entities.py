"""Train the token classifier that finds entities for ``models/nb_nn``.

The lower layers of the trimmed base, with a vocabulary cut once more and a linear layer on top, fine-tuned on NorNE in
both written standards (Devlin et al. 2019, *BERT: Pre-training of deep bidirectional transformers*, section 5.3). It is
trained from the base and not from the tuned encoder, whose contrastive training draws a text's tokens together.
``python -m models.build.entities --norne DIR --out DIR`` trains and writes ``entities.onnx`` (int8) and its tokenizer.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from models.build.data import ROOT
from models.build.train import without_dropout
from models.build.treebank import STANDARDS, Sentence, training_sentences
from models.build.trim import trimmed_base, trimmed_folder
from models.build.vocabulary import kept_pieces, trim_tokenizer
from textmine.language.wordlists import word_list

TYPES = ("PER", "ORG", "GPE_LOC", "GPE_ORG", "LOC", "PROD", "EVT", "DRV")
LABELS = ("O", *(f"{mark}-{name}" for name in TYPES for mark in "BI"))
LAYERS = 8
PIECES = 15_500
"""Kept beside single characters: with 8 layers of int8 all of ``models/`` stays under 150 MB."""
EPOCHS = 3
BATCH = 16
AVERAGED = 0.5
"""Share of the last epoch whose weights are averaged."""
LEARNING_RATE = 1e-4
HELD_OUT = 20
RENAMED = 0.6
"""Share of persons that get another name in the last epoch."""
IGNORED = -100
MAX_PIECES = 192


@dataclass(frozen=True)
class Example:
    """A stretch of running text with its words' first characters and labels."""

    text: str
    starts: tuple[int, ...]
    labels: tuple[int, ...]


def joined(sentences: Sequence[Sentence]) -> Example:
    """Sentences as one text."""
    text, starts, labels = "", [], []
    for sentence in sentences:
        for token in sentence:
            starts.append(len(text))
            # 18 mentions in the training files are of no kind («MISC»), and none in the development files.
            labels.append(LABELS.index(token.entity) if token.entity in LABELS else 0)
            text += token.text + (" " if token.space else "")
        text = text.rstrip() + " "
    return Example(text.rstrip(), tuple(starts), tuple(labels))


def training_groups(norne: Path, rng: random.Random) -> list[list[Sentence]]:
    """One to three neighbouring sentences at a time; those that choose the bias are left out."""
    groups = []
    for standard, name in STANDARDS.items():
        sentences = training_sentences(norne / f"{name}-train.conll.gz", nynorsk=standard == "nn")
        start = 0
        while start < len(sentences):
            size = rng.randint(1, 3)
            if start // 6 % HELD_OUT:
                groups.append(sentences[start : start + size])
            start += size
    return groups


def other_people(groups: Sequence[Sequence[Sentence]], rng: random.Random) -> list[list[Sentence]]:
    """The same with most persons' names replaced by others: news names few people, and those over and over.

    Mention replacement, Dai & Adel (2020), *An analysis of simple data augmentation for named entity recognition*.
    """
    given, family = (sorted(word_list(name)) for name in ("given_names", "surnames"))
    return [[_renamed(sentence, given, family, rng) for sentence in group] for group in groups]


def _renamed(sentence: Sentence, given: Sequence[str], family: Sequence[str], rng: random.Random) -> Sentence:
    tokens, place = [], 0
    while place < len(sentence):
        end = place + 1
        while sentence[place].entity == "B-PER" and end < len(sentence) and sentence[end].entity == "I-PER":
            end += 1
        mention = sentence[place:end]
        if mention[0].entity == "B-PER" and rng.random() < RENAMED:
            # One word is a first name more often than not; of several the last is a surname.
            lists = (
                [given] * (end - place - 1) + [family] if end > place + 1 else [given if rng.random() < 0.7 else family]
            )
            words = [rng.choice(names).title() for names in lists]
            genitive = "s" if mention[-1].text.endswith("s") and not mention[-1].lemma.endswith("s") else ""
            words[-1] += genitive
            mention = tuple(replace(token, text=word) for token, word in zip(mention, words, strict=True))
        tokens += mention
        place = end
    return tuple(tokens)


def cut_base(cache: Path, texts: Sequence[str]) -> tuple[Any, Any]:
    """The base's lower layers with the pieces that the texts use most, and the tokenizer."""
    import torch
    from tokenizers import Tokenizer

    model, _ = trimmed_base(cache)
    tokenizer_file = trimmed_folder(cache) / "tokenizer.json"
    keep = kept_pieces(tokenizer_file, texts, PIECES)
    tokenizer = Tokenizer.from_str(json.dumps(trim_tokenizer(tokenizer_file, keep)))
    model.encoder.layer = model.encoder.layer[:LAYERS]
    model.config.num_hidden_layers = LAYERS
    words = model.embeddings.word_embeddings.weight.data[keep].clone()
    model.embeddings.word_embeddings = torch.nn.Embedding.from_pretrained(words, freeze=False)
    model.config.vocab_size = len(keep)
    return model, tokenizer


def covering(offsets: Sequence[tuple[int, int]], starts: Sequence[int]) -> list[int]:
    """Number of the piece that holds each word's first character; -1 where the text was cut before it."""
    place, found = 0, []
    for start in starts:
        while place < len(offsets) and (offsets[place][1] <= start or offsets[place][0] == offsets[place][1]):
            place += 1
        found.append(place if place < len(offsets) else -1)
    return found


def batch_of(chunk: Sequence[Example], tokenizer: Any) -> tuple[Any, Any, Any]:
    """Ids, mask and labels (n, pieces); a piece that begins no word is ignored."""
    import torch

    encodings = [tokenizer.encode(example.text) for example in chunk]
    width = min(MAX_PIECES, max(len(encoding.ids) for encoding in encodings))
    ids = torch.full((len(chunk), width), tokenizer.token_to_id("<pad>"))
    mask, labels = torch.zeros_like(ids), torch.full_like(ids, IGNORED)
    for row, (example, encoding) in enumerate(zip(chunk, encodings, strict=True)):
        length = min(width, len(encoding.ids))
        ids[row, :length] = torch.tensor(encoding.ids[:length])
        mask[row, :length] = 1
        for piece, label in zip(covering(encoding.offsets[:length], example.starts), example.labels, strict=True):
            if piece >= 0 and labels[row, piece] == IGNORED:
                labels[row, piece] = label
    return ids, mask, labels


def batches(train: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Batches in random order, each of examples of about the same length, so that little is padded."""
    order = rng.sample(train, len(train))
    found = []
    for start in range(0, len(order), 50 * BATCH):
        near = sorted(order[start : start + 50 * BATCH], key=lambda example: len(example.text))
        found += [near[place : place + BATCH] for place in range(0, len(near), BATCH)]
    return rng.sample(found, len(found))


class Tagger:
    """A ``BertModel`` with a linear layer on its tokens, as one torch module made on first use."""

    def __new__(cls, model: Any) -> Any:
        """Build the module; torch is imported here."""
        import torch

        class Module(torch.nn.Module):
            def __init__(self) -> None:
                super().__init__()
                self.encoder = model
                self.head = torch.nn.Linear(model.config.hidden_size, len(LABELS))

            def forward(self, input_ids: Any, attention_mask: Any) -> Any:
                hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
                return self.head(hidden.float())

        return Module()


def fit(tagger: Any, tokenizer: Any, train: list[Example], epochs: int, rate: float, report: Any) -> Any:
    """Fine-tune; the weights of the last epoch's second half are averaged."""
    import torch

    torch.manual_seed(0)
    rng = random.Random(0)  # noqa: S311 - sampling, not cryptography
    steps = epochs * -(-len(train) // BATCH)
    groups = [
        {"params": tagger.encoder.parameters(), "lr": rate},
        {"params": tagger.head.parameters(), "lr": 10 * rate},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, (step + 1) / (0.05 * steps), (steps - step) / (0.95 * steps))
    )
    average = torch.optim.swa_utils.AveragedModel(tagger)
    tagger.train()
    step, total = 0, 0.0
    for _ in range(epochs):
        for chunk in batches(train, rng):
            ids, mask, labels = batch_of(chunk, tokenizer)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = tagger(ids, mask)
            loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=IGNORED)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step, total = step + 1, total + float(loss.detach())
            if step > steps * (1 - AVERAGED / epochs) and step % 10 == 0:
                average.update_parameters(tagger)
            if step % 50 == 0:
                report(step, steps, total / 50)
                total = 0.0
    return average.module


def write_onnx(tagger: Any, tokenizer: Any, out: Path) -> None:
    """Write ``entities.onnx`` (int8 weights, one scale a channel), ``tokenizer.json`` and ``labels.json``."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(5, 1000, (2, 9))
    axes = {name: {0: "text", 1: "token"} for name in ("input_ids", "attention_mask", "logits")}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "model.onnx"
        torch.onnx.export(
            copy.deepcopy(tagger).float().eval(),
            (ids, torch.ones_like(ids)),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, out / "entities.onnx", weight_type=QuantType.QInt8, per_channel=True)
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    (out / "labels.json").write_text(json.dumps(LABELS) + "\n", encoding="utf-8")


def main() -> None:
    """Train and write."""
    import torch

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--norne", required=True, type=Path)
    parser.add_argument("--cache", type=Path, default=ROOT / ".work" / "encoder")
    parser.add_argument("--out", type=Path, default=ROOT / ".work" / "nb_nn" / "entities")
    parser.add_argument(
        "--weights", type=Path, help="weights after the epochs with the names as they are, kept from a run"
    )
    arguments = parser.parse_args()
    rng = random.Random(0)  # noqa: S311 - sampling, not cryptography
    groups = training_groups(arguments.norne, rng)
    train = [joined(group) for group in groups]
    model, tokenizer = cut_base(arguments.cache, [example.text for example in train])
    tagger = Tagger(without_dropout(model.float()))
    started = time.perf_counter()

    def report(step: int, steps: int, loss: float) -> None:
        print(f"step {step} of {steps} loss {loss:.4f} seconds {time.perf_counter() - started:.0f}", flush=True)

    if arguments.weights:
        tagger.load_state_dict(torch.load(arguments.weights, weights_only=True))
    else:
        tagger = fit(tagger, tokenizer, train, EPOCHS, LEARNING_RATE, report)
        torch.save(tagger.state_dict(), arguments.cache / "entities.pt")
    renamed = [joined(group) for group in other_people(groups, rng)]
    tagger = fit(tagger, tokenizer, renamed, 1, LEARNING_RATE / 2, report)
    write_onnx(tagger, tokenizer, arguments.out)


if __name__ == "__main__":
    main()
