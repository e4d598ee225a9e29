"""Numbers as the language of the interface writes them."""

from __future__ import annotations

_THIN = "\u202f"


def whole(number: int, language: str) -> str:
    """A whole number, its thousands apart."""
    return f"{number:,}".replace(",", "," if language == "en" else _THIN)


def decimal(number: float, language: str, places: int = 2) -> str:
    """A number with decimals; a dash where there is none."""
    if number != number:
        return "–"
    text = f"{number:.{places}f}"
    return text if language == "en" else text.replace(".", ",")


def percent(share: float, language: str) -> str:
    """A share as whole per cent; never 0 or 100 where it is neither."""
    rounded = round(100 * share)
    rounded = max(rounded, 1) if share > 0 else rounded
    rounded = min(rounded, 99) if share < 1 else rounded
    return f"{rounded}%" if language == "en" else f"{rounded}{_THIN}%"


def with_span(share: float, low: float, high: float, language: str) -> str:
    """A share with its interval, as whole per cent; a dash where there is none."""
    if share != share:
        return "–"
    return f"{percent(share, language)} ({percent(low, language)} – {percent(high, language)})"
