"""Texts of the filters over statements."""

from __future__ import annotations

TEXTS: dict[str, dict[str, str]] = {
    "filters_heading": {"nb": "Filtre", "nn": "Filter", "en": "Filters"},
    "filters_all": {"nb": "Alle", "nn": "Alle", "en": "All"},
    "filters_coded": {"nb": "Kodet", "nn": "Koda", "en": "Coded"},
    "filters_coded_none": {"nb": "Alle", "nn": "Alle", "en": "All"},
    "filters_coded_true": {"nb": "Kodet av noen", "nn": "Koda av nokon", "en": "Coded by somebody"},
    "filters_coded_false": {"nb": "Ikke kodet", "nn": "Ikkje koda", "en": "Not coded"},
    "filters_status": {"nb": "Status for kodingen", "nn": "Status for kodinga", "en": "Status of the coding"},
    "filters_status_accepted": {"nb": "Godtatt", "nn": "Godteken", "en": "Accepted"},
    "filters_status_rejected": {"nb": "Avvist", "nn": "Avvist", "en": "Rejected"},
    "filters_status_suggested": {"nb": "Forslag", "nn": "Framlegg", "en": "Suggested"},
}
