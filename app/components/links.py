"""Links and jumps from one page to another, by the name of the room."""

from __future__ import annotations

import streamlit as st

_PAGES = "navigation_pages"


def remember(pages: dict[str, object]) -> None:
    """Keep the pages of this run, which links lead to."""
    st.session_state[_PAGES] = pages


def can_open(name: str) -> bool:
    """Whether the user has this page."""
    return name in st.session_state.get(_PAGES, {})


def link(name: str, label: str, icon: str = "arrow_forward") -> None:
    """Draw a link to a page, if the user has it."""
    if can_open(name):
        st.page_link(st.session_state[_PAGES][name], label=label, icon=f":material/{icon}:")


def jump(name: str) -> None:
    """Go to a page now."""
    st.switch_page(st.session_state[_PAGES][name])
