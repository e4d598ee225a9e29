"""An unsupervised first step, tried and left out of the shipped run.

Gao et al. (2021), *SimCSE: Simple contrastive learning of sentence embeddings*, EMNLP: the same sentence twice through
the model, with different words of the network dropped, is the only positive.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from typing import Any

from models.build.train import Settings, contrastive_loss, embed

SENTENCES = 48
LEARNING_RATE = 2e-5


def simcse(model: Any, tokenizer: Any, sentences: Sequence[str], steps: int, settings: Settings) -> Any:
    """Copy of a model after some steps on unlabelled sentences; its dropout stays on while it learns."""
    import torch

    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)  # noqa: S311 - sampling, not cryptography
    tuned = copy.deepcopy(model).float().train()
    tuned.set_attn_implementation("eager")
    optimiser = torch.optim.AdamW(tuned.parameters(), lr=LEARNING_RATE)
    labels = torch.arange(SENTENCES).repeat(2)
    for _ in range(steps):
        drawn = rng.sample(sentences, SENTENCES)
        loss = contrastive_loss(embed(tuned, tokenizer, [*drawn, *drawn], settings), labels, settings.temperature)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
    return tuned.eval()
