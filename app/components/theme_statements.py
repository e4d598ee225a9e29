"""The statements of a theme: what shows it best, what lies on its border, what does not fit, and all of them."""

from __future__ import annotations

import streamlit as st

from app.access import fragment, still_here
from app.components.paging import page_of
from app.components.plain import plain
from app.session import Session
from textmine.coding.codebook import Theme
from textmine.coding.portrait import Portrait
from textmine.errors import TextmineError
from textmine.store import Filters

PAGE = 25


@fragment
def theme_statements(session: Session, theme: Theme, drawn: Portrait | None) -> None:
    """Draw them; which kind is chosen above the list."""
    kinds = ["representative", "borderline", "odd", "all"]
    kind = st.segmented_control(
        session.say("themes_kind"),
        kinds,
        default="representative",
        required=True,
        format_func=lambda kind: session.say(f"themes_{kind}"),
        key="themes_kind",
        label_visibility="collapsed",
    )
    st.caption(session.say(f"themes_{kind}_help"))
    if kind == "all":
        _all(session, theme)
        return
    gone = st.session_state.setdefault("themes_rejected", set())
    ids = [each for each in (getattr(drawn, str(kind)) if drawn else ()) if (theme.id, each) not in gone]
    texts = session.project.glances.texts(ids)
    if not texts:
        st.caption(session.say("themes_none"))
    for each in ids:
        if each in texts:
            _statement(session, theme, each, texts[each], can_reject=kind != "representative")


def _statement(session: Session, theme: Theme, statement_id: str, text: str, *, can_reject: bool) -> None:
    with st.container(border=True):
        if not (can_reject and session.may("code")):
            st.markdown(plain(" ".join(text.split())))
            return
        words, button = st.columns([7, 2], vertical_alignment="center")
        words.markdown(plain(" ".join(text.split())))
        button.button(
            session.say("themes_reject"),
            key=f"themes_reject_{theme.id}_{statement_id}",
            width="stretch",
            on_click=_reject,
            args=(session, theme.id, statement_id),
        )


def _reject(session: Session, theme_id: str, statement_id: str) -> None:
    if not still_here(session):
        return
    try:
        session.project.codings.set(statement_id, theme_id, session.coder, "rejected")
    except TextmineError as error:
        st.toast(plain(session.say("coding_failed", why=error)))
        return
    # The figures are worked out again when the page is; until then it is only left out here.
    st.session_state["themes_rejected"].add((theme_id, statement_id))


def _all(session: Session, theme: Theme) -> None:
    filters = Filters(themes=[theme.id], statuses=["accepted", "suggested"])
    total = session.project.search_count("", filters, seen_by=session.coder)
    if not total:
        st.caption(session.say("themes_none"))
        return
    first = page_of(session, total, PAGE, f"themes_page_{theme.id}")
    found = session.project.search("", filters, limit=PAGE, offset=first, seen_by=session.coder)
    st.dataframe(
        found[["text", "wave", "language"]],
        hide_index=True,
        column_config={
            "text": st.column_config.TextColumn(session.say("statement"), width="large"),
            "wave": st.column_config.TextColumn(session.say("wave"), width="small"),
            "language": st.column_config.TextColumn(session.say("standard"), width="small"),
        },
    )
