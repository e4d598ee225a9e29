"""Texts of tables of statements."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "table_similarity": {"nb": "Likhet", "nn": "Likskap", "en": "Similarity"},
}
