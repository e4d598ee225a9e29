"""Rewrite the quantised encoder for one text at a time.

The graph that PyTorch exports serves any batch and any mask: of its steps more than half compute shapes and masks.
`EmbeddedEncoder` runs one text without padding, so the same sums are written down without them, with queries, keys and
values as one product, in the operators that onnxruntime would fuse them to. Vectors stay the same to the last bit:
int8 scales follow the largest activation, so that a difference in the last digit would not stay there.

``python -m models.build.one_text OLD.onnx NEW.onnx`` rewrites a file; `models.build.export` does it to all it writes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

_MICROSOFT = "com.microsoft"
Array = npt.NDArray[Any]


class _Source:
    """Weights of the quantised graph, found by the names of modules."""

    def __init__(self, file: Path) -> None:
        import onnx

        graph = onnx.load(file).graph
        self._values = {value.name: onnx.numpy_helper.to_array(value) for value in graph.initializer}
        self._nodes = {node.name: node for node in graph.node}
        self.layers = sum(name.endswith("/attention/self/query/MatMul_quant") for name in self._nodes)
        norm = self._nodes["/encoder/embeddings/LayerNorm/LayerNormalization"]
        self.epsilon = next(attribute.f for attribute in norm.attribute if attribute.name == "epsilon")

    def __getitem__(self, name: str) -> Array:
        return np.asarray(self._values[name])

    def of(self, module: str, name: str) -> Array:
        """A parameter of a module: its nodes are named with slashes, its parameters with points."""
        return self[f"{module[1:].replace('/', '.')}.{name}"]

    def dense(self, module: str) -> tuple[Array, ...]:
        """Weights (int8), scale and zero point a column, and bias of a linear layer."""
        product = self._nodes[f"{module}/MatMul_quant"]
        scale = self._nodes[f"{module}/MatMul_quant_scales_mul"].input[1]
        return self[product.input[1]], self[scale], self[product.input[3]], self.of(module, "bias")


class _Graph:
    """A graph under construction: each step is named after what it gives."""

    def __init__(self) -> None:
        self._steps: list[Any] = []
        self._constants: dict[str, Array] = {}

    def constant(self, name: str, value: npt.ArrayLike) -> str:
        self._constants[name] = np.ascontiguousarray(value)
        return name

    def step(self, operator: str, inputs: list[str], *outputs: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        self._steps.append(helper.make_node(operator, inputs, outputs, domain=domain, **attributes))
        return outputs[0]

    def dense(self, x: str, weights: tuple[Array, ...], name: str) -> str:
        """A linear layer in int8: ``x`` is quantised by its own range."""
        parts = zip(("weight", "scale", "zero_point", "bias"), weights, strict=True)
        inputs = [x, *(self.constant(f"{name}.{part}", value) for part, value in parts)]
        return self.step("DynamicQuantizeMatMul", inputs, name, domain=_MICROSOFT)

    def dequantised(self, x: str, source: _Source, table: str, name: str) -> str:
        inputs = [x, *(self.constant(f"{table}_{part}", source[f"{table}_{part}"]) for part in ("scale", "zero_point"))]
        return self.step("DequantizeLinear", inputs, name)

    def norm(self, source: _Source, module: str) -> list[str]:
        return [self.constant(f"{module}.{part}", source.of(module, part)) for part in ("weight", "bias")]

    def save(self, file: Path, dimension: int) -> None:
        import onnx
        from onnx import TensorProto, helper

        graph = helper.make_graph(
            self._steps,
            "one_text",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "token"])],
            [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, dimension])],
            [onnx.numpy_helper.from_array(value, name) for name, value in self._constants.items()],
        )
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=8), file)


def rewrite(old: Path, new: Path, heads: int = 12) -> None:
    """Write the graph of one text with the weights of a quantised graph of any batch.

    Parameters
    ----------
    old : Path
        What `models.build.export.write_quantised` wrote: a BertModel with factors behind GELU, pooled to unit length.
    new : Path
    heads : int
        Attention heads of a layer.
    """
    source, graph = _Source(old), _Graph()
    x, tokens = _embedded(source, graph)
    dimension = len(source["encoder.embeddings.LayerNorm.weight"])
    for number in range(source.layers):
        x = _layer(source, graph, x, f"/encoder/encoder/layer.{number}", heads, dimension // heads)
    _pooled(graph, x, tokens)
    graph.save(new, dimension)


def _embedded(source: _Source, graph: _Graph) -> tuple[str, str]:
    """Embeddings (tokens, dimension) and the number of tokens."""
    words, positions, kind = (
        f"encoder.embeddings.{name}_embeddings.weight" for name in ("word", "position", "token_type")
    )
    ids = graph.step("Reshape", ["input_ids", graph.constant("flat", [-1])], "ids")
    tokens = graph.step("Shape", [ids], "tokens")
    word = graph.step("Gather", [graph.constant(words, source[f"{words}_quantized"]), ids], "word_int8")
    x = graph.dequantised(word, source, words, "word")
    first = source[f"{kind}_quantized"][0].astype(np.int32) - source[f"{kind}_zero_point"]
    all_alike = graph.constant(kind, first.astype(np.float32) * source[f"{kind}_scale"])
    x = graph.step("Add", [x, all_alike], "word_kind")
    table = graph.constant(positions, source[f"{positions}_quantized"])
    position = graph.step("Slice", [table, graph.constant("zero", [0]), tokens], "position_int8")
    x = graph.step("Add", [x, graph.dequantised(position, source, positions, "position")], "embedded")
    inputs = [x, *graph.norm(source, "/encoder/embeddings/LayerNorm")]
    return graph.step("LayerNormalization", inputs, "layer_0", axis=-1, epsilon=source.epsilon), tokens


def _layer(source: _Source, graph: _Graph, x: str, module: str, heads: int, width: int) -> str:
    mixed = _attention(source, graph, x, module, heads, width)
    mixed = graph.dense(mixed, source.dense(f"{module}/attention/output/dense"), f"{module}.attention.output")
    mixed = graph.step("Add", [mixed, x], f"{module}.attention.sum")
    inputs = [mixed, *graph.norm(source, f"{module}/attention/output/LayerNorm")]
    y = graph.step("LayerNormalization", inputs, f"{module}.attention", axis=-1, epsilon=source.epsilon)
    wide = graph.dense(y, source.dense(f"{module}/intermediate/dense"), f"{module}.intermediate")
    wide = graph.step("Gelu", [wide], f"{module}.gelu", domain=_MICROSOFT)
    factors = source.of(f"{module}/intermediate/intermediate_act_fn", "factors")
    wide = graph.step("Mul", [wide, graph.constant(f"{module}.factors", factors)], f"{module}.even")
    narrow = graph.dense(wide, source.dense(f"{module}/output/dense"), f"{module}.output")
    inputs = [narrow, y, *graph.norm(source, f"{module}/output/LayerNorm")]
    return graph.step("SkipLayerNormalization", inputs, module, domain=_MICROSOFT, epsilon=source.epsilon)


def _attention(source: _Source, graph: _Graph, x: str, module: str, heads: int, width: int) -> str:
    """Every head's mixture of values, (tokens, heads x width)."""
    name = f"{module}/attention/self"
    parts = zip(*(source.dense(f"{name}/{part}") for part in ("query", "key", "value")), strict=True)
    all_three = graph.dense(x, tuple(np.concatenate(part, axis=-1) for part in parts), f"{name}.all")
    cut = graph.step("Reshape", [all_three, graph.constant("heads", [-1, 3 * heads, width])], f"{name}.heads")
    query, key, value = (f"{name}.{part}" for part in ("query", "key", "value"))
    turned = graph.step("Transpose", [cut], f"{name}.turned", perm=[1, 0, 2])
    graph.step("Split", [turned, graph.constant("thirds", [heads] * 3)], query, key, value, axis=0)
    # As PyTorch exports it: queries and keys each by the fourth root, in single precision.
    scale = float(np.float32(width**-0.25) ** 2)
    alike = graph.step("FusedMatMul", [query, key], f"{name}.alike", domain=_MICROSOFT, transB=1, alpha=scale)
    share = graph.step("Softmax", [alike], f"{name}.share", axis=-1)
    mixed = graph.step(
        "Transpose", [graph.step("MatMul", [share, value], f"{name}.mixed")], f"{name}.back", perm=[1, 0, 2]
    )
    return graph.step("Reshape", [mixed, graph.constant("joined", [-1, heads * width])], f"{name}.joined")


def _pooled(graph: _Graph, x: str, tokens: str) -> None:
    """The mean over tokens, at unit length: ``embedding`` (1, dimension)."""
    from onnx import TensorProto

    total = graph.step("ReduceSum", [x, graph.constant("zero", [0])], "total", keepdims=1)
    mean = graph.step("Div", [total, graph.step("Cast", [tokens], "n_tokens", to=TensorProto.FLOAT)], "mean")
    length = graph.step("ReduceL2", [mean], "length", axes=[-1], keepdims=1)
    smallest = graph.constant("smallest", np.float32(1e-12))
    graph.step("Div", [mean, graph.step("Clip", [length, smallest], "length_above_0")], "embedding")


def main() -> None:
    """Rewrite a file."""
    old, new = (Path(name) for name in sys.argv[1:])
    rewrite(old, new)


if __name__ == "__main__":
    main()
