"""Quotes: statements picked to represent a theme, redacted, checked and decided on by a person."""

from __future__ import annotations

from textmine.quotes.approval import Quote, approve, edit, reject
from textmine.quotes.editing import EditProblem, check_edit
from textmine.quotes.guard import printable_attributes
from textmine.quotes.masking import MaskedText, mask, mask_statement
from textmine.quotes.selection import QUOTE_COLUMNS, select_quotes

__all__ = [
    "QUOTE_COLUMNS",
    "EditProblem",
    "MaskedText",
    "Quote",
    "approve",
    "check_edit",
    "edit",
    "mask",
    "mask_statement",
    "printable_attributes",
    "reject",
    "select_quotes",
]
