"""textmine: themes, codes and quotes from free-text survey answers in Norwegian.

The public names below are imported on first use, so that ``import textmine`` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textmine.classify import ThemeClassifier
    from textmine.encode import load_encoder
    from textmine.language import Statement, detect_language, segment
    from textmine.privacy import Redaction, redact
    from textmine.quotes import select_quotes
    from textmine.store import Project, open_project
    from textmine.survey import read_responses
    from textmine.themes import ThemeModel
    from textmine.themes.guided import GuidedThemeModel, Seed

__version__ = "0.1.0"

_HOMES = {
    "Project": "textmine.store",
    "GuidedThemeModel": "textmine.themes.guided",
    "Redaction": "textmine.privacy",
    "Seed": "textmine.themes.guided",
    "Statement": "textmine.language",
    "ThemeClassifier": "textmine.classify",
    "ThemeModel": "textmine.themes",
    "detect_language": "textmine.language",
    "load_encoder": "textmine.encode",
    "open_project": "textmine.store",
    "read_responses": "textmine.survey",
    "redact": "textmine.privacy",
    "segment": "textmine.language",
    "select_quotes": "textmine.quotes",
}

__all__ = [
    "GuidedThemeModel",
    "Project",
    "Redaction",
    "Seed",
    "Statement",
    "ThemeClassifier",
    "ThemeModel",
    "__version__",
    "detect_language",
    "load_encoder",
    "open_project",
    "read_responses",
    "redact",
    "segment",
    "select_quotes",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'textmine' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
