"""Vectors of the theme bank, so that naming themes encodes nothing: ``python -m models.build.theme_bank``.

Run it whenever ``corpora/theme_bank.json`` or the encoder changes; a test compares them.
"""

from __future__ import annotations

import numpy as np

from models.build.data import ROOT
from textmine.encode import load_encoder
from textmine.themes.bank import bank_texts, both_standards


def main() -> None:
    """Write ``corpora/theme_bank.npz``: the encoder's id and one vector an entry, float16."""
    encoder = load_encoder()
    vectors = both_standards(encoder.encode(bank_texts(), show_progress_bar=True))
    path = ROOT / "corpora" / "theme_bank.npz"
    np.savez(path, encoder_id=np.array(encoder.id), vectors=vectors.astype(np.float16))
    print(f"{len(vectors)} entries, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
