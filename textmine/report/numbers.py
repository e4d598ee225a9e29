"""Numbers as they are written in Norwegian and in English."""

from __future__ import annotations

from collections.abc import Callable

from textmine.privacy.suppression import SYMBOL
from textmine.report.document import Kind, Value
from textmine.themes.waves import Share

_SPACE = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_LEAST_P = 0.001


class Numbers:
    """How numbers are written in one language.

    Parameters
    ----------
    language : str
        nb, nn or en. Norwegian: 1 234, 12,3 % (Språkrådet); English: 1,234, 12.3%.
    """

    def __init__(self, language: str) -> None:
        self.norwegian = language != "en"

    def decimal(self, value: float, decimals: int = 1) -> str:
        """A number with decimals."""
        text = f"{abs(value):,.{decimals}f}"
        if self.norwegian:
            text = text.replace(",", _SPACE).replace(".", ",")
        negative = value < 0 and any(c in "123456789" for c in text)
        return (_MINUS if negative else "") + text

    def count(self, value: int) -> str:
        """A whole number."""
        return self.decimal(value, 0)

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share (0 to 1) in per cent."""
        return self.decimal(100 * share, decimals) + (f"{_SPACE}%" if self.norwegian else "%")

    def interval(self, low: float, high: float, decimals: int = 1) -> str:
        """Two shares as per cent without the sign."""
        return f"{self.decimal(100 * low, decimals)}–{self.decimal(100 * high, decimals)}"

    def share(self, share: Share) -> str:
        """A share with its interval, or the symbol of suppression."""
        if share.suppressed:
            return SYMBOL
        if not share.out_of:
            return "–"
        return f"{self.percent(share.share)} ({self.interval(share.low, share.high)})"

    def points(self, value: float) -> str:
        """A difference of shares in percentage points, with its sign."""
        text = self.decimal(100 * value)
        return text if text.startswith(_MINUS) or not any(c in "123456789" for c in text) else f"+{text}"

    def p_value(self, p: float) -> str:
        """A P value with three decimals."""
        return f"< {self.decimal(_LEAST_P, 3)}" if p < _LEAST_P else self.decimal(p, 3)

    def cell(self, value: Value, kind: Kind) -> str:
        """A cell of a table."""
        if value is None:
            return SYMBOL
        if isinstance(value, str):
            return value
        if isinstance(value, Share):
            return self.share(value)
        writers: dict[str, Callable[[float], str]] = {
            "percent": self.percent,
            "points": self.points,
            "number": self.decimal,
            "p": self.p_value,
        }
        write = writers.get(kind)
        return write(value) if write else self.count(int(value))
