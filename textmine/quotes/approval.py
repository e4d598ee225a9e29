"""What a person decided about a quote, as values; whoever keeps them logs the value before and after."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from textmine.errors import InputError
from textmine.quotes.editing import check_edit

Status = Literal["picked", "approved", "rejected"]
STATUSES: tuple[Status, ...] = ("picked", "approved", "rejected")


@dataclass(frozen=True)
class Quote:
    """A statement picked for print.

    Attributes
    ----------
    statement_id, theme_id : str
    original : str
        As the respondent wrote it; never changed and never printed.
    redacted : str
        What a person reads and approves.
    edited : str
        Shortened or explained by a person under the rules of ``check_edit``; empty where it was not.
    status : "picked", "approved" or "rejected"
    decided_by : str
        Who approved or rejected it; empty while it is only picked.
    """

    statement_id: str
    theme_id: str
    original: str
    redacted: str
    edited: str = ""
    status: Status = "picked"
    decided_by: str = ""

    @property
    def text(self) -> str:
        """What is printed once it is approved."""
        return self.edited or self.redacted


def approve(quote: Quote, by: str) -> Quote:
    """Let a quote be printed as its text stands now."""
    return _decided(quote, "approved", by)


def reject(quote: Quote, by: str) -> Quote:
    """Keep a quote from being printed."""
    return _decided(quote, "rejected", by)


def edit(quote: Quote, text: str) -> Quote:
    """Change what is printed; somebody must approve it again.

    Raises
    ------
    InputError
        If the text breaks a rule of ``check_edit``.
    """
    broken = [problem for problem in check_edit(quote.redacted, text) if problem.serious]
    if broken:
        raise InputError(broken[0].text("en"), "Shorten with […] and put words of your own in [brackets]")
    return replace(quote, edited="" if text == quote.redacted else text, status="picked", decided_by="")


def _decided(quote: Quote, status: Status, by: str) -> Quote:
    if not by.strip():
        raise InputError("nobody is named as the one who decided", "Say who decides on quotes")
    return replace(quote, status=status, decided_by=by.strip())
