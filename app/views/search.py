"""Søk: statements by their words or their meaning, with filters, and coding of what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from app.components import undo_offer
from app.components.code_many import code_many
from app.components.links import can_open, jump, link
from app.components.paging import page_of
from app.components.search_filters import search_filters
from app.components.statement_table import statement_table
from app.meaning import encoder
from app.session import Session
from textmine.store import Filters

if TYPE_CHECKING:
    import pandas as pd

PAGE = 50
NEAREST = 200
MOST_AT_ONCE = 5000


def show(session: Session) -> None:
    """Draw the page."""
    undo_offer.tell(session)
    if not session.project.counts().statements:
        st.info(session.say("search_empty"))
        link("import_data", session.say("overview_begin"), "upload_file")
        return
    first, second = st.columns([5, 2], vertical_alignment="bottom")
    query = first.text_input(session.say("search"), key="search_query", help=session.say("search_help")).strip()
    by_meaning = (
        second.segmented_control(
            session.say("search_by"),
            ["words", "meaning"],
            default="words",
            required=True,
            format_func=lambda kind: session.say(f"search_by_{kind}"),
            key="search_by",
        )
        == "meaning"
    )
    filters = search_filters(session)
    if by_meaning:
        _by_meaning(session, query, filters)
    else:
        _by_words(session, query, filters)


def _by_words(session: Session, query: str, filters: Filters) -> None:
    total = session.project.search_count(query, filters, seen_by=session.coder)
    if not total:
        st.info(session.say("search_nothing"))
        return
    first = page_of(session, total, PAGE, "search_page")
    found = session.project.search(query, filters, limit=PAGE, offset=first, seen_by=session.coder)
    # A selection belongs to what was found: another search begins with none.
    chosen = statement_table(session, found, f"search_table_{query}_{filters}_{first}")
    all_of_them = total <= MOST_AT_ONCE and st.checkbox(session.say("search_take_all", n=total), key="search_take_all")
    if all_of_them:
        everything = session.project.search(query, filters, limit=None, seen_by=session.coder)
        chosen = list(everything["statement_id"])
    elif not chosen:
        st.caption(session.say("search_choose"))
    code_many(session, chosen, "search")
    if query and session.may("code") and can_open("coding") and st.button(session.say("search_one_by_one")):
        st.session_state["coding_wanted"] = {"mode": "search", "query": query}
        jump("coding")


def _by_meaning(session: Session, query: str, filters: Filters) -> None:
    if not query:
        st.info(session.say("search_meaning_empty"))
        return
    with st.spinner(session.say("search_working")):
        found: pd.DataFrame = session.project.meaning.search(
            query, encoder(), filters, limit=NEAREST, seen_by=session.coder
        )
    if found.empty:
        st.info(session.say("search_nothing"))
        return
    st.caption(session.say("search_nearest", n=len(found)))
    chosen = statement_table(session, found, f"search_meaning_{query}_{filters}")
    if not chosen:
        st.caption(session.say("search_choose"))
    code_many(session, chosen, "search")
