"""Supervised contrastive fine-tuning over surveys and themes.

Khosla et al. (2020), *Supervised contrastive learning*, NeurIPS 33, eq. 2. A batch draws its themes from few
surveys, so that negatives are hard; theme definitions are further positives. The last checkpoints are averaged
(Izmailov et al. 2018, *Averaging weights leads to wider optima and better generalization*) and mixed with the base
(Wortsman et al. 2022, *Robust fine-tuning of zero-shot models*), which keeps what the base knew of other texts.
Distillation towards the frozen base, layer-wise learning rates, masked words and fixed word vectors can be switched on
to compare; the shipped run has none.
"""

from __future__ import annotations

import copy
import itertools
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from models.build.data import Batches, ThemePool


@dataclass(frozen=True)
class Settings:
    """What a run is made of; the defaults are what ``models/encoder`` was trained with."""

    steps: int = 1800
    learning_rate: float = 6e-5
    layer_decay: float = 1.0
    temperature: float = 0.05
    distillation: float = 0.0
    warmup: float = 0.1
    weight_decay: float = 0.01
    average_last: float = 0.3
    freeze_words: bool = False
    masked_words: float = 0.0
    tuned_share: float = 0.7
    prefix: str = "query: "
    max_tokens: int = 64
    seed: int = 0
    batches: Batches = field(default_factory=Batches)


PREFIX_TOKENS = 4
"""The start mark and «query: »."""


def contrastive_loss(vectors: Any, labels: Any, temperature: float) -> Any:
    """Supervised contrastive loss of unit vectors (n, d) with integer labels (n,)."""
    import torch

    n = len(vectors)
    logits = vectors @ vectors.T / temperature
    others = ~torch.eye(n, dtype=torch.bool, device=vectors.device)
    logits = logits.masked_fill(~others, -1e9)
    log_share = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    positive = (labels[:, None] == labels[None, :]) & others
    count = positive.sum(1)
    kept = count > 0
    return -((log_share * positive).sum(1)[kept] / count[kept]).mean()


def embed(model: Any, tokenizer: Any, texts: Sequence[str], settings: Settings, max_tokens: int | None = None) -> Any:
    """Unit vectors of texts, with gradients: mean over tokens, as the shipped encoder pools."""
    import torch

    batch = tokenizer(
        [settings.prefix + text for text in texts],
        padding=True,
        truncation=True,
        max_length=max_tokens or settings.max_tokens,
        return_tensors="pt",
    ).to(model.device)
    if settings.masked_words and model.training:
        batch["input_ids"] = _masked(batch["input_ids"], tokenizer, settings.masked_words)
    with torch.autocast(model.device.type, dtype=torch.bfloat16):
        tokens = model(input_ids=batch["input_ids"], attention_mask=batch["attention_mask"]).last_hidden_state
    mask = batch["attention_mask"].unsqueeze(-1).float()
    pooled = (tokens.float() * mask).sum(1) / mask.sum(1)
    return torch.nn.functional.normalize(pooled, dim=-1)


def _masked(ids: Any, tokenizer: Any, share: float) -> Any:
    """Token ids with a random share of them behind the mask token; the prefix and the marks at the ends stay."""
    import torch

    hidden = torch.rand(ids.shape, device=ids.device) < share
    hidden[:, :PREFIX_TOKENS] = False
    for special in tokenizer.all_special_ids:
        hidden &= ids != special
    return ids.masked_fill(hidden, tokenizer.mask_token_id)


def encode_with(model: Any, tokenizer: Any, settings: Settings) -> Callable[[Sequence[str]], npt.NDArray[np.float32]]:
    """Function that encodes texts with the model as it stands."""
    import torch

    def encode(texts: Sequence[str]) -> npt.NDArray[np.float32]:
        model.eval()
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        result = np.empty((len(texts), model.config.hidden_size), dtype=np.float32)
        with torch.no_grad():
            for start in range(0, len(order), 64):
                rows = order[start : start + 64]
                result[rows] = embed(model, tokenizer, [texts[i] for i in rows], settings, 256).cpu().numpy()
        return result

    return encode


def without_dropout(model: Any) -> Any:
    """Switch dropout off and plain attention on, which halves the time of a step on a CPU."""
    import torch

    for module in model.modules():
        if isinstance(module, torch.nn.Dropout):
            module.p = 0.0
    model.set_attn_implementation("eager")
    return model


