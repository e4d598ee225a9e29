"""Survey files in, one row a response out."""

from __future__ import annotations

from textmine.survey.formats import TABULAR_SUFFIXES
from textmine.survey.responses import Reading, read_responses
from textmine.survey.told import how_read, notes_of

__all__ = ["TABULAR_SUFFIXES", "Reading", "how_read", "notes_of", "read_responses"]
