"""Vectors that benchmarks keep from run to run, a folder of ``.work/vectors`` an encoder."""

from __future__ import annotations

from pathlib import Path

from textmine.encode import VectorCache, load_encoder


def kept_vectors() -> VectorCache:
    """The shipped encoder, which remembers the vectors of earlier runs."""
    encoder = load_encoder()
    root = Path(__file__).resolve().parents[1]
    return VectorCache(encoder, root / ".work" / "vectors" / encoder.id.replace(":", "-"))
