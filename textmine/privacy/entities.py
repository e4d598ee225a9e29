"""What redaction finds and gives back."""

from __future__ import annotations

from dataclasses import dataclass

from textmine.survey.corpus import DIRECT_IDENTIFIERS, QUASI_IDENTIFIERS

PLACEHOLDERS = {
    "PERSON": "NAVN",
    "NATIONAL_ID": "FØDSELSNUMMER",
    "PHONE": "TELEFON",
    "EMAIL": "E-POST",
    "ADDRESS": "ADRESSE",
    "POSTCODE": "POSTNUMMER",
    "ACCOUNT": "KONTONUMMER",
    "PLATE": "BILSKILT",
    "URL": "NETTADRESSE",
    "HANDLE": "BRUKERNAVN",
    "ORGANISATION": "VIRKSOMHET",
    "PLACE": "STED",
    "DATE": "DATO",
    "AGE": "ALDER",
}
"""What stands in a redacted text, between square brackets."""


@dataclass(frozen=True)
class Entity:
    """A mention of personal data: Unicode code points, end-exclusive, in the order of Presidio's results.

    ``score`` is between 0 and 1; ``source`` names what found it.
    """

    type: str
    start: int
    end: int
    text: str
    score: float
    source: str

    @property
    def direct(self) -> bool:
        """True where the mention alone points to one person; False for what does so only together with more."""
        return self.type in DIRECT_IDENTIFIERS


@dataclass(frozen=True)
class Redaction:
    """A text with personal data replaced, and what was replaced, with offsets into the original."""

    text: str
    entities: list[Entity]


__all__ = ["DIRECT_IDENTIFIERS", "PLACEHOLDERS", "QUASI_IDENTIFIERS", "Entity", "Redaction"]
