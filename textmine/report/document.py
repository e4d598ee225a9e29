"""A report before it becomes a file: chapters of blocks, which every writer knows how to write."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeAlias

from textmine.themes.waves import Share

Kind = Literal["text", "count", "share", "percent", "points", "number", "p"]
"""What a column holds: words, whole numbers, `Share`, a share alone, a difference of shares, decimals, P values."""
Value: TypeAlias = str | int | float | Share | None
"""One cell; None where it must not be printed."""

_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Column:
    """A column of a table."""

    title: str
    kind: Kind = "text"


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text; a note is set in smaller type."""

    text: str
    note: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its caption and a note under it."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""


@dataclass(frozen=True)
class Quotation:
    """A quote that a person approved, and what may be said of who wrote it."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a chart: a label, its share, and the group of lines it belongs to."""

    label: str
    share: Share
    section: str = ""


@dataclass(frozen=True)
class Lines:
    """Shares with intervals, one below the other; sections get a title of their own."""

    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Series:
    """Shares over waves; ``breaks`` are the places of waves that are not comparable with the one before."""

    rows: tuple[Row, ...]
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True)
class Panel:
    """A series beside lines."""

    series: Series
    lines: Lines


@dataclass(frozen=True)
class Pairs:
    """Two shares a line."""

    labels: tuple[str, ...]
    names: tuple[str, str]
    shares: tuple[tuple[Share, Share], ...]


@dataclass(frozen=True)
class Grid:
    """A square of shares, None where nothing may be shown."""

    labels: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]


Drawing: TypeAlias = Lines | Series | Panel | Pairs | Grid


@dataclass(frozen=True)
class Chart:
    """A chart with its caption, and what it shows in words for those who cannot see it."""

    caption: str
    alternative: str
    drawing: Drawing


Block: TypeAlias = Heading | Paragraph | Table | Chart | Quotation


@dataclass(frozen=True)
class Chapter:
    """A chapter; ``key`` is its name in a chapters file."""

    key: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Lack:
    """Something that a report lacks; ``key`` is that of its text, ``waves`` those it is about."""

    key: str
    waves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A whole report.

    Attributes
    ----------
    language : str
        nb, nn or en.
    date : str
        ISO 8601; the only thing that differs between two reports of the same material.
    lacks : tuple of Lack
        What is missing, for whoever made the report; its first chapter says it too.
    """

    title: str
    subtitle: str
    language: str
    date: str
    chapters: tuple[Chapter, ...] = field(default_factory=tuple)
    lacks: tuple[Lack, ...] = ()


def printable(value: Any) -> Any:
    """A text, or all texts of a document, without what a file format cannot hold or turns the text after it around.

    Control characters and halves of characters are no XML; overrides of the direction of writing reach beyond the name
    that they stand in.
    """
    if isinstance(value, str):
        return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, tuple):
        return tuple(map(printable, value))
    if is_dataclass(value) and not isinstance(value, (type, Share)):
        return replace(value, **{each.name: printable(getattr(value, each.name)) for each in fields(value)})
    return value
