"""Texts about coding many statements at once."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "many_new": {"nb": "Nytt tema …", "nn": "Nytt tema …", "en": "New theme …"},
    "many_new_name": {"nb": "Navn på det nye temaet", "nn": "Namn på det nye temaet", "en": "Name of the new theme"},
    "many_code": {"nb": "Kod {n}", "nn": "Kod {n}", "en": "Code {n}"},
    "many_code_none": {"nb": "Kod", "nn": "Kod", "en": "Code"},
    "many_reject": {"nb": "Avvis", "nn": "Avvis", "en": "Reject"},
    "many_coded": {
        "nb": "{n} utsagn er kodet.",
        "nn": "{n} {n:utsegn|utsegner} er koda.",
        "en": "{n} {n:statement is|statements are} coded.",
    },
    "many_rejected": {
        "nb": "Temaet er avvist på {n} utsagn.",
        "nn": "Temaet er avvist på {n} {n:utsegn|utsegner}.",
        "en": "The theme is rejected on {n} {n:statement|statements}.",
    },
}
