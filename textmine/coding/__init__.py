"""Codebook, codings, coding queue and agreement: values and pure functions, no database."""

from __future__ import annotations

from textmine.coding.agreement import Agreement, label_sets
from textmine.coding.changes import Change, apply
from textmine.coding.codebook import Codebook, Theme, Wording
from textmine.coding.codings import Coding
from textmine.coding.crosswalk import Crosswalk
from textmine.coding.recoding import CodingChange, recode

__all__ = [
    "Agreement",
    "Change",
    "Codebook",
    "Coding",
    "CodingChange",
    "Crosswalk",
    "Theme",
    "Wording",
    "apply",
    "label_sets",
    "recode",
]
