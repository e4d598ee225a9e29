"""Survey files in, one row a response out."""

from __future__ import annotations

from textmine.survey.formats import TABULAR_SUFFIXES
from textmine.survey.responses import Reading, read_responses

__all__ = ["TABULAR_SUFFIXES", "Reading", "read_responses"]
