"""Even out activations before they are quantised.

Dynamic int8 gives all channels of an activation one scale, and behind GELU a few channels are far larger than the
rest. Those channels are divided by a factor that the next layer's weights take over, after Xiao et al. (2023),
*SmoothQuant: Accurate and efficient post-training quantization for large language models*, ICML 40. Since GELU is not
linear the factors stand in the graph as one multiplication of their own.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

STRENGTH = 0.75
"""Share of the unevenness that the weights take over: 0.5 / 0.65 / 0.75 / 0.8 / 0.95 gave mean cosines of 0.982, 0.992,
0.994, 0.993 and 0.992 to fp32 on 150 demo answers, 0.988 without, with the weights of nor-survey-e5-small-1."""


def smoothed(model: Any, tokenizer: Any, texts: Sequence[str]) -> Any:
    """Copy of a ``BertModel`` that gives the same vectors, with even activations behind GELU.

    Parameters
    ----------
    model, tokenizer
    texts : sequence of str
        What activations are measured on, with the prefix.
    """
    import torch

    class Evened(torch.nn.Module):
        """An activation function whose channels are multiplied by fixed factors."""

        def __init__(self, function: Any, factors: Any) -> None:
            super().__init__()
            self.function = function
            self.register_buffer("factors", factors)

        def forward(self, x: Any) -> Any:
            return self.function(x) * self.factors

    result = copy.deepcopy(model).float().eval()
    with torch.no_grad():
        for layer, peak in zip(result.encoder.layer, _peaks(result, tokenizer, texts), strict=True):
            weights = layer.output.dense.weight
            factors = peak.clamp(min=1e-5) ** STRENGTH / weights.abs().amax(0).clamp(min=1e-5) ** (1 - STRENGTH)
            factors /= factors.mean()
            weights *= factors
            layer.intermediate.intermediate_act_fn = Evened(layer.intermediate.intermediate_act_fn, 1 / factors)
    return result


def _peaks(model: Any, tokenizer: Any, texts: Sequence[str]) -> list[Any]:
    """Greatest absolute value of each channel behind GELU, layer by layer."""
    import torch

    peaks = [torch.zeros(model.config.intermediate_size) for _ in model.encoder.layer]

    def watch(number: int) -> Any:
        def note(_: Any, inputs: Any) -> None:
            peaks[number] = torch.maximum(peaks[number], inputs[0].abs().amax((0, 1)))

        return note

    hooks = [
        layer.output.dense.register_forward_pre_hook(watch(number)) for number, layer in enumerate(model.encoder.layer)
    ]
    for text in texts:
        model(**tokenizer(text, return_tensors="pt", truncation=True, max_length=512))
    for hook in hooks:
        hook.remove()
    return peaks
