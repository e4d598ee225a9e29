"""Adapter to Microsoft Presidio, which is not a dependency: the project's detector as one of its recognisers."""

from __future__ import annotations

from typing import Any

from textmine.errors import InputError
from textmine.privacy.detect import detect
from textmine.privacy.entities import PLACEHOLDERS


def recognizer(language: str = "nb") -> Any:
    """A ``presidio_analyzer.EntityRecognizer`` that finds what ``textmine.redact`` finds, with the project's types.

    Parameters
    ----------
    language : str
        Language code under which the analyser asks for it; bokmål and nynorsk are read alike.

    Raises
    ------
    InputError
        If Presidio is not installed.
    """
    try:
        from presidio_analyzer import EntityRecognizer, RecognizerResult
    except ImportError:
        raise InputError("Presidio is not installed", "Run pip install presidio-analyzer") from None

    class NorwegianRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio has no types
        """Personal data in Norwegian answers."""

        def load(self) -> None:
            """Nothing to load: the detector loads its weights on first use."""

        def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[Any]:  # noqa: ARG002 - Presidio passes it
            """Mentions of the types that are asked for."""
            return [
                RecognizerResult(e.type, e.start, e.end, e.score)
                for e in detect(text)
                if not entities or e.type in entities
            ]

    return NorwegianRecognizer(supported_entities=list(PLACEHOLDERS), supported_language=language)
