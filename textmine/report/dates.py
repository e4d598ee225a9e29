"""When a report was made, as its language writes a date."""

from __future__ import annotations

from datetime import datetime

from textmine.report.words import say

_MONTHS = {
    "nb": "januar februar mars april mai juni juli august september oktober november desember",
    "nn": "januar februar mars april mai juni juli august september oktober november desember",
    "en": "January February March April May June July August September October November December",
}


def made(date: str, language: str) -> str:
    """When the report was made, as the language writes a date; ``date`` is ISO 8601 or empty."""
    if not date:
        return say("made_undated", language)
    day = datetime.fromisoformat(date)
    month = _MONTHS[language].split()[day.month - 1]
    return say("made", language, date=f"{day.day}{'' if language == 'en' else '.'} {month} {day.year}")
