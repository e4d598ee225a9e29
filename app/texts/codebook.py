"""Texts about the codebook, wherever it is shown."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "codebook_heading": {"nb": "Kodebok", "nn": "Kodeboka", "en": "Codebook"},
    "codebook_filter": {"nb": "Finn i kodeboken", "nn": "Finn i kodeboka", "en": "Find in the codebook"},
    "codebook_nothing": {
        "nb": "Ingen temaer passer med det du skrev.",
        "nn": "Ingen tema passar med det du skreiv.",
        "en": "No theme matches what you wrote.",
    },
    "codebook_undefined": {"nb": "Ikke definert ennå", "nn": "Ikkje definert enno", "en": "Not defined yet"},
    "codebook_include": {"nb": "Hører med", "nn": "Høyrer med", "en": "Include"},
    "codebook_exclude": {"nb": "Hører ikke med", "nn": "Høyrer ikkje med", "en": "Exclude"},
    "codebook_examples": {"nb": "Eksempler", "nn": "Døme", "en": "Examples"},
}