def parameter_groups(model: Any, settings: Settings) -> list[dict[str, Any]]:
    """Parameters with their learning rates: each layer ``layer_decay`` times the one above it."""
    layers = model.config.num_hidden_layers
    groups = []
    for name, parameter in model.named_parameters():
        if name.startswith("embeddings."):
            depth = layers
            if settings.freeze_words and "word_embeddings" in name:
                parameter.requires_grad_(False)
                continue
        else:
            depth = layers - 1 - int(name.split(".")[2])
        decay = settings.weight_decay if parameter.ndim > 1 else 0.0
        groups.append(
            {
                "params": [parameter],
                "lr": settings.learning_rate * settings.layer_decay**depth,
                "weight_decay": decay,
            }
        )
    return groups


def train(
    model: Any,
    tokenizer: Any,
    pools: dict[str, list[ThemePool]],
    settings: Settings,
    sentences: Sequence[str] = (),
    report: Callable[[int, float], None] | None = None,
) -> Any:
    """Fine-tune a copy of ``model`` and return it.

    Parameters
    ----------
    model, tokenizer
        The trimmed base, a ``BertModel`` and its tokenizer.
    pools : dict of str to list of ThemePool
        Theme pools of each training survey.
    settings : Settings
    sentences : sequence of str
        Unlabelled sentences for the distillation term.
    report : callable, optional
        Called every 20 steps with the step and the mean loss since the last call.
    """
    import torch

    torch.manual_seed(settings.seed)
    rng = random.Random(settings.seed)  # noqa: S311 - sampling, not cryptography
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = model.to(device)
    tuned = without_dropout(copy.deepcopy(model).float())
    optimiser = torch.optim.AdamW(parameter_groups(tuned, settings), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: _rate(step, settings))
    average: dict[str, Any] = {}
    averaged = 0
    losses: list[float] = []
    batches = settings.batches.draw(pools, rng)
    for step, (texts, labels) in enumerate(itertools.islice(batches, settings.steps), 1):
        tuned.train()
        vectors = embed(tuned, tokenizer, texts, settings)
        loss = contrastive_loss(vectors, torch.tensor(labels, device=device), settings.temperature)
        if settings.distillation and sentences:
            loss = loss + settings.distillation * _drift(model, tuned, tokenizer, rng.sample(sentences, 24), settings)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(tuned.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        losses.append(float(loss.detach()))
        if report is not None and step % 20 == 0:
            report(step, float(np.mean(losses[-20:])))
        if step > settings.steps * (1 - settings.average_last):
            averaged += 1
            for name, value in tuned.state_dict().items():
                share = value.detach().float()
                average[name] = average[name] + (share - average[name]) / averaged if name in average else share.clone()
    if average:
        tuned.load_state_dict(average)
    model.cpu()
    return mixed(model, tuned.cpu(), settings.tuned_share).eval()


def mixed(base: Any, tuned: Any, share: float) -> Any:
    """``tuned`` with every weight moved back towards the base's, of which ``1 - share`` is taken."""
    before, after = base.state_dict(), tuned.state_dict()
    tuned.load_state_dict(
        {
            name: value + (1 - share) * (before[name].to(value.dtype) - value) if value.is_floating_point() else value
            for name, value in after.items()
        }
    )
    return tuned


def _rate(step: int, settings: Settings) -> float:
    """Linear warm-up, then a cosine down to a tenth, so that averaged checkpoints still differ."""
    warm = max(1, round(settings.steps * settings.warmup))
    if step < warm:
        return (step + 1) / warm
    progress = (step - warm) / max(1, settings.steps - warm)
    return 0.1 + 0.9 * 0.5 * (1 + math.cos(math.pi * progress))


def _drift(base: Any, tuned: Any, tokenizer: Any, sentences: Sequence[str], settings: Settings) -> Any:
    """How far the cosines among ordinary sentences have moved from the base's."""
    import torch

    with torch.no_grad():
        base.eval()
        before = embed(base, tokenizer, sentences, settings)
    after = embed(tuned, tokenizer, sentences, settings)
    # The base's cosines lie within 0.7-1.0; only their order and spread are worth keeping.
    target, current = before @ before.T, after @ after.T
    off = ~torch.eye(len(sentences), dtype=torch.bool, device=after.device)
    scaled = (target[off] - target[off].mean()) / target[off].std()
    own = (current[off] - current[off].mean()) / current[off].std()
    return ((scaled - own) ** 2).mean()


def timed_report(prefix: str = "") -> Callable[[int, float], None]:
    """A reporter that prints step, loss and seconds."""
    started = time.perf_counter()

    def report(step: int, loss: float) -> None:
        print(f"{prefix}step {step} loss {loss:.4f} after {time.perf_counter() - started:.0f} s", flush=True)

    return report
