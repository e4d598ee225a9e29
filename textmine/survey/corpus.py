"""Read the annotated surveys in ``corpora/``: responses with gold statements, themes and personal data."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

DIRECT_IDENTIFIERS = (
    "PERSON",
    "NATIONAL_ID",
    "PHONE",
    "EMAIL",
    "ADDRESS",
    "POSTCODE",
    "ACCOUNT",
    "PLATE",
    "URL",
    "HANDLE",
)
QUASI_IDENTIFIERS = ("ORGANISATION", "PLACE", "DATE", "AGE")


@dataclass(frozen=True)
class GoldTheme:
    """A theme as the survey's author defined it; ``name`` and ``definition`` are keyed by nb, nn (and en)."""

    id: str
    name: dict[str, str]
    definition: dict[str, str]


@dataclass(frozen=True)
class Span:
    """A labelled stretch of a response: Unicode code points, end-exclusive."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class GoldResponse:
    """One answer with what its author marked in it."""

    id: str
    wave: str
    language: str
    text: str
    attributes: dict[str, str] = field(default_factory=dict)
    statements: tuple[Span, ...] = ()
    personal_data: tuple[Span, ...] = ()


@dataclass(frozen=True)
class Survey:
    """An annotated survey: its question, themes and responses; ``labels`` are Norwegian words for attributes."""

    id: str
    question: dict[str, str]
    themes: tuple[GoldTheme, ...]
    responses: tuple[GoldResponse, ...]
    labels: dict[str, str] = field(default_factory=dict)

    def frame(self) -> pd.DataFrame:
        """Responses as ``read_responses`` returns them: response_id, wave, text and the attributes."""
        import pandas as pd

        rows = [{"response_id": r.id, "wave": r.wave, "text": r.text, **r.attributes} for r in self.responses]
        return pd.DataFrame(rows).fillna("")

    def labelled(self) -> pd.DataFrame:
        """The same with attributes under their Norwegian words, as a user's own survey has them."""
        return self.frame().rename(columns=self.labels)

    def statements(self) -> pd.DataFrame:
        """Gold statements, one a row: response_id, wave, language, start, end, text, theme."""
        import pandas as pd

        rows = [
            (r.id, r.wave, r.language, s.start, s.end, r.text[s.start : s.end], s.label)
            for r in self.responses
            for s in r.statements
        ]
        columns = ["response_id", "wave", "language", "start", "end", "text", "theme"]
        return pd.DataFrame(rows, columns=columns)


def read_survey(folder: str | Path) -> Survey:
    """Read ``survey.yaml`` and ``responses.jsonl`` of one folder.

    Parameters
    ----------
    folder : str or Path
        A folder in the format that ``corpora/README.md`` describes.
    """
    import yaml

    folder = Path(folder)
    head: dict[str, Any] = yaml.safe_load((folder / "survey.yaml").read_text(encoding="utf-8"))
    themes = tuple(GoldTheme(t["id"], t["name"], t["definition"]) for t in head["themes"])
    lines = (folder / "responses.jsonl").read_text(encoding="utf-8").split("\n")
    responses = tuple(_response(json.loads(line), head.get("attributes", {})) for line in lines if line)
    return Survey(head["id"], head["question"], themes, responses, head.get("labels", {}))


def _response(record: dict[str, Any], attributes: dict[str, Any]) -> GoldResponse:
    return GoldResponse(
        id=record["id"],
        wave=str(record["wave"]),
        language=record["language"],
        text=record["text"],
        attributes={name: str(record[name]) for name in attributes if name in record},
        statements=tuple(Span(s["start"], s["end"], s["theme"]) for s in record["statements"]),
        personal_data=tuple(Span(s["start"], s["end"], s["type"]) for s in record.get("personal_data", ())),
    )
