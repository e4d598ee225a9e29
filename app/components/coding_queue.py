"""Above the statement: which queue it comes from, and which themes have a key."""

from __future__ import annotations

import streamlit as st

from app.coding_desk import Desk
from app.session import Session
from textmine.coding.codebook import Codebook

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
    modes = [mode for mode in MODES if mode != "batch" or _open_batches(session)]
    return st.selectbox(
        session.say("coding_queue"),
        modes,
        format_func=lambda mode: session.say(f"coding_mode_{mode}"),
        key="coding_mode",
        on_change=desk.clear,
        help=session.say("coding_queue_help"),
    )


def _what_of_mode(session: Session, desk: Desk, book: Codebook, mode: str) -> None:
    if mode == "verify":
        tallies = session.project.glances.tallies()
        st.selectbox(
            session.say("theme"),
            [theme.id for _, theme in book.tree() if theme.is_active],
            format_func=lambda name: (
                f"{book.theme(name).name(session.language)} ({tallies[name].suggested if name in tallies else 0})"
            ),
            key="coding_theme",
            on_change=desk.clear,
        )
    elif mode == "search":
        st.text_input(session.say("search"), key="coding_query", on_change=desk.clear)
    elif mode == "batch":
        batches = _open_batches(session)
        st.selectbox(
            session.say("coding_batch"),
            list(batches),
            format_func=lambda number: batches[number],
            key="coding_batch",
            on_change=desk.clear,
        )


def _open_batches(session: Session) -> dict[int, str]:
    """The coder's own open batches, with what they are called and how much is left."""
    frame = session.project.batches.frame()
    own = frame[(frame["coder"] == session.coder) & (frame["state"] == "open")]
    return {
        int(row.batch): f"{row.name_ or row.batch} ({row.done}/{row.statements})"
        for row in own.rename(columns={"name": "name_"}).itertuples()
    }


def _keyed(session: Session, book: Codebook) -> list[str]:
    """Themes on the keys 1 to 9: the first of the codebook unless the coder chose others."""
    active = [theme.id for _, theme in book.tree() if theme.is_active]
    picked = st.multiselect(
        session.say("coding_keys"),
        active,
        default=active[:KEYED],
        format_func=lambda name: book.theme(name).name(session.language) if name in book else name,
        max_selections=KEYED,
        key="coding_keys",
        help=session.say("coding_keys_help"),
    )
    return [name for name in picked if name in active]
