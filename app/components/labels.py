"""What themes and batches are called where one of several is chosen.

Streamlit tells options apart by their labels alone: of two that read the same, whichever is pressed, it takes the last.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.session import Session
from textmine.coding.codebook import Codebook, Theme

if TYPE_CHECKING:
    import pandas as pd


def theme_labels(session: Session, book: Codebook) -> dict[str, str]:
    """A label for each theme that no other has: its name, and where others share it what tells it from them."""
    called = Counter(theme.name(session.language) for theme in book.themes)
    labels = {theme.id: _label(session, book, theme, shared=called[theme.name(session.language)] > 1)
              for theme in book.themes}  # fmt: skip
    count = Counter(labels.values())
    return {key: f"{label} [{key}]" if count[label] > 1 else label for key, label in labels.items()}


def batch_labels(session: Session, frame: pd.DataFrame) -> dict[int, str]:
    """A label for each batch that no other has: its name if it has one of its own, otherwise its number."""
    names = {int(row["batch"]): str(row["name"]) for row in frame.drop_duplicates("batch").to_dict("records")}
    count = Counter(names.values())
    numbered = {number: session.say("double_coding_batch", n=number) for number in names}
    return {
        number: name if name and count[name] == 1 else f"{name} ({numbered[number]})" if name else numbered[number]
        for number, name in names.items()
    }


def _label(session: Session, book: Codebook, theme: Theme, *, shared: bool) -> str:
    name = theme.name(session.language)
    if not shared:
        return name
    parent = book.get(theme.parent or "")
    apart = [parent.name(session.language)] if parent is not None else []
    apart += [] if theme.is_active else [session.say("theme_retired")]
    return f"{name} ({', '.join(apart)})" if apart else name
