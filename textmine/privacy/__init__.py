"""Privacy: personal data in text, and tables in which nobody can be found."""

from __future__ import annotations

from textmine.privacy.entities import Entity, Redaction
from textmine.privacy.redact import redact

__all__ = ["Entity", "Redaction", "redact"]
