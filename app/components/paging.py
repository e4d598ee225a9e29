"""A page of rows at a time."""

from __future__ import annotations

import streamlit as st

from app.session import Session


def page_of(session: Session, total: int, size: int, key: str) -> int:
    """Draw the page numbers and how many rows there are; returns the offset of the first row to show."""
    n_pages = max(1, -(-total // size))
    if st.session_state.get(key, 1) > n_pages:
        st.session_state[key] = n_pages
    left, right = st.columns([3, 2], vertical_alignment="center")
    chosen = 1
    if n_pages > 1:
        with left:
            chosen = st.pagination(n_pages, key=key)
    first = (chosen - 1) * size
    if total:
        right.caption(session.say("rows_shown", first=first + 1, last=min(first + size, total), total=total))
    return first
