"""Above the statement: which queue it comes from, and which themes have a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.coding_desk import Desk
from app.components.labels import batch_labels, theme_labels
from app.session import Session
from textmine.coding.codebook import Codebook

if TYPE_CHECKING:
    import pandas as pd

KEYED = 9
MODES = ("uncertain", "verify", "disagreement", "search", "batch")


def queue_choices(session: Session, desk: Desk, book: Codebook) -> list[str]:
    """Which queue, and which themes on the keys 1 to 9; returns the latter."""
    first, second, third = st.columns([4, 5, 2], vertical_alignment="bottom")
    with first:
        mode = _mode(session, desk)
    with second:
        _what_of_mode(session, desk, book, mode)
    with third.popover(session.say("coding_keyboard"), icon=":material/keyboard:", width="stretch"):
        st.toggle(session.say("coding_quick"), key="coding_quick", help=session.say("coding_quick_help"))
        return _keyed(session, book)


def _mode(session: Session, desk: Desk) -> str:
    modes = [mode for mode in MODES if mode != "batch" or len(_own_open(session))]
    return st.selectbox(
        session.say("coding_queue"),
        modes,
        format_func=lambda mode: session.say(f"coding_mode_{mode}"),
        key="coding_mode",
        on_change=desk.clear,
        help=session.say("coding_queue_help"),
    )


def _what_of_mode(session: Session, desk: Desk, book: Codebook, mode: str) -> None:
    # How much is left is not in the labels: an option whose label changes may be lost as the choice.
    if mode == "verify":
        labels = theme_labels(session, book)
        st.selectbox(
            session.say("theme"),
            [theme.id for _, theme in book.tree() if theme.is_active],
            format_func=lambda name: labels[name],
            key="coding_theme",
            on_change=desk.clear,
        )
    elif mode == "search":
        st.text_input(session.say("search"), key="coding_query", on_change=desk.clear)
    elif mode == "batch":
        batches = batch_labels(session, _own_open(session))
        st.selectbox(
            session.say("coding_batch"),
            list(batches),
            format_func=lambda number: batches[number],
            key="coding_batch",
            on_change=desk.clear,
        )


def _own_open(session: Session) -> pd.DataFrame:
    """The coder's own open batches."""
    frame = session.project.batches.frame()
    return frame[(frame["coder"] == session.coder) & (frame["state"] == "open")]


def _keyed(session: Session, book: Codebook) -> list[str]:
    """Themes on the keys 1 to 9: the first of the codebook unless the coder chose others."""
    active = [theme.id for _, theme in book.tree() if theme.is_active]
    labels = theme_labels(session, book)
    picked = st.multiselect(
        session.say("coding_keys"),
        active,
        default=active[:KEYED],
        format_func=lambda name: labels.get(name, name),
        max_selections=KEYED,
        key="coding_keys",
        placeholder=session.say("choose"),
        help=session.say("coding_keys_help"),
    )
    return [name for name in picked if name in active]
