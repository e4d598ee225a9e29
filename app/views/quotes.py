"""Sitater: pick statements that stand for a theme, compare them with their originals, and decide which are printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from app import data
from app.access import fragment, to_take_out
from app.components.conflict import problem
from app.components.labels import theme_labels
from app.components.plain import plain
from app.components.quote_card import drop_drafts, quote_card
from app.components.quote_choice import chosen_attributes, quote_choice
from app.meaning import encoder
from app.session import Session
from app.theme_figures import standing
from textmine.coding.codebook import Codebook
from textmine.errors import TextmineError
from textmine.jobs.quoting import Candidate, Wanted, approved_sheet, candidates, decided, sheet_bytes, themed

if TYPE_CHECKING:
    import pandas as pd

_PICKS = "quotes_kept_picks"
_KINDS = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def show(session: Session) -> None:
    """Draw the page."""
    st.markdown(session.say("quotes_help"))
    book = session.project.codebook()
    themes = [theme.id for _, theme in book.tree() if theme.is_active]
    if not themes:
        st.info(session.say("quotes_empty"))
        return
    left, right = st.columns([3, 8], gap="large")
    with left:
        theme_id = _theme(session, book, themes)
        wanted = quote_choice(session)
        if wanted is not None:
            _pick(session, theme_id, wanted)
    with right:
        _quotes(session, theme_id)


def _theme(session: Session, book: Codebook, themes: Sequence[str]) -> str:
    tallies = session.project.glances.tallies()
    kept = st.session_state.get("quotes_kept_theme")
    if "quotes_theme" not in st.session_state and kept in themes:
        st.session_state["quotes_theme"] = kept

    labels = theme_labels(session, book)

    def label(theme_id: str) -> str:
        tally = tallies.get(theme_id)
        return f"{labels[theme_id]} ({tally.accepted if tally else 0})"

    chosen = st.selectbox(session.say("theme"), themes, format_func=label, key="quotes_theme")
    st.session_state["quotes_kept_theme"] = chosen
    return str(chosen)


def _pick(session: Session, theme_id: str, wanted: Wanted) -> None:
    """Pick and keep what was picked, so that a decision about one quote does not change the others."""
    with st.spinner(session.say("quotes_working")):
        try:
            stands = standing(session)
            found = candidates(
                session.project, data.statements_for_quotes(session), stands, theme_id, wanted, encoder()
            )
        except TextmineError as error:
            problem(session, error)
            return
    _, by_person = themed(stands, theme_id)
    st.session_state.setdefault(_PICKS, {})[theme_id] = (found, by_person)
    st.session_state["quotes_view"] = "picks"


@fragment
def _quotes(session: Session, theme_id: str) -> None:
    kept = session.project.quotes.frame(theme_id)
    found, by_person = st.session_state.get(_PICKS, {}).get(theme_id, ([], True))
    counts = {"picks": len(found), "decided": len(kept)}
    bar, back = st.columns([6, 2], vertical_alignment="center")
    if "quotes_view" not in st.session_state:
        st.session_state["quotes_view"] = "picks" if found or kept.empty else "decided"
    view = bar.segmented_control(
        session.say("quotes_view"),
        list(counts),
        required=True,
        format_func=lambda name: f"{session.say(f'quotes_view_{name}')} ({counts[name]})",
        key="quotes_view",
        label_visibility="collapsed",
    )
    with back:
        _undo(session)
    if error := st.session_state.pop("quotes_undo_trouble", None):
        problem(session, error)
    if view == "decided":
        _decided(session, kept)
        return
    if found and not by_person:
        st.caption(session.say("quotes_suggested"))
    if not found:
        tried = theme_id in st.session_state.get(_PICKS, {})
        st.info(session.say("quotes_found_none" if tried else "quotes_none_picked"))
    _cards(session, found, kept, "picks")


def _decided(session: Session, kept: pd.DataFrame) -> None:
    if kept.empty:
        st.info(session.say("quotes_none_decided"))
    else:
        order = {"approved": 0, "picked": 1, "rejected": 2}
        kept = kept.sort_values("status", key=lambda names: names.map(order), kind="stable", ignore_index=True)
        with st.spinner(session.say("quotes_working")):
            shown = decided(session.project, data.statements_for_quotes(session), kept, chosen_attributes())
        _cards(session, shown, kept, "decided")
    _downloads(session)


def _cards(session: Session, shown: Sequence[Candidate], kept: pd.DataFrame, where: str) -> None:
    rows: dict[str, dict[str, Any]] = {str(row["statement_id"]): row for row in kept.to_dict("records")}
    for candidate in shown:
        quote_card(session, candidate, rows.get(candidate.statement_id), where)


def _undo(session: Session) -> None:
    step = session.project.history.next_undo(session.coder)
    if step is None or not step.action.startswith("quote."):
        return
    st.button(
        session.say("quotes_undo"),
        icon=":material/undo:",
        key="quotes_undo",
        width="stretch",
        on_click=_take_back,
        args=(session, step.id),
    )


def _take_back(session: Session, entry: int) -> None:
    try:
        step = session.project.history.undo(session.coder, entry)
    except TextmineError as error:
        st.session_state["quotes_undo_trouble"] = error
        return
    if step is not None:
        drop_drafts(str(step.about.get("theme", "")), str(step.about.get("statement", "")))


def _downloads(session: Session) -> None:
    """The approved quotes of all themes, as files."""
    if session.project.quotes.frame(status="approved").empty:
        return
    st.subheader(session.say("quotes_download"))
    if not session.may_export:
        st.caption(session.say("quotes_no_export"))
        return
    st.caption(plain(session.say("quotes_download_help")))
    with st.container(horizontal=True):
        for kind, mime in _KINDS.items():
            st.download_button(
                session.say(f"quotes_download_{kind}"),
                to_take_out(session, partial(_file, session, kind, chosen_attributes())),
                f"{session.say('quotes_file')}.{kind}",
                mime,
                icon=":material/download:",
                on_click="ignore",
                key=f"quotes_download_{kind}",
            )


def _file(session: Session, kind: Any, attributes: Sequence[str]) -> bytes:
    """The approved quotes of all themes."""
    sheet = approved_sheet(session.project, data.statements_for_quotes(session), attributes, session.language)
    return sheet_bytes(sheet, kind)
