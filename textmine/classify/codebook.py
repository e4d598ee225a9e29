"""Identity of the codebook that a model was trained with."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

from textmine.classify.examples import ThemeId


def codebook_hash(
    names: Mapping[ThemeId, str],
    definitions: Mapping[ThemeId, str | Sequence[str]],
    parents: Mapping[ThemeId, ThemeId | None],
) -> str:
    """SHA-256 of the themes with their names, definitions and parents: equal codebooks have equal hashes."""

    def texts(theme: ThemeId) -> list[str]:
        given = definitions.get(theme) or ()
        return [given] if isinstance(given, str) else list(given)

    rows = sorted([repr(theme), name, texts(theme), repr(parents.get(theme))] for theme, name in names.items())
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()
