from __future__ import annotations

import itertools
import math
import random

import numpy as np
import pytest
import torch
from transformers import BertConfig, BertModel

from models.build.data import DEVELOPMENT_SURVEYS, TEST_SURVEYS, Batches, ThemePool, training_names
from models.build.smooth import smoothed
from models.build.train import Settings, contrastive_loss, train

WORDS = [
    "query",
    ":",
    "bolig",
    "leilighet",
    "hus",
    "buss",
    "tog",
    "ferge",
    "mat",
    "middag",
    "brød",
    "kø",
    "vente",
    "time",
]
POOLS = {
    "survey": [
        ThemePool("survey", "home", ("bolig", "leilighet", "hus"), ("bolig hus",)),
        ThemePool("survey", "transport", ("buss", "tog", "ferge"), ("buss tog",)),
        ThemePool("survey", "food", ("mat", "middag", "brød"), ("mat brød",)),
        ThemePool("survey", "waiting", ("kø", "vente", "time"), ("kø time",)),
    ]
}


class WordTokenizer:
    """One id a word, as much of a tokenizer as training asks for."""

    all_special_ids = (0,)
    mask_token_id = 1

    def __call__(self, texts: str | list[str], **_: object) -> object:
        rows = [
            [WORDS.index(word) + 2 for word in text.replace(":", " :").split()]
            for text in ([texts] if isinstance(texts, str) else texts)
        ]
        width = max(map(len, rows))
        ids = torch.tensor([row + [0] * (width - len(row)) for row in rows])
        return Batch(input_ids=ids, attention_mask=(ids > 0).long())


class Batch(dict[str, torch.Tensor]):
    def to(self, _: object) -> Batch:
        return self


@pytest.fixture
def model() -> BertModel:
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=20,
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=16,
    )
    return BertModel(config, add_pooling_layer=False).eval()


def test_the_loss_is_the_one_of_the_paper() -> None:
    rng = np.random.default_rng(0)
    z = rng.normal(size=(5, 3))
    z /= np.linalg.norm(z, axis=1, keepdims=True)
    labels = [0, 0, 0, 1, 1]
    terms = []
    for i in range(5):
        others = [a for a in range(5) if a != i]
        below = sum(math.exp(z[i] @ z[a] / 0.1) for a in others)
        positives = [p for p in others if labels[p] == labels[i]]
        terms.append(-sum(math.log(math.exp(z[i] @ z[p] / 0.1) / below) for p in positives) / len(positives))
    loss = contrastive_loss(torch.tensor(z), torch.tensor(labels), 0.1)
    assert float(loss) == pytest.approx(np.mean(terms), abs=1e-9)


def test_training_brings_a_theme_together_and_repeats_itself(model: BertModel) -> None:
    settings = Settings(steps=60, learning_rate=5e-3, batches=Batches(themes=4, statements=3))
    before = model.embeddings.word_embeddings.weight.detach().clone()
    losses: list[float] = []
    tuned = train(model, WordTokenizer(), POOLS, settings, report=lambda _, loss: losses.append(loss))
    again = train(model, WordTokenizer(), POOLS, settings)
    assert losses[-1] < 0.8 * losses[0]
    assert torch.equal(model.embeddings.word_embeddings.weight, before)
    for one, other in zip(tuned.parameters(), again.parameters(), strict=True):
        assert torch.allclose(one, other, atol=1e-3)


def test_a_batch_draws_its_themes_from_one_survey_and_adds_a_definition() -> None:
    other = [ThemePool("other", str(n), (f"a{n}", f"b{n}", f"c{n}"), (f"d{n}",)) for n in range(20)]
    drawn = Batches(themes=16, statements=2).draw({**POOLS, "other": other}, random.Random(0))  # noqa: S311 - sampling
    for texts, labels in itertools.islice(drawn, 10):
        known = {text for pool in other for text in (*pool.statements, *pool.definitions)}
        assert {text in known for text in texts} in ({True}, {False})
        assert all(labels.count(label) == 3 for label in labels)


def test_surveys_held_out_are_never_trained_on() -> None:
    assert not {*TEST_SURVEYS} & {*training_names(final=True)}
    assert not {*TEST_SURVEYS, *DEVELOPMENT_SURVEYS} & {*training_names(final=False)}
    assert len(training_names(final=True)) == len(training_names(final=False)) + len(DEVELOPMENT_SURVEYS)


def test_evened_activations_give_the_same_vectors(model: BertModel) -> None:
    with torch.no_grad():
        model.encoder.layer[0].intermediate.dense.bias[3] += 40  # an outlier channel
    tokenizer = WordTokenizer()
    even = smoothed(model, tokenizer, ["bolig hus", "kø vente time"])
    batch = tokenizer(["buss tog ferge", "mat"])
    with torch.no_grad():
        assert torch.allclose(model(**batch).last_hidden_state, even(**batch).last_hidden_state, atol=1e-4)
        inner = model.encoder.layer[0].intermediate
        plain = inner.intermediate_act_fn(inner.dense(model.embeddings(batch["input_ids"]))).abs().amax((0, 1))
        evened = even.encoder.layer[0].intermediate(model.embeddings(batch["input_ids"])).abs().amax((0, 1))
    assert evened.max() / evened.median() < plain.max() / plain.median()
